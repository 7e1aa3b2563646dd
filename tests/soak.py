"""The whole program in a pseudo terminal under random keys for an hour: python -m tests.soak --minutes 60 --seed 1

One process reads a library, articles and texts that ask much of a reader, while keys, clicks, pastes and resizes come
in from a seed. Its memory is sampled all the time; it must answer, must not grow, and must show no traceback. It is
started anew where a key has ended it, so that memory is compared within a process only.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.input.commands import COMMANDS
from tests.bench.pty_run import Terminal
from tests.bench.texts import article
from tests.storm import PASTES, SIZES, WORDS, hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

DUBAO = [sys.executable, "-m", "reader"]
ROOT = Path(__file__).parents[1]
ARTICLES = 40
START_SECONDS = 2
SAMPLE_SECONDS = 15
"""Between two samples of the memory."""
WARM_UP_SECONDS = 600
"""What the memory at the end is compared with is the memory after so long; after a third of a shorter soak."""
COLOUR = re.compile(r"\x1b\[[\d;]*m")
GROWTH_MAX = 5.0
"""MiB that the memory may grow after the warm-up."""
ANSWER_SECONDS = 10
"""Seconds of processor time after which a program hangs that works on without input, or has drawn nothing since the
window got another size.
"""
CALM_SECONDS = 0.3
"""Seconds without work after which a program has come to rest."""
WAIT_SECONDS = 120
"""Seconds of the clock after which it is taken to hang, however little of the processor it was given."""
KEYS_PER_SECOND = 28
"""100,000 keys in an hour."""
ENDING_KEYS = frozenset({"Q", "ctrl+q", "q", "ctrl+z", "ctrl+c"})
"""Keys that would end the program; they are left to the storm."""
SEQUENCES = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "ctrl+enter": "\x1b[13;5u", "slash": "/", "semicolon": ";",
    "apostrophe": "'", "number_sign": "#", "asterisk": "*", "vertical_line": "|", "dollar_sign": "$",
    "full_stop": ".", "greater_than_sign": ">", "left_parenthesis": "(", "right_parenthesis": ")",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "right_square_bracket": "]", "left_square_bracket": "[",
    "question_mark": "?", "colon": ":",
}  # fmt: skip
"""What a terminal sends for a key whose name is longer than a character."""


def encode_key(name: str) -> str:
    """What a terminal sends for a key, by Textual's name of it."""
    if name.startswith("ctrl+") and len(name) == len("ctrl+") + 1:
        return chr(ord(name[-1]) & 0x1F)
    return name if len(name) == 1 else SEQUENCES[name]


KEYS = tuple(
    encode_key(key)
    for key in sorted({key for command in COMMANDS for key in command.keys.split(",") if key} - ENDING_KEYS)
)


def make_input(chance: random.Random, columns: int, rows: int) -> str:
    """Random input: mostly a key, else a word, a paste, a click, a turn of the wheel or a drag.

    Args:
        chance: Where the randomness is from.
        columns: Of the window.
        rows: Of the window.
    """
    kind = chance.choices(("key", "escape", "word", "paste", "click", "wheel", "drag"), (70, 8, 5, 1, 8, 6, 2))[0]
    x, y = chance.randint(1, max(1, columns)), chance.randint(1, max(1, rows))
    if kind == "key":
        return chance.choice(KEYS)
    if kind == "escape":
        return SEQUENCES["escape"]
    if kind == "word":
        return chance.choice(WORDS)
    if kind == "paste":
        return f"\x1b[200~{chance.choice(PASTES)}\x1b[201~".replace("\x00", "")
    if kind == "wheel":
        return f"\x1b[<{chance.choice((64, 65))};{x};{y}M"
    last_x, last_y = (x, y) if kind == "click" else (chance.randint(1, columns), chance.randint(1, rows))
    moved = "" if kind == "click" else f"\x1b[<32;{last_x};{last_y}M"
    return f"\x1b[<0;{x};{y}M{moved}\x1b[<0;{last_x};{last_y}m"


