"""An article from an HTML page: its headline, what stands above its story, the story, and the lines that sign it."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

from reader.errors import NoArticleError, ReaderError
from reader.model import Article, Block, CleanText, clean
from reader.script.detect import detect_region, detect_script
from reader.structure.block_builder import build_blocks, split_into_sections
from reader.structure.boilerplate import find_breadcrumb, get_boilerplate_kind, is_note
from reader.structure.captions import is_caption
from reader.structure.dates import parse_date
from reader.structure.furniture import classify_furniture
from reader.structure.head import is_signature
from reader.structure.html.elements import get_markup, is_bold, is_in_boilerplate, is_linked, is_within
from reader.structure.html.embedded_json import find_embedded_article, merge_embedded_metadata
from reader.structure.html.linearize import Linearizer
from reader.structure.html.main_content import (
    find_headline,
    find_headline_above,
    find_main_content,
    find_next_article,
    make_title_key,
    strip_site_name,
)
from reader.structure.html.markup_spans import add_markup_spans, attach_images
from reader.structure.html.metadata_merge import merge_metadata
from reader.structure.html.page_metadata import read_page_metadata
from reader.structure.html.parse import parse_html, strip_tags
from reader.structure.html.story import HtmlStoryClassifier, classify_signature, is_pager
from reader.structure.lexicon import lazy_pattern
from reader.structure.lines import WHITESPACE, ClassifiedLine, LineWindow
from reader.structure.metadata import read_metadata
from reader.structure.text_profile import SAMPLE_LINES, TextProfile

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reader.model import BlockKind, Origin
    from reader.structure.html.elements import BlockElement
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.lines import Line

_URL = lazy_pattern(r"(?:https?://|www\.)[!-~]+")
_LINES_ABOVE_MAX, _LINES_BELOW_MAX = 12, 40
"""Lines before the headline, and behind the story, in which its furniture may stand."""
_SCRIPT_SAMPLE_SIZE = 4_000
_DECK_SIZE_MAX = 400
"""Code points of a deck."""
_HEAD_LINES_MAX = 30
"""Lines above the story in its box."""
_LOST_TEXT_RATIO = 4
"""How many times the text of the tree a page may have before the tree counts as broken."""
_SHORT_STORY_MAX = 600
"""Code points of a story that may be but the beginning of one in the page's scripts."""
_STORY_KINDS = frozenset({"paragraph", "list_item", "quote", "table_row", "caption"})
_STORY_SIZE_MIN = 20
"""Code points of the shortest story."""


def extract_article(text: str, origin: Origin, *, include_boilerplate: bool = False) -> Article | None:
    """The article of an HTML page; None for a page whose parts cannot be told.

    Args:
        text: The page, decoded.
        origin: Where it came from; its address helps to find the date.
        include_boilerplate: With everything that was cut away, as chrome, in the order of the page.

    Raises:
        NoArticleError: There is none on the page.
    """
    root = parse_html(text)
    walk = Linearizer(root) if root is not None else None
    if root is None or walk is None or walk.is_lossy:
        return None
    meta = read_page_metadata(root, origin.url)
    page = HtmlPage(walk, meta)
    if (
        page.story_size < _SHORT_STORY_MAX
        and (body := find_embedded_article(root, meta)) is not None
        and body.han_count > 1.5 * page.story_size
    ):
        merge_embedded_metadata(body, meta)
        inner = parse_html(f"<html><body>{_render_head(meta, page)}<div>{body.body_html}</div></body></html>")
        if inner is not None:
            page = HtmlPage(Linearizer(inner), meta)
    if page.has_story or (include_boilerplate and walk.lines):
        return page.build_article(origin, include_boilerplate=include_boilerplate)
    if not walk.lines or _LOST_TEXT_RATIO * (_STORY_SIZE_MIN + sum(line.size for line in walk.lines)) < len(
        strip_tags(text)
    ):
        return None  # libxml2 leaves out what passes its limits
    why = (
        "the page asks for a name and a password" if _has_password_field(root) else "no article was found on this page"
    )
    raise NoArticleError(describe_origin(origin), why, "dubao show --all prints all of its text")


