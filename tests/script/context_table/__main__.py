"""Builds the tables that are counted in text: python -m tests.script.context_table CLONES [table] [words] [names]

CLONES is a folder with a clone of each repository of sources.tsv and dictionaries.tsv, named OWNER+NAME; those that are
missing are cloned from GitHub. The same commits give the same bytes. What is built: context_table.bin (table),
word_forms.tsv (words), which needs it, and given_names.tsv and surnames.tsv (names); without further arguments all of
them. The table takes 20 minutes on two cores and 4 GB, the others 3 minutes each. With `measure` instead, nothing is
built: it prints how text that nothing was learned from is shown by the tables of the package.

Only counts and weights of contexts of at most nine characters are stored, no text. Weights are learned twice: a table
has room for the more important half of them, and the second time only those that found room are learned.
"""

from __future__ import annotations

import sys
import time
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc

import reader.script
from reader.script.opencc_package import read_dictionary
from reader.text.tsv import read_rows
from tests.script.context_table.measure import Measurement
from tests.script.context_table.names import NameCounts, load_ambiguous_surnames, write_names
from tests.script.context_table.observations import Observations, Source, Word
from tests.script.context_table.packing import pack
from tests.script.context_table.sources import load_text_sources, load_word_sources, read_paragraphs, read_words
from tests.script.context_table.weights import Learned, learn
from tests.script.context_table.word_forms import write_word_forms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reader.model import ViewName
    from tests.script.context_table.observations import Weights, Window

SLOTS = 1_310_720
"""Of the table: 2.7 MB, of which compression saves a sixth."""
REGIONS: tuple[ViewName, ...] = ("hk", "tw")
PARTS = ("table", "words", "names")
SHARE_OF_OTHER_REGION = 0.7
"""The weight of what the other region's text says."""


def main() -> None:
    """Write the files into the package."""
    clones, folder = Path(sys.argv[1]), Path(reader.script.__file__).parent
    parts = sys.argv[2:] or PARTS
    if parts == ["measure"]:
        for region in REGIONS:
            measurement = Measurement(region)
            measurement.read(read_held_out(region, clones))
            print("\n".join(measurement.format_table()))
        return
    if unknown := set(parts) - set(PARTS):
        sys.exit(f"{' '.join(sorted(unknown))}: not one of {' '.join(PARTS)}")
    dictionaries = {source.name: read_words(source, clones) for source in load_word_sources()}
    if "table" in parts:
        data = build_table({region: observe(region, clones, dictionaries) for region in REGIONS})
        (folder / "context_table.bin").write_bytes(data)
    if "words" in parts:
        write_word_forms(folder, dictionaries, {region: list_press(region, clones) for region in REGIONS})
    if "names" in parts:
        write_names(folder, count_names(clones))


def read_held_out(region: ViewName, clones: Path) -> Iterator[str]:
    """The paragraphs of a region that nothing is learned from.

    Args:
        region: hk or tw.
        clones: The folder of the repositories.
    """
    for source in load_text_sources():
        if source.region == region:
            yield from read_paragraphs(source, clones, held_out=True)


def count_names(clones: Path) -> NameCounts:
    """The names in all sources of both regions."""
    counts = NameCounts(load_ambiguous_surnames())
    for source in load_text_sources():
        simplify = opencc.OpenCC(f"{source.region}2s", False).convert
        counts.read(source.region, read_paragraphs(source, clones), simplify)
    return counts


def observe(region: str, clones: Path, dictionaries: dict[str, dict[str, int]]) -> Observations:
    """What the sources of a region say.

    Args:
        region: hk or tw.
        clones: The folder of the repositories.
        dictionaries: The words of each with their counts.
    """
    names = ("STCharacters", "TSCharacters", "CJK_Compatibility_Ideographs")
    to_hant = read_dictionary("STCharacters")
    variants = [(one, other) for one, other in read_rows(__file__, "variants")]
    observed = Observations(
        opencc.OpenCC(f"{region}2s", False).convert,
        variants,
        {name: read_dictionary(name) for name in names},
    )
    sources = [
        Source(source.name, source.weight, source.is_press, read_paragraphs(source, clones))
        for source in load_text_sources()
        if source.region == region
    ]
    observed.read(sources, list_words(region, dictionaries))
    convert = opencc.OpenCC(f"s2{region}", False).convert
    # Characters that no text has, and spellings of other regions that simplified text may have too.
    rest = [character for character, values in to_hant.items() if values[0] != character and max(values[0]) <= "\uffff"]
    for character in (*rest, *(each for pair in variants for each in pair)):
        shown = convert(character)
        if character not in observed.defaults and shown != character and max(shown) <= "\uffff":
            shown = shown.translate(observed.spelling)
            if shown != character:
                observed.defaults[character] = shown
    return observed


