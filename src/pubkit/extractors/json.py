"""The witness of article.json: its texts in the order of the page, by a walk of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeAlias

from pubkit.decoding import decoded
from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.column import Column
from pubkit.extractors.companions import Companions

__all__ = ["JsonExtractor"]

_Node: TypeAlias = Mapping[str, Any]  # decoded JSON
_FIELDS = ("title", "digest", "source", "published", "updated", "id", "url", "lang", "cover")


class JsonExtractor:
    """Reads article.json; what it says of single channels is left aside."""

    name: ClassVar[str] = "json"
    media_types: ClassVar[tuple[str, ...]] = ("application/json",)
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The article's texts; a role and each of its names are lines of their own.

        Raises: ReadError if it is no JSON, or no article.
        """
        try:
            article = _node(json.loads(decoded(main, "article.json")))
            sheet = _Sheet(Companions(files))
            sheet.article(article)
            return sheet.column.extract(dict(_fields(article)))
        except RecursionError as error:
            raise ReadError("article.json nests too deeply to be read") from error
        except ValueError as error:
            raise ReadError(f"article.json is not JSON ({error})") from error


class _Sheet:
    """One walk over one article."""

    def __init__(self, companions: Companions) -> None:
        self.column = Column()
        self._companions = companions

    def article(self, article: _Node) -> None:
        for name in ("kicker", "title", "deck"):
            self.column.line(_text(article, name))
        for credit in _nodes(article, "credits"):
            self.column.line(_text(credit, "role"))
            for name in _list(credit, "names"):
                self.column.line(_string(name))
        self._blocks(article, "lead")
        for section in _nodes(article, "sections"):
            self._line(section, "heading")
            self._blocks(section, "blocks")
        self.column.line(_text(article, "photo_credit"))
        self.column.line(_text(article, "source"))

    def _blocks(self, parent: _Node, name: str) -> None:
        for block in _nodes(parent, name):
            self._block(block)

    def _block(self, block: _Node) -> None:
        match block.get("type"):
            case "paragraph" | "subheading":
                self._line(block, "content")
            case "figure":
                self._figure(block)
            case "quote":
                self._blocks(block, "blocks")
            case "list":
                for item in _nodes(block, "items"):
                    self._blocks(item, "blocks")
            case "table":
                for row in (_list(block, "header"), *map(_as_list, _list(block, "rows"))):
                    for cell in row:
                        self._content(_as_list(cell))
            case "box":
                self._line(block, "title")
                self._blocks(block, "blocks")
            case unknown:
                raise ReadError(f"article.json holds a block of the unknown type {unknown!r}")

    def _figure(self, figure: _Node) -> None:
        if figure.get("photo") is not None:
            data, name = self._companions.picture(_text(figure, "photo"))
            self.column.picture(data, name, _text(figure, "alt"))
        self._line(figure, "caption")
        self.column.line(_text(figure, "credit"))

    def _line(self, parent: _Node, name: str) -> None:
        self._content(_list(parent, name))

    def _content(self, content: list[Any]) -> None:
        """A line; its notes come right behind it."""
        self.column.begin()
        self._inlines(content)
        self.column.end()

    def _inlines(self, content: list[Any]) -> None:
        for inline in map(_node, content):
            match inline.get("type"):
                case "text" | "code":
                    self.column.write(_text(inline, "text"))
                case "strong" | "emph" | "sup" | "sub":
                    self._inlines(_list(inline, "content"))
                case "link":
                    self.column.link(_text(inline, "href"))
                    self._inlines(_list(inline, "content"))
                case "break":
                    self.column.write("\n")
                case "footnote":
                    self._line(inline, "content")
                case unknown:
                    raise ReadError(f"article.json holds text of the unknown type {unknown!r}")


def _fields(article: _Node) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        if text := _text(article, name):
            yield name, text
    names = [_string(n) for credit in _nodes(article, "credits") for n in _list(credit, "names")]
    if names:
        yield "authors", "\n".join(names)


# ── shapes ──────────────────────────────────────────────────────────────────────────────────


def _node(value: object) -> _Node:
    if not isinstance(value, dict):
        raise ReadError(f"article.json holds {value!r:.40} where an object belongs")
    return value


def _as_list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ReadError(f"article.json holds {value!r:.40} where a list belongs")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ReadError(f"article.json holds {value!r:.40} where a text belongs")
    return value


def _list(node: _Node, name: str) -> list[Any]:
    return _as_list(node.get(name, []))


def _nodes(node: _Node, name: str) -> Iterator[_Node]:
    return map(_node, _list(node, name))


def _text(node: _Node, name: str) -> str:
    return _string(node.get(name, ""))
