"""Front: title, kicker and deck, which stand before the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pubkit.lexicon import cut_word
from pubkit.readers.galley.forms import signed
from pubkit.readers.galley.names import names_only
from pubkit.readers.galley.pieces import Piece, Pieces, judged
from pubkit.readers.galley.punctuation import is_cut
from pubkit.readers.galley.shapes import is_box_label, is_heading_like, is_row, is_speech
from pubkit.record import Kind, Removed

__all__ = ["fronted"]

_DASH = re.compile(r"(——|──|—|－－|--)\s*\S")
_MOST_LINES = 6
"""Short lines before the text, beyond which they are a poem or a table and no deck."""
_SHORTEST_LINE = 4
"""Characters of the shortest line below a headline that is not the rest of it."""
_LONGEST_KICKER = 12
"""Characters of a line above the headline that does not say what it is."""
_LONGEST_DECK = 60
"""Characters of a line below the headline."""
_KICKER = re.compile(
    r".*(后续|强调|指出|要求|系列报道|系列|追踪|专题|特稿|特别报道|特别策划|深度报道|之[一二三四五六七八九十]|[①-⑳]|[：:]|——)\Z"
    r"|(聚焦|关注|直击|走近|走进|回眸|新春走|探访|記者|喜迎).{2,12}|.{1,10}[·•|｜].{1,10}|【.*】"
    r"|.{1,10}(调查|观察|样本|走基层|行|在行动|见闻|特写|纪事|巡礼|专栏|周刊|进行时|故事|面对面|頭條|深度|特稿|纪实)"
    r"|[\u4e00-\u9fff]{2,4}"
)
"""What stands above a headline: the name of a series, of a column, of a theme."""
_FOLLOW_UP = re.compile(r".*(后续|系列报道之.|追踪)\Z")
_VISIT = re.compile(r"(访|记|来自|写在|致)\S")
_TWICE = "the headline again"
"""Why a line that repeats the headline is no text."""
_AGAIN = re.compile(r"[（(【\[]?原标?题[:：]\s*(?P<title>.+?)[）)】\]]?")
_TAG = re.compile(
    r"\s*[（(](?:资讯|科普|图|组图|多图|图文|视频|转载|原创|独家|附图|专题|评论|健康|新闻|动态|要闻|推荐|热点|文)[）)]\Z"
)


def fronted(pieces: Pieces) -> Pieces:
    """The pieces, those before the text judged title, kicker and deck."""
    end = _text_begins(pieces)
    open_lines = [i for i in range(end) if not pieces[i].fixed and not is_row(pieces[i].text)]
    decks = [i for i in open_lines if _is_deck(pieces[i].text)]
    heads = [i for i in open_lines if i not in decks and _is_head(pieces[i].text)]
    if not heads:
        heads, decks = _later(pieces, end)
    if not heads:
        return pieces
    done = list(pieces)
    names = {i: found for i in heads[1:] if (found := names_only(pieces[i].text))}
    for i, found in names.items():
        done[i] = signed(pieces[i], found, "names alone, below the headline")
    heads = [i for i in heads if i not in names]
    for i in decks:
        done[i] = judged(pieces[i], "deck", 0.95, "a dash before it, below the headline")
    for i, (kind, confidence, why) in _kinds(pieces, heads, decks, end).items():
        gone = [Removed(line=pieces[i].lines[0], text=pieces[i].text, why=why)]
        removed = gone if kind == "mark" else []
        done[i] = judged(pieces[i], kind, confidence, why, removed=removed)
    title = next(i for i in heads if done[i].kind == "title")
    done[title] = _untagged(done[title])
    return _in_one(done)


def _later(pieces: Sequence[Piece], end: int) -> tuple[list[int], list[int]]:
    """The headline and deck of a page that begins with another article's end, or a note.

    A deck or a byline below it gives such a headline away.
    """
    for i in range(end, max(end, len(pieces) // 2)):
        if pieces[i].fixed or not is_heading_like(pieces[i].text):
            continue
        deck = [i + 1] if _is_deck(pieces[i + 1].text) and not pieces[i + 1].fixed else []
        if deck or pieces[i + 1].kind == "byline":
            return [i], deck
        if pieces[i - 1].kind not in ("mark", "box label"):
            break
    return [], []


def _text_begins(pieces: Sequence[Piece]) -> int:
    """Where the running text or the first labelled heading stands."""
    for i, piece in enumerate(pieces):
        if piece.kind in ("heading", "standfirst", "list item", "box label"):
            return i
        if piece.fixed:
            if piece.kind == "paragraph":
                return i
            continue
        if is_box_label(piece.text) and i:
            return i
        if not _is_head(piece.text) and not _is_deck(piece.text) and not is_row(piece.text):
            return i
        if is_speech(piece.text) and i:
            return i
        if piece.text[-1] in "：:" and i:
            return i
        if i + 1 < len(pieces) and _is_first_half(piece, pieces[i + 1]):
            return i
    return len(pieces)


def _is_first_half(piece: Piece, following: Piece) -> bool:
    """Whether the line is no headline but running text that a break has cut."""
    if following.fixed or is_heading_like(following.text):
        return False
    return is_cut(piece.text, following.text) or bool(cut_word(piece.text, following.text))


def _is_head(text: str) -> bool:
    return is_heading_like(text, headline=True)


def _is_deck(text: str) -> bool:
    return bool(_DASH.match(text)) and len(text) <= _LONGEST_DECK and not text.endswith("。")


Judgement = tuple[Kind, float, str]


def _kinds(
    pieces: Sequence[Piece], heads: Sequence[int], decks: Sequence[int], end: int
) -> dict[int, Judgement]:
    """What each line before the text is."""
    title = _title(pieces, heads, decks)
    many = len(heads) > _MOST_LINES
    kinds: dict[int, Judgement] = {}
    for i in heads:
        text = pieces[i].text
        if i != title and _repeats(text, pieces[title].text):
            kinds[i] = ("mark", 0.9, _TWICE)
        elif i == title:
            sure = 0.95 if len(heads) == 1 or decks else 0.75
            kinds[i] = ("title", sure, "the headline: a short line before the text")
        elif i < title:
            kinds[i] = ("kicker", 0.7, "a short line above the headline")
        elif _is_second_line(pieces, title, i):
            kinds[i] = ("title", 0.8, "close below the headline's first line")
        elif _FOLLOW_UP.fullmatch(text):
            kinds[i] = ("kicker", 0.7, "it announces the headline, though it stands below")
        elif many:
            break
        elif i != heads[-1] or not _is_first_heading(pieces, i, end):
            kinds[i] = ("deck", 0.75, "a line between the headline and the text")
    return kinds


def _repeats(text: str, title: str) -> bool:
    """Whether the line is the headline once more, perhaps behind a web page's path."""
    one, two = "".join(text.split()), "".join(title.split())
    return one == two or (
        len(two) > _SHORTEST_LINE and re.search("[-_|>]", one) is not None and one.endswith(two)
    )


