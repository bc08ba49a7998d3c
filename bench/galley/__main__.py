"""The command: find the pages, read and compare them, print."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.galley.pages import CORPUS, pages
from bench.galley.score import Score, score
from bench.galley.speed import speed_table
from bench.galley.tables import (
    as_json,
    bound_table,
    finding_list,
    kept,
    miss_list,
    page_table,
)


def main() -> None:
    """Run what the options ask for; status 1 if a promise is broken."""
    options = _options()
    if options.speed:
        print(speed_table())
        return
    folders = options.folders or [CORPUS / name for name in ("seeds", "dev", "damaged")]
    scores = [score(page) for folder in folders for page in pages(folder)]
    if not scores:
        sys.exit(f"no pages with gold in {', '.join(map(str, folders))}")
    _print(scores, verbose=options.verbose)
    if options.json:
        text = json.dumps(as_json(scores), ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    if not kept(scores):
        sys.exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/score-galley", description="The galley reader against known pages."
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="*.txt and gold/*.json"
    )
    parser.add_argument("--verbose", action="store_true", help="list every miss and false find")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--speed", action="store_true", help="milliseconds a page, and growth")
    return parser.parse_args()


def _print(scores: list[Score], *, verbose: bool) -> None:
    print(page_table(scores), end="\n\n")
    print(bound_table(scores))
    print("\n".join(finding_list(scores)))
    if verbose:
        print("\n".join(miss_list(scores)))


if __name__ == "__main__":
    main()
