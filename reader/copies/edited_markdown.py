"""Reads an edited Markdown copy: the article gets the text of the file, and no annotation is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader.annotations.anchoring import reanchor, relocate_annotation
from reader.annotations.model import Annotation
from reader.annotations.w3c import make_timestamp
from reader.copies.alignment import align_blocks, is_comparable
from reader.copies.annotated_view import find_omitted_blocks
from reader.copies.edit_mapping import EditMapping
from reader.copies.labels import load_labels
from reader.copies.markdown_inline import parse_note
from reader.copies.markdown_reader import Footnote, parse_markdown, strip_front_matter
from reader.copies.markdown_writer import NOTES_MARKER, has_footnote, render_attributes
from reader.copies.payload_comment import find_payload_comment
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.copies.alignment import AlignedBlock
    from reader.copies.markdown_reader import ParsedBlock
    from reader.copies.payload import Payload
    from reader.model import Article, Block, BlockKind, CleanText

_LABEL_PREFIX = "a"
"""Begins the labels of a copy's footnotes: a1 is that of its first annotation."""
_UNREFERENCED_LABEL = "\n"
"""A label, or the end of one, that no reference can have."""
_MAX_HIGHLIGHTS = 20
"""The most highlights that one annotation is looked for in."""
_MAX_FUZZY_SCORE = 0.999
"""The highest score of words that were edited inside their highlight: below that of unchanged ones."""


class EditedCopy(NamedTuple):
    """The content of an edited copy."""

    article: Article
    """The original with the text of the file."""
    annotations: tuple[Annotation, ...]
    """All of the copy, anchored in that text or without a place, and those that are new in the file."""
    notices: tuple[str, ...]
    """What was edited, a sentence each."""


def read_edited_copy(payload: Payload, text: str, name: str) -> EditedCopy:
    """Return the article and the annotations of an edited copy.

    Args:
        payload: The payload of the copy.
        text: The whole file.
        name: The name of the copy in an error.

    Raises:
        ReaderError: No block of the article is in the file.
    """
    blocks, footnotes = _parse_file(text)
    omitted = find_omitted_blocks(payload.article, payload.annotations)
    aligned = align_blocks(payload, blocks, omitted)
    is_recognised = any(each.original_index is not None and each.parsed_block for each in aligned)
    if not is_recognised and len(omitted) < len(payload.views):
        raise ReaderError(name, "what it keeps inside is another article than its text", "save the copy again")
    article, notices = _build_article(payload.article, aligned)
    mapping = EditMapping(payload.article, aligned)
    annotations, footnotes, footnote_notices = _apply_footnotes(payload.annotations, footnotes)
    if article.blocks != payload.article.blocks:
        annotations = _reanchor(annotations, mapping)
    new = list(_find_new_annotations(article.origin.id, annotations, footnotes, mapping))
    notices += [*footnote_notices, *_describe_annotations(annotations, new, mapping)]
    return EditedCopy(article, (*annotations, *new), tuple(notices))


def _parse_file(text: str) -> tuple[list[ParsedBlock], dict[str, Footnote]]:
    """The blocks of the article in the file, and its footnotes by their labels.

    Of footnotes with the same label the first one counts. Other text below the marker of the notes becomes a footnote
    without a reference.
    """
    comment = find_payload_comment(text)
    bare = text[: comment.start()] + text[comment.end() :] if comment else text
    body, _, notes = strip_front_matter(bare).partition(f"\n{NOTES_MARKER}")
    upper, lower = parse_markdown(body), parse_markdown(notes)
    added = tuple(source for source in lower.sources if not _is_generated(source))
    footnotes: dict[str, Footnote] = {}
    counts: Counter[str] = Counter()
    for footnote in (*upper.footnotes, *lower.footnotes, *([Footnote(_UNREFERENCED_LABEL, added)] if added else [])):
        label = footnote.label
        number = counts[label]
        counts[label] += 1
        footnotes[f"{label}{_UNREFERENCED_LABEL}{number}" if number else label] = footnote  # no label has a line end
    return upper.blocks, footnotes


