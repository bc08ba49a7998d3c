"""Names: the persons and roles of a line such as `（撰文/林晓 周一帆）` or `□ 何苗/文 江川/图`.

A line is cut into words; each is a role, a name, or both glued together (`本报记者林晓`). It is a
byline only if nothing is left over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pubkit.model import Credit

__all__ = ["CLAUSE", "JOB", "OWN_PAPER", "RANK", "is_person", "names_only", "parsed", "unwrapped"]

CLAUSE = re.compile("[。！？!?；;…]")
"""What no line of names holds."""

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻"
    "莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易"
    "慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜"
    "占楼岳牟冼麦苑揭洛粟谌母候初员户扈阳闪逄矫养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝修付代兰覃佟闫肖楚邸原商年苟肇帅"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒喻竇雲蘇魯韋馬鳳俞費賀羅畢鄔樂傅齊顧黃蕭姚邵湯龐紀項祝藍閔賈婁"
    "顏鍾駱樊虞萬盧繆應鄧單龔陸榮車龍葉黎譚劉歐溫莊閻連習饒關紅蘭游"
)
"""Surnames: 百家姓 with those common today that it lacks, and their traditional forms."""
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "长孙",
    "宇文",
)

_BASES = [
    "撰文",
    "文字",
    "文",
    "撰稿",
    "采写",
    "采访",
    "采编",
    "执笔",
    "整理",
    "作者",
    "编写",
    "编译",
    "口述",
    "记录",
    "供稿",
    "图",
    "图片",
    "摄影",
    "摄",
    "供图",
    "制图",
    "绘图",
    "插图",
    "漫画",
    "手绘",
    "图表",
    "设计",
    "美编",
    "版式",
    "排版",
    "版面",
    "编辑",
    "责编",
    "校对",
    "检校",
    "审核",
    "审校",
    "策划",
    "统筹",
    "监制",
    "出品",
    "协调",
    "医学指导",
    "指导专家",
    "专家指导",
    "受访专家",
    "专家",
    "顾问",
    "翻译",
    "视频",
    "拍摄",
    "剪辑",
    "主持",
    "主编",
    "编委",
    "签发",
    "终审",
    "复审",
    "主笔",
    "组稿",
    "报道",
    "通讯",
    "摄影报道",
    "题图",
    "头图",
    "资料",
    "执行",
    "图文",
    "文图",
    "摄制",
    "出镜",
    "导演",
    "朗读",
    "实习生",
    "配音",
    "制作",
    "照片",
    "題圖",
    "攝影",
    "撰稿人",
    "報道",
    "編輯",
    "責編",
    "校對",
    "策劃",
    "統籌",
    "採訪",
    "整理",
    "圖片",
    "圖",
    "供圖",
    "製圖",
]
_SCOPES = "本版 本报 本刊 本组 本期 首席 特约 总 执行 值班 责任 美术 文字 图片 视频 摄影 新闻 主任 副 见习 实习"
_SCOPE = "(?:" + "|".join(_SCOPES.split()) + ")"
_ROLE = re.compile(rf"{_SCOPE}{{0,3}}(?:{'|'.join(sorted(_BASES, key=len, reverse=True))})")

_PAPER = r"[\u4e00-\u9fff]{1,8}?(?:日报|晚报|晨报|早报|都市报|时报|商报|快报|导报|周报|周刊|报社|报|社|网|电视台|广播|融媒|客户端|新闻)"
OWN_PAPER = (
    r"本报|本刊|本台|本网|本社|新华社|中新社|人民日报|央视|南都|新京报|澎湃新闻|中央社|本報|本刊"
)
RANK = r"特约|特派|见习|实习|首席|资深|高级|主任|全媒体|融媒体|新媒体|摄影|文字|体育|财经|驻[\u4e00-\u9fff]{1,4}?|特約|見習|實習"
JOB = r"记者|通讯员|评论员|报道员|撰稿人|观察员|特派员|报道组|記者|通訊員|評論員"
REPORTER = rf"(?:{OWN_PAPER}|{_PAPER})?(?:{RANK}){{0,3}}(?:{JOB})(?:组)?"
"""Reporter, with paper and rank: `本报见习记者`."""
_REPORTER = re.compile(REPORTER)
_LEADING_REPORTER = re.compile(rf"(?P<role>{REPORTER}|摄影)(?P<names>[\u4e00-\u9fff·]{{2,}})")
_NEXT_REPORTER = re.compile(
    rf"(?:{OWN_PAPER}|(?<=[\u4e00-\u9fff]{{2}}){_PAPER})?(?:{RANK}){{0,3}}(?:{JOB})"
)

_WORDS = re.compile(r"[^\s:：/／丨|｜、，,；;&＆]+|[:：/／丨|｜]|[、，,；;&＆]+")
_TIES = frozenset(":：/／丨|｜")
_COMMAS = frozenset("、，,；;&＆")
_LONGEST_RUN = 12
"""Characters of names without spaces that are parted: four of them."""
_LONGEST = 120
"""Characters of a line of names: a page's sign-off, or experts with their titles."""
_HEADED = re.compile(rf"(?P<role>{_ROLE.pattern}|{REPORTER})\s*[:：/／]\s*(?P<names>.{{2,}})")
_SPEAKERS = frozenset({"专家", "编辑", "主持", "图", "文", "报道", "资料", "通讯"})
"""Roles whose word and a colon also begin an answer, or a heading: their names must be names."""
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?:\s[A-Z][A-Za-z.'’-]*){0,3}")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "「": "」"}
_ORNAMENTS = "□■●◆▲◎○◇▶►※▪• "


def unwrapped(text: str) -> str:
    """`text` without an ornament before it and a pair of brackets round it."""
    core = text.lstrip(_ORNAMENTS).rstrip()
    if len(core) > 2 and _BRACKETS.get(core[0]) == core[-1] and core[0] not in core[1:]:
        core = core[1:-1].strip()
    return core.lstrip(_ORNAMENTS)


def is_person(text: str) -> bool:
    """Whether `text` can be one person's name in Chinese characters."""
    if _FOREIGN.fullmatch(text):
        return True
    if not _HAN.fullmatch(text) or not 2 <= len(text) <= 4:
        return False
    return text[0] in _SURNAMES and (len(text) < 4 or text.startswith(_COMPOUND))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_role: bool
    tie: str = ""
    """What stood before it: two roles that share a name keep it (`策划/撰文`)."""


def parsed(text: str) -> tuple[Credit, ...]:
    """Who is named in `text` and as what; empty unless the whole line is roles and names."""
    core = unwrapped(text)
    if not core or CLAUSE.search(core) or len(core) > _LONGEST:
        return ()
    strict = _datelined(core) or tuple(_credits(list(_words(core, is_person))))
    if strict or not _says_so(core, text):
        return strict
    return tuple(_credits(list(_words(core, _is_pen_name)))) or _named_after(core)


_DATELINED = re.compile(
    r"(?P<job>記者|记者)(?P<name>[\u4e00-\u9fff]{2,4})[/／](?P<place>[\u4e00-\u9fff]{1,6})(?P<role>報導|报道|報道|专电|專電)"
)


def _datelined(core: str) -> tuple[Credit, ...]:
    """`記者連小謙／月津報導`: who reports, and from where."""
    match = _DATELINED.fullmatch(core)
    if match is None:
        return ()
    return Credit(match["job"], (match["name"],)), Credit(match["role"], (match["place"],))


def _says_so(core: str, text: str) -> bool:
    """Whether the form alone tells names: a role and a colon, or a role within brackets."""
    role = _ROLE.match(core)
    if role is None or role[0] in _SPEAKERS:
        return False
    bracketed = len(core) < len(text) and text.strip()[0] in _BRACKETS
    return bracketed or core[role.end() :].lstrip()[:1] in _TIES


def _is_pen_name(text: str) -> bool:
    """Whether `text` may be a name where only names stand."""
    return is_person(text) or (2 <= len(text) <= 4 and _HAN.fullmatch(text) is not None)


def _named_after(core: str) -> tuple[Credit, ...]:
    """One role and a colon, then whatever is named: offices, experts with their titles."""
    match = _HEADED.match(core)
    if match is None:
        return ()
    names = [name.strip() for name in re.split("[，,；;]", match["names"]) if name.strip()]
    return (Credit(match["role"], tuple(names)),) if names else ()


def _words(core: str, is_name: Callable[[str], bool]) -> Iterator[_Word]:
    """Roles and names in order; a part that is neither ends the attempt with nothing."""
    found: list[_Word] = []
    tie = ""
    for token in _spaced_names(_WORDS.findall(core)):
        if token[0] in _TIES or token[0] in _COMMAS:
            tie += token
            continue
        parts = list(_parts(token, is_name))
        if not parts:
            return
        found += [replace(parts[0], tie=tie), *parts[1:]]
        tie = ""
    yield from found


def _spaced_names(tokens: Sequence[str]) -> Iterator[str]:
    """The tokens, a name set with a space to fill three characters (`林 晓`) being one."""
    waiting = ""
    for token in tokens:
        if len(token) == 1 and _HAN.fullmatch(token) and not _ROLE.fullmatch(token):
            waiting += token
            if len(waiting) == 1:
                continue
            token, waiting = waiting, ""
        elif waiting:
            yield waiting
            waiting = ""
        yield token
    if waiting:
        yield waiting


def _parts(token: str, is_name: Callable[[str], bool]) -> Iterator[_Word]:
    """`token` as roles and names; nothing if it is neither."""
    if _ROLE.fullmatch(token) or _REPORTER.fullmatch(token):
        yield _Word(token, True)
    elif _LEADING_REPORTER.match(token):
        yield from _glued(token)
    elif is_name(token) or _LATIN_NAME.fullmatch(token):
        yield _Word(token, False)
    else:
        yield from _name_and_role(token)


def _glued(token: str) -> Iterator[_Word]:
    """`本报记者林晓本报通讯员何苗`: roles and names without spaces."""
    rest, found = token, list[_Word]()
    while rest:
        match = _LEADING_REPORTER.match(rest)
        if match is None:
            return
        names = match["names"]
        following = _NEXT_REPORTER.search(names, 2)
        name = names[: following.start()] if following else names
        person = list(_people(name))
        if not person:
            return
        found += [_Word(match["role"], True), *person]
        rest = rest[match.start("names") + len(name) :]
    yield from found


def _people(name: str) -> Iterator[_Word]:
    """One person or several, with the role that may be glued behind (`楼文彪摄`)."""
    several = _several(name)
    if several:
        yield from (_Word(person, False) for person in several)
    else:
        yield from _name_and_role(name)


def _several(text: str) -> list[str]:
    """The persons of a run without spaces, if there is just one way to part it."""
    if is_person(text):
        return [text]
    ways = [
        [text[:cut], *rest]
        for cut in (2, 3)
        if len(text) <= _LONGEST_RUN and is_person(text[:cut]) and (rest := _several(text[cut:]))
    ]
    return ways[0] if len(ways) == 1 else []


def _name_and_role(token: str) -> Iterator[_Word]:
    for cut in range(len(token) - 1, 1, -1):
        if is_person(token[:cut]) and _ROLE.fullmatch(token[cut:]):
            yield _Word(token[:cut], False)
            yield _Word(token[cut:], True)
            return


def _credits(words: Sequence[_Word]) -> Iterator[Credit]:
    """`role name…` again and again, or `name… role` where the line begins with a name."""
    runs = list(_runs(words))
    if len(runs) < 2:
        return
    if not words[0].is_role:
        pairs = [(runs[i + 1], runs[i]) for i in range(0, len(runs) - 1, 2)]
    elif len(runs) == 3:  # `记者 林晓 文/图`: both roles are hers
        pairs = [([*runs[0], *runs[2]], runs[1])]
    else:
        pairs = [(runs[i], runs[i + 1]) for i in range(0, len(runs) - 1, 2)]
    if len(pairs) * 2 != len(runs) and len(runs) != 3:
        return
    for roles, names in pairs:
        yield Credit(_joined(roles), tuple(name.text for name in names))


def _joined(roles: Sequence[_Word]) -> str:
    """Roles that share their names, tied as they were printed."""
    text = roles[0].text
    for role in roles[1:]:
        slash = next((c for c in role.tie if c in "/／、&＆"), " ")
        text += slash + role.text
    return text


def _runs(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Runs of roles and of names in turn."""
    for _, run in groupby(words, key=lambda word: word.is_role):
        yield list(run)


def names_only(text: str) -> tuple[str, ...]:
    """The persons of a line that holds nothing else; empty if it is no such line."""
    core = unwrapped(text)
    if CLAUSE.search(core) or len(core) > 40:
        return ()
    tokens = [t for t in _spaced_names(_WORDS.findall(core)) if t[0] not in _COMMAS]
    # Two names and more behind an ornament may be pen names; one word there is a label.
    is_name = _is_pen_name if text[0] in _ORNAMENTS and len(tokens) > 1 else is_person
    return tuple(tokens) if tokens and all(map(is_name, tokens)) else ()
