"""Mutants are small faults of the code, the same for the same seed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.mutant_tests import ROOT
from tests.mutants import choose_mutants, find_mutants, mutate

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''"""Text."""
LIMIT = 3


def is_small(number: int) -> bool:
    """Whether a number is small."""
    if number < LIMIT and not number == 0:
        return True
    return number + 1 == 9
'''
WITHOUT_EFFECT = '''"""Text."""
from functools import lru_cache

@lru_cache(maxsize=3)
def is_small(number: Annotated[int, 5]) -> Literal[3]:
    """Whether a number is small."""
    names: Sized[4] = zip(a, b, strict=True)
    text = f"{number + 1} of {3 if names else 4}" + names
    raise ValueError(number + 1, text[3:])


class Number:
    def __repr__(self):
        return self.value + 1
'''


def test_each_mutant_changes_one_place_of_a_function(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    found = find_mutants(path)
    sources = {ast.unparse(mutate(SOURCE, mutant.number)) for mutant in found}
    assert len(sources) == len(found) > 8
    for expected in ("number <= LIMIT", "number < LIMIT or", "return False", "number - 1", "return None", "== 10"):
        assert sum(expected in source for source in sources) >= 1, expected
    assert all("LIMIT = 3" in source for source in sources)
    assert {mutant.line for mutant in found} == {7, 8, 9}


def test_what_no_caller_relies_on_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(WITHOUT_EFFECT)
    assert [mutant.change for mutant in find_mutants(path)] == []


def test_a_mutant_has_the_lines_of_its_statement_but_not_of_those_in_it(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def f(a):\n    if (a\n        > 3):\n        b = [\n            5,\n        ]\n    return b\n")
    assert {(mutant.change.partition("  ->")[0], mutant.lines) for mutant in find_mutants(path)} == {
        ("if a > 3", (2, 3)),
        ("a > 3", (2, 3)),
        ("3", (2, 3)),
        ("5", (4, 5, 6)),
        ("return b", (7,)),
    }


def test_a_seed_always_chooses_the_same_mutants() -> None:
    assert choose_mutants(8, 3, ("typeset", "copies")) == choose_mutants(8, 3, ("typeset", "copies"))
    assert choose_mutants(8, 3, ("typeset", "copies")) != choose_mutants(8, 4, ("typeset", "copies"))


@pytest.mark.parametrize("folder", ["typeset", "tui/controllers"])
def test_mutants_are_of_the_folders_asked_for(folder: str) -> None:
    assert {ROOT / "reader" / folder in mutant.path.parents for mutant in choose_mutants(5, 1, (folder,))} == {True}
