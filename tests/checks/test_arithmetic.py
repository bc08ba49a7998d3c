"""Shares, growth, multiples and sums that a reader can work out."""

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text

CODES = {"share-wrong", "growth-wrong", "multiple-wrong", "sum-wrong"}


def found(text: str) -> list[tuple[str, str]]:
    article = Article("题", lead=(Paragraph((Text(text),)),))
    notices = pubkit.check(pubkit.Reading(article), [])
    return [(n.code, n.text.partition(":")[0]) for n in notices if n.code in CODES]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全市有312个村通了公交，占全部行政村400个的87%。", "312 / 400 is 78.0 %, not 87 %"),
        ("去年312人参赛，占全部选手400名的87.5%。", "312 / 400 is 78.00 %, not 87.5 %"),
        ("受访的400名居民中，有312人赞成，占87%。", "312 / 400 is 78.0 %, not 87 %"),
        ("全县有学校400所，其中小学312所，占比为87%。", "312 / 400 is 78.0 %, not 87 %"),
        ("共抽检食品400批次，合格312批次，合格率87%。", "312 / 400 is 78.0 %, not 87 %"),
        (
            "竣工面积400万平方米，销售312万平方米，占竣工面积的87%。",
            "312万 / 400万 is 78.0 %, not 87 %",
        ),
        ("目录总共400条，免税的有312条，占总条目的87%。", "312 / 400 is 78.0 %, not 87 %"),
        ("集市400个，其中：综合312个、占87·0%。", "312 / 400 is 78.00 %, not 87.0 %"),
        ("投入3.6万元，占全部经费12万元的40%。", "3.6万 / 12万 is 30.0 %, not 40 %"),
        ("参赛作品３１２件，占全部作品４００件的８７％。", "312 / 400 is 78.0 %, not 87 %"),
        (
            "At the fair, 312 of the 400 guests (87 percent) stayed.",
            "312 / 400 is 78.0 %, not 87 %",
        ),
        ("Of all guests, 312 of 400 (87%) came back.", "312 / 400 is 78.0 %, not 87 %"),
    ],
)
def test_a_share_that_does_not_follow_is_worked_out(text: str, said: str) -> None:
    assert found(text) == [("share-wrong", said)]


@pytest.mark.parametrize(
    "text",
    [
        "全市有312个村通了公交，占全部行政村400个的78%。",
        "全市有315个村通了公交，占全部行政村400个的79%。",
        "近300个村通了公交，占全部行政村400个的78%。",
        "投入3.6万元，占全部经费12万元的三成，比上年多5%。",
        "2020年，312人参赛，占全省选手的87%。",
        "全市新建小区35个，惠及居民2300户，占全市居民的5%。",
        "出口300亿元，进口500亿元，占全省进出口总额1000亿元的80%。",
        "受访的400名居民中，有312人赞成，占78%，88人反对，占22%。",
        "全县有学校400所，其中小学312所，覆盖90%的乡镇。",
        "年利率3.5%，存款400元，一年后得414元。",
        "有60—80人到场，占全部会员400人的15%。",
        "抽检食品400批次，有88批次不合格，抽样合格率为70%。",
        "今年旅客1010万人次，而去年为249万人次，增长率为59%。",
        "全省竣工400万平方米，本市竣工312万平方米，占全国竣工面积的7%。",
        "120个村的村民占全县人口40万人的30%。",
    ],
)
def test_a_share_that_may_be_meant_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("场馆从120座增加到180座，增长60%。", "From 120 to 180 is 50.0 %, not 60 %"),
        (
            "产值由2015年的120亿元增长到2020年的180亿元，增长了60%。",
            "From 120亿 to 180亿 is 50.0 %, not 60 %",
        ),
        ("客流同比增长60%，由120万人次增至180万人次。", "From 120万 to 180万 is 50.0 %, not 60 %"),
        ("场馆从120增加到180座，增长60%。", "From 120 to 180 is 50.0 %, not 60 %"),
        ("事故从200起下降到150起，降幅达35%。", "From 200 to 150 is -25.0 %, not 35 %"),
        (
            "覆盖率从45%提高到60%，提高了25个百分点。",
            "From 45 % to 60 % is 15.0 points, not 25",
        ),
        (
            "年产机器1280台，比去年增加320台，增长25%。",
            "320 on the 960 there were before is 33.3 %, not 25 %",
        ),
        (
            "产值600万元，比2024年减少200万元，同比下降33.3%。",
            "200万 on the 800万 there were before is 25.00 %, not 33.3 %",
        ),
        (
            "A 70 percent decline from 1,200 to 600 visits.",
            "From 1,200 to 600 is -50.0 %, not 70 %",
        ),
        ("会员由100人增加到500人，增长了8倍。", "500 is 5.0 times 100, not 8"),
    ],
)
def test_growth_that_does_not_follow_is_worked_out(text: str, said: str) -> None:
    assert found(text) == [("growth-wrong", said)]


