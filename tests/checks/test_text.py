"""What a sub-editor says of the text itself, and what is sound though it looks odd."""

import pytest

from pubkit.checks.text import TEXT
from pubkit.model import Article, Figure, Item, List, Paragraph, Quote, Section, Table, Text
from pubkit.notice import Notice
from pubkit.reading import Reading


def notices(article: Article) -> list[Notice]:
    return [n for rule in TEXT for n in rule(Reading(article), frozenset())]


def page(*paragraphs: str, title: str = "题", lang: str = "zh-CN") -> Article:
    return Article(title, lead=tuple(Paragraph((Text(p),)) for p in paragraphs), lang=lang)


def found(*paragraphs: str) -> list[tuple[str, str]]:
    return [(n.code, n.quote) for n in notices(page(*paragraphs))]


def codes(*paragraphs: str) -> set[str]:
    return {code for code, _ in found(*paragraphs)}


# ── marks that come in pairs ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("馆长说：“孩子们看得入迷，很晚才走。", "“"),
        ("馆长说孩子们看得入迷”，很晚才走。", "”"),
        ("他在《星空杂志上发表了文章。", "《"),
        ("观测站（海拔3200米建成于去年。", "（"),
        ("读书会以“共读”、“共写、“共讲”为内容。", "、“"),
    ],
)
def test_a_mark_without_its_partner_is_quoted(text: str, quote: str) -> None:
    assert found(text) == [("mark-unpaired", quote)]


def test_reversed_and_crossed_quotation_marks_are_told_apart() -> None:
    assert codes("全市评出”书香之家“五十户。") == {"quotes-reversed"}
    assert codes("全市评出“书香之家’五十户。") == {"quotes-crossed"}
    assert codes("他说“我读过“书香”这一栏”。") == {"quotes-nested"}
    assert codes("观测站（海拔3200米)建成。") == {"brackets-mixed"}


@pytest.mark.parametrize(
    "text",
    [
        "他说：“大家叫它‘小书房’，其实不小。”",
        "要点有三：1）开门；2）开灯；a)开书。",
        "看到照片他回了一个:)就走了。",
        "那届‘’98夏令营’办了十天。",
        "“’98夏令营”的老照片还挂在墙上，用的是42”的大框。",
        "It’s the farmers’ market of the ’90s.",
    ],
)
def test_sound_marks_pass(text: str) -> None:
    assert found(text) == []


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert found("他说：“第一天下雨。", "“第二天还是下雨。", "“第三天放晴了。”") == []
    assert found("信里写道：“第一天下雨。", "第二天还是下雨。", "第三天放晴了。”") == []


def test_a_remark_of_its_own_does_not_go_on_with_the_quotation_before() -> None:
    assert found("他说：“明天有雨。", "“真的吗？”孩子问。") == [("mark-unpaired", "“")]


def test_a_fault_in_a_heading_is_an_error() -> None:
    section = Section((Text("让“星空进社区"),), page("正文。").lead)
    article = Article("把星空》搬回家", sections=(section,))
    assert [(n.severity, n.where) for n in notices(article)] == [
        ("error", "title"),
        ("error", "sections[0]"),
    ]


def test_every_kind_of_text_is_read() -> None:
    paragraph = Paragraph((Text("甲）乙丙丁"),))
    words = paragraph.content
    article = Article(
        "题",
        deck="甲）乙丙丁",
        lead=(
            Figure("a.jpg", words),
            Quote((paragraph,)),
            List((Item((paragraph,)),)),
            Table((words,), ((words,),)),
        ),
    )
    assert [n.where for n in notices(article) if n.code == "mark-unpaired"] == [
        "deck",
        "lead[0]",
        "lead[1].blocks[0]",
        "lead[2].items[0].blocks[0]",
        "lead[3]",
        "lead[3]",
    ]


