"""Cut phrases to a length at the borders of their words, which are found by the longest match in common_words.tsv."""

from __future__ import annotations

from reader.figures.subject_lexicon import get_common_words

Span = tuple[int, int]
NO_SPAN: Span = (0, 0)
_MAX_WORD = 4
_SINGLE_WORDS = frozenset(
    "的了在于和及与或将被把对向由从至以并而有是为等也都就已则各每该其这那后前中内外上下时令使让获会"
)
"""Words of one character, before and behind which a phrase may be cut."""
_WEAK_STARTS = frozenset("的了和及与或、 \u3000)」』”》")
_WEAK_ENDS = frozenset("的了和及与或、在于将被把对向由从以并而是为等就已则 \u3000(「『“《")


def find_word_borders(text: str, start: int, end: int) -> list[int]:
    """The offsets in a stretch at which a word begins, and its end; characters of no known word are one word.

    Args:
        text: Folded.
        start: First code point of the stretch.
        end: Code point behind it.
    """
    words, borders, at = get_common_words(), [], start
    is_unknown = False
    while at < end:
        size = min(_MAX_WORD, end - at)
        while size > 1 and text[at : at + size] not in words:
            size -= 1
        is_single = size == 1 and text[at] not in _SINGLE_WORDS
        if not (is_single and is_unknown):
            borders.append(at)
        is_unknown = is_single
        at += size
    borders.append(end)
    return borders


def keep_end(text: str, start: int, end: int, most: int) -> list[Span]:
    """The last words of a phrase that have at most so many code points; its head stands there.

    A bracket in it is left out: 魯勒特鎮(Reuleuet)北方.

    Args:
        text: Folded.
        start: Of the phrase.
        end: Of the phrase.
        most: Code points.
    """
    close = text.rfind(")", start, end)
    if close != -1 and (open_ := text.rfind("(", start, close)) != -1:
        rest = most - (end - close - 1)
        if rest <= 1:
            return keep_end(text, close + 1, end, most)
        before = keep_end(text, start, open_, rest)
        return [*before, (close + 1, end)] if close + 1 < end else before
    if end - start > most:
        borders = find_word_borders(text, start, end)
        start = next((border for border in borders if end - most <= border < end), end - most)
    while start < end and text[start] in _WEAK_STARTS and text[start : start + 2] not in get_common_words():
        start += 1
    return [(start, end)]


def keep_start(text: str, start: int, end: int, most: int) -> Span:
    """The first words of a phrase that have at most so many code points.

    Args:
        text: Folded.
        start: Of the phrase.
        end: Of the phrase.
        most: Code points.
    """
    if end - start > most:
        borders = find_word_borders(text, start, end)
        end = next((border for border in reversed(borders) if start < border <= start + most), start + most)
    while end > start and text[end - 1] in _WEAK_ENDS and text[end - 2 : end] not in get_common_words():
        end -= 1
    return start, end


def condense(text: str, start: int, end: int, most: int) -> list[Span]:
    """A clause, of a long one the beginning with its verb and the end with its object.

    Args:
        text: Folded.
        start: Of the clause.
        end: Of the clause.
        most: Code points.
    """
    if end - start <= most:
        return [(start, end)]
    borders = find_word_borders(text, start, end)
    head = next((border for border in reversed(borders) if start < border <= start + most // 2), start)
    tail = next((border for border in borders if end - border <= most - (head - start)), end)
    first, last = keep_start(text, start, head, most), keep_end(text, tail, end, most)
    return [span for span in (first, *last) if span[0] < span[1]]
