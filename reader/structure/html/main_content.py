"""Where on a page the article is: its headline, and the box that holds its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import chrome_of
from reader.structure.furniture import furniture
from reader.structure.html.elements import hint_of, is_bold, is_linked, within
from reader.structure.lexicon import ending
from reader.structure.lines import shade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.html.elements import Box, Hint
    from reader.structure.html.page_metadata import Meta
    from reader.structure.lines import Line

_TITLE_MIN, _TITLE_MAX = 4, 100
_LEAST = 4
"""What a headline must weigh."""
_PROSE = 10
"""Code points of the shortest sentence."""
_LONG = 20
"""Of the shortest line without a stop that may be a part of a story (verse, a blog without punctuation)."""
_NEAR = 16
"""Lines above a story in which its headline may stand."""
_STORY = 60
"""Code points of the shortest story before the headline of another."""
_SEPARATORS = "-_|—–:·@>,丨»/("
"""What stands between a headline and the site's name."""
_WIDE_MIN = 6
_COST_MOST = -12.0
"""What a box without a story can cost the box around it: a box of links must not part two short paragraphs. One
of more than so many lines costs the more: it stands beside articles, not in them."""
_BOX_LINES = 20
_THIN, _THIN_LINES = 4, 30
"""Of what a box has around an inner one, so much must be worth each line, from so many lines on."""
_OF_JUNK = 0.02
"""What counts of a story in a box that is named as no part of an article; names may be wrong."""


def bare(text: str) -> str:
    """The shadow without white space and punctuation: what two spellings of a title share."""
    return "".join([char for char in shade(text) if char.isalnum()])


def headline(lines: Sequence[Line], meta: Meta) -> int | None:
    """Which line is the headline: what meta tags call it, and the markup and its place say so too."""
    titles = [(shade(title), bare(title)) for title in meta.titles]
    titles = [pair for pair in dict.fromkeys(titles) if pair[1]]
    best: int | None = None
    weight = _LEAST - 1
    ranked = sum((hint := hint_of(line)) is not None and hint.rank == 1 for line in lines)
    for i, line in enumerate(lines):
        if line.size > _TITLE_MAX or (hint := hint_of(line)) is None or (line.size < _TITLE_MIN and hint.rank != 1):
            continue
        title = hint.rank > 0 or within(line, "title", levels=2)
        said = _said(line, titles)
        if not said and hint.rank != 1:
            continue
        own = said + (5 - hint.rank if hint.rank else 0) // (1 if said or ranked == 1 else 2) + title
        own += hint.bold * 2 > line.size or "c" in hint.box.style
        if is_linked(line):
            own -= 3
        if _in_junk(hint.box):
            own -= 3
        if own > weight:
            best, weight = i, own
    return best


def nearest(lines: Sequence[Line], box: Box) -> int | None:
    """The headline of a page whose title says nothing of it: what stands out most just above the story."""
    first = next((i for i in range(box.first, box.last) if lines[i].story and not is_linked(lines[i])), box.first)
    best: int | None = None
    weight = _LEAST - 1
    for i in range(max(0, first - _NEAR), first):
        line, hint = lines[i], hint_of(lines[i])
        if hint is None or not _TITLE_MIN <= line.size <= _TITLE_MAX or is_linked(line) or _in_junk(hint.box):
            continue
        if furniture(line.shadow, head=True) is not None or chrome_of(line) is not None:
            continue
        own = (5 - hint.rank if 0 < hint.rank < 4 else 0) + 2 * within(line, "title", levels=2)
        own += is_bold(line) + ("c" in hint.box.style) + (line.size >= _WIDE_MIN)
        if own >= weight:
            best, weight = i, own
    return best


