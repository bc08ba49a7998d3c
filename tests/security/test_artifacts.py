"""Hostile artifacts handed to `verify`, `diff` and `check`: one sentence, bounded in time."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import pubkit
from pubkit.errors import ReadError
from pubkit.testing import sample

CHANNELS = ("docx", "rss", "wechat", "text", "json")
SECONDS = 20
MEMORY = 3 << 30
"""Bytes of address space."""
COMMANDS = """
import contextlib, io, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from pubkit.cli import main
for line in sys.stdin:
    name, *words = line.rstrip("\\n").split("\\t")
    said, began = io.StringIO(), time.process_time()
    sys.argv[1:] = words
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as end:
            status = end.code
    seconds = time.process_time() - began
    print(repr((name, words[0], status, seconds, said.getvalue())), flush=True)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run."""
    folder = tmp_path_factory.mktemp("whole")
    pubkit.render(pubkit.Reading(sample(), slug="a"), to=CHANNELS).write(folder)
    return folder / "a"


@pytest.fixture
def run(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to be spoiled."""
    target = tmp_path / "a"
    for path in whole.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(whole)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return target


# ── artifacts ───────────────────────────────────────────────────────────────────────────────

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BILLION = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>"
ITEM = "<rss version='2.0'><channel><item><title>&i;</title></item></channel></rss>"


