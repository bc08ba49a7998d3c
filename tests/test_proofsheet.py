"""The sheets: everything found is told, nothing is let in, nothing is fetched."""

import re

import lxml.html
import msgspec
import pytest

from pubkit.diff import article_parts, compare
from pubkit.diff.record import Changes
from pubkit.model import Article, Paragraph, Text
from pubkit.proof import ChannelProof, Count, Edit, Finding, Proof, Tokens
from pubkit.proofsheet import changes_sheet, proof_sheet
from pubkit.proofsheet.words import cell, verdict
from pubkit.redline import Stroke, excerpt, in_words, legible, strokes
from pubkit.testing import sample
from pubkit.whereabouts import Whereabouts

HOSTILE = "\"'><script>alert(1)</script></style></del><!--]]>&amp;\u202e"

ALTERED = Finding(
    kind="paragraph",
    where="lead[1]",
    state="altered",
    owed="清晨六点，灯塔刚刚熄灭。",
    found="清晨六点，灯塔刚刚点亮。",
    edits=(Edit(at=9, owed="熄灭", found="点亮"),),
)
MISSING = Finding(kind="credit", where="lead[0].credit", state="missing", owed="陈舟摄")
MOVED = Finding(
    kind="heading", where="sections[1].heading", state="out of order", owed="孩子读什么"
)


def proof(*findings: Finding, **fields: object) -> Proof:
    own = ChannelProof(
        renderer="docx",
        file="lighthouse.docx",
        counts={"paragraph": Count(owed=6, present=5, altered=1)},
        findings=findings,
        **fields,  # type: ignore[arg-type]
    )
    clean = ChannelProof(
        renderer="wechat",
        file="lighthouse.wechat.html",
        counts={"title": Count(owed=1, declared=1), "paragraph": Count(owed=6, present=6)},
        omits=("title",),
        adds=("list-markers",),
        extra=("图1", "图1", "海岛日报"),
    )
    return Proof(title="灯塔", channels=(own, clean))


def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def text(page: str) -> str:
    return " ".join(tree(page).xpath("string(//main)").split())


def test_every_finding_is_told_with_its_kind_state_place_and_path() -> None:
    told = [
        " ".join(head.text_content().split())
        for head in tree(proof_sheet(proof(ALTERED, MISSING, MOVED), sample())).xpath("//h3")
    ]
    assert told == [
        "paragraph alteredlead, paragraph 1lead[1]",
        "credit missinglead, figure 1lead[0].credit",
        "heading out of orderB 孩子读什么sections[1].heading",
    ]


def test_what_differs_is_deleted_and_inserted() -> None:
    page = tree(proof_sheet(proof(ALTERED, MISSING)))
    (altered, missing) = page.xpath("//article/p[@class='line']")
    assert altered.xpath(".//del/text()") == ["熄灭"]
    assert altered.xpath(".//ins/text()") == ["点亮"]
    assert altered.text_content() == "清晨六点，灯塔刚刚熄灭点亮。"
    assert missing.xpath(".//del/text()") == ["陈舟摄"]


def test_what_is_left_out_or_added_by_design_is_said_as_such() -> None:
    page = proof_sheet(proof())
    assert "declared" in tree(page).xpath("//td/text()")
    assert "leaves out title; adds list-markers" in text(page)
    assert "图1 ×2" in tree(page).xpath("//dd[@class='extra']/span/text()")


def test_files_that_cannot_be_read_were_not_or_were_changed_are_said() -> None:
    page = text(proof_sheet(proof(error="the file is empty", changed=("lighthouse.docx",))))
    assert "It could not be read: the file is empty" in page
    assert "Changed since it was written: lighthouse.docx" in page
    skipped = ChannelProof(renderer="weibo", file="x", skipped="nothing reads it")
    assert "is not read: nothing reads it" in text(
        proof_sheet(Proof(title="x", channels=(skipped,)))
    )


def test_tokens_that_are_missing_are_listed() -> None:
    numbers = Tokens(kind="numbers", owed=3, found=1, missing=("1203", "845"))
    page = tree(proof_sheet(proof(tokens=(numbers,))))
    assert page.xpath("//p[@class='tally']/span/text()") == ["1203", "845"]
    assert "1/3" in page.xpath("//td/text()")


def hostile_proof() -> str:
    finding = Finding(
        kind="paragraph",
        where=HOSTILE,
        state="altered",
        owed=HOSTILE,
        found="x" + HOSTILE,
        edits=(Edit(at=0, owed="", found="x"),),
    )
    channel = ChannelProof(
        renderer=HOSTILE,
        file=HOSTILE,
        findings=(finding,),
        tokens=(Tokens(kind="names", owed=1, found=0, missing=(HOSTILE,)),),
        omits=(HOSTILE,),
        extra=(HOSTILE,),
        error=HOSTILE,
        skipped=HOSTILE,
        changed=(HOSTILE,),
    )
    article = msgspec.structs.replace(sample(), title=HOSTILE)
    return proof_sheet(Proof(title=HOSTILE, channels=(channel,), changed=(HOSTILE,)), article)