# ── punctuation and width ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("雨停了,大家继续赶路。", "half-width-punctuation"),
        ('大家叫它"书屋"，很亲切。', "half-width-punctuation"),
        ("他说'天快亮了'就走。", "half-width-punctuation"),
        ("馆长说：“雨停了。”。", "punctuation-doubled"),
        ("书屋(原粮站)已经开放。", "half-width-brackets"),
        ("雨停了，，大家继续赶路。", "punctuation-doubled"),
        ("雨停了。，大家继续赶路。", "punctuation-doubled"),
        ("，大家继续赶路。", "punctuation-leading"),
        ("馆里新添了2０张书桌。", "width-mixed"),
        ("馆里新添了２０张书桌，30把椅子。", "width-mixed"),
        ("孩子们在图书 馆里过周末，看得入迷。", "space-inside-word"),
    ],
)
def test_marks_and_spaces_out_of_place_are_reported(text: str, code: str) -> None:
    assert codes(text) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "电话12345,67890，时间8:30，比分3:2，见https://example.org/a,b。",
        "他读O'Neil的书，听Rock 'n' Roll，身高5'的孩子。",
        "馆长说：“雨停了。”他问：“真的？”。",
        "真的吗？！——当然……。",
        "《山里的灯 海上的船》今晚首演，记者到场。",
        "（记者 陈勇 于大海）昨天，雨停了。",
        "今年票价下降 水量上升，大家都高兴。",
    ],
)
def test_sound_punctuation_passes(text: str) -> None:
    assert found(text) == []


# ── doubled characters and words ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("书屋开放的的时间改为周末。", "的的"),
        ("他已经已经连续值守三十天。", "已经已经"),
        ("县文化馆送来图书室图书室的钥匙。", "图书室图书室"),
        ("镇图书馆作馆馆建起了新书架。", "馆馆"),
    ],
)
def test_what_stands_twice_by_mistake_is_quoted(text: str, quote: str) -> None:
    assert [q for _, q in found(text)] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "大学学生和中国国际广播电台的记者都来了。",
        "小朋友珊珊和婷婷高高兴兴地看看这、摸摸那。",
        "为了了解情况，他一个个打电话，天天如此。",
        "山上绿油油的，年饭年年吃，越吃越香。",
        "这对姐妹的妹妹会弹琴。",
        "摊主喊着“买买买”，大家商量商量就买了。",
        "党委根据根据地的经验作了部署。",
        "二〇〇〇年，一一登记。",
    ],
)
def test_sound_reduplication_passes(text: str) -> None:
    assert found(text) == []


# ── look-alikes ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("参加活动的入数超过三百，比去年还多。", "入"),
        ("这条街的高龄入群由社区照看。", "入"),
        ("适合35N60岁的读者参加。", "35N60"),
        ("合格率在60%B70%之间。", "60%B70"),
        ("图书馆建于2O15年。", "2O15"),
    ],
)
def test_a_misread_character_is_quoted(text: str, quote: str) -> None:
    assert [q for _, q in found(text)] == [quote]


def test_a_known_confusion_is_looked_for_again_in_the_same_article() -> None:
    doubtful = "让更多的入参加夜读。"
    assert found(doubtful) == []
    assert [q for _, q in found("参加活动的入数超过三百。", doubtful)] == ["入", "入"]


@pytest.mark.parametrize(
    "text",
    [
        "巡回展出亮利器，老手艺入脑入心。",
        "排污口入河要登记，孩子入园要体检。",
        "5G基站和4K60帧的屏幕，用20W40机油。",
        "太大的声音会吓着老大爷。",
        "于净和任向军是队友。",
    ],
)
def test_rare_but_sound_words_pass(text: str) -> None:
    assert found(text) == []


# ── names ───────────────────────────────────────────────────────────────────────────────────


def test_one_name_in_two_spellings_is_reported_where_it_is_rarer() -> None:
    text = ("记者见到陈仁富时，他正在修灯。陈仁富说不累。", "晚上，陈任富告诉大家灯亮了。")
    (notice,) = notices(page(*text))
    assert (notice.code, notice.quote, notice.where) == ("name-spellings", "陈任富", "lead[1]")
    assert "陈仁富" in notice.text


