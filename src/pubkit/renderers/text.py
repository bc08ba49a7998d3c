"""The `text` channel: the article as plain text, to be pasted anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, assert_never

from pubkit.assets import Assets
from pubkit.credits import author_line, sign_off
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.notice import Notice
from pubkit.renderer import File, Output
from pubkit.style import Style
from pubkit.walk import adapted, heading, labels
from pubkit.wording import is_chinese

__all__ = ["PlainText"]

_RAISED = dict(zip("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ", strict=True))
"""What Unicode has of either (chapter 22.4); letters with gaps, so few words can be set."""
_SIGNATURE = "\ufeff"
_RULE = "─" * 12
"""Above and below a box."""


@dataclass(frozen=True)
class PlainText:
    """Plain text in UTF-8: Chinese paragraphs begin two characters in, others stand apart."""

    name: ClassVar[str] = "text"
    version: ClassVar[str] = "1"

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article in lines; nothing of style or pictures but their words."""
        sheet = _Sheet(adapted(article, self.name))
        return Output(
            main=File(".txt", sheet.text().encode(), "text/plain"),
            notices=tuple(sheet.notices),
            omits=("photos", "alt", "emphasis", "link-titles", "anchors"),
            adds=("indents", "list-markers", "photo-numbers", "note-marks", "box-rules"),
        )


