"""Photo words: captions, and whose photo it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubkit.readers.galley.names import CLAUSE, unwrapped
from pubkit.readers.galley.vocabulary import GLUED_REPORTER

__all__ = ["Caption", "caption", "is_page_credit", "is_photo_credit", "says_caption"]

_AGENCIES = (
    "新华社|中新社|视觉中国|东方IC|CFP|IC photo|新华网|人民视觉|中国日报|法新社|路透社|美联社|资料"
    "|网络"
)
_SHOT = r"摄影报道|摄影|拍摄|供图|提供图片|提供照片|提供|制图|绘图|制表|摄|攝|供圖|(?<=[/／ ])图"
_PAGE_CREDIT = re.compile(
    r"(?:除(?:署名|标注|注明|特别).{0,6}外[，,]?)?"
    r"(?:(?:本版|本组|本专题|本专版|本文|文中|以上|文内|本期|本页)(?:所有|全部|其余)?(?:配)?(?:图片|照片|摄影|供图|图|攝影|圖片)"
    r"|(?:图片|照片|圖片)(?=均|皆|都|由|全部)|均[由为](?=.{1,24}(?:摄|供图|提供)))"
    r"(?:.{1,40})?"
)
_PHOTO_CREDIT = re.compile(
    rf"(?:图片?|图/文|照片|摄影|供图|拍摄|图片来源|图源|图片提供|攝影|圖)\s*[:：/／]\s*\S.{{0,28}}"
    rf"|(?:{_AGENCIES})(?:记者)?\s*(?:发|图片|照片|供图|图|稿)?\s*(?:[（(].{{2,16}}摄[）)])?"
    rf"|(?:资料图片?|资料照片|档案图片|视频截图|网络图片|网络截图|受访者供图|效果图|示意图|資料圖片)"
    rf"|[^，。！？；、]{{2,24}}?\s*[/／]?\s*(?:{_SHOT})",
    re.IGNORECASE,
)
_LATIN_CREDIT = re.compile(
    r"(?:Photo(?:graph)?s?|Pictures?|Images?|Credit)\s*(?:by|courtesy of|credit)?\s*[:/]?\s+"
    r"\S.{1,60}",
    re.IGNORECASE,
)

_SAYS_CAPTION = re.compile(
    r"(?:[▲△▼▽↑↓←→◀▶►]\s*(?=\S)|图为|圖為|图[①-⑳\d一二三四五六七八九][:：、\s]?|[（(]?图[①-⑳\d]{1,2}[）)]"
    r"|(?:[上下左右]|左上|右上|左下|右下|题|頭|主|大|小|配|資料)[图圖](?:[:：为為]|\s)|(?:图片|照片|图)说明[:：]"
    r"|(?:资料图|组图|合影|图说|图注)[:：])"
)
_OWN_CREDITS = tuple(
    re.compile(pattern + r"\Z")
    for pattern in (
        rf"(?:(?<=[。！？”）])|\s+)(?P<credit>(?:{_AGENCIES})(?:记者)?\s*(?:发|图片|图)?\s*(?:[（(][^（）()]{{2,16}}[）)])?)",
        rf"\s*[（(](?P<credit>[^（）()]{{0,36}}?(?:{_SHOT}|资料图片?|资料照片|/图|截图))[）)]",
        r"\s*\((?P<credit>(?:Photo(?:graph)?s?|Pictures?|Images?|Credit)\b[^()]{2,60})\)",
        rf"(?P<credit>{GLUED_REPORTER}\s?[\u4e00-\u9fff·]{{2,4}}(?:\s[\u4e00-\u9fff·]{{2,4}})?\s?(?:摄影|/\s?图|摄|攝))",
        r"(?:(?<=[。！？”）])|\s+)(?P<credit>[^\s。！？，；]{0,12}\s?[^\s。！？，；]{1,10}?\s?(?:/\s?)?"
        r"(?:摄影|摄|供图|攝|(?<=[/／ ])图))",
        r"(?<=[.!?”])\s+(?P<credit>(?:PHOTOS? BY )?[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){1,3}"
        r"(?: ?/ ?[A-Z ]{3,30})?)",
    )
)
"""Credits behind a caption, the surer form first."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption, and the credit that was printed behind it."""

    text: str
    """What the photo shows."""
    credit: str = ""
    """Whose it is; empty where the line does not say."""
    between: str = ""
    """The marks between and round them that neither keeps."""


def caption(text: str) -> Caption:
    """`text` as a caption with its own credit behind it."""
    for pattern in _OWN_CREDITS:
        match = pattern.search(text)
        body = text[: match.start()].rstrip() if match else ""
        if match and len(body) >= 2:
            credit = match["credit"].strip()
            between = text[len(body) :].replace(credit, "", 1)
            return Caption(body, credit, "".join(between.split()))
    return Caption(text)


def says_caption(text: str) -> bool:
    """Whether the line's own words say that it stands at a photo: `图为`, `▲`, `左图：`."""
    return _SAYS_CAPTION.match(text) is not None


def is_page_credit(text: str) -> bool:
    """Whether the line credits all photos of the page: `本版图片均由…提供`."""
    core = unwrapped(text).rstrip("。")
    return len(core) <= 50 and _PAGE_CREDIT.fullmatch(core) is not None


def is_photo_credit(text: str) -> bool:
    """Whether the line says whose one photo is: `市科协供图`, `本报记者 江川 摄`."""
    core = unwrapped(text).rstrip("。")
    if CLAUSE.search(core) or len(core) > 40:
        return False
    return bool(_PHOTO_CREDIT.fullmatch(core) or _LATIN_CREDIT.fullmatch(core))
