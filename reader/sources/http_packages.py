"""httpx and httpcore, imported without what they look for at run time and this program never needs.

httpx imports its command line, and with it click and Rich, wherever click is installed; that is half of what importing
it takes. httpcore tries to import sniffio seven times for each request; where it is missing, each attempt looks through
all folders of sys.path, which takes a third of the time of a request to the same machine.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["httpcore", "httpx"]


@contextmanager
def _import_failing(name: str) -> Iterator[None]:
    """A context in which importing a module fails, unless it was imported before.

    Args:
        name: Of the module.
    """
    is_imported = name in sys.modules
    if not is_imported:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not is_imported:
            del sys.modules[name]


with _import_failing("click"):
    import httpcore
    import httpx

try:
    import_module("sniffio")
except ImportError:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # the next import of it fails at once
