"""Typst at arm's length: a template, fonts and pictures in, a PDF out.

Typst takes fonts and pictures from files only. They lie in a private temporary folder, which is
also all that Typst may read, and which goes when the work is done. No package is ever fetched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from pubkit.errors import MissingDependency, RenderError, StyleError
from pubkit.renderers.page.source import Code

__all__ = ["Engine"]

_MAIN = "main.typ"


class Engine:
    """A folder with a template and its fonts, for any number of settings; a context manager."""

    def __init__(self, template: str, tokens: Code, fonts: Mapping[str, bytes]) -> None:
        """Lays the template and the fonts out.

        `tokens` is the module `tokens.typ` that the template imports.
        Raises: MissingDependency.
        """
        self._typst = _typst()
        # Its removal may fail on a network share; the work is done all the same.
        self._folder = tempfile.TemporaryDirectory(prefix="pubkit-", ignore_cleanup_errors=True)
        self._root = Path(self._folder.name)
        self.lay("page.typ", template.encode())
        self.lay("tokens.typ", tokens.encode())
        for name, data in fonts.items():
            self.lay(f"fonts/{name}", data)
        self._fonts = self._typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(self._root / "fonts")],
        )

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def lay(self, name: str, data: bytes) -> None:
        """Puts a file into the folder, where code finds it as `name`."""
        path = self._root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def set(self, makeup: Code, *, tagged: bool = True) -> bytes:
        """The pages that `makeup` describes, as PDF.

        Raises: StyleError for a fault of the template's; RenderError for any other.
        """
        self.lay(_MAIN, makeup.encode())
        compiler = self._typst.Compiler(
            str(self._root / _MAIN), root=str(self._root), font_paths=self._fonts
        )
        try:
            data: bytes = compiler.compile(format="pdf", pdf_tags=tagged)
        except self._typst.TypstError as error:
            raise self._translated(error) from error
        return data

    def _translated(self, error: Any) -> RenderError | StyleError:  # noqa: ANN401 - untyped
        said = " ".join((str(error.message), *map(str, error.hints))).replace(str(self._root), "")
        if "page.typ" in str(error.diagnostic):
            return StyleError(f"page.typ: {said}")
        return RenderError(f"Typst cannot set this: {said}")


def _typst() -> Any:  # noqa: ANN401  # the module is imported late
    try:
        import typst
    except ImportError as error:
        raise MissingDependency("the page needs Typst; type: pip install typst") from error
    return typst
