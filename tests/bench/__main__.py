"""All measurements, one after the other, or those named: python -m tests.bench [NAME ...] [OPTION ...]

Options are handed on: python -m tests.bench long keys --rounds 3
"""

from __future__ import annotations

import subprocess
import sys

BENCHES = (
    "wrapping",
    "breaks",
    "structure_accuracy",
    "structure_cost",
    "page_structure",
    "markdown",
    "script",
    "press",
    "figures",
    "conversion",
    "copies",
    "startup",
    "screen",
    "long",
    "screen_gaps",
    "worst_cases",
    "keys",
    "folder",
    "marks",
    "library",
    "feeds",
    "newsboat_start",
    "adding",
    "library_search",
)


def main() -> int:
    """Run each in a process of its own; how many failed."""
    names = [argument for argument in sys.argv[1:] if argument in BENCHES]
    options = [argument for argument in sys.argv[1:] if argument not in BENCHES]
    failed = 0
    for name in names or BENCHES:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", f"tests.bench.{name}", *(options if names else [])]
        failed += subprocess.run(command, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
