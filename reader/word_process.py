"""Divides Chinese text into words, in a process of its own.

Words come from the dictionary of jieba (rjieba). Loading it takes a tenth of a second in which no other thread of the
process runs, and 33 MB: the screen would stand still. One request is a line of runs of Han, separated by spaces; the
answer is a line of the same runs, with "/" between their words.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.bounded_process import make_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIMEOUT_SECONDS = 3
"""Seconds to wait for an answer; the first one comes when the dictionary has been loaded."""
_READ_SIZE = 1 << 16


class WordProcess:
    """The process. It is started at the first request or by `start`, and ends with this one.

    Once it could not be started or has not answered in time it is not asked again.

    Args:
        module: The name of the module that is run in it.
        timeout: Seconds to wait for an answer.
    """

    def __init__(self, module: str = __name__, timeout: float = _TIMEOUT_SECONDS) -> None:
        self._module = module
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._has_failed = False

    def start(self) -> None:
        """Start the process, so that the dictionary is there when it is asked for."""
        if self._process is not None or self._has_failed:
            return
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env=make_environment(),
                start_new_session=True,  # keys of the terminal that end or suspend programs are not for it
            )
        except (OSError, ValueError):
            self._has_failed = True

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            with self._process:
                self._process = None

    def divide(self, runs: Sequence[str]) -> list[list[str]] | None:
        """The words of each run, without leaving anything out; None where the process does not answer.

        Args:
            runs: Texts of simplified Han only, none empty.
        """
        self.start()
        if self._process is None:
            return None
        answer = b""
        with suppress(OSError, ValueError):  # select takes no descriptor above 1023
            answer = self._request(self._process, (" ".join(runs) + "\n").encode())
        divided = [run.split("/") for run in answer.decode("utf-8", "replace").rstrip("\n").split(" ")]
        if ["".join(words) for words in divided] != list(runs):
            self._has_failed = True
            self.close()
            return None
        return divided

    def _request(self, process: subprocess.Popen[bytes], request: bytes) -> bytes:
        """The line that the process writes in answer to a line; cut where it ends, or takes too long."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(request)
        answer = b""
        while not answer.endswith(b"\n"):
            if not select.select([process.stdout], [], [], self._timeout)[0]:
                break
            part = os.read(process.stdout.fileno(), _READ_SIZE)
            if not part:
                break
            answer += part
        return answer


def main() -> None:
    """Answer the requests of standard input until it ends."""
    from rjieba import cut

    for line in sys.stdin.buffer:
        runs = line.decode().rstrip("\n").split(" ")
        sys.stdout.buffer.write((" ".join("/".join(cut(run)) for run in runs) + "\n").encode())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
