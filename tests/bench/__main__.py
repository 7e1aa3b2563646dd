"""All measurements, one after the other: python -m tests.bench"""

from __future__ import annotations

import subprocess
import sys

BENCHES = ("wrapping", "breaks", "structure_accuracy", "structure_cost", "script", "screen")


def main() -> int:
    """Run each in a process of its own; how many failed."""
    failed = 0
    for name in BENCHES:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
