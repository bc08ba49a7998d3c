"""The margin of a manuscript, where its reader marks what should be looked at."""

from __future__ import annotations

from typing import NoReturn

from pubkit.characters import names, strip_illegal
from pubkit.errors import ReadError
from pubkit.notice import Findings, Notice, Severity

__all__ = ["Margin"]


class Margin:
    """Notices on one file, each beside its line."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._marks: list[tuple[int, Notice]] = []

    @property
    def findings(self) -> Findings:
        """All notices, in the order of the file's lines."""
        return Findings(notice for _, notice in sorted(self._marks, key=lambda mark: mark[0]))

    def place(self, line: int) -> str:
        """`article.md:12`; the file alone where no line is known."""
        return f"{self._file}:{line}" if line else self._file

    def error(self, code: str, line: int, text: str, hint: str = "") -> None:
        """Mark something that must not be published."""
        self._mark(code, "error", line, text, hint)

    def warning(self, code: str, line: int, text: str, hint: str = "") -> None:
        """Mark something doubtful."""
        self._mark(code, "warning", line, text, hint)

    def info(self, code: str, line: int, text: str, hint: str = "") -> None:
        """Put something on record."""
        self._mark(code, "info", line, text, hint)

    def note(self, line: int, notice: Notice) -> None:
        """Add a notice that knows its own place."""
        self._marks.append((line, notice))

    def refuse(self, line: int, sentence: str) -> NoReturn:
        """Stop reading: `article.md:12: sentence`."""
        raise ReadError(f"{self.place(line)}: {sentence}")

    def legal(self, text: str, line: int) -> str:
        """`text` without the characters that nothing can publish; they are marked."""
        clean, removed = strip_illegal(text)
        if removed:
            self.warning(
                "illegal-characters", line, f"{names(removed)} cannot be published and was removed."
            )
        return clean

    def _mark(self, code: str, severity: Severity, line: int, text: str, hint: str) -> None:
        notice = Notice(code=code, severity=severity, where=self.place(line), text=text, hint=hint)
        self.note(line, notice)
