"""The box that holds the story of a page. Boxes compete on evidence: the running text in them, what they say of
themselves, the headline near by and its words, the links around them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.structure.boilerplate import get_boilerplate_kind, is_unfold_button
from reader.structure.html.elements import get_markup, is_linked, is_linked_teaser, is_named_boilerplate
from reader.structure.html.headline import make_title_key
from reader.structure.notices import is_copyright_notice, is_legal_notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.structure.html.elements import BlockElement
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.lines import Line

_SENTENCE_MIN = 10
"""Code points of the shortest sentence."""
_UNSTOPPED_LINE_MIN = 20
"""Code points of the shortest line without a stop that may be a part of a story (verse, a blog without punctuation)."""
_COST_MAX = -12.0
"""What a box without a story can cost the box around it: a box of links must not part two short paragraphs. One
of more than so many lines costs the more: it stands beside articles, not in them."""
_CHEAP_LINES_MAX = 20
_THIN_SCORE_PER_LINE, _THIN_LINES_MIN = 4, 30
"""Of what a box has around an inner one, so much must be worth each line, from so many lines on."""
_NAMED_BOILERPLATE_FACTOR, _PICTURE_FACTOR, _STORY_NAME_FACTOR = 0.15, 0.3, 1.3
"""What names weigh among the other evidence of a box: of boilerplate, of pictures and their captions, of a story."""
_LATIN_WEIGHT = 0.3
"""What a code point of Latin script is worth where most text is Han: a word of Chinese has two characters."""
_WRAPPER_SHARE = 0.6
"""A box with so many of the lines is a wrapper of the page, whatever its name says."""
_CANDIDATES_MAX = 6
"""Boxes that compete, none of which holds another."""
_NEAR_RATIO = 0.6
"""A second candidate with so much of the evidence of the first makes the choice doubtful."""
_PART_SIZE_MIN = 20
"""Code points of running text in a part of the chosen box that is offered as well."""
_FIRST_WORDS_SIZE = 40
"""Code points by which a candidate is named."""
_EVIDENCE_SAMPLE_SIZE = 3_000
"""Code points of a candidate in which the words of the headline are looked for."""


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A box that may hold the story."""

    selector: str
    """What to find it by on this page and on others of the site."""
    first_words: str
    """How its running text begins, in at most 40 code points."""
    size: int
    """Code points of its running text."""
    evidence: float
    """What speaks for it; only the ratio of two of a page means something."""
    is_part: bool = False
    """It stands in the chosen one, and could be chosen in its place."""

    def is_near(self, best: StoryCandidate) -> bool:
        """Whether it could as well be the story as the best one."""
        return self.evidence >= _NEAR_RATIO * best.evidence


class StoryChoice:
    """The box that holds the story, and what it won against."""

    def __init__(self, element: BlockElement, candidates: list[StoryCandidate]) -> None:
        self.element = element
        self.candidates = candidates
        """The best one first; the story's own among them."""


def make_selector(element: BlockElement) -> str:
    """A name of an element by its tag, class and id and those of two elements around it, without positions."""
    parts: list[str] = []
    box: BlockElement | None = element
    while box is not None and len(parts) < 3 and box.tag not in ("body", "html"):
        parts.append(".".join([box.tag, *box.class_and_id.split()]))
        box = box.parent
    return " < ".join(parts) or element.tag


