"""Which lines of reader/ the tests run, subprocesses included: python -m tests.line_coverage [PART ...]

The tests run under coverage.py in parts, the folders of tests/ and the files in it, one after the other. What each part
has found is kept below build/coverage, so that the parts can be run at different times; the report is of all that is
there. Tests that end a process by kill -9, and those of speed, tell less, or fail, under a tracer: that is counted and
printed, and changes no number but the lines they would have run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "build" / "coverage"
FILES = "files"
"""The name of the part with the test files that are in no folder."""
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
    return {**os.environ, "COVERAGE_FILE": str(DATA / part / ".coverage")}


def run_part(part: str, workers: int) -> str:
    """Run the tests of a part under coverage; the last line of pytest."""
    shutil.rmtree(DATA / part, ignore_errors=True)
    (DATA / part).mkdir(parents=True)
    command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n"]
    tests = [str(workers), *list_tests(part)]
    done = subprocess.run(
        [*command, *tests], cwd=ROOT, env=make_environment(part), capture_output=True, text=True, check=False
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return "\n".join([*failed, (done.stdout.strip() or done.stderr.strip()).rpartition("\n")[2]])


def report() -> int:
    """Print the per cent of all lines and the modules with the most lines that no test ran; coverage's exit code."""
    coverage = [sys.executable, "-m", "coverage"]
    environment = {**os.environ, "COVERAGE_FILE": str(DATA / ".coverage")}
    folders = [str(path) for path in DATA.iterdir() if path.is_dir()]
    subprocess.run([*coverage, "combine", "-q", "--keep", *folders], cwd=ROOT, env=environment, check=True)
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


def main() -> int:
    """Run the parts that were named, or all; 1 where too few lines are run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=", ".join(list_parts()))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", action="store_true", help="only report what is there")
    options = parser.parse_args()
    for part in () if options.report else options.parts or list_parts():
        start = time.monotonic()
        result = run_part(part, options.workers)
        print(f"{part}: {result} ({time.monotonic() - start:.0f} s)", flush=True)
    return report()


if __name__ == "__main__":
    sys.exit(main())
