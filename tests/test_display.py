"""Where headlines break."""

from pubkit.display import broken, ems


def lines(text: str, room: float) -> list[str]:
    ends = broken(text, room, ems)
    return [text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)]


def test_a_headline_takes_one_more_line_rather_than_tear_a_word():
    assert lines("渔村书屋 举办少年创新阅读大赛", 5) == ["渔村书屋", "举办", "少年创新", "阅读大赛"]


def test_of_breaks_that_are_alike_the_earlier_are_taken():
    assert lines("あいうえおかきくけこさ", 4.5) == ["あいう", "えおかき", "くけこさ"]
