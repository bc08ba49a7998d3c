"""Whatever an author types, in any field, comes out as text and as nothing else."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import readback
from hypothesis import given, settings
from hypothesis import strategies as st
from security.hostile import (
    HARMLESS,
    SHOWN,
    WORDS,
    Shapes,
    Spiked,
    feed_trees,
    html_trees,
    pdf_objects,
    shapes,
    squeezed,
    web_trees,
    words,
    xml_trees,
)
from strategies import SNIPPETS, lines

import pubkit
from pubkit.admit import admit
from pubkit.characters import strip_illegal
from pubkit.errors import ModelError, ReadError
from pubkit.readers.markdown import MarkdownReader
from pubkit.renderers.feed import Rss
from pubkit.renderers.json import Json
from pubkit.renderers.pdf import Pdf
from pubkit.renderers.text import PlainText
from pubkit.renderers.web import Web
from pubkit.renderers.wechat import WeChat
from pubkit.renderers.word import Docx
from pubkit.testing import sample

READ = {"docx": xml_trees, "rss": feed_trees, "web": web_trees, "wechat": html_trees}
"""Channels that are markup."""
ENCODED = {"url", "href", "photo"}
"""Fields that stand as part of an address or a file's name."""


@cache
def made(channel: str, word: str) -> bytes:
    spiked = Spiked(word)
    renderer = {
        "docx": lambda: Docx(site=spiked.site),
        "rss": lambda: Rss(site=spiked.site),
        "web": lambda: Web(site=spiked.site),
        "wechat": lambda: WeChat(site=spiked.site),
        "pdf": lambda: Pdf(site=spiked.site, issue=spiked.issue),
        "text": PlainText,
        "json": Json,
    }[channel]()
    output = renderer.render(spiked.article, spiked.assets, pubkit.load_style("daily"))
    return output.placed("x").main.data


def intruders(hostile: Shapes, harmless: Shapes) -> Shapes:
    """What the hostile result has beyond the harmless one."""
    return Shapes({shape: 1 for shape in hostile if shape not in harmless})


def assert_as_typed(text: str, word: str) -> None:
    """Each field that shows at all stands whole; those that every channel shows do show."""
    spiked = Spiked(word)
    for field, mark in spiked.marks.items():
        shown = squeezed(word) + mark in text
        assert shown or field not in SHOWN, f"{field} is lost or altered"
        if field not in ENCODED:
            assert text.count(mark) == text.count(squeezed(word) + mark), f"{field} is altered"


@pytest.mark.parametrize("channel", READ)
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_no_field_makes_markup(channel: str, word: str) -> None:
    hostile = READ[channel](made(channel, word))
    harmless = READ[channel](made(channel, HARMLESS))
    assert not intruders(shapes(hostile), shapes(harmless))
    assert_as_typed(words(hostile), word)


PAYLOADS = st.lists(
    st.one_of(st.sampled_from(list(WORDS.values())), lines(1), st.text("<>&\"'/=;:{}[]()\\!-?#x ")),
    min_size=1,
    max_size=4,
).map(lambda parts: strip_illegal("".join(parts))[0])
"""Hostile words cut together with each other, with marks, and with characters of all kinds."""

MARKS = frozenset("<>&\"'/=;:{}[]()\\!?#*_`~^|+-")


@cache
def vocabulary(channel: str) -> Shapes:
    """What a channel makes of words in all scripts that hold no markup."""
    plain = (HARMLESS, *(word for word in SNIPPETS if not set(word) & MARKS))
    return sum((shapes(READ[channel](made(channel, word))) for word in plain), Shapes())


@pytest.mark.parametrize("channel", READ)
@settings(max_examples=40, deadline=None)
@given(word=PAYLOADS)
def test_no_field_makes_markup_of_whatever_is_typed(channel: str, word: str) -> None:
    hostile = READ[channel](made.__wrapped__(channel, word))
    assert not intruders(shapes(hostile), vocabulary(channel))
    assert_as_typed(words(hostile), word)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_in_wechat_and_feed_not_even_the_number_of_elements_changes(word: str) -> None:
    for channel in ("rss", "wechat"):
        hostile, harmless = (shapes(READ[channel](made(channel, w))) for w in (word, HARMLESS))
        assert hostile == harmless


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_plain_text_and_json_hold_every_field_as_typed(word: str) -> None:
    assert_as_typed(squeezed(made("text", word).decode()), word)
    article = msgspec.json.decode(made("json", word), type=pubkit.Article)
    assert article == Spiked(word).article
    strings = "\n".join(_strings(json.loads(made("json", word))))
    assert_as_typed(squeezed(strings), word)


