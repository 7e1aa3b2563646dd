"""A Markdown copy that somebody has edited: what they wrote counts, and every note is kept, placed or told of."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from reader.annotations.anchoring import reanchor, relocate_annotation
from reader.annotations.model import Annotation, CanonicalText
from reader.annotations.w3c import make_timestamp
from reader.copies.alignment import align_blocks
from reader.copies.annotated_view import AnnotatedView
from reader.copies.labels import load_labels
from reader.copies.markdown_reader import Footnote, parse_blocks, parse_note, split_footnotes, strip_front_matter
from reader.copies.markdown_writer import NOTES_MARKER, has_footnote, render_attributes
from reader.copies.payload_comment import find_payload_comment
from reader.errors import ReaderError
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.copies.payload import Payload
    from reader.model import Article, Block, BlockKind, CleanText

_LABEL_PREFIX, _UNREFERENCED_LABEL = "a", "\n"
"""Labels of our footnotes start with the one; the other is none that a text could have."""


class EditedCopy:
    """What a file says now, compared with what the copy keeps inside.

    Args:
        payload: What the copy keeps inside.
        text: The whole file.
        name: What to call it in an error.

    Raises:
        ReaderError: Nothing of the article stands in the file.
    """

    def __init__(self, payload: Payload, text: str, name: str) -> None:
        page = AnnotatedView(payload.article, payload.annotations, "source", "", payload.article, payload.views)
        trailer = find_payload_comment(text)
        bare = text[: trailer.start()] + text[trailer.end() :] if trailer else text
        body, _, below = strip_front_matter(bare).partition(f"\n{NOTES_MARKER}")
        paragraphs, footnotes = split_footnotes(body)
        lower, notes = split_footnotes(below)
        chunks = [chunk for chunk in parse_blocks(paragraphs) if chunk.text.strip()]
        self._aligned_blocks = align_blocks(payload, chunks, page.omitted_blocks)
        recognised = any(each.original_index is not None and each.parsed_block for each in self._aligned_blocks)
        if not recognised and len(page.omitted_blocks) < len(payload.views):
            raise ReaderError(name, "what it keeps inside is another article than its text", "save the copy again")
        self._payload = payload
        strange = tuple(part for part in lower if not _is_generated(part))
        self._footnotes: dict[str, Footnote] = {}
        for footnote in (*footnotes, *notes, *([Footnote(_UNREFERENCED_LABEL, strange)] if strange else [])):
            label = footnote.label
            while label in self._footnotes:  # of two with one label the first is called, and the other kept
                label += _UNREFERENCED_LABEL
            self._footnotes[label] = footnote
        self._block_starts = [0, *accumulate(len(each.block.text) + 1 for each in self._aligned_blocks)]
        self._new_indexes = {
            each.original_index: number
            for number, each in enumerate(self._aligned_blocks)
            if each.original_index is not None
        }
        self.notices: list[str] = []
        """What the reader should know, a sentence each."""
        self.article = self._build_article()
        self._old_text, self._new_text = CanonicalText(payload.article.blocks), CanonicalText(self.article.blocks)
        self.annotations = self._build_annotations()

    def _build_article(self) -> Article:
        """The article with the text of the file."""
        old, blocks = self._payload.article, tuple(each.block for each in self._aligned_blocks)
        changed = sum(
            each.original_index is None or each.block != old.blocks[each.original_index]
            for each in self._aligned_blocks
        )
        gone = len(old.blocks) - sum(each.original_index is not None for each in self._aligned_blocks)
        if changed or gone or blocks != old.blocks:
            told = f"paragraphs changed or new {changed}, taken out {gone}" if changed or gone else "paragraphs moved"
            self.notices.append(f"its text was edited: {told}")
        return replace(
            old,
            blocks=blocks,
            title=_choose_field(old.title, old, blocks, "headline"),
            deck=_choose_field(old.deck, old, blocks, "deck"),
        )

    def _build_annotations(self) -> tuple[Annotation, ...]:
        found = [self._apply_footnote(number, each) for number, each in enumerate(self._payload.annotations, 1)]
        if self.article.blocks != self._payload.article.blocks:
            carried = [self._carry_over(each) for each in found]
            unsure = [i for i, each in enumerate(carried) if each is None]
            again = reanchor(self._new_text, [self._shift_to_block(found[i]) for i in unsure])
            for i, each in zip(unsure, again, strict=True):
                carried[i] = self._place_at_mark(i + 1, _apply_match(found[i], each))
            found = [each for each in carried if each is not None]
        lost = sum(each.target is not None and not each.is_placed for each in found)
        if lost:
            self.notices.append(f"annotations that have no certain place in it now: {lost}")
        unmarked = sum(not self._is_marked(each) for each in found)
        if unmarked:
            self.notices.append(f"marks taken out of the text, whose annotations are kept: {unmarked}")
        fresh = list(self._find_new_annotations(found))
        if fresh:
            self.notices.append(f"new marks or notes in it: {len(fresh)}")
        return (*found, *fresh)

    # -- the annotations of the copy

    def _apply_footnote(self, number: int, annotation: Annotation) -> Annotation:
        """An annotation with the note that its footnote has now."""
        footnote = self._footnotes.pop(f"{_LABEL_PREFIX}{number}", None)
        if footnote is None:
            if has_footnote(annotation):
                self.notices.append(f"footnote {_LABEL_PREFIX}{number} was taken out; what it said is kept")
            return annotation
        paragraphs = footnote.paragraphs
        if paragraphs and paragraphs[-1] == render_attributes(annotation):
            paragraphs = paragraphs[:-1]
        note = parse_note(paragraphs)
        if note == clean(annotation.note):
            return annotation
        self.notices.append(f"the note of footnote {_LABEL_PREFIX}{number} was edited")
        return replace(annotation, note=note, modified=make_timestamp())

    def _carry_over(self, annotation: Annotation) -> Annotation | None:
        """An annotation whose blocks nobody touched goes where they are now; None where one was, or parts them."""
        target = annotation.target
        if target is None:
            return annotation
        if not annotation.is_placed:
            return None
        parts = list(self._old_text.split_by_block(target.start, target.end))
        if not parts or not all(self._is_unchanged(block) for block, _, _ in parts):
            return None
        start = (
            self._block_starts[self._new_indexes[parts[0][0]]] + target.start - self._old_text.to_offset(parts[0][0], 0)
        )
        end = start + target.end - target.start
        if self._new_text.text[start:end] != self._old_text.text[target.start : target.end]:
            return None  # what stands between its blocks is another text now
        at_its_place = (start, end) == (target.start, target.end)
        return annotation if at_its_place else relocate_annotation(annotation, start, end, annotation.score)

    def _is_unchanged(self, block: int) -> bool:
        """Whether a block of the original is in the file as it was."""
        now = self._new_indexes.get(block)
        return now is not None and self._aligned_blocks[now].block == self._payload.article.blocks[block]

    def _shift_to_block(self, annotation: Annotation) -> Annotation:
        """An annotation looked for first where its block is now."""
        target = annotation.target
        if target is None:
            return annotation
        block, at = self._old_text.locate(target.start)
        if (now := self._new_indexes.get(block)) is None:
            return annotation
        start = self._block_starts[now] + at
        return replace(annotation, target=replace(target, start=start, end=start + target.end - target.start))

    def _place_at_mark(self, number: int, annotation: Annotation) -> Annotation:
        """An annotation whose words were changed inside its own mark is where that mark is."""
        if annotation.is_placed or annotation.target is None:
            return annotation
        likeness = SequenceMatcher(None, b=annotation.target.exact, autojunk=False)
        best, where = 0.0, (0, 0)
        for start, end in self._find_marks(f"{_LABEL_PREFIX}{number}"):
            likeness.set_seq1(self._new_text.text[start:end])
            if likeness.ratio() > best:
                best, where = likeness.ratio(), (start, end)
        return relocate_annotation(annotation, *where, min(round(best, 3), 0.999)) if best else annotation

    def _find_marks(self, label: str) -> Iterator[tuple[int, int]]:
        """What may be the mark before the call of a footnote, in the whole text: its last piece, and more of them."""
        for index, each in enumerate(self._aligned_blocks):
            for called, at in each.parsed_block.footnote_calls if each.parsed_block else ():
                if called != label or each.parsed_block is None:
                    continue
                first = at
                for start, end in reversed(each.parsed_block.highlights):
                    if end == first and start < end:
                        first = start
                        yield self._to_canonical(index, start, at)

    def _to_canonical(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Offsets of a paragraph of the file in the canonical text."""
        first, last = self._aligned_blocks[index].view.span_to_source(start, end)
        return self._block_starts[index] + first, self._block_starts[index] + last

    def _is_marked(self, annotation: Annotation) -> bool:
        """Whether all of its words are still marked in the file, or it has none to mark."""
        target = annotation.target
        if target is None or not annotation.is_placed:
            return True
        for block, start, end in self._new_text.split_by_block(target.start, target.end):
            each = self._aligned_blocks[block]
            first, last = each.view.span_to_view(start, end)
            marks = each.parsed_block.highlights if each.parsed_block else ()
            if not any(low < last and first < high for low, high in marks):
                return False
        return True

    # -- what somebody marked or wrote in the file

    def _find_new_annotations(self, found: Sequence[Annotation]) -> Iterator[Annotation]:
        """Marks and footnotes that no annotation of the copy explains."""
        spans = [(a.target.start, a.target.end) for a in found if a.target and a.is_placed]
        for index, each in enumerate(self._aligned_blocks):
            calls = (
                {at: label for label, at in each.parsed_block.footnote_calls if label in self._footnotes}
                if each.parsed_block
                else {}
            )
            for start, end in _join_adjacent(each.parsed_block.highlights) if each.parsed_block else ():
                first, last = self._to_canonical(index, start, end)
                footnote = self._footnotes.pop(calls.pop(end, ""), None)
                if footnote or not _is_covered(first, last, spans):
                    yield self._make_annotation(first, last, footnote)
            for label in calls.values():
                whole = self._to_canonical(index, 0, len(each.view.text))
                yield self._make_annotation(*whole, self._footnotes.pop(label, None))
        for footnote in list(self._footnotes.values()):
            yield self._make_annotation(None, None, footnote)

    def _make_annotation(self, start: int | None, end: int | None, footnote: Footnote | None) -> Annotation:
        """An annotation with an id that is the same whenever the same file is opened."""
        note = parse_note(footnote.paragraphs) if footnote else ""
        identity = uuid5(NAMESPACE_URL, f"{self.article.origin.id} {start} {end} {note}")
        target = self._new_text.make_target(start, end) if start is not None and end is not None else None
        return Annotation(f"urn:uuid:{identity}", make_timestamp(), make_timestamp(), target, note=note)


