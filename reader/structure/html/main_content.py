"""Where on a page the article is: its headline, and the box that holds its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import get_boilerplate_kind
from reader.structure.furniture import classify_furniture
from reader.structure.html.elements import get_markup, is_bold, is_linked, is_within
from reader.structure.lexicon import find_suffix
from reader.structure.lines import normalize_chars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.html.elements import BlockElement, LineMarkup
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.lines import Line

_HEADLINE_MIN, _HEADLINE_MAX = 4, 100
_HEADLINE_SCORE_MIN = 4
"""What a headline must weigh."""
_SENTENCE_MIN = 10
"""Code points of the shortest sentence."""
_UNSTOPPED_LINE_MIN = 20
"""Of the shortest line without a stop that may be a part of a story (verse, a blog without punctuation)."""
_HEADLINE_LINES_ABOVE = 16
"""Lines above a story in which its headline may stand."""
_STORY_SIZE_MIN = 60
"""Code points of the shortest story before the headline of another."""
_SITE_SEPARATORS = "-_|—–:·@>,丨»/("
"""What stands between a headline and the site's name."""
_PARTIAL_TITLE_MIN = 6
_COST_MAX = -12.0
"""What a box without a story can cost the box around it: a box of links must not part two short paragraphs. One
of more than so many lines costs the more: it stands beside articles, not in them."""
_CHEAP_LINES_MAX = 20
_THIN_SCORE_PER_LINE, _THIN_LINES_MIN = 4, 30
"""Of what a box has around an inner one, so much must be worth each line, from so many lines on."""
_BOILERPLATE_FACTOR = 0.02
"""What counts of a story in a box that is named as no part of an article; names may be wrong."""


def make_title_key(text: str) -> str:
    """The shadow without white space and punctuation: what two spellings of a title share."""
    return "".join([char for char in normalize_chars(text) if char.isalnum()])


def find_headline(lines: Sequence[Line], meta: PageMetadata) -> int | None:
    """Which line is the headline: what meta tags call it, and the markup and its place say so too."""
    titles = [(normalize_chars(title), make_title_key(title)) for title in meta.titles]
    titles = [pair for pair in dict.fromkeys(titles) if pair[1]]
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    ranked = sum((hint := get_markup(line)) is not None and hint.heading_level == 1 for line in lines)
    for i, line in enumerate(lines):
        if (
            line.size > _HEADLINE_MAX
            or (hint := get_markup(line)) is None
            or (line.size < _HEADLINE_MIN and hint.heading_level != 1)
        ):
            continue
        title = hint.heading_level > 0 or is_within(line, "title", levels=2)
        said = _score_title_match(line, titles)
        if not said and hint.heading_level != 1:
            continue
        own = said + (5 - hint.heading_level if hint.heading_level else 0) // (1 if said or ranked == 1 else 2) + title
        own += hint.bold_size * 2 > line.size or "c" in hint.element.style_flags
        if is_linked(line):
            own -= 3
        if _is_in_boilerplate(hint.element):
            own -= 3
        if own > weight:
            best, weight = i, own
    return best


def find_headline_above(lines: Sequence[Line], box: BlockElement) -> int | None:
    """The headline of a page whose title says nothing of it: what stands out most just above the story."""
    first = next(
        (i for i in range(box.first_line, box.end_line) if lines[i].is_prose and not is_linked(lines[i])),
        box.first_line,
    )
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    for i in range(max(0, first - _HEADLINE_LINES_ABOVE), first):
        line, hint = lines[i], get_markup(lines[i])
        if (
            hint is None
            or not _HEADLINE_MIN <= line.size <= _HEADLINE_MAX
            or is_linked(line)
            or _is_in_boilerplate(hint.element)
        ):
            continue
        if classify_furniture(line.normalized, in_head=True) is not None or get_boilerplate_kind(line) is not None:
            continue
        own = (5 - hint.heading_level if 0 < hint.heading_level < 4 else 0) + 2 * is_within(line, "title", levels=2)
        own += is_bold(line) + ("c" in hint.element.style_flags) + (line.size >= _PARTIAL_TITLE_MIN)
        if own >= weight:
            best, weight = i, own
    return best


