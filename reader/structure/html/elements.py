"""What the markup of a page says: boxes (block-level elements) and what their names are for; hints of a line."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.structure.lexicon import lazy, rows

if TYPE_CHECKING:
    from reader.structure.lines import Line

_WORDS = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
_NAMES_MAX = 300
"""Characters of class and id that are looked at."""


class Box:
    """A block-level element: where it stands, what it is for, what its lines are worth."""

    __slots__ = ("depth", "first", "junk", "last", "name", "parent", "score", "sorts", "story", "style", "tag")

    def __init__(self, tag: str, parent: Box | None, name: str, style: str, first: int) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.name = name
        """Class and id."""
        self.sorts = sorts_of(name) if name and tag not in ("html", "body") else frozenset()
        self.style = style
        """Of the style attribute and align: c centred, h hidden, b bold."""
        self.junk = tag in _JUNK_TAGS or "junk" in self.sorts or "comment" in self.sorts
        """By its own tag or name it is no part of an article (nav, aside, class="related")."""
        self.first = self.last = first
        """Its lines: positions in the page, the last exclusive."""
        self.score = 0.0
        """What its lines are worth as an article, those of the boxes in it included."""
        self.story = 0
        """Code points of running text in it, whatever they are worth."""

    def __repr__(self) -> str:
        return f"Box({self.tag} {self.name!r} {self.first}-{self.last} {self.score:.0f})"

    def is_in(self, other: Box) -> bool:
        """It is the other box or stands in it."""
        box: Box | None = self
        while box is not None and box.depth > other.depth:
            box = box.parent
        return box is other


_JUNK_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})


@lru_cache(8192)
def sorts_of(name: str) -> frozenset[str]:
    """What a box is for, by the words of its class and id (data/markup.tsv)."""
    low = name[:_NAMES_MAX]
    words = {word.lower() for word in _WORDS().findall(low)}
    low = low.lower()
    found = {sort for word in words if (sort := _named().get(word))}
    found.update(sort for part, sort in _parts() if part in low)
    return frozenset(found)


@cache
def _named() -> dict[str, str]:
    """What words in names tell; a word with a star tells it also as a part of a longer one."""
    return {word.rstrip("*"): sort for word, sort in rows("markup")}


@cache
def _parts() -> list[tuple[str, str]]:
    return [(word[:-1], sort) for word, sort in rows("markup") if word.endswith("*")]


class Image:
    """A picture of the page, known by its address; it is never fetched."""

    __slots__ = ("src", "text")

    def __init__(self, src: str, text: str) -> None:
        self.src = src
        self.text = text
        """The alt text, which is printed nowhere."""


class Hint:
    """What the markup says of a line. All offsets are code points of the line's text."""

    __slots__ = ("anchor", "bold", "box", "images", "linked", "links", "marks", "rank", "shared", "strong")

    def __init__(self, box: Box) -> None:
        self.box = box
        self.rank = 0
        """1 to 6 in h1 to h6, else 0."""
        self.bold = 0
        """Code points in bold."""
        self.linked = 0
        """Code points in links."""
        self.links: list[tuple[int, int, str]] = []
        self.marks: list[tuple[int, int, frozenset[str]]] = []
        """Inline elements that are named as source or author."""
        self.strong: list[tuple[int, int]] = []
        self.images: list[Image] = []
        """The images between the line before and this one."""
        self.shared = False
        """It shares its box with other lines, which a line break parts from it."""
        self.anchor = ""
        """The target, when all of the line is one link."""


def hint_of(line: Line) -> Hint | None:
    """The hint of a line; None when it was joined of two, or comes from plain text."""
    hint = line.hint
    return hint if isinstance(hint, Hint) else None


def is_linked(line: Line, share: float = 0.6) -> bool:
    """Most of it is a link."""
    hint = hint_of(line)
    return hint is not None and hint.linked >= line.size * share


def is_bold(line: Line) -> bool:
    """All of it is bold, or it is a heading by its tag."""
    hint = hint_of(line)
    return hint is not None and (hint.rank > 0 or hint.bold >= max(1, line.size - 1) or "b" in hint.box.style)


def within(line: Line, sort: str, top: Box | None = None, levels: int = 3) -> bool:
    """Its box, or one of the next around it but below `top`, is for this."""
    hint = hint_of(line)
    box = hint.box if hint else None
    while box is not None and box is not top and levels:
        if sort in box.sorts:
            return True
        box, levels = box.parent, levels - 1
    return False


def junk_in(line: Line, top: Box) -> bool:
    """A box around it, below `top`, is no part of the article, and does not hold most of its text."""
    hint = hint_of(line)
    box = hint.box if hint else None
    while box is not None and box.depth > top.depth:
        if (box.junk or "h" in box.style) and box.story * 2 <= top.story:
            return True
        box = box.parent
    return False
