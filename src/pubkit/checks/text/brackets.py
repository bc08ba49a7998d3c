"""Rules on marks that come in pairs: quotation marks, title marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pubkit.checks.text.passages import Passage, pointed
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["BRACKETS"]

_PAIRS = dict(zip("“‘《〈（(【〔「『［[", "”’》〉）)】〕」』］]", strict=True))
_OPENS = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = pattern("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_WIDTHS = {"（": "(", "(": "（", "［": "[", "[": "［"}
"""The same bracket in the other width."""
_KINDS = {"“": "‘", "‘": "“"}
"""The quotation mark that an author may have taken for another."""

_LIST_MARK = pattern(
    r"(?:^|[\s。；，：、;,:])[0-9０-９a-zA-Zａ-ｚＡ-Ｚ一二三四五六七八九十]{1,3}[.．]?$"
)
_EMOTICON = pattern(r"[:;=8xX^][-'^_o]{0,2}$")
_INCHES = pattern(r"[0-9０-９]$")
_WORD_BEFORE = pattern(r"[A-Za-zÀ-ɏ]$")
_WORD_AFTER = pattern(r"[A-Za-zÀ-ɏ0-9]")
_YEAR = pattern(r"[0-9０-９]{2}(?![0-9０-９])")
_RUNS_ON = pattern(r"(?:^|[：:，,。！？；…—]|[说道称言问答])\s*$")
"""What stands before a quotation that may run on into the next paragraph."""
_STOPPED = pattern(r"[。！？；：…—.!?]\s*$")
_PARAGRAPHS = 8
"""How many paragraphs further a quotation may close."""
_DEEP = 4
"""How many marks may still be open between a closing one and its partner."""
_MOST = 20
"""Marks without a partner that are looked at in one passage: more are no slips."""
_NEAR = 40
"""Characters between a reversed pair of quotation marks at most."""


@dataclass
class _Scan:
    """What is left over after pairing the marks of one passage."""

    open: list[tuple[int, str]] = field(default_factory=list)
    """Opening marks without a partner, with their places."""
    closed: list[tuple[int, str]] = field(default_factory=list)
    """Closing marks without one."""
    mixed: list[tuple[int, int]] = field(default_factory=list)
    """Places of brackets whose halves are of two widths."""
    nested: list[tuple[int, int]] = field(default_factory=list)
    """Places of “” directly inside “”."""


def _scan(text: str) -> _Scan:
    scan = _Scan()
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark in _PAIRS:
            if not _is_other(text, at, mark, scan):
                scan.open.append((at, mark))
        else:
            _close(text, at, mark, scan)
    if any(mark == "“" for _, mark in scan.open):
        scan.nested.clear()
    del scan.open[_MOST:], scan.closed[_MOST:]
    return scan


def _close(text: str, at: int, mark: str, scan: _Scan) -> None:
    """Pairs a closing mark with the nearest opening one that fits, or leaves it over."""
    if mark == "’" and _is_apostrophe(text, at):
        return
    opening = _OPENS[mark]
    top = scan.open[-1][1] if scan.open else ""
    if top == opening:
        start = scan.open.pop()[0]
        if mark == "”" and scan.open and scan.open[-1][1] == "“":
            scan.nested.append((start, at))
    elif top and _WIDTHS.get(top) == opening:
        scan.mixed.append((scan.open.pop()[0], at))
    elif depth := _depth(scan, opening):
        del scan.open[-depth]
    elif not _is_other(text, at, mark, scan):
        scan.closed.append((at, mark))


def _depth(scan: _Scan, opening: str) -> int:
    """How deep an opening mark lies under others that are still open; 0 if it is not near."""
    for depth in range(2, min(len(scan.open), _DEEP) + 1):
        if scan.open[-depth][1] == opening:
            return depth
    return 0


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the ’ at `at` surely leaves letters out: it’s, ’98."""
    if _YEAR.match(text, at + 1):
        return True
    before = _WORD_BEFORE.search(text[max(0, at - 1) : at])
    return bool(before and _WORD_AFTER.match(text, at + 1))


def _is_other(text: str, at: int, mark: str, scan: _Scan) -> bool:
    """Whether a mark that has no partner is not a quotation mark or bracket at all.

    `1）` counts, `:)` smiles, `‘90s`, `boys’` and `Rock ’n’ roll` leave letters out, `5’10”` and
    `42”` measure.
    """
    before = text[max(0, at - 6) : at]
    if mark in "）)":
        return bool(_LIST_MARK.search(before) or (mark == ")" and _EMOTICON.search(before)))
    if mark == "(":
        return bool(_EMOTICON.search(before))
    if mark in "’”" and _INCHES.search(before):
        return True
    if mark == "’":
        return bool(_WORD_BEFORE.search(before) or _WORD_AFTER.match(text, at + 1))
    return mark == "‘" and bool(_YEAR.match(text, at + 1)) and "’" not in text[at : at + _NEAR]


