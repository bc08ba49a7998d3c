"""The scripts on machines that lack something; script/fresh-debian tries what they install."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "a checkout"
    (folder / "script").mkdir(parents=True)
    shutil.copy(ROOT / "script/bootstrap", folder / "script")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def lying_index() -> Iterator[str]:
    """A package index on the loopback that offers other bytes under the name of every wheel."""

    class Index(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f'<a href="../{pip_wheel()}#sha256=0">pip</a>'.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def pip_wheel() -> str:
    lines = (ROOT / "script/bootstrap").read_text().splitlines()
    return next(line.removeprefix("pip_wheel=") for line in lines if line.startswith("pip_wheel="))


def bootstrap(
    checkout: Path, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "script/bootstrap", *arguments],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def without(tmp_path: Path, *modules: str) -> str:
    """A PYTHONPATH on which these modules of the standard library cannot be imported."""
    folder = tmp_path / "without"
    folder.mkdir()
    for module in modules:
        (folder / f"{module}.py").write_text(f"raise ModuleNotFoundError({module!r})")
    return str(folder)


@pytest.mark.parametrize("script", ["bootstrap", "demo", "test"])
def test_the_scripts_of_users_are_posix_shell(script: str) -> None:
    path = ROOT / "script" / script
    assert path.read_text().startswith("#!/bin/sh\n")
    assert os.access(path, os.X_OK)
    subprocess.run(["sh", "-n", path], check=True)


def test_an_unknown_option_is_wrong_usage(checkout: Path) -> None:
    done = bootstrap(checkout, "--everything")
    assert (done.returncode, done.stderr) == (2, "usage: script/bootstrap [--witnesses]\n")


def test_a_machine_without_a_new_enough_python_is_told_so(checkout: Path) -> None:
    done = bootstrap(checkout, PYTHON="false")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_pip_with_another_hash_is_refused(
    checkout: Path, tmp_path: Path, lying_index: str
) -> None:
    done = bootstrap(
        checkout,
        PYTHON=sys.executable,
        PYTHONPATH=without(tmp_path, "ensurepip"),
        PIP_INDEX_URL=lying_index,
        no_proxy="127.0.0.1",
    )
    assert done.returncode == 1
    assert "is not the file that its authors published" in done.stderr
    assert not (checkout / ".venv" / pip_wheel()).exists()


def test_an_environment_is_made_without_the_venv_module(
    checkout: Path, tmp_path: Path, lying_index: str
) -> None:
    bootstrap(
        checkout,
        PYTHON=sys.executable,
        PYTHONPATH=without(tmp_path, "ensurepip", "venv"),
        PIP_INDEX_URL=lying_index,
        no_proxy="127.0.0.1",
    )
    prefix = subprocess.check_output(
        [checkout / ".venv/bin/python", "-c", "import sys; print(sys.prefix)"], text=True
    )
    assert prefix.strip() == str(checkout / ".venv")
