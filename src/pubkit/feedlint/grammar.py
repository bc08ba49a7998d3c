"""Grammar: what an element may hold, as data; and the values that many elements share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from pubkit.feedlint import addresses, dates, words
from pubkit.notice import Severity

__all__ = ["Attribute", "Child", "Holds", "Model", "Value", "chosen", "empty", "many", "once"]

Holds: TypeAlias = Literal["text", "elements", "nothing", "anything"]
"""What stands between an element's tags."""


@dataclass(frozen=True)
class Value:
    """A form that a text or an attribute has to have."""

    code: str
    """The rule."""
    wrong: Callable[[str], str]
    """Says what is wrong with a text, or nothing."""
    hint: str
    """What to do."""
    severity: Severity = "error"
    """How much it weighs."""


@dataclass(frozen=True)
class Attribute:
    """An attribute that an element may have."""

    values: tuple[Value, ...] = ()
    """The forms it has to have."""
    required: bool = False
    """Whether it has to be there."""


@dataclass(frozen=True)
class Model:
    """What one kind of element is made of."""

    values: tuple[Value, ...] = ()
    """The forms that its text has to have."""
    holds: Holds = "text"
    """What stands in it."""
    children: Mapping[str, Child] = field(default_factory=lambda: MappingProxyType({}))
    """Clark name → what that child is."""
    required: tuple[str, ...] = ()
    """Clark names of children that have to be there."""
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: MappingProxyType({}))
    """Name → attribute; others without a namespace are unknown."""
    blank: Severity | None = None
    """How much it weighs that its text is empty; None where it may be."""
    strict: bool = True
    """Whether unknown attributes are told."""
    exact: bool = False
    """Whether white space at the edges of its text belongs to it."""


@dataclass(frozen=True)
class Child:
    """An element's place in another."""

    model: Model
    """What it is made of."""
    repeats: bool = False
    """Whether there may be several."""


def once(model: Model) -> Child:
    """A child that stands there once at most."""
    return Child(model)


def many(model: Model) -> Child:
    """A child that there may be several of."""
    return Child(model, repeats=True)


# ── values ──────────────────────────────────────────────────────────────────────────────────

_ADDRESS_HINT = "Write the whole address, with blanks and Chinese letters percent-encoded."
ADDRESS = Value("feed-address", addresses.anywhere, _ADDRESS_HINT)
FULL = Value("feed-address", addresses.full, _ADDRESS_HINT)
URI = Value("feed-address", addresses.uri, _ADDRESS_HINT)
WEB = Value("feed-address", addresses.web, _ADDRESS_HINT)
IDENTITY = Value("feed-identity", addresses.full, "Write a tag: URI, a urn:uuid: or an address.")
EMAIL = Value("feed-email", addresses.email, "Write a@example.org.")
NAMED_EMAIL = Value(
    "feed-email", addresses.named_email, "Write a@example.org (Name), or the name in dc:creator."
)
EMAILS = (
    NAMED_EMAIL,
    Value("feed-email", addresses.email_doubt, NAMED_EMAIL.hint, "warning"),
)
DATE_822 = Value("feed-date", dates.rfc822, "Write the day, month, year, time and offset.")
WEEKDAY = Value("feed-date-weekday", dates.weekday, "Correct the day of the week or leave it off.")
DOUBT_822 = Value(
    "feed-date-doubtful", dates.rfc822_doubt, "Write four figures and an offset.", "warning"
)
DATES_822 = (DATE_822, WEEKDAY, DOUBT_822)
DATE_3339 = Value("feed-date", dates.rfc3339, "Write date, T, time with seconds, and offset.")
DATE_W3C = Value("feed-date", dates.w3cdtf, "Write the date, or date, T, time and offset.")
LANGUAGE = Value("feed-language", words.language, "Write a tag of BCP 47.")
MEDIA_TYPE = Value("feed-media-type", words.media_type, "Write type and subtype.")
NATURAL = Value("feed-number", words.natural, "Write figures alone.")
POSITIVE = Value("feed-number", words.positive, "Write a whole number above 0.")
NUMBER = Value("feed-number", words.number, "Write figures alone.")


def chosen(*choice: str, case: bool = True) -> Value:
    """A word from a list."""
    return Value("feed-choice", words.one_of(choice, case=case), "Take a word from the list.")


empty = Model(holds="nothing")
"""An element that only its attributes speak for."""