def find_main_content(
    lines: Sequence[Line],
    elements: Sequence[BlockElement],
    metadata: PageMetadata,
    line_range: tuple[int, int],
    selector: str | None = None,
) -> StoryChoice | None:
    """The box that holds the story.

    Running text is worth its length; links, furniture, notices of the site and text in boxes that are no part of an
    article cost. So the smallest box with all of a story has the highest score. The best boxes that do not hold one
    another are then compared by what speaks for them besides (`_weigh`).

    Args:
        lines: All lines of the page.
        elements: All block-level elements, outer before inner ones.
        metadata: Its titles have words of the story, its descriptions often are the lead.
        line_range: The lines that may be story: from the headline to the next article's.
        selector: The box that a reader chose, as `make_selector` names it.

    Returns:
        The choice; None when there is no running text.
    """
    _find_wrappers(lines, elements)
    _reveal_unfolded(lines, elements)
    first = _score_elements(lines, elements, metadata, line_range)
    in_boilerplate = _discount(elements)
    finalists = list(_pick_disjoint(elements, in_boilerplate))
    if not finalists:
        return None
    weighed = [
        (_weigh(box, lines, metadata, line_range) * (_NAMED_BOILERPLATE_FACTOR if in_boilerplate[box] else 1), box)
        for box in finalists
    ]
    weighed.sort(key=lambda pair: -pair[0])
    best = weighed[0][1]
    chosen = _find_selected(elements, selector) if selector else None
    candidates = [_describe(box, evidence, lines) for evidence, box in weighed if evidence > 0]
    candidates += [
        replace(_describe(box, _weigh(box, lines, metadata, line_range), lines), is_part=True)
        for box in _pick_parts(best, elements)
    ]
    if chosen is not None:
        return StoryChoice(chosen, candidates)
    inner_first = first if first is not None and best.first_line <= first < best.end_line else None
    return StoryChoice(_widen_to_outer(_narrow_to_inner(best, elements, inner_first), lines), candidates)


def _find_wrappers(lines: Sequence[Line], elements: Sequence[BlockElement]) -> None:
    """Takes back what the name or tag of a box says where it wraps the page: a form around all, class="page-nav"."""
    for box in elements:
        if box.is_boilerplate and box.end_line - box.first_line >= max(4, _WRAPPER_SHARE * len(lines)):
            box.is_boilerplate = False


def _reveal_unfolded(lines: Sequence[Line], elements: Sequence[BlockElement]) -> None:
    """Hidden boxes that the page itself unfolds are shown: those behind a button for the rest of the story."""
    for box in elements:
        if (
            box.is_hidden
            and 0 < box.first_line < box.end_line
            and is_unfold_button(lines[box.first_line - 1].normalized)
        ):
            box.is_hidden = False


def _score_elements(
    lines: Sequence[Line], elements: Sequence[BlockElement], metadata: PageMetadata, line_range: tuple[int, int]
) -> int | None:
    """Fills score and story_size of all elements; the position of the first line of running text."""
    leads = [start for text in metadata.descriptions if len(start := make_title_key(text)[:16]) >= _SENTENCE_MIN]
    bodies = [key for text in metadata.article_bodies[:3] if len(key := make_title_key(text)) >= 2 * _SENTENCE_MIN]
    for box in elements:
        box.score, box.story_size = 0.0, 0
    is_chinese = _is_mostly_han(lines)
    first: int | None = None
    for i in range(*line_range):
        line = lines[i]
        hint = get_markup(line)
        if hint is None:
            continue
        worth = 0.0 if _is_teaser(lines, i) else _score_line(line, leads, bodies, is_chinese=is_chinese)
        hint.element.score += worth
        if worth > 0:
            hint.element.story_size += line.size
            if first is None and worth >= _SENTENCE_MIN and not is_named_boilerplate(hint.element):
                first = i
        elif get_boilerplate_kind(line) == "tail":
            _mark_self_declared(line, i, line_range[0])
    for box in reversed(elements):
        if box.parent is not None:
            is_cut = box.is_boilerplate or box.is_hidden  # its text counts for no box around it
            share = min(box.score, 0.0) if is_cut else box.score
            box.parent.score += max(share, _COST_MAX - max(0, box.end_line - box.first_line - _CHEAP_LINES_MAX))
            box.parent.story_size += 0 if is_cut else box.story_size
    return first


def _is_mostly_han(lines: Sequence[Line]) -> bool:
    text = "".join([line.text for line in lines if line.is_prose][:200])
    return (len(text) - len(text.encode("ascii", "ignore"))) * 3 >= len(text)


