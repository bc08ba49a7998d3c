"""Marks: bookmarks, fields, notes and lists, each with what it leads to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.ooxml import children, named
from pubkit.wordlint.job import Job, Story, value

__all__ = ["MARKS"]

_NAME = re.compile(r"[^\W\d]\w{0,39}")
"""A bookmark's name: a letter or `_`, then letters, digits and `_`, 40 in all."""
_CALL = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?([^\s"\\]+)', re.IGNORECASE)
_COUNT = re.compile(r"\s*SEQ\s+(\S+)(.*)", re.IGNORECASE | re.DOTALL)
_BUILT_IN = frozenset({"_top"})
_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_ORDINARY = frozenset({"", "normal"})


def _bookmarks(job: Job) -> Iterator[Fault]:
    """Bookmarks have names that Word takes, each once, and each begins and ends."""
    names: set[str] = set()
    for story in job.stories:
        opened: Counter[str] = Counter()
        for start in story.all("bookmarkStart"):
            name, number = value(start, "w:name"), value(start, "w:id")
            place = story.place(start)
            opened[number] += 1
            if name.lower() in names:
                yield _marked("word-bookmark-twice", place, f"Two bookmarks are called {name!r}")
            if opened[number] > 1:
                yield _marked("word-bookmark-twice", place, f"Two bookmarks have the id {number}")
            if not _NAME.fullmatch(name):
                yield _marked(
                    "word-bookmark-name", place, f"The bookmark {name!r} has no name for Word"
                )
            names.add(name.lower())
        closed = Counter(value(end, "w:id") for end in story.all("bookmarkEnd"))
        for number in sorted((opened - closed) | (closed - opened)):
            yield _marked(
                "word-bookmark-open", story.name, f"The bookmark with the id {number} is not closed"
            )


def _marked(code: str, where: str, text: str) -> Fault:
    return Fault(code, "error", where, text, "Set it anew: Insert › Bookmark.")


def _anchors(job: Job) -> Iterator[Fault]:
    """Links and cross-references lead to bookmarks that are there."""
    names = {
        value(start, "w:name").lower()
        for story in job.stories
        for start in story.all("bookmarkStart")
    } | _BUILT_IN
    for story in job.stories:
        for link in story.all("hyperlink"):
            anchor = value(link, "w:anchor")
            if anchor and not value(link, "r:id") and anchor.lower() not in names:
                yield _lost(story.place(link), anchor)
        for place, instruction, _ in _fields(story):
            match = _CALL.match(instruction)
            if match and match[1].lower() not in names:
                yield _lost(place, match[1])


def _lost(where: str, name: str) -> Fault:
    return Fault(
        "word-anchor",
        "warning",
        where,
        f"A link or cross-reference leads to {name!r}, which there is not",
        "Set it anew, or take it off.",
    )


def _balance(job: Job) -> Iterator[Fault]:
    """Every field begins, may part its result, and ends."""
    for story in job.stories:
        depth: list[str] = []
        for mark in story.all("fldChar"):
            kind = value(mark, "w:fldCharType")
            sound = True
            if kind == "begin":
                depth.append(kind)
            elif kind == "separate":
                sound = bool(depth) and depth[-1] == "begin"
                if depth:
                    depth[-1] = kind
            elif kind == "end":
                sound = bool(depth)
                if depth:
                    depth.pop()
            if not sound:
                yield _unbalanced(story.place(mark))
        if depth:
            yield _unbalanced(story.name)


def _unbalanced(where: str) -> Fault:
    return Fault(
        "word-field",
        "error",
        where,
        "A field does not begin, or does not end",
        "Set it anew; what follows may vanish into it.",
    )


def _fields(story: Story) -> Iterator[tuple[str, str, str]]:
    """Place, instruction and shown result of each field that is not within another."""
    stage, code, result, start = "", "", "", None
    depth = 0
    for one in story.all("fldChar", "instrText", "t", "fldSimple"):
        tag = etree.QName(one).localname
        kind = value(one, "w:fldCharType")
        if tag == "fldSimple":
            shown = "".join(t.text or "" for t in one.iter(f"{{{story.namespace}}}t"))
            yield story.place(one), value(one, "w:instr"), shown
        elif kind == "begin":
            depth += 1
            if depth == 1:
                stage, code, result, start = "code", "", "", one
        elif kind == "separate" and depth == 1:
            stage = "result"
        elif kind == "end":
            depth -= 1
            if depth == 0 and start is not None:
                yield story.place(start), code, result
                stage = ""
        elif tag == "instrText" and stage == "code" and depth == 1:
            code += one.text or ""
        elif tag == "t" and stage == "result":
            result += one.text or ""


def _captions(job: Job) -> Iterator[Fault]:
    """The numbers that captions show follow one another."""
    counts: Counter[str] = Counter()
    for place, instruction, shown in _fields(job.document):
        match = _COUNT.match(instruction)
        if not match or re.search(r"\\[rcnhs]", match[2]) or not shown.strip().isdecimal():
            continue
        counts[match[1]] += 1
        if int(shown) != counts[match[1]]:
            yield Fault(
                "word-caption-number",
                "warning",
                place,
                f"A caption shows the number {shown.strip()} and is the {counts[match[1]]}th",
                "Update the fields: Ctrl+A, F9.",
            )
            counts[match[1]] = int(shown)


def _notes(job: Job) -> Iterator[Fault]:
    """Every mark has its note, every note its mark, and the line above them is there."""
    for kind, mark in _NOTES.items():
        called = Counter(value(one, "w:id") for story in job.stories for one in story.all(mark))
        part = job.part(kind)
        notes = [] if part is None else list(children(part, f"w:{kind[:-1]}"))
        own = [value(note, "w:id") for note in notes if value(note, "w:type") in _ORDINARY]
        where = job.name_of(kind) or job.document.name
        for number in sorted(set(called) - set(own)):
            yield _note("error", where, f"A mark leads to the note {number}, which there is not")
        for number, times in sorted(Counter(own).items()):
            if times > 1:
                yield _note("error", where, f"Two notes have the id {number}")
            elif number not in called:
                yield _note("warning", where, f"No mark leads to the note {number}")
        types = {value(note, "w:type") for note in notes}
        if own and "separator" not in types:
            yield _note("error", where, "The line above the notes is not defined")


def _note(severity: str, where: str, text: str) -> Fault:
    assert severity in ("error", "warning")
    hint = "Set the note anew."
    return Fault("word-note", "error" if severity == "error" else "warning", where, text, hint)


def _lists(job: Job) -> Iterator[Fault]:
    """Every list that a paragraph belongs to is defined."""
    root = job.part("numbering")
    lists = [] if root is None else list(children(root, "w:num"))
    defined = {value(one, "w:numId") for one in lists} | {"0"}
    for story in job.stories:
        for number in story.all("numId"):
            if value(number) not in defined:
                yield _unlisted(story.place(number), f"The list {value(number)} is not defined")
    kinds = (
        set()
        if root is None
        else {value(one, "w:abstractNumId") for one in children(root, "w:abstractNum")}
    )
    for one in lists:
        for definition in one:
            if named(str(definition.tag)) == "w:abstractNumId" and value(definition) not in kinds:
                text = f"The list {value(one, 'w:numId')} has no definition"
                yield _unlisted(job.name_of("numbering"), text)


def _unlisted(where: str, text: str) -> Fault:
    hint = "Make the list anew; its numbers are not shown."
    return Fault("word-list-undefined", "error", where, text, hint)


MARKS = (_bookmarks, _anchors, _balance, _captions, _notes, _lists)
