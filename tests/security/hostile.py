"""Hostile words, an article that holds one in every field, and what to read the results with."""

import io
import json
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import tinyhtml5

from pubkit.admit import admit
from pubkit.assets import Assets
from pubkit.config import Issue, Site
from pubkit.model import (
    Article,
    Box,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Override,
    Paragraph,
    Quote,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from pubkit.testing import picture, sample

HARMLESS = "平 安 “好”—don’t ok"
"""Every kind of character that makes a channel set a run apart, and nothing else."""

WORDS = {
    "script": "<script>alert(1)</script>",
    "broken script": "<script\x20src=//a.example/x",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quote": "' onmouseover='alert(1)",
    "style": "</style><style>*{background:url(https://a.example/)}",
    "declaration": "red;background:url(https://a.example/)",
    "title": "</title></head><body onload=alert(1)>",
    "section": "</section></div></main></p></td></table>",
    "svg": "<svg/onload=alert(1)><math><mi//xlink:href='javascript:x'>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "template": "{{x}} ${x} {% x %} %(x)s %s <%= x %> #{x}",
    "cdata end": "]]>",
    "cdata": "<![CDATA[<b>x</b>]]>",
    "comment": "<!--",
    "comment end": "--><b>x</b>",
    "doctype": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "instruction": "<?xml-stylesheet href='x'?><?php x ?>",
    "entities": "&lt;b&gt; &amp; &#60;b&#x3e; &e; &amp;lt;",
    "line feeds, encoded": "%0d%0aSet-Cookie:%20x=1 \\r\\n \\u003cb\\u003e",
    "right to left": "\u202egpj.exe\u202c \u2067x\u2069",
    "no width": "a\u200bb\u2060c\ufeffd",
    "overlong": "\\x3c\\u003c ＜script＞ ‹b›",
    "formula": "=cmd|'/C calc'!A0",
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus": "+1+cmd|x",
    "field": '{ HYPERLINK "https://a.example" }',
    "include": '{ INCLUDETEXT "C:\\\\secret.docx" \\* MERGEFORMAT }',
    "dde": 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "word": '</w:t></w:r><w:r><w:fldSimple w:instr="DDE x"/>',
    "furniture": "{page} {pages} {title}",
    "latex and typst": "\\input{/etc/passwd} #import \"x\" #read(\"/etc/passwd\")",
    "css escape": "\\22 ;} p{color:red} /* */ expression(alert(1))",
    "markdown": "![x](javascript:x) [x](data:x) <https://a.example>",
}  # fmt: skip

SHOWN = frozenset(
    ["title", "kicker", "deck", "role", "name", "photo_credit", "heading", "paragraph", "strong",
     "emph", "code", "link", "footnote", "subheading", "quote", "item", "head", "cell", "box_title",
     "box", "caption", "credit"]
)  # fmt: skip
"""Fields that stand in the text of every channel."""


class Spiked:
    """An article whose every text field is `word` and a mark of its own."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.marks: dict[str, str] = {}
        self.article = self._article()
        self.site = Site(
            name=self("site"), url="https://example.org", rights=self("rights"),
            media_url="https://example.org/media", language=self("language"),
        )  # fmt: skip
        self.issue = Issue(
            newspaper=self("newspaper"), section=self("page_name"), page=self("page"),
            date=self("date"), editors=(self("editor"),), designers=(self("designer"),),
            proofreaders=(self("proofreader"),),
        )  # fmt: skip

    def __call__(self, field: str) -> str:
        mark = self.marks.setdefault(field, f"zq{len(self.marks):02d}z")
        return self.word + mark

    @property
    def assets(self) -> Assets:
        return {self.article.cover: picture(30, 20)}

    def _text(self, field: str) -> tuple[Text]:
        return (Text(self(field)),)

    def _article(self) -> Article:
        channels = ("docx", "pdf", "rss", "wechat", "text", "json")
        return admit(
            Article(
                title=self("title"), kicker=self("kicker"), deck=self("deck"),
                credits=(Credit(self("role"), (self("name"),)), Credit("撰文", (self("author"),))),
                photo_credit=self("photo_credit"), source=self("source"),
                published=sample().published, id=self("id"), url=f"https://a.example/{self('url')}",
                keywords=(self("keyword"),), digest=self("digest"), cover=self("photo"),
                numbering="upper-alpha", accept=(self("accept"),),
                channels=tuple(Override(c, author=self("byline")) for c in channels),
                lead=(self._figure(), Figure(None, self._text("awaited"), alt=self("no_photo"))),
                sections=(Section(self._text("heading"), self._blocks()),),
            )
        )  # fmt: skip

    def _figure(self) -> Figure:
        return Figure(self("photo"), self._text("caption"), self("credit"), self("alt"))

    def _blocks(self) -> tuple[object, ...]:
        href = f"https://a.example/?q={self('href')}"
        line = (
            *self._text("paragraph"),
            Strong(self._text("strong")),
            Emph(self._text("emph")),
            Code(self("code")),
            Link(href, self._text("link"), self("link_title")),
            Footnote(self._text("footnote")),
        )
        return (
            Paragraph(line),
            Subheading(self._text("subheading")),
            Quote((Paragraph(self._text("quote")),)),
            List((Item((Paragraph(self._text("item")),)),)),
            Table((self._text("head"),), ((self._text("cell"),),)),
            Box(self._text("box_title"), (Paragraph(self._text("box")),)),
        )


# ── reading back ────────────────────────────────────────────────────────────────────────────

Shapes = Counter[tuple[object, ...]]
"""How often an element stands in one of this name, with attributes of these names."""


def xml_trees(data: bytes) -> list[lxml.etree._Element]:
    """The document, or every part of a package; none of them has a document type."""
    blobs = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
            blobs = [package.read(name) for name in names]
    trees = [lxml.etree.fromstring(blob) for blob in blobs]
    assert not any(tree.getroottree().docinfo.internalDTD for tree in trees)
    return trees


def html_trees(data: bytes) -> list[object]:
    """The page as a browser's parser builds it (HTML Living Standard, §13.2)."""
    return [tinyhtml5.parse(data.decode(), namespace_html_elements=False)]


def web_trees(data: bytes) -> list[object]:
    """A page of the web, with what its metadata for search engines says in their place."""
    (page,) = html_trees(data)
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            script.text = "\n".join(_strings(json.loads(script.text)))
    return [page]


def _strings(node: object) -> list[str]:
    if isinstance(node, dict | list):
        inner = node.values() if isinstance(node, dict) else node
        return [text for value in inner for text in _strings(value)]
    return [node] if isinstance(node, str) else []


def feed_trees(data: bytes) -> list[object]:
    """The feed, and the pages inside it: the full text, and the description, which is HTML too."""
    (feed,) = xml_trees(data)
    pages = [*feed.iter("{http://purl.org/rss/1.0/modules/content/}encoded")]
    pages += feed.findall("channel/item/description")
    inner = [tree for page in pages for tree in html_trees((page.text or "").encode())]
    for page in pages:
        page.text = None
    return [feed, *inner]


def shapes(trees: list[object]) -> Shapes:
    """Everything in the trees that is not text; comments and instructions are elements too."""
    found: Shapes = Counter()
    for tree in trees:
        for parent in tree.iter():
            for child in parent:
                found[_name(parent), _name(child), frozenset(child.attrib)] += 1
    return found


def _name(node: object) -> str:
    return node.tag if isinstance(node.tag, str) else node.tag.__name__


def words(trees: list[object]) -> str:
    """All text, then every attribute, without white space."""
    texts = ["".join(tree.itertext()) for tree in trees]
    values = [v for tree in trees for node in tree.iter() for v in node.attrib.values()]
    return squeezed("\n".join([*texts, *values]))


def squeezed(text: str) -> str:
    return "".join(character for character in text if not character.isspace())


def pdf_objects(data: bytes, folder: Path, qpdf: str) -> list[dict[str, object]]:
    """Every dictionary in the file, as qpdf reads it."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [qpdf, "--json=2", "--json-key=qpdf", str(path)], capture_output=True, check=True
    )
    return list(_dictionaries(json.loads(done.stdout)))


def _dictionaries(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        if any(key.startswith("/") for key in node):
            yield node
        for value in node.values():
            yield from _dictionaries(value)
    elif isinstance(node, list):
        for value in node:
            yield from _dictionaries(value)
