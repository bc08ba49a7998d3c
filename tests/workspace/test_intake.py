"""Importing: a page becomes an article's folder, and nothing that stood there is lost."""

from pathlib import Path

import pytest

import pubkit
from pubkit import Article, Asset, ImportRecord, Manuscript
from pubkit.errors import ReadError, WriteError
from pubkit.model import Figure, Text
from pubkit.testing import picture
from pubkit.workspace.intake import take_in

PAGE = """把书架搬进地铁站

——2026年阅读推广综述

A 书架进站 随手可借

清晨六点半，第一班车还没有进站，借书柜前已经站了三个人，他们都在等新书。

B 馆员值守 老人会用

图书馆每个周末派馆员到站台值守，手把手地教老人借书，一位老先生学会了。

（撰文/林晓 周一帆）
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_what_was_written_reads_back_as_the_same_article(page: Path, tmp_path: Path) -> None:
    intake = pubkit.import_article(page, tmp_path / "x")
    again = pubkit.read(tmp_path / "x")
    assert again.article == intake.reading.article
    assert (again.reviewed, intake.reading.reviewed) == (True, False)


def test_each_article_is_given_an_id_of_its_own(page: Path, tmp_path: Path) -> None:
    ids = {pubkit.import_article(page, tmp_path / x).reading.article.id for x in "ab"}
    assert len(ids) == 2
    assert all(one.startswith("urn:uuid:") for one in ids)


def test_importing_the_same_page_again_changes_nothing(page: Path, tmp_path: Path) -> None:
    first = pubkit.import_article(page, tmp_path / "x")
    second = pubkit.import_article(page, tmp_path / "x")
    assert second.reading.article == first.reading.article
    assert second.kept == ()


def test_an_article_that_was_edited_is_not_replaced(page: Path, tmp_path: Path) -> None:
    article = pubkit.import_article(page, tmp_path / "x").article
    edited = article.read_bytes() + "\n又一段。\n".encode()
    article.write_bytes(edited)
    with pytest.raises(WriteError, match="another one stands there; name another folder, or --rep"):
        pubkit.import_article(page, tmp_path / "x")
    assert article.read_bytes() == edited


def test_what_is_replaced_is_kept_and_so_is_its_id(page: Path, tmp_path: Path) -> None:
    first = pubkit.import_article(page, tmp_path / "x")
    for number, name in enumerate(("article.md.bak", "article.md.bak2")):
        edited = first.article.read_bytes() + f"\n第{number}次。\n".encode()
        first.article.write_bytes(edited)
        second = pubkit.import_article(page, tmp_path / "x", replace=True)
        assert second.kept == (tmp_path / "x" / name,)
        assert second.kept[0].read_bytes() == edited
    assert second.reading.article.id == first.reading.article.id


def test_an_article_json_is_not_hidden(page: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "article.json").write_text('{"title": "题"}')
    with pytest.raises(WriteError, match=r"would hide the article\.json that is there"):
        pubkit.import_article(page, tmp_path / "x", replace=True)


def test_an_article_is_not_imported_again(page: Path, tmp_path: Path) -> None:
    article = pubkit.import_article(page, tmp_path / "x").article
    with pytest.raises(ReadError, match="it is an article already"):
        pubkit.import_article(article, tmp_path / "y")


def test_a_source_inside_the_folder_stays(page: Path, tmp_path: Path) -> None:
    pubkit.import_article(page, tmp_path)
    assert page.read_text("utf-8") == PAGE
    assert pubkit.read(tmp_path).article.title == "把书架搬进地铁站"


def manuscript(data: bytes) -> Manuscript:
    """One that brings a picture, as a word processor's file does."""
    figure = Figure(photo="photos/one.png", caption=(Text("灯塔。"),))
    return Manuscript(
        Article(title="灯塔", lead=(figure,)),
        assets={"photos/one.png": Asset(data, "image/png", 1, 1, "RGB")},
        record=ImportRecord(file="a.docx", encoding="utf-8", characters=1, lines=1),
    )


def test_pictures_of_the_source_lie_below_the_article(tmp_path: Path) -> None:
    data = picture().data
    intake = take_in(manuscript(data), tmp_path / "a.docx", tmp_path / "x", replace=False)
    assert intake.photos == (tmp_path / "x/photos/one.png",)
    assert intake.photos[0].read_bytes() == data
    assert not [n for n in intake.reading.notices if n.severity == "error"]


def test_another_picture_of_that_name_is_kept(tmp_path: Path) -> None:
    photo = tmp_path / "x" / "photos" / "one.png"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"old")
    with pytest.raises(WriteError, match=r"one\.png: another one stands there"):
        take_in(manuscript(b"new"), tmp_path / "a.docx", tmp_path / "x", replace=False)
    assert not (tmp_path / "x" / "article.md").exists()
    kept = take_in(manuscript(b"new"), tmp_path / "a.docx", tmp_path / "x", replace=True).kept
    assert [path.read_bytes() for path in kept] == [b"old"]
