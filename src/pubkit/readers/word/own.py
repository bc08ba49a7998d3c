"""Own: a file that pubkit wrote, read back by the names of its styles, bookmarks and properties.

`docs/word.md` says what stands for what. What an editor has added in other styles is read by its
place: a paragraph of the text, unless the outline says that it heads something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from pubkit import wording
from pubkit.credits import author_line
from pubkit.model import (
    Article,
    Block,
    Box,
    Credit,
    Figure,
    Inline,
    List,
    Numbering,
    Paragraph,
    Place,
    Quote,
    Section,
    Subheading,
    Text,
)
from pubkit.readers.galley.assembly import UNTITLED
from pubkit.readers.galley.names import parsed
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Anchor, Grid, Leaf, Line, Node, Picture, lines_of
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.normal import CHANNEL, keywords, named, relinked
from pubkit.readers.word.pictures import Pictures
from pubkit.readers.word.rows import Row, Start, built
from pubkit.readers.word.tables import pictures_in, table
from pubkit.record import Kind
from pubkit.walk import anchors, figures, plain
from pubkit.walk import blocks as all_blocks

__all__ = ["Own", "is_own"]

_OWN_STYLES = frozenset({"kicker", "page credit", "sign-off", "section label", "photo to come"})
"""Names that no other program gives its styles."""
_FRONT: dict[str, Kind] = {"kicker": "kicker", "title": "title", "subtitle": "deck"}
_HEADINGS = {"heading 1": 0, "heading 2": 1, "heading 3": 2}
_ENTRIES = frozenset({"list bullet", "list number", "box list"})
_TEXT = frozenset({"body text", "quote", "list continue", "box text", *_ENTRIES})
_FURNITURE = frozenset({"table gap", "figure list", "figure mark"})
"""What the layout adds; words in it are an editor's."""
_FIGURES = frozenset({"figure", "photo to come"})
_CELLS = frozenset({"table head", "table text"})
_TYPED = re.compile(r"(\d{1,10})\.\t")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,127}")
_PLACED = re.compile(r"sec_|fig_|at_fig_")
_PLACES: tuple[Place, ...] = ("lead", "column", "wide", "end")
_KNOWN = _TEXT | _FIGURES | _CELLS | {*_HEADINGS, *_FRONT}
_MAX_LEVEL = 8
"""Word's lists have nine levels; what is deeper stands on the last."""
_SLACK = 12
"""Twips by which office programs round an indent."""
_DEEPEST = 12
"""Quotations in each other; more is an indent and no structure."""
_NUMBERINGS: tuple[Numbering, ...] = ("upper-alpha", "cjk", "decimal")


def is_own(document: Document) -> bool:
    """Whether the file is one of pubkit's, whatever has happened to it since."""
    if any(name.startswith("pubkit.") for name in document.properties("custom")):
        return True
    return document.styles.names >= _OWN_STYLES


