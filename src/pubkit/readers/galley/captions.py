"""Captions that do not say so: known by their place, by a photo's hole, by their credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pubkit.readers.galley.forms import captioned
from pubkit.readers.galley.marks import GALLERY
from pubkit.readers.galley.pieces import Piece, Pieces, judged
from pubkit.readers.galley.punctuation import is_finished, last_sentence_start
from pubkit.readers.galley.shapes import is_bracketed, is_dateline, is_speech
from pubkit.record import Removed

__all__ = ["contextual_captions"]

_LONGEST = 110
"""Characters of a caption: the longest of two dozen real pages had 102."""
_LONGEST_NOUN = 14
"""Characters of a caption that is only a noun: `搜救现场。`."""
_HEAD = 40
"""Characters by which a caption is known again that the gallery cut short."""
_HOLE = 2
"""Blank lines, beyond those between paragraphs, that a photo leaves behind."""
_SHOWN = re.compile(
    r"(现场|身影|照片|场景|合影|合照|一角|外景|内景|外观|画面|瞬间|全景|近景|远景|夜景|航拍|旧照|近照|资料图|工作照|肖像|实物|示意|模型|"
    r"留影|剪影|效果图|展板|展台|模样|面貌|风光|美景)"
)
_SIDE = re.compile(
    r"[（(][前后]?排?[左右中上下][一二三四五六七八九\d]?(?:起|侧|图)?(?:为.{1,10})?[）)]|[（(]图[①-⑳\d]{1,2}[）)]"
)
_SHOWING = re.compile(
    r"正在|在.{2,12}(?:参观|表演|比赛|合影|演出|展示|交流|互动|体验|劳作|巡查|检查|排练|训练|义诊)"
)
_PICTURE = re.compile(
    r"[^，。：:？！]{2,40}(剧照|海报|截图|示意图|效果图|资料图|资料照片|合影|合照|的照片|漫画|走势图|分布图|对比图|测算表|一览表|全景图|书影|封面|手稿)"
)
"""What is no heading though it has no stop: it names a picture."""
_NOTE = re.compile("作者|本文|本报|记者|应.{0,8}要求|化名|编者|下转|上接|文中|受访")
"""What a sentence in brackets says that is an editor's note."""
_THING = re.compile(r"[^，。、的了着过是有没不在把被]{2,12}的[^，。、的了着过是有没不在把被]{1,5}")
_TOLD = re.compile("[“了过]|称，|表示|目前|其实|开始|已经|但|却|仍|还|也")
"""What a caption hardly ever says."""
_AT_WORK = re.compile(r"[^，。“”了过是的]{2,12}在[^，。“”了过是的其也都有又称已将应已]{3,20}。")
"""Who is doing what, and nothing more: `何苗在整理标本。`"""
_NARRATED = re.compile(
    r"[他她它我你您这那此其但而于因所随之今去目前当后同另再又也还就却只从自到经据对为与和如若即曾已早不没最更每有是，“‘\d]"
)
"""What running text begins with and captions hardly ever do."""


class _Words:
    """How often a noun stands on the page; counted for so many, since a page has few captions."""

    _MOST = 200

    def __init__(self, pieces: Pieces) -> None:
        self.has_photos = any(p.kind in ("caption", "page credit") for p in pieces)
        """Whether the page shows elsewhere that it has photos."""
        self._text = "\n".join(piece.text for piece in pieces)
        self._counts: dict[str, int] = {}

    def count(self, noun: str) -> int:
        """0 for what is asked after too many others."""
        if noun not in self._counts:
            if len(self._counts) >= self._MOST:
                return 0
            self._counts[noun] = self._text.count(noun)
        return self._counts[noun]


def contextual_captions(pieces: Pieces) -> Pieces:
    """The pieces, those that stand where captions do judged such."""
    done = _with_credit_below(pieces)
    done = _repeated(done)
    usual = Counter(p.gap for p in done[1:]).most_common(1)[0][0] if len(done) > 1 else 0
    words = _Words(done)
    photos = words.has_photos or any(p.gap >= usual + _HOLE for p in done[1:])
    zone = _after_the_byline(done) if words.has_photos or (photos and usual) else len(done)
    return [
        piece if piece.fixed else _judged(done, i, usual, words, i >= zone)
        for i, piece in enumerate(done)
    ]


def _judged(pieces: Sequence[Piece], at: int, usual: int, words: _Words, loose: bool) -> Piece:
    piece = pieces[at]
    if len(piece.text) > _LONGEST or not at or is_speech(piece.text) or is_dateline(piece.text):
        return piece
    if loose:
        return captioned(piece, 0.85, "it stands behind the byline, where no text follows")
    sentences = last_sentence_start(_SIDE.sub("", piece.text)) > 0
    if usual and not sentences and _stands_in_a_hole(pieces, at, usual):
        return captioned(piece, 0.8, f"{piece.gap} blank lines before it, where a photo stood")
    if not _between_closed_text(pieces, at):
        return piece
    below = pieces[at + 1].kind if at + 1 < len(pieces) else ""
    if below == "page credit" and not sentences and is_finished(piece.text):
        return captioned(piece, 0.75, "the page's photo credit stands below it")
    if _PICTURE.fullmatch(piece.text):
        return captioned(piece, 0.7, "it names a picture")
    if _SIDE.search(piece.text) and not sentences:
        return captioned(piece, 0.8, "it says who stands where in a photo")
    if _is_noun(piece.text, words):
        return captioned(piece, 0.75, "a noun and a stop between paragraphs")
    if is_bracketed(piece.text) and is_finished(piece.text[:-1]) and not _NOTE.search(piece.text):
        return captioned(piece, 0.65, "a sentence in brackets between paragraphs")
    doing = not sentences and not _NARRATED.match(piece.text) and _is_shown_doing(piece.text)
    if doing and words.has_photos:
        return captioned(piece, 0.6, "one sentence of what is being done, between paragraphs")
    return piece


