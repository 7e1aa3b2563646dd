"""Chooses the element of a page that holds the story, by a score: its running text, its names, the distance and words
of the headline, the links around it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.structure.boilerplate import get_boilerplate_kind, is_unfold_button
from reader.structure.html.elements import get_markup, is_linked, is_linked_teaser, is_named_boilerplate
from reader.structure.html.headline import make_title_key
from reader.structure.html.story_candidates import (
    CANDIDATES_MAX,
    SelectorTable,
    StoryCandidate,
    StoryChoice,
    describe_candidate,
    find_selected,
    pick_parts,
)
from reader.structure.notices import is_copyright_notice, is_legal_notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.structure.html.elements import BlockElement
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.lines import Line

_SENTENCE_MIN = 10
"""Code points of a sentence, at least."""
_UNSTOPPED_LINE_MIN = 20
"""Code points of a line without a stop that may be part of a story, at least (verse, a blog without punctuation)."""
_COST_MAX = -12.0
"""The lowest score that an element without a story adds to the element around it, so that a list of links between two
short paragraphs does not separate them."""
_CHEAP_LINES_MAX = 20
"""Lines of an element beyond which each lowers that limit by 1: a long list of links is no part of an article."""
_THIN_SCORE_PER_LINE, _THIN_LINES_MIN = 4, 30
"""Score per line that the rest of an element must have around an inner one, if it has at least so many lines."""
_NAMED_BOILERPLATE_FACTOR, _PICTURE_FACTOR, _STORY_NAME_FACTOR = 0.15, 0.3, 1.3
"""Factors for elements whose names mean boilerplate, pictures or a story."""
_LATIN_WEIGHT = 0.3
"""Weight of a code point of Latin script where most text is Han: a Chinese word has about two characters."""
_WRAPPER_SHARE = 0.6
"""Share of the lines from which an element is a wrapper of the page, whatever its name is."""
_EVIDENCE_SAMPLE_SIZE = 3_000
"""Code points of a candidate in which the words of the headline are looked for."""


def find_main_content(
    lines: Sequence[Line],
    elements: Sequence[BlockElement],
    metadata: PageMetadata,
    line_range: tuple[int, int],
    selector: str | None = None,
) -> StoryChoice | None:
    """Return the element of the story; None when there is no running text.

    Running text scores its length; links, boilerplate and notices of the site have a negative score. So the smallest
    element with all of a story has the highest score. The best elements that do not contain one another are then
    compared by further evidence (`_weigh`).

    Args:
        lines: All lines of the page.
        elements: All block-level elements, outer before inner ones.
        metadata: The metadata of the page: its titles have words of the story, its descriptions often are the lead.
        line_range: The lines that may be story: from the headline to the next article's.
        selector: The selector of the element that the user chose; None to find it.
    """
    _find_wrappers(lines, elements)
    _reveal_unfolded(lines, elements)
    first = _score_elements(lines, elements, metadata, line_range)
    in_boilerplate = _discount(elements)
    finalists = list(_pick_disjoint(elements, in_boilerplate))
    if not finalists:
        return None
    weighed = [
        (
            _weigh(element, lines, metadata, line_range)
            * (_NAMED_BOILERPLATE_FACTOR if in_boilerplate[element] else 1),
            element,
        )
        for element in finalists
    ]
    weighed.sort(key=lambda pair: -pair[0])
    best = weighed[0][1]
    chosen = find_selected(elements, selector) if selector else None

    def list_candidates() -> list[StoryCandidate]:
        selectors = SelectorTable(elements)
        whole = [
            describe_candidate(element, evidence, lines, selectors) for evidence, element in weighed if evidence > 0
        ]
        return whole + [
            replace(
                describe_candidate(element, _weigh(element, lines, metadata, line_range), lines, selectors),
                is_part=True,
            )
            for element in pick_parts(best, elements)
        ]

    if chosen is not None:
        return StoryChoice(chosen, list_candidates, is_selected=True)
    inner_first = first if first is not None and best.first_line <= first < best.end_line else None
    return StoryChoice(_widen_to_outer(_narrow_to_inner(best, elements, inner_first), lines), list_candidates)


def _find_wrappers(lines: Sequence[Line], elements: Sequence[BlockElement]) -> None:
    """Unmarks elements that wrap the page as boilerplate, whatever their tag or name: a form, class="page-nav"."""
    for element in elements:
        if element.is_boilerplate and element.end_line - element.first_line >= max(4, _WRAPPER_SHARE * len(lines)):
            element.is_boilerplate = False


def _reveal_unfolded(lines: Sequence[Line], elements: Sequence[BlockElement]) -> None:
    """Unmarks as hidden the elements that the page itself unfolds: those after a button for the rest of the story."""
    for element in elements:
        if (
            element.is_hidden
            and 0 < element.first_line < element.end_line
            and is_unfold_button(lines[element.first_line - 1].normalized)
        ):
            element.is_hidden = False


def _score_elements(
    lines: Sequence[Line], elements: Sequence[BlockElement], metadata: PageMetadata, line_range: tuple[int, int]
) -> int | None:
    """Sets score and story_size of all elements; returns the position of the first line of running text."""
    leads = [start for text in metadata.descriptions if len(start := make_title_key(text)[:16]) >= _SENTENCE_MIN]
    bodies = [key for text in metadata.article_bodies[:3] if len(key := make_title_key(text)) >= 2 * _SENTENCE_MIN]
    for element in elements:
        element.score, element.story_size = 0.0, 0
    is_chinese = _is_mostly_han(lines)
    first: int | None = None
    for i in range(*line_range):
        line = lines[i]
        markup = get_markup(line)
        if markup is None:
            continue
        worth = 0.0 if _is_teaser(lines, i) else _score_line(line, leads, bodies, is_chinese=is_chinese)
        markup.element.score += worth
        if worth > 0:
            markup.element.story_size += line.size
            if first is None and worth >= _SENTENCE_MIN and not is_named_boilerplate(markup.element):
                first = i
        elif get_boilerplate_kind(line) == "tail":
            _mark_self_declared(line, i, line_range[0])
    for element in reversed(elements):
        if element.parent is not None:
            is_cut = element.is_boilerplate or element.is_hidden  # its text counts for no element around it
            share = min(element.score, 0.0) if is_cut else element.score
            element.parent.score += max(
                share, _COST_MAX - max(0, element.end_line - element.first_line - _CHEAP_LINES_MAX)
            )
            element.parent.story_size += 0 if is_cut else element.story_size
    return first


def _is_mostly_han(lines: Sequence[Line]) -> bool:
    text = "".join([line.text for line in lines if line.is_prose][:200])
    return (len(text) - len(text.encode("ascii", "ignore"))) * 3 >= len(text)


def _mark_self_declared(line: Line, position: int, first: int) -> None:
    """Marks an element as boilerplate if its title is a phrase of the tail (网友留言, 相关新闻)."""
    markup = get_markup(line)
    element = markup.element if markup is not None else None
    while element is not None and element.end_line - element.first_line <= 1:
        element = element.parent
    if (
        element is not None
        and element.first_line == position > first
        and element.tag not in ("html", "body", "main", "article", "tr", "table", "tbody")
    ):
        element.is_boilerplate = True


def _discount(elements: Sequence[BlockElement]) -> dict[BlockElement, bool]:
    """Whether each element is boilerplate, or inside an element that is."""
    found: dict[BlockElement, bool] = {}
    for element in elements:
        outer = element.parent is not None and found.get(element.parent, False)
        found[element] = outer or element.is_boilerplate or element.is_hidden
    return found


def _pick_disjoint(
    elements: Sequence[BlockElement], in_boilerplate: dict[BlockElement, bool]
) -> Iterator[BlockElement]:
    """Yield the elements with the highest scores, the innermost of equal ones, none of which contains another."""
    scored = [
        (element.score * (_NAMED_BOILERPLATE_FACTOR if in_boilerplate[element] and element.score > 0 else 1), element)
        for element in elements
        if element.story_size
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].depth))
    picked: list[BlockElement] = []
    for _, element in scored:
        if not any(element.first_line < other.end_line and other.first_line < element.end_line for other in picked):
            picked.append(element)
            yield element
            if len(picked) >= CANDIDATES_MAX:
                return


def _weigh(
    element: BlockElement,
    lines: Sequence[Line],
    metadata: PageMetadata,
    line_range: tuple[int, int],
) -> float:
    """The evidence for an element: its score, to a power below 1 to favour long text less, times other factors."""
    if element.score <= 0:
        return element.score
    linked = sum(is_linked(lines[i]) for i in range(line_range[0], element.first_line))
    evidence: float = element.score**0.6 / (1 + linked / 15)
    words = {
        key[i : i + 2] for title in metadata.titles[:1] for key in [make_title_key(title)] for i in range(len(key))
    }
    if words:
        text = make_title_key(
            "".join(line.text for line in lines[element.first_line : element.end_line])[:_EVIDENCE_SAMPLE_SIZE]
        )
        evidence *= 0.6 + sum(word in text for word in words) / len(words)
    outer: BlockElement | None = element
    for _ in range(3):
        if outer is None:
            break
        if "caption" in outer.purposes or "picture" in outer.purposes:
            return evidence * _PICTURE_FACTOR
        if "story" in outer.purposes:
            return evidence * _STORY_NAME_FACTOR
        outer = outer.parent
    return evidence


def _narrow_to_inner(element: BlockElement, elements: Sequence[BlockElement], first: int | None) -> BlockElement:
    """The inner element around the first running text, if the rest of the element has little text for its lines."""
    if first is None:
        return element
    best = element
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


def _widen_to_outer(element: BlockElement, lines: Sequence[Line]) -> BlockElement:
    """The element around a single paragraph, or around an element that has nearly all lines of the outer one."""
    while (outer := element.parent) is not None:
        own, more = (
            element.end_line - element.first_line,
            (outer.end_line - outer.first_line) - (element.end_line - element.first_line),
        )
        gains = outer.story_size >= element.story_size + _SENTENCE_MIN
        small = (
            element.tag in ("p", "li", "span", "td", "h2", "h3")
            and outer.tag not in ("body", "html")
            and (own == 1 or gains or element.tag == "p")
            and not (element.tag == "td" and not gains)
        )
        if own == 1 and element.end_line < len(lines) and lines[element.end_line].is_prose:
            beside = get_markup(lines[element.end_line])
            small = small or (
                beside is not None and beside.element.parent is outer and beside.element.tag == element.tag
            )
        if not (small or (more <= own // 2 and gains and not outer.is_boilerplate)):
            return element
        element = outer
    return element


def _score_line(line: Line, leads: list[str], bodies: list[str], *, is_chinese: bool) -> float:
    """The score of a line as part of a story."""
    markup = get_markup(line)
    assert markup is not None
    free: float = line.size - markup.link_size
    if markup.link_size * 2 > line.size:
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
    """Whether a line is the summary of another story: under its linked title, in an element with nothing else."""
    if is_linked_teaser(lines[i]) and any(
        is_linked_teaser(other) for other in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
    ):
        return True
    if not i:
        return False
    above, markup, title = lines[i - 1], get_markup(lines[i]), get_markup(lines[i - 1])
    if markup is None or title is None or not is_linked(above, 0.9) or above.size < 8 or above.ends_sentence:
        return False
    if lines[i].size <= 200:
        return True
    element: BlockElement | None = markup.element
    while element is not None and element.first_line > i - 1:
        element = element.parent
    return (
        element is not None
        and element.tag in ("li", "article", "dl", "section", "div", "td")
        and element.end_line == i + 1
    )