@dataclass(frozen=True, slots=True)
class _Hole:
    """A figure's place in the text, while it is set elsewhere."""

    name: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what is known of its source."""

    row: Row
    numbers: tuple[int, ...] = ()
    """The paragraphs that its block and those in it come from, one a block."""


@dataclass(slots=True)
class _Part:
    """The lead, or a section, as it is filled."""

    name: str = ""
    heading: tuple[Inline, ...] = ()
    number: int = 0
    entries: list[_Row | _Hole] = field(default_factory=list)


@dataclass(slots=True)
class _Sign:
    """The sign-off."""

    credits: list[tuple[str, list[str]]] = field(default_factory=list)
    source: str = ""


class Own:
    """One such file."""

    def __init__(self, document: Document, pictures: Pictures, journal: Journal) -> None:
        self._document = document
        self._pictures = pictures
        self._journal = journal
        self._said = document.properties("custom")
        self._core = document.properties("core")
        lang = self._said.get("pubkit.lang", "")
        if "pubkit.base" not in self._said and not lang:
            lang = self._core.get("language", "zh-CN")
        self._lang = lang
        self._words = wording.of(Article("-", lang=lang))
        self._list_indent = self._measured_list()
        self._quote_indent = document.styles.indent(document.styles.named("quote"))
        self._parts = [_Part()]
        self._front: dict[str, list[str]] = {"kicker": [], "title": [], "deck": []}
        self._byline: list[str] = []
        self._page_credit: list[str] = []
        self._sign = _Sign()
        self._ids: dict[str, str] = {}
        self._names: set[str] = set()
        self._behind: list[str] = []
        self._unknown: dict[str, int] = {}

    def _measured_list(self) -> int:
        """How far a list moves its content in: the indent of its numbering's first level."""
        found = (self._document.numbering.indent(str(number), 0) for number in range(1, 100))
        continued = self._document.styles.named("list continue")
        return next((i for i in found if i), 0) or self._document.styles.indent(continued)

    def article(self, nodes: Sequence[Node]) -> Article:
        """The article in `nodes`, not yet admitted."""
        self._take(nodes)
        parts = self._filled()
        article = Article(
            title=" ".join(self._front["title"]) or self._core.get("title", "") or UNTITLED[True],
            kicker=" ".join(self._front["kicker"]),
            deck=" ".join(self._front["deck"]),
            credits=self._credits(),
            photo_credit=" ".join(self._page_credit),
            lead=self._built(parts[0]),
            sections=tuple(
                Section(part.heading, self._built(part), part.name) for part in parts[1:]
            ),
            numbering=self._numbering(),
            source=self._sign.source,
            published=_moment(self._said.get("pubkit.published", "")),
            updated=_moment(self._said.get("pubkit.updated", "")),
            id=self._said.get("pubkit.id", "") or self._core.get("identifier", ""),
            url=self._said.get("pubkit.url", ""),
            lang=self._lang,
            keywords=keywords(self._core.get("keywords", "")),
            digest=self._core.get("description", ""),
            cover=self._said.get("pubkit.cover", ""),
        )
        self._place(article, parts)
        self._report(article)
        return self._identified(article)

    def _built(self, part: _Part) -> tuple[Block, ...]:
        return built(entry.row for entry in part.entries if isinstance(entry, _Row))

    def _numbering(self) -> Numbering:
        said = self._said.get("pubkit.numbering", "")
        return next((n for n in _NUMBERINGS if n == said), "none")

    def _filled(self) -> list[_Part]:
        """The parts, figures that were set elsewhere back where they were written."""
        holes = {e.name for p in self._parts for e in p.entries if isinstance(e, _Hole)}
        moved: dict[str, _Row] = {}
        for part in self._parts:
            for entry in part.entries:
                name = _figure_name(entry)
                if name in holes:
                    moved[name] = entry  # type: ignore[assignment]  # it has a figure's name
        gone = frozenset(moved)
        for part in self._parts:
            kept = [e for e in part.entries if _figure_name(e) not in gone]
            part.entries = [
                moved.pop(e.name) if isinstance(e, _Hole) and e.name in moved else e for e in kept
            ]
        return self._parts

    def _place(self, article: Article, parts: Sequence[_Part]) -> None:
        """Tell the journal where in the article each paragraph stands."""
        leaves = [
            path for path, block in all_blocks(article) if not isinstance(block, Quote | List)
        ]
        numbers = [n for p in parts for e in p.entries if isinstance(e, _Row) for n in e.numbers]
        if len(leaves) == len(numbers):
            for path, number in zip(leaves, numbers, strict=True):
                self._journal.place(number, path)
        for index, part in enumerate(parts[1:]):
            self._journal.place(part.number, f"sections[{index}]")

    def _identified(self, article: Article) -> Article:
        """The article with its authored ids, and links to anchors instead of bookmarks.

        Until here the ids are the bookmarks' names, so that links find what they lead to.
        """
        names = {path: figure.id for path, figure in figures(article)}
        names |= {f"sections[{i}]": s.id for i, s in enumerate(article.sections)}
        done = named(article, self._ids)
        targets = {
            f"#{names[path]}": anchor for path, anchor in anchors(done).items() if names[path]
        }
        return relinked(done, targets)

    def _report(self, article: Article) -> None:
        remarks = self._document.remarks
        for style, count in self._unknown.items():
            much = "A paragraph" if count == 1 else f"{count} paragraphs"
            text = f"{much} in the style {style or 'without a name'!r} was read as running text."
            hint = "Give it a style of the document if it is something else."
            remarks.enter("style-unknown", "info", text, hint)
        if not self._front["title"]:
            remarks.enter("title-missing", "error", "The document has no headline.",
                        "Write one in the head.")  # fmt: skip
        line = self._words.space.join(self._byline)
        expected = [name for credit in article.credits for name in credit.names]
        missing = [n for n in author_line(article, CHANNEL, "\0").split("\0") if n not in line]
        if line and expected and missing:
            text = f"The byline is “{line}”, and the sign-off names {', '.join(missing)} too."
            remarks.enter("byline-differs", "warning", text, "Put right whichever is wrong.")

    # ── the document, in order ──────────────────────────────────────────────────────────────

    def _take(self, nodes: Sequence[Node]) -> None:
        waiting: list[str] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if isinstance(node, Anchor):
                waiting.append(node.name)
                continue
            inside = node.names if isinstance(node, Line) else []
            empty = isinstance(node, Line) and not node.leaves
            behind = [name for name in inside if empty and name.startswith("at_")]
            names = [name for name in (*waiting, *inside) if _PLACED.match(name)]
            names = [name for name in names if name not in behind]
            waiting = []
            is_head = isinstance(node, Line) and node.leaves and self._heads(node) == 0
            own = next((n for n in reversed(names) if n.startswith("sec_")), "") if is_head else ""
            self._places(names, own)
            if isinstance(node, Grid):
                self._grid(node)
            else:
                following = nodes[at] if at < len(nodes) else None
                taken = self._line(node, names, following)
                waiting = behind + _behind([node, *nodes[at : at + taken]])
                at += taken
        self._places([n for n in waiting if _PLACED.match(n)], "")

    def _places(self, names: Sequence[str], own: str) -> None:
        """Keep the place of figures that are set elsewhere; begin sections without a heading.

        `own` is the bookmark of the heading that follows.
        """
        for name in names:
            if name.startswith("at_"):
                self._parts[-1].entries.append(_Hole(name.removeprefix("at_")))
            elif name.startswith("sec_") and name != own:
                self._parts.append(_Part(self._claimed(name)))

    def _heads(self, line: Line) -> int | None:
        """The depth of a heading, by its style or else by the outline; None for other lines."""
        if line.style in _HEADINGS:
            return _HEADINGS[line.style]
        if line.style in _TEXT or line.style in _FRONT or line.style in _FURNITURE:
            return None
        return line.level

    def _line(self, line: Line, names: Sequence[str], following: Node | None) -> int:
        """Take a paragraph; gives how many nodes behind it went along."""
        if line.style in _FIGURES or (line.pictures and not line.text.strip()):
            caption = _caption(following)
            self._figures(line, names, caption)
            return 1 if caption is not None else 0
        level = self._heads(line)
        if line.style in _FRONT:
            self._in_front(line)
        elif line.style == "byline":
            self._byline.append(line.text)
        elif line.style == "sign-off":
            self._signed(line)
        elif line.style == "page credit":
            self._page_credit.append(line.text.replace("\n", " "))
        elif line.style in _FURNITURE:
            if line.style == "table gap" and line.text.strip():
                self._row(line, Paragraph(nested(line.leaves)))
        elif level is not None and line.leaves:
            self._heading(line, level, names)
        elif line.leaves or line.style in _ENTRIES or line.marker:
            self._text(line)
        self._beside(line)
        return 0

    def _in_front(self, line: Line) -> None:
        if words := plain(nested(line.leaves)).replace("\n", " "):
            kind = _FRONT[line.style]
            self._front[kind].append(words)
            self._journal.decide(line, kind, "its style", kind)

    def _heading(self, line: Line, level: int, names: Sequence[str]) -> None:
        content = nested(list(self._unlabelled(line)))
        if level == 0:
            name = next((n for n in reversed(names) if n.startswith("sec_")), "")
            self._parts.append(_Part(self._claimed(name), content, line.number))
            self._journal.decide(line, "heading", "its style")
        else:
            self._row(line, Subheading(content, 3 if level == 1 else 4), "subheading")

    def _unlabelled(self, line: Line) -> Iterator[Leaf]:
        """The heading without its letter, and without the tab behind a label."""
        labelled = False
        for leaf in line.leaves:
            if leaf.style in ("section label", "section numeral"):
                labelled = leaf.style == "section label"
            elif labelled and isinstance(leaf.node, Text) and leaf.node.text.startswith("\t"):
                labelled = False
                if rest := leaf.node.text[1:]:
                    yield Leaf(Text(rest), leaf.marks, leaf.link, leaf.style)
            else:
                labelled = False
                yield leaf

    # ── running text ────────────────────────────────────────────────────────────────────────

    def _text(self, line: Line) -> None:
        if line.style not in _TEXT and line.style not in _CELLS and line.leaves:
            self._unknown[line.style] = self._unknown.get(line.style, 0) + 1
        leaves = [leaf for leaf in line.leaves if not isinstance(leaf.node, Picture)]
        start = self._start(line, leaves)
        if start is not None and not start.list:
            leaves = _untyped(leaves)
        content = nested(leaves)
        if content or start is not None:
            self._row(line, Paragraph(content) if content else None, start=start)

    def _start(self, line: Line, leaves: Sequence[Leaf]) -> Start | None:
        marker = line.marker
        if marker is not None:
            return Start(marker.list, marker.format not in ("bullet", "none"), marker.value)
        if line.style in ("list number", "box list"):
            match = _TYPED.match(line.text)
            return Start("", True, int(match[1])) if match else None
        return None

    def _row(
        self,
        line: Line,
        block: Block | None,
        kind: Kind = "paragraph",
        *,
        start: Start | None = None,
    ) -> None:
        level = line.marker.level if line.marker else None
        lists, quotes = self._depth(line.left, line.style, start, level)
        numbers = () if block is None else (line.number,)
        self._parts[-1].entries.append(_Row(Row(block, lists, quotes, start), numbers))
        why = "its style" if line.style in _KNOWN else "its place"
        self._journal.decide(line, "list item" if start is not None else kind, why)

    def _depth(
        self, left: int, style: str, start: Start | None, level: int | None
    ) -> tuple[int, int]:
        """Lists and quotations that a line stands in, by its indent."""
        list_by, quote_by = self._list_indent, self._quote_indent
        own = list_by if start is not None else 0
        rest = max(0, left - own)
        if level is not None and level < _MAX_LEVEL:
            return level, _whole(rest - level * list_by, quote_by)
        least = 1 if style == "quote" else 0
        for quotes in range(least, _DEEPEST):
            lists = rest - quotes * quote_by
            if lists < -_SLACK:
                break
            if list_by and abs(lists - round(lists / list_by) * list_by) <= _SLACK:
                return round(lists / list_by), quotes
        return _whole(rest, list_by), least

    # ── figures ─────────────────────────────────────────────────────────────────────────────

    def _figures(self, line: Line, names: Sequence[str], caption: Line | None) -> None:
        name = next((n for n in names if n.startswith("fig_")), "")
        drawn = line.pictures
        if drawn or line.style == "photo to come":
            first = self._figure(line, drawn[0] if drawn else None, name, caption)
            self._row(line, first, "caption")
            if caption is not None:
                self._journal.decide(caption, "caption", "its style")
        elif caption is not None:
            self._row(caption, Paragraph(nested(caption.leaves)))
        for picture in drawn[1:]:
            self._row(line, self._figure(line, picture, "", None), "caption")

    def _figure(
        self, line: Line, picture: Picture | None, name: str, caption: Line | None
    ) -> Figure:
        said = self._said.get(f"pubkit.{name}", "") if picture is None else picture.label
        values = _described(said)
        name = self._claimed(name or values.get("", ""))
        if name and "id" in values:
            self._identify(name, values["id"])
        words, credit = self._captioned(caption) if caption is not None else ((), "")
        key = values.get("photo")
        if picture is not None:
            key = self._pictures.key(picture, line.number, key or "")
        return Figure(
            photo=key,
            caption=words,
            credit=credit,
            alt=picture.alt if picture is not None else _awaited_alt(line),
            place=next((p for p in _PLACES if p == values.get("place")), "column"),
            focus=_focus(values.get("focus", "")),
            crop="never" if values.get("crop") == "never" else "auto",
            id=name,
        )

    def _claimed(self, name: str) -> str:
        """A bookmark's name, if it is the first of it; an authored id in it is kept."""
        if not name or name.lower() in self._names:
            return ""
        self._names.add(name.lower())
        own = name.partition("_")[2]
        said = self._said.get(f"pubkit.{name}", "")
        own = said.removeprefix("id=") if said.startswith("id=") else own
        self._identify(name, own)
        return name

    def _identify(self, name: str, own: str) -> None:
        """Give what a bookmark marks its authored id, if it is one that nothing else has."""
        if _ID.fullmatch(own) and own not in self._ids.values():
            self._ids[name] = own

    def _captioned(self, line: Line) -> tuple[tuple[Inline, ...], str]:
        """The words of a caption and the credit behind them."""
        credit = "".join(_text_of(one) for one in line.leaves if one.style == "photo credit")
        words = [one for one in line.leaves if one.style not in ("photo credit", "figure number")]
        if any(one.style == "figure number" for one in line.leaves):
            words = _without_first(words, self._words.after_number)
        if credit:
            words = _without_last(words, " ")
        return nested(words), credit

    # ── tables and boxes ────────────────────────────────────────────────────────────────────

    def _grid(self, grid: Grid) -> None:
        lists, quotes = self._depth(grid.left, "", None, None)
        cells = [cell for row in grid.rows for cell in row]
        first = next((n for c in cells for n in c.nodes if isinstance(n, Line)), None)
        boxed = len(cells) == 1 and not (first is not None and first.style in _CELLS)
        if grid.style == "box" or boxed:
            box, numbers = self._box([node for cell in cells for node in cell.nodes])
            self._parts[-1].entries.append(_Row(Row(box, lists, quotes), (grid.number, *numbers)))
            if outermost := self._behind:
                self._behind = []
                self._places(outermost, "")
        elif (block := table(grid, self._document.remarks)) is not None:
            row = _Row(Row(block, lists, quotes), (grid.number,))
            self._parts[-1].entries.append(row)
            self._journal.grid(grid)
            self._places([n for n in _behind(lines_of([grid])) if n.startswith("at_")], "")
            for line, picture in pictures_in(grid):
                self._row(line, self._figure(line, picture, "", None), "caption")

    def _box(self, nodes: Sequence[Node]) -> tuple[Box, list[int]]:
        """A box, and the paragraphs that its blocks come from."""
        at = 0
        title: list[Inline] = []
        while at < len(nodes) and _has_style(nodes[at], "box title"):
            line = nodes[at]
            assert isinstance(line, Line)
            title += nested(line.leaves)
            self._journal.decide(line, "box label", "its style")
            at += 1
        outer, self._parts = self._parts, [_Part()]
        self._take(nodes[at:])
        inner, self._parts = self._parts, outer
        behind = [e.name for part in inner for e in part.entries if isinstance(e, _Hole)]
        self._behind += [f"at_{name}" for name in behind] + _behind(nodes[:at])
        found = [e for part in inner for e in part.entries if isinstance(e, _Row)]
        numbers = [n for entry in found for n in entry.numbers]
        return Box(tuple(title), built(entry.row for entry in found)), numbers

    def _beside(self, line: Line) -> None:
        """Text boxes that an editor has hung on the line, and pictures put into it."""
        for picture in line.pictures:
            self._row(line, self._figure(line, picture, "", None), "caption")
        for nodes in line.boxes:
            box, numbers = self._box(nodes)
            self._parts[-1].entries.append(_Row(Row(box), (line.number, *numbers)))

    # ── the end ─────────────────────────────────────────────────────────────────────────────

    def _signed(self, line: Line) -> None:
        credits = self._sign.credits
        named = {"credit role", "credit name", "source"}
        if not any(leaf.style in named for leaf in line.leaves):
            credits += [(c.role, list(c.names)) for c in parsed(line.text)]
            if not parsed(line.text) and line.text.strip():
                self._text(line)
            return
        for style, text in _stretches(line):
            if style == "source":
                self._sign.source = text
            elif style == "credit role":
                credits.append((text, []))
            elif style == "credit name" and credits:
                credits[-1][1].append(text)
        if credits and not credits[-1][1] and style == "source":
            credits.pop()
        where = "credits[0]" if credits else "source"
        self._journal.decide(line, "credit", "its style", where)

    def _credits(self) -> tuple[Credit, ...]:
        credits = [Credit(role, tuple(names)) for role, names in self._sign.credits if names]
        order = self._said.get("pubkit.credits", "").split()
        if sorted(order, key=_number) == [str(n) for n in range(len(credits))]:
            places = dict(zip(order, credits, strict=True))
            credits = [places[str(n)] for n in range(len(credits))]
        return tuple(credits)


