"""The elements of a page that may be its story, their selectors, and the one that a reader chose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.structure.html.elements import BlockElement
    from reader.structure.lines import Line

CANDIDATES_MAX = 6
"""Candidates at most; none contains another."""
_NEAR_RATIO = 0.6
"""A second candidate with so much of the evidence of the first makes the choice doubtful."""
_PART_SIZE_MIN = 20
"""Code points of running text in a part of the chosen box that is offered as well."""
_FIRST_WORDS_SIZE = 40
"""Code points by which a candidate is named."""
_NUMBER_SIGN = " #"
"""What stands in a selector between the name of elements and the number of one of them."""


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """An element that may be the story."""

    selector: str
    """Identifies it on this page and on others of the site (`make_selector`)."""
    first_words: str
    """The beginning of its running text, at most 40 code points."""
    size: int
    """Code points of its running text."""
    evidence: float
    """Its score; only the ratio of two candidates of a page is meaningful."""
    is_part: bool = False
    """Whether it is inside the chosen one, and could be chosen instead."""

    def is_near(self, best: StoryCandidate) -> bool:
        """Whether its evidence is near that of the best one, so that it may be the story as well."""
        return self.evidence >= _NEAR_RATIO * best.evidence


class StoryChoice:
    """The element of the story, and all candidates.

    Args:
        element: The chosen element.
        list_candidates: Makes the candidates, the best one first; they are rarely needed.
        is_selected: Whether it is the element that a reader chose.
    """

    def __init__(
        self, element: BlockElement, list_candidates: Callable[[], list[StoryCandidate]], *, is_selected: bool = False
    ) -> None:
        self.element = element
        self.list_candidates = list_candidates
        self.is_selected = is_selected


def make_selector(element: BlockElement) -> str:
    """Return a selector of an element: its tag, class and id and those of two elements around it, without positions."""
    parts: list[str] = []
    ancestor: BlockElement | None = element
    while ancestor is not None and len(parts) < 3 and ancestor.tag not in ("body", "html"):
        parts.append(".".join([ancestor.tag, *ancestor.class_and_id.split()]))
        ancestor = ancestor.parent
    return " < ".join(parts) or element.tag


def pick_parts(best: BlockElement, elements: Sequence[BlockElement]) -> list[BlockElement]:
    """The elements of different kinds within the best one that have running text, the largest first.

    Args:
        best: The chosen element.
        elements: All block-level elements, outer before inner ones.
    """
    found: dict[str, list[BlockElement]] = {}
    for element in elements:
        if (
            element.depth > best.depth
            and element.story_size >= _PART_SIZE_MIN
            and element.story_size * 10 <= best.story_size * 9
            and element.end_line - element.first_line > 0
            and element.is_in(best)
            and element.tag not in ("p", "li", "h2", "h3", "blockquote", "figure", "figcaption")
        ):
            found.setdefault(make_selector(element), []).append(element)
    alone = [elements[0] for elements in found.values() if len(elements) == 1]
    alone.sort(key=lambda element: (-element.story_size, element.depth))
    picked: list[BlockElement] = []
    for element in alone:
        if len(picked) >= CANDIDATES_MAX:
            break
        if not any(element.first_line < other.end_line and other.first_line < element.end_line for other in picked):
            picked.append(element)
    return picked


def find_selected(elements: Sequence[BlockElement], selector: str) -> BlockElement | None:
    """The element that a selector names; where it has no number, the one with the highest score of that name.

    Args:
        elements: All block-level elements, outer before inner ones.
        selector: A selector.
    """
    name, _, number = selector.partition(_NUMBER_SIGN)
    named = [element for element in elements if element.story_size and make_selector(element) == name]
    if number.isdecimal():
        return named[int(number) - 1] if 0 < int(number) <= len(named) else None
    return max(named, key=lambda element: element.score, default=None)


class SelectorTable:
    """The selectors of the elements of a page, with a number where several have the same name.

    Args:
        elements: Those of the page.
    """

    def __init__(self, elements: Sequence[BlockElement]) -> None:
        self._named: defaultdict[str, list[BlockElement]] = defaultdict(list)
        for element in elements:
            if element.story_size:
                self._named[make_selector(element)].append(element)

    def get_selector(self, element: BlockElement) -> str:
        """The selector of an element with running text."""
        name = make_selector(element)
        same = self._named[name]
        return name if len(same) < 2 else f"{name}{_NUMBER_SIGN}{same.index(element) + 1}"


def describe_candidate(
    element: BlockElement, evidence: float, lines: Sequence[Line], selectors: SelectorTable
) -> StoryCandidate:
    """The candidate that an element is.

    Args:
        element: The element.
        evidence: What speaks for it.
        lines: All lines of the page.
        selectors: Those of its elements.
    """
    inside = lines[element.first_line : element.end_line]
    longest = max(inside, key=lambda line: line.size, default=None)
    words = next((line.text for line in inside if line.is_prose or line.ends_sentence), longest.text if longest else "")
    return StoryCandidate(selectors.get_selector(element), words[:_FIRST_WORDS_SIZE], element.story_size, evidence)
