"""Finds characters and words of a conversion with several candidates, of which OpenCC takes the first.

A config whose entries with several values are tagged with all of them shows them in one conversion (only the stages
s2t and t2s; the later ones replace forms one by one). Most of that is noise: every 了 might be a 瞭, every 開 a 𫔭.
ambiguous.tsv has the words of which news has both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from reader.script.chunking import split_into_chunks
from reader.script.config_cache import load_cached_converter
from reader.script.offset_maps import MAX_CHUNK_LENGTH, mask_unsafe_characters
from reader.script.opencc_configs import PHRASE_TAG, add_tagged_entries, load_config
from reader.script.opencc_package import read_dictionary
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.script.opencc_configs import ConfigDict
    from reader.script.opencc_package import Converter

_VALUE_SEPARATOR, _VALUES_END = "\U000f0001", "\U000f0002"
"""Tags between the values in the output, and after the last."""


class Ambiguity(NamedTuple):
    """A stretch with several candidates."""

    start: int
    """In the text, in code points."""
    end: int
    candidates: tuple[str, ...]
    """The candidates, the one that OpenCC takes first; each as long as the stretch."""


def find_ambiguities(text: str, config: str, *, include_rare: bool = False) -> Iterator[Ambiguity]:
    """Yield the ambiguous stretches of a text, in order, with candidates in OpenCC's standard or simplified forms.

    Candidates outside the BMP, which most terminals cannot show, are left out.

    Args:
        text: A text in one script.
        config: The config of the conversion; only its stages between the scripts count.
        include_rare: Whether rare candidates are included.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    leg = "t2s" if config.endswith(("2s", "2sp")) else "s2t" if config.startswith("s2") else None
    if leg is None:
        return
    convert = _get_converter(leg, include_rare).convert
    position = 0
    for part in split_into_chunks(mask_unsafe_characters(text), MAX_CHUNK_LENGTH):
        first, *others = convert(part).split(PHRASE_TAG)
        at = position + len(first)
        for piece in others:
            head, _, rest = piece.partition(_VALUES_END)
            candidates = tuple(head.split(_VALUE_SEPARATOR))
            end = at + len(candidates[0])
            yield Ambiguity(at, end, candidates)
            at = end + len(rest)
        position += len(part)


@cache
def _get_converter(base_config: str, include_rare: bool) -> Converter:
    # Another table makes another config, which the cache must not take for the old one.
    content = crc32(repr((include_rare, read_rows(__file__, "ambiguous"))).encode())
    return load_cached_converter(
        f"{base_config}-values-{content:08x}", lambda: _build_config(base_config, include_rare)
    )


def _build_config(base_config: str, include_rare: bool) -> ConfigDict:
    """The config of a leg, with every ambiguous entry tagged with its candidates."""
    to = {"s2t": "Hant", "t2s": "Hans"}[base_config]
    common = {
        written: candidates.split(" ")
        for written, script, candidates in read_rows(__file__, "ambiguous")
        if script == to
    }

    def build_tagged_entries(file: str) -> dict[str, str]:
        entries = {key: _select_displayable(key, values) for key, values in read_dictionary(file).items()}
        if not include_rare:
            entries = {key: [each for each in entries[key] if each in common[key]] for key in entries.keys() & common}
        return {
            key: PHRASE_TAG + _VALUE_SEPARATOR.join(values) + _VALUES_END
            for key, values in entries.items()
            if len(values) > 1
        }

    config = load_config(base_config)
    chain = [{"dict": add_tagged_entries(stage["dict"], build_tagged_entries)} for stage in config["conversion_chain"]]
    return {**config, "conversion_chain": chain}


def _select_displayable(key: str, values: list[str]) -> list[str]:
    """The values that terminals can show, if the first is one of them; else none."""
    shown = [value for value in values if len(value) == len(key) and max(value) <= "\uffff"]
    return shown if shown[:1] == values[:1] else []
