"""Faults that the platform is told to have."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KINDS", "Fault", "Refusal"]

KINDS = (
    "expired",  # the token runs out just now: 42001
    "-1",  # busy, nothing done
    "-1-after",  # busy, but it was done
    "40001",
    "40164",
    "45009",
    "45011",
    "48001",
    "502",
    "truncated",  # done, and the answer ends in the middle
    "reset",  # the connection is cut before anything is done
    "reset-after",
    "timeout",  # no answer comes, and nothing is done
    "timeout-after",
)
"""What may happen; any other number is answered as a code."""


@dataclass
class Fault:
    """One fault: what happens at which call."""

    call: str
    """The call: `draft/add`."""
    kind: str
    """One of `KINDS`, or the number of an error code."""
    nth: int = 1
    """At which call of that name it begins, counted from 1."""
    times: int = 1
    """How often it happens; 0 for ever."""
    met: int = 0
    """How often that call has come."""

    def strikes(self, call: str) -> bool:
        """Whether it happens now; counts the call."""
        if call != self.call:
            return False
        self.met += 1
        return self.met >= self.nth and (not self.times or self.met < self.nth + self.times)


class Refusal(Exception):  # noqa: N818 - an answer, not an error of ours
    """The platform answers with a code."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(f"{code} {message}")
        self.code, self.message = code, message