def _brackets(found: Sequence[Passage]) -> Iterator[Notice]:
    scans = [_scan(passage.text) for passage in found]
    _settle(found, scans)
    for passage, scan in zip(found, scans, strict=True):
        yield from _reversed(passage, scan)
        yield from _crossed(passage, scan)
        yield from _unpaired(passage, scan)
        yield from _unequal(passage, scan)


def _settle(found: Sequence[Passage], scans: list[_Scan]) -> None:
    """Takes away the marks of quotations that run over several paragraphs.

    Such a quotation is opened again by each paragraph and closed by the last; some papers close
    it without having opened it again.
    """
    for index, (passage, scan) in enumerate(zip(found, scans, strict=True)):
        if not _runs_on(passage, scan):
            continue
        mark = scan.open[0][1]
        following = found[index + 1 : index + 1 + _PARAGRAPHS]
        if following and _opens_again(following[0].text.strip(), mark):
            scan.open.clear()
            continue
        for other in scans[index + 1 : index + 1 + _PARAGRAPHS]:
            if other.open:
                break
            if other.closed:
                if other.closed[0][1] == _PAIRS[mark]:
                    del scan.open[0], other.closed[0]
                break


def _runs_on(passage: Passage, scan: _Scan) -> bool:
    """Whether the one mark left open may belong to a quotation that the next paragraph goes on."""
    if len(scan.open) != 1 or scan.closed or passage.prominent:
        return False
    at, mark = scan.open[0]
    before = passage.text[max(0, at - 4) : at]
    return mark in "“「『（" and bool(
        _RUNS_ON.search(before) and _STOPPED.search(passage.text[-3:])
    )


def _opens_again(text: str, mark: str) -> bool:
    """Whether a paragraph goes on with the quotation: all of it, and not a remark of its own."""
    return text.startswith(mark) and text.find(_PAIRS[mark]) in (-1, len(text) - 1)


def _reversed(passage: Passage, scan: _Scan) -> Iterator[Notice]:
    """A closing quotation mark that stands where one should open, and the other way round."""
    for closing in [entry for entry in scan.closed if entry[1] in "”’"]:
        opening = next((entry for entry in scan.open if entry[0] > closing[0]), None)
        if opening and opening[1] == _OPENS[closing[1]] and opening[0] - closing[0] <= _NEAR:
            scan.closed.remove(closing)
            scan.open.remove(opening)
            yield pointed(
                passage,
                (closing[0], opening[0] + 1),
                code="quotes-reversed",
                severity="error" if passage.prominent else "warning",
                text=f"The quotation marks {closing[1]} and {opening[1]} stand the wrong way"
                " round: 「{}」.",
                hint="Exchange them.",
            )


def _crossed(passage: Passage, scan: _Scan) -> Iterator[Notice]:
    """A quotation that opens with one kind of mark and closes with the other."""
    for opening in [entry for entry in scan.open if entry[1] in _KINDS]:
        closing = next((entry for entry in scan.closed if entry[0] > opening[0]), None)
        if closing and _OPENS[closing[1]] == _KINDS[opening[1]]:
            scan.open.remove(opening)
            scan.closed.remove(closing)
            yield pointed(
                passage,
                (opening[0], closing[0] + 1),
                code="quotes-crossed",
                severity="error" if passage.prominent else "warning",
                text=f"A quotation opens with {opening[1]} and closes with {closing[1]}: 「{{}}」.",
                hint="Give both halves the same kind.",
            )


def _unpaired(passage: Passage, scan: _Scan) -> Iterator[Notice]:
    """Marks without a partner; two of a kind that follow each other closely are one slip."""
    left = sorted(scan.open + scan.closed)
    while left:
        at, mark = left.pop(0)
        twice = bool(left) and left[0][1] == mark and left[0][0] - at <= _NEAR
        end = (left.pop(0)[0] if twice else at) + 1
        opens = mark in _PAIRS
        partner = _PAIRS[mark] if opens else _OPENS[mark]
        verb = "opens" if opens else "closes"
        yield pointed(
            passage,
            (at, end),
            code="mark-unpaired",
            severity="error" if passage.prominent else "warning",
            text=f"{mark} {verb} {'twice ' * twice}and no {partner}"
            f" {'closes' if opens else 'opens'} it: 「{{}}」.",
            hint=f"Find out where {partner} belongs, or take {mark} out.",
        )


def _unequal(passage: Passage, scan: _Scan) -> Iterator[Notice]:
    """Brackets with halves of two widths, and quotation marks inside their own kind."""
    for place in scan.mixed:
        text = "A bracket has one full-width and one half-width half"
        hint = "Give both halves the same width."
        yield _on_record(passage, place, "brackets-mixed", text, hint)
    for place in scan.nested:
        text = "A quotation inside a quotation has the same marks"
        hint = "Inside “” write ‘’ (GB/T 15834, 4.8.3.2)."
        yield _on_record(passage, place, "quotes-nested", text, hint)


def _on_record(passage: Passage, place: tuple[int, int], code: str, text: str, hint: str) -> Notice:
    span = (place[0], place[1] + 1)
    return pointed(passage, span, code=code, severity="info", text=f"{text}: 「{{}}」.", hint=hint)


BRACKETS = (_brackets,)
