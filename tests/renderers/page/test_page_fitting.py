"""Copyfitting by itself: lines and photos into columns, no type in sight."""

import random
from itertools import pairwise

import pytest
from msgspec.structs import replace

from pubkit.renderers.page.columns import Room, Text
from pubkit.renderers.page.fitting import fitted
from pubkit.renderers.page.layout import Galley, Grid, Layout, Limits, Overset, Picture, Slug
from pubkit.renderers.page.placing import rooms
from pubkit.renderers.page.taste import Block, Sheet

GRID = Grid(columns=4, column=180.0, gap=12.0, lines=60, leading=14.0)
LIMITS = Limits()


def paragraph(block: int, lines: int) -> list[Slug]:
    several = lines > 1
    return [
        Slug(block, at, opens=several and at == 0, closes=several and at == lines - 1)
        for at in range(lines)
    ]


def text(lines: int, head_every: int = 0) -> tuple[Slug, ...]:
    """Paragraphs of five lines, now and then under a head of four."""
    slugs: list[Slug] = []
    block = 0
    while (left := lines - sum(slug.lines for slug in slugs)) > 0:
        if head_every and left > 8 and block % head_every == 0:
            slugs.append(Slug(block, 0, 4, (-1, 1), stays=True))
        else:
            slugs += paragraph(block, min(5, left))
        block += 1
    return tuple(slugs)


def photo(
    number: int, after: int = 0, *, cut: float = 0.25, ratio: float = 1.5, **named
) -> Picture:
    least, most = ratio * (1 - cut), ratio / (1 - cut)
    captions = named.pop("captions", (28.0, 16.0, 16.0, 16.0))
    return Picture(number, ratio, "", after, captions, least, most, **named)


def filled(layout: Layout, column: int, page: int = 0) -> list[tuple[int, int]]:
    """From which line to which each frame and photo of a column reaches, from the top."""
    frames = [
        (f.top, f.top + sum(f.heights))
        for f in layout.frames
        if (f.page, f.column) == (page, column)
    ]
    photos = [
        (p.top, p.top + p.lines)
        for p in layout.placed
        if p.page == page and p.column <= column < p.column + p.span
    ]
    return sorted((*frames, *photos))


def fit(slugs, pictures=(), heads=(10,), pages=1, grid=GRID):
    return fitted([Galley(grid, tuple(slugs), tuple(pictures), heads)], LIMITS, pages)


def test_text_that_fills_its_columns_leaves_no_line_empty() -> None:
    layout = fit(text(200))
    assert isinstance(layout, Layout)
    assert layout.slack == 0
    assert [filled(layout, column)[-1][1] for column in range(4)] == [60] * 4


@pytest.mark.parametrize("seed", range(12))
def test_every_line_stands_once_and_nothing_overlaps(seed: int) -> None:
    dice = random.Random(seed)
    slugs = text(dice.randint(110, 160), head_every=dice.choice((0, 4, 7)))
    pictures = [
        photo(at, dice.randrange(len(slugs)), ratio=dice.choice((0.7, 1.0, 1.5)))
        for at in range(dice.randint(0, 4))
    ]
    layout = fit(slugs, pictures, heads=(10, 11, 9, 12, 8))
    assert isinstance(layout, Layout)
    assert layout.frames[0].first == 0
    assert all(one.last == other.first for one, other in pairwise(layout.frames))
    assert layout.frames[-1].last == len(slugs)
    assert sorted(placed.picture for placed in layout.placed) == list(range(len(pictures)))
    for column in range(4):
        stretches = filled(layout, column)
        assert all(one[1] <= other[0] for one, other in pairwise(stretches))
        assert not stretches or (stretches[0][0] >= layout.head and stretches[-1][1] <= 60)


