"""Runs a module of ours in a process of its own, which is ended when it takes too long or too much memory.

A thread would not help where C code holds the interpreter, and cannot be ended. Starting a process takes 0.1 s.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

TIMEOUT_SECONDS = 5
"""Seconds that the other process may take."""
_MEMORY_MAX = 1 << 30
"""Bytes of memory that it may have."""


def run_worker(module: str, question: bytes) -> bytes | None:
    """What a module writes to standard output; None where it failed, or was ended.

    Args:
        module: Its full name; it calls `limit_resources` before anything else.
        question: What it reads from standard input.
    """
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        return subprocess.run(
            [sys.executable, "-m", module],
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def limit_resources() -> None:
    """Limit the memory and the time of this process, where the system can do so."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_MAX, _MEMORY_MAX))
        resource.setrlimit(resource.RLIMIT_CPU, (TIMEOUT_SECONDS, TIMEOUT_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
