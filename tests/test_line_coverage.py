"""What a run under coverage keeps: which test has run which line, how long each took, what the files were."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from coverage import CoverageData
from hypothesis import given
from hypothesis import strategies as st

from tests import line_coverage
from tests.coverage_contexts import DURATIONS, decode_node_id, encode_node_id

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TESTS = """import module, pytest

def test_a():
    assert module.double(2) == 4

@pytest.mark.parametrize("text", ["鐘"])
def test_b(text):
    assert module.double(text) == ""

def test_c():
    pytest.skip()
"""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_id_is_one_line_of_ascii_and_read_back(name: str) -> None:
    assert encode_node_id(name).isascii()
    assert "\n" not in encode_node_id(name)
    assert decode_node_id(encode_node_id(name)) == name


def test_a_run_tells_which_test_has_run_a_line_and_how_it_ended(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("def double(value):\n    return 2 * value\n")
    (tmp_path / "test_module.py").write_text(TESTS)
    environment = {
        **os.environ,
        DURATIONS: str(tmp_path / "durations.tsv"),
        "COVERAGE_FILE": str(tmp_path / ".coverage"),
        "PYTHONPATH": os.pathsep.join([str(line_coverage.ROOT), str(tmp_path)]),
    }
    command = [sys.executable, "-m", "coverage", "run", f"--source={tmp_path}", "--rcfile=", "-m", "pytest", "-q"]
    plugins = ["-p", "tests.coverage_contexts", "-p", "no:xdist", "-p", "no:cacheprovider"]
    subprocess.run(
        [*command, *plugins, "test_module.py"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    rows = [line.split("\t") for line in (tmp_path / "durations.tsv").read_text().splitlines()]
    names = ["test_module.py::test_a", "test_module.py::test_b[\\u9418]", "test_module.py::test_c"]
    assert [(outcome, decode_node_id(name)) for outcome, _, name in rows] == list(
        zip(("passed", "failed", "skipped"), names, strict=True)
    )
    data = CoverageData(str(tmp_path / ".coverage"))
    data.read()
    contexts = data.contexts_by_lineno(str(tmp_path / "module.py"))
    assert [decode_node_id(name) for name in sorted(contexts[2])] == names[:2]


def test_files_that_differ_between_parts_have_no_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_coverage, "ROOT", tmp_path)
    monkeypatch.setattr(line_coverage, "DATA", tmp_path / "data")
    for folder in ("reader", "tests", "data/a", "data/b"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("reader/one.py", "tests/two.py"):
        (tmp_path / name).write_text("1\n")
    line_coverage.write_hashes("a")
    (tmp_path / "reader/one.py").write_text("2\n")
    line_coverage.write_hashes("b")
    hashes = line_coverage.read_hashes(("a", "b"))
    assert hashes == {"reader/one.py": "", "tests/two.py": line_coverage.hash_file(tmp_path / "tests/two.py")}
    assert line_coverage.hash_file(tmp_path / "gone.py") == ""