def _strings(node: object) -> list[str]:
    if isinstance(node, dict):
        return [s for value in node.values() for s in _strings(value)]
    if isinstance(node, list):
        return [s for value in node for s in _strings(value)]
    return [node] if isinstance(node, str) else []


PDF_WORDS = (
    "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> </style></title> </section>",
    "]]> <![CDATA[ <!-- <?x?> &lt;&#60;&e; {{x}} %0d%0a ) /S /JavaScript /JS (x) >> endobj ",
    '"; } p { content: url(file:///etc/passwd) } \\22 ;} /* @import url(https://a.example/)',
)
FORBIDDEN = {
    "/JS",
    "/AA",
    "/OpenAction",
    "/EmbeddedFiles",
    "/AF",
    "/AcroForm",
    "/XFA",
    "/RichMedia",
}
"""Keys of a PDF that run, hold or ask for something (ISO 32000-2, §12.6, §7.11.4)."""


@pytest.mark.parametrize("word", PDF_WORDS, ids=["markup", "data", "style"])
def test_in_pdf_no_field_makes_an_action_a_link_or_a_new_kind_of_object(
    word: str, tmp_path: Path, witness: Callable[[str], str]
) -> None:
    qpdf = witness("qpdf")
    hostile, harmless = (pdf_objects(made("pdf", w), tmp_path, qpdf) for w in (word, HARMLESS * 3))
    keys = {key for found in hostile for key in found if key.startswith("/")}
    named = {key for found in harmless for key in found if key.startswith("/")}
    assert not keys & FORBIDDEN
    # Names of fonts and of pictures on a page are numbered, rings of parents vary in depth, and a
    # tag names its marks by number where they are on one page, else with their pages.
    varying = {"/Prev", "/Next", "/MCID"}
    assert {key for key in keys - named if not any(map(str.isdigit, key))} <= varying
    assert {found.get("/S") for found in hostile} <= {found.get("/S") for found in harmless} | {
        None
    }
    targets = [str(found["/URI"]) for found in hostile if "/URI" in found]
    assert targets
    assert all(target.startswith("u:https://a.example/?q=") for target in targets)


@pytest.mark.parametrize("word", PDF_WORDS, ids=["markup", "data", "style"])
def test_in_pdf_every_field_stands_as_typed(word: str) -> None:
    data, marks = made("pdf", word), Spiked(word).marks
    whole = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data))
    # Without page furniture, and with it; lists' markers get between the lines of two columns.
    text = squeezed((readback.pdf(data) + whole).replace("■", ""))
    assert not {field for field in SHOWN if squeezed(word) + marks[field] not in text}


def test_the_judge_sees_what_is_not_escaped() -> None:
    """The same comparison over a page that is made without any care."""
    page = '<html><head><title>{0}</title></head><body><p title="{0}">{0}</p></body></html>'
    harmless = shapes(html_trees(page.format(HARMLESS).encode()))
    for name in ("script", "attribute", "section", "svg", "comment", "instruction", "cdata"):
        hostile = shapes(html_trees(page.format(WORDS[name]).encode()))
        assert intruders(hostile, harmless), name


@pytest.mark.parametrize(
    "character", ["\u2028", "\u2029", "\0", "\x0b", "\x1b", "\r", "\n", "\ufffe"]
)
def test_what_no_format_can_carry_never_enters(character: str) -> None:
    for field in ("title", "kicker", "digest", "source"):
        with pytest.raises(ModelError):
            admit(msgspec.structs.replace(sample(), **{field: f"a{character}b"}))
    data = f'---\ntitle: "a\\u{ord(character):04x}b"\n---\n\nx{character}y\n'.encode()
    try:
        read = MarkdownReader().read(data, "a.md").article
    except ReadError:
        return
    assert character not in "".join(_strings(msgspec.to_builtins(read)))


@pytest.mark.parametrize("name", ['a"b', "a b", "a\n", "1a", "a<b", "é", "a" * 129])
def test_an_anchor_is_letters_figures_and_three_marks(name: str) -> None:
    section = msgspec.structs.replace(sample().sections[0], id=name)
    with pytest.raises(ModelError):
        admit(msgspec.structs.replace(sample(), sections=(section,)))
