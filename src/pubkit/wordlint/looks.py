"""Looks: styles and faces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pubkit.fault import Fault
from pubkit.ooxml import attribute, child, children, named
from pubkit.wordlint.job import Job, Story, value

__all__ = ["LOOKS"]

_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_LEADING = ("w:basedOn", "w:next", "w:link")
_MARKS = re.compile("[“”‘’…—]")
"""What both scripts write: Word sets it in the Latin face unless it is told (§17.3.2.26)."""
_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|x-none")


def _undefined(job: Job) -> Iterator[Fault]:
    """Every style that is named is there, and of the kind that is wanted."""
    kinds = {value(s, "w:styleId"): value(s, "w:type") or "paragraph" for s in _styles(job)}
    for story in job.stories:
        for element in story.all(*_KINDS):
            wanted = _KINDS[etree.QName(element).localname]
            yield from _named(story.place(element), value(element), wanted, kinds)
    place = job.name_of("styles")
    for style in _styles(job):
        for leading in _LEADING:
            target = child(style, leading)
            if target is not None and value(target) not in kinds:
                yield _lacks(place, value(target))


def _named(where: str, name: str, wanted: str, kinds: Mapping[str, str]) -> Iterator[Fault]:
    if name not in kinds:
        yield _lacks(where, name)
    elif kinds[name] != wanted:
        yield Fault(
            "word-style-kind",
            "error",
            where,
            f"The style {name!r} is for a {kinds[name]} and is used for a {wanted}",
            "Use one of its kind; programs ignore it otherwise.",
        )


def _lacks(where: str, name: str) -> Fault:
    return Fault(
        "word-style-undefined",
        "error",
        where,
        f"The style {name!r} is not defined",
        "Define it; every program sets the text in another way without it.",
    )


def _twice(job: Job) -> Iterator[Fault]:
    """No two styles have one id, or one name within a kind."""
    met: set[tuple[str, str]] = set()
    for style in _styles(job):
        kind = value(style, "w:type")
        for key in (
            ("id", value(style, "w:styleId")),
            (kind, value(child(style, "w:name")).lower()),
        ):
            if key[1] and key in met:
                yield Fault(
                    "word-style-twice",
                    "error",
                    job.name_of("styles"),
                    f"Two styles are called {key[1]!r}",
                    "Rename one; programs differ in which they take.",
                )
            met.add(key)


def _loops(job: Job) -> Iterator[Fault]:
    """No style is based on itself."""
    bases = {value(s, "w:styleId"): value(child(s, "w:basedOn")) for s in _styles(job)}
    settled: set[str] = set()
    for name in bases:
        chain: list[str] = []
        at = name
        while at in bases and at not in settled:
            if at in chain:
                yield Fault(
                    "word-style-loop",
                    "error",
                    job.name_of("styles"),
                    f"The style {at!r} is based on itself",
                    "Base it on another.",
                )
                break
            chain.append(at)
            at = bases[at]
        settled.update(chain)


def _styles(job: Job) -> list[etree._Element]:
    root = job.part("styles")
    return [] if root is None else list(children(root, "w:style"))


# ── faces ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Faces:
    """What is said of a run's faces, by styles and by itself."""

    chinese: str = ""
    latin: str = ""
    hinted: bool = False

    def over(self, fonts: etree._Element | None) -> _Faces:
        """These faces with what `w:rFonts` says instead."""
        if fonts is None:
            return self
        return _Faces(
            attribute(fonts, "w:eastAsiaTheme") or attribute(fonts, "w:eastAsia") or self.chinese,
            attribute(fonts, "w:asciiTheme") or attribute(fonts, "w:ascii") or self.latin,
            attribute(fonts, "w:hint") == "eastAsia" or self.hinted,
        )


