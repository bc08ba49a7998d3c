"""Equivalence: what a PDF cannot tell apart, as one narrow table.

A PDF holds glyphs in places. Which characters they stand for is said by a table of the font's
(ToUnicode), which names one character a glyph; where a font draws two characters with one glyph,
either may come back. What looks different is never made equal: full-width and half-width forms,
`Ⅱ` and `II`, `²` and `2`, `〇` and `○` stay apart, so this is far less than Unicode's NFKC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ROWS", "Row", "equal"]


@dataclass(frozen=True)
class Row:
    """Characters that a PDF does not tell apart, or does not hold at all."""

    name: str
    """What they are."""
    reason: str
    """Why a PDF cannot tell, in one sentence."""
    example: tuple[str, str]
    """Two texts that are equal by this row alone."""
    members: Mapping[str, str] = field(default_factory=dict)
    """Each character and what stands for it; empty where it leaves no trace."""


def _nothing(*ranges: tuple[int, int]) -> dict[str, str]:
    """Characters, given by their first and last, that leave no trace."""
    return {chr(code): "" for first, last in ranges for code in range(first, last + 1)}


def _pairs(written: str, read: str) -> dict[str, str]:
    return dict(zip(written, read, strict=True))


_SPACE = Row(
    "White space",
    "A PDF moves its pen and draws no blanks, and lines end where the column does.",
    ("A 股　三连涨", "A股三连涨"),
    # Unicode's White_Space but for U+1680, which some fonts draw as a line.
    _nothing(
        (0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x2000, 0x200A),
        (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
    ),
)  # fmt: skip
_UNSEEN = Row(
    "Characters that show nothing",
    "No glyph is drawn for them: they only steer how their neighbours are set.",
    ("灯\u200b塔\ufeff，葛\U000e0100", "灯塔，葛"),
    # Of Unicode's Default_Ignorable_Code_Point what is no letter (Hangul and Khmer fillers are):
    # soft hyphen, joiners, marks and isolates of direction, word joiner, invisible operators,
    # deprecated format characters, BOM, selectors of variants, shorthand and music controls, tags,
    # and the code points kept free for more of these. Format characters that are drawn (U+0600 to
    # U+0605, U+06DD, U+070F, …) and interlinear annotation are not among them.
    _nothing(
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ),
)  # fmt: skip
_KANGXI = Row(
    "Kangxi radicals",
    "Chinese fonts draw a radical and the ideograph that it is with one glyph.",
    ("⼀⽇⾦⼾", "一日金户"),
    # Unicode's own mappings of U+2F00 to U+2FD5, but for U+2F3E: it maps to 戶, and the glyph of
    # fonts for the mainland is that of 户 (Noto CJK SC).
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | {"⼾": "户"},
)
_RADICALS = Row(
    "Radicals of the CJK supplement",
    "Chinese fonts draw them with the glyph of an ideograph or a component.",
    ("⻓⻛⻢", "长风马"),
    # Those of U+2E80 to U+2EF3 that share a glyph in a face of Noto Serif CJK or Noto Sans CJK 2.
    _pairs(
        "⺂⺃⺅⺇⺉⺋⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺟⺠⺡⺣⺤⺦⺨⺩⺫⺭⺮⺯⺰⺱⺲⺳⺹⺺⺽⺾⺿⻀⻁⻂⻃⻄"
        "⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻖⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "乛乚亻𠘨刂㔾𭕄兀尣尢巳幺彑彐忄扌攵旡歺母民氵灬爫丬犭𤣩罒礻𥫗糹纟罓罒㓁耂肀𦥑艹艹艹虎衤覀西"
        "见角𧢲讠贝𧾷车辶辶辶钅長镸长门𨸏阝青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    ),
)
_SIGNS = Row(
    "Signs drawn alike",
    "Source Han and Noto CJK, and the faces cut from them, draw both with one glyph.",
    ("3～5天……⋯", "3〜5天………"),
    _pairs(
        "\u2011‒•‧・⋯∕‵〜➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓",
        "-–···…／｀～①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿",
    ),
)
_LIGATURES = Row(
    "Latin ligatures",
    "A font draws f and i as one glyph of its own accord, and readers take it apart.",
    ("Wi\ufb01", "Wifi"),
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"},
)
_COMPOSED = Row(
    "Composed and combining letters",
    "A letter and its accent may be one glyph or two; this is Unicode's canonical equivalence "
    "(NFC), which also holds ideographs that Unicode encodes twice.",
    ("cafe\u0301 \uf900", "caf\u00e9 豈"),
)
ROWS: tuple[Row, ...] = (_SPACE, _UNSEEN, _KANGXI, _RADICALS, _SIGNS, _LIGATURES, _COMPOSED)
"""The whole table, in the order in which it is applied."""

_TABLE = str.maketrans({one: other for row in ROWS for one, other in row.members.items()})


def equal(text: str) -> str:
    """`text` as every text that a PDF cannot tell from it becomes.

    For both sides of a comparison, each joined before: a letter and its accent may be parted by
    the end of a line.
    """
    return unicodedata.normalize("NFC", text.translate(_TABLE))
