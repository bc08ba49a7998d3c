"""Lines of names: every form in which pages sign, and what only looks like one."""

import pytest

from pubkit.readers.galley.names import names_only, parsed


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("（撰文/林晓 周一帆）", [("撰文", "林晓", "周一帆")]),
        ("(本版策划/撰文 林晓 何苗)", [("本版策划/撰文", "林晓", "何苗")]),
        ("□ 何苗/文 江川/图", [("文", "何苗"), ("图", "江川")]),
        ("文/图 江川", [("文/图", "江川")]),
        ("记者 江川 文/图", [("记者 文/图", "江川")]),
        ("采写：晨报见习记者 周一帆", [("采写 晨报见习记者", "周一帆")]),
        (
            "文/湖城日报记者林晓 通讯员何苗、江川",
            [("文/湖城日报记者", "林晓"), ("通讯员", "何苗", "江川")],
        ),
        ("本报记者林晓本报通讯员何苗", [("本报记者", "林晓"), ("本报通讯员", "何苗")]),
        ("新华社记者林晓何苗", [("新华社记者", "林晓", "何苗")]),
        ("（记者 江　川）", [("记者", "江川")]),
        ("责编 何苗 美编 江川 校对 林晓", [("责编", "何苗"), ("美编", "江川"), ("校对", "林晓")]),
        ("责编：何苗丨美编：江川", [("责编", "何苗"), ("美编", "江川")]),
        ("作者：科普周刊编辑部", [("作者", "科普周刊编辑部")]),
        ("（撰文 浪里白条）", [("撰文", "浪里白条")]),
        ("阿依古丽·买买提/文", [("文", "阿依古丽·买买提")]),
        ("記者何曉苗／湖城報導", [("記者", "何曉苗")]),
    ],
)
def test_a_line_of_names_is_parted(line: str, credits: list[tuple[str, ...]]) -> None:
    assert [(credit.role, *credit.names) for credit in parsed(line)] == credits


@pytest.mark.parametrize(
    "line",
    [
        "记者昨日获悉，图书馆明天开放。",
        "编辑部的故事",
        "本报记者调查",
        "策划周到 服务贴心",
        "专家：睡前少看手机",
        "记者：您怎么看",
        "一线生机",
        "图书馆里的灯",
        "文化惠民 图书下乡",
    ],
)
def test_what_only_begins_like_a_byline_is_none(line: str) -> None:
    assert parsed(line) == ()


def test_names_alone_are_names_only_if_each_is_one() -> None:
    assert names_only("林晓 周一帆") == ("林晓", "周一帆")
    assert names_only("■阿朴 林晓") == ("阿朴", "林晓")
    assert names_only("■声音") == ()
    assert names_only("林间 小路") == ()
