"""Where a conversion had to choose: characters and words that have become several, of which OpenCC takes the first.

A config whose entries of several values are tagged with all of them says it in one conversion (script stages only:
s2t and t2s; what comes behind them only puts a form for a form). Most of that is noise: every 了 might be a 瞭, every
開 a 𫔭. ambiguous.tsv has the words where a reader of news meets both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.script.cuts import parts
from reader.script.maps import MOST_AT_ONCE, safe
from reader.script.package import dictionary
from reader.script.recipes import TAG, beside, recipe
from reader.script.store import converter
from reader.script.tsv import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.script.package import Converter
    from reader.script.recipes import Recipe

_BETWEEN, _END = "\U000f0001", "\U000f0002"
"""Stand between the values in the output, and behind the last."""


class Ambiguity(NamedTuple):
    """A stretch that could have become something else."""

    start: int
    """In the text, in code points."""
    end: int
    candidates: tuple[str, ...]
    """What it could be, what OpenCC takes first; as long as the stretch."""


def ambiguities(text: str, config: str, *, rare: bool = False) -> Iterator[Ambiguity]:
    """The ambiguous stretches of a text, in order, with candidates in OpenCC's standard forms (or simplified ones).

    Args:
        text: Of one script.
        config: What it goes through; only the part between the scripts counts, and between regions there is none.
        rare: Whether to name also what hardly ever is meant. Candidates outside the BMP, which most terminals show as
            boxes, are left out all the same.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    leg = "t2s" if config.endswith(("2s", "2sp")) else "s2t" if config.startswith("s2") else None
    if leg is None:
        return
    common = _common(leg)
    for start, end, values in _tagged(text, leg):
        named = tuple(value for value in values if value <= "\uffff" * len(value))
        if not rare:
            known = common.get(text[start:end], ())
            named = tuple(value for value in named if value in known)
        if len(named) > 1:
            yield Ambiguity(start, end, named)


@cache
def _common(leg: str) -> dict[str, tuple[str, ...]]:
    to = {"s2t": "Hant", "t2s": "Hans"}[leg]
    return {written: tuple(values.split(" ")) for written, script, values in rows("ambiguous") if script == to}


def _tagged(text: str, leg: str) -> Iterator[tuple[int, int, list[str]]]:
    """Every stretch whose entry has several values, with all of them."""
    convert = _converter(leg).convert
    position = 0
    for part in parts(safe(text), MOST_AT_ONCE):
        first, *others = convert(part).split(TAG)
        at = position + len(first)
        for piece in others:
            head, _, rest = piece.partition(_END)
            values = head.split(_BETWEEN)
            yield at, at + len(values[0]), values
            at += len(values[0]) + len(rest)
        position += len(part)


@cache
def _converter(leg: str) -> Converter:
    return converter(f"{leg}-values", lambda: _recipe(leg))


def _recipe(leg: str) -> Recipe:
    def twins(file: str) -> dict[str, str]:
        return {
            key: TAG + _BETWEEN.join(values) + _END
            for key, values in dictionary(file).items()
            if len(values) > 1 and {len(value) for value in values} == {len(key)}
        }

    config = recipe(leg)
    chain = [{"dict": beside(stage["dict"], twins)} for stage in config["conversion_chain"]]
    return {**config, "conversion_chain": chain}
