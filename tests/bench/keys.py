"""From a key to what it paints, for keys of all kinds on a sample article with 500 marks: python -m tests.bench keys

In a pseudo terminal, and in tmux in one; whole processes in turn. keys.tsv has the keys, in an order that ends where it
began. A key counts from its press to the last byte before a pause: all frames that follow one another, but not the
scroll bar that goes away by itself later. A key that has nothing to write is left out.
"""

from __future__ import annotations

import argparse
import csv
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from reader.sources import list_samples
from tests.bench.marks import marked as mark_throughout
from tests.bench.pty_run import Terminal

TARGET = 0.033
"""Seconds: two frames of sixty a second."""
LEAST = 300
"""Keys that must have painted something."""
TMUX = "set -g status off\nset -g escape-time 0\nset -g prefix None\nset -g default-terminal tmux-256color\n"
SLOWEST = 10
"""Keys that are named."""
CALM = 0.12
"""Seconds of silence after which a key has painted all it will."""
Times = tuple[float, float, float]
"""Seconds until all was painted, to the first byte, and of processor time, which a busy machine does not change."""
BYTES = {
    "space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t", "backspace": "\x7f", "slash": "/", "colon": ":",
    "question_mark": "?", "full_stop": ".", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D", "right": "\x1b[C",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
}  # fmt: skip


def typed(key: str) -> str:
    """What a terminal sends for a key."""
    return chr(ord(key[-1]) & 31) if key.startswith("ctrl+") else BYTES.get(key, key)


def keys() -> list[tuple[str, str]]:
    """(where, key), all in their order."""
    with Path(__file__).with_name("keys.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["place"], key) for row in rows for key in row["keys"].split()]


def walk(terminal: Terminal, taken: dict[tuple[str, str], list[Times]]) -> None:
    """Press every key once."""
    terminal.settle()
    for where, key in keys():
        step = terminal.press(typed(key), silence=CALM, limit=0.3)
        if step.written:
            taken[where, key].append((step.painted, step.first, step.worked))


def report(name: str, taken: dict[tuple[str, str], list[Times]]) -> None:
    """Percentiles beside the target, and the slowest keys with their processor time in brackets."""
    steps = [step for values in taken.values() for step in values]
    times, first, worked = sorted(step[0] for step in steps), [step[1] for step in steps], [step[2] for step in steps]
    p99, early, processor = (statistics.quantiles(column, n=100)[98] for column in (times, first, worked))
    enough = "" if len(times) >= LEAST else f"  (fewer than {LEAST})"
    print(
        f"{name:6} {len(times)} keys painted{enough}: median {statistics.median(times) * 1e3:.1f} ms, "
        f"p99 {p99 * 1e3:.1f} ms (target {TARGET * 1e3:.0f}), worst {times[-1] * 1e3:.1f} ms; "
        f"first byte p99 {early * 1e3:.1f} ms, worst {max(first) * 1e3:.1f} ms; "
        f"processor median {statistics.median(worked) * 1e3:.1f} ms, p99 {processor * 1e3:.1f} ms"
    )
    slow = sorted(taken, key=lambda key: max(step[2] or step[0] for step in taken[key]), reverse=True)[:SLOWEST]
    for where, key in slow:
        values = ", ".join(f"{last * 1e3:.0f} ({work * 1e3:.0f})" for last, _, work in taken[where, key])
        print(f"       {where}: {key:14} {values} ms")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    options = parser.parse_args()
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    command = [*shlex.split(options.command), str(list_samples()[1])]
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        mark_throughout(list_samples()[1], library)
        os.environ["DUBAO_LIBRARY"] = str(library)
        settings = Path(folder) / "tmux.conf"
        settings.write_text(TMUX)
        ways = {"pty": command}
        if shutil.which("tmux"):
            inside = f"exec {shlex.join(command)}"
            ways["tmux"] = ["tmux", "-S", str(Path(folder) / "socket"), "-f", str(settings), "new-session", inside]
        taken: dict[str, dict[tuple[str, str], list[Times]]] = {name: defaultdict(list) for name in ways}
        try:
            for _ in range(options.rounds):
                for name, way in ways.items():
                    with Terminal(way) as terminal:
                        terminal.idle(1.5)
                        walk(terminal, taken[name])
                        terminal.type("Q")
                        terminal.wait()
        finally:
            if "tmux" in ways:
                subprocess.run([*ways["tmux"][:3], "kill-server"], capture_output=True, check=False)
    for name, values in taken.items():
        report(name, values)


if __name__ == "__main__":
    main()
