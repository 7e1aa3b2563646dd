"""The next of some values that a key goes through in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = TypeVar("_T")


def cycle(values: Sequence[_T], current: _T, step: int = 1) -> _T:
    """Return the value that follows the current one; behind the last comes the first.

    Args:
        values: All of them, in order.
        current: One of them.
        step: How many values further on; negative for back.

    Raises:
        ValueError: The current value is none of them.
    """
    return values[(values.index(current) + step) % len(values)]
