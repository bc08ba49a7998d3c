"""Canonical: what a kind of artifact cannot tell apart, taken away on both sides.

As narrow as it can be: formats that flow lose only the difference between one space and many,
plain text moreover that between raised, lowered and level figures; what a PDF loses stands in
`equivalence`. Never NFKC.
"""

from __future__ import annotations

from collections.abc import Callable

from pubkit.equivalence import equal
from pubkit.extract import Extractor

__all__ = ["Canonical", "canonical"]

Canonical = tuple[Callable[[str], str], str]
"""What is applied to the article's words and the artifact's, and what joins the lines."""

_LEVEL = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ−",
    "0123456789+-=()in0123456789+-=()aehklmnopstx-",
)
"""Plain text has no raised type; where Unicode has the character it stands for one."""


def canonical(extractor: Extractor) -> Canonical:
    """How artifacts that `extractor` reads are compared."""
    if not extractor.spaces:
        return equal, ""
    if "text/plain" in extractor.media_types:
        return lambda text: spaced(text.translate(_LEVEL)), " "
    return spaced, " "


def spaced(text: str) -> str:
    """`text` with each run of white space as one space."""
    return " ".join(text.split())