def _figure_name(entry: _Row | _Hole) -> str:
    """The bookmark of a figure that is a row."""
    block = entry.row.block if isinstance(entry, _Row) else None
    return block.id if isinstance(block, Figure) else ""


def _behind(found: Iterable[Node]) -> list[str]:
    """The bookmarks behind the last words of the paragraphs."""
    return [name for node in found if isinstance(node, Line) for name in node.after]


def _caption(node: Node | None) -> Line | None:
    return node if isinstance(node, Line) and node.style == "caption" else None


def _has_style(node: Node, style: str) -> bool:
    return isinstance(node, Line) and node.style == style


def _text_of(leaf: Leaf) -> str:
    return leaf.node.text if isinstance(leaf.node, Text) else ""


def _without_first(found: Sequence[Leaf], words: str) -> list[Leaf]:
    """The leaves without `words`, or the white space that stands for them, at their beginning."""
    done = list(found)
    if done and isinstance(done[0].node, Text):
        text = done[0].node.text
        cut = len(words) if text.startswith(words) else len(text) - len(text.lstrip(" \u3000"))
        done[0] = replace(done[0], node=Text(text[cut:]))
    return [leaf for leaf in done if leaf.node != Text("")]


def _without_last(found: Sequence[Leaf], words: str) -> list[Leaf]:
    done = list(found)
    if done and isinstance(done[-1].node, Text):
        done[-1] = replace(done[-1], node=Text(done[-1].node.text.removesuffix(words)))
    return [leaf for leaf in done if leaf.node != Text("")]


