"""The measures of `script/score-type`, on a page drawn with one fault or none."""

from collections.abc import Iterable

import pytest

from bench.type.score import score

SIZE, LEADING, EMS = 10, 16, 15
"""Points of the text and of its lines; characters of a line."""
LEFT, RIGHT, HEAD = 50, 220, 700
"""Where the columns begin, and the height of their first baseline."""
LINES = 12
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /FontDescriptor "
    "<< /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880 /Descent -120 /StemV 80 "
    "/FontBBox [0 -120 1000 880] >> "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
)

Word = tuple[float, float, str, float]
"""Where a word begins, the height of its baseline, the word, its size."""


def line(number: int, x: float = LEFT, text: str = "海" * EMS, size: float = SIZE) -> Word:
    """The line with this number of a column."""
    return x, HEAD - LEADING * number, text, size


def shifted(words: Iterable[Word], lines: float) -> list[Word]:
    """The words so many lines further down."""
    return [(x, y - lines * LEADING, text, size) for x, y, text, size in words]


def column(x: float, lines: int = LINES) -> list[Word]:
    """One paragraph, set in by two characters, the last line short."""
    # What two columns have in common is a running head; and of two lines that say the same, PDFium
    # takes one for the other's shadow where no Chinese font is installed to tell how high they are.
    letters = "海上明月共潮生滟随波千" if x == LEFT else "风吹江畔何人初见年照里"
    full = [line(number, x, letters[number % 11] * EMS) for number in range(1, lines - 1)]
    first = line(0, x + 2 * SIZE, letters[0] * (EMS - 2))
    return [first, *full, line(lines - 1, x, letters[1] * 9)]


def page(left: Iterable[Word], right: Iterable[Word]) -> bytes:
    """A PDF of one page."""
    drawn = "\n".join(
        f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for x, y, text, size in (*left, *right)
    )
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 800] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >> stream\n{drawn}\nendstream",
        FONT,
    )
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF".encode()


def codes(left: Iterable[Word], right: Iterable[Word]) -> set[str]:
    return {fault.code for fault in score(page(left, right), "page").faults}


def replaced(words: list[Word], number: int, text: str) -> list[Word]:
    """The column with another text on one line."""
    x, y, _, size = words[number]
    return [*words[:number], (x, y, text, size), *words[number + 1 :]]


def test_a_good_page_has_no_fault() -> None:
    found = score(page(column(LEFT), column(RIGHT)), "page")
    assert found.faults == ()
    assert [part.lines for part in found.pages[0].columns] == [LINES, LINES]


@pytest.mark.parametrize("mark", "，。、；：？！”）》")
def test_a_mark_that_begins_a_line_is_told(mark: str) -> None:
    wrong = replaced(column(LEFT), 4, mark + "海" * (EMS - 1))
    assert codes(wrong, column(RIGHT)) == {"line-start"}


def test_an_opening_mark_that_ends_a_line_is_told() -> None:
    wrong = replaced(column(LEFT), 4, "海" * (EMS - 1) + "“")
    assert codes(wrong, column(RIGHT)) == {"line-end"}


def test_a_full_line_that_misses_the_edge_is_told() -> None:
    wrong = replaced(column(LEFT), 4, "海" * (EMS - 1))
    assert codes(wrong, column(RIGHT)) == {"ragged"}


def test_two_lines_in_one_place_are_told() -> None:
    over = (LEFT + 2 * SIZE + 3, HEAD - LEADING * 4, "岸" * 3, SIZE)
    assert codes([*column(LEFT), over], column(RIGHT)) == {"overprint"}


@pytest.mark.parametrize(("half", "found"), [(0.5, set()), (0.0, {"indent"}), (0.13, {"indent"})])
def test_a_paragraphs_opening_mark_is_trimmed_by_half(half: float, found: set[str]) -> None:
    x, y, text, size = column(LEFT)[0]
    first = [(x - half * SIZE, y, "“", size), (x + SIZE, y, text[1:], size)]
    assert codes([*first, *column(LEFT)[1:]], column(RIGHT)) == found


@pytest.mark.parametrize(("half", "found"), [(0.5, set()), (0.0, {"untrimmed"})])
def test_so_is_an_opening_mark_that_begins_a_line(half: float, found: set[str]) -> None:
    x, y, text, size = column(LEFT)[4]
    # What it leaves is given to the others, as they are spread.
    trimmed = [(x - half * SIZE, y, "“", size), (x + SIZE, y, text[1:], size)]
    wrong = [*column(LEFT)[:4], *trimmed, *column(LEFT)[5:]]
    assert codes(wrong, column(RIGHT)) == found


def test_a_heading_at_a_columns_foot_is_told() -> None:
    wrong = [*column(LEFT, LINES - 1), line(LINES - 1, LEFT, "岛上的灯", 13)]
    assert codes(wrong, column(RIGHT)) == {"stranded"}


def test_the_last_line_of_a_paragraph_alone_at_a_columns_head_is_told() -> None:
    left = [*column(LEFT)[:-1], line(LINES - 1)]
    right = [line(0, RIGHT, "风" * 5), *shifted(column(RIGHT, LINES - 1), 1)]
    assert codes(left, right) == {"widow"}


def test_the_first_line_of_a_paragraph_alone_at_a_columns_foot_is_told() -> None:
    opening = line(LINES - 1, LEFT + 2 * SIZE, "海" * (EMS - 2))
    rest = [line(0, RIGHT, "风" * EMS), *column(RIGHT)[1:]]
    assert codes([*column(LEFT, LINES - 1), opening], rest) == {"orphan"}


def test_columns_off_the_grid_are_told() -> None:
    assert codes(column(LEFT), shifted(column(RIGHT), 0.1)) == {"baseline"}


def test_columns_that_end_apart_are_told() -> None:
    assert codes(column(LEFT), column(RIGHT, LINES - 5)) == {"uneven"}


def test_what_stands_above_the_headline_is_no_text() -> None:
    head = [(LEFT, HEAD + 60, "海上明月", 40), (LEFT + 7, HEAD + 98, "甲" * 18, SIZE)]
    assert codes([*head, *column(LEFT)], column(RIGHT)) == set()