@pytest.mark.parametrize(
    "text",
    [
        "场馆从120座增加到180座，增长50%。",
        "部门由84个减至53个，人员减少了15%。",
        "人员减少15%，部门由84个减至53个。",
        "场馆从120增加到180座，增长五成。",
        "产值由2015年的120亿元增长到2020年的180亿元，年均增长8.4%。",
        "产值由2015年的120亿元增长到2020年的180亿元，同比增长6%。",
        "事故从200起下降到150起，下降25%。",
        "覆盖率从45%提高到60%，提高了15个百分点。",
        "覆盖率从45%提高到60%，提高33%。",
        "会员由100人增加到500人，增长了4倍。",
        "会员由100人增加到500人，增长了5倍。",
        "年产机器1280台，比去年增加320台，同比增长33.3%。",
        "年产机器1280台，比上月增加320台，同比增长25%。",
        "年产机器1280台，比去年增加320台，其中出口增长25%。",
        "A 50 percent decline from 1,200 to 600 visits.",
        "A 70 percent decline from 1.2 million to 600,000 visits.",
        "A 20 percent decline from May 1 to June 3.",
        "A 20 percent decline from 2019 to 2023.",
        "客流从3增加到5万人次，增长67%。",
        "场馆从120增加到180座，增长50%。",
    ],
)
def test_growth_that_may_be_meant_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_multiple_that_does_not_follow_is_worked_out() -> None:
    assert found("今年捐款480万元，是去年120万元的5倍。") == [
        ("multiple-wrong", "480万 / 120万 is 4.0, not 5")
    ]
    assert found("今年捐款480万元，是去年120万元的4倍。") == []
    assert found("今年捐款500万元，是去年120万元的4倍多。") == []
    assert found("市盈率是同行的40倍，股价为12元。") == []


def test_parts_that_exclude_each_other_are_no_more_than_their_whole() -> None:
    wrong = "评出优秀作品20件，其中一等奖5件、二等奖8件、三等奖9件。"
    assert found(wrong) == [("sum-wrong", "5 + 8 + 9 is 22, more than 20")]
    assert found("评出优秀作品22件，其中一等奖5件、二等奖8件、三等奖9件。") == []
    assert found("共有队员20人，其中党员15人、女性8人。") == []
    assert found("评出作品20余件，其中一等奖5件、二等奖8件、三等奖9件。") == []


def test_kinds_of_one_thing_are_no_more_than_all_of_it() -> None:
    wrong = "秋粮398万亩，其中水稻210万亩、玉米120万亩、大豆58万亩、薯类30万亩。"
    assert found(wrong) == [("sum-wrong", "210万 + 120万 + 58万 + 30万 is 418万, more than 398万")]
    assert found(wrong.replace("398", "418")) == []


@pytest.mark.parametrize(
    "text",
    [
        "耕地398万亩，其中水稻210万亩、玉米120万亩、高标准农田158万亩。",
        "耕地398万亩，其中粮食300万亩、水稻110万亩、玉米58万亩。",
        "耕地100万亩，其中水稻90万亩、玉米80万亩、薯类70万亩。",
        "收入50亿元，其中税收40亿元、增值税12亿元、房产税3亿元。",
        "学校40所，其中小学20所、中学12所、寄宿制15所。",
    ],
)
def test_parts_that_may_overlap_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_shares_of_one_whole_are_no_more_than_a_hundred_per_cent() -> None:
    wrong = "种植结构中，水稻占45%，玉米占35%，薯类占30%。"
    assert found(wrong) == [("sum-wrong", "45 + 35 + 30 is 110 %, more than the whole")]
    assert found(wrong.replace("35", "25")) == []
    assert found("水稻占33.4%，玉米占33.3%，薯类占33.4%。") == []
    assert found("党员占45%，女性占35%，青年占30%。") == []
    assert found("会游泳的占45%，会骑车的占35%，会下棋的占30%。") == []
    assert found("水稻占本县的45%，玉米占全市的35%，薯类占全省的30%。") == []
