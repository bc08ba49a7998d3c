"""Raw newspaper pages for hypothesis: like real ones, with all that goes wrong on the way."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["noise", "pages"]

_WORDS = (
    "渡口", "老船工", "清晨", "把缆绳解开", "孩子们", "围着银幕", "山里来了", "电影队", "夜校",
    "记账和育苗", "他说", "全村412户", "307户", "占", "75%", "14公里", "3.6万元", "2026年5月",
    "“春到", "河湾”", "‘再来’", "《河湾 纪事 四季》", "（首届）", "(2026)", "——", "……", "、", "，",
    "；", "：", "的", "了", "在", "Open ", "river", " field-work", "PM2.5", "A组", "30N45岁",
)  # fmt: skip
_STOPS = ("。", "！", "？", "。”", "……”", "——", "：", "...", ".", "；", "")
_LETTERS = ("ABCDEFG", "一二三四五六七", "1234567")
_SIGNS = ("{} ", "{}\n\n", "{}、", "（{}）", "0{} ", "第{}章 ", "■ ", "□", "● ", "提醒：\n", "")
_NAMES = ("苏禾", "阿不都·热西提", "江一帆", "林 晓", "欧阳明远", "Ann Lee")
_BYLINES = (
    "（撰文/{0} {1}）", "(本版策划/撰文 {0} {1})", "□ {0}/文 {1}/图", "文/记者{0}",
    "采写：本报记者 {0}", "本报记者{0}本报通讯员{1}", "【记者 {0} 摄影 {1}】", "作者：{0}",
    "责编 {0}", "□本报记者 {0}", "{0} 摄", "By {0}", "（{0}）",
)  # fmt: skip
_PAGE_CREDITS = ("本版图片均由河湾镇文化站提供", "本版摄影 苏禾", "图片由受访者供图")
_CAPTIONS = ("渡口。", "孩子们围着银幕坐了一圈。", "▲放映队走在山路上。", "图为夜校的课堂。苏禾 摄",
             "老船工解开缆绳（资料图片）", "河湾村的新水表 本报记者江一帆摄")  # fmt: skip
_MARKS = (
    "#p#副标题#e#",
    "⑧3",
    "②6",
    "下转第三版",
    "■",
    "* * *",
    "———",
    "原标题：河湾纪事",
    "（资讯）",
)
_FURNITURE = (
    "来源：河湾日报",
    "日期：2026-05-06 09:30",
    "时间：2026年05月06日",
    "核心提示：四季的渡口。",
)
_WILD = (
    "\u200b", "\u200d", "\ufeff", "\x00", "\x07", "\x1b", "\x1c", "\t", "\u3000", "\u00a0", "  ",
    "e\u0301", "👩\u200d🌾", "𠮷", "\U000e0100", "\ufe01", "\uffff", "\ue000", "\u202e", "\x7f",
    "\u2028", "\x85", "\x0b", "*", "#", "`", "<b>", "&amp;", "[a](b)", "|",
)  # fmt: skip
_ENDS = ("\n", "\r\n", "\r")
_GAPS = ("\n\n", "\n\n", "\n", "\n\n\n\n", "\n \u3000\n")
_INDENTS = ("", "", "\u3000\u3000", "    ", "\t")


@st.composite
def _sentence(draw: DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14))
    return "".join(words) + draw(st.sampled_from(_STOPS))


@st.composite
def _paragraph(draw: DrawFn) -> str:
    """One to five sentences, cut as columns cut them, or wrapped at a width; wild now and then."""
    text = "".join(draw(st.lists(_sentence(), min_size=1, max_size=5)))
    for wild in draw(st.lists(st.sampled_from(_WILD), max_size=2)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + wild + text[place:]
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(_GAPS)) + text[place:]
    width = draw(st.sampled_from((0, 0, 0, 12, 23)))
    if width:
        text = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    return draw(st.sampled_from(_INDENTS)) + text


def _headed() -> SearchStrategy[str]:
    short = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
    return st.lists(short, min_size=1, max_size=2).map(" ".join)


@st.composite
def _section(draw: DrawFn, sign: str, number: str) -> str:
    heading = sign.format(number) + draw(_headed())
    paragraphs = draw(st.lists(_paragraph(), max_size=3))
    gap = draw(st.sampled_from(_GAPS))
    glue = draw(st.sampled_from((gap, gap, gap, "")))
    return glue.join((heading, *paragraphs))


@st.composite
def _byline(draw: DrawFn) -> str:
    form = draw(st.sampled_from(_BYLINES))
    return form.format(draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_NAMES)))


def _small() -> SearchStrategy[str]:
    """What stands anywhere on a page beside its text."""
    fixed = (*_PAGE_CREDITS, *_CAPTIONS, *_MARKS, *_FURNITURE, *_WILD)
    return st.one_of(_byline(), st.sampled_from(fixed))


@st.composite
def pages(draw: DrawFn) -> str:
    """A page: title and what belongs to it, sections perhaps out of order, small things between."""
    head = draw(st.lists(st.one_of(_headed(), _headed().map("——".__add__), _small()), max_size=4))
    sign, letters = draw(st.sampled_from(_SIGNS)), draw(st.sampled_from(_LETTERS))
    count = draw(st.integers(0, 4))
    sections = [draw(_section(sign, letters[i])) for i in range(count)]
    body = [*draw(st.permutations(sections)), *draw(st.lists(_paragraph(), max_size=3))]
    for small in draw(st.lists(_small(), max_size=5)):
        body.insert(draw(st.integers(0, len(body))), small)
    gap = draw(st.sampled_from(_GAPS))
    text = draw(st.sampled_from(("", "\ufeff", "\n\n"))) + gap.join((*head, *body))
    return text.replace("\n", draw(st.sampled_from(_ENDS)))


def noise() -> SearchStrategy[str]:
    """Text of no kind: any characters, and any of the words above in any order."""
    pieces = st.sampled_from(
        (*_WORDS, *_WILD, *_STOPS, *_MARKS, *_CAPTIONS, *_ENDS, "A", "（", "/")
    )
    words = st.lists(pieces, max_size=40).map("".join)
    return st.one_of(words, st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
