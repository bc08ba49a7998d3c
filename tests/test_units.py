"""Lengths."""

import pytest

from pubkit.units import Length


def test_one_inch_is_one_inch_in_every_unit() -> None:
    inch = Length.of_mm(25.4)
    assert inch.pt == pytest.approx(72)
    assert inch.px == pytest.approx(96)
    assert (inch.emu, inch.twips, inch.half_points) == (914400, 1440, 144)


@pytest.mark.parametrize(("text", "pt"), [("10.5pt", 10.5), ("16px", 12), ("25.4 mm", 72)])
def test_lengths_are_read(text: str, pt: float) -> None:
    assert Length.parse(text).pt == pytest.approx(pt)


@pytest.mark.parametrize("text", ["10", "10em", "-1pt", "pt", ""])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        Length.parse(text)
