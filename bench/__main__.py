"""The command: lay out, read back, run the rounds, print."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import subprocess
import sys
import tempfile
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.contest import PRINT, Costs, contest
from bench.figures import cost_table, judged, memory_table, ratio_table, ratios
from bench.layout import ROOT, Stage

_LIBRARIES = ("pubkit", "pypandoc_binary", "weasyprint", "docxtpl", "python-docx", "lxml", "pillow")


def main() -> None:
    """Run what the options ask for."""
    options = _options()
    # Installed libraries come compiled; the checkout's own modules must be so too.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        if options.scale:
            stage = _laid_out(Path(folder), photos=False)
            _run("bench.growth", str(stage.folder))
            return
        if options.feed:
            _run("bench.feed", str(options.rounds))
            return
        if options.word:
            _run("bench.seed", str(options.rounds))
            return
        record = {"system": _system(), "rounds": options.rounds, "variants": []}
        for photos in (True, False):
            name = "with six photos" if photos else "without photos"
            stage = _laid_out(Path(folder, name.replace(" ", "-")), photos=photos)
            only = PRINT if options.print else ()
            costs = contest(stage, options.rounds, partial(_tell, name), only)
            if not options.print:
                _run("bench.proof", str(stage.folder))
            tables = (ratio_table(costs), memory_table(costs), cost_table(costs))
            print(f"\n{name.capitalize()}\n", *tables, sep="\n\n")
            record["variants"].append(_variant(name, costs))
    if options.json:
        options.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="pubkit beside its peers.")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="default 15")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--print", action="store_true", help="only what is made for paper")
    parser.add_argument("--scale", action="store_true", help="growth with 1, 4, 16 times the text")
    parser.add_argument("--word", action="store_true", help="warm Word beside docxtpl")
    parser.add_argument("--feed", action="store_true", help="a feed's store beside feedgen")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds needs one at least")
    return options


def _laid_out(folder: Path, *, photos: bool) -> Stage:
    """The stage in `folder`, made by another process so that this one stays small."""
    _run("bench.stage", str(folder), *([] if photos else ["--without-photos"]))
    return Stage(folder)


def _run(module: str, *arguments: str) -> None:
    try:
        subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.returncode) from None


def _tell(variant: str, words: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{variant}: {words}", end="", file=sys.stderr, flush=True)


def _system() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cpus": os.cpu_count(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _variant(name: str, costs: Costs) -> dict[str, Any]:
    """Every figure of one variant, round by round."""
    return {
        "name": name,
        "costs": {who: [dataclasses.asdict(c) for c in rounds] for who, rounds in costs.items()},
        "claims": [
            dataclasses.asdict(claim)
            | {key: dataclasses.asdict(ratios(claim, costs, key)) for key in ("cpu_s", "wall_s")}
            for claim in judged(costs)
        ],
    }


if __name__ == "__main__":
    main()
