"""Where a conversion had to choose: characters and words that have become several, of which OpenCC takes the first.

A config whose entries of several values are tagged with all of them says it in one conversion (script stages only:
s2t and t2s; what comes behind them only puts a form for a form). Most of that is noise: every 了 might be a 瞭, every
開 a 𫔭. ambiguous.tsv has the words where a reader of news meets both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from reader.script.chunking import parts
from reader.script.config_cache import converter
from reader.script.offset_maps import MOST_AT_ONCE, safe
from reader.script.opencc_configs import TAG, beside, recipe
from reader.script.opencc_package import dictionary
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.script.opencc_configs import Recipe
    from reader.script.opencc_package import Converter

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

    Candidates outside the BMP, which most terminals show as boxes, are left out.

    Args:
        text: Of one script.
        config: What it goes through; only the part between the scripts counts, and between regions there is none.
        rare: Whether to name also what hardly ever is meant.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    leg = "t2s" if config.endswith(("2s", "2sp")) else "s2t" if config.startswith("s2") else None
    if leg is None:
        return
    convert = _converter(leg, rare).convert
    position = 0
    for part in parts(safe(text), MOST_AT_ONCE):
        first, *others = convert(part).split(TAG)
        at = position + len(first)
        for piece in others:
            head, _, rest = piece.partition(_END)
            candidates = tuple(head.split(_BETWEEN))
            end = at + len(candidates[0])
            yield Ambiguity(at, end, candidates)
            at = end + len(rest)
        position += len(part)


@cache
def _converter(leg: str, rare: bool) -> Converter:
    # Another table makes another config, which the cache must not take for the old one.
    table = "" if rare else f"-{crc32(repr(read_rows(__file__, 'ambiguous')).encode()):08x}"
    return converter(f"{leg}-values{table}", lambda: _recipe(leg, rare))


def _recipe(leg: str, rare: bool) -> Recipe:
    """The config of a leg, with every ambiguous entry tagged with its candidates."""
    to = {"s2t": "Hant", "t2s": "Hans"}[leg]
    common = {
        written: candidates.split(" ")
        for written, script, candidates in read_rows(__file__, "ambiguous")
        if script == to
    }

    def twins(file: str) -> dict[str, str]:
        entries = {key: _candidates(key, values) for key, values in dictionary(file).items()}
        if not rare:
            entries = {key: [each for each in entries[key] if each in common[key]] for key in entries.keys() & common}
        return {key: TAG + _BETWEEN.join(values) + _END for key, values in entries.items() if len(values) > 1}

    config = recipe(leg)
    chain = [{"dict": beside(stage["dict"], twins)} for stage in config["conversion_chain"]]
    return {**config, "conversion_chain": chain}


def _candidates(key: str, values: list[str]) -> list[str]:
    """Values that can be shown, if the first can: it is what the text around it must be converted with."""
    shown = [value for value in values if len(value) == len(key) and max(value) <= "\uffff"]
    return shown if shown[:1] == values[:1] else []
