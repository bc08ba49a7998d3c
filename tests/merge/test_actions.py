"""What editors do to an article: afterwards it is what they would expect, or the conflict is named.

Every action is a change of this article's text, as they and we made it. Without a conflict the
article that comes out is the one in which both have been made.
"""

from dataclasses import dataclass

import pytest
from merge.shelf import BASE, COUNT, DUTY, FIGURE, NEW, OTHER, PUPIL, RUSH, SECTION_B, SECTION_C

from pubkit.admit import admit
from pubkit.merge import merge
from pubkit.model import Article
from pubkit.readers.markdown import MarkdownReader

Edit = tuple[str, str]
Row = tuple[str, str, str, str]


@dataclass
class Case:
    """One action, or two at once."""

    theirs: tuple[Edit, ...]
    """What the editor changed."""
    ours: tuple[Edit, ...] = ()
    """What we changed meanwhile."""
    conflicts: tuple[Row, ...] = ()
    """Kind, ours, theirs and why of every conflict."""
    result: tuple[Edit, ...] | None = None
    """What comes out, where it is not simply both."""


def swapped(one: str, other: str) -> tuple[Edit, ...]:
    """The neighbours `one` and `other` in the other order."""
    return ((f"{one}{other}", f"{other}{one}"),)


def lettered(text: str, letter: str) -> str:
    return f"## {letter}{text[4:]}"


