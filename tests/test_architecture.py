"""Import floors, no cycles, a light `import pubkit`, its exports."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pubkit

PACKAGE = Path(pubkit.__file__).parent

# Floor → modules and packages. A file imports lower floors or, on its own floor, whatever leads to
# no cycle.
FLOORS = (
    "errors units notice fault characters charset decoding fontfile patterns",
    "model assets fingerprint config style record reading lexicon redline",
    "walk credits admit places remarks notation markup wording images fonts equivalence"
    " bonds display metadata acceptance publication whereabouts checks press ooxml",
    "renderer reader result extract proof verification registry preflight wordlint wechatlint"
    " feedlint clearance",
    "readers renderers extractors",
    "workspace network pressroom run verify diff merge proofsheet schema publishers",
    "__init__ __main__ cli testing",
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names.split()}


def modules() -> dict[str, Path]:
    """Dotted name below the package → file; a package is called by its own name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)
        found[name] = path
    return found


def imports(path: Path, known: set[str]) -> set[str]:
    """The modules of pubkit that the file imports anywhere, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pubkit"):
            base = node.module.removeprefix("pubkit").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                found.add(inner if inner in known else base or "__init__")
    return found


def test_every_module_imports_its_own_floor_or_a_lower_one() -> None:
    known = modules()
    for name, path in known.items():
        own = FLOOR[name.partition(".")[0]]
        for other in imports(path, set(known)):
            assert FLOOR[other.partition(".")[0]] <= own, f"{name} imports {other}"


def test_no_import_cycle_exists() -> None:
    known = modules()
    graph = {name: imports(path, set(known)) - {name} for name, path in known.items()}
    TopologicalSorter(graph).prepare()


def test_importing_pubkit_loads_only_the_standard_library_and_msgspec() -> None:
    code = (
        "import sys; before = set(sys.modules); import pubkit;"
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    # msgspec itself takes typing_extensions along where that is installed.
    ours = {"pubkit", "msgspec", "typing_extensions"}
    foreign = set(loaded) - set(sys.stdlib_module_names) - ours
    assert not foreign


def test_importing_pubkit_loads_no_rule_and_no_judge() -> None:
    code = "import sys, pubkit; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    dear = {"pubkit.checks.text", "pubkit.preflight", "pubkit.verify.judging", "pubkit.wordlint"}
    assert dear.isdisjoint(loaded)


def test_public_names_are_there() -> None:
    assert all(hasattr(pubkit, name) for name in pubkit.__all__)
