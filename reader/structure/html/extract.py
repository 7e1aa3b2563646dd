"""An article from an HTML page: its headline, what stands above its story, the story, and the lines that sign it."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

from reader.errors import NoArticleError, ReaderError
from reader.model import Article, Block, CleanText, clean
from reader.script.detect import region_of, script_of
from reader.structure.block_builder import blocks, sections
from reader.structure.boilerplate import breadcrumb, chrome_of, note
from reader.structure.captions import captioned
from reader.structure.dates import parse_date
from reader.structure.furniture import furniture
from reader.structure.head import is_signature
from reader.structure.html.elements import hint_of, is_bold, is_linked, junk_in, within
from reader.structure.html.embedded_json import facts, script_body
from reader.structure.html.linearize import Walk
from reader.structure.html.main_content import bare, container, cut_title, headline, nearest, rival
from reader.structure.html.markup_spans import dressed, with_images
from reader.structure.html.metadata_merge import vote
from reader.structure.html.page_metadata import meta_of
from reader.structure.html.parse import parse, stripped
from reader.structure.html.story import PageBody, is_pager, signs
from reader.structure.lexicon import lazy
from reader.structure.lines import BLANK, Draft, Window
from reader.structure.metadata import fields
from reader.structure.text_profile import SAMPLE, Survey

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reader.model import Kind, Origin
    from reader.structure.html.elements import Box
    from reader.structure.html.page_metadata import Meta
    from reader.structure.lines import Line

_URL = lazy(r"(?:https?://|www\.)[!-~]+")
_ABOVE, _BELOW = 12, 40
"""Lines before the headline, and behind the story, in which its furniture may stand."""
_BODY_SIZE = 4_000
_DECK_MAX = 400
"""Code points of a deck."""
_HEAD = 30
"""Lines above the story in its box."""
_LOST = 4
"""How many times the text of the tree a page may have before the tree counts as broken."""
_SHORT = 600
"""Code points of a story that may be but the beginning of one in the page's scripts."""
_STORY = frozenset({"paragraph", "list_item", "quote", "table_row", "caption"})
_LEAST = 20
"""Code points of the shortest story."""


def page_article(text: str, origin: Origin, *, whole: bool = False) -> Article | None:
    """The article of an HTML page; None for a page whose parts cannot be told.

    Args:
        text: The page, decoded.
        origin: Where it came from; its address helps to find the date.
        whole: With everything that was cut away, as chrome, in the order of the page.

    Raises:
        NoArticleError: There is none on the page.
    """
    root = parse(text)
    walk = Walk(root) if root is not None else None
    if root is None or walk is None or walk.lossy:
        return None
    meta = meta_of(root, origin.url)
    page = Page(walk, meta)
    if page.story < _SHORT and (body := script_body(root, meta)) is not None and body.han > 1.5 * page.story:
        facts(body, meta)
        inner = parse(f"<html><body>{_head_of(meta, page)}<div>{body.markup}</div></body></html>")
        if inner is not None:
            page = Page(Walk(inner), meta)
    if page.told or (whole and walk.lines):
        return page.article(origin, whole=whole)
    if not walk.lines or _LOST * (_LEAST + sum(line.size for line in walk.lines)) < len(stripped(text)):
        return None  # libxml2 leaves out what passes its limits
    why = "the page asks for a name and a password" if _is_closed(root) else "no article was found on this page"
    raise NoArticleError(named(origin), why, "dubao show --all prints all of its text")


def _is_closed(root: _Element) -> bool:
    """It has a field for a password."""
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))