def _score_title_match(line: Line, titles: list[tuple[str, str]]) -> int:
    """How surely a line is one of the titles that the page calls itself by."""
    own = make_title_key(line.text)
    if len(own) < 2:
        return 0
    best = 0
    for rank, (shadow, title) in enumerate(titles):
        if own == title:
            best = max(best, 6 if rank == 0 else 5)
        elif title.startswith(own):
            if _find_sign_after(shadow, len(own)) in _SITE_SEPARATORS:
                best = max(best, 5)
            elif len(own) >= _PARTIAL_TITLE_MIN or len(own) * 2 > len(title):
                best = max(best, 3 if len(own) * 2 > len(title) else 1)
        elif own.startswith(title) and len(title) >= _PARTIAL_TITLE_MIN and len(own) < 2 * len(title):
            best = max(best, 4)
        elif len(own) >= 2 * _PARTIAL_TITLE_MIN and own in title:
            best = max(best, 3)
    return best


def _find_sign_after(normalized: str, count: int) -> str:
    """The first sign behind so many letters and digits; a space only when no other comes."""
    for i, char in enumerate(normalized):
        if char.isalnum():
            if count == 0:
                return " " if normalized[i - 1] != " " else "-" if i else " "
            count -= 1
        elif count == 0 and char in _SITE_SEPARATORS:
            return char
    return " "


def _is_in_boilerplate(box: BlockElement | None) -> bool:
    while box is not None:
        if box.is_boilerplate or "crumb" in box.purposes:
            return True
        box = box.parent
    return False


def find_next_article(lines: Sequence[Line], headline_index: int) -> int:
    """Where the next article on the same page begins (endless scrolling): a headline built like the first.

    A story stands before it, and it has a date of its own or stands in an article element of its own.
    """
    hint = get_markup(lines[headline_index])
    if hint is None or (not hint.heading_level and not hint.element.class_and_id):
        return len(lines)
    story = 0
    for i in range(headline_index + 1, len(lines)):
        line, other = lines[i], get_markup(lines[i])
        if (
            story >= _STORY_SIZE_MIN
            and other is not None
            and _is_built_alike(hint, other)
            and line.text != lines[headline_index].text
        ):
            apart = _find_article_element(other.element) is not _find_article_element(hint.element)
            dated = any(
                classify_furniture(below.normalized, in_head=True) == "date"
                for below in lines[i + 1 : i + 6]
                if below.is_short
            )
            if line.size >= _HEADLINE_MIN and (apart or (dated and not is_linked(line))):
                return i
        if line.is_prose and not is_linked(line):
            story += line.size
    return len(lines)


def _is_built_alike(markup: LineMarkup, other: LineMarkup) -> bool:
    """Two headlines: of the same tag and class, or of the same class where that is one for titles."""
    if (
        markup.heading_level == other.heading_level
        and markup.element.tag == other.element.tag
        and markup.element.class_and_id == other.element.class_and_id
    ):
        return markup.heading_level in (0, 1, 2)
    return (
        bool(markup.element.class_and_id)
        and markup.element.class_and_id == other.element.class_and_id
        and "title" in markup.element.purposes
    )


def _find_article_element(box: BlockElement | None) -> BlockElement | None:
    """The article element around a box."""
    while box is not None and box.tag != "article":
        box = box.parent
    return box


