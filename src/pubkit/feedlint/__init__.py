"""The lint of feeds: what their readers trip over, a rule a code.

It is written from the specifications and shares no code with what writes such feeds. A format's
grammar stands as data in one module; `docs/feeds.md` lists every code with its source.
"""

from pubkit.feedlint.rules import lint

__all__ = ["lint"]
