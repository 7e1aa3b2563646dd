"""The weights of the contexts of one character: multinomial logistic regression, in pure Python and in a fixed order.

Four kinds of evidence, from the surest to the least: the region's press; its other text (parliament, government); text
of the other region; dictionaries. What contradicts the press in the nearest context is left out, and a source that
often does is left out whole for that character: it has another house style.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.script.context_model import SHAPES, SKIPS, WINDOW
from tests.script.context_table.observations import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from tests.script.context_table.observations import Weights, Window

RATE, EPOCHS = 0.7, 6
MOST_OF_A_WINDOW = 5.0
"""More sightings of the very same window do not teach more."""
NEAR_ENOUGH = 0.01
"""What is predicted so well is not learned again: most contexts never get a weight."""
LEAST_SEEN = 2
LEAST_WEIGHT = 0.1
HOUSE_STYLE = 0.35
"""How far a word is drawn to the form it has oftener: only what stands beside it nearly always changes that."""
TEMPER = 0.5
"""Of the prior: a rare form must be reachable for a context seen once or twice."""
LEAST_AGREEMENT = 0.9
LEAST_AGREEMENT_OF_WORDS = 0.93

Feature = tuple[int, str]
"""The number of a shape (skips are numbered behind them) and the code points."""


class Learned(NamedTuple):
    """What has been learned of a character."""

    forms: Sequence[str]
    biases: list[float]
    weights: dict[Feature, tuple[float, ...]]
    """Of every form but the first."""
    seen: dict[Feature, float]


def features(window: Window) -> Iterator[Feature]:
    """The contexts that a window has; none that reaches beyond a dictionary's word."""
    for number, (before, behind) in enumerate(SHAPES):
        text = window[WINDOW - before : WINDOW + behind + 1]
        if OUTSIDE not in text:
            yield number, text
    for number, skip in enumerate(SKIPS, len(SHAPES)):
        if (text := window[WINDOW + skip]) != OUTSIDE:
            yield number, text


def learn(
    forms: Sequence[str],
    press: Mapping[Window, Weights],
    others: Iterable[tuple[Mapping[Window, Weights], float]],
    words: Collection[tuple[str, Window, int, int]],
    *,
    has_house_style: bool,
    keep: Collection[Feature] | None = None,
) -> Learned:
    """The weights for a character.

    Args:
        forms: Its forms.
        press: What the region's newspapers say.
        others: What other text says, each with its weight.
        words: What dictionaries say: name, window, number of the form, count.
        has_house_style: Whether papers of one region print its forms in the same words.
        keep: The contexts that have a place in the table; None before that is known.
    """
    count = len(forms)
    if has_house_style:
        press = _in_house_style(press, words, count)
    merged = _merged(press, others, count)
    examples = [
        (list(features(window)), weights, sum(weights)) for window, weights in merged.items() if sum(weights) > 0
    ]
    seen: dict[Feature, float] = {}
    for found, _, total in examples:
        for feature in found:
            seen[feature] = seen.get(feature, 0.0) + (1 if total < 1.5 else 2)
    for window, form, weight in _words_to_trust(press, words, count):
        weights = [0.0] * count
        weights[form] = weight
        found = list(features(window))
        examples.append((found, weights, weight))
        for feature in found:
            seen[feature] = seen.get(feature, 0.0) + 1.5
    numbers: dict[Feature, int] = {}
    rows = []
    for found, weights, total in examples:
        ids = [
            numbers.setdefault(feature, len(numbers))
            for feature in found
            if seen[feature] >= LEAST_SEEN and (keep is None or feature in keep)
        ]
        rows.append((ids, weights, total))
    biases, table = _descend(rows, count, len(numbers))
    learned = {}
    for feature, at in numbers.items():
        values = tuple(round(row[at], 3) for row in table[1:])
        if any(abs(value) >= LEAST_WEIGHT for value in values):
            learned[feature] = values
    return Learned(forms, biases, learned, {feature: seen[feature] for feature in learned})


def _near(window: Window) -> str:
    return window[WINDOW - 1 : WINDOW + 2]


def _by_near(windows: Mapping[Window, Weights], count: int) -> dict[str, Weights]:
    near: dict[str, Weights] = {}
    for window, weights in windows.items():
        total = near.setdefault(_near(window), [0.0] * count)
        for form in range(count):
            total[form] += weights[form]
    return near


def _best(weights: Weights) -> int:
    return weights.index(max(weights))


def _merged(
    press: Mapping[Window, Weights], others: Iterable[tuple[Mapping[Window, Weights], float]], count: int
) -> dict[Window, Weights]:
    near = _by_near(press, count)
    merged = {window: list(weights) for window, weights in press.items()}
    for windows, share in others:
        if _agreement(near, _by_near(windows, count)) < LEAST_AGREEMENT:
            continue
        for window, weights in windows.items():
            known = near.get(_near(window))
            only = _best(known) if known is not None and sum(known) >= 3 else None
            if only is not None and not weights[only]:
                continue
            total = merged.setdefault(window, [0.0] * count)
            for form in range(count):
                if only is None or form == only:
                    total[form] += weights[form] * share
    return merged


def _agreement(one: Mapping[str, Weights], other: Mapping[str, Weights]) -> float:
    """The share of near contexts known to both, by weight, in which they have the same form; 1 when nothing tells."""
    same = total = 0.0
    for key, weights in one.items():
        theirs = other.get(key)
        if theirs and sum(weights) >= 3 and sum(theirs) >= 3:
            weight = min(sum(weights), sum(theirs), 50)
            total += weight
            same += weight * (_best(weights) == _best(theirs))
    return same / total if total >= 30 else 1.0