@pytest.mark.parametrize("seed", range(8))
def test_no_line_is_alone_and_no_head_is_last(seed: int) -> None:
    dice = random.Random(seed)
    slugs = text(dice.randint(130, 185), head_every=dice.randint(2, 5))
    layout = fit(slugs, [photo(0), photo(1, len(slugs) // 2)], heads=(10, 11, 9, 12, 8))
    assert isinstance(layout, Layout)
    for frame in layout.frames[:-1]:
        first, last = slugs[frame.first], slugs[frame.last - 1]
        assert not (first.closes or last.opens or last.stays)
        assert not slugs[frame.last - 2].stays


@pytest.mark.parametrize("seed", range(8))
def test_heads_give_of_their_white_no_more_than_they_have(seed: int) -> None:
    slugs = text(random.Random(seed).randint(130, 185), head_every=3)
    layout = fit(slugs, [photo(0)], heads=(10, 11, 9))
    assert isinstance(layout, Layout)
    for frame in layout.frames:
        for slug, height in zip(slugs[frame.first : frame.last], frame.heights, strict=True):
            assert slug.spare[0] <= height - slug.lines <= slug.spare[1]


def test_a_photo_is_cropped_no_further_than_it_may_be() -> None:
    whole, cut = photo(0, cut=0.0, ratio=1.3), photo(1, 60)
    layout = fit(text(150, head_every=4), [whole, cut], heads=(10, 11, 9, 12))
    assert isinstance(layout, Layout)
    ratios = [GRID.width(placed.span) / placed.photo for placed in layout.placed]
    assert ratios[0] == pytest.approx(1.3)
    assert cut.narrowest <= ratios[1] <= cut.widest


def test_photo_caption_and_white_take_whole_lines() -> None:
    layout = fit(text(150, head_every=4), [photo(0), photo(1, 60)], heads=(10, 11, 9, 12))
    assert isinstance(layout, Layout)
    for placed in layout.placed:
        picture = photo(placed.picture)
        taken = placed.photo + picture.captions[placed.span - 1] + LIMITS.air
        assert taken <= placed.lines * GRID.leading + 0.01


def test_the_first_photo_leads_over_several_columns_under_the_headline() -> None:
    layout = fit(text(130), [photo(0), photo(1, 70), photo(2, 110)], heads=(10, 11, 9))
    assert isinstance(layout, Layout)
    lead, *others = layout.placed
    assert lead.top == layout.head
    assert lead.span >= 2
    assert all(lead.span * lead.lines > other.span * other.lines for other in others)


def test_photos_do_not_stand_on_each_other() -> None:
    slugs = text(110, head_every=5)
    layout = fit(slugs, [photo(at, 20 * at) for at in range(5)], heads=(10, 11, 9, 12))
    assert isinstance(layout, Layout)
    for one in layout.placed:
        for other in layout.placed:
            beside = other.column < one.column + one.span and one.column < other.column + other.span
            assert not (beside and one.top + one.lines == other.top)


def test_two_photos_that_belong_together_stand_side_by_side_and_are_equally_high() -> None:
    pair = [photo(1, 80, pair=True), photo(2, 80, ratio=0.8)]
    layout = fit(text(140), [photo(0), *pair], heads=(10, 11, 9))
    assert isinstance(layout, Layout)
    left, right = layout.placed[1:]
    assert (left.page, left.top, left.lines) == (right.page, right.top, right.lines)
    assert left.column + left.span == right.column
    assert left.photo == pytest.approx(right.photo)


def test_a_photo_asked_for_wide_crosses_columns_where_there_is_room() -> None:
    wide = Picture(1, 1.5, "wide", 90, (28.0, 16.0, 16.0, 16.0), 1.1, 2.0)
    layout = fit(text(130), [photo(0), wide], heads=(10, 11, 9))
    assert isinstance(layout, Layout)
    assert layout.placed[1].span == 2


def test_what_is_too_much_is_said_to_the_line() -> None:
    slugs = text(230)
    found = fit(slugs)
    assert isinstance(found, Overset)
    assert found.lines == 30
    assert found.layout.frames[-1].last == found.first
    assert found.layout.slack == 0


def test_a_second_page_is_made_only_where_one_may_be() -> None:
    slugs = text(300)
    assert isinstance(fit(slugs), Overset)
    layout = fit(slugs, pages=2)
    assert isinstance(layout, Layout)
    assert {frame.page for frame in layout.frames} == {0, 1}
    assert all(frame.top >= 10 for frame in layout.frames if frame.page == 0)
    assert min(frame.top for frame in layout.frames if frame.page == 1) == 0


def test_where_one_page_holds_all_a_second_stays_unused() -> None:
    layout = fit(text(200), pages=3)
    assert isinstance(layout, Layout)
    assert {frame.page for frame in layout.frames} == {0}


def test_columns_of_a_page_too_large_end_level() -> None:
    layout = fit(text(90))
    assert isinstance(layout, Layout)
    assert 100 < layout.slack <= 110
    feet = [filled(layout, column)[-1][1] for column in range(4)]
    assert max(feet) - min(feet) <= 1


def test_the_smaller_body_is_taken_where_the_welcome_one_does_not_fit() -> None:
    small = Grid(columns=4, column=180.0, gap=12.0, lines=66, leading=12.7)
    galleys = [Galley(GRID, text(222), (), (10,)), Galley(small, text(210), (), (12, 13, 11))]
    layout = fitted(galleys, LIMITS)
    assert isinstance(layout, Layout)
    assert layout.galley == 1


def test_a_text_too_short_for_any_body_is_set_in_the_largest() -> None:
    small = Grid(columns=4, column=180.0, gap=12.0, lines=66, leading=12.7)
    # Only in the smaller columns may the photo cross two.
    narrow, wide = photo(0, captions=(28.0,)), photo(0)
    galleys = [Galley(small, text(70), (wide,), (10,)), Galley(GRID, text(80), (narrow,), (10,))]
    layout = fitted(galleys, LIMITS)
    assert isinstance(layout, Layout)
    assert (layout.galley, layout.slack > 1) == (1, True)


def test_the_same_galley_is_fitted_the_same_way() -> None:
    def once() -> Layout | Overset:
        return fit(text(150, head_every=3), [photo(at, 30 * at) for at in range(4)], heads=(10, 11))

    assert once() == once()


def test_a_head_sheds_its_white_only_where_its_room_opens() -> None:
    text = Text([Slug(0, 0, 4, stays=True, sheds=1), *(Slug(1, n) for n in range(8))])
    for opens, lines in ((True, 3), (False, 4)):
        free = [Room(0, 0, 0, lines + 5, opens), Room(0, 1, 0, 3)]
        frame, _ = text.frames(free, text.run(free))
        assert (frame.opens, frame.heights) == (opens, (lines, 1, 1, 1, 1, 1))


def test_a_head_that_opens_a_column_is_not_stretched() -> None:
    head = Slug(0, 0, 4, (0, 1), stays=True, sheds=1)
    text = Text([head, Slug(1, 0), Slug(1, 1), replace(head, block=2), Slug(3, 0), Slug(3, 1)])
    free = [Room(0, 0, 0, 12, opens=True)]
    (frame,) = text.frames(free, text.run(free))
    assert frame.heights == (3, 1, 1, 5, 1, 1)


def test_a_column_too_short_for_the_head_that_would_open_it_stays_empty() -> None:
    text = Text([Slug(0, 0, 4, stays=True, sheds=1), *(Slug(1, n) for n in range(4))])
    free = [Room(0, 0, 0, 4, opens=True), Room(0, 1, 0, 7, opens=True)]
    (frame,) = text.frames(free, text.run(free))
    assert (frame.column, frame.heights) == (1, (3, 1, 1, 1, 1))


def test_a_head_waits_for_a_room_that_holds_it_though_it_is_the_last_of_the_text() -> None:
    text = Text([Slug(0, 0, 4, (0, 1), stays=True, sheds=1)])
    free = [Room(0, 0, 0, 2, opens=True), Room(0, 1, 0, 12, opens=True)]
    (frame,) = text.frames(free, text.run(free))
    assert frame.column == 1
    assert text.run(free[:1]).slack < 0


def test_a_room_opens_under_a_photo_of_several_columns() -> None:
    blocks = (Block(0, 0, 2, (2,), 0, 10), Block(1, 2, 1, (1,), 10, 10))
    made = rooms(Sheet(4, (0,), (40,)), blocks, 1)
    assert [room.opens for room in made] == [True, True, True, False, True]
