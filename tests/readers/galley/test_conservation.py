"""Nothing is lost: every character of a page is in the article or among the removed."""

from pathlib import Path

import msgspec
import pytest
from galley_pages import noise, pages
from hypothesis import given

from bench.galley.account import Account
from bench.galley.pages import CORPUS
from pubkit.characters import strip_illegal
from pubkit.errors import ReadError
from pubkit.model import Article
from pubkit.readers.galley import GalleyReader

TEXTS = sorted(CORPUS.glob("*/*.txt"))


def account(text: str) -> Account | None:
    """The page read; None where it holds nothing to read."""
    try:
        made = GalleyReader().read(text.encode(), "page.txt")
    except ReadError:
        assert "\0" in text or not strip_illegal(text.removeprefix("\ufeff"))[0].strip()
        return None
    assert made.record is not None
    return Account(text, made.article, made.record)


def audit(text: str) -> None:
    kept = account(text)
    if kept is None:
        return
    assert kept.balance() == ("", "")
    assert kept.unclaimed() == []
    assert list(kept.contradictions()) == []


@pytest.mark.skipif(not TEXTS, reason="needs the texts in ../shared/corpus")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_real_page_keeps_every_character(path: Path) -> None:
    audit(path.read_text("utf-8"))


PAGE = (
    "渡口的四季\n\n——河湾村纪事\n\n"
    "清晨六点，渡口的雾还没有散。对岸的石阶上已经站了七八个人，老船工把缆\n\n"
    "绳解开。“今年的水比往年涨得早。”他说。\n\n（撰文/苏禾 江一帆）\n"
)


@pytest.mark.parametrize(
    ("word", "other"),
    [("缆绳", "缆"), ("老船工", "老工船"), ("渡口的雾", "渡口雾的"), ("早。", "早. ")],
)
def test_the_account_sees_a_lost_and_an_altered_word(word: str, other: str) -> None:
    true = account(PAGE)
    assert true is not None
    text = msgspec.json.encode(true.article).decode().replace(word, other)
    false = Account(PAGE, msgspec.json.decode(text, type=Article), true.record)
    assert false.balance() != ("", "") or list(false.contradictions()) != []


@given(pages())
def test_a_made_page_keeps_every_character(text: str) -> None:
    audit(text)


@given(noise())
def test_any_text_keeps_every_character(text: str) -> None:
    audit(text)
