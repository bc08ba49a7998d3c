"""Where styles and fonts lie, and how they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from pubkit.errors import StyleError, UnknownName
from pubkit.style import Condition, Style, conditions, parse
from pubkit.workspace.files import inside, is_file, read_bytes

__all__ = ["load_style", "styles"]

_TOKENS = "style.toml"
_PROFILES = "profiles.toml"
_SHEETS = (".css", ".toml", ".typ")
_MAX_FONT = 128 * 1024 * 1024
"""Bytes: a full pan-CJK font collection."""


@cache
def _shipped() -> Path:
    """The styles that come with pubkit: inside the wheel, or in the checkout beside `src`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "styles"
    return installed if installed.is_dir() else package.parent.parent / "styles"


def _roots(workspace: Path | None) -> Iterator[Path]:
    """The workspace's own styles come before the shipped ones."""
    if workspace is not None:
        yield workspace / "styles"
    yield _shipped()


def styles(workspace: Path | None = None) -> dict[str, Path]:
    """Name → folder of every style that can be had."""
    found: dict[str, Path] = {}
    for root in _roots(workspace):
        for tokens in sorted(root.glob(f"*/{_TOKENS}")):
            found.setdefault(tokens.parent.name, tokens.parent)
    return dict(sorted(found.items()))


def load_style(name: str, workspace: Path | None = None) -> Style:
    """The style called `name`, or in the folder `name` if that is a path.

    Raises: UnknownName listing the known styles; StyleError.
    """
    folder = Path(name)
    if not is_file(folder / _TOKENS):
        known = styles(workspace)
        if name not in known:
            raise UnknownName("style", name, known)
        folder = known[name]
    folder = folder.resolve()
    sheets = {
        path.name: _text(folder, path.name)
        for path in sorted(folder.iterdir())
        if path.suffix in _SHEETS and path.name != _TOKENS
    }
    return parse(
        folder.name,
        _text(folder, _TOKENS),
        sheets,
        lambda file: _font(folder, file),
        str(folder),
        _profiles(),
    )


@cache
def _profiles() -> tuple[Condition, ...]:
    """The shipped output profiles."""
    folder = _shipped() / "icc"
    return conditions(
        _text(folder, _PROFILES),
        lambda file: lambda: read_bytes(folder / file),
        str(folder / _PROFILES),
    )


def _text(folder: Path, name: str) -> str:
    """A text of the style's own; a stranger's style must not show us a file of the machine's."""
    path = inside(folder, name)
    if path is None:
        raise StyleError(f"{folder / name}: a link leads out of the style; put the file there")
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StyleError(f"{path}: it is not UTF-8; save it as UTF-8") from error


def _font(folder: Path, file: str) -> Callable[[], bytes]:
    """A loader for the font `file`: the style's own, the workspace's, or a shipped one."""

    def load() -> bytes:
        for root in (folder, folder.parent / "fonts", _shipped() / "fonts"):
            path = inside(root, file)
            if path is not None and is_file(path):
                return read_bytes(path, _MAX_FONT)
        raise StyleError(
            f"style {folder.name!r}: font {file} is neither in its folder nor in styles/fonts"
        )

    return load
