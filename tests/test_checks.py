"""The first rules."""

from dataclasses import replace
from datetime import UTC, datetime

import pubkit
from pubkit.config import Checks
from pubkit.model import Article, Credit, Figure, Paragraph, Section, Text
from pubkit.notice import Notice
from pubkit.testing import sample

TEXT = (Paragraph((Text("字"),)),)
SOUND = Article(
    "题",
    lead=TEXT,
    credits=(Credit("撰文", ("甲",)),),
    published=datetime(2026, 11, 20, tzinfo=UTC),
    id="urn:x:sound",
    keywords=("科普",),
)


def found(article: Article, channels: tuple[str, ...] = ("docx",)) -> list[tuple[str, str, str]]:
    notices = pubkit.check(pubkit.Reading(article), channels)
    return [(n.severity, n.code, n.where) for n in notices]


def changed(**fields: object) -> Article:
    import msgspec

    return msgspec.structs.replace(SOUND, **fields)


def test_a_sound_article_gives_no_notice() -> None:
    assert found(SOUND) == []


def test_the_kits_sample_awaits_a_photo_and_credits_two_against_the_page() -> None:
    codes = [code for _, code, _ in found(sample())]
    assert codes == ["photo-awaited", "credit-differs", "credit-differs"]


def test_an_article_that_was_changed_is_looked_through_anew() -> None:
    misprint = changed(lead=(Paragraph((Text("观测站（海拔3200米建成于去年。"),)),))
    for _ in range(2):
        assert found(SOUND) == []
        assert [code for _, code, _ in found(misprint)] == ["mark-unpaired"]


def test_an_article_of_lists_is_checked_as_well() -> None:
    article = changed(lead=[Paragraph([Text("观测站（海拔3200米建成于去年。")])])
    assert [code for _, code, _ in found(article)] == ["mark-unpaired"]


def test_an_empty_section_must_not_be_published() -> None:
    article = changed(sections=(Section((Text("甲"),), TEXT), Section((Text("乙"),))))
    assert found(article) == [("error", "section-empty", "sections[1]")]


def test_a_section_without_heading_is_doubtful() -> None:
    assert found(changed(sections=(Section((), TEXT),))) == [
        ("warning", "heading-empty", "sections[0]")
    ]


def test_a_photo_wants_its_words() -> None:
    bare = changed(lead=(Figure("a.jpg"),))
    assert [code for _, code, _ in found(bare)] == [
        "caption-missing",
        "credit-missing",
        "alt-missing",
    ]
    inherited = changed(lead=(Figure("a.jpg", (Text("说明"),)),), photo_credit="甲供图")
    assert found(inherited) == []


def test_only_a_feed_refuses_an_article_without_a_date() -> None:
    undated = changed(published=None)
    assert found(undated) == [("warning", "date-missing", "published")]
    assert found(undated, ("docx", "rss")) == [("error", "date-missing", "published")]


def test_an_article_without_authors_is_doubtful() -> None:
    assert found(changed(credits=(Credit("编辑", ("丙",)),))) == [
        ("warning", "authors-missing", "credits")
    ]


def test_a_silenced_warning_is_gone_and_an_error_is_not() -> None:
    article = changed(credits=(), sections=(Section((Text("甲"),)),))
    config = pubkit.Config(checks=Checks(ignore=("authors-missing", "section-empty")))
    reading = replace(pubkit.Reading(article), config=config)
    assert [n.code for n in pubkit.check(reading, ["docx"])] == ["section-empty"]


def test_findings_are_counted_by_severity_and_read_as_text() -> None:
    notice = Notice(code="x", severity="error", where="lead[0]", text="It is so.", hint="Do so.")
    findings = pubkit.Findings([notice])
    assert findings.errors == (notice,)
    assert str(findings) == "error x at lead[0]: It is so. Do so."
