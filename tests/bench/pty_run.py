"""Runs a program on a pseudo terminal and takes the time of what it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import tempfile
import termios
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;4c"}
_NOTHING = 0.001
"""Seconds of processor time in two hundredths of a second that are no work: timers, this look at the clock."""
BREATH = 0.025
"""Seconds between two bytes that part what one key makes a program draw from what is drawn later, at leisure."""
SILENCE = 0.05
"""Seconds without a byte after which a step counts as done."""


@dataclass
class Step:
    """What was written since a key or the start."""

    shown: float | None
    """Seconds until the text waited for was written; None if it was not."""
    last: float
    """Seconds until the last byte before silence."""
    written: int
    """Bytes."""
    first: float = 0.0
    """Seconds until the first byte; 0 without one."""
    painted: float = 0.0
    """Seconds until the last byte before the first pause of BREATH; what comes later is another frame."""
    worked: float = 0.0
    """Seconds of processor time, all threads."""


@dataclass
class Terminal:
    """A program on a terminal of so many columns and rows."""

    command: Sequence[str]
    columns: int = 120
    rows: int = 40
    environment: dict[str, str] = field(default_factory=dict)
    output: bytearray = field(default_factory=bytearray)
    times: list[tuple[int, float]] = field(default_factory=list)
    """How many bytes there were at which second since the start."""
    last_modes: list[object] = field(default_factory=list)
    """The terminal's modes after the program had ended."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self._began = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            for name in ("COLUMNS", "LINES"):  # would be believed before the terminal's own size
                os.environ.pop(name, None)
                os.unsetenv(name)  # readline sets them behind Python's back
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody starts the program without its bytecode
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.environ["DUBAO_LIBRARY"] = os.path.join(self._folder.name, "library.db")  # nothing read before is known
            os.environ.update(self.environment)
            os.execvp(self.command[0], list(self.command))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            self.stop()
        self._folder.cleanup()

    def stop(self, number: int = signal.SIGTERM, seconds: float = 5) -> int | None:
        """End the program by a signal; its exit status as waitpid gives it, None if it had to be killed."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)
        return self.wait(seconds)

    def wait(self, seconds: float = 5) -> int | None:
        """Wait for the program to end by itself; its exit status, None if it had to be killed."""
        status: int | None = None
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            done, code = os.waitpid(self.pid, os.WNOHANG)
            if done:
                status = code
                break
            self._pump(0.01)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.pid = 0
        while self._pump(0):
            pass
        with suppress(termios.error):
            self.last_modes = self.modes()
        os.close(self._file)
        return status

    def await_output(self, wanted: bytes, behind: bytes = b"", seconds: float = 30) -> None:
        """Wait until something has been written, behind something else.

        Raises:
            TimeoutError: It was not; the program may have ended.
        """
        end = time.perf_counter() + seconds
        while (at := self.output.find(behind)) < 0 or self.output.find(wanted, at) < 0:
            if time.perf_counter() > end:
                raise TimeoutError(bytes(self.output[-200:]).decode("utf-8", "replace"))
            self._pump(0.01)

    def await_condition(self, is_true: Callable[[], object], seconds: float = 30) -> None:
        """Take what is written until a condition holds, however busy the machine is.

        Raises:
            TimeoutError: It does not hold in time.
        """
        end = time.perf_counter() + seconds
        while not is_true():
            if time.perf_counter() > end:
                raise TimeoutError(bytes(self.output[-200:]).decode("utf-8", "replace"))
            self._pump(0.02)

    def press(self, keys: str, wait: str | None = None, **limits: float) -> Step:
        """Type, and take the time until the text is written and until silence."""
        worked = self.worked()
        began = time.perf_counter()
        first = len(self.output)
        os.write(self._file, keys.encode())
        step = self._watch(began, first, wait, **limits)
        step.worked = self.worked() - worked
        return step

    def start(self, wait: str, limit: float = 30) -> Step:
        """The time from the start of the process until a text is written; at most so many seconds."""
        return self._watch(self._began, 0, wait, limit=limit)

    def type(self, keys: str) -> None:
        """Type without waiting."""
        os.write(self._file, keys.encode())

    def say(self, data: bytes) -> None:
        """Send what a terminal sends that is no key."""
        os.write(self._file, data)

    def hang_up(self) -> None:
        """Close the terminal; what is written from now on goes nowhere."""
        os.close(self._file)
        self._file = os.open(os.devnull, os.O_RDWR)

    def modes(self) -> list[object]:
        """The terminal's modes, as termios has them."""
        return termios.tcgetattr(self._file)

    def state(self) -> str:
        """The state of the process: S sleeping, T stopped."""
        with open(f"/proc/{self.pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0]

    def resize(self, columns: int, rows: int, wait: str | None = None, **limits: float) -> Step:
        """Another size."""
        began, first = time.perf_counter(), len(self.output)
        self.columns, self.rows = columns, rows
        self.set_size()
        return self._watch(began, first, wait, **limits)

    def set_size(self) -> None:
        """Give the window its number of columns and rows, without waiting."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def since_start(self, text: str, behind: bytes = b"") -> float | None:
        """Seconds from the start until a text was written first, or first behind another."""
        at = self.output.find(text.encode(), max(0, self.output.find(behind)))
        return None if at < 0 else next(when for size, when in self.times if size > at)

    def drum(self, key: str, every: float, seconds: float) -> float:
        """Type a key again and again whatever comes back; the longest silence meanwhile, in seconds."""
        began = when = time.perf_counter()
        first = len(self.times)
        while when < began + seconds:
            os.write(self._file, key.encode())
            when += every
            while (left := when - time.perf_counter()) > 0:
                self._pump(left)
        stamps = [began, *(self._began + at for _, at in self.times[first:]), time.perf_counter()]
        return max(later - earlier for earlier, later in pairwise(stamps))

    def settle(self, calm: float = 0.3, limit: float = 30) -> float:
        """Wait until the program has done nothing for a while; how long it was busy, in seconds."""
        began = busy = time.perf_counter()
        worked = self.worked()
        while (now := time.perf_counter()) - busy < calm and now - began < limit:
            self._pump(0.02)
            if (since := self.worked()) - worked > _NOTHING:
                busy = now
            worked = since
        return busy - began

    def worked(self) -> float:
        """Seconds of processor time of all threads so far; 0 where the system does not say."""
        total = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # a thread may end meanwhile
                total += int(thread.read_text().split()[0])
        return total / 1e9

    def elapsed(self, when: float) -> float:
        """A time of perf_counter as seconds since the start."""
        return when - self._began

    def shown_rows(self, start: int = 0) -> list[str]:
        """The rows that the terminal shows, by an emulator of one, without blanks at their ends.

        Args:
            start: The offset, in bytes, of the output that it is shown from.
        """
        import pyte

        screen = pyte.Screen(self.columns, self.rows)
        pyte.ByteStream(screen).feed(bytes(self.output[start:]))
        # Not its `display`, which fails where half of a wide character is still drawn.
        return ["".join(screen.buffer[y][x].data for x in range(self.columns)).rstrip() for y in range(self.rows)]

    def memory(self) -> float:
        """Resident MiB."""
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

    def idle(self, seconds: float) -> int:
        """Bytes written in so many seconds without a key."""
        first, end = len(self.output), time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._pump(0.05)
        return len(self.output) - first

    def _watch(
        self, began: float, first: int, wait: str | None, *, limit: float = 10, silence: float = SILENCE
    ) -> Step:
        wanted = wait.encode() if wait else b""
        shown: float | None = None if wait else 0.0
        at = last = painted = began
        while time.perf_counter() - began < limit:
            if self._pump(0.005):
                last = time.perf_counter()
                at = last if at == began else at
                painted = last if painted == began or last - painted < BREATH else painted
                if shown is None and wanted in self.output[first:]:
                    shown = last - began
            elif shown is not None and last > began and time.perf_counter() - last > silence:
                break
        return Step(shown, last - began, len(self.output) - first, at - began, painted - began)

    def _pump(self, seconds: float) -> bool:
        """Take what is written within so many seconds; whether there was anything."""
        if not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._file, 65536)
        except OSError:
            return False
        for query, answer in _ANSWERS.items():
            if query in data:
                with suppress(OSError):
                    os.write(self._file, answer)
        self.output += data
        self.times.append((len(self.output), time.perf_counter() - self._began))
        return bool(data)
