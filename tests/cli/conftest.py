"""What the tests of the command line share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs `python -m pubkit …` in an empty folder, 80 columns wide."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pubkit", *words],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80"},
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run
