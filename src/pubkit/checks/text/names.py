"""A rule on one person's name in two spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from pubkit.checks.text.lookalikes import ALIKE
from pubkit.checks.text.passages import Passage, Run, chinese, pointed
from pubkit.lexicon import HAN, syllable
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["NAMES", "SURNAMES"]

SURNAMES = frozenset(
    "李王张刘陈江周吴杨赵钱徐邓朱胡孙罗黄林马何彭宋许郭梁潘高郑韩毛董叶于田金乔安冯袁姜贾尉谢丁石曹戴曾"
    "唐褚邹汪方雷卢傅童沈温吕任肖秦孔孟程迟蔡白陆蒋邱龚范崔谭万夏余陶盛俞武杜顾侯洪龙阎魏苏熊齐姚施关邵尹"
    "尚伍钟祝史荣薄章常廖段牛贺华符聂薛郝谷梅韦萧包宁樊赖黎庞季辛邢霍倪费葛单康成鲍焦舒汤向严毕翟颜柳庄窦"
    "艾殷简岳兰路裴申鲁穆鄢阳喻查戚管甘席游欧苗詹桂柴仲吉凌文项付阮乐车桑柯冉靳计滕祁闻宗耿奚左钮瞿古厉麦"
    "解晏苟纪裘仇卓屈边鞠匡闫荆骆易姬"
)
"""Those that the People's Daily of January 1998 printed most often."""
_LENGTH = 3
"""Characters of the names that are compared: of two, too many are two persons."""
_NOT_GIVEN = frozenset(
    "为未亦以将讲又由及寄做坐与于已是事在再对说等被把向从就也都还和或的了着过之其并则即却因而但可能会要想去到"
    "给让叫请问答称曾正才刚只很最更太不没无有各每该此这那他她它我你们"
)
"""Characters that rather follow a name than end it."""
_BEFORE = (
    f"(?:^|[^{HAN}]|[员授任长记理席生士市县省总裁表手练家者民人女儿子妻夫亲叫是的和与对为由给向请让把被岁"
    "院校局部厅办村乡镇组班]|通讯员|董事长)$"
)
_AFTER = (
    f"$|[^{HAN}]|[说等在的和与是为也就还都又对从向已曾副将把被先同老教主院书部局厅所]|表示|告诉|介绍|认为"
    "|指出|女士|医生|报道|摄|今年|家|们"
)
"""What stands before and after the names of persons in news.

Strings, which `re` compiles with the first doubtful name.
"""
_RENAMED = pattern(
    "改名|原名|更名|曾用名|又名|化名|本名|笔名|取名|名字|同名|误写|错写|写成|写作|谐音"
)
_EXPLAINING = 20
"""Characters round a name in which a renaming is explained."""
_MOST = 20
"""Names with one frame (刘?富), and places of a name, that are compared with each other at most."""


class _Use(Struct, frozen=True):
    """A place where a name seems to stand."""

    order: int
    """Which passage."""
    at: int
    """Where in it."""
    framed: bool
    """Whether something stands before or after it that stands beside names."""


def _names(found: Sequence[Passage]) -> Iterator[Notice]:
    texts = list(chinese(found))
    doubtful = _doubtful(texts)
    uses: dict[str, list[_Use]] = defaultdict(list)
    for order, passage in enumerate(texts if doubtful else ()):
        for at, name in _candidates(passage, doubtful):
            uses[name].append(_Use(order, at, _is_framed(passage.text, at)))
    for rare, usual in _pairs(uses):
        use = uses[rare][0]
        if not _are_two(uses[rare], uses[usual], texts):
            yield pointed(
                texts[use.order],
                (use.at, use.at + _LENGTH),
                code="name-spellings",
                severity="warning",
                text=f"{rare} may be {usual}, as the name is spelt at"
                f" {texts[uses[usual][0].order].where}: 「{{}}」.",
                hint="Ask how the person is called, and use one spelling.",
            )


def _doubtful(texts: Sequence[Passage]) -> frozenset[str]:
    """What would be a name in two spellings if it were a name; most articles hold none.

    It is a surname and two characters, of which it shares all but one with another of its kind.
    """
    frames: dict[str, set[str]] = defaultdict(set)
    for passage in texts:
        for run in passage.runs:
            for name in _openings(run):
                for frame in _frames(name):
                    frames[frame].add(name)
    return frozenset(
        name
        for frame, names in frames.items()
        if len(names) > 1 and _has_twins({name[frame.index("?")] for name in names})
        for name in names
    )


def _openings(run: Run) -> Iterator[str]:
    """Each surname with the two characters behind it."""
    for at in range(len(run.text) - _LENGTH + 1):
        if run.text[at] in SURNAMES:
            yield run.text[at : at + _LENGTH]


def _frames(name: str) -> Iterator[str]:
    """The name without one of its given characters: 刘?富."""
    for gap in range(1, _LENGTH):
        yield name[:gap] + "?" + name[gap + 1 :]


def _has_twins(characters: set[str]) -> bool:
    """Whether two of the characters are of like sound or shape."""
    given = characters - _NOT_GIVEN
    sounds = [sound for character in given if (sound := syllable(character))]
    return len(set(sounds)) < len(sounds) or any(
        not given.isdisjoint(ALIKE.get(character, ())) for character in given
    )


def _candidates(passage: Passage, doubtful: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Places where a surname and two characters stand that may be a name.

    Left out are runs that hold nothing `doubtful`: what their words are is dear to find.
    """
    for run in passage.runs:
        at, words = run.start, () if doubtful.isdisjoint(_openings(run)) else run.words
        for index, word in enumerate(words):
            given = words[index + 1 : index + 3]
            if word[0] in SURNAMES:
                name = word + (given[0] if given and len(given[0]) > 1 else "".join(given))
                name = word if len(word) == _LENGTH else name
                if len(name) == _LENGTH:
                    yield at, name
            at += len(word)


def _is_framed(text: str, at: int) -> bool:
    before, after = text[max(0, at - _LENGTH) : at], text[at + _LENGTH : at + _LENGTH + 3]
    return bool(re.search(_BEFORE, before) or re.match(_AFTER, after))


def _pairs(uses: dict[str, list[_Use]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one given character of like sound or shape, the rarer first."""
    frames: dict[str, list[str]] = defaultdict(list)
    for name, places in uses.items():
        if any(use.framed for use in places):
            for frame in _frames(name):
                frames[frame].append(name)
    for frame, names in frames.items():
        gap = frame.index("?")
        for one, other in combinations(names[:_MOST], 2):
            a, b = one[gap], other[gap]
            alike = syllable(a) == syllable(b) != "" or b in ALIKE.get(a, ())
            if not alike or {a, b} & _NOT_GIVEN:
                continue
            # Of two forms that are equally frequent the later one is shown, beside the first.
            yield (one, other) if len(uses[one]) < len(uses[other]) else (other, one)


def _are_two(some: Sequence[_Use], others: Sequence[_Use], found: Sequence[Passage]) -> bool:
    """Whether the article itself tells them apart: it lists both, or explains a new name."""
    some, others = some[:_MOST], others[:_MOST]
    for use in (*some, *others):
        text = found[use.order].text
        if _RENAMED.search(text[max(0, use.at - _EXPLAINING) : use.at + _LENGTH + _EXPLAINING]):
            return True
    places = {(other.order, other.at) for other in others}
    for use in some:
        for order, at in places:
            if order == use.order:
                between = found[order].text[min(at, use.at) + _LENGTH : max(at, use.at)]
                if re.fullmatch(r"[^。！？]*[、和与及][^。！？]*", between):
                    return True
    return False


NAMES = (_names,)