def _untyped(found: Sequence[Leaf]) -> list[Leaf]:
    """An entry's leaves without its typed number."""
    left = len(_TYPED.match("".join(map(_text_of, found)))[0])  # type: ignore[index]  # it matched
    done: list[Leaf] = []
    for leaf in found:
        text = _text_of(leaf)
        cut, left = min(left, len(text)), max(0, left - len(text))
        done += [replace(leaf, node=Text(text[cut:])) if cut else leaf]
    return [leaf for leaf in done if leaf.node != Text("")]


def _stretches(line: Line) -> Iterator[tuple[str, str]]:
    """Character style and words of each stretch of one style."""
    for style, group in groupby(line.leaves, key=lambda leaf: leaf.style):
        yield style, "".join(map(_text_of, group))


def _awaited_alt(line: Line) -> str:
    """What stands behind the first break of the place that is kept for a photo."""
    return line.text.partition("\n")[2].replace("\n", " ")


def _described(line: str) -> dict[str, str]:
    """What a picture's name says, the bookmark's name under no name; nothing of a foreign one."""
    if not line.startswith("fig_"):
        return {}
    head, found, photo = line.partition(" photo=")
    name, *words = head.split(" ")
    values = dict(word.split("=", 1) for word in words if "=" in word)
    return {"": name} | values | ({"photo": photo} if found else {})


def _focus(text: str) -> tuple[float, float] | None:
    x, _, y = text.partition(",")
    try:
        point = (float(x), float(y))
    except ValueError:
        return None
    return point if all(0 <= part <= 1 for part in point) else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _whole(length: int, step: int) -> int:
    """How many steps a length has."""
    return min(_DEEPEST, max(0, round(length / step))) if step else 0
