"""docs/checks.md lists every code, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pubkit
from pubkit.checks.codes import CODES

PACKAGE = Path(pubkit.__file__).parent
DOCS = Path(__file__).parents[2] / "docs" / "checks.md"

FIELDS = PACKAGE / "renderers" / "word" / "wordml.py"
"""Here a code is one of Word's field codes."""

APART = tuple(PACKAGE / name for name in ("preflight", "wordlint", "wechatlint", "feedlint"))
"""Their codes stand in preflight.md, word.md, wechat.md and feeds.md, with tests of their own."""

CODE = re.compile(r"[a-z]+(-[a-z]+)*")

Signatures = dict[str, tuple[int, ast.expr | None]]
"""Function or class → where its parameter `code` stands, and its default."""


def signatures(tree: ast.Module) -> Signatures:
    """Everything in a file that is told a code by its caller."""
    found: Signatures = {}
    owners = {id(f): c.name for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for f in c.body}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        names = [argument.arg for argument in node.args.args]
        if "code" not in names:
            continue
        position = names.index("code")
        defaults = dict(zip(reversed(names), reversed(node.args.defaults), strict=False))
        name = owners[id(node)] if node.name == "__init__" else node.name
        found[name] = (position - (names[0] == "self"), defaults.get("code"))
    return found


def told(call: ast.Call, known: Signatures) -> Iterator[ast.expr]:
    """The expression that gives the call's code, if it takes one."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "code")
    if name in known and len(call.args) > known[name][0]:
        yield call.args[known[name][0]]


def codes() -> tuple[set[str], set[str]]:
    """Every literal that is handed to a parameter or field called `code`, and patterns of others.

    Of a code such as `f"labels-{what}"` only what stands outside its braces is known.
    """
    sources = (
        path
        for path in PACKAGE.rglob("*.py")
        if path != FIELDS and not any(path.is_relative_to(folder) for folder in APART)
    )
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    anywhere: Signatures = {}
    for tree in trees:
        anywhere |= {n: s for n, s in signatures(tree).items() if not n.startswith("_")}
    whole, composed = set(), set()
    for tree in trees:
        known = anywhere | signatures(tree)
        given = [default for _, default in known.values() if default]
        given += [e for n in ast.walk(tree) if isinstance(n, ast.Call) for e in told(n, known)]
        for expression in given:
            if isinstance(expression, ast.JoinedStr):
                composed.add("".join(getattr(v, "value", "[a-z-]+") for v in parts(expression)))
            else:
                whole |= {n.value for n in ast.walk(expression) if isinstance(n, ast.Constant)}
    return {w for w in whole if isinstance(w, str) and CODE.fullmatch(w)}, composed


def parts(code: ast.JoinedStr) -> Iterator[object]:
    """What an f-string consists of, without the expressions in its braces."""
    yield from (None if isinstance(v, ast.FormattedValue) else v for v in code.values)


def listed() -> list[str]:
    return re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|info)", DOCS.read_text("utf-8"), re.M)


def test_every_code_is_listed_once_and_nothing_else() -> None:
    whole, patterns = codes()
    found = listed()
    composed = {c for c in found for p in patterns if c not in whole and re.fullmatch(p, c)}
    assert all(any(re.fullmatch(p, c) for c in composed) for p in patterns), patterns
    assert sorted(found) == sorted(whole | composed)


def test_the_codes_that_may_be_ignored_are_those() -> None:
    assert sorted(CODES) == sorted(listed())
