"""Finds a typed quote, in either script, in an article; where it is ambiguous, an error lists the candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.folding import fold_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import CanonicalText, Target

_CONTEXT_LENGTH = 8
"""Code points shown on either side of a candidate."""
_MAX_CANDIDATES = 5
"""The most candidates that an error lists."""
_MAX_QUOTE_LENGTH = 24
"""Code points of a quote that an error shows."""
_MIN_SIMILARITY = 50.0
"""The least similarity, of 100, of words that an error offers for a quote that is not there."""


def find_target(canonical: CanonicalText, quote: str, prefix: str = "", suffix: str = "") -> Target:
    """Return the target of a quote that occurs once in an article, or once with its context.

    Args:
        canonical: The article's text.
        quote: The words, in either script.
        prefix: The words in front of them, as many as are needed to tell them from others.
        suffix: The words behind them.

    Raises:
        ReaderError: The quote is not there, or more than once; it lists the candidates.
    """
    starts = find_occurrences(canonical.text, quote, prefix, suffix)
    if len(starts) == 1:
        return canonical.make_target(starts[0], starts[0] + len(quote))
    spans = [(start, start + len(quote)) for start in starts]
    quoted = f"「{_truncate(quote)}」"
    if spans:
        why = f"it is there {len(spans)} times: {_format_candidates(canonical.text, spans)}"
        raise ReaderError(quoted, why, "say with --prefix or --suffix which one, by the words beside it")
    near = _find_similar(canonical.text, quote)
    why = "it is not in the article" if not (prefix or suffix) else "it is not in the article with that beside it"
    if others := [(start, start + len(quote)) for start in find_occurrences(canonical.text, quote)] or near:
        why += f", but this is: {_format_candidates(canonical.text, others)}"
    raise ReaderError(quoted, why, "give the words as the article has them, in either script")


def find_occurrences(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[int]:
    """The offsets of the occurrences of a quote; those in the other script only if there is none in the script typed.

    Args:
        text: The text.
        quote: The words, in either script; an empty one has no occurrence.
        prefix: What must precede each occurrence.
        suffix: What must follow it.
    """
    if not quote:
        return []
    # Folding is many to one (發 髮 → 发): an occurrence of exactly the characters typed is preferred.
    return _find_verbatim(text, quote, prefix, suffix) or _find_verbatim(
        fold_script(text), fold_script(quote), fold_script(prefix), fold_script(suffix)
    )


def _find_verbatim(text: str, quote: str, prefix: str, suffix: str) -> list[int]:
    starts: list[int] = []
    at = text.find(quote)
    while at >= 0:
        if text.endswith(prefix, 0, at) and text.startswith(suffix, at + len(quote)):
            starts.append(at)
        at = text.find(quote, at + 1)
    return starts


def _find_similar(text: str, quote: str) -> list[tuple[int, int]]:
    """The start and end of the words that are most similar to a quote, if any are similar."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if len(quote) < 2:
        return []
    found = partial_ratio_alignment(fold_script(quote), fold_script(text), score_cutoff=_MIN_SIMILARITY)
    return [(found.dest_start, found.dest_end)] if found and found.dest_end > found.dest_start else []


def _format_candidates(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Spans of a text with their context, for an error."""
    shown = [
        f"…{text[max(0, start - _CONTEXT_LENGTH) : start]}"
        f"【{_truncate(text[start:end])}】{text[end : end + _CONTEXT_LENGTH]}…"
        for start, end in spans[:_MAX_CANDIDATES]
    ]
    rest = [f"and {len(spans) - _MAX_CANDIDATES} more"] if len(spans) > _MAX_CANDIDATES else []
    return ", ".join([*shown, *rest]).replace("\n", " ")


def _truncate(text: str) -> str:
    return text if len(text) <= _MAX_QUOTE_LENGTH else f"{text[: _MAX_QUOTE_LENGTH - 1]}…"
