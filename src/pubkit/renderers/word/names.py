"""The named styles: what word.toml calls them and what Word does.

A style's name is the first thing that a round trip through an office program keeps, so every
kind of text has one, with Word's own name wherever Word has one.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

__all__ = [
    "HEADINGS",
    "OPTIONAL",
    "STRUCTURE",
    "UNSEEN",
    "Character",
    "Paragraph",
    "Structure",
    "style_id",
    "word_name",
]


class Paragraph(StrEnum):
    """Paragraph styles."""

    NORMAL = "Normal"
    KICKER = "Kicker"
    TITLE = "Title"
    DECK = "Subtitle"
    BYLINE = "Byline"
    SECTION = "Heading 1"
    SUBHEADING = "Heading 2"
    MINOR = "Heading 3"
    BODY = "Body Text"
    QUOTE = "Quote"
    BULLET = "List Bullet"
    NUMBER = "List Number"
    CONTINUE = "List Continue"
    FIGURE = "Figure"
    AWAITED = "Photo to Come"
    CAPTION = "Caption"
    FIGURE_MARK = "Figure Mark"
    FIGURE_LIST = "Figure List"
    TABLE_HEAD = "Table Head"
    TABLE_TEXT = "Table Text"
    TABLE_GAP = "Table Gap"
    BOX_TITLE = "Box Title"
    BOX_TEXT = "Box Text"
    BOX_LIST = "Box List"
    PAGE_CREDIT = "Page Credit"
    SIGN_OFF = "Sign-off"
    NOTE = "Footnote Text"
    HEADER = "Header"
    FIRST_HEADER = "First Header"
    FOOTER = "Footer"

    @property
    def id(self) -> str:
        """What paragraphs refer to it by."""
        return style_id(self)


class Character(StrEnum):
    """Character styles; the first of those that meet in a run is the run's named one.

    The order puts first what direct formatting says least about, so that a run that is several
    things at once can still be read back.
    """

    EMPHASIS = "Emphasis"
    CODE = "Code"
    STRONG = "Strong"
    SUPERSCRIPT = "Superscript"
    SUBSCRIPT = "Subscript"
    LINK = "Hyperlink"
    SECTION_LABEL = "Section Label"
    SECTION_NUMERAL = "Section Numeral"
    FIGURE_NUMBER = "Figure Number"
    PHOTO_CREDIT = "Photo Credit"
    NOTE_MARK = "Footnote Reference"
    CREDIT_ROLE = "Credit Role"
    CREDIT_NAME = "Credit Name"
    SOURCE = "Source"

    @property
    def id(self) -> str:
        """What runs refer to it by."""
        return style_id(self)


@cache
def style_id(name: str) -> str:
    """`BodyText` for `Body Text`: letters and digits alone, as Word makes ids."""
    return "".join(filter(str.isalnum, name))


UNSEEN = frozenset({Character.CREDIT_ROLE, Character.CREDIT_NAME, Character.SOURCE})
"""Styles that tell things apart and look like what surrounds them."""
OPTIONAL = UNSEEN | {Paragraph.FIGURE_MARK, Paragraph.FIGURE_LIST}
"""Styles that word.toml may leave out."""

_LOWER = frozenset(
    {"Heading 1", "Heading 2", "Heading 3", "Caption", "Header", "Footer", "Footnote Text"}
    | {"Footnote Reference"}
)
"""Built-in styles that Word writes in lower case and shows capitalised."""


def word_name(name: str) -> str:
    """The style's name as it stands in styles.xml."""
    return name.lower() if name in _LOWER else name


class Structure(NamedTuple):
    """What a paragraph style does, whatever it looks like."""

    follows: Paragraph | None = None
    """The style of the paragraph that an editor types next; None: the same."""
    outline: int | None = None
    """Level in the outline, counted from 0."""
    keep_next: bool = False
    """Whether it stays on the page of what follows."""
    keep_lines: bool = False
    """Whether it stays in one piece."""


_HEAD = Structure(Paragraph.BODY, keep_next=True, keep_lines=True)
STRUCTURE = {
    Paragraph.KICKER: _HEAD._replace(follows=Paragraph.TITLE),
    Paragraph.TITLE: _HEAD._replace(follows=Paragraph.DECK),
    Paragraph.DECK: _HEAD,
    Paragraph.BYLINE: Structure(Paragraph.BODY),
    Paragraph.SECTION: _HEAD._replace(outline=0),
    Paragraph.SUBHEADING: _HEAD._replace(outline=1),
    Paragraph.MINOR: _HEAD._replace(outline=2),
    Paragraph.FIGURE: Structure(Paragraph.CAPTION, keep_next=True),
    Paragraph.AWAITED: Structure(Paragraph.CAPTION, keep_next=True, keep_lines=True),
    Paragraph.CAPTION: Structure(Paragraph.BODY, keep_lines=True),
    Paragraph.FIGURE_MARK: Structure(Paragraph.BODY, keep_next=True),
    Paragraph.FIGURE_LIST: _HEAD,
    Paragraph.TABLE_HEAD: Structure(keep_next=True),
    Paragraph.BOX_TITLE: _HEAD._replace(follows=Paragraph.BOX_TEXT),
}
"""Structure by style; the others have none."""

HEADINGS = frozenset({Paragraph.SECTION.id, Paragraph.SUBHEADING.id, Paragraph.MINOR.id})
"""Ids of the styles that head what follows."""
