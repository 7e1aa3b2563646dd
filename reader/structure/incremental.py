"""Readers that give an article a few blocks at a time, and functions that read it to its end."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import Article, Block, CleanText
from reader.script.detect import detect_region, detect_script
from reader.structure.block_builder import build_blocks, split_into_sections
from reader.structure.head import classify_head
from reader.structure.lines import ClassifiedLine, LineWindow, iter_lines, read_last_lines
from reader.structure.metadata import read_metadata
from reader.structure.metadata_lines import classify_metadata_line
from reader.structure.story import StoryClassifier
from reader.structure.text_profile import SAMPLE_LINES, TextProfile
from reader.structure.unwrap import detect_wrapping, unwrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Origin
    from reader.structure.lines import Line

_TAIL_LINES_MAX, _TAIL_SIZE_MAX = 60, 20_000
"""Lines and code points at the end of a text in which metadata lines are looked for."""
_SCRIPT_SAMPLE_SIZE = 4_000
"""Code points of the story that are used to detect its script and region."""
_METADATA_BLOCKS_MAX = 10_000
"""Blocks that the fields of an article are read from; of a longer text half of them at either end."""
LINES_MAX = 300_000
"""Lines of a text that is read, blank ones not counted: their blocks take 100 MB. A novel of three million characters
has half as many."""
_NON_BLANK_LINE = re.compile(r"\S[^\r\n]*")


def check_line_count(text: str, name: str) -> None:
    """Refuse a text of so many lines that their blocks would fill the memory.

    Args:
        text: All of it.
        name: What to call it in an error.

    Raises:
        ReaderError: It has more lines than LINES_MAX that are not blank.
    """
    if text.count("\n") + text.count("\r") <= LINES_MAX:
        return
    if sum(1 for _ in islice(_NON_BLANK_LINE.finditer(text), LINES_MAX + 1)) > LINES_MAX:
        raise ReaderError(name, f"it has more than {LINES_MAX:,} lines", "split it into smaller files")


def read_plain_text(text: CleanText, origin: Origin) -> Article:
    """Return the article of a plain text: every line that is not blank is in one block.

    Args:
        text: The whole text.
        origin: Where it came from.
    """
    return read_to_end(IncrementalReader(text, origin))


def read_to_end(reader: IncrementalReader | CompleteReader) -> Article:
    """Read a reader to its end, and return the whole article."""
    while not reader.is_done:
        reader.advance(1 << 30)
    return reader.build_article()


class IncrementalReader:
    """Reads the article of a plain text a few blocks at a time.

    Its parts have the same blocks as the whole: where a block ends depends on the text, never on how many were asked
    for.

    Args:
        text: All of it.
        origin: Where it came from.
        is_unstructured: Whether it is an HTML page of which only the text without tags is left.
    """

    def __init__(self, text: CleanText, origin: Origin, *, is_unstructured: bool = False) -> None:
        self._text = text
        self._is_unstructured = is_unstructured
        self._origin = origin
        self._remaining_sections = self._iter_sections()
        self._next_section: list[Block] | None = next(self._remaining_sections, None)
        self.blocks: list[Block] = []

    def clone(self) -> IncrementalReader:
        """Return another reader of the same text, at its beginning; only valid before the first `advance`."""
        return IncrementalReader(self._text, self._origin, is_unstructured=self._is_unstructured)

    @property
    def is_done(self) -> bool:
        """Whether all blocks were read."""
        return self._next_section is None

    def advance(self, count: int) -> list[Block]:
        """Return the next blocks in reading order: at least `count`, up to a section more, fewer only at the end."""
        new: list[Block] = []
        while self._next_section is not None and (not new or len(new) < count):
            new += self._next_section
            self._next_section = next(self._remaining_sections, None)
        if self.is_done:  # free the text and the lines that were read ahead
            self._text, self._remaining_sections = CleanText(""), iter(())
        self.blocks += new
        return new

    def build_article(self) -> Article:
        """Return the article with the blocks read so far; its fields also use the metadata lines at the end of the
        text.
        """
        rest = [] if self.is_done else [*(self._next_section or []), *self._iter_tail_metadata_lines()]
        blocks = self.blocks if len(self.blocks) <= _METADATA_BLOCKS_MAX else self._list_outer_blocks()
        facts = read_metadata(chain(blocks, rest))
        story: list[str] = []
        size = 0
        for block in chain(blocks, rest):
            if block.kind == "paragraph":
                story.append(block.text[:_SCRIPT_SAMPLE_SIZE])
                size += len(story[-1])
                if size >= _SCRIPT_SAMPLE_SIZE:
                    break
        if not story:
            story = [block.text for block in blocks]
        script = detect_script("\n".join(story))
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
            region=detect_region(story) if script in ("Hant", "Mixed") else None,
            is_unstructured=self._is_unstructured,
        )

    def _list_outer_blocks(self) -> list[Block]:
        """The blocks at the beginning and at the end of a very long text."""
        return [*self.blocks[: _METADATA_BLOCKS_MAX // 2], *self.blocks[-_METADATA_BLOCKS_MAX // 2 :]]

    def _iter_sections(self) -> Iterator[list[Block]]:
        """Yield the blocks of each section."""
        lines = iter_lines(self._text)
        sample = list(islice(lines, SAMPLE_LINES))
        source: Iterator[Line] = chain(sample, lines)
        wrap = detect_wrapping(sample)
        if wrap is not None:
            source = unwrap_lines(source, wrap)
        window = LineWindow(source)
        facts = TextProfile(window.peek(-1, SAMPLE_LINES))
        opening = classify_head(window, facts)
        body = StoryClassifier(window, len(opening), facts)
        paragraphs = 0
        for section in split_into_sections(chain(opening, body.classify())):
            yield build_blocks(section, paragraphs)
            paragraphs += sum(classified.kind == "paragraph" for classified in section)

    def _iter_tail_metadata_lines(self) -> Iterator[Block]:
        """Yield the metadata lines at the end of the text, which is not read yet, as blocks."""
        classified_lines = []
        for line in read_last_lines(self._text, _TAIL_LINES_MAX, _TAIL_SIZE_MAX):
            kind = classify_metadata_line(line.normalized, in_head=False)
            if kind in ("editor", "byline", "source"):
                classified_lines.append(ClassifiedLine(line, kind))
        yield from build_blocks(classified_lines, 0)


class CompleteReader:
    """Reads an article that is complete from the start (of an HTML page or an annotated copy) by the same interface.

    Args:
        article: All of it.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.blocks: list[Block] = []

    def clone(self) -> CompleteReader:
        """Return another reader of the same article, at its beginning."""
        return CompleteReader(self._article)

    @property
    def is_done(self) -> bool:
        """Whether all blocks were read."""
        return len(self.blocks) == len(self._article.blocks)

    def advance(self, count: int) -> list[Block]:
        """Return the next `count` blocks in reading order; fewer only at the end."""
        new = list(self._article.blocks[len(self.blocks) : len(self.blocks) + count])
        self.blocks += new
        return new

    def build_article(self) -> Article:
        """Return the whole article."""
        return self._article
