"""Keeps garbage collection short, and empties caches of Textual that would only grow."""

from __future__ import annotations

import gc

from textual.css.scalar import Scalar
from textual.geometry import Region


def freeze_objects() -> None:
    """Leave all objects that exist out of the collection of garbage: one that looks at the tables of the engines, or at
    the blocks of a very long article, takes longer than three frames. An article is freed nevertheless when it is
    closed, as long as no cycle of references leads to it.
    """
    gc.freeze()


def clear_geometry_caches() -> None:
    """Forget the regions and lengths that Textual has worked out; called when the window has got another size.

    Those of the old size are hardly asked for again, and Textual keeps up to 30,000 of them.
    """
    for method in (*vars(Region).values(), Scalar.resolve):
        if hasattr(method, "cache_clear"):
            method.cache_clear()