def _is_generated(paragraph: str) -> bool:
    """Whether a paragraph below the line of notes is of the copy: a comment, the figures, a note without a place."""
    said = [load_labels(language) for language in ("zh-Hant", "zh-Hans")]
    starts = [start for each in said for start in (f"{each['unplaced']}：", f"| {each['figure']} | {each['value']} |")]
    return paragraph.startswith(("<!--", *starts))


def _apply_match(annotation: Annotation, found: Annotation) -> Annotation:
    """An annotation where it was found; its history has the place it had, not the one where it was sought first."""
    if found.target is None or not found.is_placed:
        return replace(annotation, state=found.state, score=found.score)
    return relocate_annotation(annotation, found.target.start, found.target.end, found.score)


def _choose_field(value: CleanText | None, old: Article, blocks: Sequence[Block], kind: BlockKind) -> CleanText | None:
    """The title or the deck: what its block says now, where it is what that block said."""
    before, after = (next((b.text for b in each if b.kind == kind), None) for each in (old.blocks, blocks))
    return after if before is not None and before == value else value


def _join_adjacent(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks, those that touch as one; nothing empty."""
    runs: list[tuple[int, int]] = []
    for start, end in marks:
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        if start < end:
            runs.append((start, end))
    return runs


def _is_covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether spans have all of a stretch."""
    at = start
    for low, high in sorted(spans):
        if low <= at < high:
            at = high
    return at >= end
