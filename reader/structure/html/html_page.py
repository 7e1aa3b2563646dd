"""Classifies the lines of an HTML page, and builds the article from those that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Article, Block, CleanText
from reader.script.detect import detect_region, detect_script
from reader.structure.block_builder import build_blocks, split_into_sections
from reader.structure.boilerplate import get_boilerplate_kind, is_note
from reader.structure.captions import is_caption, is_credit_alone
from reader.structure.dates import parse_date
from reader.structure.head import is_signature
from reader.structure.html.elements import get_markup, is_author_link, is_in_boilerplate, is_linked, is_within
from reader.structure.html.headline import (
    find_headline,
    find_headline_above,
    find_next_article,
    make_title_key,
    strip_site_name,
)
from reader.structure.html.lines_around_story import (
    HEAD_LINES_MAX,
    count_deck_stack,
    find_breadcrumb_line,
    find_head_end,
    find_usual_element,
    has_marked_headings,
    is_account_line,
    is_button,
    is_deck_under_headline,
    is_gallery_caption,
    is_named_deck,
    is_outlet_line,
    is_under_image,
    merge_credits,
)
from reader.structure.html.main_content import find_main_content
from reader.structure.html.markup_spans import add_markup_spans, attach_images
from reader.structure.html.metadata_merge import merge_metadata
from reader.structure.html.story import HtmlStoryClassifier, classify_signature, count_captioned_images, is_pager
from reader.structure.lexicon import lazy_pattern
from reader.structure.lines import ClassifiedLine, LineWindow, normalize_chars
from reader.structure.metadata import read_metadata
from reader.structure.metadata_lines import classify_metadata_line
from reader.structure.people import is_person, remove_padding
from reader.structure.text_profile import SAMPLE_LINES, TextProfile

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reader.model import BlockKind, Origin
    from reader.structure.html.elements import BlockElement
    from reader.structure.html.linearize import Linearizer
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.html.story_candidates import StoryCandidate
    from reader.structure.lines import Line

STORY_SIZE_MIN = 20
"""Code points of a story, at least."""
_URL = lazy_pattern(r"(?:https?://|www\.)[!-~]+")
_LINES_ABOVE_MAX, _LINES_BELOW_MAX = 12, 40
"""Lines before the headline, and after the story, in which metadata lines are looked for."""
_SCRIPT_SAMPLE_SIZE = 4_000
"""Code points of each of the first paragraphs that are used to detect script and region."""
_SUMMARY_SIZE_MIN, _SUMMARY_PARAGRAPHS, _SUMMARY_SHARE_MIN = 40, 3, 0.85
"""A deck of at least so many code points repeats the story if this share of its pairs of characters is in so many
paragraphs."""
_SUMMARY_KEY_SIZE, _SUMMARY_LEAD_SIZE = 12, 40
"""Code points at the beginning of such a deck, and those of the lead in which they are looked for."""
_DECK_SIZE_MAX = 400
"""Code points of a deck, at most."""
_STORY_KINDS = frozenset({"paragraph", "list_item", "quote", "table_row", "caption"})


class HtmlPage:
    """The lines of a page with the kind of each.

    Args:
        linearizer: The lines and block-level elements of the page.
        metadata: The metadata of the page.
        selector: The selector of the story's element that the user chose (`StoryCandidate.selector`); None to find it.
        is_whole_story: Whether all lines are the story, as in a Markdown file: no element is chosen.
    """

    def __init__(
        self,
        linearizer: Linearizer,
        metadata: PageMetadata,
        *,
        selector: str | None = None,
        is_whole_story: bool = False,
    ) -> None:
        self.lines = lines = linearizer.lines
        self.metadata = metadata
        self.headline_index = find_headline(lines, metadata)
        self._article_end = len(lines)
        self._is_whole_story = is_whole_story
        if self.headline_index is not None and not is_whole_story:
            self._article_end = find_next_article(lines, self.headline_index)
        span = (self.headline_index + 1 if self.headline_index is not None else 0, self._article_end)
        choice = find_main_content(lines, linearizer.elements, metadata, span, selector)
        if self.headline_index is not None and (choice is None or choice.element.story_size < STORY_SIZE_MIN):
            other = find_main_content(lines, linearizer.elements, metadata, (0, len(lines)), selector)
            if other is not None and other.element.story_size > 3 * STORY_SIZE_MIN:
                # the supposed headline is behind the story
                choice, self._article_end = other, len(lines)
        self._story_choice = choice
        self.main_content = choice.element if choice is not None else None
        self.is_selected = choice is not None and choice.is_selected
        """Whether the story is the box that a reader chose, which another page may not have."""
        if is_whole_story and linearizer.elements:
            self.main_content = next(
                (element for element in linearizer.elements if element.tag == "body"), linearizer.elements[0]
            )
        if self.headline_index is None and self.main_content is not None and not is_whole_story:
            self.headline_index = find_headline_above(lines, self.main_content)
        self.story_size = self.main_content.story_size if self.main_content is not None else 0
        """Code points of the story."""
        self.kinds: dict[int, BlockKind] = {}
        """The kinds of lines by position; a line without one is no part of the article."""
        self._classify()

    def list_candidates(self) -> list[StoryCandidate]:
        """The boxes that may hold the story, the best one first."""
        return self._story_choice.list_candidates() if self._story_choice is not None else []

    def _classify(self) -> None:
        lines, element = self.lines, self.main_content
        top = self.headline_index
        none = min(len(lines), (top or 0) + _LINES_BELOW_MAX)
        first, last = (
            (element.first_line, min(element.end_line, self._article_end)) if element is not None else (none, none)
        )
        if top is not None:
            self.kinds[top] = "headline"
        start = top + 1 if top is not None and first <= top < last else first
        if element is not None:
            self._classify_story(start, last, element)
        self._classify_above(min(start, last))
        self._classify_below(last)
        self._remove_repeated_deck(start, last)

    def _remove_repeated_deck(self, start: int, last: int) -> None:
        """Removes a deck that is an excerpt from the beginning of the story."""
        story = [i for i in range(start, last) if self.kinds.get(i) == "paragraph"][:_SUMMARY_PARAGRAPHS]
        text = make_title_key("".join(self.lines[i].text for i in story))
        for i, kind in list(self.kinds.items()):
            if kind == "deck" and self.lines[i].size >= _SUMMARY_SIZE_MIN:
                key = make_title_key(self.lines[i].text)
                pairs = {key[at : at + 2] for at in range(len(key) - 1)}
                shared = sum(pair in text for pair in pairs)
                if key[:_SUMMARY_KEY_SIZE] in text[:_SUMMARY_LEAD_SIZE] and shared >= _SUMMARY_SHARE_MIN * len(pairs):
                    del self.kinds[i]

    def _classify_story(self, first: int, last: int, element: BlockElement) -> None:
        """Classifies the lines in the element of the story."""
        first += self._classify_story_head(self.lines[first:last], first, element)
        stack = count_deck_stack(self.lines[first:last])
        self.kinds.update(dict.fromkeys(range(first, first + stack), "deck"))
        first += stack
        own = self.lines[first:last]
        body = HtmlStoryClassifier(
            LineWindow(iter(own)),
            TextProfile(own[:SAMPLE_LINES]),
            element,
            has_marked_headings=has_marked_headings(own, element),
            usual_element=find_usual_element(own),
            is_whole_story=self._is_whole_story,
            captioned_images=count_captioned_images(own),
        )
        for classified in body.classify():
            i = classified.line.number
            self.kinds[i] = classified.kind
            if classified.line is not self.lines[i]:  # joined of two
                self.lines[i] = classified.line

    def _classify_story_head(self, lines: Sequence[Line], first: int, element: BlockElement) -> int:
        """Classifies the lines above the story inside its element; returns their number."""
        title = make_title_key(self.lines[self.headline_index].text) if self.headline_index is not None else ""
        floor = find_head_end(lines)
        for count, line in enumerate(lines):
            if count >= HEAD_LINES_MAX or is_under_image(line, element):
                return count
            junk = is_in_boilerplate(line, element)
            kind = None if junk else self._classify_line_above(line)
            if kind is None and self._is_deck_by_place(first + count, first + floor):
                kind = "deck"
            if kind == "deck" and self._has_kind("deck"):
                return count
            if kind is not None:
                self.kinds[first + count] = kind
            elif (self._is_whole_story and make_title_key(line.text) != title) or (
                count >= floor
                and not (junk or is_linked(line) or is_button(line) or make_title_key(line.text) == title)
            ):
                return count
        return len(lines)

    def _classify_above(self, first: int) -> None:
        """Classifies the lines before the story and around the headline."""
        lines, top = self.lines, self.headline_index
        for i in range(top + 1 if top is not None else max(0, first - _LINES_ABOVE_MAX), first):
            if i not in self.kinds and (kind := self._classify_between(i, first)) is not None:
                self.kinds[i] = (
                    "paragraph" if kind == "deck" and self._has_kind("deck") else kind
                )  # a second deck is the lead
        if top is not None:
            for i in range(max(0, top - _LINES_ABOVE_MAX), top):
                kind = self._classify_line_above(lines[i])
                if (
                    kind is not None
                    and kind != "deck"
                    and not self._has_kind(kind)
                    and self._is_of_article(lines[i], kind)
                ):
                    self.kinds[i] = kind
        crumb = find_breadcrumb_line(lines, top if top is not None else first, self.kinds)
        if crumb is not None:
            self.kinds[crumb] = "breadcrumb"

    @property
    def has_story(self) -> bool:
        """Whether there is a story on the page."""
        return self.story_size >= STORY_SIZE_MIN and any(kind in _STORY_KINDS for kind in self.kinds.values())

    @property
    def metadata_lines(self) -> list[Line]:
        """The lines with date, source and byline."""
        return [self.lines[i] for i, kind in sorted(self.kinds.items()) if kind in ("date", "source", "byline")]

    def _classify_between(self, position: int, start: int) -> BlockKind | None:
        """The kind of a line between the headline and the story, which begins at `start`; None for no part of the
        article.
        """
        line = self.lines[position]
        kind = self._classify_line_above(line)
        if kind == "source" and is_linked(line) and not self._is_beside_date(position):
            return None  # an entry of a menu
        if kind is None and self._is_deck_by_place(position, start):
            return "deck"
        if kind is None and is_gallery_caption(line):
            return "caption"
        if kind is None and (is_outlet_line(line) or is_account_line(line)) and not self._has_kind("source"):
            return "source"
        return kind

    def _is_beside_date(self, position: int) -> bool:
        """Whether a date line or byline is within two lines of a line, or it has a colon."""
        near = self.lines[max(0, position - 2) : position] + self.lines[position + 1 : position + 3]
        return ":" in self.lines[position].normalized or any(
            other.is_short and classify_metadata_line(other.normalized, in_head=True) in ("date", "byline")
            for other in near
        )

    def _is_deck_by_place(self, position: int, start: int) -> bool:
        top = self.headline_index
        return top is not None and is_deck_under_headline(self.lines, position, top, start)

    def _is_of_article(self, line: Line, kind: BlockKind) -> bool:
        """Whether a metadata line above the headline belongs to the article: it is neither the date of today nor the
        logo of the site, which is only an outlet's name.
        """
        if kind == "source":
            return ":" in line.normalized or any(map(str.isdecimal, line.normalized))
        days = {date[:10] for date in self.metadata.dates}
        return kind != "date" or not days or (parse_date(line.text) or "")[:10] in days

    def _classify_line_above(self, line: Line) -> BlockKind | None:
        """The kind of a line above the story; None for a line that is no part of the article."""
        if not line.is_short:
            return "deck" if line.size <= _DECK_SIZE_MAX and is_named_deck(line, self.main_content) else None
        kind = classify_metadata_line(_URL().sub(_blank_out, line.normalized), in_head=True)
        if kind in ("date", "source") or (kind in ("byline", "editor") and not is_linked(line) and line.size > 3):
            return kind
        if is_note(line.normalized, line.size):
            return "note"
        if (is_within(line, "author", levels=1) or is_author_link(line)) and is_signature(line):
            return "byline"
        if is_linked(line) or get_boilerplate_kind(line):
            return None
        return "deck" if line.size >= 8 and is_named_deck(line, self.main_content) else None

    def _classify_below(self, last: int) -> None:
        """Classifies the credits after the story: editors, reporters, sources, and a date if none is above it."""
        seen = 0
        for i in range(last, min(self._article_end, last + _LINES_BELOW_MAX)):
            line = self.lines[i]
            kind = classify_signature(line)
            if kind == "date" and self._has_kind("date"):
                continue
            if kind is not None and not (kind == "source" and self._has_kind("source")):
                self.kinds[i] = kind
                seen += 1
            elif is_pager(line):
                self.kinds[i] = "note"
            elif line.is_short and is_caption(line) and is_gallery_caption(line):
                self.kinds[i] = "caption"
            if seen >= 3:
                break

    def _find_named_authors(self) -> list[CleanText]:
        """The names in inline elements around the headline that are marked as the author."""
        top = self.headline_index
        if top is None or self.main_content is None:
            return []
        found: list[CleanText] = []
        for line in self.lines[max(0, top - _LINES_ABOVE_MAX) : max(top, self.main_content.first_line) + 3]:
            markup = get_markup(line)
            for first, last in markup.author_ranges if markup is not None else ():
                name = CleanText(remove_padding(line.text[first:last]))
                if name not in found and is_person(normalize_chars(name)):
                    found.append(name)
        return found

    def _has_kind(self, kind: BlockKind) -> bool:
        return kind in self.kinds.values()

    # The article

    def build_article(self, origin: Origin, *, include_boilerplate: bool, base_url: str | None = None) -> Article:
        """Return the article.

        Args:
            origin: Where the page came from.
            include_boilerplate: Whether all other lines of the page come with it, as chrome.
            base_url: The base URL for relative links; None leaves them as they are.
        """
        made = self._build_blocks(base_url, include_boilerplate=include_boilerplate)
        facts = read_metadata(block for block in made if block.kind != "chrome")
        self.metadata.authors[:0] = self._find_named_authors()
        found = merge_metadata(
            facts, self.metadata, [block for block in made if block.kind in ("date", "source", "byline")]
        )
        story = [block.text for block in made if block.kind == "paragraph"] or [block.text for block in made]
        script = detect_script("\n".join(text[:_SCRIPT_SAMPLE_SIZE] for text in story[:20]))
        return Article(
            origin=origin,
            blocks=tuple(made),
            title=found.title or strip_site_name(self.metadata.titles, self.metadata.site_names),
            deck=facts.deck,
            breadcrumb=facts.breadcrumb or tuple(self.metadata.breadcrumb),
            date=found.date,
            outlet=found.outlet,
            authors=tuple(found.authors),
            editors=tuple(facts.editors),
            script=script,
            region=detect_region(story) if script in ("Hant", "Mixed") else None,
        )

    def _build_blocks(self, base_url: str | None, *, include_boilerplate: bool) -> list[Block]:
        classified_lines: list[ClassifiedLine] = []
        captions: set[tuple[str, str]] = set()
        last_caption = ""
        for i, line in enumerate(self.lines):
            kind = self.kinds.get(i, "chrome")
            if kind == "caption":  # a page may contain the slides of a carousel more than once
                markup = get_markup(line)
                slide = (line.text, markup.images[0].src if markup is not None and markup.images else "")
                is_again = slide in captions if slide[1] else slide[0] == last_caption
                is_again = is_again and not is_credit_alone(line)
                if is_again and not self._is_whole_story:
                    kind = "chrome"
                captions.add(slide)
                last_caption = slide[0]
            if line.number == i and (include_boilerplate or kind != "chrome"):
                classified_lines.append(ClassifiedLine(line, kind))
        classified_lines = merge_credits(classified_lines)
        made: list[Block] = []
        paragraphs = 0
        for section in split_into_sections(classified_lines):
            for classified, block in zip(section, build_blocks(section, paragraphs), strict=True):
                made.append(add_markup_spans(classified, block, base_url))
            paragraphs += sum(classified.kind == "paragraph" for classified in section)
        return list(attach_images(made, classified_lines, base_url))


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])
