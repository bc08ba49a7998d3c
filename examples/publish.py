"""pubkit as a library: read an article, check it, make four channels, write them.

    python examples/publish.py content/dandelion build

The same in one command is `python -m pubkit render content/dandelion`; a script can do what a
command cannot: decide by the article, set options, use a renderer of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pubkit

# A renderer needs no installation to be used: it is a class that can be imported.
sys.path.append(str(Path(__file__).parent / "weibo"))
from weibo import LongPost


def main(source: str, folder: str) -> int:
    """Publish `source` into `folder`; gives the exit status."""
    # Reading loads the article and its photos. What is wrong with them becomes a notice.
    reading = pubkit.read(source)

    # The rules look at the article with its channels in mind: a feed cannot do without a date.
    found = pubkit.check(reading, channels=["docx", "pdf", "rss", "weibo"])
    if found.errors:
        print(found, file=sys.stderr)
        return 1

    # Channels are names of installed renderers, or renderers. Options go to one channel each.
    run = pubkit.render(
        reading,
        to=["docx", "pdf", "rss", LongPost(limit=2000)],
        style="quiet",
        options={"pdf": {"paper": "A4"}},
    )

    # One result a channel, in order; one that fails does not stop the others.
    for result in run:
        if result.output is None:
            print(f"{result.name}: {result.error}", file=sys.stderr)
        else:
            print(f"{result.name}: {len(result.output.main.data):,} bytes")
        for notice in result.notices:
            print(f"  {notice}", file=sys.stderr)

    # Files are replaced whole: whoever looks sees the old one or the new one.
    for path in run.write(folder):
        print(path)
    return 0 if run.ok else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python examples/publish.py ARTICLE FOLDER")
    try:
        sys.exit(main(*sys.argv[1:]))
    except pubkit.PubkitError as error:
        # Every error that pubkit raises on purpose is one sentence: what, where, what to do.
        sys.exit(f"Error: {error}")