def _said(line: Line, titles: list[tuple[str, str]]) -> int:
    """How surely a line is one of the titles that the page calls itself by."""
    own = bare(line.text)
    if len(own) < 2:
        return 0
    best = 0
    for rank, (shadow, title) in enumerate(titles):
        if own == title:
            best = max(best, 6 if rank == 0 else 5)
        elif title.startswith(own):
            if _behind(shadow, len(own)) in _SEPARATORS:
                best = max(best, 5)
            elif len(own) >= _WIDE_MIN or len(own) * 2 > len(title):
                best = max(best, 3 if len(own) * 2 > len(title) else 1)
        elif own.startswith(title) and len(title) >= _WIDE_MIN and len(own) < 2 * len(title):
            best = max(best, 4)
        elif len(own) >= 2 * _WIDE_MIN and own in title:
            best = max(best, 3)
    return best


def _behind(shadow: str, count: int) -> str:
    """The first sign behind so many letters and digits; a space only when no other comes."""
    for i, char in enumerate(shadow):
        if char.isalnum():
            if count == 0:
                return " " if shadow[i - 1] != " " else "-" if i else " "
            count -= 1
        elif count == 0 and char in _SEPARATORS:
            return char
    return " "


def _in_junk(box: Box | None) -> bool:
    while box is not None:
        if box.junk or "crumb" in box.sorts:
            return True
        box = box.parent
    return False


def rival(lines: Sequence[Line], top: int) -> int:
    """Where the next article on the same page begins (endless scrolling): a headline built like the first.

    A story stands before it, and it has a date of its own or stands in an article element of its own.
    """
    hint = hint_of(lines[top])
    if hint is None or (not hint.rank and not hint.box.name):
        return len(lines)
    story = 0
    for i in range(top + 1, len(lines)):
        line, other = lines[i], hint_of(lines[i])
        if story >= _STORY and other is not None and _is_built_alike(hint, other) and line.text != lines[top].text:
            apart = _article(other.box) is not _article(hint.box)
            dated = any(furniture(below.shadow, head=True) == "date" for below in lines[i + 1 : i + 6] if below.short)
            if line.size >= _TITLE_MIN and (apart or (dated and not is_linked(line))):
                return i
        if line.story and not is_linked(line):
            story += line.size
    return len(lines)


def _is_built_alike(hint: Hint, other: Hint) -> bool:
    """Two headlines: of the same tag and class, or of the same class where that is one for titles."""
    if hint.rank == other.rank and hint.box.tag == other.box.tag and hint.box.name == other.box.name:
        return hint.rank in (0, 1, 2)
    return bool(hint.box.name) and hint.box.name == other.box.name and "title" in hint.box.sorts


def _article(box: Box | None) -> Box | None:
    """The article element around a box."""
    while box is not None and box.tag != "article":
        box = box.parent
    return box


def container(lines: Sequence[Line], boxes: Sequence[Box], meta: Meta, span: tuple[int, int]) -> Box | None:
    """The box that holds the story: the one whose lines are worth most together.

    Running text is worth its length; links, furniture and the text of boxes that are no part of an article cost. So the
    smallest box with all of the story wins over the densest of its paragraphs and over the whole page.

    Args:
        lines: All of the page.
        boxes: All, outer before inner ones.
        meta: The description often is the lead.
        span: The lines that may be story: from the headline to the next article's.
    """
    leads = [start for text in meta.descriptions if len(start := bare(text)[:16]) >= _PROSE]
    for box in boxes:
        box.score, box.story = 0.0, 0
    first: int | None = None  # line of running text
    for i in range(*span):
        line = lines[i]
        hint = hint_of(line)
        if hint is None:
            continue
        worth = 0.0 if _is_teaser(lines, i) else _worth(line, leads)
        hint.box.score += worth
        if worth > 0:
            hint.box.story += line.size
            if first is None and worth >= _PROSE and not _in_junk(hint.box):
                first = i
    for box in reversed(boxes):
        if box.parent is not None:
            share = box.score * _OF_JUNK if box.score > 0 and (box.junk or "h" in box.style) else box.score
            box.parent.score += max(share, _COST_MOST - max(0, box.last - box.first - _BOX_LINES))
            box.parent.story += box.story
    best: Box | None = None
    for box in boxes:
        if box.story and (best is None or box.score > best.score or (box.score >= best.score and box.is_in(best))):
            best = box
    return _grown(_shrunk(best, boxes, first), lines) if best is not None else None