def list_press(region: str, clones: Path) -> list[tuple[Source, bool]]:
    """The press of a region, and whether it is a newspaper.

    Args:
        region: hk or tw.
        clones: The folder of the repositories.
    """
    return [
        (Source(source.name, source.weight, True, list(read_paragraphs(source, clones))), source.is_newspaper)
        for source in load_text_sources()
        if source.region == region and source.is_press
    ]


def list_words(region: str, dictionaries: dict[str, dict[str, int]]) -> list[Word]:
    """The words of all dictionaries in both scripts, those of OpenCC in the forms of the region.

    Args:
        region: hk or tw.
        dictionaries: The words of each with their counts.
    """
    simplify = opencc.OpenCC("tw2s", False).convert
    words = [
        Word(name, simple, word, count)
        for name, counts in dictionaries.items()
        for word, count in counts.items()
        if len(simple := simplify(word)) == len(word)
    ]
    convert = opencc.OpenCC(f"s2{region}", False).convert
    pairs = ((simple, convert(simple)) for simple in read_dictionary("STPhrases"))
    return words + [Word("opencc", simple, word, 1) for simple, word in pairs if len(word) == len(simple)]


def build_table(observed: dict[str, Observations]) -> bytes:
    """The bytes of the table.

    Args:
        observed: What was counted for each region.
    """
    styled = {character for (character,) in read_rows(__file__, "house_style")}
    kept: dict[str, dict[str, set[Any]]] | None = None
    data = b""
    for _ in range(2):
        regions = {}
        for region in observed:
            began = time.monotonic()
            with Pool() as pool:
                jobs = list_jobs(region, observed, styled, None if kept is None else kept[region])
                regions[region] = (observed[region].defaults, dict(pool.imap(_learn, jobs)))
            print(region, f"{time.monotonic() - began:.0f} s", flush=True)
        data, kept = pack(regions, SLOTS)
        print(len(data), "bytes", flush=True)
    return data


def list_jobs(
    region: str, observed: dict[str, Observations], styled: set[str], kept: dict[str, set[Any]] | None
) -> list[tuple[Any, ...]]:
    """The arguments of learn() for each ambiguous character, the longest jobs first.

    Args:
        region: Whose characters.
        observed: What was counted for each region.
        styled: The characters whose forms papers of one region print in the same words.
        kept: The contexts of each character that have a place in the table; None before that is known.
    """
    own = observed[region]
    other = next(observed[name] for name in observed if name != region)
    jobs: list[tuple[Any, ...]] = []
    for character, forms in own.forms.items():
        others: list[tuple[dict[Window, Weights], float]] = [(own.other[character], 1.0)]
        for windows in (other.press.get(character, {}), other.other.get(character, {})):
            theirs = other.forms.get(character, [])
            others.append((respell(windows, theirs, forms, own.spelling), SHARE_OF_OTHER_REGION))
        keep: Collection[Any] | None = None if kept is None else kept.get(character, set())
        jobs.append((character, character in styled, keep, forms, own.press[character], others, own.words[character]))
    jobs.sort(key=lambda job: -len(job[4]) - sum(len(windows) for windows, _ in job[5]))
    return jobs


def _learn(job: tuple[Any, ...]) -> tuple[str, Learned]:
    character, has_house_style, keep, *rest = job
    return character, learn(*rest, has_house_style=has_house_style, keep=keep)


def respell(
    windows: dict[Window, Weights], theirs: list[str], forms: list[str], spelling: dict[int, str]
) -> dict[Window, Weights]:
    """What another region says, in the order of this region's forms.

    Args:
        windows: What was counted there.
        theirs: The forms of the character there.
        forms: Those of this region.
        spelling: How this region spells characters that are no choice.
    """
    places = [forms.index(shown) if (shown := form.translate(spelling)) in forms else None for form in theirs]
    out = {}
    for window, weights in windows.items():
        own = [0.0] * len(forms)
        for place, weight in zip(places, weights, strict=True):
            if place is not None:
                own[place] += weight
        if any(own):
            out[window] = own
    return out


if __name__ == "__main__":
    main()
