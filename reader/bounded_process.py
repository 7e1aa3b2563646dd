"""Runs a module of this program in a process of its own, with limits on time and memory, and reads its answer.

It is for parsers that may run away on hostile input: a thread cannot be stopped, and the C code of a parser holds the
interpreter lock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import Any


def run_bounded(module: str, request: bytes, timeout: float) -> Any:
    """Return the answer of a module that was run as `python -m`; None for one that fails, or not in time.

    Args:
        module: The name of the module. It reads standard input and prints JSON; it should call `limit_resources`.
        request: What it reads.
        timeout: Seconds after which the process is killed.
    """
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            check=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        )
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def limit_resources(memory: int, seconds: int) -> None:
    """Limit the resources of this process, where the system can do so.

    Args:
        memory: Bytes of address space.
        seconds: Seconds of processor time.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
