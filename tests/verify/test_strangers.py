"""Words that were let in: no part of the article, and nothing that a channel says of itself."""

from dataclasses import replace
from typing import ClassVar

import msgspec
import pytest

import pubkit
from pubkit import Output
from pubkit.admit import admit
from pubkit.model import Article, Credit, Figure, Paragraph, Section, Text
from pubkit.renderer import File
from pubkit.style import Style
from pubkit.verify import verify
from pubkit.verify.service import verify_against
from pubkit.verify.strangers import Explained

TEXT = "潮水退到最低的时候，灯塔下露出一排石阶。" * 6
WORDS = "据悉不久之后仍将如此"


def article(*, before: str = "", behind: str = "", name: str = "林晓", kicker: str = "") -> Article:
    return admit(
        Article(
            title="灯塔下的石阶",
            kicker=kicker,
            credits=(Credit("撰文", (name,)), Credit("编辑", ("何苗",))),
            lead=(
                Paragraph((Text(TEXT),)),
                Figure(None, (Text(f"{before}塔下的人"),), "摄影 周一帆"),
            ),
            sections=(Section((Text("石阶"),), (Paragraph((Text(f"{TEXT}{behind}"),)),)),),
            source="港口晚报",
        )
    )


CONFIG = pubkit.Config(
    site=pubkit.Site(name="澜州日报", url="https://example.org", media_url="https://example.org/m"),
    issue=pubkit.Issue(
        newspaper="澜州日报", section="科普周刊", page="A8", date="2026年11月20日 星期五"
    ),
)
CHANNELS = ("docx", "pdf", "page", "web", "wechat", "text")


def strange(text: str, *known: str) -> list[str]:
    return [text[a:b] for a, b in Explained(known).strange(text, [(0, len(text))])]


@pytest.mark.parametrize("text", [
    "2026年11月20日", "20 November 2026 08:00", "照片待补 图1", "Photo to come Figure 2", "未核",
    "［注1］", "[n2]", "注释 1. 2.", "（下转A9版）", "第2页", "一、", "(iv)", "a.", "● ■ – · 1 23%",
    "", "Continued from page 2",
])  # fmt: skip
def test_what_papers_say_of_themselves_is_not_strange(text: str) -> None:
    assert strange(text) == []


def test_what_is_said_once_more_is_not_strange_however_it_is_cut() -> None:
    assert strange("摄影：林晓 周一帆", "林晓", "周一帆") == []
    assert strange("2026年11月20日", "2", "0") == []
    assert strange("Figure Smith", "Figure Smith") == []
    assert strange("图1：林晓明说", "林晓") == ["明说"]
    assert strange("And by page 3") == ["And by"]


@pytest.mark.parametrize(
    "damage", [{"before": WORDS}, {"behind": WORDS}, {"name": "林晓明"}, {"kicker": WORDS}]
)
@pytest.mark.parametrize("channel", CHANNELS)
def test_words_that_were_let_in_are_found(channel: str, damage: dict[str, str]) -> None:
    run = pubkit.render(pubkit.Reading(article(**damage), config=CONFIG), to=[channel])
    (proof,) = verify(run).channels
    assert proof.findings == ()
    (proof,) = verify_against(run, article(), {}).channels
    if "authors" not in proof.omits or "name" not in damage:
        (finding,) = proof.findings
        assert finding.state == "altered"
        assert "明" in finding.found or WORDS[:4] in finding.found


@pytest.mark.parametrize("paragraphs", [1, 8, 16, 30])
def test_a_page_s_number_is_no_stranger(paragraphs: int) -> None:
    lead = tuple(Paragraph((Text(f"{TEXT}{number}"),)) for number in range(paragraphs))
    config = pubkit.Config(issue=pubkit.Issue(page="A8"))
    run = pubkit.render(pubkit.Reading(Article("灯塔", lead=lead), config=config), to=["pdf"])
    assert [*verify(run).findings] == []


ADVERT = "广告 欢迎订阅"


@pytest.mark.parametrize(
    ("adds", "found"),
    [((), [ADVERT]), ((f"advert: {ADVERT}",), []), ((f"advert：{ADVERT}",), [])],
)
def test_a_stranger_s_renderer_declares_its_own_words(
    adds: tuple[str, ...], found: list[str]
) -> None:
    class Advert:
        name: ClassVar[str] = "advert"
        version: ClassVar[str] = "1"

        def render(self, article: Article, assets: pubkit.Assets, style: Style) -> Output:
            text = pubkit.render(pubkit.Reading(article), to=["text"])["text"].output
            assert text is not None
            lines = f"{text.main.data.decode()}\n{ADVERT}\n"
            main = File(".txt", lines.encode(), text.main.media_type)
            return replace(text, main=main, adds=(*text.adds, *adds))

    run = pubkit.render(pubkit.Reading(article()), to=[Advert()])
    (proof,) = verify(run).channels
    edits = [edit.found.strip() for finding in proof.findings for edit in finding.edits]
    assert edits == found
    counts = msgspec.structs.asdict(proof.counts["byline"] if found else proof.counts["title"])
    assert counts["owed"] == counts["present"] + counts["altered"] + counts["missing"]
