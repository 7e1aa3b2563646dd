"""Classifies the head of a plain text: the lines above its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import classify_boilerplate, find_breadcrumb, is_menu_row, is_menu_word, is_note
from reader.structure.captions import BARE_CAPTION_MAX, get_credit, has_caption_ending, is_caption
from reader.structure.datelines_and_run_ins import find_dateline
from reader.structure.headings import HEADING_SCORE_MIN, get_numbering, score_heading
from reader.structure.lexicon import lazy_pattern
from reader.structure.lines import ClassifiedLine
from reader.structure.metadata_lines import classify_metadata_line
from reader.structure.people import find_names, is_outlet
from reader.structure.unwrap import join_label_with_value

if TYPE_CHECKING:
    from reader.model import BlockKind
    from reader.structure.lines import Line, LineWindow
    from reader.structure.text_profile import TextProfile

HEAD_LINES_MAX = 40
"""Lines of a head at most."""
HEADLINE_MAX = 60
"""Characters of a headline."""
_BREADCRUMB_LINES_MAX = 5
"""First lines of a text in which a breadcrumb is looked for."""
_DECK_LABEL = lazy_pattern(
    r"[【\[](?:摘要|导读|导语|核心提示|提要|内容提要)[】\]]|"
    r"(?:内容|核心)?(?:摘要|提要|提示|导读|导语) ?[:|]"
)
_SITE_SUFFIX = lazy_pattern(r" ?[-_|—–:·] ?.*")
_LEADING_SIGNS = "■◆●◎▲○◇□ /"
_SECTION_NAME_MAX = 6
_SECTION_NAME_ENDS = ("新闻", "频道", "专题", "中心", "网")


def classify_head(lines: LineWindow, profile: TextProfile) -> list[ClassifiedLine]:
    """Return the classified lines above the story; an empty list when the first line is story.

    Args:
        lines: The text.
        profile: What its first lines have in common.
    """
    classified_lines, titles, has_story = _scan_head(lines, profile)
    if not has_story:  # keep only the certain metadata lines, and a headline above or below them
        if len(classified_lines) == 1 and titles:
            return []
        known = [i for i in range(len(classified_lines)) if i not in titles]
        classified_lines = classified_lines[: max([i + 1 for i in known[-1:]] + [i + 1 for i in titles[:1]], default=0)]
        titles = [i for i in titles if i < len(classified_lines)]
    headline = _find_headline(classified_lines, titles)
    if headline is None:
        return classified_lines
    classified_lines[headline].kind = "headline"
    top = classified_lines[headline].line
    for i in titles:
        classified = classified_lines[i]
        if i < headline or (i > headline and _strip_heading_marks(classified.line) == _strip_heading_marks(top)):
            classified.kind = "chrome"  # the site's name, the page's title, a headline printed twice
        elif i > headline:
            kind = _classify_second_title(classified_lines, headline, i, profile) if has_story else None
            if kind is None:
                return classified_lines[:i]
            classified.kind = kind
    return classified_lines


def _scan_head(lines: LineWindow, profile: TextProfile) -> tuple[list[ClassifiedLine], list[int], bool]:
    """The lines above the story, the positions of those that may be titles, and whether a story follows."""
    classified_lines: list[ClassifiedLine] = []
    titles: list[int] = []
    for i in range(HEAD_LINES_MAX):
        line = lines[i]
        if line is None:
            return classified_lines, titles, False
        if (pair := join_label_with_value(line, lines[i + 1])) is not None:
            lines.replace_pair(i, pair[0])
            classified_lines.append(ClassifiedLine(*pair))
            continue
        kind = _classify_certain(line, i) or (_classify_above_story(line, profile) if titles else None)
        if kind is None and line.is_short and is_caption(line) and (titles or get_credit(line) is not None):
            kind = "caption"
        if kind is None:
            if line.text.startswith("## ") or _is_story_start(
                line, has_title=any(classified_lines[t].line.size > _SECTION_NAME_MAX for t in titles)
            ):
                return classified_lines, titles, True
            titles.append(i)
            kind = "paragraph"
        classified_lines.append(ClassifiedLine(line, kind))
    return classified_lines, titles, False


def _classify_certain(line: Line, position: int) -> BlockKind | None:
    """The kind of a line that is certain without its neighbours; None for any other line."""
    normalized = line.normalized
    if not line.is_short:
        return None
    if position < _BREADCRUMB_LINES_MAX and find_breadcrumb(normalized):
        return "breadcrumb"
    if (kind := classify_metadata_line(normalized, in_head=True)) is not None:
        return kind
    if is_note(normalized, line.size):
        return "note"
    return "chrome" if classify_boilerplate(normalized, line.size) or is_menu_row(normalized, line.size) else None


def _classify_above_story(line: Line, profile: TextProfile) -> BlockKind | None:
    """The kind of a line between headline and story: labelled deck, names alone, caption; None for any other line."""
    opening = line.normalized[:8]
    if (
        line.size <= 2 * HEADLINE_MAX
        and any(sign in opening for sign in "]】:|")
        and _DECK_LABEL().match(line.normalized)
    ):
        return "deck"
    if is_signature(line):
        return "byline"
    if (
        line.ends_sentence
        and line.size <= BARE_CAPTION_MAX
        and ((profile.has_indented_paragraphs and not line.indent) or (line.size > 10 and has_caption_ending(line)))
    ):
        return "caption"
    return None


def is_signature(line: Line) -> bool:
    """Whether a line has nothing but names, as some papers print under a headline."""
    if line.size > 24 or line.ends_sentence:
        return False
    bare = line.normalized.lstrip(_LEADING_SIGNS)
    names, rest = find_names(bare, 0, len(bare), has_role=False)
    return not rest and (len(names) > 1 or (len(names) == 1 and (len(bare) <= 4 or "·" in bare)))


def _is_story_start(line: Line, *, has_title: bool) -> bool:
    """Whether the story begins with a line. A headline may be a question or an exclamation, also a long one."""
    if find_dateline(line) is not None:
        return True
    if has_title:
        return score_heading(line) < HEADING_SCORE_MIN and (
            line.is_prose or line.ends_sentence or line.normalized_end[-1] == ":" or line.size > HEADLINE_MAX
        )
    return line.size > HEADLINE_MAX or line.normalized.rstrip("”)")[-1:] in ("。", ":")


def _strip_heading_marks(line: Line) -> str:
    return line.normalized.lstrip("# ")


def _find_headline(classified_lines: list[ClassifiedLine], titles: list[int]) -> int | None:
    """The position of the headline: the first possible title that is no name of a site or section and no page title."""
    normalized_texts = [_strip_heading_marks(classified_lines[i].line) for i in titles]
    for at, i in enumerate(titles):
        own, later = normalized_texts[at], normalized_texts[at + 1 :]
        if classified_lines[i].line.text.startswith("# "):
            return i
        if any(
            len(other) >= 4 and own.startswith(other) and _SITE_SUFFIX().fullmatch(own, len(other)) for other in later
        ):
            continue
        if later and (
            "_" in own
            or len(own) < 4
            or (len(own) <= 7 and is_outlet(own))
            or (
                len(own) <= _SECTION_NAME_MAX
                and (own.endswith(_SECTION_NAME_ENDS) or any(mark in own for mark in "·./|"))
            )
        ):
            continue
        return i
    return None


def _classify_second_title(
    classified_lines: list[ClassifiedLine], headline: int, i: int, profile: TextProfile
) -> BlockKind | None:
    """The kind of a further possible title: deck, caption; None for the first line of the body (a heading)."""
    line, top = classified_lines[i].line, classified_lines[headline].line
    if line.normalized.startswith((_strip_heading_marks(top), "—", "--")):
        return "deck"
    if is_menu_word(line.normalized) or (
        line.size <= _SECTION_NAME_MAX and line.normalized.endswith(_SECTION_NAME_ENDS)
    ):
        return "chrome"
    if get_numbering(line) or any(classified.kind == "deck" for classified in classified_lines[:i]):
        return None
    if i > headline + 1:  # metadata lines between them
        if profile.has_indented_paragraphs and not line.indent and has_caption_ending(line):
            return "caption"
        if line.size <= 20 and profile.has_similar_heading(line):
            return None
    return "deck"
