"""What the program may do at all is written in few places."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pubkit

PACKAGE = Path(pubkit.__file__).parent
NETWORK = {"socket", "ssl", "http", "urllib.request", "httpx", "httpcore", "requests", "ftplib",
           "smtplib", "asyncio", "socketserver", "xmlrpc", "aiohttp", "urllib3"}  # fmt: skip
RUNNING = {"subprocess", "pickle", "marshal", "shelve", "multiprocessing", "code", "runpy", "pty"}
XML = {"xml", "defusedxml"}


def imports() -> Iterator[tuple[str, str]]:
    """File and module, for every import in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield name, node.module
                yield from ((name, f"{node.module}.{alias.name}") for alias in node.names)


def users(modules: set[str]) -> set[str]:
    return {
        file
        for file, module in imports()
        if any(module == m or module.startswith(f"{m}.") for m in modules)
    }


def test_the_network_is_spoken_to_in_few_places() -> None:
    """One makes clients and fetches photos, publishers send through a client that they are given,
    and the fake platform listens on this machine alone."""
    assert users(NETWORK) == {
        "network.py", "publishers/websub.py", "publishers/wechat/wire.py",
        "testing/wechat/server.py",
    }  # fmt: skip


def test_only_network_py_makes_a_client() -> None:
    for path in PACKAGE.rglob("*.py"):
        made = re.search(
            r"\bhttpx\.(Client|AsyncClient|get|post|request|stream)\(", path.read_text()
        )
        assert made is None or path.name == "network.py", path


def test_the_fake_platform_listens_to_this_machine_alone() -> None:
    text = (PACKAGE / "testing/wechat/server.py").read_text("utf-8")
    assert re.findall(r'HTTPServer\(\("([^"]+)"', text) == ["127.0.0.1"]


def test_nothing_starts_a_program_or_unpickles() -> None:
    assert users(RUNNING) == set()


def test_nothing_evaluates_text() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "compile", "__import__", "os.system"), path
                assert called not in ("yaml.load", "yaml.unsafe_load", "yaml.full_load"), path


def test_only_the_command_line_reads_the_environment() -> None:
    """What is not read cannot be published."""
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        text = path.read_text("utf-8")
        assert name.startswith("cli/") or not ("os.environ" in text or "getenv" in text), name
