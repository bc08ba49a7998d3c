"""The text rules over the seed pages and the other real texts: what they must and must not say."""

import json
from pathlib import Path

import pytest

from pubkit.checks.text import TEXT
from pubkit.model import Article, Paragraph, Text
from pubkit.notice import Notice
from pubkit.reading import Reading

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")

REPORTED = {  # anomaly of the gold → the code that reports it; all of `must_report` that is text
    "000-04": "paragraphs-glued",
    "000-11": "character-doubled",
    "000-19": "clause-repeated",
    "001-09": "mark-unpaired",
    "001-10": "character-doubled",
    "001-12": "frame-broken",
    "001-19": "quotes-inconsistent",
}


def gold(name: str) -> dict:
    return json.loads(next(CORPUS.glob(f"gold/{name}*.json")).read_text(encoding="utf-8"))


def healed(name: str) -> Article:
    """A seed page as its gold has it: the paragraphs whole and in order."""
    return whole(gold(name))


def whole(truth: dict) -> Article:
    texts = [text for section in truth["sections"] for text in section["paragraphs"]]
    return Article("题", lead=tuple(Paragraph((Text(text),)) for text in texts))


def notices(article: Article) -> list[Notice]:
    return [n for rule in TEXT for n in rule(Reading(article), frozenset())]


@pytest.mark.parametrize("anomaly", REPORTED)
def test_what_must_be_reported_is(anomaly: str) -> None:
    name = anomaly[:3]
    (entry,) = (a for a in gold(name)["anomalies"] if a["id"] == anomaly)
    quotes = entry["quote"] if isinstance(entry["quote"], list) else [entry["quote"]]
    article = healed(name)
    said = [n for n in notices(article) if n.code == REPORTED[anomaly]]
    texts = {f"lead[{i}]": p.content[0].text for i, p in enumerate(article.lead)}
    assert any(quote in texts[n.where] and n.quote for n in said for quote in quotes)


@pytest.mark.parametrize("name", ["000", "001"])
def test_a_seed_page_gives_no_false_alarm(name: str) -> None:
    expected = sorted(code for anomaly, code in REPORTED.items() if anomaly[:3] == name)
    assert sorted(n.code for n in notices(healed(name))) == expected


def test_a_dropped_quotation_mark_is_always_reported() -> None:
    for file in sorted(CORPUS.glob("damaged/gold/*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        drops = [o for o in truth["operations"] if o["op"] == "drop_open_quote"]
        if not drops:
            continue
        article = whole(truth)
        where = {n.where for n in notices(article) if n.code == "mark-unpaired"}
        for drop in drops:
            behind = drop["around"].partition("▲")[2]
            places = {f"lead[{i}]" for i, p in enumerate(article.lead) if behind in str(p)}
            assert places & where, drop