def _is_generated(source: str) -> bool:
    """Whether a paragraph below the marker of the notes was written by dubao: a comment, figures, an unplaced note."""
    labels = [load_labels(language) for language in ("zh-Hant", "zh-Hans")]
    starts = [
        start for each in labels for start in (f"{each['unplaced']}：", f"| {each['figure']} | {each['value']} |")
    ]
    return source.startswith(("<!--", *starts))


# -- the article


def _build_article(original: Article, aligned_blocks: Sequence[AlignedBlock]) -> tuple[Article, list[str]]:
    """The article with the text of the file, and sentences on what was edited."""
    blocks = tuple(each.block for each in aligned_blocks)
    changed = sum(
        each.original_index is None or each.block != original.blocks[each.original_index] for each in aligned_blocks
    )
    deleted = len(original.blocks) - sum(each.original_index is not None for each in aligned_blocks)
    notices = []
    if changed or deleted:
        notices.append(f"its text was edited: paragraphs changed or new {changed}, taken out {deleted}")
    elif blocks != original.blocks:
        notices.append("its text was edited: paragraphs moved")
    article = replace(
        original,
        blocks=blocks,
        title=_choose_field(original.title, original, blocks, "headline"),
        deck=_choose_field(original.deck, original, blocks, "deck"),
    )
    return article, notices


def _choose_field(
    value: CleanText | None, original: Article, blocks: Sequence[Block], kind: BlockKind
) -> CleanText | None:
    """The title or the deck: the text of its block now, if it was the text of that block before."""
    before = next((block.text for block in original.blocks if block.kind == kind), None)
    after = next((block.text for block in blocks if block.kind == kind), None)
    return after if before is not None and before == value else value


# -- the annotations of the copy


def _apply_footnotes(
    annotations: Sequence[Annotation], footnotes: dict[str, Footnote]
) -> tuple[list[Annotation], dict[str, Footnote], list[str]]:
    """The annotations with the notes of their footnotes, the other footnotes, and sentences on what was edited."""
    others, notices, found = dict(footnotes), [], []
    for number, annotation in enumerate(annotations, 1):
        label = f"{_LABEL_PREFIX}{number}"
        footnote = others.pop(label, None)
        if footnote is None:
            if has_footnote(annotation):
                notices.append(f"footnote {label} was taken out; what it said is kept")
            found.append(annotation)
            continue
        paragraphs = footnote.paragraphs
        if paragraphs and paragraphs[-1] == render_attributes(annotation):
            paragraphs = paragraphs[:-1]
        note = parse_note(paragraphs)
        if note == annotation.note:
            found.append(annotation)
            continue
        notices.append(f"the note of footnote {label} was edited")
        found.append(replace(annotation, note=note, modified=make_timestamp()))
    return found, others, notices


def _reanchor(annotations: Sequence[Annotation], mapping: EditMapping) -> list[Annotation]:
    """The annotations in the edited text: in unchanged blocks, where their words were found, or at their highlight."""
    result: list[Annotation | None] = [_map_unchanged(annotation, mapping) for annotation in annotations]
    changed = [index for index, annotation in enumerate(result) if annotation is None]
    found = reanchor(mapping.new_text, [_move_to_block(annotations[index], mapping) for index in changed])
    for index, annotation in zip(changed, found, strict=True):
        moved = _apply_match(annotations[index], annotation)
        result[index] = _place_at_highlight(f"{_LABEL_PREFIX}{index + 1}", moved, mapping)
    return [annotation for annotation in result if annotation is not None]


def _map_unchanged(annotation: Annotation, mapping: EditMapping) -> Annotation | None:
    """The annotation in its moved blocks; None where they were edited or separated, or it had no place."""
    target = annotation.target
    if target is None:
        return annotation
    span = mapping.map_span(target) if annotation.is_placed else None
    if span is None or span == (target.start, target.end):
        return annotation if span else None
    return relocate_annotation(annotation, *span, annotation.score)


def _move_to_block(annotation: Annotation, mapping: EditMapping) -> Annotation:
    """The annotation with the position in the edited text near which its words are searched first."""
    assert annotation.target is not None  # one without is never looked for
    start, end = mapping.map_block_start(annotation.target)
    return replace(annotation, target=replace(annotation.target, start=start, end=end))


