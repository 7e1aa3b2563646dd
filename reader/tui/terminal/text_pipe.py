"""Gives a text to a command of the user's and reads what it answers, with limits on time and length."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.model import CleanText, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TIMEOUT_SECONDS = 60.0
MAX_ANSWER_BYTES = 200_000
_MAX_ERROR_BYTES = 10_000
_CHUNK_BYTES = 65_536
_POLL_SECONDS = 0.1
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


def pipe_text(
    arguments: Sequence[str],
    text: str,
    *,
    hint: str = "check the setting pipes",
    timeout: float = TIMEOUT_SECONDS,
    max_bytes: int = MAX_ANSWER_BYTES,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> PipeAnswer:
    """The answer of a command to a text on its standard input, as UTF-8; without control characters.

    The command is run without a shell, in a process group of its own, which is ended when it takes too long, writes
    too much or is no longer wanted.

    Args:
        arguments: The program and its arguments.
        text: What it reads.
        hint: What to do where it cannot be run.
        timeout: Seconds.
        max_bytes: Bytes of the answer that are read.
        is_cancelled: Tells whether the answer is no longer wanted.

    Raises:
        ReaderError: There is no such program, it failed without an answer, or took too long.
    """
    name = arguments[0] if arguments else ""
    if not name or shutil.which(name) is None:
        raise ReaderError(name or "|", "there is no such program", hint)
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    except (OSError, ValueError) as error:
        why = str(getattr(error, "strerror", None) or error).lower()
        raise ReaderError(name, why, hint) from None
    try:
        output = _exchange(process, text.encode("utf-8", "replace"), monotonic() + timeout, max_bytes, is_cancelled)
    finally:
        _end(process)
    if output is None:
        if is_cancelled():
            raise ReaderError(name, "it was stopped", "press the key again to try again")
        raise ReaderError(name, f"it did not end within {timeout:g} seconds", "it was stopped")
    answer = _to_clean_text(output.answer)
    if process.returncode and not output.is_cut and not answer.strip():
        said = " ".join(_to_clean_text(output.errors).split())[:200]
        raise ReaderError(name, said or f"it ended with code {process.returncode}", hint)
    return PipeAnswer(answer, output.is_cut)


def _exchange(
    process: subprocess.Popen[bytes],
    data: bytes,
    deadline: float,
    max_bytes: int,
    is_cancelled: Callable[[], bool],
) -> _Output | None:
    """Write to a process and read from it until it closes its output; None where it has to be stopped."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    answer, errors, view = bytearray(), bytearray(), memoryview(data)
    with selectors.DefaultSelector() as selector:
        os.set_blocking(process.stdin.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stderr, selectors.EVENT_READ)
        while process.stdout in [key.fileobj for key in selector.get_map().values()]:
            if is_cancelled() or monotonic() > deadline:
                return None
            for key, _ in selector.select(_POLL_SECONDS):
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
    while process.poll() is None:
        if is_cancelled() or monotonic() > deadline:
            return None
        with suppress(subprocess.TimeoutExpired):
            process.wait(_POLL_SECONDS)
    return _Output(bytes(answer), bytes(errors), is_cut=False)


def _write_some(process: subprocess.Popen[bytes], view: memoryview) -> memoryview:
    """Write as much as the process takes; return what is left, nothing where it reads no more."""
    assert process.stdin
    try:
        return view[os.write(process.stdin.fileno(), view[:_CHUNK_BYTES]) :]
    except BlockingIOError:
        return view
    except OSError:
        return view[:0]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, and close its pipes."""
    if process.poll() is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _to_clean_text(data: bytes) -> CleanText:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return clean(_ESCAPE_SEQUENCE.sub("", text))
