"""docs/article.md says what is true."""

import re
from pathlib import Path

from pubkit.readers.markdown import MarkdownReader, write

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "article.md").read_text(encoding="utf-8")
SOURCES = ROOT / "src" / "pubkit" / "readers" / "markdown"


def test_the_example_is_written_as_the_writer_would() -> None:
    match = re.search(r"```markdown\n(.*?)```", DOCS, re.DOTALL)
    assert match is not None
    found = MarkdownReader().read(match[1].encode(), "article.md")
    assert not found.notices
    assert write(found.article) == match[1]


def test_every_code_is_listed_under_its_severity() -> None:
    said = {
        (severity, code)
        for severity, codes in re.findall(r"^\| (error|warning|info) \| (.*) \|$", DOCS, re.M)
        for code in re.findall(r"`([a-z-]+)`", codes)
    }
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    called = re.findall(r'\.(error|warning|info)\(\s*"([a-z-]+)"', sources)
    built = re.findall(r'code="([a-z-]+)",\s*severity="([a-z]+)"', sources)
    assert said == {*called, *((severity, code) for code, severity in built)}