def _apply_match(annotation: Annotation, found: Annotation) -> Annotation:
    """The annotation where it was found; its history has its old place, not the one where the search began."""
    if found.target is None or not found.is_placed:
        return replace(annotation, state=found.state, score=found.score)
    return relocate_annotation(annotation, found.target.start, found.target.end, found.score)


def _place_at_highlight(label: str, annotation: Annotation, mapping: EditMapping) -> Annotation:
    """An unplaced annotation at the highlight of its footnote that is most similar to its quote, if there is any."""
    if annotation.is_placed or annotation.target is None:
        return annotation
    ratios: dict[tuple[int, int], float] = {}
    for start, end in islice(mapping.find_highlights(label), _MAX_HIGHLIGHTS):
        words = mapping.new_text.text[start:end]
        matcher = SequenceMatcher(None, words, annotation.target.exact, autojunk=False)
        comparable = is_comparable(words, annotation.target.exact)
        ratios[start, end] = matcher.ratio() if comparable else matcher.quick_ratio()
    span = max(ratios, key=ratios.__getitem__, default=None)
    if span is None or not ratios[span]:
        return annotation
    return relocate_annotation(annotation, *span, min(round(ratios[span], 3), _MAX_FUZZY_SCORE))


def _describe_annotations(
    annotations: Sequence[Annotation], new: Sequence[Annotation], mapping: EditMapping
) -> Iterator[str]:
    """Sentences on annotations without a place, without a highlight, and new ones."""
    if unplaced := sum(each.target is not None and not each.is_placed for each in annotations):
        yield f"annotations that have no certain place in it now: {unplaced}"
    placed = [each.target for each in annotations if each.target and each.is_placed]
    if unmarked := sum(not mapping.is_highlighted(target) for target in placed):
        yield f"marks taken out of the text, whose annotations are kept: {unmarked}"
    if new:
        yield f"new marks or notes in it: {len(new)}"


# -- annotations that are new in the file


def _find_new_annotations(
    article_id: str, annotations: Sequence[Annotation], footnotes: dict[str, Footnote], mapping: EditMapping
) -> Iterator[Annotation]:
    """Annotations for the highlights and footnotes in the file that are of no annotation of the copy.

    A footnote with a reference behind a highlight is a note on it, one with another reference a note on that block,
    and one without a reference a note on the article.

    Args:
        article_id: The id of the article.
        annotations: Those of the copy, in the edited text.
        footnotes: Those that are not of the copy.
        mapping: Between the texts.
    """
    unused = dict(footnotes)
    spans = ((each.target.start, each.target.end) for each in annotations if each.target and each.is_placed)
    annotated = _join_spans(sorted(spans))
    for index, each in enumerate(mapping.aligned_blocks):
        if each.parsed_block is None:
            continue
        references = {offset: label for label, offset in each.parsed_block.footnote_references if label in unused}
        for start, end in _join_spans(each.parsed_block.highlights):
            span = mapping.to_canonical(index, start, end)
            footnote = unused.pop(references.pop(end, ""), None)
            if footnote or not _is_covered(*span, annotated):
                yield _make_annotation(article_id, footnote, span, mapping)
        for label in references.values():
            block_span = mapping.to_canonical(index, 0, len(each.view.text))
            yield _make_annotation(article_id, unused.pop(label, None), block_span, mapping)
    for footnote in unused.values():
        yield _make_annotation(article_id, footnote, None, mapping)


def _make_annotation(
    article_id: str, footnote: Footnote | None, span: tuple[int, int] | None, mapping: EditMapping
) -> Annotation:
    """An annotation whose id is the same whenever the same file is read."""
    note = parse_note(footnote.paragraphs) if footnote else ""
    start, end = span or (None, None)
    identity = uuid5(NAMESPACE_URL, f"{article_id} {start} {end} {note}")
    target = mapping.new_text.make_target(*span) if span else None
    return Annotation(f"urn:uuid:{identity}", make_timestamp(), make_timestamp(), target, note=note)


def _join_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans, which are sorted, with those that touch or overlap joined; empty ones are left out."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined


def _is_covered(start: int, end: int, joined_spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are sorted and do not touch, contains a span."""
    index = bisect_right(joined_spans, start, key=itemgetter(0)) - 1
    return index >= 0 and end <= joined_spans[index][1]
