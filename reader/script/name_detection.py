"""Finds the names of persons in simplified text, where the form of a character depends on whether it is in a name.

范 is a surname or stands for 範, 余 is a surname or stands for 餘. Titles, verbs of speech and separators beside it,
the characters that follow, and all other places of the article with the same name decide together. What an article
shows for a name is decided once, so that a person has one name throughout; a name that the article also has in
traditional characters is shown as it is written there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.script.detect import detect_script
from reader.script.offset_maps import Replacement
from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Script
    from reader.script.context_model import ContextModel

MAX_ARTICLE_LENGTH = 200_000
"""Code points of an article that are looked through for names; a longer text is no article."""

_SEPARATORS = frozenset("\n\t \u00a0\u3000，。、；：！？「」『』（）《》〈〉【】〔〕“”‘’…—～｜,()[]<>\"'|/·和与及")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_PEOPLE = ("百", "万")
"""百姓 is no surname."""
_NO_EVIDENCE = (-1.0, -1.0)


class PossibleName(NamedTuple):
    """A place where a surname may stand, and what the text beside it says."""

    start: int
    end: int
    """Behind the given name; behind the surname where a title follows it."""
    evidence: float
    """The natural logarithm of the odds for a name, without what the context model says."""


@cache
def load_surnames() -> dict[str, str]:
    """The ambiguous surnames that are recognised by their context, each with its traditional form."""
    return {row[0]: row[1] for row in read_rows(__file__, "surnames") if row[3] == "context"}


@cache
def _load_cues() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(words.split(" ")) for kind, words in read_rows(__file__, "name_cues")}


@cache
def _load_cue_set(kind: str) -> frozenset[str]:
    return frozenset(_load_cues()[kind])


def _follows(text: str, at: int, kind: str) -> bool:
    """Whether a cue of a kind begins at an offset."""
    return text.startswith(_load_cues()[kind], at)


def _precedes(text: str, at: int, kind: str) -> bool:
    """Whether a cue of a kind ends at an offset."""
    return text.endswith(_load_cues()[kind], 0, at)


@cache
def _surname_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(load_surnames())}]")


@cache
def _given_name_pattern() -> re.Pattern[str]:
    cues = _load_cues()
    return re.compile(f"[{''.join(cues['surname'])}][\u4e00-\u9fff]?[{''.join(cues['given'])}]")


@cache
def _load_given_characters() -> dict[str, tuple[float, float]]:
    """How much likelier characters are first and second in a given name than elsewhere: logarithms of the odds."""
    return {character: (float(first), float(second)) for character, first, second in read_rows(__file__, "given_names")}


def _score_given_name(text: str, start: int, end: int) -> float:
    table = _load_given_characters()
    if end - start == 1:
        return max(-2.0, min(table.get(text[start], _NO_EVIDENCE)[1], 1.0))
    first, second = table.get(text[start], _NO_EVIDENCE)[0], table.get(text[start + 1], _NO_EVIDENCE)[1]
    return max(-3.0, min(first + second, 3.0))


def find_possible_names(text: str) -> Iterator[PossibleName]:
    """The places of a simplified text where one of the ambiguous surnames may begin a name, in order."""
    for found in _surname_pattern().finditer(text):
        at = found.start()
        if text[at - 1 : at] == "姓" and text[at - 2 : at - 1] not in _BEFORE_PEOPLE:
            yield PossibleName(at, at + 1, 5.0)
            continue
        if text[at - 1 : at + 1] in _load_cue_set("word"):
            continue
        is_titled = _precedes(text, at, "before")
        is_separated = at == 0 or text[at - 1] in _SEPARATORS
        evidence = 2.0 if is_titled else 0.5 if is_separated else 0.0
        if is_separated and _follows(text, at + 1, "address"):
            yield PossibleName(at, at + 1, 9.0)
            continue
        if _follows(text, at + 1, "after"):
            yield PossibleName(at, at + 1, evidence + 3.0 + is_separated)
            continue
        if (best := _find_full_name(text, at, evidence, is_titled=is_titled, is_separated=is_separated)).evidence > 0:
            yield best


def _find_full_name(text: str, at: int, before: float, *, is_titled: bool, is_separated: bool) -> PossibleName:
    """The likelier of the names with two given characters and with one that begin at an offset."""
    best = PossibleName(at, at, -9.0)
    for size in (2, 1):
        end = at + 1 + size
        if len(text) < end or not all(_HAN.match(each) for each in text[at + 1 : end]):
            continue
        if _follows(text, end, "after"):
            after = 2.0
        elif _follows(text, end, "speech"):
            after = 1.5
        elif (end == len(text) or text[end] in _SEPARATORS) and (is_titled or is_separated or text[at] not in "于钟"):
            after = 0.7
        elif is_titled or (is_separated and text[at] != "于"):  # 于 begins sentences much oftener than names
            after = 0.0
        else:
            continue
        evidence = before + after + _score_given_name(text, at + 1, end) - (1.0 if size == 1 else 0.0)
        best = max(best, PossibleName(at, end, evidence), key=lambda name: name.evidence)
    return best


def find_local_names(text: str, model: ContextModel) -> Iterator[Replacement]:
    """The surnames, and the characters of transliterated names, that the text beside them tells.

    Args:
        text: Simplified.
        model: Of the region; it has a say too.
    """
    for name in find_possible_names(text):
        if name.evidence + _score_surname(text, name.start, model) > 0:
            yield Replacement(name.start, name.start + 1, load_surnames()[text[name.start]], "name")


def is_in_transliteration(text: str, offset: int) -> bool:
    """Whether characters that transliterate foreign names stand on both sides of a character.

    Args:
        text: Simplified.
        offset: The character, in code points.
    """
    characters = _load_cue_set("transliteration")
    return 0 < offset < len(text) - 1 and text[offset - 1] in characters and text[offset + 1] in characters


def _score_surname(text: str, at: int, model: ContextModel) -> float:
    """The logarithm of the odds that the model gives to the form of the surname; -9 where it has no such form."""
    surname = load_surnames()[text[at]]
    for choice in model.find_choices(text, (at,)):
        if surname in choice.forms:
            return choice.margin if choice.forms[0] == surname else -choice.margin
    return -9.0


def find_article_names(blocks: Iterable[tuple[str, Script]], model: ContextModel) -> dict[str, str]:
    """The names that an article has, as they are shown wherever they stand in it.

    Args:
        blocks: The texts of the article, each with its script; looked through up to MAX_ARTICLE_LENGTH.
        model: Of the region.
    """
    simplified: list[str] = []
    traditional: list[str] = []
    length = 0
    for text, script in blocks:
        if (length := length + len(text)) > MAX_ARTICLE_LENGTH:
            break
        if script != "Hant":
            simplified.append(text)
        if script in ("Hant", "Mixed"):
            traditional.append(text)
    names = _find_given_names(simplified, model) | _find_surnamed(simplified, model)
    return names | _find_traditional({*names, *_list_candidates(simplified)}, traditional)


def _find_surnamed(texts: Sequence[str], model: ContextModel) -> dict[str, str]:
    """The full names that begin with an ambiguous surname."""
    evidence: defaultdict[str, float] = defaultdict(float)
    margins: defaultdict[str, list[float]] = defaultdict(list)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        for name in find_possible_names(text):
            if name.end - name.start < 3:  # two characters may be a word wherever nothing beside them says so
                continue
            key = text[name.start : name.end]
            evidence[key] = max(evidence[key], name.evidence)
            margins[key].append(_score_surname(text, name.start, model))
            part = text[max(0, name.start - 4) : name.end + 4]
            at = min(name.start, 4)
            shown[key].append(model.convert(part)[0][at + 1 : at + len(key)])
    names = {}
    for key, found in margins.items():
        repeated = min(len(found) - 1, 2) if evidence[key] >= 2.5 else 0
        if evidence[key] + repeated + sum(found) / len(found) > 0:
            names[key] = load_surnames()[key[0]] + max(shown[key], key=shown[key].count)
    return names


def _find_given_names(texts: Sequence[str], model: ContextModel) -> dict[str, str]:
    """The repeated names that end in a character with several forms, each with the form it has by all its places."""
    totals: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    places: defaultdict[str, int] = defaultdict(int)
    first: dict[str, str] = {}
    for text in texts:
        for found in _given_name_pattern().finditer(text):
            key = found[0]
            for choice in model.find_choices(text, (found.end() - 1,)):
                totals[key][choice.forms[0]] += choice.margin
                places[key] += 1
                if key not in first:
                    start = max(0, found.start() - 4)
                    at = found.start() - start
                    first[key] = model.convert(text[start : found.end() + 4])[0][at : at + len(key)]
    return {
        key: first[key][:-1] + max(forms, key=forms.__getitem__)
        for key, forms in totals.items()
        if places[key] > 1 and len(forms) > 1 and len(key) > 2
    }


def _list_candidates(texts: Iterable[str]) -> Iterator[str]:
    """What may be a name in a simplified text: looked for in the traditional parts of the article."""
    for text in texts:
        for name in find_possible_names(text):
            if name.end - name.start > 1:
                yield text[name.start : name.end]
        yield from (found[0] for found in _given_name_pattern().finditer(text))


def _find_traditional(names: Iterable[str], texts: Sequence[str]) -> dict[str, str]:
    """The names that also stand in traditional text, as they are written there."""
    folded = [fold_script(text) for text in texts]
    found = {}
    for name in names:
        key = fold_script(name)
        for text, written in zip(folded, texts, strict=True):
            at = text.find(key)
            while at >= 0 and (shown := written[at : at + len(name)]) == name and detect_script(written) == "Mixed":
                at = text.find(key, at + 1)  # the simplified name in a text of both scripts
            if at >= 0:
                found[name] = shown
                break
    return found
