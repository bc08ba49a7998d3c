"""The article that the kit renders, and its photos."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime, timedelta, timezone
from functools import cache

from pubkit.admit import admit
from pubkit.assets import Asset, Assets
from pubkit.model import (
    Article,
    Box,
    Break,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)

__all__ = ["picture", "sample", "sample_assets"]


@cache
def sample() -> Article:
    """An article with every kind of node; photos `a.png` and `b.png`, one photo awaited."""
    eight = datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=8)))
    return admit(
        Article(
            title="灯塔下的图书馆 渔村孩子的第二课堂",
            kicker="新春走基层",
            deck="——记一座海岛上的阅读实验",
            credits=(Credit("撰文", ("林晓", "周一帆")), Credit("编辑", ("何苗",))),
            photo_credit="本版图片均由海岛学校提供",
            source="海岛日报",
            published=eight,
            updated=eight + timedelta(days=1),
            id="tag:example.org,2026:lighthouse",
            url="https://example.org/2026/lighthouse",
            keywords=("阅读", "海岛"),
            digest="一座灯塔，三千册书。",
            numbering="upper-alpha",
            lead=(
                Figure("a.png", (Text("灯塔下的阅览室。"),), "陈舟摄", "窗边读书的孩子", "lead"),
                Paragraph((Text("清晨六点，灯塔刚刚熄灭。"),)),
            ),
            sections=(_first(), _second()),
        )
    )


def _first() -> Section:
    return Section(
        (Text("书从哪里来"),),
        (
            Paragraph(
                (
                    Text("第一批书是"),
                    Strong((Text("渔民捐的"),)),
                    Text("，共"),
                    Emph((Text("三百册"),)),
                    Text("，见"),
                    Link("https://example.org/list", (Text("捐书名录"),)),
                    Text("。"),
                    Footnote((Text("名录由村委会保存。"),)),
                    Text("书房面积60 m"),
                    Sup((Text("2"),)),
                    Text("，禁放CO"),
                    Sub((Text("2"),)),
                    Text("灭火器，编号"),
                    Code("LH-07"),
                    Text("。"),
                    Break(),
                    Text("换行之后还有一句。"),
                )
            ),
            Quote((Paragraph((Text("“书在哪里，孩子就在哪里。”"),)),)),
            Subheading((Text("借书的规矩"),)),
            List(
                (
                    Item((Paragraph((Text("一次借两本；"),)),)),
                    Item((Paragraph((Text("按时归还，"),)), _nested())),
                ),
                ordered=True,
            ),
        ),
    )


def _nested() -> List:
    return List((Item((Paragraph((Text("台风天顺延。"),)),)),))


def _second() -> Section:
    return Section(
        (Text("孩子读什么"),),
        (
            Figure("b.png", (Text("借阅登记簿。"),), place="wide", focus=(0.5, 0.3)),
            Table(
                ((Text("类别"),), (Text("册数"),)),
                (((Text("童话"),), (Text("1203"),)), ((Text("科普"),), (Text("845"),))),
                ("left", "right"),
            ),
            Box((Text("数据窗"),), (Paragraph((Text("全年开放312天。"),)),)),
            Figure(None, (Text("新馆效果图待补。"),), "设计院供图", place="end"),
            Paragraph((Text("夜里，灯又亮了。"),)),
        ),
    )


def sample_assets() -> Assets:
    """The photos of `sample()`."""
    return {"a.png": picture(), "b.png": picture(320, 480)}


@cache
def picture(width_px: int = 480, height_px: int = 320) -> Asset:
    """A small PNG: a soft gradient, made without any library."""
    rows = io.BytesIO()
    for y in range(height_px):
        rows.write(b"\0")  # filter type None (PNG specification, §9.2)
        shade = 90 + 120 * y // height_px
        rows.write(bytes((shade, shade, 230)) * width_px)
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.getvalue())), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return Asset(data, "image/png", width_px, height_px)
