"""The command: measure the files, print."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.type.score import Score, score
from bench.type.tables import as_json, as_text
from pubkit.units import Length

_USAGE = 2
"""Exit status for wrong usage, as the command line has it."""


def main() -> None:
    """Print each file's figures; status 1 if one has faults."""
    options = _options()
    scores = [_scored(path, options.foot) for path in options.files]
    if options.format == "json":
        print(json.dumps([as_json(found) for found in scores], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(as_text, scores)))
    if any(found.faults for found in scores):
        sys.exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/score-type", description="The typography of PDF files, measured."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PDF file")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default text")
    parser.add_argument(
        "--foot", type=_points, metavar="SIZE", help="the foot margin: 25mm; else the lowest line"
    )
    return parser.parse_args()


def _points(size: str) -> float:
    return Length.parse(size).pt


def _scored(path: Path, foot: float | None) -> Score:
    try:
        return score(path.read_bytes(), path.name, foot)
    except (OSError, ValueError, RuntimeError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(_USAGE)


if __name__ == "__main__":
    main()
