"""Row 16: where the system refuses, a sentence says so, and nothing is lost or cut short."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import ERROR_LINE, ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]),) * 2)
sys.argv = ["dubao", *sys.argv[2:]]
from reader.cli.main import main
sys.exit(main())
"""


@pytest.mark.parametrize("limit", [4, 5, 6, 9, 11, 16])
def test_few_descriptors_are_a_sentence_or_enough(limit: int, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"  # with three descriptors Python cannot read a program
    paper.write_text("風電小鎮\n\n首批葉片下月運抵，學校和工廠都在等。\n", "utf-8")
    env = environment(DUBAO_LIBRARY=str(tmp_path / "library" / "library.db"))
    commands = [["add", str(paper)], ["notes"], ["save", str(paper), "-o", "-"], ["show", "http://127.0.0.1:9/"]]
    for command in commands if limit in (4, 11) else commands[:1]:
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), *command],
            capture_output=True,
            env=env,
            cwd=ROOT,
            check=False,
            start_new_session=True,
        )
        assert done.returncode in (0, 1)
        assert not done.returncode or ERROR_LINE.fullmatch(done.stderr.decode()), done.stderr
        assert (done.returncode == 0) == (limit >= 11 and command[0] != "show")
