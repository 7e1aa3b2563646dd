"""Times the imports that the first page needs, in turn with another checkout: python -m tests.bench.startup

Which modules those are is found out by running the program in a pseudo terminal on a short article, and ending it where
it asks for Textual, which it does behind the first page. They are then imported in fresh interpreters, run in turn for
both trees; the median is printed, and with --modules what each of them costs by -X importtime.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
_RECORD = """
import runpy, sys
class Recorder:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            ours = [(n, m) for n, m in sys.modules.items() if n.partition(".")[0] == "reader"]
            print(*[n for n, m in ours if not m.__spec__._initializing], file=open({listing!r}, "w"))
            raise SystemExit
sys.meta_path.insert(0, Recorder())
sys.argv[1:] = [{article!r}]
runpy.run_module("reader", run_name="__main__")
"""
_TIME = """
import sys, time
start = time.perf_counter()
import {modules}
print((time.perf_counter() - start) * 1000)
"""


def first_page_modules(tree: Path) -> list[str]:
    """The modules of the program that are loaded when it has drawn the first page, in order."""
    with tempfile.TemporaryDirectory() as folder:
        listing, article = Path(folder, "modules"), Path(folder, "article.txt")
        article.write_text("新碼頭啟用\n\n" + "三年來，先後有49家企業在這裏落戶。\n\n" * 20, "utf-8")
        code = _RECORD.format(listing=str(listing), article=str(article))
        own_files = {"DUBAO_CONFIG": f"{folder}/config.toml", "DUBAO_LIBRARY": f"{folder}/library.db"}
        master, slave = pty.openpty()
        try:
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=tree,
                env=os.environ | own_files | {"TERM": "xterm-256color"},
                stdin=slave,
                stdout=slave,
                stderr=slave,
                timeout=30,
                check=False,
            )
        finally:
            os.close(slave)
            os.close(master)
        return listing.read_text().split()


def import_milliseconds(tree: Path, modules: list[str]) -> float:
    """The time to import modules in a fresh interpreter, in milliseconds."""
    code = _TIME.format(modules=", ".join(modules))
    run = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=True)
    return float(run.stdout)


def module_costs(tree: Path, modules: list[str]) -> list[tuple[int, str]]:
    """The modules with the time that each takes itself, in microseconds, the dearest first."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {', '.join(modules)}"]
    run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=True)
    rows = [line.removeprefix("import time:").split("|") for line in run.stderr.splitlines() if "|" in line]
    return sorted(((int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()), reverse=True)


def main() -> int:
    """Print the medians; 1 where the imports are not `--at-least` cheaper than those of the other checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout of the program")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--at-least", type=float, default=0, metavar="MS", help="milliseconds that must be saved")
    parser.add_argument("--modules", action="store_true", help="print what each module costs")
    options = parser.parse_args()
    trees = [ROOT, *([options.against.resolve()] if options.against else [])]
    modules = {tree: first_page_modules(tree) for tree in trees}
    samples: dict[Path, list[float]] = {tree: [] for tree in trees}
    for _ in range(options.rounds):
        for tree in trees:
            samples[tree].append(import_milliseconds(tree, modules[tree]))
    for tree in trees:
        low, middle, high = statistics.quantiles(samples[tree], n=4)
        print(f"{middle:6.1f} ms  (quartiles {low:.1f} and {high:.1f})  {len(modules[tree])} modules  {tree}")
    if options.modules:
        for cost, name in module_costs(ROOT, modules[ROOT])[:25]:
            print(f"{cost / 1000:6.1f} ms  {name}")
    if not options.against:
        return 0
    saved = statistics.median(samples[trees[1]]) - statistics.median(samples[ROOT])
    print(f"{saved:6.1f} ms saved ({options.rounds} runs of each in turn)")
    return int(saved < options.at_least)


if __name__ == "__main__":
    raise SystemExit(main())
