"""Where headlines break."""

from pubkit.display import broken, ems


def lines(text: str, room: float) -> list[str]:
    ends = broken(text, room, ems)
    return [text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)]


def test_a_headline_takes_one_more_line_rather_than_tear_a_word():
    assert lines("渔村书屋 举办少年创新阅读大赛", 5) == ["渔村书屋", "举办", "少年创新", "阅读大赛"]


def test_of_breaks_that_are_alike_the_earlier_are_taken():
    assert lines("あいうえおかきくけこさ", 4.5) == ["あいう", "えおかき", "くけこさ"]


def test_the_author_s_own_space_is_no_tear_though_a_lexicon_joins_it_to_what_follows():
    for space in " \u3000":
        text = f"潮汐志愿队三年行记{space}“同心同行”守护家门口的海"
        assert lines(text, 15) == ["潮汐志愿队三年行记", "“同心同行”守护家门口的海"]
