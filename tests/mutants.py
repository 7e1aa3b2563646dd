"""Small faults put into the code, one at a time, to see whether its tests notice: python -m tests.mutants --count 100

A mutant is a module with one operator, comparison, constant or condition of a function changed. It is tried with the
tests that run its line (tests.mutant_tests). All of it comes from the seed. A mutant that no test notices is printed
with its line: it is a missing test, code that is not needed, or no fault at all (a limit that does not matter, an
optimization).

What changes nothing that a user or caller relies on is not changed: type annotations and docstrings, decorators (the
sizes of caches), formatted text and operators on string literals, the arguments of exceptions, `__repr__`, and
arguments named in INSIGNIFICANT_ARGUMENTS. There is no list of places that are left out.
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.mutant_tests import ROOT, MutantRunner, TestIndex, run_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("script", "figures", "structure", "typeset", "library", "copies", "tui/controllers")
KILLED_MIN = 0.9
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
INSIGNIFICANT_ARGUMENTS = frozenset({"strict", "check", "maxsize"})
"""Keyword arguments that only say what cannot be otherwise, or how much is remembered."""
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
    lines: tuple[int, ...]
    """Of the node and of the statement it is part of, without those of the statements in it."""


def find_mutants(path: Path) -> list[Mutant]:
    """All mutants of a module, in the order of the syntax tree."""
    nodes = _list_nodes(ast.parse(path.read_text("utf-8")))
    return [
        Mutant(path, node.lineno, number, describe(node), _list_lines(node, statement))
        for number, (node, statement) in enumerate(nodes)
    ]


def describe(node: ast.expr | ast.stmt) -> str:
    """The source of a node before and after its change; of a statement with others in it, its condition."""
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)[:100]}  ->  if not"
    return f"{ast.unparse(node)[:100]}  ->  {ast.unparse(_changed(node))[:100]}"


def mutate(source: str, number: int) -> ast.Module:
    """The syntax tree of a module with one node changed; all nodes have the lines of the source.

    Args:
        source: Of the module.
        number: Of the node among those that can be changed.
    """
    tree = ast.parse(source)
    chosen, _ = _list_nodes(tree)[number]
    _Replacer(chosen).visit(tree)
    return ast.fix_missing_locations(tree)


class _Replacer(ast.NodeTransformer):
    def __init__(self, chosen: ast.AST) -> None:
        self._chosen = chosen

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._chosen:
            return ast.copy_location(_changed(node), node)
        return self.generic_visit(node)


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


def _list_nodes(tree: ast.Module) -> list[tuple[ast.expr | ast.stmt, ast.stmt]]:
    """The nodes of functions that can be changed, each with the statement it is part of."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    found: dict[int, tuple[ast.expr | ast.stmt, ast.stmt]] = {}
    for function in functions:
        for statement in function.body if function.name != "__repr__" else ():
            for node, innermost in _walk_code(statement, statement):
                if _can_change(node):
                    found.setdefault(id(node), (node, innermost))  # type: ignore[arg-type]
    return list(found.values())


def _walk_code(node: ast.AST, statement: ast.stmt) -> Iterator[tuple[ast.AST, ast.stmt]]:
    """A node and those below it that are no annotations, decorators, formatted texts or arguments of exceptions."""
    yield node, statement
    if isinstance(node, ast.Raise | ast.JoinedStr):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == "__repr__":
        return
    if isinstance(node, ast.keyword) and node.arg in INSIGNIFICANT_ARGUMENTS:
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk_code(child, child if isinstance(child, ast.stmt) else statement)


def _list_lines(node: ast.expr | ast.stmt, statement: ast.stmt) -> tuple[int, ...]:
    inner = [child.lineno for child in ast.walk(statement) if isinstance(child, ast.stmt) and child is not statement]
    end = min(inner) if inner else (statement.end_lineno or statement.lineno) + 1
    lines = {statement.lineno, *range(statement.lineno, end)}
    if isinstance(node, ast.expr):
        lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return tuple(sorted(lines))


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
    found: dict[Path, list[Mutant]] = {}
    chosen: list[Mutant] = []
    while len(chosen) < count:
        module = chance.choice(modules[chance.choice(folders)])
        if module not in found:
            found[module] = find_mutants(module)
        if found[module] and (mutant := chance.choice(found[module])) not in chosen:
            chosen.append(mutant)
    return chosen


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="so many mutants of the seed that were tried before")
    parser.add_argument("--folders", nargs="*", default=FOLDERS)
    parser.add_argument("--numbers", nargs="*", type=int, help="only these mutants of the seed")
    parser.add_argument("--at", nargs="*", metavar="PATH:LINE", help="only the mutants of these lines, all of them")
    return parser.parse_args(arguments)


def main() -> int:
    """Try the mutants and print the ones that no test notices; 1 where fewer than nine in ten are noticed."""
    options = parse_arguments()
    if options.at:
        places = [place.rpartition(":") for place in options.at]
        mutants = [one for path, _, line in places for one in find_mutants(ROOT / path) if one.line == int(line)]
    else:
        mutants = choose_mutants(options.count, options.seed, tuple(options.folders))[options.skip :]
    numbered = list(enumerate(mutants, 0 if options.at else options.skip))
    if options.numbers is not None:
        numbered = [(number, mutant) for number, mutant in numbered if number in options.numbers]
    counts = dict.fromkeys(("killed", "timeout", "survived"), 0)

    def try_mutants(runner: MutantRunner) -> None:
        for number, mutant in numbered:
            start = time.monotonic()
            result = runner.run(mutant.path, mutate(runner.read(mutant.path), mutant.number), mutant.lines)
            counts[result.outcome] += 1
            where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            seconds = time.monotonic() - start
            print(f"{number} {result.outcome} {where}  {mutant.change}  ({result.detail}, {seconds:.1f} s)", flush=True)

    run_session(TestIndex.collect(), try_mutants)
    tried = sum(counts.values())
    noticed = tried - counts["survived"]
    print(f"seed {options.seed}: {noticed} of {tried} noticed ({100 * noticed / max(1, tried):.1f} %), {counts}")
    return int(noticed < KILLED_MIN * tried)


if __name__ == "__main__":
    sys.exit(main())
