"""What a press asks for, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """The numbers that the rules compare with.

    "GWG" is the Ghent Workgroup's specification of 2015 (GWG2015), newspaper variants.
    """

    bleed_mm: float = 3.0
    """What has to stand over the trim on every side: printers ask for 3 mm; 0 for none."""
    ink: int = 0
    """Total ink in percent; 0 for what the condition that the file names can bear (ink.py)."""
    lowest_ppi: float = 100.0
    """Pixels an inch below which a photo falls apart: the 40 lines a centimetre of newspapers
    (ISO 12647-3) are about 100 an inch. GWG refuses at the same number."""
    coarse_ppi: float = 150.0
    """Pixels an inch below which a photo is doubtful: one and a half a line; GWG's too."""
    fine_ppi: float = 330.0
    """Pixels an inch above which they are wasted: over three a line."""
    bitmap_ppi: float = 550.0
    """The same for pictures of one bit, whose pixels show as steps; GWG's number."""
    type_pt: float = 5.0
    """Type below this size fills in on newsprint."""
    hairline_pt: float = 0.25
    """Lines below this break up: 0.25 pt is 0.09 mm."""
    coloured_pt: float = 9.0
    """Below this size text takes at most two inks: they never lie on one another exactly (GWG)."""
    reversed_pt: float = 9.0
    """Below this size white text closes up when several inks run into it."""
    black_pt: float = 12.0
    """Below this size black text overprints, so that no white shows round it (GWG)."""
