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
from pubkit.readers.galley.vocabulary import COMPOUND, NEXT_REPORTER, REPORTER, ROLE, SURNAMES

__all__ = ["CLAUSE", "is_person", "names_only", "parsed", "unwrapped"]

CLAUSE = re.compile("[。！？!?；;…]")
"""What no line of names holds."""

_WORDS = re.compile(r"[^\s:：/／丨|｜、，,；;&＆]+|[:：/／丨|｜]|[、，,；;&＆]+")
_TIES = frozenset(":：/／丨|｜")
_COMMAS = frozenset("、，,；;&＆")
_LONGEST_RUN = 12
"""Characters of names without spaces that are parted: four of them."""
_LONGEST = 120
"""Characters of a line of names: a page's sign-off, or experts with their titles."""
_HEADED = re.compile(rf"(?P<role>{ROLE.pattern}|{REPORTER})\s*[:：/／]\s*(?P<names>.{{2,}})")
_ADDRESS = re.compile(r"\s*[（(]?[\w.+-]+@[\w.-]+[）)]?")
"""An address that stands behind a name."""
_SHORT = 40
"""Characters of a reporter's or an editor's line."""
_DESK = re.compile("记者|通讯员|責編|责编|美编|校对|统筹|摄影|撰文|采写|編輯|本版|值班|实习生")
"""Roles behind which, a space between, hardly anything but names stands."""
_SPEAKERS = frozenset({"记者", "专家", "编辑", "主持", "图", "文", "报道", "资料", "通讯"})
"""Roles whose word and a colon also begin an answer, or a heading: their names must be names."""
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?:\s[A-Z][A-Za-z.'’-]*){0,3}")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}")
_REPORTER = re.compile(REPORTER)
_LEADING_REPORTER = re.compile(rf"(?P<role>{REPORTER}|摄影)(?P<names>[\u4e00-\u9fff·]{{2,}})")
_NEXT_REPORTER = re.compile(NEXT_REPORTER)
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
    if text.startswith(COMPOUND):
        return len(text) > 2
    return text[0] in SURNAMES and len(text) < 4


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_role: bool
    tie: str = ""
    """What stood before it: two roles that share a name keep it (`策划/撰文`)."""


def parsed(text: str) -> tuple[Credit, ...]:
    """Who is named in `text` and as what; empty unless the whole line is roles and names."""
    if len(text) > 2 * _LONGEST:
        return ()
    core = unwrapped(_ADDRESS.sub("", text))
    if not core or CLAUSE.search(core) or len(core) > _LONGEST:
        return ()
    strict = _datelined(core) or tuple(_credits(list(_words(core, is_person))))
    if strict or not _says_so(core, text):
        return strict
    return tuple(_credits(list(_words(core, _is_pen_name)))) or _named_after(core)


_DATELINED = re.compile(
    r"(?P<job>記者|记者)(?P<name>[\u4e00-\u9fff]{2,4})[/／](?P<place>[\u4e00-\u9fff]{1,6})"
    r"(?P<role>報導|报道|報道|专电|專電)"
)


def _datelined(core: str) -> tuple[Credit, ...]:
    """`記者連小謙／月津報導`: who reports; from where is a mark."""
    match = _DATELINED.fullmatch(core)
    if match is None:
        return ()
    return (Credit(match["job"], (match["name"],)),)


def _says_so(core: str, text: str) -> bool:
    """Whether the form alone tells names: a role and a tie, within brackets, or a desk's own."""
    role = ROLE.match(core) or _REPORTER.match(core)
    if role is None:
        return False
    behind = core[role.end() :]
    tie = behind.lstrip()[:1]
    if tie and tie in "/／丨|｜":
        return True
    if role[0] in _SPEAKERS or not behind:
        return False
    bracketed = len(core) < len(text) and text.strip()[0] in _BRACKETS
    desk = behind[0].isspace() and len(core) <= _SHORT and _DESK.search(role[0]) is not None
    return bracketed or tie in _TIES or desk


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


def _spaced_names(tokens: Iterable[str]) -> Iterator[str]:
    """The tokens, a name set with a space to fill three characters (`林 晓`) being one."""
    first = ""
    for token in tokens:
        alone = len(token) == 1 and _HAN.fullmatch(token) and not ROLE.fullmatch(token)
        if alone and not first:
            first = token
            continue
        if first and not alone:
            yield first
            first = ""
        yield first + token
        first = ""
    if first:
        yield first


def _parts(token: str, is_name: Callable[[str], bool]) -> Iterator[_Word]:
    """`token` as roles and names; nothing if it is neither."""
    if ROLE.fullmatch(token) or _REPORTER.fullmatch(token):
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
        if is_person(token[:cut]) and ROLE.fullmatch(token[cut:]):
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
    else:
        pairs = [(runs[i], runs[i + 1]) for i in range(0, len(runs) - 1, 2)]
        if len(runs) % 2:  # `记者 林晓 通讯员 何苗 文/图`: the last role is everyone's
            pairs = [([*roles, *runs[-1]], names) for roles, names in pairs]
    if not words[0].is_role and len(runs) % 2:
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
    if len(text) > _SHORT:
        return ()
    core = unwrapped(text)
    if CLAUSE.search(core):
        return ()
    tokens = [t for t in _spaced_names(_WORDS.findall(core)) if t[0] not in _COMMAS]
    # Two names and more behind an ornament may be pen names; one word there is a label.
    is_name = _is_pen_name if text[0] in _ORNAMENTS and len(tokens) > 1 else is_person
    return tuple(tokens) if tokens and all(map(is_name, tokens)) else ()