def _mark_self_declared(line: Line, position: int, first: int) -> None:
    """Marks the box that a phrase of the tail opens as its title (网友留言, 相关新闻) as no part of an article."""
    hint = get_markup(line)
    box = hint.element if hint is not None else None
    while box is not None and box.end_line - box.first_line <= 1:
        box = box.parent
    if (
        box is not None
        and box.first_line == position > first
        and box.tag not in ("html", "body", "main", "article", "tr", "table", "tbody")
    ):
        box.is_boilerplate = True


def _discount(elements: Sequence[BlockElement]) -> dict[BlockElement, bool]:
    """Whether each element is one that is no part of an article, or stands in one."""
    found: dict[BlockElement, bool] = {}
    for box in elements:
        outer = box.parent is not None and found.get(box.parent, False)
        found[box] = outer or box.is_boilerplate or box.is_hidden
    return found


def _pick_disjoint(
    elements: Sequence[BlockElement], in_boilerplate: dict[BlockElement, bool]
) -> Iterator[BlockElement]:
    """The boxes with the highest scores, the innermost of equal ones, none of which holds another."""
    scored = [
        (box.score * (_NAMED_BOILERPLATE_FACTOR if in_boilerplate[box] and box.score > 0 else 1), box)
        for box in elements
        if box.story_size
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].depth))
    picked: list[BlockElement] = []
    for _, box in scored:
        if not any(box.first_line < other.end_line and other.first_line < box.end_line for other in picked):
            picked.append(box)
            yield box
            if len(picked) >= _CANDIDATES_MAX:
                return


def _pick_parts(best: BlockElement, elements: Sequence[BlockElement]) -> list[BlockElement]:
    """The boxes of different kinds within the best one that hold running text, the largest first."""
    found: dict[str, list[BlockElement]] = {}
    for box in elements:
        if (
            box.depth > best.depth
            and box.story_size >= _PART_SIZE_MIN
            and box.story_size * 10 <= best.story_size * 9
            and box.end_line - box.first_line > 0
            and box.is_in(best)
            and box.tag not in ("p", "li", "h2", "h3", "blockquote", "figure", "figcaption")
        ):
            found.setdefault(make_selector(box), []).append(box)
    alone = [boxes[0] for boxes in found.values() if len(boxes) == 1]
    alone.sort(key=lambda box: (-box.story_size, box.depth))
    picked: list[BlockElement] = []
    for box in alone:
        if len(picked) >= _CANDIDATES_MAX:
            break
        if not any(box.first_line < other.end_line and other.first_line < box.end_line for other in picked):
            picked.append(box)
    return picked


def _weigh(
    box: BlockElement,
    lines: Sequence[Line],
    metadata: PageMetadata,
    line_range: tuple[int, int],
) -> float:
    """What speaks for a box: its score, but a longer text is not so much more of a story, times the other evidence."""
    if box.score <= 0:
        return box.score
    linked = sum(is_linked(lines[i]) for i in range(line_range[0], box.first_line))
    evidence: float = box.score**0.6 / (1 + linked / 15)
    words = {
        key[i : i + 2] for title in metadata.titles[:1] for key in [make_title_key(title)] for i in range(len(key))
    }
    if words:
        text = make_title_key(
            "".join(line.text for line in lines[box.first_line : box.end_line])[:_EVIDENCE_SAMPLE_SIZE]
        )
        evidence *= 0.6 + sum(word in text for word in words) / len(words)
    outer: BlockElement | None = box
    for _ in range(3):
        if outer is None:
            break
        if "caption" in outer.purposes or "picture" in outer.purposes:
            return evidence * _PICTURE_FACTOR
        if "story" in outer.purposes:
            return evidence * _STORY_NAME_FACTOR
        outer = outer.parent
    return evidence


def _find_selected(elements: Sequence[BlockElement], selector: str) -> BlockElement | None:
    """The element with the highest score of those that a selector names."""
    named = [box for box in elements if box.story_size and make_selector(box) == selector]
    return max(named, key=lambda box: box.score, default=None)


