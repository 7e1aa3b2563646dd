"""Runs a module of this program in a process of its own, with limits on time and memory, and reads what it writes.

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

TIMEOUT_SECONDS = 5
"""Seconds that the other process may take where no other limit is named."""
_MEMORY_MAX = 1 << 30
"""Bytes of address space that it may use where no other limit is named."""


def run_bounded(module: str, request: bytes, timeout: float | None = None) -> bytes | None:
    """Return what a module that is run as `python -m` writes to standard output; None where it fails, or is late.

    Starting the process takes 0.1 s.

    Args:
        module: The name of the module. It reads standard input; it should call `limit_resources` first.
        request: What it reads.
        timeout: Seconds after which the process is killed; None for TIMEOUT_SECONDS.
    """
    try:
        return subprocess.run(
            [sys.executable, "-m", module],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
            check=True,
            env=make_environment(),
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def make_environment() -> dict[str, str]:
    """The environment variables of another process that is to find the modules this one finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONSAFEPATH": "1"}


def run_bounded_json(module: str, request: bytes, timeout: float | None = None) -> Any:
    """Return the value that a module writes as JSON; None where it fails, is late, or writes none.

    The arguments are those of `run_bounded`.
    """
    answer = run_bounded(module, request, timeout)
    try:
        return None if answer is None else json.loads(answer)
    except ValueError:
        return None


def can_limit_resources() -> bool:
    """Return whether the system can limit the memory and the time of a process."""
    try:
        import resource
    except ImportError:
        return False
    return hasattr(resource, "RLIMIT_AS")


def limit_resources(memory: int = _MEMORY_MAX, seconds: int = TIMEOUT_SECONDS) -> None:
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
