"""`pubkit verify`: every artifact of a run read back and compared with its article."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from pubkit import notation
from pubkit.cli.conventions import DONE, FAILED, debug, debuggable
from pubkit.cli.screen import say, show, working
from pubkit.cli.verdicts import told
from pubkit.errors import ConfigError, ModelError, PubkitError, ReadError
from pubkit.model import Article
from pubkit.proof import Proof
from pubkit.proofsheet import proof_sheet
from pubkit.verification import Verified, dump_verified
from pubkit.workspace.files import read_bytes, replace_file

__all__ = ["verify_runs"]

_RECORD, _ARTICLE = "publication.json", "article.json"


@dataclass(frozen=True)
class _Run:
    """A run that was read back, or why it could not be."""

    folder: str
    proof: Proof | None = None
    article: Article | None = None
    error: str = ""


@click.command("verify")
@click.argument("folders", metavar="DIR...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--html", "sheet", metavar="FILE", help="Also write the proof as a page to read.")
@debuggable
def verify_runs(folders: tuple[str, ...], form: str, sheet: str | None) -> None:
    """Read every file of the run in each DIR back, and compare it with its article."""
    if sheet is not None and len(folders) > 1:
        raise ConfigError("--html takes one DIR at a time; verify them one by one")
    runs = []
    for name in folders:
        with working(f"verifying {name}"):
            runs.append(_verified(name))
    if sheet is not None:
        _write_sheet(Path(sheet), runs[0])
    _FORMS[form](runs)
    sys.exit(DONE if all(run.proof and run.proof.ok for run in runs) else FAILED)


def _verified(name: str) -> _Run:
    from pubkit.verify import verify_folder

    try:
        folder = _folder(Path(name))
        try:
            proof = verify_folder(folder)
        except ModelError as error:
            raise ReadError(f"{folder / _ARTICLE}: {error}; render the article again") from error
        return _Run(str(folder), proof, notation.load(read_bytes(folder / _ARTICLE)))
    except ConfigError:
        raise
    except PubkitError as error:
        # The other runs are still verified.
        if debug():
            traceback.print_exc()
        return _Run(name, error=str(error))


def _folder(path: Path) -> Path:
    """The folder of a run: `path` itself, or the only one in it.

    Raises: ReadError where there is none; ConfigError where there are several.
    """
    if not path.is_dir():
        raise ReadError(f"{path}: there is no such folder; name one that render wrote")
    if (path / _RECORD).exists():
        return path
    inner = sorted(record.parent for record in path.glob(f"*/{_RECORD}"))
    if not inner:
        raise ReadError(f"{path}: no {_RECORD} is there; name a folder that render wrote")
    if len(inner) > 1:
        names = ", ".join(str(folder) for folder in inner)
        raise ConfigError(f"{path} holds several runs; name one or more of them: {names}")
    return inner[0]


def _write_sheet(path: Path, run: _Run) -> None:
    """Raises: ConfigError where the sheet would take the place of what it reports on."""
    if run.proof is None:
        return
    if path.exists() and path.resolve().is_relative_to(Path(run.folder).resolve()):
        raise ConfigError(f"{path}: it lies in the run's own folder; choose another --html")
    replace_file(path, proof_sheet(run.proof, run.article).encode())


# ── forms ───────────────────────────────────────────────────────────────────────────────────


def _as_text(runs: Iterable[_Run]) -> None:
    for run in runs:
        if run.proof is None:
            say(f"Error: {run.error}", err=True)
        else:
            show(*told(run.proof, run.article))


def _as_json(runs: Iterable[_Run]) -> None:
    found = (Verified(folder=run.folder, proof=run.proof, error=run.error) for run in runs)
    say(dump_verified(found).decode().rstrip("\n"))


_FORMS: Mapping[str, Callable[[Iterable[_Run]], None]] = {"text": _as_text, "json": _as_json}
