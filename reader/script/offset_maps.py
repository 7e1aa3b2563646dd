"""Converts a text by one OpenCC config, with an exact map of offsets.

Most configs keep the length and need no map. A vocabulary config is run as a copy whose phrases are tagged with their
lengths (`opencc_configs`), which costs no more than the conversion itself and is exact by construction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reader.model import CleanText, Phrase, View
from reader.script.chunking import split_into_chunks
from reader.script.config_cache import load_cached_converter as stored
from reader.script.opencc_configs import (
    PHRASE_TAG,
    build_tagged_config,
    decode_lengths,
    has_vocabulary,
    is_vocabulary_last,
    load_config,
    load_derived_configs,
    require_config,
)
from reader.script.opencc_package import load_converter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.script.opencc_package import Converter

MAX_CHUNK_LENGTH = 4000
"""Code points of one call of OpenCC, which holds the interpreter lock; it converts 1 to 2 million a second."""

_UNSAFE = re.compile(f"[\0\ud800-\udfff{PHRASE_TAG}]")
"""Characters that OpenCC cannot convert: it silently drops the text after a NUL, and cannot encode a lone surrogate;
the tag marks phrases."""

MASK = "\ue000"
"""Replaces a character that OpenCC must not convert: of private use, so that no phrase of a dictionary has it."""


@cache
def get_converter(config: str) -> Converter:
    """Return OpenCC's object for a config, shipped or derived; it is cached, and takes 4 to 160 ms the first time.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    return (
        stored(config, lambda: load_config(config))
        if require_config(config) in load_derived_configs()
        else load_converter(config)
    )


def preload_config(config: str) -> None:
    """Load what `convert_with_map` needs for a config, so that its first call is as fast as the others.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    _get_chunk_converter(config)


def convert(text: str, config: str) -> str:
    """Return a text converted by one config, exactly as OpenCC does it, but in parts and without loss.

    Parts of MAX_CHUNK_LENGTH code points let other threads run in between. NUL and lone surrogates stay.

    Args:
        text: Any string.
        config: The name of a config, without ending.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    return convert_with_map(text, config).text


def convert_with_map(text: str, config: str, *, separators_only: bool = False) -> View:
    """Return the view of a text that was converted by one config.

    Args:
        text: Any string.
        config: The name of a config, without ending.
        separators_only: Whether to cut only at separators: bit for bit OpenCC's result, but perhaps in one long call.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    way = _get_chunk_converter(config)
    if "\0" not in text and PHRASE_TAG not in text:  # a hundred times as fast as looking for the pattern
        with suppress(UnicodeEncodeError):  # a lone surrogate
            return way(text) if len(text) <= MAX_CHUNK_LENGTH else _convert_chunks(text, way, separators_only)
    return apply_replacements(
        _convert_chunks(mask_unsafe_characters(text), way, separators_only),
        [Replacement(found.start(), found.end(), found[0]) for found in _UNSAFE.finditer(text)],
    )


def mask_unsafe_characters(text: str) -> str:
    """Return the text with MASK for every character that OpenCC cannot convert; of the same length."""
    return _UNSAFE.sub(MASK, text)


def _convert_chunks(text: str, convert_chunk: Callable[[str], View], separators_only: bool) -> View:
    return join_views(map(convert_chunk, split_into_chunks(text, MAX_CHUNK_LENGTH, separators_only=separators_only)))


@cache
def _get_chunk_converter(config: str) -> Callable[[str], View]:
    """Return the function that converts a part of a text without unsafe characters."""
    if not has_vocabulary(config):
        return partial(_convert_same_length, get_converter(config).convert)
    tagging = stored(f"{config}-tagged", lambda: build_tagged_config(config)).convert
    return partial(_convert_tagged, tagging, None if is_vocabulary_last(config) else get_converter(config).convert)


def _convert_same_length(convert: Callable[[str], str], text: str) -> View:
    view = convert(text)
    return View(CleanText(view)) if len(view) == len(text) else _map_as_one_phrase(text, view)


def _convert_tagged(
    convert_tagged: Callable[[str], str], convert_fully: Callable[[str], str] | None, text: str
) -> View:
    """The view of a part with its phrases; everything outside them is converted one to one.

    Args:
        convert_tagged: Converts up to the stage that rewrites phrases, and tags them.
        convert_fully: Converts by all stages, where one follows that stage.
        text: A text without tags.
    """
    marked = convert_tagged(text)
    if PHRASE_TAG not in marked:
        view = convert_fully(text) if convert_fully else marked
        return View(CleanText(view)) if len(view) == len(text) else _map_as_one_phrase(text, view)
    first, *others = marked.split(PHRASE_TAG)
    pieces, phrases = [first], []
    position, shift = len(first), 0
    for piece in others:
        before, after = decode_lengths(piece[0])
        start = position - shift
        phrases.append(Phrase(start, start + before, position, position + after))
        pieces.append(piece[1:])
        position += len(piece) - 1
        shift += after - before
    view = convert_fully(text) if convert_fully else "".join(pieces)
    if position - shift != len(text) or len(view) != position:
        return _map_as_one_phrase(text, view)
    return View(CleanText(view), tuple(phrases))


def _map_as_one_phrase(text: str, view: str) -> View:
    """The view as one phrase: correct if another version of OpenCC changes lengths where this one does not."""
    return View(CleanText(view), (Phrase(0, len(text), 0, len(view)),))


def join_views(views: Iterable[View]) -> View:
    """Return the views of adjacent stretches as one."""
    texts: list[str] = []
    phrases: list[Phrase] = []
    start = view_start = 0
    for view in views:
        phrases += [
            Phrase(one + start, end + start, view_one + view_start, view_end + view_start)
            for one, end, view_one, view_end in view.phrases
        ]
        texts.append(view.text)
        start += view.source_length
        view_start += len(view.text)
    return View(CleanText("".join(texts)), tuple(phrases))


def slice_view(view: View, start: int, end: int) -> View:
    """Return the view of a stretch of the source, which must not begin or end inside a phrase.

    Args:
        view: The view of the whole text.
        start: The start in the source, in code points.
        end: The end in the source.
    """
    first, last = view.to_view(start), view.to_view(end)
    one = bisect_left(view.phrases, start, key=itemgetter(0))
    other = bisect_left(view.phrases, end, key=itemgetter(0))
    phrases = tuple(
        Phrase(begin - start, behind - start, view_begin - first, view_behind - first)
        for begin, behind, view_begin, view_behind in view.phrases[one:other]
    )
    return View(CleanText(view.text[first:last]), phrases)


ReplacementReason = Literal["unsafe_character", "kept", "chosen", "name", "rule"]
"""Why a stretch is replaced: a character that OpenCC cannot convert, a choice of the user, a person, an override."""


class Replacement(NamedTuple):
    """A stretch of the source that OpenCC does not convert, and the text that replaces it."""

    start: int
    end: int
    text: str
    reason: ReplacementReason = "unsafe_character"


def mask_replacements(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with MASK for every character of the stretches; their neighbours are converted as beside a comma.

    Args:
        text: The text.
        replacements: The stretches, in order.
    """
    pieces: list[str] = []
    at = 0
    for start, end, *_ in replacements:
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def apply_replacements(view: View, replacements: Iterable[Replacement]) -> View:
    """Return the view of a masked text with the replacements in the masked stretches.

    A replacement of another length becomes a phrase; it is never inside another phrase, as no dictionary has MASK.

    Args:
        view: The view of the masked text.
        replacements: The stretches, in order.
    """
    texts: list[str] = []
    phrases: list[Phrase] = []
    at = shift = 0
    rest = iter(view.phrases)
    phrase = next(rest, None)
    for start, end, shown, _ in replacements:
        while phrase and phrase.start < start:
            phrases.append(_shift_phrase(phrase, shift))
            phrase = next(rest, None)
        view_start, view_end = view.to_view(start), view.to_view(end - 1) + 1
        texts += [view.text[at:view_start], shown]
        at = view_end
        if len(shown) != end - start:
            phrases.append(Phrase(start, end, view_start + shift, view_start + shift + len(shown)))
            shift += len(shown) - (end - start)
    if phrase:
        phrases += [_shift_phrase(each, shift) for each in (phrase, *rest)]
    return View(CleanText("".join([*texts, view.text[at:]])), tuple(phrases))


