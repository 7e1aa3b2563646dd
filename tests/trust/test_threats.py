"""The table of threats names tests that are there, and SECURITY.md names them too."""

from __future__ import annotations

import re
from pathlib import Path

from reader.text.tsv import read_rows

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = list(read_rows(__file__, "threats"))


def test_the_table_has_all_threats_in_order() -> None:
    assert [int(row) for row, *_ in ROWS] == list(range(1, 23))
    assert len({threat for _, threat, _ in ROWS}) == len(ROWS)


def test_the_tests_of_each_threat_are_there_and_test_something() -> None:
    for row, threat, tests in ROWS:
        assert tests, (row, threat)
        for name in tests.split():
            text = (ROOT / name).read_text("utf-8")
            assert "def test_" in text or not Path(name).name.startswith("test_"), name


def test_each_threat_has_a_file_of_its_own_that_runs_the_program() -> None:
    files = [Path(tests.split()[0]) for _, _, tests in ROWS]
    assert len(set(files)) == len(ROWS)
    for (row, threat, _), path in zip(ROWS, files, strict=True):
        assert path.parent == Path("tests/trust"), (row, threat)
        assert re.search(rf'^"""Rows? [\d, and to]*\b{row}\b', (ROOT / path).read_text("utf-8")), (row, path)


def test_every_test_of_trust_belongs_to_a_threat_or_a_promise() -> None:
    named = {Path(name).name for _, _, tests in ROWS for name in tests.split()}
    named |= set(re.findall(r"`(test_\w+\.py)`", SECURITY)) | {Path(__file__).name}
    assert {path.name for path in Path(__file__).parent.glob("test_*.py")} <= named


def test_every_file_that_security_md_names_is_there() -> None:
    for name in re.findall(r"`((?:tests/[\w/]+|test_\w+)(?:\.py|\.tsv|/)?)`", SECURITY):
        path = ROOT / (name if name.startswith("tests/") else f"tests/trust/{name}")
        assert path.exists(), name


def test_every_command_that_security_md_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"`make ([a-z-]+)", SECURITY):
        assert f"\n{command}:" in makefile, command
