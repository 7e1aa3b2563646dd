"""Row 22: what is stored is its owner's alone, and nothing of it is written anywhere else."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTE, LOGIN = "隱祕的筆記", "S3CRET"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path / "home"


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment |= {"HOME": str(home), "TMPDIR": str(home.parent / "tmp"), "PYTHONPATH": str(ROOT)}
    program = "import os, sys; os.umask(0); from reader.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environment, cwd=home, capture_output=True, check=False)


def find_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_notes_are_in_the_library_alone_and_for_its_owner_alone(home: Path) -> None:
    paper = home / "a.txt"
    paper.write_text("渡口的鐘又響了\n\n停擺了二十年的渡口大鐘昨天重新敲響。\n", "utf-8")
    for command in (
        ["add", str(paper)],
        ["annotate", str(paper), "--quote", "二十年", "--note", NOTE, "--tag", NOTE],
        ["notes"],
        ["list"],
        ["search", "大鐘"],
        ["show", f"http://u:{LOGIN}@127.0.0.1:9/"],
        ["feeds", "add", f"http://u:{LOGIN}@127.0.0.1:9/feed"],
        ["doctor"],
    ):
        done = run(home, *command)
        assert LOGIN.encode() not in done.stdout + done.stderr
    holders = {path for path in find_files(home) if NOTE.encode() in path.read_bytes()}
    assert holders
    libraries = {path.parent for path in holders}
    assert len(libraries) == 1
    (library,) = libraries
    assert stat.S_IMODE(library.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in find_files(library)} == {0o600}
    assert not [path for path in find_files(home) if LOGIN.encode() in path.read_bytes()]
    assert find_files(home.parent / "tmp") == []


def test_no_module_of_the_network_is_loaded_to_read_a_file(home: Path) -> None:
    paper = home / "a.txt"
    paper.write_text("渡口的鐘又響了\n\n停擺了二十年的渡口大鐘昨天重新敲響。\n", "utf-8")
    program = (
        "import sys\nfrom reader.cli.main import main\n"
        f"main(['show', {str(paper)!r}])\n"
        "print(sorted({'socket', 'httpx', 'httpcore', 'ssl', 'urllib.request'} & set(sys.modules)))"
    )
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "DUBAO_LIBRARY": str(home / "l.db")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