@pytest.mark.parametrize(
    "texts",
    [
        ("陈仁富说，他原名陈任富，后来才改。", "陈仁富说不累。"),
        ("陈仁富、陈任富兄弟都来了。", "陈仁富说不累。"),
        ("陈仁富说不累。", "陈建国说有点累。"),
        ("记者见到王磊，王磊又来了。", "王磊由奶奶接送。"),
    ],
)
def test_two_persons_and_explained_names_pass(texts: tuple[str, ...]) -> None:
    assert codes(*texts) == set()


# ── frames, terms, repetition ───────────────────────────────────────────────────────────────


def test_a_frame_without_its_opening_is_reported() -> None:
    assert found("各校正不断提升学生阅读能力为重点，开设晨读课。") == [("frame-broken", "为重点")]


@pytest.mark.parametrize(
    "text",
    [
        "各校以提升学生阅读能力为重点，以晨读为抓手。",
        "各校把提升学生阅读能力作为重点。",
        "学生阅读能力的提升成为重点，晨读成为抓手。",
        "各校选择提升阅读能力为突破口。",
        "三产为龙头，农业为依托。",
        "沿江各县的开发以上海为龙头，带动周边。",
    ],
)
def test_whole_frames_pass(text: str) -> None:
    assert found(text) == []


def test_a_term_with_and_without_quotation_marks_is_on_record() -> None:
    texts = ("全市推进“小书房”建设，街道出场地。", "明年继续推进小书房建设，学校出图书。")
    assert found(*texts) == [("quotes-inconsistent", "小书房")]
    assert found("大家叫它“小书房”，很亲切。", "小书房里坐满了人。") == []
    assert found("街道的“小书房”建设有新招。", "明年，小书房建设提速。") == []


def test_repetition_is_reported_once_by_its_largest_part() -> None:
    clause = "让每个孩子都能在家门口看见星空"
    sentence = "志愿者每周末把望远镜搬到广场上给孩子们看。"
    long = f"去年秋天开始，{sentence}队伍从五个人长到了六十个人。"
    assert found(f"{clause}。三年来，他们{clause}。") == []
    assert found(f"{clause}。放电影、{clause}。") == []
    assert codes(f"{clause}。三年来，{clause}。") == {"clause-repeated"}
    assert codes(f"开场了。{sentence}", f"收场了。{sentence}") == {"sentence-repeated"}
    assert codes(long, long) == {"paragraph-repeated"}
    assert codes(long, long.replace("秋天", "冬天")) == {"paragraph-repeated"}


def test_a_name_may_stand_twice_in_a_paragraph() -> None:
    office = "临江市图书馆青少年阅读推广中心"
    assert found(f"{office}，在城东。周末，{office}，人最多。") == []


FILLER = "街道出场地，学校出图书，志愿者排班值守，家长轮流做饭，" * 6


def test_a_topic_sentence_inside_a_long_paragraph_may_begin_another() -> None:
    topics = ("让书香飘进每一条小巷。", "把课堂搬到田野中间。", "多方合力点亮山村夜校。")
    glued = f"{topics[0]}{FILLER}一年有余。{topics[1]}{FILLER}收效不错。"
    others = [f"{topic}{FILLER[:60]}成效明显。" for topic in topics[1:]]
    alone = [glued, "今年以来，各地都在行动。" + FILLER]
    assert ("paragraphs-glued", topics[1]) in found(glued, *others)
    assert "paragraphs-glued" not in codes(*alone)


# ── other languages, and length ─────────────────────────────────────────────────────────────


def test_english_is_not_read_by_chinese_rules() -> None:
    text = "The signs 的的 and 书,屋 are read, written (and sold) here: 5O men at 8:30, he said ,"
    assert notices(page(text, "No no no, she said. He had had it.", lang="en")) == []


@pytest.mark.parametrize("piece", ["的", "“字", "”《", "字 ", "入数，", "1O年", "王小明说。"])
def test_long_and_hostile_text_is_read_in_linear_time(piece: str) -> None:
    import time

    def seconds(count: int) -> float:
        start = time.process_time()
        notices(page(piece * count))
        return time.process_time() - start

    seconds(100)  # reads the data
    assert seconds(16_000) < 24 * max(seconds(2_000), 0.01)
