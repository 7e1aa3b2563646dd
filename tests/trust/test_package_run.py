"""The source distribution is the program alone, and the same wheel is built from it; `make package` installs it."""

from __future__ import annotations

import tarfile
from pathlib import Path, PurePosixPath

import pytest

from tests.trust.package_run import COMMANDS, ROOT, build_sdist, build_wheel, run_program, unpack

pytest.importorskip("hatchling")
DOCUMENTS = {"README.md", "README.zh.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "NOTICE"}


def test_the_source_distribution_holds_the_program_and_its_documents_alone(tmp_path: Path) -> None:
    sdist = build_sdist(ROOT, tmp_path / "a")
    assert sdist.read_bytes() == build_sdist(ROOT, tmp_path / "b").read_bytes()
    with tarfile.open(sdist) as archive:
        names = [PurePosixPath(name).relative_to(sdist.name.removesuffix(".tar.gz")) for name in archive.getnames()]
    alone = {str(name) for name in names if len(name.parts) == 1}
    assert alone == DOCUMENTS | {"PKG-INFO", "pyproject.toml", ".gitignore"}
    assert {name.parts[0] for name in names if len(name.parts) > 1} == {"reader", "articles", "docs"}
    assert not [name for name in names if {"tests", "__pycache__"} & {*name.parts} or name.suffix in (".pyc", ".db")]
    articles = {name.name for name in names if name.parts[0] == "articles"}
    assert articles == {path.name for path in (ROOT / "articles").iterdir()}


def test_the_wheel_of_the_source_distribution_is_that_of_the_project(tmp_path: Path) -> None:
    source = unpack(build_sdist(ROOT, tmp_path / "a"), tmp_path / "source")
    assert build_wheel(source, tmp_path / "b").read_bytes() == build_wheel(ROOT, tmp_path / "c").read_bytes()


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "home").mkdir()
    program = tmp_path / "bin" / "dubao"
    program.write_text("#!/bin/sh\necho x\n")
    program.chmod(0o700)
    failed = run_program(tmp_path / "bin", tmp_path / "home")
    assert len(failed) == sum("json" in "".join(command) for command in COMMANDS)
