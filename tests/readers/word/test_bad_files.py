"""What is no good Word file: one clear sentence, or everything that can be read and Notices."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from wordfiles import document, package

from pubkit.errors import ReadError
from pubkit.readers.word import WordReader

TEXT = "<w:p><w:r><w:t>渡口边的茶摊开了三十年，来往的人都叫得出老板的名字。</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def changed(**parts: bytes | None) -> bytes:
    """A good file with parts changed, or left out."""
    files = document(TEXT, styles='<w:style w:styleId="a"/>')
    names = {"document": "word/document.xml", "rels": "word/_rels/document.xml.rels",
             "top": "_rels/.rels", "styles": "word/styles.xml"}  # fmt: skip
    for key, data in parts.items():
        if data is None:
            del files[names[key]]
        else:
            files[names[key]] = data
    return package(files)


def entities() -> bytes:
    root = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    return (
        f"{root}{body}<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in document(TEXT).items():
            if name != "word/document.xml":
                archive.writestr(name, data)
        with archive.open("word/document.xml", "w") as member:
            for _ in range(300):
                member.write(b" " * 1024 * 1024)
    return stream.getvalue()


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "plain text": ("茶摊".encode, "zip"),
    "a zip without a document": (lambda: package({"a.txt": b"a"}), "no Word document"),
    "an old Word file": (lambda: OLE, r"\.doc"),
    "a file with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "rich text": (lambda: rb"{\rtf1 a}", "RTF"),
    "a PDF": (lambda: b"%PDF-1.7", "PDF"),
    "a web page": (lambda: b"<html><p>a</p></html>", "web page"),
    "a workbook": (lambda: changed(document=b"<workbook/>"), "no Word document"),
    "broken XML": (lambda: changed(document=b"<w:document"), "well-formed"),
    "external entities": (lambda: changed(document=entities()), "document type"),
    "a zip bomb": (bomb, "unpacks to more"),
    "a document without words": (
        lambda: package(document("<w:p/>")),
        "no text",
    ),
    "a tree without end": (
        lambda: package(document("<w:customXml>" * 400 + "</w:customXml>" * 400)),
        "too deeply",
    ),
    "elements without end": (
        lambda: package(document(TEXT + "<w:p/>" * 1_000_000)),
        "more elements than any text",
    ),
    "half a file": (lambda: changed()[:900], "zip"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_word_document_is_refused_in_one_sentence(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(ReadError, match=words) as error:
        WordReader().read(make(), "x.docx")
    assert str(error.value).startswith("x.docx: ")
    assert "\n" not in str(error.value)


READ: Mapping[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    "no relationships of the document": (lambda: changed(rels=None), frozenset()),
    "no relationships of the package": (lambda: changed(top=None), frozenset({"document-damaged"})),
    "no styles though named": (lambda: changed(styles=None), frozenset({"document-damaged"})),
    "broken styles": (lambda: changed(styles=b"<w:styles"), frozenset({"document-damaged"})),
    "broken relationships": (lambda: changed(rels=b"<R"), frozenset({"document-damaged"})),
    "names with backslashes": (
        lambda: package(
            {n.replace("/", "\\") if n.startswith("word") else n: d
             for n, d in document(TEXT).items()}
        ),
        frozenset(),
    ),
    "names in capitals": (
        lambda: package({n.replace("document", "Document"): d for n, d in document(TEXT).items()}),
        frozenset(),
    ),
    "macros": (
        lambda: package(document(TEXT, links={"rM": ("vbaProject", "vbaProject.bin")})),
        frozenset({"macros-left"}),
    ),
    "the strict form": (
        lambda: package(
            {n: d.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                          b"http://purl.oclc.org/ooxml/wordprocessingml/main")
             for n, d in document(TEXT).items()}
        ),
        frozenset(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_damaged_file_is_read_as_far_as_it_goes(name: str) -> None:
    make, codes = READ[name]
    read = WordReader().read(make(), "x.docx")
    assert codes <= {notice.code for notice in read.notices}
    assert "渡口边的茶摊" in str(read.article)


def test_tracked_changes_may_be_refused_with_their_authors() -> None:
    body = f'<w:p><w:ins w:id="1" w:author="林晓"><w:r><w:t>新</w:t></w:r></w:ins></w:p>{TEXT}'
    data = package(document(body))
    with pytest.raises(ReadError, match=r"林晓 \(1 insertion\)"):
        WordReader(tracked="error").read(data, "x.docx")


def test_tracked_changes_may_be_taken_back() -> None:
    gone = '<w:del w:id="2" w:author="林晓"><w:r><w:delText>旧事重提。</w:delText></w:r></w:del>'
    new = '<w:ins w:id="1" w:author="林晓"><w:r><w:t>新事一桩。</w:t></w:r></w:ins>'
    data = package(document(f"{TEXT}<w:p>{gone}{new}</w:p>"))
    before = str(WordReader(tracked="reject").read(data, "x.docx").article)
    after = str(WordReader().read(data, "x.docx").article)
    assert "旧事重提" in before
    assert "新事一桩" not in before
    assert "新事一桩" in after
    assert "旧事重提" not in after


def test_a_part_that_is_not_there_is_named() -> None:
    files = document(TEXT, links={"rId9": ("footnotes", "footnotes.xml")})
    read = WordReader().read(package(files), "x.docx")
    assert "footnotes" in str(read.notices)
