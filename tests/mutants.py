"""Small faults put into the code, one at a time, to see whether its tests notice: python -m tests.mutants --count 100

A mutant is a module with one operator, comparison, constant or condition changed. Its tests are those of the file that
mirrors the module (tests/a/test_b.py for reader/a/b.py), then the others of that folder's name until one fails. All of
it comes from the seed. A mutant that no test notices is printed with its line: it is a missing test, or no fault at
all (a limit that does not matter, an optimisation).
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.test_layout import find_test

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
FOLDERS = ("script", "figures", "structure", "typeset", "library", "copies", "tui/controllers")
TIMEOUT_SECONDS = 300
"""Of the tests of a mutant; one that makes them endless is noticed."""
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ASSERTIONS = frozenset({"strict", "check"})
"""Arguments that only say what cannot be otherwise."""
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """A change of one node of a module."""

    path: Path
    line: int
    number: int
    """Of the node among those of the module that can be changed."""
    change: str


def find_mutants(path: Path) -> list[Mutant]:
    """All mutants of a module, in the order of the syntax tree."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = list(_list_nodes(tree))
    return [Mutant(path, node.lineno, index, describe(node)) for index, node in enumerate(nodes)]


def describe(node: ast.expr | ast.stmt) -> str:
    """The source of a node before and after its change."""
    before = ast.unparse(node)
    after = ast.unparse(_change(ast.parse(before).body[0], node))
    return f"{before[:100]}  ->  {after[:100]}"


def mutate(source: str, number: int) -> str:
    """The source of a module with one node changed.

    Args:
        source: Of the module.
        number: Of the node among those that can be changed.
    """
    tree = ast.parse(source)
    chosen = list(_list_nodes(tree))[number]
    return ast.unparse(ast.fix_missing_locations(_Replacer(chosen).visit(tree)))


class _Replacer(ast.NodeTransformer):
    def __init__(self, chosen: ast.AST) -> None:
        self._chosen = chosen

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._chosen:
            return _changed(node)
        return self.generic_visit(node)


def _change(parsed: ast.stmt, node: ast.AST) -> ast.AST:
    """The changed node of a statement that was parsed from it."""
    return _changed(parsed.value if isinstance(parsed, ast.Expr) and not isinstance(node, ast.Expr) else parsed)


def _changed(node: ast.AST) -> ast.AST:
    """The node that takes the place of one that can be changed."""
    if isinstance(node, ast.Compare):
        return ast.Compare(node.left, [COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    if isinstance(node, ast.BinOp):
        return ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    if isinstance(node, ast.UnaryOp):
        return node.operand
    if isinstance(node, ast.Constant):
        return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)  # type: ignore[operator]
    if isinstance(node, ast.If | ast.IfExp):
        test = ast.UnaryOp(ast.Not(), node.test)
        return (
            ast.IfExp(test, node.body, node.orelse)
            if isinstance(node, ast.IfExp)
            else ast.If(test, node.body, node.orelse)
        )
    assert isinstance(node, ast.Return)
    return ast.Return(ast.Constant(None))


def _list_nodes(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    """The nodes of functions that can be changed; annotations and docstrings are none of them."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    seen: set[int] = set()
    for function in functions:
        for statement in function.body:
            for node in _walk_code(statement):
                if id(node) not in seen and _can_change(node):
                    seen.add(id(node))
                    yield node  # type: ignore[misc]


def _walk_code(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment") or isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.keyword) and node.arg in ASSERTIONS:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk_code(child)


def _can_change(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in COMPARISONS
    if isinstance(node, ast.BinOp):
        is_text = any(
            isinstance(side, ast.Constant | ast.JoinedStr) and not _is_number(side) for side in (node.left, node.right)
        )
        return type(node.op) in OPERATORS and not is_text
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Constant):
        return _is_number(node) or isinstance(node.value, bool)
    if isinstance(node, ast.Return):  # what is false anyway is as good as None
        return node.value is not None and not (isinstance(node.value, ast.Constant) and not node.value.value)
    return isinstance(node, ast.BoolOp | ast.If | ast.IfExp)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def list_test_files(module: Path, tests: Path) -> list[Path]:
    """The test file that mirrors a module first, then those of the same folder; of all folders of its package last."""
    own = tests / find_test(module).relative_to(ROOT / "tests")
    folder = own.parent
    while not folder.exists():
        folder = folder.parent
    others = [path for path in sorted(folder.glob("test_*.py")) if path != own]
    return [*([own] if own.exists() else []), *others]


def run_tests(files: list[Path], root: Path) -> str:
    """`killed` where a test fails, `timeout`, or `survived`."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(root), "DUBAO_EXAMPLES": "30"}
    try:
        done = subprocess.run(
            [*command, *map(str, files)],
            cwd=root,
            env=environment,
            capture_output=True,
            check=False,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    return "survived" if done.returncode in (0, 5) else "killed"


def try_mutant(mutant: Mutant, root: Path, *, with_folder: bool) -> str:
    """What the tests say of a mutant.

    Args:
        mutant: Of a module of this repository.
        root: A copy of the repository, in which it is tried.
        with_folder: Whether the other tests of the folder are run where the module's own do not notice it.
    """
    module = root / mutant.path.relative_to(ROOT)
    before = module.read_text("utf-8")
    files = list_test_files(mutant.path, root / "tests")
    own = [path for path in files if path.name == f"test_{mutant.path.stem}.py"]
    try:
        module.write_text(mutate(before, mutant.number), "utf-8")
        result = run_tests(own, root) if own else "survived"
        if result == "survived" and with_folder and files != own:
            result = run_tests([path for path in files if path not in own], root)
        return result
    finally:
        module.write_text(before, "utf-8")


def choose_mutants(count: int, seed: int, folders: tuple[str, ...]) -> list[Mutant]:
    """So many mutants of the modules of some folders: each folder has the same chance, and then each module.

    Args:
        count: How many.
        seed: Where the randomness is from.
        folders: Below reader/.
    """
    chance = random.Random(seed)
    modules = {
        folder: [path for path in sorted((ROOT / "reader" / folder).rglob("*.py")) if path.name != "__init__.py"]
        for folder in folders
    }
    chosen: list[Mutant] = []
    while len(chosen) < count:
        folder = chance.choice(folders)
        found = find_mutants(chance.choice(modules[folder]))
        if found and (mutant := chance.choice(found)) not in chosen:
            chosen.append(mutant)
    return chosen


def main() -> int:
    """Try the mutants and print the ones that no test notices; 1 where fewer than nine in ten are noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="so many mutants of the seed that were tried before")
    parser.add_argument("--folders", nargs="*", default=FOLDERS)
    parser.add_argument("--own-tests-only", action="store_true", help="only the test file that mirrors the module")
    options = parser.parse_args()
    counts = {"killed": 0, "timeout": 0, "survived": 0}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "copy"
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__"))
        for number, mutant in enumerate(choose_mutants(options.count, options.seed, tuple(options.folders))):
            if number < options.skip:
                continue
            start = time.monotonic()
            result = try_mutant(mutant, root, with_folder=not options.own_tests_only)
            counts[result] += 1
            where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            print(f"{number} {result} {where}  {mutant.change}  ({time.monotonic() - start:.0f} s)", flush=True)
    tried = sum(counts.values())
    noticed = tried - counts["survived"]
    print(f"seed {options.seed}: {noticed} of {tried} noticed ({100 * noticed / max(1, tried):.0f} %), {counts}")
    return int(noticed < 0.9 * tried)


if __name__ == "__main__":
    sys.exit(main())
