"""A link leads to the web, to a mailbox or a telephone, or it is text."""

import io
import zipfile
from functools import cache

import lxml.etree
import msgspec
import pytest
from security.hostile import feed_trees, html_trees, squeezed, words, xml_trees

import pubkit
from pubkit.admit import admit
from pubkit.model import Article, Footnote, Link, Paragraph, Section, Text
from pubkit.testing import sample, sample_assets

TARGETS = {
    "javascript": "javascript:alert(1)",
    "case": "JaVaScRiPt:alert(1)",
    "space before": "  javascript:alert(1)",
    "tab inside": "java\tscript:alert(1)",
    "no-break space": "\u00a0javascript:alert(1)",
    "no width": "\u200bjavascript:alert(1)",
    "full width": "ｊａｖａｓｃｒｉｐｔ:alert(1)",
    "entity": "javascript&colon;alert(1)",
    "number": "&#106;avascript:alert(1)",
    "percent": "javascript%3Aalert(1)",
    "comment": "javascript://example.org/%0aalert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "base64": "data:text/html;base64,PHNjcmlwdD4=",
    "file": "file:///etc/passwd",
    "share": "file://server/share/x.exe",
    "backslashes": "\\\\server\\share",
    "view source": "view-source:https://a.example",
    "blob": "blob:https://a.example/x",
    "office": "ms-word:ofe|u|https://a.example/x.docm",
    "search": "search-ms:query=x&crumb=location:\\\\a.example",
    "settings": "ms-msdt:/id PCWDiagnostic",
    "shell": "shell:startup",
    "relative": "../../etc/passwd",
    "no scheme": "//a.example/x",
    "broken": "https://[::1",
    "empty": "http://",
    "smb": "smb://a.example/x",
}
DEAD = {"broken", "empty", "percent"}
"""What begins like an address of the web and is none, or no scheme at all."""
LIVE = ("http://", "https://", "mailto:", "tel:", "#")
READ = {"docx": xml_trees, "rss": feed_trees, "wechat": html_trees}


def article(href: str) -> Article:
    link = (Link(href, (Text("此处可点"),), "题"), Footnote((Link(href, (Text("注中可点"),)),)))
    return admit(
        Article(
            title="题", id="urn:x", published=sample().published, url="https://example.org/a",
            sections=(Section((Text("节"), Link(href, (Text("题中可点"),))), (Paragraph(link),)),),
        )
    )  # fmt: skip


@cache
def rendered(href: str) -> pubkit.Run:
    reading = pubkit.Reading(article(href))
    return pubkit.render(reading, to=["docx", "rss", "wechat", "pdf", "text"])


def addresses(trees: list[object]) -> list[str]:
    """Whatever a program may follow: every attribute that could be an address, every address."""
    names = ("href", "src", "Target", "url", "action", "cite", "background", "poster", "data")
    found = []
    for tree in trees:
        for node in tree.iter():
            found += [v for k, v in node.attrib.items() if str(k).rpartition("}")[2] in names]
    return found


@pytest.mark.parametrize("href", TARGETS.values(), ids=TARGETS)
def test_a_dangerous_target_goes_and_the_words_stay(href: str) -> None:
    run = rendered(href)
    for name, read in READ.items():
        result = run[name]
        assert result.output is not None, result.error
        trees = read(result.output.main.data)
        for word in ("此处可点", "注中可点", "题中可点"):
            assert word in words(trees), f"{name} lost the link's words"
        hot = [a for a in addresses(trees) if not a.startswith((*LIVE, "word/", "docProps/"))]
        assert not [a for a in hot if ":" in a or "\\" in a or ".." in a], name
        assert squeezed(href) not in [squeezed(a) for a in addresses(trees)], name


@pytest.mark.parametrize("href", TARGETS.values(), ids=TARGETS)
def test_the_loss_is_said(href: str) -> None:
    run = rendered(href)
    for name in ("docx", "rss", "wechat", "pdf"):
        codes = [notice.code for notice in run[name].notices]
        relative = name == "docx" and href in (TARGETS["relative"], TARGETS["no scheme"])
        resolved = relative or not href.strip().lower().startswith(
            ("javascript:", "vbscript", "data", "file", "view", "blob", "ms-", "search", "shell")
        )
        assert "link-scheme" in codes or resolved, name


