"""Runs the tests of what SECURITY.md promises, and prints a table: python -m tests.trust [--full]"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent
RESULT = re.compile(r"(\d+) (passed|failed|error|skipped)")


def count_results(output: str) -> dict[str, int]:
    """The numbers in the last line of pytest."""
    return {kind: int(count) for count, kind in RESULT.findall(output.strip().rpartition("\n")[2])}


def describe(path: Path) -> str:
    """The first sentence of a test file."""
    return path.read_text("utf-8").split('"""')[1].partition("\n")[0]


def main() -> int:
    """Run the files one after the other; the exit code is 1 where a test failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="all cases, as before a release")
    options = parser.parse_args()
    environment = {**os.environ, **({"DUBAO_TRUST": "full"} if options.full else {})}
    failed = 0
    print("| promise | cases | failed | skipped | seconds |\n| --- | ---: | ---: | ---: | ---: |")
    for path in sorted(FOLDER.glob("test_*.py")):
        start = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        found = count_results(done.stdout)
        bad = found.get("failed", 0) + found.get("error", 0) + (done.returncode > 1)
        failed += bad
        cases, skipped = found.get("passed", 0) + bad, found.get("skipped", 0)
        print(f"| {describe(path)} | {cases} | {bad} | {skipped} | {time.monotonic() - start:.0f} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
