"""An article with every kind of node in awkward company, and its .docx taken apart."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

import pubkit
from pubkit.model import (
    Article,
    Box,
    Break,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Inline,
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
from pubkit.renderers.word import Docx
from pubkit.testing import picture

EIGHT = datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=8)))


def words(*pieces: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def para(*pieces: str | Inline) -> Paragraph:
    return Paragraph(words(*pieces))


def item(*blocks: object) -> Item:
    return Item(blocks)


def _first() -> Section:
    link = Link(
        "https://example.org/a?b=1&c=2", words("渡船时刻", Strong(words("表"))), "每天“两班”"
    )
    nested = List(
        (item(para("看潮汐；"), List((item(para("初一、十五大潮。")),))), item()), True, 4
    )
    log = Link("https://example.org/log", words("日志"))
    depth = ("水深12 m", Sup(words("2")), "，盐度", Sub(words("甲")), "，", Code("LH-07\tA"), "。")
    return Section(
        words("船从哪里来", Footnote(words("据码头", log))),
        (
            para("“船来了……”他喊道，", link, "见", Link("#dock", words("码头图")), "。"),
            para(*depth, Break(), "另一行。"),
            para(Emph(words("守塔的Old Tom老人", Strong(words("从不")))), "误点——don’t worry。"),
            Quote((para("“灯亮着，"), para("人就在。”"), List((item(para("引中之列。")),)))),
            Subheading(words("时刻表")),
            nested,
            List((item(para("另一张单子从一数起。")),), True),
            Subheading(words("更小的标题"), 4),
            Table(
                (words("班次"), words("开船", Footnote(words("夏令时另计。")))),
                ((words("早班"), words("7:05")), (words("晚班"), words("17:40"))),
                ("left", "right"),
            ),
            Table((words("紧跟着的表"),), ((words("也在。"),),)),
        ),
    )


def _second() -> Section:
    box = Box(
        words("数据窗"),
        (para("全年312班。"), List((item(para("停航21天。")),)), Quote((para("盒中引语。"),))),
    )
    march = Footnote(words("摄于三月。"))
    return Section(
        words("灯塔守到几时"),
        (
            Figure("tall.png", words("灯塔。"), "何苗摄", "白色灯塔", "wide"),
            Figure("wide.png", words("码头。", march), alt="石码头", id="dock"),
            box,
            Box((), (para("没有标题的盒子。"),)),
            Figure(None, words("新灯塔效果图。"), "设计院供图", "新灯塔", "end"),
            para("夜里，灯又亮了。"),
        ),
    )


@pytest.fixture(scope="session")
def article() -> Article:
    ferry = Figure("wide.png", words("清晨的渡口。"), "陈舟摄", "雾中的渡口", "lead")
    return pubkit.admit(
        Article(
            title="渡船 Ferry 与灯塔",
            kicker="海岛札记",
            deck="——一条航线的四季",
            credits=(Credit("编辑", ("何苗",)), Credit("撰文", ("林晓", "周一帆"))),
            photo_credit="本版图片均由港务站提供",
            source="海岛日报",
            published=EIGHT,
            updated=EIGHT + timedelta(days=1),
            id="tag:example.org,2026:ferry",
            url="https://example.org/2026/ferry",
            keywords=("渡船", "灯塔"),
            digest="一条航线，四个季节。",
            numbering="upper-alpha",
            lead=(ferry, para("天还没亮。")),
            sections=(_first(), _second(), Section((), (para("没有标题的一节。"),))),
        )
    )


@pytest.fixture(scope="session")
def assets() -> Mapping[str, pubkit.Asset]:
    return {"wide.png": picture(600, 400), "tall.png": picture(400, 900)}


@pytest.fixture(scope="session")
def output(
    article: Article, assets: Mapping[str, pubkit.Asset], style: pubkit.Style
) -> pubkit.Output:
    return Docx().render(article, assets, style)


@pytest.fixture(scope="session")
def files(output: pubkit.Output) -> Mapping[str, bytes]:
    """Member name → bytes."""
    with zipfile.ZipFile(io.BytesIO(output.main.data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="session")
def parts(files: Mapping[str, bytes]) -> Mapping[str, etree._Element]:
    """Member name → tree, of those that are XML."""
    return {
        name: etree.fromstring(data)
        for name, data in files.items()
        if name.endswith((".xml", ".rels"))
    }


@pytest.fixture(scope="session")
def document(parts: Mapping[str, etree._Element]) -> etree._Element:
    return parts["word/document.xml"]


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{faces}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>黑体</family><prefer><family>Pubkit Hei</family></prefer></alias>
<match target="pattern"><edit name="family" mode="append_last"><string>Pubkit Song</string></edit>
</match>
</fontconfig>"""


@pytest.fixture(scope="session")
def office() -> Callable[[Path], None]:
    """Makes PDFs of all documents in a folder, with LibreOffice; skips where that is absent."""
    program = shutil.which("soffice")
    if program is None:
        missing = "needs LibreOffice (apt-get install libreoffice-writer)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return lambda folder: _convert(program, folder)


def _convert(program: str, folder: Path) -> None:
    """PDFs of all documents in the folder, set with our faces and no others.

    The machine's own fonts would make other lines on every machine; with none that is Chinese,
    LibreOffice 7.4 was seen to lay one of these documents out for ever.
    """
    conf = folder / "fonts.conf"
    faces = pubkit.styles()["daily"].parent / "fonts"
    conf.write_text(FONTS.format(faces=faces, cache=folder / "cache"), "utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run(
        [*command, *sorted(folder.glob("*.docx"))],
        env={**os.environ, "FONTCONFIG_FILE": str(conf)},
        check=True,
        capture_output=True,
        timeout=120,
    )


@pytest.fixture
def validated(tmp_path, witness) -> Callable[[bytes], list[object]]:
    """What the Open XML SDK finds wrong with a document; skips where it is absent."""
    validator = witness("ooxml-validator")

    def judge(data: bytes) -> list[object]:
        path = tmp_path / "judged.docx"
        path.write_bytes(data)
        done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
        return list(json.loads(done.stdout)["errors"])

    return judge
