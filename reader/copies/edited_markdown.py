"""A Markdown copy that somebody has edited: what they wrote counts, and every note is kept, placed or told of."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from reader.annotations.anchoring import anchored, placed
from reader.annotations.model import Annotation, Canonical
from reader.annotations.w3c import moment
from reader.copies.alignment import aligned
from reader.copies.annotated_view import Page
from reader.copies.labels import words
from reader.copies.markdown_reader import Footnote, body_of, chunks_of, note_of, parted
from reader.copies.markdown_writer import NOTES, about, has_footnote
from reader.copies.payload_comment import find
from reader.errors import ReaderError
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.copies.payload import Kept
    from reader.model import Article, Block, CleanText, Kind

_LABEL, _UNCALLED = "a", "\n"
"""Labels of our footnotes start with the one; the other is none that a text could have."""


class Edited:
    """What a file says now, compared with what the copy keeps inside.

    Args:
        kept: What the copy keeps inside.
        text: The whole file.
        name: What to call it in an error.

    Raises:
        ReaderError: Nothing of the article stands in the file.
    """

    def __init__(self, kept: Kept, text: str, name: str) -> None:
        page = Page(kept.article, kept.annotations, "source", "", kept.article, kept.views)
        trailer = find(text)
        bare = text[: trailer.start()] + text[trailer.end() :] if trailer else text
        body, _, below = body_of(bare).partition(f"\n{NOTES}")
        paragraphs, footnotes = parted(body)
        lower, notes = parted(below)
        chunks = [chunk for chunk in chunks_of(paragraphs) if chunk.text.strip()]
        self._aligned = aligned(kept, chunks, page.left_out)
        recognised = any(each.old is not None and each.chunk for each in self._aligned)
        if not recognised and len(page.left_out) < len(kept.views):
            raise ReaderError(name, "what it keeps inside is another article than its text", "save the copy again")
        self._kept = kept
        strange = tuple(part for part in lower if not _is_ours(part))
        self._footnotes: dict[str, Footnote] = {}
        for footnote in (*footnotes, *notes, *([Footnote(_UNCALLED, strange)] if strange else [])):
            label = footnote.label
            while label in self._footnotes:  # of two with one label the first is called, and the other kept
                label += _UNCALLED
            self._footnotes[label] = footnote
        self._starts = [0, *accumulate(len(each.block.text) + 1 for each in self._aligned)]
        self._now = {each.old: number for number, each in enumerate(self._aligned) if each.old is not None}
        self.notices: list[str] = []
        """What the reader should know, a sentence each."""
        self.article = self._article()
        self._before, self._canonical = Canonical(kept.article.blocks), Canonical(self.article.blocks)
        self.annotations = self._annotations()

    def _article(self) -> Article:
        """The article with the text of the file."""
        old, blocks = self._kept.article, tuple(each.block for each in self._aligned)
        changed = sum(each.old is None or each.block != old.blocks[each.old] for each in self._aligned)
        gone = len(old.blocks) - sum(each.old is not None for each in self._aligned)
        if changed or gone or blocks != old.blocks:
            told = f"paragraphs changed or new {changed}, taken out {gone}" if changed or gone else "paragraphs moved"
            self.notices.append(f"its text was edited: {told}")
        return replace(
            old,
            blocks=blocks,
            title=_field(old.title, old, blocks, "headline"),
            deck=_field(old.deck, old, blocks, "deck"),
        )

    def _annotations(self) -> tuple[Annotation, ...]:
        found = [self._noted(number, each) for number, each in enumerate(self._kept.annotations, 1)]
        if self.article.blocks != self._kept.article.blocks:
            carried = [self._carried(each) for each in found]
            unsure = [i for i, each in enumerate(carried) if each is None]
            again = anchored(self._canonical, [self._nearer(found[i]) for i in unsure])
            for i, each in zip(unsure, again, strict=True):
                carried[i] = self._where_marked(i + 1, _settled(found[i], each))
            found = [each for each in carried if each is not None]
        lost = sum(each.target is not None and not each.placed for each in found)
        if lost:
            self.notices.append(f"annotations that have no certain place in it now: {lost}")
        unmarked = sum(not self._is_marked(each) for each in found)
        if unmarked:
            self.notices.append(f"marks taken out of the text, whose annotations are kept: {unmarked}")
        fresh = list(self._fresh(found))
        if fresh:
            self.notices.append(f"new marks or notes in it: {len(fresh)}")
        return (*found, *fresh)

    # -- the annotations of the copy

    def _noted(self, number: int, annotation: Annotation) -> Annotation:
        """An annotation with the note that its footnote has now."""
        footnote = self._footnotes.pop(f"{_LABEL}{number}", None)
        if footnote is None:
            if has_footnote(annotation):
                self.notices.append(f"footnote {_LABEL}{number} was taken out; what it said is kept")
            return annotation
        paragraphs = footnote.paragraphs
        if paragraphs and paragraphs[-1] == about(annotation):
            paragraphs = paragraphs[:-1]
        note = note_of(paragraphs)
        if note == clean(annotation.note):
            return annotation
        self.notices.append(f"the note of footnote {_LABEL}{number} was edited")
        return replace(annotation, note=note, modified=moment())

    def _carried(self, annotation: Annotation) -> Annotation | None:
        """An annotation whose blocks nobody touched goes where they are now; None where one was, or parts them."""
        target = annotation.target
        if target is None:
            return annotation
        if not annotation.placed:
            return None
        parts = list(self._before.stretches(target.start, target.end))
        if not parts or not all(self._is_untouched(block) for block, _, _ in parts):
            return None
        start = self._starts[self._now[parts[0][0]]] + target.start - self._before.offset(parts[0][0], 0)
        end = start + target.end - target.start
        if self._canonical.text[start:end] != self._before.text[target.start : target.end]:
            return None  # what stands between its blocks is another text now
        at_its_place = (start, end) == (target.start, target.end)
        return annotation if at_its_place else placed(annotation, start, end, annotation.score)

    def _is_untouched(self, block: int) -> bool:
        """Whether a block of the original is in the file as it was."""
        now = self._now.get(block)
        return now is not None and self._aligned[now].block == self._kept.article.blocks[block]

    def _nearer(self, annotation: Annotation) -> Annotation:
        """An annotation looked for first where its block is now."""
        target = annotation.target
        if target is None:
            return annotation
        block, at = self._before.place(target.start)
        if (now := self._now.get(block)) is None:
            return annotation
        start = self._starts[now] + at
        return replace(annotation, target=replace(target, start=start, end=start + target.end - target.start))

    def _where_marked(self, number: int, annotation: Annotation) -> Annotation:
        """An annotation whose words were changed inside its own mark is where that mark is."""
        if annotation.placed or annotation.target is None:
            return annotation
        likeness = SequenceMatcher(None, b=annotation.target.exact, autojunk=False)
        best, where = 0.0, (0, 0)
        for start, end in self._marks_of(f"{_LABEL}{number}"):
            likeness.set_seq1(self._canonical.text[start:end])
            if likeness.ratio() > best:
                best, where = likeness.ratio(), (start, end)
        return placed(annotation, *where, min(round(best, 3), 0.999)) if best else annotation

    def _marks_of(self, label: str) -> Iterator[tuple[int, int]]:
        """What may be the mark before the call of a footnote, in the whole text: its last piece, and more of them."""
        for index, each in enumerate(self._aligned):
            for called, at in each.chunk.refs if each.chunk else ():
                if called != label or each.chunk is None:
                    continue
                first = at
                for start, end in reversed(each.chunk.marks):
                    if end == first and start < end:
                        first = start
                        yield self._in_whole(index, start, at)

    def _in_whole(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Offsets of a paragraph of the file in the canonical text."""
        first, last = self._aligned[index].view.span_to_source(start, end)
        return self._starts[index] + first, self._starts[index] + last

    def _is_marked(self, annotation: Annotation) -> bool:
        """Whether all of its words are still marked in the file, or it has none to mark."""
        target = annotation.target
        if target is None or not annotation.placed:
            return True
        for block, start, end in self._canonical.stretches(target.start, target.end):
            each = self._aligned[block]
            first, last = each.view.span_to_view(start, end)
            marks = each.chunk.marks if each.chunk else ()
            if not any(low < last and first < high for low, high in marks):
                return False
        return True

    # -- what somebody marked or wrote in the file

    def _fresh(self, found: Sequence[Annotation]) -> Iterator[Annotation]:
        """Marks and footnotes that no annotation of the copy explains."""
        spans = [(a.target.start, a.target.end) for a in found if a.target and a.placed]
        for index, each in enumerate(self._aligned):
            calls = {at: label for label, at in each.chunk.refs if label in self._footnotes} if each.chunk else {}
            for start, end in _runs(each.chunk.marks) if each.chunk else ():
                first, last = self._in_whole(index, start, end)
                footnote = self._footnotes.pop(calls.pop(end, ""), None)
                if footnote or not _covered(first, last, spans):
                    yield self._new(first, last, footnote)
            for label in calls.values():
                whole = self._in_whole(index, 0, len(each.view.text))
                yield self._new(*whole, self._footnotes.pop(label, None))
        for footnote in list(self._footnotes.values()):
            yield self._new(None, None, footnote)

    def _new(self, start: int | None, end: int | None, footnote: Footnote | None) -> Annotation:
        """An annotation with an id that is the same whenever the same file is opened."""
        note = note_of(footnote.paragraphs) if footnote else ""
        identity = uuid5(NAMESPACE_URL, f"{self.article.origin.id} {start} {end} {note}")
        target = self._canonical.target(start, end) if start is not None and end is not None else None
        return Annotation(f"urn:uuid:{identity}", moment(), moment(), target, note=note)