def _has_password_field(root: _Element) -> bool:
    """It has a field for a password."""
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))


def extract_unstructured_text(text: str, origin: Origin) -> CleanText:
    """The text of a page without its tags, to be read as any plain text: for one that cannot be taken apart.

    Raises:
        ReaderError: There is none.
    """
    plain = clean(strip_tags(text))
    if not plain.strip(WHITESPACE + "\r\n"):
        raise ReaderError(describe_origin(origin), "there is no text on this page", "open another one")
    return plain


def _render_head(metadata: PageMetadata, page: HtmlPage) -> str:
    """What stands above an article that only a script has: its title, and what the page prints beside it."""
    title = strip_site_name(metadata.titles, metadata.site_names)
    rows = "".join(f"<p>{html.escape(line.text)}</p>" for line in page.furniture_lines)
    return f"<h1>{html.escape(title)}</h1>{rows}" if title else rows


def describe_origin(origin: Origin) -> str:
    """What to call the page in an error."""
    return origin.url or origin.path or "the page"


class HtmlPage:
    """The lines of a page, and what each of them is."""

    def __init__(self, linearizer: Linearizer, metadata: PageMetadata) -> None:
        self.lines = lines = linearizer.lines
        self.metadata = metadata
        self.headline_index = find_headline(lines, metadata)
        self._article_end = (
            find_next_article(lines, self.headline_index) if self.headline_index is not None else len(lines)
        )
        span = (self.headline_index + 1 if self.headline_index is not None else 0, self._article_end)
        self.main_content = find_main_content(lines, linearizer.elements, metadata, span)
        if self.headline_index is not None and (
            self.main_content is None or self.main_content.story_size < _STORY_SIZE_MIN
        ):
            other = find_main_content(lines, linearizer.elements, metadata, (0, len(lines)))
            if (
                other is not None and other.story_size > 3 * _STORY_SIZE_MIN
            ):  # what looked like a headline stands behind the story
                self.main_content, self._article_end = other, len(lines)
        if self.headline_index is None and self.main_content is not None:
            self.headline_index = find_headline_above(lines, self.main_content)
        self.story_size = self.main_content.story_size if self.main_content is not None else 0
        """Code points of the story."""
        self.kinds: dict[int, BlockKind] = {}
        self._classify()

    def _classify(self) -> None:
        lines, box = self.lines, self.main_content
        top = self.headline_index
        none = min(len(lines), (top or 0) + _LINES_BELOW_MAX)
        first, last = (box.first_line, min(box.end_line, self._article_end)) if box is not None else (none, none)
        if top is not None:
            self.kinds[top] = "headline"
        start = top + 1 if top is not None and first <= top < last else first
        if box is not None:
            self._classify_story(start, last, box)
        self._classify_above(min(start, last))
        self._classify_below(last)

    def _classify_story(self, first: int, last: int, box: BlockElement) -> None:
        """The lines in the box of the story."""
        first += self._classify_story_head(self.lines[first:last], first, box)
        own = self.lines[first:last]
        headed = any(_is_marked_heading(line, box) for line in own)
        body = HtmlStoryClassifier(
            LineWindow(iter(own)),
            TextProfile(own[:SAMPLE_LINES]),
            box,
            has_marked_headings=headed,
            usual_element=_find_usual_element(own),
        )
        for draft in body.classify():
            i = draft.line.number
            self.kinds[i] = draft.kind
            if draft.line is not self.lines[i]:  # joined of two
                self.lines[i] = draft.line

    def _classify_story_head(self, lines: Sequence[Line], first: int, box: BlockElement) -> int:
        """What stands above the story inside of its box; how many lines that is."""
        title = make_title_key(self.lines[self.headline_index].text) if self.headline_index is not None else ""
        floor = _find_head_end(lines)
        for count, line in enumerate(lines):
            if count >= _HEAD_LINES_MAX or _is_under_image(line, box):
                return count
            junk = is_in_boilerplate(line, box)
            kind = None if junk else self._classify_line_above(line)
            if kind == "deck" and self._has_kind("deck"):
                return count
            if kind is not None:
                self.kinds[first + count] = kind
            elif count >= floor and not (
                junk or is_linked(line) or _is_button(line) or make_title_key(line.text) == title
            ):
                return count
        return len(lines)

    def _classify_above(self, first: int) -> None:
        """The furniture before the story and around the headline."""
        lines, top = self.lines, self.headline_index
        for i in range(top + 1 if top is not None else max(0, first - _LINES_ABOVE_MAX), first):
            if i not in self.kinds and (kind := self._classify_between(lines[i])) is not None:
                self.kinds[i] = "paragraph" if kind == "deck" and self._has_kind("deck") else kind  # a lead of its own
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
        crumb = self._find_breadcrumb(top if top is not None else first)
        if crumb is not None:
            self.kinds[crumb] = "breadcrumb"

    @property
    def has_story(self) -> bool:
        """There is a story on the page."""
        return self.story_size >= _STORY_SIZE_MIN and any(kind in _STORY_KINDS for kind in self.kinds.values())

    @property
    def furniture_lines(self) -> list[Line]:
        """The lines that say when and by whom."""
        return [self.lines[i] for i, kind in sorted(self.kinds.items()) if kind in ("date", "source", "byline")]

    def _classify_between(self, line: Line) -> BlockKind | None:
        """What a line between the headline and the story is."""
        kind = self._classify_line_above(line)
        if kind is None and self._is_picture_caption(line):
            return "caption"
        return "source" if kind is None and not self._has_kind("source") and _is_outlet_line(line) else kind

    def _is_of_article(self, line: Line, kind: BlockKind) -> bool:
        """Furniture above the headline is the article's, unless it is the day on which the page was asked for."""
        days = {date[:10] for date in self.metadata.dates}
        return kind != "date" or not days or (parse_date(line.text) or "")[:10] in days

    def _classify_line_above(self, line: Line) -> BlockKind | None:
        """What a line above the story is, if it belongs to the article."""
        if not line.is_short:
            return "deck" if line.size <= _DECK_SIZE_MAX and self._is_deck(line) else None
        kind = classify_furniture(_URL().sub(_blank_out, line.normalized), in_head=True)
        if kind in ("date", "source") or (kind in ("byline", "editor") and not is_linked(line) and line.size > 3):
            return kind
        if is_note(line.normalized, line.size):
            return "note"
        if is_within(line, "author", levels=1) and is_signature(line):
            return "byline"
        if is_linked(line) or get_boilerplate_kind(line):
            return None
        return "deck" if line.size >= 8 and self._is_deck(line) else None

    def _is_deck(self, line: Line) -> bool:
        """Its box is named as one, and does not hold a good part of the story itself."""
        hint = get_markup(line)
        box = hint.element if hint else None
        for _ in range(2):
            if box is None or box is self.main_content:
                return False
            if "deck" in box.purposes:
                return box.story_size * 2 <= self.story_size
            box = box.parent
        return False

    def _is_picture_caption(self, line: Line) -> bool:
        """A caption in a gallery above the story."""
        hint = get_markup(line)
        if hint is None or is_linked(line) or line.size > 160:
            return False
        near = (
            hint.element.tag == "figcaption"
            or is_within(line, "caption", levels=2)
            or is_within(line, "picture", levels=3)
        )
        return near and (
            is_caption(line) or hint.element.tag == "figcaption" or (line.ends_sentence and line.size >= 8)
        )

    def _find_breadcrumb(self, before: int) -> int | None:
        """The breadcrumb: the nearest line above the headline that looks like one, or is called one."""
        for i in range(min(before, len(self.lines)) - 1, max(-1, before - 60), -1):
            line = self.lines[i]
            if i in self.kinds or not line.is_short:
                continue
            if len(find_breadcrumb(line.normalized)) > 1 and (
                line.normalized.count("/") == 0 or is_within(line, "crumb")
            ):
                return i
        return None

    def _classify_below(self, last: int) -> None:
        """The lines behind the story that sign it: editors, reporters, sources."""
        seen = 0
        for i in range(last, min(self._article_end, last + _LINES_BELOW_MAX)):
            line = self.lines[i]
            kind = classify_signature(line)
            if kind is not None and not (kind == "source" and self._has_kind("source")):
                self.kinds[i] = kind
                seen += 1
            elif is_pager(line):
                self.kinds[i] = "note"
            elif line.is_short and is_caption(line) and self._is_picture_caption(line):
                self.kinds[i] = "caption"
            if seen >= 3:
                break

    def _has_kind(self, kind: BlockKind) -> bool:
        return kind in self.kinds.values()

    # The article

    def build_article(self, origin: Origin, *, include_boilerplate: bool) -> Article:
        """The article, or with `include_boilerplate` all of the page."""
        made = self._build_blocks(include_boilerplate=include_boilerplate)
        facts = read_metadata(block for block in made if block.kind != "chrome")
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

    def _build_blocks(self, *, include_boilerplate: bool) -> list[Block]:
        drafts: list[ClassifiedLine] = []
        for i, line in enumerate(self.lines):
            kind = self.kinds.get(i, "chrome")
            if line.number == i and (include_boilerplate or kind != "chrome"):
                drafts.append(ClassifiedLine(line, kind))
        made: list[Block] = []
        paragraphs = 0
        for section in split_into_sections(drafts):
            for draft, block in zip(section, build_blocks(section, paragraphs), strict=True):
                made.append(add_markup_spans(draft, block))
            paragraphs += sum(draft.kind == "paragraph" for draft in section)
        return list(attach_images(made, drafts))


