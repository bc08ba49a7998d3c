"""Where the bench finds things and where it lays them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "CONTEXT",
    "OUR_PAGE",
    "OUR_SHEET",
    "PAGE",
    "PANDOC",
    "ROOT",
    "SAMPLE",
    "SHEET",
    "SOURCE",
    "TEMPLATE",
    "Stage",
]

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""
SAMPLE = "science-year"
"""The long article's folder in content/."""
SOURCE, PAGE, SHEET = "article.pandoc.md", "page.html", "page.css"
"""What pandoc reads; its page and our stylesheet, which bare WeasyPrint reads."""
OUR_PAGE, OUR_SHEET = "our-page.html", "our-page.css"
"""What `pdf` gives WeasyPrint, for bare WeasyPrint."""
PANDOC = "pandoc"
"""A link to pandoc's program."""
TEMPLATE, CONTEXT = "template.docx", "context.json"
"""What docxtpl reads."""


@dataclass(frozen=True)
class Stage:
    """A folder in which one variant of the article is laid out for everyone."""

    folder: Path
    """The whole."""

    @property
    def ours(self) -> Path:
        """A workspace of pubkit."""
        return self.folder / "ours"

    @property
    def article(self) -> Path:
        """The article in that workspace."""
        return self.ours / "content" / SAMPLE

    @property
    def press(self) -> Path:
        """The same workspace with `press = true` for `pdf`."""
        return self.folder / "press"

    @property
    def theirs(self) -> Path:
        """What the peers read."""
        return self.folder / "theirs"

    @property
    def results(self) -> Path:
        """What everyone writes."""
        return self.folder / "results"