def hostile_changes() -> str:
    old, new = (Article(HOSTILE, lead=(Paragraph((Text(t),)),)) for t in (HOSTILE, HOSTILE + "x"))
    found = compare(article_parts(old), article_parts(new), (str, lambda where: HOSTILE))
    return changes_sheet(Changes(old=HOSTILE, new=HOSTILE, title=HOSTILE, changes=found))


@pytest.mark.parametrize("page", [hostile_proof(), hostile_changes()], ids=["proof", "changes"])
def test_no_text_becomes_markup(page: str) -> None:
    assert not tree(page).xpath("//script | //comment()")
    assert page.count("</style>") == 1
    assert HOSTILE.replace("\u202e", "") in tree(page).text_content().replace("\u202e", "")


@pytest.mark.parametrize("page", [hostile_proof(), hostile_changes()], ids=["proof", "changes"])
def test_a_sheet_fetches_nothing(page: str) -> None:
    assert not tree(page).xpath("//@src | //link | //img | //iframe | //object")
    assert all(href.startswith("#") for href in tree(page).xpath("//@href"))
    style = "".join(tree(page).xpath("//style/text()"))
    assert not re.search(r"url\(|@import|expression", style)


def test_the_verdict_is_one_line() -> None:
    assert verdict(Proof(title="x", channels=(ChannelProof(renderer="docx", file="x"),))) == (
        "Nothing is lost: 1 channel holds the whole article."
    )
    bad = proof(ALTERED, MISSING, changed=("lighthouse.docx",))
    assert verdict(bad) == "2 findings in 1 channel, 1 file changed since."


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(owed=6, present=6), ("6/6",)),
        (Count(owed=6, present=4, altered=1, missing=1), ("4/6", "1 missing", "1 altered")),
        (Count(owed=6, present=6, duplicated=1), ("6/6", "1 twice")),
        (Count(owed=2, declared=2), ("declared",)),
        (Count(owed=3, present=2, declared=1), ("2/2", "1 declared")),
    ],
)
def test_a_cell_says_what_is_amiss_and_nothing_else(count: Count, words: tuple[str, ...]) -> None:
    assert cell(count) == words


# ── marks and places ────────────────────────────────────────────────────────────────────────


def test_edits_become_strokes_where_they_are() -> None:
    line = strokes("清晨六点", [(0, "清", ""), (2, "", "的"), (3, "点", "时")])
    assert in_words(line) == "[-清-]晨{+的+}六[-点-]{+时+}"


@pytest.mark.parametrize(
    ("gone", "new", "shown"),
    [
        ("\u200b", "", "⟨U+200B⟩"),
        (" ", "", "␣"),
        ("\u3000", "", "⟨U+3000⟩"),
        ("", "\u0301", "⟨U+0301⟩"),
        ("⼀", "一", "⼀⟨U+2F00⟩一⟨U+4E00⟩"),
        ("Ａ", "A", "Ａ⟨U+FF21⟩A⟨U+0041⟩"),
        ("架", "库", "架库"),
    ],
)
def test_what_the_eye_cannot_tell_is_said(gone: str, new: str, shown: str) -> None:
    line = [Stroke(m, t) for m, t in (("gone", gone), ("new", new)) if t]
    assert "".join(s.text for s in legible(line)) == shown


def test_an_excerpt_shows_what_stands_round_each_mark() -> None:
    line = (Stroke("same", "前" * 99), Stroke("gone", "字"), Stroke("same", "后" * 99))
    assert in_words(excerpt(line, 3)) == "…前前前[-字-]后后后…"
    between = (Stroke("gone", "甲"), Stroke("same", "中" * 99), Stroke("new", "乙"))
    assert in_words(excerpt(between, 2)) == "[-甲-]中中…中中{+乙+}"
    assert in_words(excerpt([Stroke("same", "头" * 9)], 3)) == "头头头…"
    assert len(in_words(excerpt([Stroke("gone", "长" * 100_000)], 3))) < 600


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("title", ""),
        ("lead[0].caption", "lead, figure 1"),
        ("sections[0].heading", "A 书从哪里来"),
        ("sections[0].blocks[0]", "A 书从哪里来, paragraph 1"),
        ("sections[0].blocks[1].blocks[0]", "A 书从哪里来, quotation 1, paragraph 1"),
        ("sections[0].blocks[3].items[0].blocks[0]", "A 书从哪里来, list 1, entry 1"),
        ("sections[1].blocks[1][0][1]", "B 孩子读什么, table 1, head, column 2"),
        ("sections[1].blocks[1][2][0]", "B 孩子读什么, table 1, row 2, column 1"),
        ("sections[1].blocks[2].title", "B 孩子读什么, box 1"),
    ],
)
def test_a_place_is_said_as_an_editor_would(where: str, words: str) -> None:
    assert Whereabouts(sample()).of(where) == words


def test_without_the_article_a_section_is_known_by_its_number() -> None:
    assert Whereabouts().of("sections[2].blocks[4]") == "section 3"
