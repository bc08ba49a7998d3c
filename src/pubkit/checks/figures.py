"""Rules on numbers, of every kind."""

from __future__ import annotations

from pubkit.checks.arithmetic import ARITHMETIC
from pubkit.checks.counts import COUNTS
from pubkit.checks.dates import DATES

__all__ = ["FIGURES"]

FIGURES = (*ARITHMETIC, *COUNTS, *DATES)
