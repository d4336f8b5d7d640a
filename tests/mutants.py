"""One-step mutants of a reference solution: which does a kata's checks catch?

``python tests/mutants.py security/sql_injection`` lists those that survive. A survivor that changes nothing anybody may
rely on is explained in ``tests/equivalent_mutants/<topic>/<kata>.txt``: its line as listed, ``  # ``, and the reason.
"""

import ast
import copy
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support import TESTS, judge_file, katas

from pytest_interview_kata.judging import checks_of
from pytest_interview_kata.model import Outcome

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One changed place: what stood in this line and what stands there now."""

    line: int
    change: str
    source: str

    def __str__(self) -> str:
        return self.change


def mutants(source: str) -> Iterator[Mutant]:
    """Every one-step mutant; docstrings, annotations, imports, ``__all__`` and texts of errors are left alone."""
    tree = ast.parse(source)
    places = [node for node in ast.walk(tree) if not isinstance(node, (ast.Import, ast.ImportFrom))]
    spared = set(_spared(tree))
    seen = set()
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in spared or node not in places:
            continue
        for variant in range(4):
            twin = copy.deepcopy(tree)
            place = next(found for index, found in enumerate(ast.walk(twin)) if index == number)
            if not _mutate(place, variant):
                break
            text = ast.unparse(ast.fix_missing_locations(twin))
            if text in seen or text == ast.unparse(tree):
                continue
            seen.add(text)
            yield Mutant(getattr(node, "lineno", 0), _difference(ast.unparse(tree), text), text)


def _spared(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            parts.append(node.body[0])
        if isinstance(node, ast.FunctionDef):
            parts += [node.returns, *(argument.annotation for argument in _arguments(node))]
        if isinstance(node, ast.AnnAssign):
            parts.append(node.annotation)
        if isinstance(node, (ast.Raise, ast.Assert)):
            parts.append(node.exc if isinstance(node, ast.Raise) else node.msg)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            parts += [node] if node.targets[0].id == "__all__" else []
        for part in parts:
            if part is not None:
                yield from map(id, ast.walk(part))


def _arguments(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def _mutate(node: ast.AST, variant: int) -> bool:
    """Change this node in place, in one of up to four ways; False where there are no more."""
    ways = list(_ways(node))
    if variant >= len(ways):
        return False
    ways[variant]()
    return True


def _ways(node: ast.AST) -> Iterator:
    def put(name, value):
        return lambda: setattr(node, name, value)

    match node:
        case ast.Compare(ops=[operator, *rest]) if type(operator) in COMPARISONS:
            yield put("ops", [COMPARISONS[type(operator)](), *rest])
        case ast.BoolOp(op=operator):
            yield put("op", ast.Or() if isinstance(operator, ast.And) else ast.And())
            for index in range(len(node.values)):
                yield put(
                    "values", [*node.values[:index], *node.values[index + 1 :]] * (2 if len(node.values) < 3 else 1)
                )
        case ast.BinOp(op=operator) if type(operator) in OPERATORS:
            yield put("op", OPERATORS[type(operator)]())
        case ast.UnaryOp(op=ast.Not()):
            yield (
                put("op", ast.UAdd())
                if False
                else (lambda: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand)))
            )
        case ast.Constant(value=bool() as value):
            yield put("value", not value)
        case ast.Constant(value=int() as value):
            yield put("value", value + 1)
            yield put("value", value - 1)
        case ast.Constant(value=str() as value):
            yield put("value", value + "x")
            yield put("value", "")
        case ast.Constant(value=bytes() as value):
            yield put("value", value + b"x")
        case ast.If() | ast.IfExp() | ast.While():
            yield put("test", ast.UnaryOp(ast.Not(), node.test))
        case ast.Return(value=value) if value is not None:
            yield put("value", ast.Constant(None))
        case ast.Call():
            for index in range(len(node.keywords)):
                yield put("keywords", [*node.keywords[:index], *node.keywords[index + 1 :]])
            if len(node.args) >= 2:
                yield put("args", [node.args[1], node.args[0], *node.args[2:]])
            if len(node.args) == 1 and isinstance(node.func, ast.Attribute):
                yield put("args", [])
        case ast.FunctionDef() | ast.With() | ast.Try() | ast.For():
            body = node.body
            for index, statement in enumerate(body):
                if isinstance(statement, (ast.Expr, ast.Assign, ast.AugAssign, ast.If, ast.Raise)) and not (
                    isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
                ):
                    yield put("body", [*body[:index], ast.Pass(), *body[index + 1 :]])


def _difference(before: str, after: str) -> str:
    old, new = before.splitlines(), after.splitlines()
    first = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)) - 1
    )
    return f"{old[first].strip()}  ->  {new[first].strip()}"


def survivors(name: str) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and those that meet every requirement."""
    kata = katas()[name]
    names = [check.requirement.name for check in checks_of(kata)]
    alive, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{kata.name}.py")
        for mutant in mutants(kata.solution.read_text()):
            count += 1
            path.write_text(mutant.source)
            if all(_met(name, path, requirement) for requirement in names):
                alive.append(mutant)
    return count, alive


def _met(name: str, path: Path, requirement: str) -> bool:
    return judge_file(name, path, requirement, seconds=5)[requirement].outcome is Outcome.MET


def explained(name: str) -> dict[str, str]:
    """The reasons for mutants that change nothing, by their change."""
    path = TESTS / "equivalent_mutants" / f"{name}.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    return {change: reason for change, sign, reason in (line.partition("  # ") for line in lines) if sign}


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        count, alive = survivors(argument)
        reasons = explained(argument)
        unexplained = [mutant for mutant in alive if str(mutant) not in reasons]
        print(f"{argument}: {count} mutants, {count - len(alive)} caught, {len(alive) - len(unexplained)} explained")
        for mutant in unexplained:
            print(f"  {mutant}")