class PageReading:
    """The article of a page as `Reading` gives that of a plain text.

    Args:
        article: It is known as a whole.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.blocks: list[Block] = []

    def again(self) -> PageReading:
        """Another one of the same page, from its beginning."""
        return PageReading(self._article)

    @property
    def done(self) -> bool:
        """Everything was handed out."""
        return len(self.blocks) == len(self._article.blocks)

    def advance(self, blocks: int) -> list[Block]:
        """The next so many blocks; fewer only at the end."""
        new = list(self._article.blocks[len(self.blocks) : len(self.blocks) + blocks])
        self.blocks += new
        return new

    def article(self) -> Article:
        """The whole article."""
        return self._article


def plain_text(text: str, origin: Origin) -> CleanText:
    """The text of a page without its tags, to be read as any plain text: for one that cannot be taken apart.

    Raises:
        ReaderError: There is none.
    """
    plain = clean(stripped(text))
    if not plain.strip(BLANK + "\r\n"):
        raise ReaderError(named(origin), "there is no text on this page", "open another one")
    return plain


def _head_of(meta: Meta, page: Page) -> str:
    """What stands above an article that only a script has: its title, and what the page prints beside it."""
    title = cut_title(meta.titles, meta.sites)
    rows = "".join(f"<p>{html.escape(line.text)}</p>" for line in page.furniture)
    return f"<h1>{html.escape(title)}</h1>{rows}" if title else rows


def named(origin: Origin) -> str:
    """What to call the page in an error."""
    return origin.url or origin.path or "the page"


class Page:
    """The lines of a page, and what each of them is."""

    def __init__(self, walk: Walk, meta: Meta) -> None:
        self.lines = lines = walk.lines
        self.meta = meta
        self.title = headline(lines, meta)
        self._end = rival(lines, self.title) if self.title is not None else len(lines)
        span = (self.title + 1 if self.title is not None else 0, self._end)
        self.box = container(lines, walk.boxes, meta, span)
        if self.title is not None and (self.box is None or self.box.story < _LEAST):
            other = container(lines, walk.boxes, meta, (0, len(lines)))
            if other is not None and other.story > 3 * _LEAST:  # what looked like a headline stands behind the story
                self.box, self._end = other, len(lines)
        if self.title is None and self.box is not None:
            self.title = nearest(lines, self.box)
        self.story = self.box.story if self.box is not None else 0
        """Code points of the story."""
        self.drafts: dict[int, Kind] = {}
        self._classify()

    def _classify(self) -> None:
        lines, box = self.lines, self.box
        top = self.title
        none = min(len(lines), (top or 0) + _BELOW)
        first, last = (box.first, min(box.last, self._end)) if box is not None else (none, none)
        if top is not None:
            self.drafts[top] = "headline"
        start = top + 1 if top is not None and first <= top < last else first
        if box is not None:
            self._story(start, last, box)
        self._above(min(start, last))
        self._below(last)

    def _story(self, first: int, last: int, box: Box) -> None:
        """The lines in the box of the story."""
        first += self._head(self.lines[first:last], first, box)
        own = self.lines[first:last]
        headed = any(_is_marked_heading(line, box) for line in own)
        body = PageBody(Window(iter(own)), Survey(own[:SAMPLE]), box, headed=headed, usual=_usual(own))
        for draft in body.drafts():
            i = draft.line.number
            self.drafts[i] = draft.kind
            if draft.line is not self.lines[i]:  # joined of two
                self.lines[i] = draft.line

    def _head(self, own: Sequence[Line], first: int, box: Box) -> int:
        """What stands above the story inside of its box; how many lines that is."""
        title = bare(self.lines[self.title].text) if self.title is not None else ""
        floor = _floor(own)
        for count, line in enumerate(own):
            if count >= _HEAD or _under_image(line, box):
                return count
            junk = junk_in(line, box)
            kind = None if junk else self._kind_above(line)
            if kind == "deck" and self._has("deck"):
                return count
            if kind is not None:
                self.drafts[first + count] = kind
            elif count >= floor and not (junk or is_linked(line) or _is_button(line) or bare(line.text) == title):
                return count
        return len(own)

    def _above(self, first: int) -> None:
        """The furniture before the story and around the headline."""
        lines, top = self.lines, self.title
        for i in range(top + 1 if top is not None else max(0, first - _ABOVE), first):
            if i not in self.drafts and (kind := self._kind_between(lines[i])) is not None:
                self.drafts[i] = "paragraph" if kind == "deck" and self._has("deck") else kind  # a lead of its own
        if top is not None:
            for i in range(max(0, top - _ABOVE), top):
                kind = self._kind_above(lines[i])
                if kind is not None and kind != "deck" and not self._has(kind) and self._is_own(lines[i], kind):
                    self.drafts[i] = kind
        crumb = self._crumb(top if top is not None else first)
        if crumb is not None:
            self.drafts[crumb] = "breadcrumb"

    @property
    def told(self) -> bool:
        """There is a story on the page."""
        return self.story >= _LEAST and any(kind in _STORY for kind in self.drafts.values())

    @property
    def furniture(self) -> list[Line]:
        """The lines that say when and by whom."""
        return [self.lines[i] for i, kind in sorted(self.drafts.items()) if kind in ("date", "source", "byline")]

    def _kind_between(self, line: Line) -> Kind | None:
        """What a line between the headline and the story is."""
        kind = self._kind_above(line)
        if kind is None and self._is_picture_caption(line):
            return "caption"
        return "source" if kind is None and not self._has("source") and _names_outlet(line) else kind

    def _is_own(self, line: Line, kind: Kind) -> bool:
        """Furniture above the headline is the article's, unless it is the day on which the page was asked for."""
        days = {date[:10] for date in self.meta.dates}
        return kind != "date" or not days or (parse_date(line.text) or "")[:10] in days

    def _kind_above(self, line: Line) -> Kind | None:
        """What a line above the story is, if it belongs to the article."""
        if not line.short:
            return "deck" if line.size <= _DECK_MAX and self._is_deck(line) else None
        kind = furniture(_URL().sub(_blank, line.shadow), head=True)
        if kind in ("date", "source") or (kind in ("byline", "editor") and not is_linked(line) and line.size > 3):
            return kind
        if note(line.shadow, line.size):
            return "note"
        if within(line, "author", levels=1) and is_signature(line):
            return "byline"
        if is_linked(line) or chrome_of(line):
            return None
        return "deck" if line.size >= 8 and self._is_deck(line) else None

    def _is_deck(self, line: Line) -> bool:
        """Its box is named as one, and does not hold a good part of the story itself."""
        hint = hint_of(line)
        box = hint.box if hint else None
        for _ in range(2):
            if box is None or box is self.box:
                return False
            if "deck" in box.sorts:
                return box.story * 2 <= self.story
            box = box.parent
        return False

    def _is_picture_caption(self, line: Line) -> bool:
        """A caption in a gallery above the story."""
        hint = hint_of(line)
        if hint is None or is_linked(line) or line.size > 160:
            return False
        near = hint.box.tag == "figcaption" or within(line, "caption", levels=2) or within(line, "picture", levels=3)
        return near and (captioned(line) or hint.box.tag == "figcaption" or (line.stopped and line.size >= 8))

    def _crumb(self, before: int) -> int | None:
        """The breadcrumb: the nearest line above the headline that looks like one, or is called one."""
        for i in range(min(before, len(self.lines)) - 1, max(-1, before - 60), -1):
            line = self.lines[i]
            if i in self.drafts or not line.short:
                continue
            if len(breadcrumb(line.shadow)) > 1 and (line.shadow.count("/") == 0 or within(line, "crumb")):
                return i
        return None

    def _below(self, last: int) -> None:
        """The lines behind the story that sign it: editors, reporters, sources."""
        seen = 0
        for i in range(last, min(self._end, last + _BELOW)):
            line = self.lines[i]
            kind = signs(line)
            if kind is not None and not (kind == "source" and self._has("source")):
                self.drafts[i] = kind
                seen += 1
            elif is_pager(line):
                self.drafts[i] = "note"
            elif line.short and captioned(line) and self._is_picture_caption(line):
                self.drafts[i] = "caption"
            if seen >= 3:
                break

    def _has(self, kind: Kind) -> bool:
        return kind in self.drafts.values()

    # The article

    def article(self, origin: Origin, *, whole: bool) -> Article:
        """The article, or with `whole` all of the page."""
        made = self._blocks(whole=whole)
        facts = fields(block for block in made if block.kind != "chrome")
        found = vote(facts, self.meta, [block for block in made if block.kind in ("date", "source", "byline")])
        story = [block.text for block in made if block.kind == "paragraph"] or [block.text for block in made]
        script = script_of("\n".join(text[:_BODY_SIZE] for text in story[:20]))
        return Article(
            origin=origin,
            blocks=tuple(made),
            title=found.title or cut_title(self.meta.titles, self.meta.sites),
            deck=facts.deck,
            breadcrumb=facts.breadcrumb or tuple(self.meta.crumbs),
            date=found.date,
            outlet=found.outlet,
            authors=tuple(found.authors),
            editors=tuple(facts.editors),
            script=script,
            region=region_of(story) if script in ("Hant", "Mixed") else None,
        )

    def _blocks(self, *, whole: bool) -> list[Block]:
        drafts: list[Draft] = []
        for i, line in enumerate(self.lines):
            kind = self.drafts.get(i, "chrome")
            if line.number == i and (whole or kind != "chrome"):
                drafts.append(Draft(line, kind))
        made: list[Block] = []
        paragraphs = 0
        for section in sections(drafts):
            for draft, block in zip(section, blocks(section, paragraphs), strict=True):
                made.append(dressed(draft, block))
            paragraphs += sum(draft.kind == "paragraph" for draft in section)
        return list(with_images(made, drafts))


