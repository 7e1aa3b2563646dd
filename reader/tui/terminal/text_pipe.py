"""Gives a text to a command of the user's and reads what it answers, with limits on time and length."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
from contextlib import suppress
from threading import RLock
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.model import CleanText, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT_SECONDS = 60.0
MAX_ANSWER_BYTES = 200_000
_MAX_ERROR_BYTES = 10_000
_CHUNK_BYTES = 65_536
_POLL_SECONDS = 0.1
_END_POLL_SECONDS = 0.01
"""Seconds between two looks at whether a command that has closed its output has ended."""
_DRAIN_SECONDS = 0.5
"""Seconds after the end of a command in which its output is read on, where a program that it started holds it open."""
_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
"""CSI and OSC sequences, and those of two characters (ECMA-48): a program may write its answer in colours."""


class PipeAnswer(NamedTuple):
    """What a command wrote."""

    text: CleanText
    is_cut: bool
    """Whether it wrote more, which was not read."""


class _Output(NamedTuple):
    answer: bytes
    errors: bytes
    is_cut: bool


class ProcessGroup:
    """The process group of one command; any thread may kill it, also before it is started."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._leader: subprocess.Popen[bytes] | None = None
        self.is_killed = False
        """Whether `kill` was called."""

    def start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start the command, with pipes for its input, output and errors, in a session of its own.

        Raises:
            OSError: It cannot be started.
            ValueError: An argument has a NUL.
        """
        with self._lock:
            self._leader = subprocess.Popen(
                arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
            )
            if self.is_killed:
                self._kill_processes()
            return self._leader

    def kill(self) -> None:
        """Kill the command and what it has started, or have it killed as soon as it starts."""
        with self._lock:
            self.is_killed = True
            self._kill_processes()

    def end(self) -> None:
        """Kill what is left of the group, the command too where it is still running, and close its pipes."""
        with self._lock:
            process = self._leader
            if process is None:
                return
            self._kill_processes()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream:
                    with suppress(OSError):
                        stream.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            self._leader = None

    def _kill_processes(self) -> None:
        """Kill the group; its number cannot belong to others, since the leader is reaped by `end` alone."""
        if self._leader is not None:
            with suppress(OSError):
                os.killpg(self._leader.pid, signal.SIGKILL)


def pipe_text(
    arguments: Sequence[str],
    text: str,
    *,
    hint: str = "check the setting pipes",
    timeout: float = TIMEOUT_SECONDS,
    max_bytes: int = MAX_ANSWER_BYTES,
    group: ProcessGroup | None = None,
) -> PipeAnswer:
    """The answer of a command to a text on its standard input, as UTF-8; without control characters.

    The command is run without a shell, in a process group of its own. What is left of the group is killed when the
    command has ended, takes too long or writes too much.

    Args:
        arguments: The program and its arguments.
        text: What it reads.
        hint: What to do where it cannot be run.
        timeout: Seconds.
        max_bytes: Bytes of the answer that are read.
        group: A new group, for a caller that may kill it.

    Raises:
        ReaderError: There is no such program, it failed without an answer, took too long, or was killed.
    """
    group = group or ProcessGroup()
    name = arguments[0] if arguments else ""
    if not name or shutil.which(name) is None:
        raise ReaderError(name or "|", "there is no such program", hint)
    try:
        process = group.start(arguments)
    except (OSError, ValueError) as error:
        why = str(getattr(error, "strerror", None) or error).lower()
        raise ReaderError(name, why, hint) from None
    try:
        output = _exchange(process, text.encode("utf-8", "replace"), monotonic() + timeout, max_bytes, group)
    finally:
        group.end()
    if group.is_killed:
        raise ReaderError(name, "it was stopped", "press the key again to try again")
    if output is None:
        raise ReaderError(name, f"it did not end within {timeout:g} seconds", "it was stopped")
    answer = _to_clean_text(output.answer)
    if process.returncode and not output.is_cut and not answer.strip():
        said = " ".join(_to_clean_text(output.errors).split())[:200]
        raise ReaderError(name, said or f"it ended with code {process.returncode}", hint)
    return PipeAnswer(answer, output.is_cut)


def _exchange(
    process: subprocess.Popen[bytes], data: bytes, deadline: float, max_bytes: int, group: ProcessGroup
) -> _Output | None:
    """Write to a process and read from it until it ends; None where it has to be stopped.

    A program that it has started may hold its output open longer: what that writes is read for a moment only.
    """
    assert process.stdin
    assert process.stdout
    assert process.stderr
    answer, errors, view = bytearray(), bytearray(), memoryview(data)
    drained_at: float | None = None
    with selectors.DefaultSelector() as selector:
        os.set_blocking(process.stdin.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stderr, selectors.EVENT_READ)
        while process.stdout in [key.fileobj for key in selector.get_map().values()]:
            if group.is_killed or monotonic() > deadline:
                return None
            if drained_at is None and _has_ended(process):
                drained_at = monotonic() + _DRAIN_SECONDS
            ready = selector.select(_POLL_SECONDS)
            if not ready and drained_at is not None and monotonic() > drained_at:
                break
            for key, _ in ready:
                if key.fileobj is process.stdin:
                    view = _write_some(process, view)
                    if not view:
                        selector.unregister(process.stdin)
                        with suppress(OSError):
                            process.stdin.close()
                    continue
                chunk = os.read(key.fd, _CHUNK_BYTES)
                if not chunk:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stdout:
                    answer += chunk
                    if len(answer) > max_bytes:
                        return _Output(bytes(answer[:max_bytes]), bytes(errors), is_cut=True)
                elif len(errors) < _MAX_ERROR_BYTES:
                    errors += chunk
    while not _has_ended(process):
        if group.is_killed or monotonic() > deadline:
            return None
        sleep(_END_POLL_SECONDS)
    return _Output(bytes(answer), bytes(errors), is_cut=False)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process has ended; it is not reaped, so that its number stays that of its group."""
    if not hasattr(os, "waitid"):  # macOS before Python 3.13
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _write_some(process: subprocess.Popen[bytes], view: memoryview) -> memoryview:
    """Write as much as the process takes; return what is left, nothing where it reads no more."""
    assert process.stdin
    try:
        return view[os.write(process.stdin.fileno(), view[:_CHUNK_BYTES]) :]
    except BlockingIOError:
        return view
    except OSError:
        return view[:0]


def _to_clean_text(data: bytes) -> CleanText:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return clean(_ESCAPE_SEQUENCE.sub("", text))
