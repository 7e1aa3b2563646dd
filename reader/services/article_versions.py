"""What has changed from one stored text of an article to the next, as commands and screens show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.figures.context import detect_context
from reader.model import Article, Block, CleanText, clean
from reader.model.figure import figure_json
from reader.services.article_changes import compare_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.annotations.model import Annotation, CanonicalText
    from reader.library.library import Library
    from reader.library.records import LibraryEntry
    from reader.services.article_changes import FigureChange, Sentence, SentenceChange, TextChanges


class VersionChanges(NamedTuple):
    """What the next text of an article changed in one of its versions."""

    number: int
    """Of the version."""
    replaced: str
    """When the next text took its place: ISO 8601, UTC."""
    date: str | None
    """The date of publication that the version printed."""
    changes: TextChanges


def compare_versions(
    library: Library, entry: LibraryEntry, date: str | None = None, region: str | None = None
) -> list[VersionChanges]:
    """What has changed from each stored version of an article to the next, the latest change first.

    Args:
        library: The library.
        entry: The article.
        date: The day that figures are read with; None for the article's own.
        region: The region that they are read with; None for what the text says.

    Raises:
        ReaderError: The library cannot be read.
    """
    versions = library.load_versions(entry.id)
    if not versions:
        return []
    texts = [_split_blocks(version.canonical) for version in versions]
    texts.append(_split_blocks(library.load_canonical_text(entry.id)))
    blocks = tuple(Block("paragraph", text) for text in texts[-1])
    context = detect_context(Article(entry.origin, blocks, date=entry.date, outlet=entry.outlet), date, region)
    steps = [
        VersionChanges(version.number, version.replaced, version.date, compare_texts(old, new, context))
        for version, old, new in zip(versions, texts, texts[1:], strict=False)
    ]
    return steps[::-1]


def _split_blocks(canonical: CanonicalText) -> list[CleanText]:
    """The texts of the blocks of a canonical text."""
    return [CleanText(text) for text in canonical.text.split("\n")]


def versions_json(
    entry: LibraryEntry,
    steps: Sequence[VersionChanges],
    annotations: Iterable[Annotation],
    convert: Callable[[CleanText], str] = str,
) -> dict[str, Any]:
    """What has changed in an article as plain values, as `dubao diff --json` prints it.

    Args:
        entry: The article.
        steps: What compare_versions found.
        annotations: Those on the article.
        convert: Gives a text in the script that is asked for.
    """
    return {
        "schema": "dubao-diff-1",
        "id": entry.id,
        "title": convert(clean(entry.display_name)),
        "gone": entry.gone,
        "changes": [
            {
                "from": step.number,
                "to": step.number + 1,
                "replaced": step.replaced,
                "date": step.date,
                "figures": [_figure_change_json(change, convert) for change in step.changes.figures],
                "sentences": [_sentence_change_json(change, convert) for change in step.changes.sentences],
            }
            for step in steps
        ],
        "annotations": [
            {"id": each.id, "state": each.state, "quote": convert(clean(each.target.exact))}
            for each in annotations
            if each.target and each.state != "exact"
        ],
    }


def _figure_change_json(change: FigureChange, convert: Callable[[CleanText], str]) -> dict[str, Any]:
    sentences = change.change.old, change.change.new
    old, new = (
        figure_json(figure, sentence.block) | {"text": convert(clean(figure.text))} if figure and sentence else None
        for figure, sentence in zip((change.old, change.new), sentences, strict=True)
    )
    return {"subject": convert(clean(change.subject)), "old": old, "new": new}


def _sentence_change_json(change: SentenceChange, convert: Callable[[CleanText], str]) -> dict[str, Any]:
    return {"kind": change.kind, "old": _sentence_json(change.old, convert), "new": _sentence_json(change.new, convert)}


def _sentence_json(sentence: Sentence | None, convert: Callable[[CleanText], str]) -> dict[str, Any] | None:
    if sentence is None:
        return None
    return {
        "block": sentence.block,
        "start": sentence.start,
        "end": sentence.end,
        "text": convert(sentence.text),
    }