def _names_outlet(line: Line) -> bool:
    """Its box is named as the source, and it may be one: 在人间, 某某日报."""
    return (
        2 <= line.size <= 16
        and line.shadow.isalnum()
        and not line.shadow.isdecimal()
        and within(line, "source", levels=2)
    )


def _floor(lines: Sequence[Line]) -> int:
    """Behind the last date or byline before any running text: what stands above that is no story yet."""
    floor = 0
    for count, line in enumerate(lines[:_HEAD]):
        if line.short and furniture(line.shadow, head=True) in ("date", "source", "byline"):
            floor = count + 1
        elif line.story and not is_linked(line):
            break
    return floor


def _under_image(line: Line, box: Box) -> bool:
    """A caption: the story has begun."""
    hint = hint_of(line)
    return hint is not None and bool(hint.images or within(line, "caption", box)) and captioned(line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_button(line: Line) -> bool:
    """It is no part of a story where that has not begun: 分享到：, a count, a word of the page."""
    hint = hint_of(line)
    if hint is None or is_bold(line):
        return False
    return chrome_of(line) is not None or (line.size <= 6 and not line.stopped and not hint.images)


def _usual(lines: Sequence[Line]) -> tuple[str, str]:
    """Tag and class of the boxes that hold most of the running text."""
    sizes: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.story and (hint := hint_of(line)) is not None:
            sizes[hint.box.tag, hint.box.name] += line.size
    return max(sizes, key=lambda key: sizes[key], default=("", ""))


def _is_marked_heading(line: Line, box: Box) -> bool:
    hint = hint_of(line)
    return (
        hint is not None
        and line.size <= 32
        and (hint.rank > 1 or is_bold(line))
        and line.shadow[-1] not in "。:;,"
        and not junk_in(line, box)
    )
