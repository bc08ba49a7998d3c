"""Small values: languages, media types, numbers, words from a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = [
    "COUNTRIES",
    "between",
    "boolean",
    "coordinate",
    "language",
    "media_type",
    "natural",
    "number",
    "one_of",
    "positive",
]

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]+|zh-min-nan|no-bok|no-nyn",
    re.IGNORECASE,
)
"""RFC 5646, §2.1; no language of more than three letters is registered."""
_TWO_LETTERS_LISTED = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu in iw ji mo sh
"""
_TWO_LETTERS = frozenset(_TWO_LETTERS_LISTED.split())
"""ISO 639-1 as registered with IANA, the five withdrawn codes at the end."""
_TOKEN = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE = re.compile(
    rf"{_TOKEN}/{_TOKEN}(?:\s*;\s*{_TOKEN}=(?:\"(?:[^\"\\]|\\.)*\"|{_TOKEN}))*"
)
"""RFC 6838, §4.2; RFC 2045, §5.1."""


def language(value: str) -> str:
    """What is wrong with a language tag; nothing if it is one."""
    text = value.strip()
    if not _LANGUAGE.fullmatch(text):
        return "a language tag looks like zh-CN"
    first = text.split("-")[0].lower()
    if len(first) == 2 and first not in _TWO_LETTERS:
        return f"no language is called {first!r}"
    return ""


def media_type(value: str) -> str:
    """What is wrong with a media type; nothing if it is one."""
    return "" if _MEDIA_TYPE.fullmatch(value.strip()) else "a media type looks like image/jpeg"


def natural(value: str) -> str:
    """What is wrong with a whole number of 0 or more."""
    return "" if re.fullmatch(r"\s*[0-9]+\s*", value) else "it is no whole number"


def positive(value: str) -> str:
    """What is wrong with a whole number above 0."""
    return natural(value) or ("" if int(value) else "it has to be above 0")


def number(value: str) -> str:
    """What is wrong with a number."""
    form = r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*"
    return "" if re.fullmatch(form, value) else "it is no number"


def between(low: int, high: int) -> Callable[[str], str]:
    """What is wrong with a whole number that has bounds."""

    def wrong(value: str) -> str:
        outside = natural(value) == "" and not low <= int(value) <= high
        return natural(value) or (f"it lies outside {low} to {high}" if outside else "")

    return wrong


def coordinate(most: int) -> Callable[[str], str]:
    """What is wrong with degrees of latitude (90) or longitude (180)."""

    def wrong(value: str) -> str:
        return number(value) or ("" if abs(float(value)) <= most else f"it is beyond {most}°")

    return wrong


def one_of(words: Iterable[str], *, case: bool = True) -> Callable[[str], str]:
    """What is wrong with a word that is on a list."""
    known = tuple(words)

    def wrong(value: str) -> str:
        text = value.strip() if case else value.strip().lower()
        return "" if text in known else f"it is none of {', '.join(known[:8])}"

    return wrong


_COUNTRIES_LISTED = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_COUNTRIES_LISTED.split())
"""Countries' letters (ISO 3166-1 alpha-2)."""

boolean = one_of(("true", "false"))
"""What is wrong with a truth value."""
