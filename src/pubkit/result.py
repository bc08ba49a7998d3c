"""Result: what one channel came to."""

from __future__ import annotations

from dataclasses import dataclass

from pubkit.errors import PubkitError
from pubkit.notice import Notice
from pubkit.renderer import Output

__all__ = ["Result"]


@dataclass(frozen=True)
class Result:
    """What one channel came to."""

    name: str
    """The renderer."""
    version: str = ""
    """Revision of the renderer's output; empty if it could not be loaded."""
    output: Output | None = None
    """Its files; None if it failed."""
    error: PubkitError | None = None
    """Why it failed; None if it did not."""
    notices: tuple[Notice, ...] = ()
    """What this channel reported, each under its name."""

    @property
    def ok(self) -> bool:
        """Whether there is an output."""
        return self.output is not None
