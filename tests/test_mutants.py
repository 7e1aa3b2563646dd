"""Mutants are small faults of the code, the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import mutants
from tests.mutants import choose_mutants, find_mutants, list_test_files, mutate, run_tests, try_mutant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SOURCE = '''"""Text."""
LIMIT = 3


def is_small(number: int) -> bool:
    """Whether a number is small."""
    if number < LIMIT and not number == 0:
        return True
    return number + 1 == 9
'''


def test_each_mutant_changes_one_place_of_a_function(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    found = find_mutants(path)
    sources = {mutate(SOURCE, mutant.number) for mutant in found}
    assert len(sources) == len(found) > 8
    for expected in ("number <= LIMIT", "number < LIMIT or", "return False", "number - 1", "return None", "== 10"):
        assert sum(expected in source for source in sources) >= 1, expected
    assert all("LIMIT = 3" in source for source in sources)
    assert {mutant.line for mutant in found} == {7, 8, 9}


def test_a_seed_always_chooses_the_same_mutants() -> None:
    assert choose_mutants(8, 3, ("typeset", "copies")) == choose_mutants(8, 3, ("typeset", "copies"))
    assert choose_mutants(8, 3, ("typeset", "copies")) != choose_mutants(8, 4, ("typeset", "copies"))


def test_the_tests_that_mirror_a_module_come_first() -> None:
    module = mutants.ROOT / "reader" / "typeset" / "widths.py"
    first, second, *_ = list_test_files(module, mutants.ROOT / "tests")
    assert first.name == "test_widths.py"
    assert second.parent == first.parent


def test_a_mutant_is_tried_in_a_copy_and_the_module_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, test = tmp_path / "reader" / "module.py", tmp_path / "tests" / "test_module.py"
    for folder in (module.parent, test.parent):
        folder.mkdir()
    module.write_text(SOURCE)
    test.write_text("")
    tried: list[str] = []

    def run(files: list[Path], root: Path) -> str:
        assert (files, root) == ([test], tmp_path)
        tried.append(module.read_text())
        return "killed"

    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr("tests.test_layout.ROOT", tmp_path)
    monkeypatch.setattr(mutants, "run_tests", run)
    assert {try_mutant(mutant, tmp_path, with_folder=True) for mutant in find_mutants(module)} == {"killed"}
    assert len(set(tried)) == len(find_mutants(module))
    assert module.read_text() == SOURCE


def test_a_test_that_fails_kills(tmp_path: Path) -> None:
    test = tmp_path / "test_module.py"
    test.write_text("def test_it():\n    assert False\n")
    assert run_tests([test], tmp_path) == "killed"
