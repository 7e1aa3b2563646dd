"""Asking a terminal for the width of ambiguous characters, on pseudo terminals that answer in several ways."""

from __future__ import annotations

import os
import pty
import termios
import threading
import time
from typing import TYPE_CHECKING

import pytest

from reader.terminal.width_probe import measure_ambiguous_width

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo terminal: the terminal's own, and the program's."""
    master, slave = pty.openpty()
    yield master, slave
    os.close(slave)
    os.close(master)


def answer_in_pieces(master: int, *pieces: bytes) -> threading.Thread:
    """Answer when the position of the cursor is asked for."""

    def answer() -> None:
        written = b""
        while not written.endswith(b"\x1b[6n"):
            written += os.read(master, 64)
        for piece in pieces:
            os.write(master, piece)
            time.sleep(0.02)

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


@pytest.mark.parametrize(
    ("pieces", "cells"),
    [([b"\x1b[1;2R"], 1), ([b"\x1b[24;3R"], 2), ([b"\x1b", b"[1", b";3R"], 2), ([b"abc\x1b[1;2R"], 1), ([b"R"], None)],
)
def test_the_column_of_the_answer_is_the_width(
    terminal: tuple[int, int], pieces: list[bytes], cells: int | None
) -> None:
    master, slave = terminal
    before = termios.tcgetattr(slave)
    thread = answer_in_pieces(master, *pieces)
    assert measure_ambiguous_width(slave, slave, 20) == cells
    thread.join()
    assert termios.tcgetattr(slave) == before
    assert os.read(master, 64).endswith(b"\r\x1b[K")


def test_a_terminal_that_does_not_answer_is_left_after_the_timeout(terminal: tuple[int, int]) -> None:
    _, slave = terminal
    before = termios.tcgetattr(slave)
    start = time.monotonic()
    assert measure_ambiguous_width(slave, slave, 0.05) is None
    assert time.monotonic() - start >= 0.05
    assert termios.tcgetattr(slave) == before


def test_without_a_terminal_nothing_is_written() -> None:
    read, write = os.pipe()
    assert measure_ambiguous_width(read, write, 1) is None
    os.close(write)
    assert os.read(read, 9) == b""
    os.close(read)
