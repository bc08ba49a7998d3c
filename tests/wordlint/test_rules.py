"""The gate itself: what is sound has no findings, and every fault that is planted is caught."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import pubkit
from pubkit.model import (
    Article,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Section,
    Table,
    Text,
)
from pubkit.renderers.word import Docx
from pubkit.testing import picture
from pubkit.wordlint import lint

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "corpus" / "seeds"
LAYOUTS = ("news", "manuscript", "gongwen")
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A sound document with one of everything, member by member."""
    note = Footnote((Text("据港务站。"),))
    figures = tuple(
        Figure(f"{n}.png", (Text("渡口。"),), alt="雾中的渡口", id=f"f{n}") for n in (1, 2)
    )
    body = (
        Paragraph((Text("“船来了……”他喊道"), note, Text("。见"), Link("#f1", (Text("图"),)))),
        Paragraph((Text("时刻"), Link("https://example.org/a", (Text("表"),)))),
        *figures,
        List((Item((Paragraph((Text("早班；"),)),)),), ordered=True),
        Table(((Text("班次"),), (Text("开船"),)), (((Text("早班"),), (Text("7:05"),)),)),
    )
    article = pubkit.admit(Article(title="渡口", sections=(Section((Text("船"),), body),)))
    assets = {"1.png": picture(60, 40), "2.png": picture(40, 60)}
    output = Docx().render(article, assets, pubkit.load_style("daily"))
    with zipfile.ZipFile(io.BytesIO(output.main.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def codes(data: bytes) -> set[str]:
    return {notice.code for notice in lint(data)}


def test_the_document_that_faults_are_planted_in_is_sound(files) -> None:
    assert lint(packed(files)) == ()


# ── planted faults ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Plant:
    """A fault: in one part, the first match of a pattern replaced."""

    code: str
    part: str
    pattern: str
    new: str

    def __call__(self, files: dict[str, bytes]) -> dict[str, bytes]:
        text = files[self.part].decode()
        changed, times = re.subn(self.pattern, self.new, text, count=1, flags=re.S)
        assert times == 1, "the pattern to plant at is not there"
        return {**files, self.part: changed.encode()}


def plant(code: str, pattern: str, new: str, part: str = DOCUMENT) -> Plant:
    return Plant(code, part, pattern, new)


def without(code: str, part: str) -> tuple[str, Callable[[dict[str, bytes]], dict[str, bytes]]]:
    return code, lambda files: {name: data for name, data in files.items() if name != part}


def beside(
    code: str, part: str, data: bytes
) -> tuple[str, Callable[[dict[str, bytes]], dict[str, bytes]]]:
    return code, lambda files: {**files, part: data}


RELS = "word/_rels/document.xml.rels"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUN = '<w:r><w:t xml:space="preserve">时刻'
FOREIGN = f'<Relationship Id="x1" Type="{RELATION}/{{}}" Target="{{}}" {{}}/></Relationships>'
FAULTS = [
    # package
    plant("word-xml", "</w:styles>", "", STYLES),
    plant("word-content-type", "<Override [^>]*footnotes[^>]*/>", "", "[Content_Types].xml"),
    plant("word-content-type", "</Types>",
          '<Override PartName="/a.xml" ContentType="b/c"/></Types>', "[Content_Types].xml"),
    plant("word-content-type", 'Extension="png"', 'Extension="jpg"', "[Content_Types].xml"),
    without("word-relationship", "word/settings.xml"),
    plant("word-relation-unknown", 'r:embed="rId', 'r:embed="rX'),
    beside("word-part-unused", "word/old.xml", b"<old/>"),
    plant("word-outside", "</Relationships>",
          FOREIGN.format("attachedTemplate", "https://example.org/t.dotm", 'TargetMode="External"'),
          RELS),
    plant("word-link", "https://example.org/a", "https://example.org/a b", RELS),
    plant("word-link", "https://example.org/a", "javascript:alert(1)", RELS),
    plant("word-active", "</Relationships>", FOREIGN.format("vbaProject", "styles.xml", ""), RELS),
    plant("word-active", "</Relationships>", FOREIGN.format("oleObject", "styles.xml", ""), RELS),
    # structure
    plant("word-order", r"(<w:pStyle [^>]*></w:pStyle>)(<w:keepNext[^>]*></w:keepNext>)", r"\2\1"),
    plant("word-cell", r"(<w:tc><w:tcPr>.*?</w:tcPr>).*?</w:tc>", r"\1</w:tc>"),
    plant("word-grid", r"<w:gridCol [^>]*></w:gridCol>", ""),
    plant("word-section", r"(<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr>)</w:body>",
          r"\1<w:p></w:p></w:body>"),
    plant("word-zoom", ' w:percent="100"', "", "word/settings.xml"),
    plant("word-compatibility", 'w:val="15"', 'w:val="12"', "word/settings.xml"),
    # looks
    plant("word-style-undefined", 'w:pStyle w:val="BodyText"', 'w:pStyle w:val="Body"'),
    plant("word-style-undefined", '<w:next w:val="[A-Za-z]*"', '<w:next w:val="Gone"', STYLES),
    plant("word-style-kind", 'w:pStyle w:val="BodyText"', 'w:pStyle w:val="Strong"'),
    plant("word-style-twice", 'w:val="Kicker"', 'w:val="Byline"', STYLES),
    plant("word-style-loop", '(w:styleId="Kicker">.*?<w:basedOn w:val=")Normal', r"\1Kicker",
          STYLES),
    plant("word-hint", ' w:hint="eastAsia"', ""),
    plant("word-font-chinese", ' w:eastAsia="宋体"', "", STYLES),
    plant("word-language", 'w:eastAsia="zh-CN"', 'w:eastAsia="Chinese (PRC)"', STYLES),
    # marks
    plant("word-bookmark-twice", 'w:name="fig_f1"', 'w:name="sec_1"'),
    plant("word-bookmark-twice", r'(<w:bookmarkStart w:id=")1"', r'\g<1>0"'),
    plant("word-bookmark-open", "<w:bookmarkEnd [^>]*></w:bookmarkEnd>", ""),
    plant("word-bookmark-name", 'w:name="sec_1"', 'w:name="sec 1"'),
    plant("word-anchor", 'w:anchor="fig_f1"', 'w:anchor="fig_9"'),
    plant("word-field", '<w:fldChar w:fldCharType="end">', '<w:fldChar w:fldCharType="begin">'),
    plant("word-field", '<w:fldChar w:fldCharType="begin"></w:fldChar>', ""),
    plant("word-caption-number", r"(SEQ 图.*?separate.*?preserve\">)1<", r"\g<1>3<"),
    plant("word-note", r'<w:footnoteReference w:id="1"', '<w:footnoteReference w:id="7"'),
    plant("word-note", 'w:type="separator"', 'w:type="normal"', "word/footnotes.xml"),
    plant("word-list-undefined", '<w:numId w:val="1"', '<w:numId w:val="4"'),
    plant("word-list-undefined", '<w:abstractNumId w:val="1"', '<w:abstractNumId w:val="6"',
          "word/numbering.xml"),
    # pictures
    plant("word-picture-id", '<wp:docPr id="2"', '<wp:docPr id="1"'),
    beside("word-picture-broken", "word/media/image1.png", b"\x89PNG\r\n\x1a\nbroken"),
    plant("word-picture-stretched", r'(<wp:extent cx=")(\d+)', r"\g<1>1\2"),
    plant("word-picture-stretched", r'<wp:extent cx="\d+"', '<wp:extent cx="0"'),
    plant("word-alt", 'descr="雾中的渡口"', 'descr=""'),
    # leftovers
    plant("word-tracked", RUN, f'<w:ins w:id="90" w:author="林晓"></w:ins>{RUN}'),
    plant("word-hidden", RUN, RUN.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    plant("word-title", "<dc:title>渡口</dc:title>", "<dc:title></dc:title>", "docProps/core.xml"),
]  # fmt: skip


def _code(fault: object) -> str:
    return fault.code if isinstance(fault, Plant) else str(fault[0])


@pytest.mark.parametrize("fault", FAULTS, ids=_code)
def test_a_planted_fault_is_caught(files, fault) -> None:
    change = fault if isinstance(fault, Plant) else fault[1]
    assert _code(fault) in codes(packed(change(dict(files))))


def test_a_comment_that_is_left_is_caught(files) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comment = f'<w:comments xmlns:w="{space}"><w:comment w:id="0" w:author="林晓"/></w:comments>'
    link = f'<Relationship Id="x1" Type="{RELATION}/comments" Target="comments.xml"/>'
    changed = {
        **files,
        "word/comments.xml": comment.encode(),
        RELS: files[RELS].replace(b"</Relationships>", f"{link}</Relationships>".encode()),
    }
    assert "word-comment" in codes(packed(changed))


@pytest.mark.parametrize(
    "data", [b"", b"no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", packed({"a.txt": b"a"})]
)
def test_what_is_no_word_file_is_told_in_one_sentence(data) -> None:
    (notice,) = lint(data)
    assert (notice.code, notice.severity) == ("word-unreadable", "error")


def test_every_code_is_planted_and_in_the_docs() -> None:
    folder = ROOT / "src" / "pubkit" / "wordlint"
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    known = set(re.findall(r'"(word-[a-z-]+)"', source))
    planted = {_code(fault) for fault in FAULTS} | {"word-comment", "word-unreadable"}
    listed = set(re.findall(r"^\| `(word-[a-z-]+)` \|", DOCS, re.M))
    assert planted == known == listed


DOCS = (ROOT / "docs" / "word.md").read_text("utf-8")

# ── our own ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("style", ["daily", "quiet"], scope="module")
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["science-year", "dandelion"])
def test_the_samples_have_no_findings(name, layout, style) -> None:
    reading = pubkit.read(ROOT / "content" / name)
    data = Docx(layout=layout).render(reading.article, reading.assets, pubkit.load_style(style))
    assert lint(data.main.data) == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_gold_pages_have_no_findings(layout) -> None:
    pages = sorted(SEEDS.glob("*.txt"))
    if not pages:
        pytest.skip("needs the corpus beside the project")
    for page in pages:
        reading = pubkit.read(page)
        output = Docx(layout=layout).render(reading.article, {}, pubkit.load_style("daily"))
        assert lint(output.main.data) == (), page.name


def test_a_long_document_takes_linear_time() -> None:
    from time import perf_counter

    def seconds(count: int) -> float:
        body = tuple(Paragraph((Text(f"“第{n}段……”他说。" * 6),)) for n in range(count))
        article = pubkit.admit(Article(title="长", lead=body))
        data = Docx().render(article, {}, pubkit.load_style("daily")).main.data
        start = perf_counter()
        assert lint(data) == ()
        return perf_counter() - start

    seconds(50)
    assert seconds(4000) < 24 * max(seconds(400), 0.02)
