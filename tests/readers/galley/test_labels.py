"""Labels: letters and numbers before headings, and what only looks like them."""

import pytest

from pubkit.readers.galley.labels import is_complete, labelled


@pytest.mark.parametrize(
    ("line", "label", "scheme", "number", "rest"),
    [
        ("A", "A", "alpha", 1, ""),
        ("Ｂ 把课堂搬到湖边", "B", "alpha", 2, "把课堂搬到湖边"),
        ("C、守灯的人", "C、", "alpha", 3, "守灯的人"),
        ("二、谁来讲课", "二、", "cjk", 2, "谁来讲课"),
        ("（十一）经费", "（十一）", "paren-cjk", 11, "经费"),
        ("叁", "叁", "formal", 3, ""),
        ("04 夜航", "04", "decimal", 4, "夜航"),
        ("5.夜航", "5.", "decimal", 5, "夜航"),
        ("第三章 归来", "第三章", "part", 3, "归来"),
        ("问题二：钱从哪里来", "问题二：", "noun", 2, "钱从哪里来"),
        ("23：30", "23：30", "clock", 0, ""),
        ("■ 灯塔", "■", "ornament", 0, "灯塔"),
    ],
)
def test_a_label_is_read(line: str, label: str, scheme: str, number: int, rest: str) -> None:
    form = labelled(line)
    assert form is not None
    found, words = form
    assert found.text.translate({ord("Ｂ"): "B"}) == label
    assert (found.scheme, found.number, words) == (scheme, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "A股三连涨",
        "A new lamp",
        "95个单位",
        "3 月的雨",
        "1.5万人",
        "一个人的灯塔",
        "2019年冬",
        "I am",
    ],
)
def test_a_word_or_a_figure_is_no_label(line: str) -> None:
    assert labelled(line) is None


def test_only_one_to_n_each_once_is_a_complete_run() -> None:
    assert is_complete([1, 4, 2, 3])
    assert not is_complete([1, 3])
    assert not is_complete([1, 2, 2])
    assert not is_complete([1])
