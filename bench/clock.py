"""What a process costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "timed"]

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`: getrusage(2) of macOS and of Linux."""


@dataclass(frozen=True)
class Cost:
    """What one call took."""

    cpu_s: float
    """User and system time, children included."""
    wall_s: float
    """Time by the clock on the wall."""
    rss_mb: float = 0.0
    """Peak resident memory; 0 where a call has no process of its own."""


def timed(command: Sequence[str], folder: Path) -> Cost:
    """The cost of `command`, run in `folder` to its end.

    The caller should be small: on Linux a child's peak memory begins with its parent's.
    Raises: SystemExit with what the command said if it fails.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")
            raise SystemExit(f"bench: {' '.join(command)} failed\n{words}")
    rss_mb = usage.ru_maxrss * _RSS_UNIT / 1e6
    return Cost(usage.ru_utime + usage.ru_stime, wall_s, rss_mb)
