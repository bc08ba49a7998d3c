"""The preflight: whether a finished PDF can go to the press, a rule a line.

It shares no code with what makes such files: it is their independent judge. Rules of one subject
stand in one module; `docs/preflight.md` lists every code with its reason and its source.
"""

from pubkit.preflight.limits import Limits
from pubkit.preflight.rules import preflight

__all__ = ["Limits", "preflight"]