def word(document: str) -> bytes:
    """A package whose document is `document`."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "_rels/.rels",
            f"<Relationships xmlns='{relations}'>"
            f"<Relationship Id='r' Type='{kind}' Target='word/document.xml'/></Relationships>",
        )
        package.writestr("word/document.xml", document)
    return stream.getvalue()


def body(content: str, before: str = "") -> bytes:
    return word(f"{before}<w:document {W}><w:body>{content}</w:body></w:document>")


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\n" % (
        size, table, size
    ) + b"startxref\n%d\n%%%%EOF" % len(data)  # fmt: skip


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def page(extra: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%b>>" % extra


def drawing(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), extra, content)


def form(target: int) -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % target
    return drawing(b"/X Do /X Do", head)


USES_FORM = page(b"/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R")

ARTIFACTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("a.docx", lambda: body(" " * 200_000_000)),
    "elements": ("a.docx", lambda: body("<w:p/>" * 50_000)),
    "tables in tables": ("a.docx", lambda: body("<w:tbl><w:tr><w:tc>" * 20_000)),
    "entities": ("a.docx", lambda: body("<w:p>&i;</w:p>", BILLION)),
    "outer entity": ("a.docx", lambda: body("<w:p>&i;</w:p>", OUTSIDE)),
    "no zip": ("a.docx", lambda: b"PK\3\4" + bytes(100)),
    "feed, entities": ("a.rss.xml", (BILLION + ITEM).encode),
    "feed, outer entity": ("a.rss.xml", (OUTSIDE + ITEM).encode),
    "feed, items in items": ("a.rss.xml", lambda: b"<rss>" + b"<item>" * 50_000),
    "feed, deep text": (
        "a.rss.xml",
        lambda: (
            ITEM.replace("&i;", "x</title><description>" + "&lt;b&gt;" * 50_000)
            .replace("</title></item>", "</description></item>")
            .encode()
        ),
    ),
    "tags in tags": ("a.wechat.html", lambda: b"<div>" * 1_000_000),
    "marks in marks": ("a.wechat.html", lambda: b"<b>a" * 1_000_000),
    "tables": ("a.wechat.html", lambda: b"<table><tr><td>" * 50_000),
    "comments": ("a.wechat.html", lambda: b"<!--" * 1_000_000),
    "no text": ("a.wechat.html", lambda: bytes(100_000)),
    "too large": ("a.txt", lambda: b"a" * ((64 << 20) + 1)),
    "brackets": ("a.json", lambda: b"[" * 1_000_000),
    "other shapes": ("a.json", lambda: b'{"title": 7, "lead": {}}'),
    "pages that hold themselves": (
        "a.pdf",
        lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", page()),
    ),
    "a form that draws itself": (
        "a.pdf",
        lambda: pdf(CATALOG, PAGES, USES_FORM, drawing(b"/X Do"), form(5)),
    ),
    "two forms that draw each other": (
        "a.pdf",
        lambda: pdf(CATALOG, PAGES, USES_FORM, drawing(b"/X Do"), form(6), form(5)),
    ),
    "brackets in a PDF": ("a.pdf", lambda: pdf(b"<</Type/Catalog/Pages " + b"[" * 100_000)),
    "junk": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40),
    "nothing": ("a.pdf", lambda: b""),
}


def test_no_hostile_artifact_ends_in_a_traceback_or_takes_long(whole: Path, tmp_path: Path) -> None:
    asked = []
    for number, (name, (file, make)) in enumerate(ARTIFACTS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        for kept in ("article.json", "publication.json"):
            (folder / kept).write_bytes((whole / kept).read_bytes())
        (folder / file).write_bytes(make())
        _name_only(folder / "publication.json", file)
        asked.append((name, "verify", str(folder)))
        asked.append((name, "diff", str(folder / "article.json"), str(folder / file)))
        if file.endswith((".pdf", ".txt")):
            kind = "press" if file.endswith(".pdf") else "article"
            asked.append((name, "check", "--as", kind, str(folder / file)))
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, str(MEMORY)], input="\n".join(map("\t".join, asked)),
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
    answers = [eval(line) for line in done.stdout.splitlines()]
    assert [answer[:2] for answer in answers] == [words[:2] for words in asked]
    for name, command, status, seconds, said in answers:
        assert status in (0, 1), (name, command, status, said)
        assert seconds < SECONDS, (name, command, seconds)
        assert said and "Traceback" not in said and "fault in pubkit" not in said, (name, said)
        assert "root:" not in said, (name, said)


def _name_only(record: Path, file: str) -> None:
    """Let publication.json name this artifact alone."""
    said = json.loads(record.read_bytes())
    kinds = {".pdf": "application/pdf"}
    known = [a for a in said["artifacts"] if a["file"] == file]
    said["artifacts"] = known or [
        {**said["artifacts"][0], "file": file, "media_type": kinds[Path(file).suffix]}
    ]
    record.write_text(json.dumps(said, ensure_ascii=False), "utf-8")


# ── what the record says ────────────────────────────────────────────────────────────────────


def respoken(run: Path, **changes: object) -> None:
    """Let publication.json say something else of the text."""
    record = run / "publication.json"
    said = json.loads(record.read_bytes())
    for artifact in said["artifacts"]:
        if artifact["renderer"] == "text":
            artifact.update(changes)
    record.write_text(json.dumps(said, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/passwd", "/dev/zero", "linked/a.txt", "a\0b", "x" * 5000, "..", ".", ""],
    ids=lambda name: name[:12],
)
def test_no_artifacts_name_leads_out_of_the_run(name: str, run: Path) -> None:
    (run / "linked").symlink_to(run.parent)
    respoken(run, file=name)
    (text,) = (c for c in pubkit.verify_folder(run).channels if c.renderer == "text")
    expected = "the file is not there" if len(name) > 255 else "its name leads out of the folder"
    assert text.error.startswith(expected)
    assert text.changed == (name,)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "a.txt", "nothing", "../secret"])
def test_an_artifact_that_is_a_link_out_is_not_read(target: str, run: Path) -> None:
    (run.parent / "secret").write_text("root:")
    (run / "a.txt").unlink()
    (run / "a.txt").symlink_to(target)
    (text,) = (c for c in pubkit.verify_folder(run).channels if c.renderer == "text")
    assert text.error and "root:" not in str(text)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_waited_for(make: Callable[[Path], None], run: Path) -> None:
    (run / "a.txt").unlink()
    make(run / "a.txt")
    (text,) = (c for c in pubkit.verify_folder(run).channels if c.renderer == "text")
    assert text.error == "it is not a file"


@pytest.mark.parametrize("file", ["publication.json", "article.json"])
@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"7", b"\xff\xfe\0", b"[" * 1_000_000, b'{"a":' * 1_000_000, b'{"title": {}}',
     b" " * ((64 << 20) + 1), b'"\\ud800"', b"{}"],
    ids=lambda data: repr(data[:8]),
)  # fmt: skip
def test_a_broken_record_is_one_sentence_that_names_the_file(
    data: bytes, file: str, run: Path
) -> None:
    (run / file).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        pubkit.verify_folder(run)
    assert str(caught.value).startswith(f"{run / file}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize("fingerprint", ["zz", "abc", "é"])
def test_a_fingerprint_that_is_none_is_told(fingerprint: str, run: Path) -> None:
    record = run / "publication.json"
    said = json.loads(record.read_bytes())
    said["photos"] = [{"key": "x", "sha256": "", "fingerprint": fingerprint}]
    record.write_text(json.dumps(said), "utf-8")
    with pytest.raises(ReadError, match="the fingerprint of 'x' is none"):
        pubkit.verify_folder(run)


def test_a_record_that_names_a_file_again_and_again_reads_it_once(run: Path) -> None:
    record = run / "publication.json"
    said = json.loads(record.read_bytes())
    said["artifacts"] *= 1000
    record.write_text(json.dumps(said), "utf-8")
    assert pubkit.verify_folder(run).ok
