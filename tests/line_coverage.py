"""Which lines of reader/ the tests run, subprocesses included: python -m tests.line_coverage [PART ...]

The tests run under coverage.py in parts, the folders of tests/ and the files in it, one after the other. What each part
has found is kept below build/coverage, so that the parts can be run at different times; the report is of all that is
there. Tests that end a process by kill -9, and those of speed, tell less, or fail, under a tracer: that is counted and
printed, and changes no number but the lines they would have run. Which test has run a line is kept too, how long each
test took, and what the files were, for tests.mutants.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.coverage_contexts import DURATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
DATA = ROOT / "build" / "coverage"
FILES = "files"
"""The name of the part with the test files that are in no folder."""
DURATIONS_FILE = "durations.tsv"
HASHES_FILE = "hashes.tsv"
"""In the folder of a part: the hashes of all modules and tests when it was run."""
LINES_MIN = 95
"""Per cent of the lines that tests run."""
LOWEST = 25
"""Modules in the list of those with the most lines that no test runs."""


def list_parts() -> list[str]:
    """The names of all parts."""
    folders = {path.parent.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").glob("*/**/test_*.py")}
    return [*sorted(folders), FILES]


def list_tests(part: str) -> list[str]:
    """The arguments of pytest for a part."""
    if part == FILES:
        return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").glob("test_*.py"))
    return [f"tests/{part}"]


def make_environment(part: str) -> dict[str, str]:
    folder = DATA / part
    return {**os.environ, "COVERAGE_FILE": str(folder / ".coverage"), DURATIONS: str(folder / DURATIONS_FILE)}


def run_part(part: str, workers: int) -> str:
    """Run the tests of a part under coverage; the last line of pytest."""
    shutil.rmtree(DATA / part, ignore_errors=True)
    (DATA / part).mkdir(parents=True)
    write_hashes(part)
    command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    tests = ["-p", "tests.coverage_contexts", "-n", str(workers), *list_tests(part)]
    done = subprocess.run(
        [*command, *tests], cwd=ROOT, env=make_environment(part), capture_output=True, text=True, check=False
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return "\n".join([*failed, (done.stdout.strip() or done.stderr.strip()).rpartition("\n")[2]])


def hash_file(path: Path) -> str:
    """A hash of a file's content; empty where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def write_hashes(part: str) -> None:
    paths = [path for folder in ("reader", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
    rows = [f"{hash_file(path)}\t{path.relative_to(ROOT).as_posix()}\n" for path in paths]
    (DATA / part / HASHES_FILE).write_text("".join(rows), "utf-8")


def read_hashes(parts: Iterable[str]) -> dict[str, str]:
    """The hashes of the files that were the same when some parts were run, by their paths."""
    rows = {line for part in parts for line in (DATA / part / HASHES_FILE).read_text("utf-8").splitlines()}
    hashes: dict[str, str] = {}
    for digest, _, path in (row.partition("\t") for row in rows):
        hashes[path] = "" if path in hashes else digest
    return hashes


def combine() -> None:
    """Put what is known of all parts into one file."""
    folders = [str(path) for path in DATA.iterdir() if path.is_dir()]
    environment = {**os.environ, "COVERAGE_FILE": str(DATA / ".coverage")}
    command = [sys.executable, "-m", "coverage", "combine", "-q", "--keep", *folders]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def report() -> int:
    """Print the per cent of all lines and the modules with the most lines that no test ran; coverage's exit code."""
    coverage = [sys.executable, "-m", "coverage"]
    environment = {**os.environ, "COVERAGE_FILE": str(DATA / ".coverage")}
    combine()
    done = subprocess.run(
        [*coverage, "report", "--sort=-miss", "--skip-covered", "-m", f"--fail-under={LINES_MIN}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    print("\n".join(lines[: LOWEST + 2]))
    print("\n".join(line for line in lines if line.startswith("TOTAL")))
    return done.returncode


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=", ".join(list_parts()))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", action="store_true", help="only report what is there")
    return parser.parse_args(arguments)


def main() -> int:
    """Run the parts that were named, or all; 1 where too few lines are run."""
    options = parse_arguments()
    for part in () if options.report else options.parts or list_parts():
        start = time.monotonic()
        result = run_part(part, options.workers)
        print(f"{part}: {result} ({time.monotonic() - start:.0f} s)", flush=True)
    return report()


if __name__ == "__main__":
    sys.exit(main())
