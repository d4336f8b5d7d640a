"""The house: modules import only downwards, without cycles, and the plugin's door is light."""

import ast
from pathlib import Path

import pytest

import pytest_interview_kata

ROOT = Path(pytest_interview_kata.__path__[0])

# From the top down. Modules on one floor do not import each other, but for packages of their own.
FLOORS = [
    {"checks"},
    {"strategies", "authoring"},
    {"given"},
    {"plugin", "cli"},
    {"session"},
    {"report.terminal", "report.json"},
    {"assessment", "report.comparing"},
    {"report.telling"},
    {"compare", "scoring", "collection", "debugging"},
    {"judging"},
    {"examining"},
    {"determinism", "evidence", "isolation", "tampering"},
    {"workspace"},
    {"catalogue"},
    {"model", "errors"},
]
HEIGHT = {name: -number for number, floor in enumerate(FLOORS) for name in floor}


def place(module: str) -> str:
    """The name under which a module stands in the house."""
    first, _, rest = module.removeprefix("pytest_interview_kata").strip(".").partition(".")
    return f"{first}.{rest}" if first == "report" and rest else first


def imports(path: Path) -> set[str]:
    """The modules of the package that this one imports, anywhere in its text."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pytest_interview_kata"):
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {
                name if (ROOT / _file(name)).exists() or (ROOT / _folder(name)).is_dir() else node.module
                for name in inside
            }
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("pytest_interview_kata.")}
    return {place(name) for name in found} - {"", "report"}


def _file(module: str) -> str:
    return module.removeprefix("pytest_interview_kata.").replace(".", "/") + ".py"


def _folder(module: str) -> str:
    return module.removeprefix("pytest_interview_kata.").replace(".", "/")


MODULES = {
    path: place("pytest_interview_kata." + ".".join(path.relative_to(ROOT).with_suffix("").parts))
    for path in sorted(ROOT.rglob("*.py"))
    if path.name != "__init__.py" and not {"katas", "solutions"} & set(path.relative_to(ROOT).parts)
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_down(path):
    here = MODULES[path]
    assert here in HEIGHT, f"{here} has no floor"
    upwards = {name for name in imports(path) if HEIGHT[name] >= HEIGHT[here] and name != here}
    assert not upwards


def test_modules_fit_a_head():
    long = {path.name: len(path.read_text().splitlines()) for path in MODULES if "checks" not in path.parts}
    assert {name: lines for name, lines in long.items() if lines > 420} == {}
