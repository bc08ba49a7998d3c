"""Lines of text for WeChat, and what they leave for the end: footnotes and addresses.

The platform keeps links to its own articles only. Every other becomes its text under a number,
`[1]`, and the address stands in a list at the end; footnotes do so under marks of another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never
from urllib.parse import urlsplit

from pubkit.markup import Element, Node, el
from pubkit.model import (
    Article,
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Link,
    Strong,
    Sub,
    Sup,
    Text,
)
from pubkit.notice import Notice, Severity
from pubkit.renderers.wechat.sheet import Looks
from pubkit.walk import anchors, plain
from pubkit.wording import is_chinese

__all__ = ["Lines"]

_KEPT = re.compile(r"https?://mp\.weixin\.qq\.com(:[0-9]+)?([/?#]|$)", re.IGNORECASE)
"""The only links that the platform keeps. A parser's host would not do: after a backslash or an @
browsers go elsewhere."""
_JOINER = "\u2060"
"""WORD JOINER, which shows nothing: no line may begin with a mark (UAX #14, class WJ)."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a listed address may begin with."""


class Lines:
    """Inline content of one article, in reading order; then what it left for the end."""

    def __init__(self, article: Article, looks: Looks, notices: list[Notice]) -> None:
        """Lines in `looks`; what they lose is added to `notices`."""
        self._looks = looks
        self._notices = notices
        self._chinese = is_chinese(article)
        self._anchors = frozenset(anchors(article).values())
        self._notes: list[tuple[str, Footnote]] = []
        self._links: dict[str, str] = {}

    def content(self, path: str, content: Iterable[Inline]) -> tuple[Node, ...]:
        """The elements and text of `content`, which stands at node path `path`."""
        found: list[Node] = []
        for index, inline in enumerate(content):
            found.extend(self._inline(f"{path}[{index}]", inline))
        return tuple(found)

    def _inline(self, path: str, inline: Inline) -> Iterable[Node]:
        match inline:
            case Text():
                return (inline.text,)
            case Code():
                return (self._el("span", "code", inline.text),)
            case Break():
                return (el("br"),)
            case Strong():
                return (self._wrapped(path, "strong", "strong", inline.content),)
            case Emph():
                return (self._wrapped(path, "em", "emph", inline.content),)
            case Sup():
                return (self._wrapped(path, "sup", "raised", inline.content),)
            case Sub():
                return (self._wrapped(path, "sub", "lowered", inline.content),)
            case Link():
                return self._link(path, inline)
            case Footnote():
                return (self._footnote(path, inline),)
            case _:
                assert_never(inline)

    def _wrapped(self, path: str, tag: str, name: str, content: Iterable[Inline]) -> Element:
        return self._el(tag, name, *self.content(f"{path}.content", content))

    def _link(self, path: str, link: Link) -> Iterable[Node]:
        content = self.content(f"{path}.content", link.content)
        if _KEPT.match(link.href):
            return (el("a", {"href": link.href, "style": self._looks["link"] or None}, *content),)
        if _scheme(link.href) not in _SCHEMES:
            self._lose(path, link.href)
            return content
        text = plain(link.content)
        if text == link.href:
            return content
        self._links.setdefault(link.href, text.replace("\n", " "))
        number = list(self._links).index(link.href) + 1
        return (*content, self._mark(f"[{number}]"))

    def _lose(self, path: str, href: str) -> None:
        """Say what becomes of a link that leads nowhere on a phone."""
        if href.startswith("#") and href[1:] in self._anchors:
            self._note(
                "wechat-anchor",
                "info",
                path,
                f"The link to {href} is shown as text: the platform keeps no anchors.",
            )
        elif href.startswith("#"):
            why = f"nothing in the article is called {href}"
            self._note("link-anchor", "warning", path, f"The link is shown as text: {why}.")
        else:
            why = f"{href[:80]!r} is no http, https, mailto or tel address"
            hint = "Correct its target, or take the link off."
            self._note("link-scheme", "warning", path, f"The link is shown as text: {why}.", hint)

    def _footnote(self, path: str, note: Footnote) -> Element:
        self._notes.append((f"{path}.content", note))
        return self._mark(self._note_mark(len(self._notes)))

    def _mark(self, text: str) -> Element:
        """A raised mark, bound to the character before it."""
        return self._el("sup", "mark", _JOINER + text)

    def _note_mark(self, number: int) -> str:
        """`[注1]`: not to be taken for the `[1]` of a link."""
        return f"[注{number}]" if self._chinese else f"[n{number}]"

    # ── at the end ──────────────────────────────────────────────────────────────────────────

    def footnotes(self) -> Iterator[Element]:
        """The notes called so far."""
        if not self._notes:
            return
        items = [
            self._el("p", "note", f"{self._note_mark(number)} ", *self.content(path, note.content))
            for number, (path, note) in enumerate(self._notes, 1)
        ]
        title = self._el("p", "notes-title", "注释" if self._chinese else "Notes")
        yield self._el("section", "notes", title, *items)

    def references(self) -> Iterator[Element]:
        """The addresses linked so far, notes included, that the platform removes."""
        if not self._links:
            return
        colon = "：" if self._chinese else ": "
        items = [
            self._el("p", "note", f"[{number}] {text}{colon}{href}")
            for number, (href, text) in enumerate(self._links.items(), 1)
        ]
        title = self._el("p", "notes-title", "参考链接" if self._chinese else "Links")
        yield self._el("section", "notes", title, *items)

    def _el(self, tag: str, name: str, *children: Node | None) -> Element:
        """An element in the look called `name`."""
        return el(tag, {"style": self._looks[name] or None}, *children)

    def _note(self, code: str, severity: Severity, where: str, text: str, hint: str = "") -> None:
        self._notices.append(
            Notice(code=code, severity=severity, where=where, text=text, hint=hint)
        )


def _scheme(href: str) -> str:
    """The address's scheme in small letters; empty where it is broken."""
    try:
        return urlsplit(href).scheme
    except ValueError:
        return ""
