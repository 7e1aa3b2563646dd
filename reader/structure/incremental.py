"""An article from a text: whole, or a screenful at a time."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.model import Article, Block, CleanText
from reader.script.detect import region_of, script_of
from reader.structure.block_builder import blocks, sections
from reader.structure.furniture import furniture
from reader.structure.head import head
from reader.structure.lines import Draft, Window, last_lines, raw_lines
from reader.structure.metadata import fields
from reader.structure.story import Body
from reader.structure.text_profile import SAMPLE, Survey
from reader.structure.unwrap import joined, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Origin
    from reader.structure.html import PageReading
    from reader.structure.lines import Line

_TAIL_LINES, _TAIL_SIZE = 60, 20_000
"""How far the look at the end of a text goes: lines, code points."""
_BODY_SIZE = 4_000
"""Code points of the story that decide its script and region."""


def read(text: CleanText, origin: Origin) -> Article:
    """The article of a whole text: every line that is not blank is in one block."""
    return read_through(Reading(text, origin))


def read_through(reading: Reading | PageReading) -> Article:
    """The article of a reading, read to its end."""
    while not reading.done:
        reading.advance(1 << 30)
    return reading.article()


class Reading:
    """An article that is read a few blocks at a time.

    Slices give the same blocks as the whole: where one ends is decided by the text, never by how much was asked for.

    Args:
        text: All of it.
        origin: Where it came from.
        stripped: Whether it is a page without its tags.
    """

    def __init__(self, text: CleanText, origin: Origin, *, stripped: bool = False) -> None:
        self._text = text
        self._stripped = stripped
        self._origin = origin
        self._source = self._sections()
        self._next: list[Block] | None = next(self._source, None)
        self.blocks: list[Block] = []

    def again(self) -> Reading:
        """Another one of the same text, from its beginning; only before the first blocks are asked for."""
        return Reading(self._text, self._origin, stripped=self._stripped)

    @property
    def done(self) -> bool:
        """Everything was read."""
        return self._next is None

    def advance(self, blocks: int) -> list[Block]:
        """The next blocks in reading order: at least `blocks`, up to a section more, fewer only at the end."""
        new: list[Block] = []
        while self._next is not None and (not new or len(new) < blocks):
            new += self._next
            self._next = next(self._source, None)
        if self.done:  # let go of the text and of all that looked ahead in it
            self._text, self._source = CleanText(""), iter(())
        self.blocks += new
        return new

    def article(self) -> Article:
        """The article as far as it was read, with the fields that are known."""
        rest = [] if self.done else [*(self._next or []), *self._tail()]
        facts = fields(chain(self.blocks, rest))
        story: list[str] = []
        size = 0
        for block in chain(self.blocks, rest):
            if block.kind == "paragraph":
                story.append(block.text[:_BODY_SIZE])
                size += len(story[-1])
                if size >= _BODY_SIZE:
                    break
        if not story:
            story = [block.text for block in self.blocks]
        script = script_of("\n".join(story))
        return Article(
            origin=self._origin,
            blocks=tuple(self.blocks),
            title=facts.title,
            deck=facts.deck,
            breadcrumb=facts.breadcrumb,
            date=facts.date,
            outlet=facts.outlet,
            authors=tuple(facts.authors),
            editors=tuple(facts.editors),
            script=script,
            region=region_of(story) if script in ("Hant", "Mixed") else None,
            stripped=self._stripped,
        )

    def _sections(self) -> Iterator[list[Block]]:
        """The blocks, section by section."""
        lines = raw_lines(self._text)
        sample = list(islice(lines, SAMPLE))
        source: Iterator[Line] = chain(sample, lines)
        wrap = measure(sample)
        if wrap is not None:
            source = joined(source, wrap)
        window = Window(source)
        facts = Survey(window.ahead(-1, SAMPLE))
        opening = head(window, facts)
        body = Body(window, len(opening), facts)
        paragraphs = 0
        for section in sections(chain(opening, body.drafts())):
            yield blocks(section, paragraphs)
            paragraphs += sum(draft.kind == "paragraph" for draft in section)

    def _tail(self) -> Iterator[Block]:
        """The furniture at the end of the text, ahead of reading there."""
        drafts = []
        for line in last_lines(self._text, _TAIL_LINES, _TAIL_SIZE):
            kind = furniture(line.shadow, head=False)
            if kind in ("editor", "byline", "source"):
                drafts.append(Draft(line, kind))
        yield from blocks(drafts, 0)
