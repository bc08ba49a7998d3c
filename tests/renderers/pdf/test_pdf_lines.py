"""The lines as pypdfium2 finds them on the page: edges, breaks, columns."""

from collections import defaultdict

import pytest

from pubkit.characters import CLOSING, OPENING
from pubkit.units import Length

NEVER_FIRST = "，。！？、；：”’）》】」』…"
NEVER_LAST = "“‘（《【「『"
ENDS = ("。", "！", "……", "；", "”")
"""What the made paragraphs end in."""


def characters(page):
    """Each character with its left and right edge, its baseline and its type size."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if (found := text.get_text_range(index, 1)).strip():
            yield found, left, right, round(bottom, 1), round(top - bottom, 1)


def body_lines(page):
    """The lines of running text, which has the commonest size: text, left and right edge.

    Of an opening mark at their head and a closing one at their end the blank halves do not count.
    """
    sizes = defaultdict(list)
    for found, left, right, bottom, size in characters(page):
        sizes[size].append((left > page.get_width() / 2, -bottom, found, left, right))
    lines = defaultdict(list)
    for column, down, *character in max(sizes.values(), key=len):
        lines[column, down].append(character)
    for _, line in sorted(lines.items()):
        (first, left, end), (last, start, right) = line[0], line[-1]
        left += (end - left) / 2 if first in OPENING else 0.0
        right -= (right - start) / 2 if last in CLOSING else 0.0
        yield "".join(c for c, _, _ in line), left, right


@pytest.fixture(scope="module")
def lines(pages):
    return [line for page in pages for line in body_lines(page)]


def edge(lines):
    return max(right for _, _, right in lines)


def test_the_text_stands_in_two_columns(lines):
    lefts = [round(left) for _, left, _ in lines]
    common = {left for left in lefts if lefts.count(left) > 40}
    assert len(common) == 2


def test_every_line_that_runs_on_ends_at_its_column_edge(lines):
    for column in ([li for li in lines if li[2] < 300], [li for li in lines if li[2] > 300]):
        running = [right for text, _, right in column if not text.endswith(ENDS)]
        assert len(running) > 60
        assert max(running) - min(running) <= 0.3


def test_no_line_begins_or_ends_with_a_forbidden_mark(lines):
    assert not [text for text, _, _ in lines if text[0] in NEVER_FIRST]
    assert not [text for text, _, _ in lines if text[-1] in NEVER_LAST]


def test_lines_break_at_quotation_marks_too(lines):
    assert any(text[0] == "“" for text, left, _ in lines)
    assert any(text[-1] == "”" for text, _, _ in lines)


def test_dashes_and_dots_stay_in_pairs(lines):
    assert not [text for text, _, _ in lines if text.count("—") % 2 or text.count("…") % 2]


def test_marks_for_line_breaking_do_not_reach_the_page(pages):
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert not {"\u200b", "\u2060"} & {*text}


def test_neighbouring_columns_share_their_baselines(pages, style):
    leading = Length.parse(style.size.leading).pt
    for page in pages:
        sizes = defaultdict(list)
        for _, _, _, bottom, size in characters(page):
            sizes[size].append(bottom)
        body = max(sizes.values(), key=len)
        for bottom in body:
            lines = (bottom - body[0]) / leading
            assert abs(lines - round(lines)) * leading < 0.3


def test_no_line_of_a_paragraph_stands_alone_at_the_head_or_foot_of_a_column(pages):
    for page in list(pages)[:-1]:
        found = list(body_lines(page))
        middle = page.get_width() / 2
        for column in (
            [li for li in found if li[1] < middle],
            [li for li in found if li[1] > middle],
        ):
            left, right = min(li[1] for li in column), edge(column)
            (_, head, head_end), (_, foot, _) = column[0], column[-1]
            assert foot < left + 5, "a paragraph begins in the last line"
            assert head > left + 5 or head_end > right - 1, "one ends in the first"


def test_columns_are_filled_to_the_foot(pages):
    for page in list(pages)[1:-1]:
        feet = {True: 1000.0, False: 1000.0}
        for _, left, _, bottom, _ in characters(page):
            if bottom > 80:
                right = left > page.get_width() / 2
                feet[right] = min(feet[right], bottom)
        assert abs(feet[True] - feet[False]) < 6 * 18, page