@pytest.mark.parametrize("href", TARGETS.values(), ids=TARGETS)
def test_word_holds_no_relationship_and_no_field_that_leads_elsewhere(href: str) -> None:
    output = rendered(href)["docx"].output
    assert output is not None
    with zipfile.ZipFile(io.BytesIO(output.main.data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = lxml.etree.fromstring(part)
        for relation in tree.iter("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                assert relation.get("Type").endswith("/hyperlink")
                assert relation.get("Target").startswith(("https://", "http://"))
        fields = {"".join(node.itertext()).split()[0] for node in tree.iter("{*}instrText")}
        assert fields <= {"PAGE", "NUMPAGES", "SEQ", "REF", "STYLEREF"}
        assert not list(tree.iter("{*}fldSimple", "{*}altChunk", "{*}object", "{*}control"))
    assert not [name for name in parts if "vba" in name.lower() or "embeddings" in name]


@pytest.mark.parametrize("href", TARGETS.values(), ids=TARGETS)
def test_pdf_holds_no_such_target(href: str) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    output = rendered(href)["pdf"].output
    assert output is not None
    document = pypdfium2.PdfDocument(output.main.data)
    assert pdfium.FPDFDoc_GetJavaScriptActionCount(document) == 0
    assert pdfium.FPDFDoc_GetAttachmentCount(document) == 0
    for page in document:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            link = pdfium.FPDFAnnot_GetLink(annotation)
            action = pdfium.FPDFLink_GetAction(link)
            kind = pdfium.FPDFAction_GetType(action)
            if kind == pdfium.PDFACTION_URI:
                size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
                assert size < 8 or href.startswith(("http://", "https://"))
            else:
                assert kind in (pdfium.PDFACTION_UNSUPPORTED, pdfium.PDFACTION_GOTO)


@pytest.mark.parametrize("href", TARGETS.values(), ids=TARGETS)
def test_an_articles_own_address_and_id_are_no_way_in(href: str) -> None:
    own = msgspec.structs.replace(article("#x"), url=href, id=href)
    run = pubkit.render(pubkit.Reading(own), to=list(READ))
    for name, read in READ.items():
        output = run[name].output
        assert output is not None
        trees = read(output.main.data)
        links = [node.text or "" for tree in trees for node in tree.iter("link")]
        if not href.startswith(("http://", "https://")):
            assert squeezed(href) not in map(squeezed, (*addresses(trees), *links)), name


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example\\@mp.weixin.qq.com/s/x",
        "https://mp.weixin.qq.com\\@a.example/s/x",
        "https://mp.weixin.qq.com@a.example/s/x",
        "https://mp.weixin.qq.com.a.example/s/x",
        "https://a.example/https://mp.weixin.qq.com/",
        "https://a.example#@mp.weixin.qq.com/",
        "\thttps://mp.weixin.qq.com\t@a.example",
        "javascript://mp.weixin.qq.com/%0aalert(1)",
    ],
)
def test_no_other_host_passes_for_the_platforms_own(href: str) -> None:
    output = rendered(href)["wechat"].output
    assert output is not None
    assert not addresses(html_trees(output.main.data))


def test_a_photo_named_by_a_dangerous_address_is_no_picture_anywhere() -> None:
    for key in ("javascript:alert(1)", "data:image/svg+xml,<svg onload=x>", "file:///etc/passwd"):
        figure = msgspec.structs.replace(sample().lead[0], photo=key)
        own = admit(msgspec.structs.replace(sample(), lead=(figure,), cover=key))
        run = pubkit.render(pubkit.Reading(own, sample_assets()), to=list(READ))
        for name, read in READ.items():
            output = run[name].output
            assert output is not None
            assert not [a for a in addresses(read(output.main.data)) if a.startswith(key[:5])]
