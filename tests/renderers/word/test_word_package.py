"""The package: what Word, and any zip program, finds in it."""

import hashlib
import io
import posixpath
import zipfile
from datetime import UTC, datetime

import docx
import pytest

import pubkit
from pubkit.model import Article, Link, Paragraph, Text
from pubkit.notation import dump
from pubkit.renderers.word import Docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BARE = pubkit.admit(Article(title="无题", lead=(Paragraph((Text("一句。"),)),)))


def test_same_input_gives_same_bytes(article, assets, style, output) -> None:
    assert Docx().render(article, assets, style) == output


def test_content_types_come_first_and_the_rest_is_sorted(output) -> None:
    names = zipfile.ZipFile(io.BytesIO(output.main.data)).namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_no_entry_bears_a_date_of_today(output) -> None:
    entries = zipfile.ZipFile(io.BytesIO(output.main.data)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_photos_are_stored_once_and_untouched(files, assets) -> None:
    media = [data for name, data in files.items() if name.startswith("word/media/")]
    assert sorted(media) == sorted(asset.data for asset in assets.values())


def test_every_relationship_leads_somewhere_and_is_used(files, parts) -> None:
    for name, rels in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for relation in rels:
            if relation.get("TargetMode") == "External":
                assert relation.get("Id").encode() in files[owner]
            else:
                target = posixpath.join(posixpath.dirname(owner), relation.get("Target"))
                assert target in files


def test_every_part_has_a_content_type(files, parts) -> None:
    types = parts["[Content_Types].xml"]
    known = {entry.get("PartName", "").lstrip("/") for entry in types}
    endings = {entry.get("Extension") for entry in types}
    for name in files:
        assert name in known or name.rpartition(".")[2] in endings - {"xml"} or "Content" in name
    assert known - {""} <= set(files)


def test_word_shows_title_authors_dates_and_identity(output) -> None:
    properties = docx.Document(io.BytesIO(output.main.data)).core_properties
    assert properties.title == "渡船 Ferry 与灯塔"
    assert properties.author == "林晓; 周一帆" == properties.last_modified_by
    assert properties.keywords == "渡船, 灯塔"
    assert properties.comments == "一条航线，四个季节。"
    assert properties.identifier == "tag:example.org,2026:ferry"
    assert properties.language == "zh-CN"
    assert properties.created == datetime(2026, 11, 20, tzinfo=UTC)
    assert properties.modified == datetime(2026, 11, 21, tzinfo=UTC)


def test_identity_and_revision_are_custom_properties(article, parts) -> None:
    found = {entry.get("name"): entry[0].text for entry in parts["docProps/custom.xml"]}
    assert found == {
        "pubkit.id": "tag:example.org,2026:ferry",
        "pubkit.base": hashlib.sha256(dump(article)).hexdigest()[:16],
        "pubkit.layout": "news",
        "pubkit.lang": "zh-CN",
        "pubkit.url": "https://example.org/2026/ferry",
        "pubkit.published": "2026-11-20T08:00:00+08:00",
        "pubkit.updated": "2026-11-21T08:00:00+08:00",
        "pubkit.numbering": "upper-alpha",
        "pubkit.credits": "1 0",
        "pubkit.fig_4": "fig_4 place=end",
    }


def test_no_property_is_longer_than_words_dialog_takes(style) -> None:
    article = pubkit.admit(Article(title="长", url="https://example.org/" + "a" * 300))
    files = zipfile.ZipFile(io.BytesIO(Docx().render(article, {}, style).main.data))
    assert b"pubkit.url" not in files.read("docProps/custom.xml")


def test_an_article_without_dates_gets_a_fixed_one(style) -> None:
    data = Docx().render(BARE, {}, style).main.data
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.created == properties.modified == datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:00:00-08:00"])
def test_dates_at_the_ends_of_the_calendar_do_not_break_it(style, moment) -> None:
    far = datetime.fromisoformat(moment)
    article = pubkit.admit(Article(title="远", published=far, lead=BARE.lead))
    data = Docx().render(article, {}, style).main.data
    assert docx.Document(io.BytesIO(data)).core_properties.created in (
        datetime(1601, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, tzinfo=UTC),
    )


def test_a_digest_beyond_255_characters_is_whole(style) -> None:
    article = pubkit.admit(Article(title="长", digest="一二三四五" * 60, lead=BARE.lead))
    data = Docx().render(article, {}, style).main.data
    assert docx.Document(io.BytesIO(data)).core_properties.comments == article.digest


def test_the_same_address_is_one_relationship(style) -> None:
    there, other = (
        Paragraph((Link(f"https://example.org/{name}", (Text(name),)),)) for name in "ab"
    )
    article = pubkit.admit(Article(title="题", lead=(there, other, there)))
    data = Docx().render(article, {}, style).main.data
    rels = docx.Document(io.BytesIO(data)).part.rels.values()
    targets = [rel.target_ref for rel in rels if rel.is_external]
    assert targets == ["https://example.org/a", "https://example.org/b"]


def test_columns_end_level_even_where_nothing_is_signed_off(style) -> None:
    data = Docx().render(BARE, {}, style).main.data
    sections = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:sectPr/w:cols")
    assert [cols.get(f"{W}num") for cols in sections][-2:] == [str(style.page.columns), None]


def test_an_article_without_lists_and_notes_has_no_such_parts(style) -> None:
    data = Docx().render(BARE, {}, style).main.data
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not {"word/numbering.xml", "word/footnotes.xml"} & set(names)
