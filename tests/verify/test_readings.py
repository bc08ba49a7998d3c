"""An artifact read twice: what both readings lack is lost, what one alone lacks was misread."""

import pytest

from pubkit.extract import Extract, Picture
from pubkit.model import Article, Figure, Paragraph, Section, Text
from pubkit.proof import ChannelProof
from pubkit.verify.readings import best_reading
from pubkit.verify.terms import Terms

WORDS = ("潮水退到礁石后面去了", "守塔人把灯擦了三遍", "渔船在雾里敲着铜锣", "孩子们数着浪头回家")
ARTICLE = Article(title="一夜", lead=tuple(Paragraph((Text(text),)) for text in WORDS))
TIDE, TOWER, BOATS, HOME = WORDS


def read(*readings: tuple[str, ...], article: Article = ARTICLE) -> ChannelProof:
    extract: Extract | None = None
    for lines in reversed(readings):
        extract = Extract(("一夜", *lines), otherwise=extract)
    assert extract is not None
    terms = Terms(article, {}, lambda text: "".join(text.split()), "")
    return best_reading(terms, extract)[0]


def states(proof: ChannelProof) -> list[tuple[str, str]]:
    return [(finding.state, finding.owed) for finding in proof.findings]


def torn(text: str) -> tuple[str, str]:
    """The text in two pieces that do not follow each other."""
    return text[5:], text[:5]


def test_what_each_reading_has_torn_the_other_has_whole() -> None:
    proof = read((*torn(TIDE), TOWER, BOATS, HOME), (TIDE, TOWER, BOATS, *torn(HOME)))
    assert proof.findings == ()
    assert proof.ok
    assert proof.counts["paragraph"].present == 4


def test_a_character_that_is_gone_is_gone_in_both() -> None:
    gone = TOWER[:4] + TOWER[5:]
    proof = read((*torn(TIDE), gone, BOATS, HOME), (TIDE, gone, BOATS, *torn(HOME)))
    assert states(proof) == [("altered", TOWER)]


def test_a_letter_that_one_reading_shows_is_there() -> None:
    section = Section((Text(BOATS),), (Paragraph((Text(HOME),)),))
    article = Article("一夜", lead=ARTICLE.lead[:2], sections=(section,), numbering="upper-alpha")
    far = "往来的航标与灯语"
    one = (*torn(TIDE), TOWER, f"A{BOATS}", HOME, far)
    other = (TIDE, *torn(TOWER), BOATS, HOME, f"{far}A")
    assert read(one, other, article=article).findings == ()
    without = (TIDE, *torn(TOWER), BOATS, HOME, far)
    lost = read((*one[:3], BOATS, HOME, far), without, article=article)
    assert [finding.kind for finding in lost.findings] == ["label"]


def test_no_character_stands_for_two_parts() -> None:
    """`灯塔` is lost; a reading that tears its double finds it, the other finds the double."""
    short, double = "灯塔夜明", "灯塔夜明灯塔夜明"
    lead = tuple(Paragraph((Text(text),)) for text in (double, TIDE, short))
    proof = read((double, TIDE), (short, TIDE, short), article=Article("一夜", lead=lead))
    assert not proof.ok


def test_parts_that_are_exchanged_are_so_in_both() -> None:
    exchanged = (TOWER, TIDE, BOATS, HOME)
    assert states(read(exchanged, exchanged)) in (
        [("out of order", TIDE)],
        [("out of order", TOWER)],
    )
    proof = read((TOWER, TIDE, BOATS, HOME), (TOWER, TIDE, *torn(BOATS), HOME))
    assert {state for state, _ in states(proof)} == {"out of order"}


def test_an_order_that_each_reading_has_wrong_elsewhere_is_right() -> None:
    assert read((TOWER, TIDE, BOATS, HOME), (TIDE, TOWER, HOME, BOATS)).ok


@pytest.mark.parametrize("torn_one", [TIDE, TOWER])
def test_an_exchange_is_seen_though_one_reading_tears_one_of_the_two(torn_one: str) -> None:
    exchanged = (TOWER, TIDE, BOATS, HOME)
    pieces = [piece for text in exchanged
              for piece in (torn(text) if text == torn_one else (text,))]  # fmt: skip
    assert not read(tuple(pieces), exchanged).ok
    assert not read(exchanged, tuple(pieces)).ok
    assert not read((*exchanged[:2], *torn(BOATS), HOME), tuple(pieces)).ok


def test_a_part_that_stands_twice_does_so_in_both() -> None:
    twice = (TIDE, TOWER, BOATS, HOME, TOWER)
    assert ("duplicated", TOWER) in states(read((*torn(TIDE), *twice[1:]), twice))


def test_a_soft_hyphen_may_show_as_a_hyphen_and_nothing_else_may() -> None:
    soft = Article(title="一夜", lead=(Paragraph((Text(f"{TIDE[:5]}\u00ad{TIDE[5:]}"),)),))
    terms = Terms(soft, {}, lambda text: text.replace("\u00ad", ""), "")
    for lines, ok in (((f"{TIDE[:5]}-", TIDE[5:]), True), ((f"{TIDE[:4]}-", TIDE[4:]), False)):
        assert best_reading(terms, Extract(("一夜", *lines)))[0].ok is ok


def pictured(*keys: str, otherwise: Extract | None = None) -> Extract:
    """Two captions, the pictures of these keys above them; the text is torn in a last reading."""
    text = (TIDE, HOME, TIDE[::-1])
    pieces = text if otherwise else tuple(piece for words in text for piece in torn(words))
    lines = (TOWER, BOATS, *pieces)
    pictures = tuple(Picture(b"", key, line) for line, key in enumerate(keys, 1))
    return Extract(("一夜", *lines), pictures, otherwise=otherwise)


def test_a_picture_that_one_reading_has_at_its_caption_is_there() -> None:
    figures = (Figure("a", (Text(TOWER),)), Figure("b", (Text(BOATS),)))
    text = (Paragraph((Text(words),)) for words in (TIDE, HOME, TIDE[::-1]))
    article = Article("一夜", lead=(*figures, *text))
    terms = Terms(article, {"a": b"1", "b": b"2"}, str, "")
    wrong = best_reading(terms, pictured("b", "a", otherwise=pictured("b", "a")))[0]
    right = best_reading(terms, pictured("b", "a", otherwise=pictured("a", "b")))[0]
    assert states(wrong) == [("out of order", "a"), ("out of order", "b")]
    assert right.ok and right.counts["picture"].present == 2
