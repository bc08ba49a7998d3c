"""The article as one HTML document for print: title block, columns, furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pubkit import wording
from pubkit.config import Issue, Site
from pubkit.credits import authors
from pubkit.display import broken, ems
from pubkit.markup import Element, Node, el
from pubkit.model import Article
from pubkit.renderers.html import Walker
from pubkit.renderers.pdf.figures import Gauge, text_of

__all__ = ["HEADINGS", "document", "folio", "frame"]

_LETTER_FITS = 1.2
"""What a letter's block holds at the letter's size, in em: one Chinese numeral, two figures."""
HEADINGS = ("h2", "h3", "h4")
"""Elements that head text: a section, a part of it, a part of that."""
_ANNOUNCING = ("：", ":", "——")
"""How a paragraph ends that is nothing without what follows."""
_KEPT = {"style": "break-after:avoid"}
_ANNOUNCED = ("aside", "blockquote", "ol", "table", "ul")


def document(article: Article, walker: Walker, gauge: Gauge, site: Site, issue: Issue) -> Element:
    """The `html` element: figures that lead go under the title, those that end before the sign-off.

    What the running heads say stands in `data-` attributes, since margin boxes draw from those.
    """
    lead, flow, end = _sorted(walker.body())
    parts = (
        *(_headed(item, gauge) for item in gauge.sized((*_announced(_behind_text(flow)), *end))),
        *_sign_off(walker),
    )
    main = el("main", None, *parts)
    title = el("header", {"data-title": article.title}, *_title_block(article, walker, gauge))
    numbered = {"data-folio": folio(article, issue)}
    return el(
        "html",
        {"lang": article.lang, "data-paper": issue.newspaper or site.name or article.source},
        el("head", None, *_metadata(article)),
        el("body", numbered, title, *gauge.sized(lead), main),
    )


def frame(document: Element, pages: int) -> Element:
    """The document with a `main` for every page, and nothing in it."""
    *head, body = document.children
    assert isinstance(body, Element)
    above = body.children[:-1]
    empty = replace(body, children=(*above, *(el("main", None) for _ in range(pages))))
    return replace(document, children=(*head, empty))


def _behind_text(flow: Iterable[Element]) -> Iterator[Element]:
    """The flow with figures that part a heading from its text moved behind that text."""
    held: list[Element] = []
    after_heading = False
    for item in flow:
        if item.tag == "figure" and after_heading:
            held.append(item)
            continue
        yield item
        after_heading = item.tag in HEADINGS
        if not after_heading:
            yield from held
            held.clear()
    yield from held


def _announced(flow: Iterable[Element]) -> Iterator[Element]:
    """The flow with a paragraph that announces what follows kept with it."""
    for item, following in pairwise((*flow, None)):
        assert item is not None
        announces = item.tag == "p" and text_of(item).rstrip().endswith(_ANNOUNCING)
        kept = announces and following is not None and following.tag in _ANNOUNCED
        yield replace(item, attributes={**item.attributes, **_KEPT}) if kept else item


def _headed(item: Element, gauge: Gauge) -> Element:
    """A section's heading, broken as headlines are; `short` where it takes one line."""
    if item.tag not in HEADINGS:
        return item
    item = _labelled(item)
    if item.tag != "h2":
        return item
    name = item.attributes["class"]
    room = gauge.heading_room(lettered=name.endswith("lettered"))
    *letter, words = _letter_first(item.children)
    if not isinstance(words, Element) or ems(text_of(words)) <= room:
        short = {**item.attributes, "class": f"{name} short"}
        return replace(item, attributes=short, children=(*letter, words))
    return replace(item, children=(*letter, _broken(words, room)))


def _letter_first(nodes: Iterable[Node]) -> Iterator[Node]:
    """The heading's parts without the space between letter and words, which is the style's to set.

    A letter of several characters (十一) is called `long`.
    """
    for node in nodes:
        if isinstance(node, Element) and node.attributes.get("class") == "letter":
            name = "letter long" if ems(text_of(node)) > _LETTER_FITS else "letter"
            yield replace(node, attributes={**node.attributes, "class": name})
        elif isinstance(node, Element) or text_of(node).strip():
            yield node


