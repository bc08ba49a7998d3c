"""Dates as feeds write them: RFC 822, RFC 3339, W3CDTF."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

__all__ = ["moment", "rfc822", "rfc822_doubt", "rfc3339", "w3cdtf", "weekday"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_ZONES = {"ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
          "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # fmt: skip
"""Zones by name (RFC 822, §5.1), in hours; UTC is what RFC 2822 readers take beside."""
_MILITARY = re.compile("[a-ik-y]")
"""Zones of one letter, whose signs RFC 822 got wrong (RFC 1123, §5.2.14)."""
_RFC822 = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_DAYS)})\s*,\s*)?"
    rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}}|\d\d)\s+"
    rf"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s+"
    rf"(?P<zone>[+-]\d{{4}}|{'|'.join(_ZONES)}|[a-z])",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_RFC3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))"
)
_W3CDTF = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d)))?)?)?"
)
_FORM_822 = "a date looks like Fri, 20 Nov 2026 08:00:00 +0800"
_FORM_3339 = "a date looks like 2026-11-20T08:00:00+08:00"
_IMPOSSIBLE = "there is no such day or time"
_LEAP = 60


def rfc822(value: str) -> str:
    """What is wrong with a date of RSS; nothing if it is one.

    Source: RFC 822, §5, with years of four figures (RSS 2.0, Advisory Board).
    """
    match = _RFC822.fullmatch(_bare(value))
    if match is None:
        return _FORM_822
    return "" if _moment_822(match) else _IMPOSSIBLE


def weekday(value: str) -> str:
    """What is wrong with the day of the week in a date of RSS."""
    match = _RFC822.fullmatch(_bare(value))
    when = _moment_822(match) if match else None
    if match is None or when is None or not match["weekday"]:
        return ""
    right = _DAYS[when.weekday()]
    if match["weekday"].lower() == right:
        return ""
    return f"that day is a {right.title()}"


def rfc822_doubt(value: str) -> str:
    """Why readers may take a date of RSS for another."""
    match = _RFC822.fullmatch(_bare(value))
    if match is None:
        return ""
    if len(match["year"]) == 2:
        return "a year of two figures is guessed at"
    if _MILITARY.fullmatch(match["zone"].lower()):
        return "a zone of one letter is read in two ways"
    return "it holds a comment" if _COMMENT.search(value) else ""


def rfc3339(value: str) -> str:
    """What is wrong with a date of Atom and JSON Feed (RFC 3339, §5.6; RFC 4287, §3.3)."""
    match = _RFC3339.fullmatch(value)
    if match is None:
        return _FORM_3339
    return "" if _possible(*match.groups()) else _IMPOSSIBLE


def w3cdtf(value: str) -> str:
    """What is wrong with a date of Dublin Core (W3C Note on Date and Time Formats)."""
    match = _W3CDTF.fullmatch(value.strip())
    if match is None:
        return "a date looks like 2026-11-20 or 2026-11-20T08:00+08:00"
    return "" if _possible(*match.groups()) else _IMPOSSIBLE


def moment(value: str) -> datetime | None:
    """The moment that a date of any of these forms says; None where it is none."""
    match = _RFC822.fullmatch(_bare(value))
    if match is not None:
        return _moment_822(match)
    if rfc3339(value):
        return None
    try:
        return datetime.fromisoformat(value.replace(":60", ":59", 1) if ":60" in value else value)
    except ValueError:
        return None


def _bare(value: str) -> str:
    """The date without its comments (RFC 822, §3.4.3)."""
    text, nested = value, 1
    while nested:
        text, nested = _COMMENT.subn(" ", text)
    return " ".join(text.split()).replace(" ,", ",")


def _moment_822(match: re.Match[str]) -> datetime | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 70 else 1900
    second = int(match["second"] or 0)
    try:
        return datetime(
            year,
            _MONTHS.index(match["month"].lower()) + 1,
            int(match["day"]),
            int(match["hour"]),
            int(match["minute"]),
            min(second, _LEAP - 1) if second <= _LEAP else second,
            tzinfo=_zone(match["zone"].lower()),
        )
    except ValueError:
        return None


def _zone(name: str) -> timezone:
    """The zone; Raises: ValueError if it is no offset of a clock."""
    if name[0] not in "+-":
        hours = _ZONES.get(name, 0)
        return timezone(timedelta(hours=hours)) if hours else UTC
    minutes = int(name[1:3]) * 60 + int(name[3:])
    if int(name[3:]) > 59:
        raise ValueError(name)
    return timezone(timedelta(minutes=minutes if name[0] == "+" else -minutes))


def _possible(
    year: str,
    month: str | None,
    day: str | None,
    hour: str | None,
    minute: str | None,
    second: str | None,
    sign: str | None,
    zone_hour: str | None,
    zone_minute: str | None,
) -> bool:
    """Whether a calendar and a clock show this."""
    try:
        datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            0 if second == str(_LEAP) else int(second or 0),
        )
    except ValueError:
        return False
    return sign is None or (int(zone_hour or 0) < 24 and int(zone_minute or 0) < 60)
