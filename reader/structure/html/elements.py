"""The block-level elements of a page with their purposes, and the markup of each line."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.structure.html.visibility import HIDDEN
from reader.structure.lexicon import lazy_pattern, read_lexicon_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line

_NAME_WORD = lazy_pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
_NAMES_SIZE_MAX = 300
"""Characters of class and id that are used."""


class BlockElement:
    """A block-level element with its lines, its purposes and its score as the story.

    Args:
        tag: The name of its tag.
        parent: The element around it; None for the outermost.
        class_and_id: Both attributes, joined by a space.
        style_flags: Flags of `visibility`.
        first_line: The position of its first line in the page.
    """

    __slots__ = (
        "class_and_id",
        "depth",
        "end_line",
        "first_line",
        "is_boilerplate",
        "is_hidden",
        "parent",
        "purposes",
        "score",
        "story_size",
        "style_flags",
        "tag",
    )

    def __init__(
        self, tag: str, parent: BlockElement | None, class_and_id: str, style_flags: str, first_line: int
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.class_and_id = class_and_id
        """Class and id."""
        self.purposes = find_purposes(class_and_id) if class_and_id and tag not in ("html", "body") else frozenset()
        self.style_flags = style_flags
        """The flags of `visibility` for its style and align attributes."""
        self.is_boilerplate = tag in _BOILERPLATE_TAGS or not self.purposes.isdisjoint(_BOILERPLATE_PURPOSES)
        """Whether its own tag or name marks it as no part of an article: nav, aside, class="related"."""
        self.is_hidden = HIDDEN in style_flags
        """Whether it is not displayed, and nothing on the page unfolds it."""
        self.first_line = self.end_line = first_line
        """The positions of its lines in the page; the end is exclusive."""
        self.score = 0.0
        """The score of its lines as an article, with those of the elements in it."""
        self.story_size = 0
        """Code points of running text in it."""

    def __repr__(self) -> str:
        return f"Box({self.tag} {self.class_and_id!r} {self.first_line}-{self.end_line} {self.score:.0f})"

    def is_in(self, other: BlockElement) -> bool:
        """Whether it is the other element or one inside it."""
        element: BlockElement | None = self
        while element is not None and element.depth > other.depth:
            element = element.parent
        return element is other


_BOILERPLATE_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
_MENU_TAGS = frozenset({"nav", "footer", "menu", "dialog"})
_BOILERPLATE_PURPOSES = frozenset({"junk", "comment", "story list"})
"""Purposes of elements that are no part of an article."""
_MENU_LINES_MIN = 20
"""Lines of an element up to which it may be a menu on a short page, where it has a large part of the lines."""
_MENU_PURPOSES = frozenset({"junk", "comment", "crumb"})
"""Of these, those of elements whose links are no articles."""


@lru_cache(8192)
def find_purposes(class_and_id: str) -> frozenset[str]:
    """Return the purposes of an element, by the words of its class and id (data/markup.tsv)."""
    low = class_and_id[:_NAMES_SIZE_MAX]
    words = {word.lower() for word in _NAME_WORD().findall(low)}
    low = low.lower()
    found = {sort for word in words if (sort := _purposes_by_word().get(word))}
    found.update(sort for part, sort in _purposes_by_fragment() if part in low)
    return frozenset(found)


@cache
def _purposes_by_word() -> dict[str, str]:
    """The purposes by the words of class and id; a word with a star in the table also matches within longer ones."""
    return {word.rstrip("*"): sort for word, sort in read_lexicon_rows("markup")}


@cache
def _purposes_by_fragment() -> list[tuple[str, str]]:
    return [(word[:-1], sort) for word, sort in read_lexicon_rows("markup") if word.endswith("*")]


class Image:
    """A picture of the page, known by its address; it is never fetched.

    Args:
        src: Its address, as written.
        alt: Its alternative text.
    """

    __slots__ = ("alt", "src")

    def __init__(self, src: str, alt: str) -> None:
        self.src = src
        self.alt = alt
        """The alt text, which is printed nowhere."""


class LineMarkup:
    """The markup of a line. All offsets are code points of the line's text.

    Args:
        element: The innermost block-level element around the line.
    """

    __slots__ = (
        "author_ranges",
        "bold_ranges",
        "bold_size",
        "element",
        "heading_level",
        "images",
        "link_ranges",
        "link_size",
        "mark_ranges",
    )

    def __init__(self, element: BlockElement) -> None:
        self.element = element
        self.heading_level = 0
        """1 to 6 in h1 to h6, else 0."""
        self.bold_size = 0
        """Code points in bold."""
        self.link_size = 0
        """Code points in links."""
        self.link_ranges: Sequence[tuple[int, int, str]] = ()
        self.author_ranges: Sequence[tuple[int, int]] = ()
        """Ranges of inline elements that are named as the author."""
        self.bold_ranges: Sequence[tuple[int, int]] = ()
        self.mark_ranges: Sequence[tuple[int, int, str]] = ()
        """Highlighted ranges with their notes; a note of a Markdown file without highlight has an empty range."""
        self.images: Sequence[Image] = ()
        """The images between the line before and this one."""


def get_markup(line: Line) -> LineMarkup | None:
    """Return the markup of a line; None when it was joined of two, or comes from plain text."""
    markup = line.markup
    return markup if isinstance(markup, LineMarkup) else None


_TEASER_TITLE_MIN = 8
"""Code points of the linked title of a teaser, at least."""


def is_linked_teaser(line: Line) -> bool:
    """Whether a line is a list item with the linked title of another story and an excerpt from it."""
    markup = get_markup(line)
    if markup is None or not markup.link_ranges or line.size < 2 * _TEASER_TITLE_MIN:
        return False
    first, last, _ = markup.link_ranges[0]
    return first == 0 and last >= _TEASER_TITLE_MIN and markup.element.tag in ("li", "dd", "td", "article")


def is_linked(line: Line, share: float = 0.6) -> bool:
    """Whether at least a share of a line is in links.

    Args:
        line: A line of a page.
        share: The share of its code points that must be in links, 0 to 1.
    """
    markup = get_markup(line)
    return markup is not None and markup.link_size >= line.size * share


_AUTHOR_ADDRESS = lazy_pattern(r"(?i)(?:/|[?&])(?:author|authors|columnist|reporter|writer|journalist|profile)s?[/=]")


def is_author_link(line: Line) -> bool:
    """Whether a line is a link to the page of a person: /author/…, /columnist/…."""
    markup = get_markup(line)
    return (
        markup is not None
        and len(markup.link_ranges) == 1
        and _AUTHOR_ADDRESS().search(markup.link_ranges[0][2]) is not None
    )


def is_bold(line: Line) -> bool:
    """Whether a line is bold throughout, or has a heading tag."""
    markup = get_markup(line)
    return markup is not None and (
        markup.heading_level > 0 or markup.bold_size >= max(1, line.size - 1) or "b" in markup.element.style_flags
    )


def is_within(line: Line, purpose: str, outermost: BlockElement | None = None, levels: int = 3) -> bool:
    """Whether the element of a line, or one around it, has a purpose.

    Args:
        line: A line of a page.
        purpose: As data/markup.tsv has it.
        outermost: The element at which the search ends.
        levels: The number of elements that are tested, from the innermost.
    """
    markup = get_markup(line)
    element = markup.element if markup else None
    while element is not None and element is not outermost and levels:
        if purpose in element.purposes:
            return True
        element, levels = element.parent, levels - 1
    return False


def is_in_boilerplate(line: Line, main_content: BlockElement) -> bool:
    """Whether an element around a line is no part of the article and does not hold most of its text.

    Args:
        line: A line of a page.
        main_content: The element of the story, below which the search ends.
    """
    markup = get_markup(line)
    element = markup.element if markup else None
    while element is not None and element.depth > main_content.depth:
        if (element.is_boilerplate or element.is_hidden) and element.story_size * 2 <= main_content.story_size:
            return True
        element = element.parent
    return False


def is_in_menu(element: BlockElement | None, line_count: int) -> bool:
    """Whether an element, or one around it, is a menu, a footer or the like by its tag or name; no list of stories.

    Args:
        element: The element.
        line_count: Lines of the page: an element with a large part of them is a wrapper, whatever its name is.
    """
    while element is not None and element.end_line - element.first_line < max(_MENU_LINES_MIN, line_count * 0.4):
        if element.tag in _MENU_TAGS or not element.purposes.isdisjoint(_MENU_PURPOSES):
            return True
        element = element.parent
    return False


def is_named_boilerplate(element: BlockElement | None) -> bool:
    """Whether an element, or one around it, is no part of an article by its tag or name, or is a breadcrumb."""
    while element is not None:
        if element.is_boilerplate or "crumb" in element.purposes:
            return True
        element = element.parent
    return False
