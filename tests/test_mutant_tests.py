"""A changed module is tried with the tests that run its lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from coverage import CoverageData

from tests import mutant_tests
from tests.line_coverage import hash_file
from tests.mutant_tests import TestIndex

REPOSITORY = Path(__file__).parents[1]
MODULE = """LIMIT = 3

def is_small(number):
    return number < 3

def count():
    while True:
        return 1

def get_limit():
    return LIMIT
"""
TESTS = """from reader.text.module import count, get_limit, is_small

def test_two_is_small():
    assert is_small(2)

def test_three_is_not_small():
    assert not is_small(3)

def test_count():
    assert count() == 1

def test_limit():
    assert get_limit() == 3

def test_fails_always():
    assert False
"""
TEST = "tests/text/test_module.py"
OTHER_TEST = "tests/text/test_other.py"
SECONDS = {
    f"{TEST}::test_two_is_small": 0.2,
    f"{TEST}::test_three_is_not_small": 0.1,
    f"{TEST}::test_count": 0.1,
    f"{TEST}::test_limit": 0.1,
    f"{OTHER_TEST}::test_slow": 30.0,
    f"{OTHER_TEST}::test_slower": 35.0,
    f"{OTHER_TEST}::test_fast": 1.0,
    "tests/cli/test_far.py::test_fast": 0.1,
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one module and its tests."""
    files = {
        "reader/__init__.py": "",
        "reader/text/__init__.py": "",
        "reader/text/module.py": MODULE,
        TEST: TESTS,
        OTHER_TEST: "",
    }
    files["pyproject.toml"] = '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\npythonpath = ["."]\n'
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for module in ("tests.mutant_tests", "tests.test_layout"):
        monkeypatch.setattr(f"{module}.ROOT", tmp_path)
    monkeypatch.setattr(mutant_tests, "PARTS", ("text",))
    monkeypatch.setattr(mutant_tests, "FOLDER_SECONDS_MAX", 40.0)
    return tmp_path


@pytest.fixture
def module(root: Path) -> Path:
    return root / "reader" / "text" / "module.py"


def make_hashes(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): hash_file(path) for path in root.rglob("*.py")}


def make_index(root: Path, lines: dict[str, list[int]], hashes: dict[str, str] | None = None) -> TestIndex:
    """An index in which tests, by their ids, run lines of the module."""
    module = root / "reader" / "text" / "module.py"
    data = CoverageData(no_disk=True)
    for test, numbers in lines.items():
        data.set_context(test)
        data.add_lines({str(module): numbers})
    return TestIndex(root, data, SECONDS, make_hashes(root) if hashes is None else hashes)


def test_the_tests_of_a_line_are_those_of_the_own_file_and_the_fastest_of_others(root: Path, module: Path) -> None:
    index = make_index(root, {test: [2] for test in SECONDS if not test.endswith(("_count", "_limit"))})
    own, others, rest = index.list_tests(module, [1, 2])
    assert [test.partition("::")[2] for test in own] == ["test_two_is_small", "test_three_is_not_small"]
    assert others == [f"{OTHER_TEST}::test_fast", f"{OTHER_TEST}::test_slow", "tests/cli/test_far.py::test_fast"]
    assert rest == [f"{TEST}::test_count", f"{TEST}::test_limit"]


def test_a_line_of_which_nothing_is_known_has_all_tests_of_its_folder(root: Path, module: Path) -> None:
    own, others, rest = make_index(root, {}).list_tests(module, [2])
    assert (len(own), rest) == (4, [])
    assert {test.partition("::")[0] for test in others} == {OTHER_TEST}


def test_a_changed_module_has_all_tests_of_its_folder(root: Path, module: Path) -> None:
    index = make_index(root, {f"{TEST}::test_count": [2]})
    assert index.list_tests(module, [2])[:2] == [[f"{TEST}::test_count"], []]
    hashes = make_hashes(root)
    module.write_text(MODULE + "\n")
    changed = make_index(root, {f"{TEST}::test_count": [2]}, hashes)
    assert len(changed.list_tests(module, [2])[0]) == 4


def test_a_changed_test_file_of_the_folder_is_run_as_a_whole(root: Path, module: Path) -> None:
    hashes = make_hashes(root)
    (root / OTHER_TEST).write_text("def test_new(): pass\n")
    index = make_index(root, {f"{TEST}::test_count": [2]}, hashes)
    assert index.list_tests(module, [2])[:2] == [[f"{TEST}::test_count"], [OTHER_TEST]]


def test_a_changed_test_file_is_run_as_a_whole(root: Path, module: Path) -> None:
    hashes = make_hashes(root)
    (root / TEST).write_text(TESTS + "\n")
    index = make_index(root, {f"{TEST}::test_count": [2], f"{OTHER_TEST}::test_fast": [2]}, hashes)
    assert index.list_tests(module, [2]) == [[], [f"{OTHER_TEST}::test_fast"], [TEST]]


CHANGES = {
    "other result": ("number < 3", "number <= 3"),
    "same result": ("number < 3", "number < 2.5"),
    "error": ("number < 3", "number.x"),
    "endless": ("return 1", "pass"),
    "import": ("def count", "def no_count"),
    "constant": ("LIMIT = 3", "LIMIT = 2"),
}
SCRIPT = """
import ast, json, sys
from pathlib import Path
import pytest
from tests import mutant_tests, test_layout
from tests.test_mutant_tests import CHANGES, MODULE, SECONDS, TEST, make_index

root = Path(sys.argv[1])
for module in (mutant_tests, test_layout):
    module.ROOT = root
mutant_tests.PARTS, mutant_tests.TEST_SECONDS = ("text",), 0.5
SECONDS[f"{TEST}::test_fails_always"] = 0.0
index = make_index(root, {**{test: [4, 7] for test in SECONDS if test.startswith(TEST)}, "": [1]})
results = {}

def use(runner):
    for name, (before, after) in CHANGES.items():
        lines = [1] if name == "constant" else [4, 7]
        results[name] = runner.run(root / "reader/text/module.py", ast.parse(MODULE.replace(before, after)), lines)

mutant_tests.run_session(index, use)
print(json.dumps(results))
"""


def test_a_mutant_is_killed_by_a_test_that_passes_without_it(root: Path, module: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    results = json.loads(done.stdout.strip().rpartition("\n")[2])
    assert results == {
        "other result": ["killed", f"{TEST}::test_three_is_not_small"],
        "same result": ["survived", "5 + 0 + 0 tests"],
        "error": ["killed", f"{TEST}::test_two_is_small"],
        "endless": ["timeout", f"{TEST}::test_count"],
        "import": ["killed", TEST],
        "constant": ["killed", f"{TEST}::test_limit"],
    }
    assert module.read_text() == MODULE