def _shrunk(box: Box, boxes: Sequence[Box], first: int | None) -> Box:
    """The inner box around the first running text, where what stands around that is thin: readers' comments, terms."""
    if first is None:
        return box
    best = box
    for inner in boxes:  # outer before inner ones
        if inner.first <= first < inner.last and inner.depth > best.depth and inner.story >= 2 * _PROSE:
            lines = (best.last - best.first) - (inner.last - inner.first)
            if lines >= _THIN_LINES and best.score - inner.score < _THIN * lines:
                best = inner
    return best


def _grown(box: Box, lines: Sequence[Line]) -> Box:
    """The box around a single paragraph, and around a box that lacks but a few of its lines."""
    while (outer := box.parent) is not None:
        own, more = box.last - box.first, (outer.last - outer.first) - (box.last - box.first)
        small = box.tag in ("p", "li", "span", "td", "h2", "h3") and outer.tag not in ("body", "html")
        if own == 1 and box.last < len(lines) and lines[box.last].story:
            beside = hint_of(lines[box.last])
            small = small or (beside is not None and beside.box.parent is outer and beside.box.tag == box.tag)
        if not (small or (more <= own // 2 and outer.story >= box.story + _PROSE and not outer.junk)):
            return box
        box = outer
    return box


def _worth(line: Line, leads: list[str]) -> float:
    """What a line is worth as a part of a story."""
    hint = hint_of(line)
    assert hint is not None
    free = line.size - hint.linked
    if hint.linked * 2 > line.size:
        return -8.0 - min(line.size, 20) / 2
    if line.story or (line.stopped and line.size >= _PROSE):
        if chrome_of(line) == "tail" or is_legal(line):
            return -20.0
        if line.ending.endswith(("...", "…")) and hint.anchor:
            return 0.0
        lead = 100.0 if leads and line.size >= _PROSE and _is_lead(line, leads) else 0.0
        return min(free, 400) + lead
    if chrome_of(line) == "tail":
        return -20.0
    return free / 4 if free >= _LONG and chrome_of(line) is None and not is_legal(line) else -3.0


def is_legal(line: Line) -> bool:
    """Who owns the page: nobody's story."""
    return line.size <= 300 and ("©" in line.text or "copyright" in line.shadow.lower() or "ICP" in line.shadow)


def _is_teaser(lines: Sequence[Line], i: int) -> bool:
    """The summary under the linked title of another story."""
    if not i:
        return False
    above, hint = lines[i - 1], hint_of(lines[i])
    if hint is None or not is_linked(above, 0.9) or above.size < 8 or above.stopped:
        return False
    return lines[i].size <= 200


def _is_lead(line: Line, leads: list[str]) -> bool:
    own = bare(line.text[:80])
    return any(lead in own for lead in leads)


def cut_title(titles: Sequence[CleanText], sites: Sequence[CleanText]) -> CleanText | None:
    """The title of a page that prints none: what meta tags call it, without the site's name behind it."""
    for title in titles:
        text: str = title
        for _ in range(4):
            at = max(text.rfind(sign) for sign in ("_", "-", "|", "｜", "–", "—", "丨", "@", "::"))
            behind = bare(text[at + 1 :]) if at > 0 else ""
            if at < _TITLE_MIN or len(behind) > 16 or text[at:].count("》") > text[at:].count("《"):
                break
            site = any(behind in bare(name) or bare(name) in behind for name in sites if name)
            if not (site or text[at] in "_|｜" or ending(behind, "suffixes", "outlet") or len(behind) <= 4):
                break
            text = text[:at].rstrip(" -_|–—:·")
        if len(text) >= 2:
            return CleanText(text)
    return None
