"""Source: Typst code. The only place where text becomes code, always inside a string literal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pubkit.fonts import shows_nothing
from pubkit.renderers.page.matter import BREAK, Mark, Run, Runs

__all__ = ["Code", "array", "call", "dictionary", "line", "literal", "number", "points", "running"]

Code: TypeAlias = str
"""An expression or a statement of Typst."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": " "})
"""Also a tab, for which Typst sets the box of a missing glyph where it ends a line."""
_IDLE = re.compile("(?<![A-Za-z\u00c0-\u024f])\u00ad|\u00ad(?![A-Za-z\u00c0-\u024f])")
_FUNCTIONS: Mapping[Mark, str] = {
    mark: f"{mark}-run" for mark in ("strong", "emph", "code", "sup", "sub", "mark")
}
_JOINED = "sym.wj"
"""Behind a box, lest the white that follows it begin a line (UAX #14, LB20)."""


def literal(text: str) -> Code:
    r"""`text` as a string literal, in which only `\` and `"` mean something (Typst, str).

    Without soft hyphens that stand in no Latin word: they show nothing, and hide what follows them
    from whoever copies it.
    """
    return f'"{_IDLE.sub("", text).translate(_ESCAPES)}"'


def number(value: float) -> Code:
    """A number, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def points(value: float) -> Code:
    """A length in pt, to a thousandth."""
    return f"{number(value)}pt"


def array(items: Iterable[Code]) -> Code:
    """`("a", "b",)`, `()`."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(fields: Mapping[str, Code]) -> Code:
    """`("column-rule": 1pt, )`, `(:)`."""
    inner = "".join(f"{literal(name)}: {code}, " for name, code in fields.items())
    return f"({inner or ':'})"


def call(name: str, *given: Code, **named: Code) -> Code:
    """A call; `_` in the name of an argument stands for `-`."""
    arguments = (*given, *(f"{key.replace('_', '-')}: {code}" for key, code in named.items()))
    return f"{name}({', '.join(arguments)})"


def line(runs: Runs) -> Code:
    """Some runs as one block of code that joins them, to be broken into lines."""
    joined = (_run(run) + (f" + {_JOINED}" if "whole" in run.marks else "") for run in runs)
    return "{ " + "; ".join(joined) + " }" if runs else "[]"


def running(lines: Sequence[Runs], *, closed: bool, ragged: bool = False) -> Code:
    """Lines broken before, each but the last filled to the measure unless they are `ragged`.

    So is the last one unless it is `closed`, the end of a paragraph. A line that the author
    broke ends in `BREAK` and is not filled, nor is one that holds something whole.
    """
    parts: list[Code] = []
    for index, runs in enumerate(lines):
        parts.extend(map(_run, runs))
        broken = bool(runs) and runs[-1].text == BREAK
        if not broken and (index < len(lines) - 1 or not closed):
            filled = not (ragged or any("whole" in run.marks for run in runs))
            parts.append(f"linebreak(justify: {'true' if filled else 'false'})")
    return "{ " + "; ".join(parts) + " }" if parts else "[]"


def _is_idle(text: str) -> bool:
    return all(map(shows_nothing, text)) and not any(map(str.isspace, text))


def _run(run: Run) -> Code:
    if run.text == BREAK:
        return "linebreak()"
    # Alone, a joiner or a variation selector would be set as the box of a missing glyph.
    code = literal("" if _is_idle(run.text) else run.text)
    for mark in reversed(run.marks):
        code = call(_FUNCTIONS.get(mark, "box"), code)
    return code