def _is_ours(paragraph: str) -> bool:
    """Whether a paragraph below the line of notes is of the copy: a comment, the figures, a note without a place."""
    said = [words(language) for language in ("zh-Hant", "zh-Hans")]
    starts = [start for each in said for start in (f"{each['unplaced']}：", f"| {each['figure']} | {each['value']} |")]
    return paragraph.startswith(("<!--", *starts))


def _settled(annotation: Annotation, found: Annotation) -> Annotation:
    """An annotation where it was found; its history has the place it had, not the one where it was sought first."""
    if found.target is None or not found.placed:
        return replace(annotation, state=found.state, score=found.score)
    return placed(annotation, found.target.start, found.target.end, found.score)


def _field(value: CleanText | None, old: Article, blocks: Sequence[Block], kind: Kind) -> CleanText | None:
    """The title or the deck: what its block says now, where it is what that block said."""
    before, after = (next((b.text for b in each if b.kind == kind), None) for each in (old.blocks, blocks))
    return after if before is not None and before == value else value


def _runs(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks, those that touch as one; nothing empty."""
    runs: list[tuple[int, int]] = []
    for start, end in marks:
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        if start < end:
            runs.append((start, end))
    return runs


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether spans have all of a stretch."""
    at = start
    for low, high in sorted(spans):
        if low <= at < high:
            at = high
    return at >= end