def _labelled(heading: Element) -> Element:
    """The heading with its bookmark: its words as written, before a line is broken in them."""
    label = {"data-label": text_of(heading)}
    return replace(heading, attributes={**heading.attributes, **label})


def _sorted(flat: Iterable[Element]) -> tuple[list[Element], list[Element], list[Element]]:
    """What goes under the title, what flows, what goes to the end; each in the article's order."""
    parts: dict[str, list[Element]] = {"figure lead": [], "": [], "figure end": []}
    for element in flat:
        parts.get(element.attributes.get("class", ""), parts[""]).append(element)
    return parts["figure lead"], parts[""], parts["figure end"]


# ── title block ─────────────────────────────────────────────────────────────────────────────


def _title_block(article: Article, walker: Walker, gauge: Gauge) -> Iterator[Element]:
    measure = gauge.sheet.measure
    for part in walker.header():
        if part.tag == "h1":
            yield _broken(_labelled(part), int(measure / gauge.title))
        else:
            yield _broken(part, int(measure / gauge.deck))
    words = list(authors(article))
    if article.published:
        words.append(wording.date(article.published, article))
    dateline = [el("span", None, word) for word in words if word]
    if dateline:
        yield el("p", {"class": "dateline"}, *_joined(dateline, " "))


def _broken(words: Element, room: float) -> Element:
    """The words broken as headlines are, where they are longer than a line of `room` em."""
    text = text_of(words)
    if ems(text) <= room:
        return words
    children, _ = _parted(words.children, _ends(text, room), 0)
    return replace(words, children=tuple(children))


def _ends(text: str, room: float) -> Sequence[int]:
    """Where lines end before the last one: at the author's own spaces if those do."""
    spaces = [at for at, character in enumerate(text) if character == " "]
    ends: list[int] = []
    start = last = 0
    for place in (*spaces, len(text)):
        if ems(text[start:place]) > room and last > start:
            ends.append(last)
            start = last + 1
        if ems(text[start:place]) > room:
            return broken(text, room, ems)[:-1]
        last = place
    return ends


def _parted(nodes: Iterable[Node], ends: Sequence[int], at: int) -> tuple[list[Node], int]:
    """The nodes with lines ending there in their text, which begins `at`; and where that ends."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            children, at = _parted(node.children, ends, at)
            found.append(replace(node, children=tuple(children)))
        elif isinstance(node, str):
            cuts = [end - at for end in ends if at < end <= at + len(node)]
            *lines, last = (node[a:b] for a, b in pairwise((0, *cuts, len(node))))
            for line in lines:
                found += (line.rstrip(" "), el("br"))
            found.append(last)
            at += len(node)
        else:
            found.append(node)
    return found, at


def _joined(nodes: Iterable[Node], between: Node) -> Iterator[Node]:
    for index, node in enumerate(nodes):
        if index:
            yield between
        yield node


def folio(article: Article, issue: Issue) -> str:
    """Date, name and number of the page, as far as the issue gives them."""
    page = f"{issue.page}版" if issue.page and wording.is_chinese(article) else issue.page
    return "  ".join(word for word in (issue.date, issue.section, page) if word)


# ── the end ─────────────────────────────────────────────────────────────────────────────────


def _sign_off(walker: Walker) -> Iterator[Element]:
    """All in one paragraph: a role a line would take a quarter of a column."""
    spans = [el("span", line.attributes, *line.children) for line in walker.sign_off()]
    if spans:
        yield el("footer", None, el("p", None, *_joined(spans, " ")))


# ── metadata ────────────────────────────────────────────────────────────────────────────────


def _metadata(article: Article) -> Iterator[Element]:
    yield el("title", None, article.title)
    named = [("author", author) for author in authors(article)]
    named += [("keywords", ",".join(article.keywords)), ("description", article.digest)]
    named += [
        ("dcterms.created", article.published.isoformat() if article.published else ""),
        ("dcterms.modified", article.updated.isoformat() if article.updated else ""),
        ("generator", "pubkit"),
    ]
    yield from (el("meta", {"name": n, "content": content}) for n, content in named if content)
