"""Importing WeasyPrint: late, quietly, and with one sentence where Pango is missing."""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import sys
from collections.abc import Iterator
from typing import Any

from pubkit.errors import MissingDependency

__all__ = ["weasyprint"]

_PANGO = (
    "PDF needs the Pango library; type: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "(macOS: brew install pango)"
)


def weasyprint() -> Any:  # noqa: ANN401  # the module, which is untyped
    """The module `weasyprint`.

    Raises: MissingDependency saying what to install.
    """
    try:
        return _imported()
    except OSError as error:
        raise MissingDependency(f"{_PANGO}; it says: {error}") from error
    except ImportError as error:
        raise MissingDependency(f"PDF needs {error.name}; type: pip install weasyprint") from error


def _imported() -> Any:  # noqa: ANN401  # the module, which is untyped
    if "weasyprint" not in sys.modules and sys.platform == "linux":
        with contextlib.suppress(OSError), _without_searching(), _silent():
            import weasyprint
    with _silent():
        import weasyprint

    return weasyprint


@contextlib.contextmanager
def _without_searching() -> Iterator[None]:
    """Libraries are loaded by their names alone, not searched for.

    WeasyPrint tries each under the names of other systems first, and for every wrong one
    `find_library` starts a compiler, a linker and ldconfig: 54 processes, a tenth of a PDF's time.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """No banner of WeasyPrint's where a library is missing: the exception says it."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