def _describe(box: BlockElement, evidence: float, lines: Sequence[Line]) -> StoryCandidate:
    words = next(
        (line.text for line in lines[box.first_line : box.end_line] if line.is_prose or line.ends_sentence), ""
    )
    return StoryCandidate(make_selector(box), words[:_FIRST_WORDS_SIZE], box.story_size, evidence)


def _narrow_to_inner(box: BlockElement, elements: Sequence[BlockElement], first: int | None) -> BlockElement:
    """The inner box around the first running text, where what stands around that is thin: readers' comments, terms."""
    if first is None:
        return box
    best = box
    for inner in elements:  # outer before inner ones
        if (
            inner.first_line <= first < inner.end_line
            and inner.depth > best.depth
            and inner.story_size >= 2 * _SENTENCE_MIN
        ):
            lines = (best.end_line - best.first_line) - (inner.end_line - inner.first_line)
            if lines >= _THIN_LINES_MIN and best.score - inner.score < _THIN_SCORE_PER_LINE * lines:
                best = inner
    return best


def _widen_to_outer(box: BlockElement, lines: Sequence[Line]) -> BlockElement:
    """The box around a single paragraph, and around a box that lacks but a few of its lines."""
    while (outer := box.parent) is not None:
        own, more = box.end_line - box.first_line, (outer.end_line - outer.first_line) - (box.end_line - box.first_line)
        gains = outer.story_size >= box.story_size + _SENTENCE_MIN
        small = (
            box.tag in ("p", "li", "span", "td", "h2", "h3")
            and outer.tag not in ("body", "html")
            and (own == 1 or gains or box.tag == "p")
            and not (box.tag == "td" and not gains)
        )
        if own == 1 and box.end_line < len(lines) and lines[box.end_line].is_prose:
            beside = get_markup(lines[box.end_line])
            small = small or (beside is not None and beside.element.parent is outer and beside.element.tag == box.tag)
        if not (small or (more <= own // 2 and gains and not outer.is_boilerplate)):
            return box
        box = outer
    return box


def _score_line(line: Line, leads: list[str], bodies: list[str], *, is_chinese: bool) -> float:
    """What a line is worth as a part of a story."""
    hint = get_markup(line)
    assert hint is not None
    free: float = line.size - hint.link_size
    if hint.link_size * 2 > line.size:
        return -8.0 - min(line.size, 20) / 2
    if is_chinese and line.size > 2 * _UNSTOPPED_LINE_MIN:
        free -= len(line.text.encode("ascii", "ignore")) * (1 - _LATIN_WEIGHT)
    if line.is_prose or (line.ends_sentence and line.size >= _SENTENCE_MIN):
        if get_boilerplate_kind(line) == "tail" or is_copyright_notice(line) or is_legal_notice(line):
            return -20.0
        worth = min(free, 400)
        if line.size >= _SENTENCE_MIN and (leads or bodies):
            own = make_title_key(line.text[:80])
            if any(lead in own for lead in leads):
                worth += 100
            if len(own) >= _SENTENCE_MIN and any(own[:40] in body for body in bodies):
                worth *= 2
        return worth
    if get_boilerplate_kind(line) == "tail":
        return -20.0
    return (
        free / 4
        if free >= _UNSTOPPED_LINE_MIN and get_boilerplate_kind(line) is None and not is_copyright_notice(line)
        else -3.0
    )


def _is_teaser(lines: Sequence[Line], i: int) -> bool:
    """The summary of another story: under its linked title, in an element that holds nothing else."""
    if is_linked_teaser(lines[i]) and any(
        is_linked_teaser(other) for other in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
    ):
        return True
    if not i:
        return False
    above, hint, title = lines[i - 1], get_markup(lines[i]), get_markup(lines[i - 1])
    if hint is None or title is None or not is_linked(above, 0.9) or above.size < 8 or above.ends_sentence:
        return False
    if lines[i].size <= 200:
        return True
    box: BlockElement | None = hint.element
    while box is not None and box.first_line > i - 1:
        box = box.parent
    return box is not None and box.tag in ("li", "article", "dl", "section", "div", "td") and box.end_line == i + 1