def find_main_content(
    lines: Sequence[Line], elements: Sequence[BlockElement], metadata: PageMetadata, line_range: tuple[int, int]
) -> BlockElement | None:
    """The box that holds the story: the one whose lines are worth most together.

    Running text is worth its length; links, furniture and the text of boxes that are no part of an article cost. So the
    smallest box with all of the story wins over the densest of its paragraphs and over the whole page.

    Args:
        lines: All of the page.
        elements: All, outer before inner ones.
        metadata: The description often is the lead.
        line_range: The lines that may be story: from the headline to the next article's.
    """
    leads = [start for text in metadata.descriptions if len(start := make_title_key(text)[:16]) >= _SENTENCE_MIN]
    for box in elements:
        box.score, box.story_size = 0.0, 0
    first: int | None = None  # line of running text
    for i in range(*line_range):
        line = lines[i]
        hint = get_markup(line)
        if hint is None:
            continue
        worth = 0.0 if _is_teaser(lines, i) else _score_line(line, leads)
        hint.element.score += worth
        if worth > 0:
            hint.element.story_size += line.size
            if first is None and worth >= _SENTENCE_MIN and not _is_in_boilerplate(hint.element):
                first = i
    for box in reversed(elements):
        if box.parent is not None:
            share = (
                box.score * _BOILERPLATE_FACTOR
                if box.score > 0 and (box.is_boilerplate or "h" in box.style_flags)
                else box.score
            )
            box.parent.score += max(share, _COST_MAX - max(0, box.end_line - box.first_line - _CHEAP_LINES_MAX))
            box.parent.story_size += box.story_size
    best: BlockElement | None = None
    for box in elements:
        if box.story_size and (best is None or box.score > best.score or (box.score >= best.score and box.is_in(best))):
            best = box
    return _widen_to_outer(_narrow_to_inner(best, elements, first), lines) if best is not None else None


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
        small = box.tag in ("p", "li", "span", "td", "h2", "h3") and outer.tag not in ("body", "html")
        if own == 1 and box.end_line < len(lines) and lines[box.end_line].is_prose:
            beside = get_markup(lines[box.end_line])
            small = small or (beside is not None and beside.element.parent is outer and beside.element.tag == box.tag)
        if not (
            small
            or (more <= own // 2 and outer.story_size >= box.story_size + _SENTENCE_MIN and not outer.is_boilerplate)
        ):
            return box
        box = outer
    return box


def _score_line(line: Line, leads: list[str]) -> float:
    """What a line is worth as a part of a story."""
    hint = get_markup(line)
    assert hint is not None
    free = line.size - hint.link_size
    if hint.link_size * 2 > line.size:
        return -8.0 - min(line.size, 20) / 2
    if line.is_prose or (line.ends_sentence and line.size >= _SENTENCE_MIN):
        if get_boilerplate_kind(line) == "tail" or is_copyright_notice(line):
            return -20.0
        if line.normalized_end.endswith(("...", "…")) and hint.anchor:
            return 0.0
        lead = 100.0 if leads and line.size >= _SENTENCE_MIN and _has_lead_text(line, leads) else 0.0
        return min(free, 400) + lead
    if get_boilerplate_kind(line) == "tail":
        return -20.0
    return (
        free / 4
        if free >= _UNSTOPPED_LINE_MIN and get_boilerplate_kind(line) is None and not is_copyright_notice(line)
        else -3.0
    )


def is_copyright_notice(line: Line) -> bool:
    """Who owns the page: nobody's story."""
    return line.size <= 300 and ("©" in line.text or "copyright" in line.normalized.lower() or "ICP" in line.normalized)


def _is_teaser(lines: Sequence[Line], i: int) -> bool:
    """The summary under the linked title of another story."""
    if not i:
        return False
    above, hint = lines[i - 1], get_markup(lines[i])
    if hint is None or not is_linked(above, 0.9) or above.size < 8 or above.ends_sentence:
        return False
    return lines[i].size <= 200


def _has_lead_text(line: Line, leads: list[str]) -> bool:
    own = make_title_key(line.text[:80])
    return any(lead in own for lead in leads)


def strip_site_name(titles: Sequence[CleanText], site_names: Sequence[CleanText]) -> CleanText | None:
    """The title of a page that prints none: what meta tags call it, without the site's name behind it."""
    for title in titles:
        text: str = title
        for _ in range(4):
            at = max(text.rfind(sign) for sign in ("_", "-", "|", "｜", "–", "—", "丨", "@", "::"))
            behind = make_title_key(text[at + 1 :]) if at > 0 else ""
            if at < _HEADLINE_MIN or len(behind) > 16 or text[at:].count("》") > text[at:].count("《"):
                break
            site = any(behind in make_title_key(name) or make_title_key(name) in behind for name in site_names if name)
            if not (site or text[at] in "_|｜" or find_suffix(behind, "suffixes", "outlet") or len(behind) <= 4):
                break
            text = text[:at].rstrip(" -_|–—:·")
        if len(text) >= 2:
            return CleanText(text)
    return None