class _Wardrobe:
    """The faces of a document's styles."""

    def __init__(self, job: Job) -> None:
        root = job.part("styles")
        self._styles = {value(s, "w:styleId"): s for s in _styles(job)}
        run = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
        self._base = _Faces().over(child(run, "w:rFonts"))
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if value(style, "w:type") == "paragraph"
                and value(style, "w:default") in ("1", "true", "on")
            ),
            "",
        )
        self._known: dict[tuple[str, str], _Faces] = {}

    def of(self, paragraph: str, run: str) -> _Faces:
        """The faces of a run in the styles given."""
        key = (paragraph if paragraph in self._styles else self._default, run)
        if key not in self._known:
            faces = self._base
            for style in (*self._chain(key[0]), *self._chain(run)):
                faces = faces.over(child(child(style, "w:rPr"), "w:rFonts"))
            self._known[key] = faces
        return self._known[key]

    def _chain(self, name: str) -> list[etree._Element]:
        """A style and those that it is based on, the first of them first."""
        found: list[etree._Element] = []
        met: set[str] = set()
        while name in self._styles and name not in met:
            met.add(name)
            found.append(self._styles[name])
            name = value(child(self._styles[name], "w:basedOn"))
        return found[::-1]


def _hints(job: Job) -> Iterator[Fault]:
    """Chinese marks are set in the Chinese face, and Chinese text has one."""
    wardrobe = _Wardrobe(job)
    theme_is_chinese = _theme_is_chinese(job)
    for story in job.stories:
        for paragraph in story.all("p"):
            text = "".join(one.text or "" for one in paragraph.iter(f"{{{story.namespace}}}t"))
            if not _HAN.search(text):
                continue
            style = value(child(child(paragraph, "w:pPr"), "w:pStyle"))
            at = 0
            for run, words in _runs(story, paragraph):
                at += len(words)
                look = child(run, "w:rPr")
                faces = wardrobe.of(style, value(child(look, "w:rStyle")))
                faces = faces.over(child(look, "w:rFonts"))
                around = text[max(0, at - len(words) - 1) : at + 1]
                yield from _dressed(story, run, words, around, faces, theme_is_chinese)


def _dressed(
    story: Story, run: etree._Element, words: str, around: str, faces: _Faces, themed: bool
) -> Iterator[Fault]:
    if not faces.hinted and faces.chinese != faces.latin and _has_chinese_mark(words, around):
        yield Fault(
            "word-hint",
            "warning",
            story.place(run),
            f"Quotation marks or dashes in {words[:20]!r} fall to the Latin face",
            'Give the run w:hint="eastAsia", or type the marks with a Chinese keyboard.',
        )
    if any(map(_is_han, words)) and not (
        themed if faces.chinese.endswith("EastAsia") else faces.chinese
    ):
        yield Fault(
            "word-font-chinese",
            "warning",
            story.place(run),
            "Chinese text has no Chinese face",
            "Name one in its style; each program takes another otherwise.",
        )


def _is_han(character: str) -> bool:
    return bool(_HAN.match(character))


def _has_chinese_mark(words: str, around: str) -> bool:
    """Whether the run has a mark that is not within a Latin word (don’t)."""
    for match in _MARKS.finditer(words):
        at = around.find(words) + match.start()
        beside = around[max(0, at - 1) : at], around[at + 1 : at + 2]
        if not (match[0] == "’" and all(one and _LETTER.match(one) for one in beside)):
            return True
    return False


def _runs(story: Story, paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs of a paragraph with their text."""
    tag = f"{{{story.namespace}}}t"
    for run in paragraph.iter(f"{{{story.namespace}}}r"):
        words = "".join(one.text or "" for one in run if one.tag == tag)
        if words:
            yield run, words


def _theme_is_chinese(job: Job) -> bool:
    """Whether the theme's East Asian faces are chosen for Chinese (§17.15.1.88)."""
    language = child(job.part("settings"), "w:themeFontLang")
    return job.part("theme") is not None and value(language, "w:eastAsia").startswith("zh")


def _languages(job: Job) -> Iterator[Fault]:
    """Every language tag is one, and Chinese text is said to be Chinese."""
    roots = [(story.name, story.root) for story in job.stories]
    styles = job.part("styles")
    if styles is not None:
        roots.append((job.name_of("styles"), styles))
    for name, root in roots:
        for lang in root.iter():
            if named(str(lang.tag)) != "w:lang":
                continue
            for tag in lang.values():
                if not _TAG.fullmatch(str(tag)):
                    yield Fault(
                        "word-language",
                        "error",
                        name,
                        f"{str(tag)!r} is no language tag",
                        "Write zh-CN, en-US or the like.",
                    )


LOOKS = (_undefined, _twice, _loops, _hints, _languages)
