"""A page that no editor has read comes out as a proof that says so."""

import datetime
import json
from pathlib import Path

import pytest
from readback import READERS, squeezed

import pubkit
from pubkit.model import Article, Credit, Paragraph, Text

RECORD = pubkit.ImportRecord(file="page.txt", encoding="utf-8", characters=9, lines=3)
WHEN = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)


def page(lang: str = "zh-CN", kicker: str = "年度综述") -> pubkit.Reading:
    article = Article(
        title="灯塔",
        kicker=kicker,
        lead=(Paragraph((Text("灯又亮了。"),)),),
        credits=(Credit("撰文", ("林晓",)),),
        published=WHEN,
        id="urn:x:1",
        lang=lang,
    )
    return pubkit.Reading(article, slug="page", source=Path("page.txt"), record=RECORD)


@pytest.mark.parametrize("channel", sorted(READERS))
def test_every_channel_shows_it_before_the_kicker(channel: str) -> None:
    run = pubkit.render(page(), to=[channel])
    output = run[channel].output
    assert output is not None, run[channel].error
    text = squeezed(READERS[channel](output.main.data))
    assert "未核年度综述" in text
    assert text.count("未核") == 1
    assert "unreviewed" in output.adds


def test_an_english_proof_says_it_in_english() -> None:
    output = pubkit.render(page("en", ""), to=["text"])["text"].output
    assert output is not None
    assert output.main.data.decode().startswith("UNREVIEWED\n灯塔\n")


def test_it_is_on_record_and_article_json_keeps_the_article(tmp_path: Path) -> None:
    pubkit.render(page(), to=["text"]).write(tmp_path)
    publication = json.loads((tmp_path / "page" / "publication.json").read_text("utf-8"))
    (notice,) = [n for n in publication["notices"] if n["code"] == "unreviewed"]
    assert notice["severity"] == "warning"
    assert "pubkit import page.txt --out content/page" in notice["hint"]
    article = json.loads((tmp_path / "page" / "article.json").read_text("utf-8"))
    assert article["kicker"] == "年度综述"


def test_an_article_that_an_editor_wrote_is_no_proof() -> None:
    reading = pubkit.Reading(page().article)
    output = pubkit.render(reading, to=["text"])["text"].output
    assert output is not None
    assert "未核" not in output.main.data.decode()