def _stands_in_a_hole(pieces: Sequence[Piece], at: int, usual: int) -> bool:
    """Whether a photo's hole is before the line; also behind it, where a stop does not tell."""
    if pieces[at].gap < usual + _HOLE:
        return False
    behind = at + 1 < len(pieces) and pieces[at + 1].gap >= usual + _HOLE
    return behind or (is_finished(pieces[at].text) and pieces[at - 1].kind != "caption")


def _is_shown_doing(text: str) -> bool:
    if _AT_WORK.fullmatch(text):
        return True
    if len(text) > 40 or not text.endswith("。") or _TOLD.search(text):
        return False
    return _SHOWING.search(text) is not None


def _is_noun(piece: str, words: _Words) -> bool:
    """Whether the line only names what is to be seen."""
    core = piece.rstrip("。 ")
    if (
        not piece.endswith("。")
        or len(core) < 2
        or len(core) > _LONGEST_NOUN
        or re.search("[，、！？“：]", core)
    ):
        return False
    if _NARRATED.match(core):
        return False
    if _SHOWN.search(core[-4:]) or _THING.fullmatch(core):
        return True
    return len(core) <= 4 and words.count(core) > 2


def _between_closed_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the text before is finished: else the line is the rest of it."""
    for piece in reversed(pieces[max(0, at - 4) : at]):
        if piece.kind == "heading":
            return True
        if not piece.fixed:
            return is_finished(piece.text) and not piece.text.endswith(("；", ";"))
    return True


def _with_credit_below(pieces: Pieces) -> Pieces:
    """A line and the photo's credit on the next: a caption."""
    done: Pieces = []
    for piece in pieces:
        last = done[-1] if done else None
        if last is not None and _is_credit_of(piece, last):
            cap = last if last.kind == "caption" else judged(
                last, "caption", 0.9, "a photo's credit stands below it"
            )  # fmt: skip
            done[-1] = replace(cap, lines=(*cap.lines, *piece.lines), credit=piece.text)
        else:
            done.append(piece)
    return done


def _is_credit_of(piece: Piece, last: Piece) -> bool:
    if piece.kind != "credit" or not (not piece.credits or _is_shot(piece)):
        return False
    if last.kind == "caption":
        return not last.credit
    fits = (
        not last.fixed
        and len(last.text) <= _LONGEST
        and not is_dateline(last.text)
        and last_sentence_start(last.text) == 0
    )
    return fits and (piece.gap <= last.gap or piece.gap == 0)


def _is_shot(piece: Piece) -> bool:
    return all(re.search("摄|图|攝|圖|hoto", credit.role) for credit in piece.credits)


def _repeated(pieces: Pieces) -> Pieces:
    """A line that a picture gallery printed again and again: a caption once, then marks."""
    buttons = [p.text.rstrip(". ") for p in pieces if any(r.why == GALLERY for r in p.removed)]
    heads = {text[:_HEAD] for text in buttons}
    if not heads:
        return pieces
    done: Pieces = []
    seen: set[str] = set()
    for piece in pieces:
        head = piece.text[:_HEAD]
        if piece.fixed or head not in heads:
            done.append(piece)
        elif head not in seen:
            seen.add(head)
            done.append(captioned(piece, 0.8, "a picture gallery printed it again with buttons"))
        else:
            why = "a caption printed again"
            mark = Removed(line=piece.lines[0], text=piece.text, why=why)
            done.append(judged(piece, "mark", 0.8, why, removed=[mark]))
    return done


def _after_the_byline(pieces: Sequence[Piece]) -> int:
    """From which piece on only captions can follow; the number of the pieces if nowhere.

    That is behind the page's last names, if nothing there is a heading or two sentences long.
    """
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece.kind == "byline" and piece.credits:
            written = piece.kind == "byline" and any(not p.fixed for p in pieces[:at])
            return at + 1 if written and _alike(pieces[at + 1 :]) else len(pieces)
        if piece.kind in ("heading", "box label") or (
            not piece.fixed and not _could_be(piece.text)
        ):
            break
    return len(pieces)


def _alike(pieces: Sequence[Piece]) -> bool:
    """Whether all lines end with a stop, or none: headings over sentences are no captions."""
    ends = {is_finished(piece.text) for piece in pieces if not piece.fixed}
    return len(ends) < 2


def _could_be(text: str) -> bool:
    return len(text) <= _LONGEST and last_sentence_start(_SIDE.sub("", text)) == 0
