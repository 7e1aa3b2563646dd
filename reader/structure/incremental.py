"""An article from a text: whole, or a screenful at a time."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import Article, Block, CleanText
from reader.script.detect import detect_region, detect_script
from reader.structure.block_builder import build_blocks, split_into_sections
from reader.structure.furniture import classify_furniture
from reader.structure.head import classify_head
from reader.structure.lines import ClassifiedLine, LineWindow, iter_lines, read_last_lines
from reader.structure.metadata import read_metadata
from reader.structure.story import StoryClassifier
from reader.structure.text_profile import SAMPLE_LINES, TextProfile
from reader.structure.unwrap import detect_wrapping, unwrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Origin
    from reader.structure.lines import Line

_TAIL_LINES_MAX, _TAIL_SIZE_MAX = 60, 20_000
"""How far the look at the end of a text goes: lines, code points."""
_SCRIPT_SAMPLE_SIZE = 4_000
"""Code points of the story that decide its script and region."""
LINES_MAX = 500_000
"""Lines of a text that is read, blank ones not counted: their blocks take 150 MB."""
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
    """The article of a whole text: every line that is not blank is in one block."""
    return read_to_end(IncrementalReader(text, origin))


def read_to_end(reader: IncrementalReader | CompleteReader) -> Article:
    """The article of a reading, read to its end."""
    while not reader.is_done:
        reader.advance(1 << 30)
    return reader.build_article()


class IncrementalReader:
    """An article that is read a few blocks at a time.

    Slices give the same blocks as the whole: where one ends is decided by the text, never by how much was asked for.

    Args:
        text: All of it.
        origin: Where it came from.
        is_unstructured: Whether it is a page without its tags.
    """

    def __init__(self, text: CleanText, origin: Origin, *, is_unstructured: bool = False) -> None:
        self._text = text
        self._is_unstructured = is_unstructured
        self._origin = origin
        self._remaining_sections = self._iter_sections()
        self._next_section: list[Block] | None = next(self._remaining_sections, None)
        self.blocks: list[Block] = []

    def clone(self) -> IncrementalReader:
        """Another one of the same text, from its beginning; only before the first blocks are asked for."""
        return IncrementalReader(self._text, self._origin, is_unstructured=self._is_unstructured)

    @property
    def is_done(self) -> bool:
        """Everything was read."""
        return self._next_section is None

    def advance(self, count: int) -> list[Block]:
        """The next blocks in reading order: at least `count`, up to a section more, fewer only at the end."""
        new: list[Block] = []
        while self._next_section is not None and (not new or len(new) < count):
            new += self._next_section
            self._next_section = next(self._remaining_sections, None)
        if self.is_done:  # let go of the text and of all that looked ahead in it
            self._text, self._remaining_sections = CleanText(""), iter(())
        self.blocks += new
        return new

    def build_article(self) -> Article:
        """The article as far as it was read, with the fields that are known."""
        rest = [] if self.is_done else [*(self._next_section or []), *self._iter_tail_furniture()]
        facts = read_metadata(chain(self.blocks, rest))
        story: list[str] = []
        size = 0
        for block in chain(self.blocks, rest):
            if block.kind == "paragraph":
                story.append(block.text[:_SCRIPT_SAMPLE_SIZE])
                size += len(story[-1])
                if size >= _SCRIPT_SAMPLE_SIZE:
                    break
        if not story:
            story = [block.text for block in self.blocks]
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

    def _iter_sections(self) -> Iterator[list[Block]]:
        """The blocks, section by section."""
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
            paragraphs += sum(draft.kind == "paragraph" for draft in section)

    def _iter_tail_furniture(self) -> Iterator[Block]:
        """The furniture at the end of the text, ahead of reading there."""
        drafts = []
        for line in read_last_lines(self._text, _TAIL_LINES_MAX, _TAIL_SIZE_MAX):
            kind = classify_furniture(line.normalized, in_head=False)
            if kind in ("editor", "byline", "source"):
                drafts.append(ClassifiedLine(line, kind))
        yield from build_blocks(drafts, 0)


class CompleteReader:
    """An article that is known as a whole, read in the same way: one of an HTML page, or of an annotated copy.

    Args:
        article: All of it.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.blocks: list[Block] = []

    def clone(self) -> CompleteReader:
        """Another reader of the same article, at its beginning."""
        return CompleteReader(self._article)

    @property
    def is_done(self) -> bool:
        """Whether all blocks were read."""
        return len(self.blocks) == len(self._article.blocks)

    def advance(self, count: int) -> list[Block]:
        """The next `count` blocks in reading order; fewer only at the end."""
        new = list(self._article.blocks[len(self.blocks) : len(self.blocks) + count])
        self.blocks += new
        return new

    def build_article(self) -> Article:
        """The whole article."""
        return self._article