def prepare(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Write what is read; the arguments and the environment of the program, in which there are no other programs."""
    articles, texts, home = (folder / name for name in ("articles", "texts", "home"))
    for each in (articles, texts, home, home / "bin"):
        each.mkdir()
    for number in range(ARTICLES):
        text = article(2_000 + 500 * number, "hans" if number % 3 else "hant", title=f"海角見聞之{number}")
        (articles / f"{number}.txt").write_text(text, "utf-8")
    for name, text in (hostile() | {"long": article(150_000)}).items():
        (texts / f"{name}.txt").write_text(text, "utf-8", "replace")
    environment = {
        "DUBAO_LIBRARY": str(folder / "library" / "library.db"),
        "DUBAO_CONFIG": str(folder / "config.toml"),
        "DUBAO_CACHE": str(folder / "cache"),
        "HOME": str(home),
        "PATH": str(home / "bin"),
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
        "SSH_CONNECTION": "none",  # so that the clipboard of this machine is left alone
    }
    return sorted(map(str, [*articles.iterdir(), *texts.iterdir()])), environment


@dataclass
class Soak:
    """A run of the program under random input, and what was measured."""

    seed: int
    seconds: float
    keys_per_second: float = KEYS_PER_SECOND
    folder: Path = field(default_factory=Path)
    inputs: int = 0
    starts: int = 0
    samples: list[tuple[int, float, float]] = field(default_factory=list)
    """The number of the process, seconds since the start of the soak, resident MiB."""
    problems: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Run until the time is over, or until something is wrong."""
        self._chance = random.Random(self.seed)
        self._end = time.monotonic() + self.seconds
        self._start = time.monotonic()
        sources, environment = prepare(self.folder)
        os.chdir(self.folder / "home")
        while time.monotonic() < self._end and not self.problems:
            self.starts += 1
            with Terminal([*DUBAO, *sources], environment=environment) as terminal:
                self._feed(terminal)

    def _feed(self, terminal: Terminal) -> None:
        terminal.idle(START_SECONDS)
        sample_at = time.monotonic() + SAMPLE_SECONDS
        due = time.monotonic()
        while (now := time.monotonic()) < self._end:
            if terminal.state() == "Z":
                self._check_end(terminal)
                return
            if now >= sample_at:
                sample_at = now + SAMPLE_SECONDS
                if not self._sample(terminal):
                    return
            self.inputs += 1
            if self._chance.random() < 0.01:
                terminal.columns, terminal.rows = self._chance.choice(SIZES)
                terminal.set_size()
            else:
                terminal.type(make_input(self._chance, terminal.columns, terminal.rows))
            due = max(due + 1 / self.keys_per_second, now - 1)
            terminal.idle(max(0.0, due - time.monotonic()))
            self._look(terminal)

    def _check_end(self, terminal: Terminal) -> None:
        status = terminal.wait(10)
        self._look(terminal)
        if status is None or os.waitstatus_to_exitcode(status) != 0:
            self.problems.append(f"input {self.inputs}: the program ended with status {status}")

    def _look(self, terminal: Terminal) -> None:
        """Look for a traceback in what was written, and forget what was written."""
        at = max(terminal.output.find(b"Traceback"), terminal.output.find(b"internal error"))
        if at >= 0 and not self.problems:
            if terminal.pid:
                terminal.idle(2)  # for the rest of it
            shown = COLOUR.sub("", terminal.output[at:].decode("utf-8", "replace"))
            places = [line.strip() for line in shown.splitlines() if re.search(r"\.py:\d+", line)]
            self.problems.append("\n".join([f"input {self.inputs}: a traceback", *places, shown[-300:]]))
        if len(terminal.output) > 1 << 20:
            del terminal.output[: -(1 << 10)]
        terminal.times.clear()

    def _sample(self, terminal: Terminal) -> bool:
        """Let the program come to rest, measure its memory, and see whether it answers; false where it does not."""
        if not self._comes_to_rest(terminal):
            return False
        if terminal.state() == "Z":
            return True
        self.samples.append((self.starts, time.monotonic() - self._start, terminal.memory()))
        terminal.columns, terminal.rows = 100 if terminal.columns == 120 else 120, 40
        terminal.set_size()
        worked, start = terminal.worked(), time.monotonic()
        while not terminal.idle(0.1):
            if self._has_hung(terminal, worked, start, "nothing was drawn"):
                return False
        return True

    def _comes_to_rest(self, terminal: Terminal) -> bool:
        """Whether the program has handled all input and stops working."""
        worked, start = terminal.worked(), time.monotonic()
        while terminal.settle(CALM_SECONDS, limit=2) > 2 - CALM_SECONDS and terminal.state() != "Z":
            if self._has_hung(terminal, worked, start, "it did not come to rest"):
                return False
        return True

    def _has_hung(self, terminal: Terminal, worked: float, start: float, what: str) -> bool:
        """Whether the program has worked or been waited for too long, which is a problem then.

        Args:
            terminal: Where it runs.
            worked: Seconds of processor time it had when the waiting began.
            start: When that was, by the monotonic clock.
            what: Is waited for in vain.
        """
        own, waited = terminal.worked() - worked, time.monotonic() - start
        if own <= ANSWER_SECONDS and waited <= WAIT_SECONDS:
            return False
        spent = f"{own:.1f} s of processor time, {waited:.1f} s"
        self.problems.append(f"input {self.inputs}: {what} in {spent}\n{_dump_stacks(terminal)}")
        return True

    def list_growth(self) -> Iterator[tuple[int, float, float, float]]:
        """Each process that lived beyond its warm-up: its number, MiB after the warm-up, at the end, and the growth.

        Medians of a few samples are compared, since a garbage collection may be due at any of them.
        """
        warm_up = min(WARM_UP_SECONDS, self.seconds / 3)
        for number in range(1, self.starts + 1):
            own = [(at, memory) for process, at, memory in self.samples if process == number]
            later = [memory for at, memory in own if at - own[0][0] >= warm_up]
            if len(later) >= 4:
                first, last = (sorted(part)[len(part) // 2] for part in (later[:5], later[-5:]))
                yield number, first, last, last - first


def _dump_stacks(terminal: Terminal) -> str:
    """What the threads of a program that hangs are doing, which it writes when it is told of a fault of memory."""
    at = len(terminal.output)
    with suppress(ProcessLookupError):
        os.kill(terminal.pid, signal.SIGSEGV)
    terminal.idle(2)
    shown = COLOUR.sub("", terminal.output[at:].decode("utf-8", "replace"))
    return "\n".join(line.strip() for line in shown.splitlines() if "File " in line or "Thread" in line)


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=KEYS_PER_SECOND, help="inputs a second")
    return parser.parse_args(arguments)


def main() -> int:
    """Soak, and print what was measured; 1 where anything was wrong."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(options.seed, options.minutes * 60, options.rate, Path(folder))
        try:
            soak.run()
        finally:
            os.chdir("/")
    shown = soak.samples[:: max(1, len(soak.samples) // 30)]
    for number, at, memory in shown:
        print(f"process {number}: {at / 60:5.1f} min  {memory:6.1f} MiB")
    grown = False
    for number, first, last, growth in soak.list_growth():
        print(f"process {number}: {first:.1f} MiB after the warm-up, {last:.1f} MiB at the end: {growth:+.1f}")
        grown |= growth > GROWTH_MAX
    print(f"seed {soak.seed}: {soak.inputs:,} inputs, {soak.starts} starts, {len(soak.problems)} problems")
    print("\n".join(soak.problems))
    return int(grown or bool(soak.problems))


if __name__ == "__main__":
    sys.exit(main())