def _in_house_style(
    press: Mapping[Window, Weights], words: Iterable[tuple[str, Window, int, int]], count: int
) -> dict[Window, Weights]:
    """The press with one form for each word of two characters: the one it has oftener."""
    known = set()
    for _, window, _, _ in words:
        left, right = window[WINDOW - 1] != OUTSIDE, window[WINDOW + 1] != OUTSIDE
        if left != right and window[WINDOW - 2] == OUTSIDE == window[WINDOW + 2]:
            known.add((0, window[WINDOW - 1 : WINDOW + 1]) if left else (1, window[WINDOW : WINDOW + 2]))
    counts: dict[tuple[int, str], Weights] = {}

    def words_of(window: Window) -> list[tuple[int, str]]:
        pair = (0, window[WINDOW - 1 : WINDOW + 1]), (1, window[WINDOW : WINDOW + 2])
        return [word for word in pair if word in known]

    for window, weights in press.items():
        for word in words_of(window):
            total = counts.setdefault(word, [0.0] * count)
            for form in range(count):
                total[form] += weights[form]
    styled = {}
    for window, weights in press.items():
        found = max((counts[word] for word in words_of(window)), key=sum, default=None)
        if found is not None and sum(found) >= 10:
            commoner = HOUSE_STYLE * sum(weights)
            weights = [(1 - HOUSE_STYLE) * weight for weight in weights]
            weights[_best(found)] += commoner
        styled[window] = weights
    return styled


def _words_to_trust(
    press: Mapping[Window, Weights], words: Collection[tuple[str, Window, int, int]], count: int
) -> Iterator[tuple[Window, int, float]]:
    """The words of the dictionaries that spell this character as the press does, each with a weight."""
    pairs: dict[tuple[int, str], Weights] = {}
    for window, weights in press.items():
        for key in ((0, window[WINDOW - 1 : WINDOW + 1]), (1, window[WINDOW : WINDOW + 2])):
            total = pairs.setdefault(key, [0.0] * count)
            for form in range(count):
                total[form] += weights[form]
    right: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for dictionary, window, form, _ in words:
        for key in ((0, window[WINDOW - 1 : WINDOW + 1]), (1, window[WINDOW : WINDOW + 2])):
            found = pairs.get(key)
            if OUTSIDE not in key[1] and found and sum(found) >= 5:
                right[dictionary][1] += 1
                right[dictionary][0] += found[form] >= sum(found) / 2
    for dictionary, window, form, times in words:
        agreed, compared = right[dictionary]
        if compared < 5 or agreed / compared >= LEAST_AGREEMENT_OF_WORDS:
            yield window, form, min(5.0, 0.5 + 0.6 * math.log1p(times)) * (0.5 if dictionary == "opencc" else 1)


def _descend(
    rows: list[tuple[list[int], Weights, float]], count: int, size: int
) -> tuple[list[float], list[list[float]]]:
    """AdaGrad; the biases and the weights of all forms. The first form's score is always 0.

    Args:
        rows: The numbers of the contexts of each window, what was seen of every form there, and how much in all.
        count: Of forms.
        size: Of contexts.
    """
    prior = [0.5] * count
    for _, weights, _ in rows:
        for form in range(count):
            prior[form] += weights[form]
    biases = [TEMPER * math.log(each / prior[0]) for each in prior]
    table = [[0.0] * size for _ in range(count)]
    squares = [[0.01] * size for _ in range(count)]
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        if count == 2:
            _descend_binary(rows, biases, table[1], squares[1])
        else:
            _descend_multinomial(rows, biases, table, squares)
    return biases, table


def _descend_binary(
    rows: list[tuple[list[int], Weights, float]], biases: list[float], row: list[float], past: list[float]
) -> None:
    """One pass over all windows of a character with two forms."""
    for ids, weights, total in rows:
        score = biases[1]
        for at in ids:
            score += row[at]
        slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - weights[1] / total
        if -NEAR_ENOUGH < slope < NEAR_ENOUGH:
            continue
        biases[1] -= 0.02 * slope
        slope *= min(total, MOST_OF_A_WINDOW)
        square = slope * slope
        slope *= RATE
        for at in ids:
            past[at] += square
            row[at] -= slope / math.sqrt(past[at])


def _descend_multinomial(
    rows: list[tuple[list[int], Weights, float]],
    biases: list[float],
    table: list[list[float]],
    squares: list[list[float]],
) -> None:
    """One pass over all windows of a character with more forms."""
    count = len(biases)
    for ids, weights, total in rows:
        scores = list(biases)
        for form in range(1, count):
            row = table[form]
            for at in ids:
                scores[form] += row[at]
        highest = max(scores)
        odds = [math.exp(score - highest) for score in scores]
        whole = sum(odds)
        for form in range(1, count):
            slope = odds[form] / whole - weights[form] / total
            if abs(slope) < NEAR_ENOUGH:
                continue
            biases[form] -= 0.02 * slope
            slope *= min(total, MOST_OF_A_WINDOW)
            row, past, square = table[form], squares[form], slope * slope
            slope *= RATE
            for at in ids:
                past[at] += square
                row[at] -= slope / math.sqrt(past[at])
