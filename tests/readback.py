"""Readers that share no code with the writers: each artifact as text, in its own order."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping

import feedparser
import lxml.etree
import lxml.html
import pypdfium2

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx(data: bytes) -> str:
    """Body text, each footnote where its mark stands."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = lxml.etree.fromstring(package.read("word/document.xml"))
        notes: dict[str | None, str] = {}
        if "word/footnotes.xml" in package.namelist():
            for note in lxml.etree.fromstring(package.read("word/footnotes.xml")):
                notes[note.get(f"{W}id")] = "".join(t.text or "" for t in note.iter(f"{W}t"))
    parts = []
    for node in body.iter(f"{W}t", f"{W}footnoteReference", f"{W}p"):
        if node.tag == f"{W}p":
            parts.append("\n")
        elif node.tag == f"{W}t":
            parts.append(node.text or "")
        else:
            parts.append(notes[node.get(f"{W}id")])
    return "".join(parts)


MARGIN = 24 * 72 / 25.4
"""Points: both styles' text keeps 24 mm from the edges; running heads and page numbers do not."""


def pdf(data: bytes) -> str:
    """The pages' text in the order it was drawn, without running heads and page numbers."""
    return "\n".join(
        page.get_textpage().get_text_bounded(
            bottom=MARGIN, top=page.get_height() - MARGIN, left=0, right=page.get_width()
        )
        for page in pypdfium2.PdfDocument(data)
    )


def rss(data: bytes) -> str:
    """The item's title and full text."""
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    (entry,) = feed.entries
    return "\n".join([entry.title, html_text(entry.content[0].value)])


def wechat(data: bytes) -> str:
    """The viewer's head, then the article."""
    return html_text(data.decode())


def html_text(markup: str) -> str:
    """What a browser shows of the markup."""
    tree = lxml.html.fromstring(markup)
    for hidden in tree.xpath("//style|//script|//head"):
        hidden.drop_tree()
    return str(tree.text_content())


def plain(data: bytes) -> str:
    return data.decode()


READERS: Mapping[str, Callable[[bytes], str]] = {
    "docx": docx,
    "pdf": pdf,
    "rss": rss,
    "wechat": wechat,
    "text": plain,
    "json": plain,
    "web": wechat,
}
"""Renderer → how its main file is read."""

RADICALS = re.compile("[\u2e80-\u2fdf]")
"""A font may share one glyph between an ideograph and a radical; a PDF then gives either."""


def squeezed(text: str) -> str:
    """`text` without white space and characters that show nothing, composed."""
    text = RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = unicodedata.normalize("NFC", text)
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc")
    )
