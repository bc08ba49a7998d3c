"""The judge judged: no false alarm on whole artifacts, no planted loss missed.

Articles are made by hypothesis (`tests/strategies.py`), rendered to every channel and verified
in memory. A loss is planted in the article before it is rendered; the artifact is then held
against the article as it was, so that one loss tries every channel's writer, reader and judge.
"""
