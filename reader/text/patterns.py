"""Patterns that are compiled when they are needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def lazy_pattern(source: str) -> Callable[[], re.Pattern[str]]:
    """A pattern that is compiled at its first call.

    Compiling takes about 0.5 ms, far longer than any match; a cold start should pay for the rules it needs only. So
    a rule asks a cheap question (is there a bar, does it end with 摄) before it takes its pattern.
    """
    return cache(lambda: re.compile(source))