CASES = {
    "a word is changed": Case((("三个人", "五个人"),)),
    "a word is put in": Case((("第一班车", "第一班地铁列车"),)),
    "a sentence is taken out": Case(((PUPIL, ""),)),
    "a paragraph is added": Case(((COUNT, f"{COUNT}\n\n{NEW}"),)),
    "a paragraph is added at the end of a section": Case((("\n\n## B", f"\n\n{NEW}\n\n## B"),)),
    "a paragraph is removed": Case(((f"{COUNT}\n\n", ""),)),
    "a paragraph is split": Case(
        ((f"值守，手把手地教老人借书。{PUPIL}", f"值守，手把手地教老人借书。\n\n{PUPIL}"),)
    ),
    "paragraphs are joined": Case(((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),)),
    "a paragraph is moved within its section": Case(swapped(f"{RUSH}\n\n", f"{COUNT}\n\n")),
    "a paragraph is moved to another section": Case(
        ((f"{COUNT}\n\n", ""), (DUTY, f"{COUNT}\n\n{DUTY}"))
    ),
    "a heading is typed anew": Case((("书架进站 随手可借", "地铁站里有书架"),)),
    "a heading is edited": Case((("馆员值守 老人会用", "馆员值守 老人也会用"),)),
    "a heading is put in between": Case(
        ((COUNT, f"## B 借得快\n\n{COUNT}"), ("## B 馆", "## C 馆"), ("## C 走", "## D 走"))
    ),
    "a heading is removed": Case((("## B 馆员值守 老人会用\n\n", ""), ("## C", "## B"))),
    "a paragraph is made a subheading": Case(((f"\n\n{COUNT}", f"\n\n### {COUNT}"),)),
    "a section is moved": Case(
        ((SECTION_B + SECTION_C, lettered(SECTION_C, "B") + lettered(SECTION_B, "C")),)
    ),
    "a section is added": Case((("## C 走", f"## C 新读者\n\n{NEW}\n\n## D 走"),)),
    "a section is removed": Case(((SECTION_B, ""), ("## C", "## B"))),
    "a caption is edited": Case((("换乘的间隙挑书", "候车的片刻挑书"),)),
    "a photo's credit is edited": Case((("何苗摄", "何苗/摄"),)),
    "a photo is removed": Case(((f"{FIGURE}\n\n", ""),)),
    "a photo is moved": Case(((f"{FIGURE}\n\n", ""), (PUPIL, f"{PUPIL}\n\n{FIGURE}"))),
    "a photo is added": Case(((DUTY, f"![馆员在教老人借书。](photos/desk.jpg)\n\n{DUTY}"),)),
    "a table's cell is edited": Case((("| 2600 |", "| 2650 |"),)),
    "a table's row is added": Case((("| 北湾 ", "| 石桥 | 1 | 300 |\n| 北湾 "),)),
    "a table's column is added": Case(
        (
            ("| 册数 |\n|---|---|---|", "| 册数 | 备注 |\n|---|---|---|---|"),
            ("| 1200 |", "| 1200 | |"),
            ("| 2600 |", "| 2600 | 新 |"),
            ("| 800 |", "| 800 | |"),
        )
    ),
    "an entry is added to a list": Case((("- 节假日", "- 寒暑假，每天延长一小时。\n- 节假日"),)),
    "an entry is removed": Case((("- 周末，全天都有馆员。\n", ""),)),
    "a list is made numbered": Case(
        (("- 周一", "1. 周一"), ("- 周末", "2. 周末"), ("- 节", "3. 节"))
    ),
    "a footnote is edited": Case((("名单见站内的告示", "名单见图书馆的网站"),)),
    "a footnote is removed": Case(
        (("捐了书[^1]", "捐了书"), ("[^1]: 捐书的名单见站内的告示。\n", ""))
    ),
    "a link's target is changed": Case((("org/islands", "org/2027/islands"),)),
    "emphasis is added": Case((("四万册", "**四万册**"),)),
    "text is pasted from the web": Case(
        ((COUNT, f"{COUNT}\n\n**来源**：[某网站](https://example.net/a)\n\n{NEW}\n\n{OTHER}"),)
    ),
    "the headline is edited": Case((("让阅读走进上下班路", "让阅读走进上班路"),)),
    "the deck is removed": Case((("deck: ——2026年全市阅读推广工作综述\n", ""),)),
    "a name is added to the byline": Case((("[林晓, 周一帆]", "[林晓, 周一帆, 何苗]"),)),
    "a name in the byline is corrected": Case((("周一帆", "周亦帆"),)),
    "a credit is added": Case(
        (("  - {role: 编辑", "  - {role: 校对, names: [何苗]}\n  - {role: 编辑"),)
    ),
    "a role is renamed": Case((("role: 编辑", "role: 责编"),)),
    "a paragraph is taken out of its quotation": Case((("> 夜里", "夜里"),)),
    "a paragraph is put into the box": Case(
        (("全年新增读者", "全年捐书九千册。\n\n全年新增读者"),)
    ),
    # ── two people ──
    "two people far apart in one paragraph": Case(
        (("三个人", "五个人"),), (("第一班车", "首班车"),)
    ),
    "two people in one sentence each": Case(
        ((DUTY, DUTY.replace("周末", "周六")),), ((PUPIL, PUPIL.replace("三位", "五位")),)
    ),
    "two people touch in one paragraph": Case(
        (("四万册", "五万本"),),
        (("四万册", "四万三千册"),),
        (
            (
                "paragraph",
                COUNT.replace("四万册", "四万三千册"),
                COUNT.replace("四万册", "五万本"),
                "both changed it",
            ),
        ),
        result=(("四万册", "四万三千册"),),
    ),
    "two people in one clause": Case(
        (("三个人", "三位读者"),),
        (("站了", "坐了"),),
        (
            (
                "paragraph",
                RUSH.replace("站了", "坐了"),
                RUSH.replace("三个人", "三位读者"),
                "both changed it",
            ),
        ),
        result=(("站了", "坐了"),),
    ),
    "both make the same change": Case(
        (("三个人", "五个人"),), (("三个人", "五个人"),), result=(("三个人", "五个人"),)
    ),
    "both add the same paragraph": Case(
        ((COUNT, f"{COUNT}\n\n{NEW}"),),
        ((COUNT, f"{COUNT}\n\n{NEW}"),),
        result=((COUNT, f"{COUNT}\n\n{NEW}"),),
    ),
    "both add at one place": Case(
        ((COUNT, f"{COUNT}\n\n{NEW}"),),
        ((COUNT, f"{COUNT}\n\n{OTHER}"),),
        (("paragraph", OTHER, NEW, "both put in something here"),),
        result=((COUNT, f"{COUNT}\n\n{OTHER}\n\n{NEW}"),),
    ),
    "they remove what we edit": Case(
        ((f"{COUNT}\n\n", ""),),
        (("四万册", "四万余册"),),
        (
            (
                "paragraph",
                COUNT.replace("四万册", "四万余册"),
                "",
                "we changed it, they took it out",
            ),
        ),
        result=(("四万册", "四万余册"),),
    ),
    "we remove what they edit": Case(
        (("四万册", "四万余册"),),
        ((f"{COUNT}\n\n", ""),),
        (
            (
                "paragraph",
                "",
                COUNT.replace("四万册", "四万余册"),
                "we took it out, they changed it",
            ),
        ),
        result=((f"{COUNT}\n\n", ""),),
    ),
    "they remove what stands behind an addition of ours": Case(
        ((f"{COUNT}\n\n", ""),), ((RUSH, f"{NEW}\n\n{RUSH}"),)
    ),
    "they move a section in which we edit": Case(
        ((SECTION_B + SECTION_C, lettered(SECTION_C, "B") + lettered(SECTION_B, "C")),),
        (("三位老邻居", "五位老邻居"), ("- 周末，", f"- {OTHER}\n- 周末，")),
        result=(
            (
                SECTION_B + SECTION_C,
                lettered(SECTION_C, "B")
                + lettered(SECTION_B, "C")
                .replace("三位老邻居", "五位老邻居")
                .replace("- 周末，", f"- {OTHER}\n- 周末，"),
            ),
        ),
    ),
    "they split a paragraph in which we edit": Case(
        ((f"{DUTY}{PUPIL}", f"{DUTY}\n\n{PUPIL}"),),
        (("三位老邻居", "五位老邻居"), ("每个周末", "每个周六")),
        result=(
            (
                f"{DUTY}{PUPIL}",
                f"{DUTY}\n\n{PUPIL}".replace("三位老邻居", "五位老邻居").replace(
                    "每个周末", "每个周六"
                ),
            ),
        ),
    ),
    "they join paragraphs that we edit": Case(
        ((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),),
        (("第一班车", "首班车"), ("四万册", "五万册")),
    ),
    "they emphasise a clause in which we edit": Case(
        ((f"{RUSH}", f"**{RUSH}**"),),
        (("三个人", "五个人"),),
        result=((f"{RUSH}", f"**{RUSH}**".replace("三个人", "五个人")),),
    ),
    "they replace a photo whose caption we edit": Case(
        (("(shelf.jpg)", "(new.jpg)"),), (("换乘的间隙", "候车的片刻"),)
    ),
    "both replace a photo": Case(
        (("(shelf.jpg)", "(new.jpg)"),),
        (("(shelf.jpg)", "(own.jpg)"),),
        (("figure", "own.jpg", "new.jpg", "both changed its photo"),),
        result=(("(shelf.jpg)", "(own.jpg)"),),
    ),
    "both edit the table": Case(
        (("| 2600 |", "| 2650 |"),), (("| 北湾 ", "| 石桥 | 1 | 300 |\n| 北湾 "),)
    ),
    "both edit the headline": Case(
        (("让阅读走进上下班路", "让阅读走进每一天"),),
        (("title: 把书架", "title: 把图书馆"),),
    ),
    "both edit one name": Case(
        (("林晓, 周一帆", "林晓, 周亦帆"),),
        (("林晓, 周一帆", "林晓, 周一凡"),),
        (("credits", "撰文：林晓 周一凡", "撰文：林晓 周亦帆", "both changed it"),),
        result=(("林晓, 周一帆", "林晓, 周一凡, 周亦帆"),),
    ),
    "both edit one footnote": Case(
        (("名单见站内的告示", "名单见图书馆的网站"),),
        (("名单见站内的告示", "名单见站外的海报"),),
        (
            (
                "paragraph",
                "捐书的名单见站外的海报。",
                "捐书的名单见图书馆的网站。",
                "both changed the footnote",
            ),
        ),
        result=(("名单见站内的告示", "名单见站外的海报"),),
    ),
    "they add a section where we add a paragraph": Case(
        (("## C 走", f"## C 新读者\n\n{NEW}\n\n## D 走"),),
        (("\n\n## C 走", f"\n\n{OTHER}\n\n## C 走"),),
        result=(("\n\n## C 走", f"\n\n{OTHER}\n\n## C 新读者\n\n{NEW}\n\n## D 走"),),
    ),
    "they write behind a list to which we add an entry": Case(
        (("站内的告示。\n\n|", f"站内的告示。\n\n{NEW}\n\n|"),),
        (("站内的告示。\n\n|", f"站内的告示。\n- {OTHER}\n\n|"),),
        result=(("站内的告示。\n\n|", f"站内的告示。\n- {OTHER}\n\n{NEW}\n\n|"),),
    ),
    "they write a paragraph anew that we edit": Case(
        ((COUNT, "十月的书柜前，总有人站着读完最后几页，然后才去赶车，平均每天都有。"),),
        (("平均每本书", "每本书平均"),),
        (
            (
                "paragraph",
                COUNT.replace("平均每本书", "每本书平均"),
                "十月的书柜前，总有人站着读完最后几页，然后才去赶车，平均每天都有。",
                "both changed it",
            ),
        ),
        result=(("平均每本书", "每本书平均"),),
    ),
    "they move a short heading's section far away while we edit it": Case(
        ((SECTION_B + SECTION_C, lettered(SECTION_C, "B") + lettered(SECTION_B, "C")),),
        (("馆员值守 老人会用", "值守"),),
        result=(
            (
                SECTION_B + SECTION_C,
                lettered(SECTION_C, "B")
                + lettered(SECTION_B, "C").replace("馆员值守 老人会用", "值守"),
            ),
        ),
    ),
    "both move a paragraph, to different places": Case(
        ((f"{RUSH}\n\n", ""), (PUPIL, f"{PUPIL}\n\n{RUSH}")),
        ((f"{RUSH}\n\n", ""), ("## B 馆", f"{RUSH}\n\n## B 馆")),
        (("paragraph", RUSH, RUSH, "both moved it"),),
        result=((f"{RUSH}\n\n", ""), ("## B 馆", f"{RUSH}\n\n## B 馆")),
    ),
    "they join what we part": Case(
        ((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),),
        ((f"{RUSH}\n\n{COUNT}", f"{RUSH}\n\n{NEW}\n\n{COUNT}"),),
        result=((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}\n\n{NEW}"),),
    ),
    "they move a paragraph that we make a heading": Case(
        ((f"{RUSH}\n\n", ""), (PUPIL, f"{PUPIL}\n\n{RUSH}")),
        ((f"\n\n{RUSH}", f"\n\n### {RUSH}"),),
        result=((f"{RUSH}\n\n", ""), (PUPIL, f"{PUPIL}\n\n### {RUSH}")),
    ),
    "they join paragraphs that we part and move": Case(
        ((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),),
        ((f"{COUNT}\n\n", ""), (DUTY, f"{COUNT}\n\n{DUTY}")),
        result=((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),),
    ),
    "both add the same row": Case(
        (("| 北湾 ", "| 石桥 | 1 | 300 |\n| 北湾 "), ("| 1200 |", "| 1300 |")),
        (("| 北湾 ", "| 石桥 | 1 | 300 |\n| 北湾 "), ("| 2600 |", "| 2700 |")),
        result=(
            ("| 北湾 ", "| 石桥 | 1 | 300 |\n| 北湾 "),
            ("| 1200 |", "| 1300 |"),
            ("| 2600 |", "| 2700 |"),
        ),
    ),
    "they rename a role, we add a name to it": Case(
        (("role: 撰文", "role: 文"),), (("[林晓, 周一帆]", "[林晓, 周一帆, 何苗]"),)
    ),
    "both give an anchor that is the same": Case(
        (("馆员值守 老人会用", "馆员值守 老人会用 {#duty}"),),
        (("走得更远 书到海岛", "走得更远 书到海岛 {#duty}"),),
        result=(("馆员值守 老人会用", "馆员值守 老人会用 {#duty}"),),
    ),
    "we change what Word does not carry": Case(
        (("三个人", "五个人"),),
        (("[阅读, 地铁]", "[阅读]"), ("place=wide", "place=end"), ('focus="0.5 0.3" ', "")),
    ),
}


def made(edits: tuple[Edit, ...], text: str = BASE) -> Article:
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return MarkdownReader().read(text.encode(), "article.md").article


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_article_is_what_an_editor_expects(case: Case) -> None:
    base, ours, theirs = made(()), made(case.ours), made(case.theirs)
    merged = merge(base, ours, theirs)
    told = tuple((c.kind, c.ours, c.theirs, c.why) for c in merged.conflicts)
    expected = made(case.result if case.result is not None else (*case.theirs, *case.ours))
    assert told == case.conflicts
    assert merged.article == expected
    assert merged.article == admit(merged.article)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("photo-missing@sections[0].blocks[2]", "photo-missing@sections[0].blocks[3]"),
        ("list-long@sections[1].blocks[1]", "list-long@sections[1].blocks[1]"),
        ("word@sections[0].blocks[1].content", "word@sections[0].blocks[2].content"),
        ("section-cut@sections[2]", "section-cut@sections[2]"),
        ("title-long@title", "title-long@title"),
        ("photo-missing", "photo-missing"),
        ("word@sections[0].blocks[3]", ""),
    ],
)
def test_an_accepted_error_goes_where_its_node_goes(before: str, after: str) -> None:
    accept = f'accept: ["{before}"]\nnumbering'
    last = f"\n\n{BASE.split(FIGURE)[1].split('## B')[0].strip()}"
    theirs = ((RUSH, f"{NEW}\n\n{RUSH}"), (last, ""), ("[^1]: 捐书的名单见站内的告示。\n", ""))
    merged = merge(made(()), made((("numbering", accept),)), made(theirs))
    assert merged.article.accept == ((after,) if after else ())