class _Sheet:
    """One walk over one article; `notices` fills as `text` is made, once."""

    def __init__(self, article: Article) -> None:
        self.notices: list[Notice] = []
        self._article = article
        self._chinese = is_chinese(article)
        self._inset = "\u3000\u3000" if self._chinese else "> "
        self._notes: list[str] = []
        self._photos = 0

    def text(self) -> str:
        """The whole; parts are kept apart by an empty line."""
        text = "\n\n".join(part for part in self._parts() if part) + "\n"
        # Readers take U+FEFF at the beginning of a file for its signature and drop it.
        return _SIGNATURE + text if text.startswith(_SIGNATURE) else text

    def _parts(self) -> Iterator[str]:
        article = self._article
        yield "\n".join(line for line in (article.kicker, article.title, article.deck) if line)
        yield author_line(article, "text")
        yield self._blocks("lead", article.lead)
        for index, label in enumerate(labels(article)):
            yield self._section(f"sections[{index}]", article.sections[index], label)
        yield article.photo_credit
        yield "\n".join(f"{self._mark(n)}{note}" for n, note in enumerate(self._notes, 1))
        colon, comma = ("：", " ") if self._chinese else (": ", ", ")
        yield "\n".join(f"{c.role}{colon}{comma.join(c.names)}" for c in sign_off(article))

    def _section(self, path: str, section: Section, label: str) -> str:
        words = self._content(f"{path}.heading", section.heading)
        head = heading(self._article.numbering, label, words)
        body = self._blocks(f"{path}.blocks", section.blocks)
        return "\n\n".join(part for part in (head, body) if part)

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Iterable[Block]) -> str:
        """The blocks, an empty line between them; none between indented paragraphs."""
        text, before = "", None
        for index, block in enumerate(blocks):
            after = type(block)
            close = self._chinese and before is after is Paragraph
            gap = ("\n" if close else "\n\n") if before else ""
            text += gap + self._block(f"{path}[{index}]", block)
            before = after
        return text

    def _block(self, path: str, block: Block) -> str:
        match block:
            case Paragraph():
                indent = "\u3000\u3000" if self._chinese else ""
                return indent + self._content(f"{path}.content", block.content)
            case Subheading():
                return self._content(f"{path}.content", block.content)
            case Figure():
                return self._figure(path, block)
            case Quote():
                inner = self._blocks(f"{path}.blocks", block.blocks)
                return _behind(self._inset, self._inset, inner)
            case List():
                return self._list(path, block)
            case Table():
                rows = (block.header, *block.rows)
                places = ("header", *(f"rows[{i}]" for i in range(len(block.rows))))
                return "\n".join(
                    self._row(f"{path}.{place}", row)
                    for place, row in zip(places, rows, strict=True)
                )
            case Box():
                title = self._content(f"{path}.title", block.title)
                inner = self._blocks(f"{path}.blocks", block.blocks)
                return "\n".join(part for part in (_RULE, title, inner, _RULE) if part)
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure) -> str:
        """`【图1】说明（供图）`: the mark stands where the picture belongs."""
        self._photos += 1
        caption = self._content(f"{path}.caption", figure.caption)
        credit = _bracketed(figure.credit, chinese=self._chinese)
        if self._chinese:
            return f"【图{self._photos}】{caption}{credit}"
        return " ".join(part for part in (f"[Photo {self._photos}]", caption, credit) if part)

    def _list(self, path: str, block: List) -> str:
        return "\n".join(
            self._item(
                f"{path}.items[{i}].blocks", item, f"{block.start + i}. " if block.ordered else "• "
            )
            for i, item in enumerate(block.items)
        )

    def _item(self, path: str, item: Item, marker: str) -> str:
        """The entry behind its marker, its further blocks in lines of their own below it."""
        parts = [
            self._content(f"{path}[{i}].content", block.content)
            if isinstance(block, Paragraph)
            else self._block(f"{path}[{i}]", block)
            for i, block in enumerate(item.blocks)
        ]
        if item.blocks and not isinstance(item.blocks[0], Paragraph):
            parts.insert(0, "")
        return _behind(marker, " " * len(marker), "\n".join(parts))

    def _row(self, path: str, cells: Iterable[tuple[Inline, ...]]) -> str:
        """Cells behind tabs, as spreadsheets take them."""
        texts = (self._content(f"{path}[{i}]", cell) for i, cell in enumerate(cells))
        return "\t".join(" ".join(text.split()) for text in texts)

    # ── inline ──────────────────────────────────────────────────────────────────────────────

    def _content(self, path: str, content: Iterable[Inline]) -> str:
        return "".join(self._inline(f"{path}[{i}]", inline) for i, inline in enumerate(content))

    def _inline(self, path: str, inline: Inline) -> str:
        match inline:
            case Text() | Code():
                return inline.text
            case Strong() | Emph():
                return self._content(f"{path}.content", inline.content)
            case Sup() | Sub():
                return self._shifted(path, inline)
            case Link():
                return self._link(path, inline)
            case Break():
                return "\n"
            case Footnote():
                self._notes.append(self._content(f"{path}.content", inline.content))
                return self._mark(len(self._notes))
            case _:
                assert_never(inline)

    def _shifted(self, path: str, node: Sup | Sub) -> str:
        """`m²`, `CO₂` where Unicode has every character, else `^(…)` and `_(…)`."""
        table, sign = (_RAISED, "^") if isinstance(node, Sup) else (_LOWERED, "_")
        text = self._content(f"{path}.content", node.content)
        if all(character in table for character in text):
            return "".join(table[character] for character in text)
        self.notices.append(
            Notice(
                code="text-shifted",
                severity="info",
                where=path,
                text=f"Unicode cannot set {text!r} high or low; it stands as {sign}({text}).",
            )
        )
        return f"{sign}({text})"

    def _link(self, path: str, link: Link) -> str:
        """`文字（地址）`; only the text where it is the address, or the address an anchor."""
        text = self._content(f"{path}.content", link.content)
        if text == link.href or link.href.startswith("#"):
            return text
        target = " ".join(link.href.split())  # a tab would begin a cell
        return f"{text}（{target}）" if self._chinese else f"{text} ({target})"

    def _mark(self, number: int) -> str:
        return f"［注{number}］" if self._chinese else f"[n{number}]"


def _bracketed(text: str, *, chinese: bool) -> str:
    """`（text）`, but `［text］` where it holds round ones: nested brackets differ in form.

    A tab becomes a space, since between tabs stand the cells of a table.
    """
    if not text:
        return ""
    text = text.replace("\t", " ")
    nested = any(bracket in text for bracket in "（()）")
    if chinese:
        return f"［{text}］" if nested else f"（{text}）"
    return f"[{text}]" if nested else f"({text})"


def _behind(first: str, others: str, text: str) -> str:
    """`text` with `first` before its first line and `others` before the rest; empty lines stay."""
    head, *rest = text.split("\n")
    return "\n".join([first + head, *(others + line if line else "" for line in rest)])
