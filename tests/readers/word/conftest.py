"""What the tests of the Word reader share: a maker of files, and pandoc as a witness."""

import shutil
import subprocess
from collections.abc import Callable

import pytest
from wordfiles import document, package

Made = Callable[..., bytes]


@pytest.fixture
def made() -> Made:
    """A maker of Word files: body, links, media, and parts beside the text."""
    return lambda body, **parts: package(document(body, **parts))


@pytest.fixture(scope="session")
def pandoc() -> Callable[[bytes], str]:
    """What pandoc reads in a file, as plain text; skips where it is not installed."""
    program = shutil.which("pandoc") or _bundled()
    if program is None:
        pytest.skip("needs pandoc")

    def read(data: bytes) -> str:
        command = [program, "-f", "docx", "-t", "plain", "--wrap=none", "--standalone"]
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()

    return read


def _bundled() -> str | None:
    try:
        import pypandoc
    except ImportError:
        return None
    return pypandoc.get_pandoc_path()