def _is_outlet_line(line: Line) -> bool:
    """Its box is named as the source, and it may be one: 在人间, 某某日报."""
    return (
        2 <= line.size <= 16
        and line.normalized.isalnum()
        and not line.normalized.isdecimal()
        and is_within(line, "source", levels=2)
    )


def _find_head_end(lines: Sequence[Line]) -> int:
    """Behind the last date or byline before any running text: what stands above that is no story yet."""
    floor = 0
    for count, line in enumerate(lines[:_HEAD_LINES_MAX]):
        if line.is_short and classify_furniture(line.normalized, in_head=True) in ("date", "source", "byline"):
            floor = count + 1
        elif line.is_prose and not is_linked(line):
            break
    return floor


def _is_under_image(line: Line, box: BlockElement) -> bool:
    """A caption: the story has begun."""
    hint = get_markup(line)
    return hint is not None and bool(hint.images or is_within(line, "caption", box)) and is_caption(line)


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_button(line: Line) -> bool:
    """It is no part of a story where that has not begun: 分享到：, a count, a word of the page."""
    hint = get_markup(line)
    if hint is None or is_bold(line):
        return False
    return get_boilerplate_kind(line) is not None or (line.size <= 6 and not line.ends_sentence and not hint.images)


def _find_usual_element(lines: Sequence[Line]) -> tuple[str, str]:
    """Tag and class of the boxes that hold most of the running text."""
    sizes: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.is_prose and (hint := get_markup(line)) is not None:
            sizes[hint.element.tag, hint.element.class_and_id] += line.size
    return max(sizes, key=lambda key: sizes[key], default=("", ""))


def _is_marked_heading(line: Line, box: BlockElement) -> bool:
    hint = get_markup(line)
    return (
        hint is not None
        and line.size <= 32
        and (hint.heading_level > 1 or is_bold(line))
        and line.normalized[-1] not in "。:;,"
        and not is_in_boilerplate(line, box)
    )