def _title(pieces: Sequence[Piece], heads: Sequence[int], decks: Sequence[int]) -> int:
    """Which of the lines is the headline."""
    again = {
        m["title"] for p in pieces[:12] if p.kind == "mark" and (m := _AGAIN.fullmatch(p.text))
    }
    for i in heads:
        if pieces[i].text in again:
            return i
    above = [i for i in heads if not decks or i < decks[0]] or list(heads)
    if len(above) > 1 and _repeats(pieces[above[0]].text, pieces[above[1]].text):
        above = above[1:]
    if len(above) == 1 or _is_second_line(pieces, above[0], above[1]):
        return above[0]
    return above[1] if _stands_above(pieces, above, dashed=bool(decks)) else above[0]


def _stands_above(pieces: Sequence[Piece], lines: Sequence[int], *, dashed: bool) -> bool:
    """Whether the first line is a kicker, the second the headline."""
    first, second = pieces[lines[0]].text, pieces[lines[1]].text
    if _FOLLOW_UP.fullmatch(second) or _VISIT.match(second):
        return False
    if dashed or _KICKER.fullmatch(first) or (second[-1] in "！？" and first[-1] not in "！？"):
        return True
    return len(lines) > 2 and len(first) <= min(len(second), _LONGEST_KICKER)


def _is_second_line(pieces: Sequence[Piece], first: int, second: int) -> bool:
    """Whether a headline goes on: no blank line, on a page that has them between paragraphs.

    Two lines of one length are a pair; a word of two or three characters is nothing by itself.
    """
    if second != first + 1:
        return False
    one, two = pieces[first].text, pieces[second].text
    if one[-1] in "的与和在" or (len(one) == len(two) and not _DASH.match(two)):
        return True
    if len(two) < _SHORTEST_LINE:
        return not _KICKER.fullmatch(one)
    return not pieces[second].gap and median(piece.gap for piece in pieces[1:]) >= 1


def _is_first_heading(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether the last line before the text is the first of the page's headings and no deck."""
    if at + 1 != end or "，" in pieces[at].text or _VISIT.match(pieces[at].text):
        return False
    if end < len(pieces) and pieces[end].kind not in ("paragraph", "standfirst"):
        return False
    later = [
        len(piece.text)
        for piece, following in zip(pieces[end:], pieces[end + 1 :], strict=False)
        if not piece.fixed and is_heading_like(piece.text) and not is_heading_like(following.text)
    ]
    return len(later) >= 2 and len(pieces[at].text) <= max(later) + 4


def _untagged(title: Piece) -> Piece:
    """The headline without the category that a web site put behind it."""
    match = _TAG.search(title.text)
    if match is None:
        return title
    mark = Removed(
        line=title.lines[-1], text=match[0].strip(), why="a site's category, not the headline"
    )
    return replace(title, text=title.text[: match.start()], removed=(*title.removed, mark))


def _in_one(pieces: Pieces) -> Pieces:
    """Title, kicker and deck of several lines, each as one piece."""
    groups: dict[Kind, Pieces] = {}
    for piece in pieces:
        if piece.kind in ("title", "kicker", "deck"):
            groups.setdefault(piece.kind, []).append(piece)
    firsts = {group[0].lines: _together(group) for group in groups.values()}
    rest = {piece.lines for group in groups.values() for piece in group[1:]}
    return [firsts.get(piece.lines, piece) for piece in pieces if piece.lines not in rest]


def _together(group: Pieces) -> Piece:
    return replace(
        group[0],
        lines=tuple(line for piece in group for line in piece.lines),
        text=" ".join(piece.text for piece in group),
        removed=tuple(removed for piece in group for removed in piece.removed),
        confidence=min(piece.confidence for piece in group),
    )