def filter_needed(replacements: Iterable[Replacement], view: View) -> list[Replacement]:
    """Return the replacements that change the view: nearly all words with overrides are converted correctly without.

    A replacement that is not needed is dropped, because masking changes the conversion of its neighbours. One of a part
    of a phrase is always needed.

    Args:
        replacements: The stretches.
        view: The view without them.
    """
    if not view.phrases:
        return [each for each in replacements if view.text[each.start : each.end] != each.text]
    needed = []
    for each in replacements:
        start, end = view.span_to_view(each.start, each.end)
        if view.text[start:end] != each.text or view.span_to_source(start, end) != (each.start, each.end):
            needed.append(each)
    return needed


def shift_replacement(replacement: Replacement, offset: int) -> Replacement:
    """Return a replacement with its offsets counted from so many code points earlier.

    Args:
        replacement: One of a part of the text.
        offset: The start of the part, in code points.
    """
    return replacement._replace(start=replacement.start + offset, end=replacement.end + offset)


def insert_phrases(shown: str, phrases: Iterable[tuple[Phrase, str]]) -> View:
    """Return a view with some words replaced.

    Args:
        shown: The text of a view of the same length as its source.
        phrases: The phrases in order, each with the text that replaces it.
    """
    pieces: list[str] = []
    inserted: list[Phrase] = []
    at = length = 0
    for phrase, word in phrases:
        pieces += [shown[at : phrase.start], word]
        length += phrase.start - at
        inserted.append(Phrase(phrase.start, phrase.end, length, length + len(word)))
        length += len(word)
        at = phrase.end
    return View(CleanText("".join([*pieces, shown[at:]])), tuple(inserted))


def _shift_phrase(phrase: Phrase, shift: int) -> Phrase:
    return phrase._replace(view_start=phrase.view_start + shift, view_end=phrase.view_end + shift)


def build_map_json(text: str, config: str) -> dict[str, Any]:
    """Return the map of a text converted by one config as plain values, in the public schema dubao-map-1.

    The spans tile source and view: source start and end, view start and end, and whether the stretch is the `same`,
    character by character, or one rewritten `phrase`. Offsets are code points.

    Args:
        text: The text.
        config: The name of the config.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    shown = convert_with_map(text, config, separators_only=True)
    spans: list[tuple[int, int, int, int, str]] = []
    at = view_at = 0
    for start, end, view_start, view_end in shown.phrases:
        if at < start:
            spans.append((at, start, view_at, view_start, "same"))
        spans.append((start, end, view_start, view_end, "phrase"))
        at, view_at = end, view_end
    if at < len(text):
        spans.append((at, len(text), view_at, len(shown.text), "same"))
    return {"schema": "dubao-map-1", "config": config, "text": shown.text, "spans": spans}
