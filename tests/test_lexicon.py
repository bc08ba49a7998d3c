"""Words, breaks and sounds."""

import re
import subprocess
import sys
import time
from importlib.resources import files

import pytest

from pubkit import lexicon


def test_frequent_words_weigh_more_than_rare_ones() -> None:
    assert lexicon.frequency("我们") > lexicon.frequency("我辈") > lexicon.frequency("我门") == 0


def test_a_text_is_cut_into_words_and_nothing_is_lost() -> None:
    text = "全市新建了12座图书馆，读者说“很方便”。"
    words = lexicon.segment(text)
    assert "".join(words) == text
    assert {"全市", "新建", "图书馆", "读者", "方便", "12"} <= set(words)


def test_the_likelier_text_has_the_higher_logarithm() -> None:
    assert lexicon.likeliest("读者人数")[0] > lexicon.likeliest("读者入数")[0]


def test_a_character_has_its_most_frequent_word() -> None:
    assert lexicon.partner("妇") == "妇女"
    assert lexicon.partner("。") == ""


def test_segmentation_is_linear() -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        lexicon.segment("图书馆里坐满了人" * length)
        return time.process_time() - start

    seconds(10)  # reads the data
    assert seconds(16_000) < 16 * seconds(2_000)


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("志愿者在社区图书", "馆整理旧报纸", "图书馆"),
        ("第一季度共完成投", "资12亿元", "投资"),
        ("老人每天都要去公", "园散步", "公园"),
        ("走进这座城", "市的清晨", "城市"),
    ],
)
def test_a_break_inside_a_word_is_seen(left: str, right: str, word: str) -> None:
    assert lexicon.cut_word(left, right) == word


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("让孩子在阅读中成长", "城南小学的图书角又添新书"),
        ("冬季行车请减速慢行", "人民医院急诊科昨日提醒"),
        ("古村落保护与建设", "有一条路走了十年"),
        ("陈晓光", "明日起停水"),
        ("摄影何新", "闻名全国的古镇"),
        ("雨后的山村。", "村民"),
        ("", "村民"),
        ("see page", "村民"),
    ],
)
def test_two_words_that_only_meet_are_not_one(left: str, right: str) -> None:
    assert lexicon.cut_word(left, right) == ""


def test_characters_sound_without_tones() -> None:
    sounds = {char: lexicon.syllable(char) for char in "任仁女长的"}
    assert sounds == {"任": "ren", "仁": "ren", "女": "nü", "长": "zhang", "的": "de"}
    assert lexicon.syllable("A") == lexicon.syllable("。") == ""


def test_the_file_says_its_sum() -> None:
    total, *lines = files(lexicon).joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    assert int(total) == sum(int(n) for line in lines for n in line.split(" ")[2::2])


def test_chinese_characters_are_those_of_the_ranges() -> None:
    pattern = re.compile(f"[{lexicon.HAN}]")
    around = {
        chr(code + step)
        for code in map(ord, "\u3007\u3400\u4dbf\u4e00\u9fff")
        for step in (-1, 0, 1)
    }
    assert all(lexicon.is_han(c) == bool(pattern.fullmatch(c)) for c in {*around, "", "a", "，"})


def test_the_data_is_read_on_first_use_only() -> None:
    code = (
        "from pubkit.lexicon import words, syllables;"
        "assert not words._file.cache_info().currsize;"
        "words.frequency('字');"
        "assert words._file.cache_info().currsize;"
        "assert not syllables._syllables.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_each_table_stands_beside_its_licence() -> None:
    folder = files(lexicon)
    for package in ("jieba", "pypinyin"):
        licence = folder.joinpath(f"LICENSE-{package}.txt").read_text(encoding="utf-8")
        assert package in licence.splitlines()[0]
        assert "MIT License" in licence
        assert "WITHOUT WARRANTY OF ANY KIND" in licence
