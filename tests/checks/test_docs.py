"""docs/checks.md lists every code, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pubkit

PACKAGE = Path(pubkit.__file__).parent
DOCS = Path(__file__).parents[2] / "docs" / "checks.md"

FIELDS = PACKAGE / "renderers" / "word" / "wordml.py"
"""Here a code is one of Word's field codes."""

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


def codes() -> set[str]:
    """Every literal that is handed to a parameter or field called `code`."""
    sources = (path for path in PACKAGE.rglob("*.py") if path != FIELDS)
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    anywhere: Signatures = {}
    for tree in trees:
        anywhere |= {n: s for n, s in signatures(tree).items() if not n.startswith("_")}
    found = set()
    for tree in trees:
        known = anywhere | signatures(tree)
        given = [default for _, default in known.values() if default]
        given += [e for n in ast.walk(tree) if isinstance(n, ast.Call) for e in told(n, known)]
        for literal in (part for expression in given for part in ast.walk(expression)):
            assert not isinstance(literal, ast.JoinedStr), ast.unparse(literal)
            if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                found.add(literal.value)
    return {code for code in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", code)}


def listed() -> list[str]:
    return re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|info)", DOCS.read_text("utf-8"), re.M)


def test_every_code_is_listed_once_and_nothing_else() -> None:
    assert sorted(listed()) == sorted(codes())
