"""What the markup of a page says: its block-level elements and their purposes, and the markup of each line."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.structure.html.visibility import HIDDEN
from reader.structure.lexicon import lazy_pattern, read_lexicon_rows

if TYPE_CHECKING:
    from reader.structure.lines import Line

_NAME_WORD = lazy_pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
_NAMES_SIZE_MAX = 300
"""Characters of class and id that are looked at."""


class BlockElement:
    """A block-level element: where it stands, what it is for, what its lines are worth."""

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
        self.is_boilerplate = tag in _BOILERPLATE_TAGS or "junk" in self.purposes or "comment" in self.purposes
        """Whether it is no part of an article by its own tag or name: nav, aside, class="related"."""
        self.is_hidden = HIDDEN in style_flags
        """Whether it is not displayed, and nothing on the page unfolds it."""
        self.first_line = self.end_line = first_line
        """Its lines: positions in the page, the last exclusive."""
        self.score = 0.0
        """What its lines are worth as an article, those of the boxes in it included."""
        self.story_size = 0
        """Code points of running text in it, whatever they are worth."""

    def __repr__(self) -> str:
        return f"Box({self.tag} {self.class_and_id!r} {self.first_line}-{self.end_line} {self.score:.0f})"

    def is_in(self, other: BlockElement) -> bool:
        """Whether it is the other element or stands in it."""
        box: BlockElement | None = self
        while box is not None and box.depth > other.depth:
            box = box.parent
        return box is other


_BOILERPLATE_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})


@lru_cache(8192)
def find_purposes(class_and_id: str) -> frozenset[str]:
    """What a box is for, by the words of its class and id (data/markup.tsv)."""
    low = class_and_id[:_NAMES_SIZE_MAX]
    words = {word.lower() for word in _NAME_WORD().findall(low)}
    low = low.lower()
    found = {sort for word in words if (sort := _purposes_by_word().get(word))}
    found.update(sort for part, sort in _purposes_by_fragment() if part in low)
    return frozenset(found)


@cache
def _purposes_by_word() -> dict[str, str]:
    """The purposes by the words of class and id; a word with a star counts within longer ones, too."""
    return {word.rstrip("*"): sort for word, sort in read_lexicon_rows("markup")}


@cache
def _purposes_by_fragment() -> list[tuple[str, str]]:
    return [(word[:-1], sort) for word, sort in read_lexicon_rows("markup") if word.endswith("*")]


class Image:
    """A picture of the page, known by its address; it is never fetched."""

    __slots__ = ("alt", "src")

    def __init__(self, src: str, alt: str) -> None:
        self.src = src
        self.alt = alt
        """The alt text, which is printed nowhere."""


class LineMarkup:
    """What the markup says of a line. All offsets are code points of the line's text."""

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
        self.link_ranges: list[tuple[int, int, str]] = []
        self.author_ranges: list[tuple[int, int]] = []
        """Inline elements that are named as the author."""
        self.bold_ranges: list[tuple[int, int]] = []
        self.mark_ranges: list[tuple[int, int, str]] = []
        """Words that somebody marked, and notes in a Markdown file, which are at a place and cover nothing."""
        self.images: list[Image] = []
        """The images between the line before and this one."""


def get_markup(line: Line) -> LineMarkup | None:
    """The markup of a line; None when it was joined of two, or comes from plain text."""
    hint = line.markup
    return hint if isinstance(hint, LineMarkup) else None


_TEASER_TITLE_MIN = 8
"""Code points of the linked title that opens a teaser."""


def is_linked_teaser(line: Line) -> bool:
    """Whether a line is the linked title of another story and words from it, in an item of a list."""
    hint = get_markup(line)
    if hint is None or not hint.link_ranges or line.size < 2 * _TEASER_TITLE_MIN:
        return False
    first, last, _ = hint.link_ranges[0]
    return first == 0 and last >= _TEASER_TITLE_MIN and hint.element.tag in ("li", "dd", "td", "article")


def is_linked(line: Line, share: float = 0.6) -> bool:
    """Whether a share of a line is in links.

    Args:
        line: A line of a page.
        share: Of its code points, 0 to 1.
    """
    hint = get_markup(line)
    return hint is not None and hint.link_size >= line.size * share


_AUTHOR_ADDRESS = lazy_pattern(r"(?i)(?:/|[?&])(?:author|authors|columnist|reporter|writer|journalist|profile)s?[/=]")


def is_author_link(line: Line) -> bool:
    """Whether a line is a link to the page of a person: /author/…, /columnist/…."""
    hint = get_markup(line)
    return (
        hint is not None and len(hint.link_ranges) == 1 and _AUTHOR_ADDRESS().search(hint.link_ranges[0][2]) is not None
    )


def is_bold(line: Line) -> bool:
    """Whether all of a line is bold, or it is a heading by its tag."""
    hint = get_markup(line)
    return hint is not None and (
        hint.heading_level > 0 or hint.bold_size >= max(1, line.size - 1) or "b" in hint.element.style_flags
    )


def is_within(line: Line, purpose: str, outermost: BlockElement | None = None, levels: int = 3) -> bool:
    """Whether the element of a line, or one around it, has a purpose.

    Args:
        line: A line of a page.
        purpose: As data/markup.tsv has it.
        outermost: The element at which the search ends.
        levels: Elements that are asked.
    """
    hint = get_markup(line)
    box = hint.element if hint else None
    while box is not None and box is not outermost and levels:
        if purpose in box.purposes:
            return True
        box, levels = box.parent, levels - 1
    return False


def is_in_boilerplate(line: Line, main_content: BlockElement) -> bool:
    """Whether an element around a line is no part of the article and does not hold most of its text.

    Args:
        line: A line of a page.
        main_content: The element of the story, below which the search ends.
    """
    hint = get_markup(line)
    box = hint.element if hint else None
    while box is not None and box.depth > main_content.depth:
        if (box.is_boilerplate or box.is_hidden) and box.story_size * 2 <= main_content.story_size:
            return True
        box = box.parent
    return False


def is_named_boilerplate(box: BlockElement | None) -> bool:
    """Whether an element, or one around it, is no part of an article by its tag or name, or is a breadcrumb."""
    while box is not None:
        if box.is_boilerplate or "crumb" in box.purposes:
            return True
        box = box.parent
    return False
