"""Photos and their words."""

from collections.abc import Iterable

import pytest

import pubkit
from pubkit.assets import Asset
from pubkit.model import Article, Figure, Paragraph, Text

TEXT = Paragraph((Text("正文如此。"),))


def photo(caption: str, key: str = "a.jpg", credit: str = "甲摄", place: str = "column") -> Figure:
    return Figure(key, (Text(caption),) if caption else (), credit, place=place)  # type: ignore[arg-type]


def picture(width_px: int, data: bytes = b"x") -> Asset:
    return Asset(data, "image/jpeg", width_px, width_px)


def found(
    figures: Iterable[Figure],
    assets: dict[str, Asset] | None = None,
    channels: Iterable[str] = ("docx",),
    page: str = "",
) -> list[tuple[str, str, str]]:
    article = Article("题", lead=(TEXT, *figures), photo_credit=page)
    notices = pubkit.check(pubkit.Reading(article, assets or {}), channels)
    own = ("photo", "caption", "credit")
    return [(n.severity, n.code, n.where) for n in notices if n.code.startswith(own)]


@pytest.mark.parametrize(
    ("width_px", "place", "expected"),
    [
        (700, "column", []),
        (560, "column", [("info", "photo-coarse", "lead[1]")]),
        (440, "column", [("warning", "photo-coarse", "lead[1]")]),
        (1300, "lead", []),
        (700, "lead", [("warning", "photo-coarse", "lead[1]")]),
    ],
)
def test_a_photo_needs_pixels_for_the_place_it_wants(
    width_px: int, place: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found([photo("图一。", place=place)], {"a.jpg": picture(width_px)}) == expected


def test_a_broadsheet_wants_more_pixels_for_its_lead_and_a_screen_none() -> None:
    lead, assets = [photo("图一。", place="lead")], {"a.jpg": picture(1300)}
    assert found(lead, assets, ["pdf", "page"])[0][:2] == ("info", "photo-coarse")
    assert found(lead, {"a.jpg": picture(80)}, ["rss", "wechat"]) == []


@pytest.mark.parametrize(
    ("page", "differs"),
    [
        ("本版图片均由市科协提供", True),
        ("本版图片除署名外均由市科协提供", False),
        ("图片由市科协提供", False),
        ("本版照片均由甲摄", False),
    ],
)
def test_a_page_credit_for_all_photos_leaves_no_room_for_another(page: str, differs: bool) -> None:
    expected = [("warning", "credit-differs", "lead[1]")] if differs else []
    assert found([photo("图一。")], page=page) == expected


def test_one_photo_shown_twice_is_found_by_name_and_by_content() -> None:
    twice = [photo("图一。"), photo("图二。")]
    assert found(twice) == [("warning", "photo-repeated", "lead[2]")]
    copies = [photo("图一。"), photo("图二。", "b.jpg")]
    same = {"a.jpg": picture(900), "b.jpg": picture(900)}
    assert found(copies, same) == [("warning", "photo-repeated", "lead[2]")]
    other = {"a.jpg": picture(900), "b.jpg": picture(900, b"y")}
    assert found(copies, other) == []


def test_two_photos_want_two_captions() -> None:
    twice = [photo("孩子们在山上种树。"), photo("孩子们在山上种树。", "b.jpg")]
    assert found(twice) == [("warning", "caption-repeated", "lead[2]")]
    assert found([photo("资料图。"), photo("资料图。", "b.jpg")]) == []


def test_captions_end_alike() -> None:
    captions = [photo(text, f"{text}.jpg") for text in ("种树。", "浇水。", "合影")]
    assert found(captions) == [("info", "caption-stop", "lead[3]")]
    assert found(captions[1:]) == []


def test_a_caption_is_no_paragraph() -> None:
    assert found([photo("长" * 110)]) == []
    assert found([photo("长" * 111)]) == [("info", "caption-long", "lead[1]")]
