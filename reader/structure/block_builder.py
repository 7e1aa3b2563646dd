"""Builds blocks from classified lines: spans, credits, scripts.

It works on one section at a time, because a run-in is recognised by the run-ins of the paragraphs near it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Block, CleanText, Span
from reader.script.detect import detect_scripts
from reader.structure.captions import get_credit
from reader.structure.datelines_and_run_ins import find_dateline, find_run_ins
from reader.structure.lexicon import lazy_pattern
from reader.structure.people import remove_padding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.structure.datelines_and_run_ins import RunInCandidate
    from reader.structure.lines import ClassifiedLine

SECTION_LINES_MAX = 48
"""Lines of a section at most; a longer one is split, so that the first page is shown without delay."""
_SCRIPT_SAMPLE_SIZE = 8_000
"""Code points at either end of a block that decide its script."""
_DATELINE_PARAGRAPHS_MAX = 3
"""Paragraphs that may open with a dateline."""
_LINK_OR_URL = lazy_pattern(
    r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<to>https?://[^() ]{1,500})\)|https?://[!#-;=?-Z_a-z~%]{1,500}"
)
_STRONG = lazy_pattern(r"\*\*([^*\n]{1,200})\*\*")


def split_into_sections(lines: Iterable[ClassifiedLine]) -> Iterator[list[ClassifiedLine]]:
    """Yield the lines in sections, each of which begins at a heading or where the one before is full."""
    section: list[ClassifiedLine] = []
    for classified in lines:
        if section and (classified.kind == "heading" or len(section) >= SECTION_LINES_MAX):
            yield section
            section = []
        section.append(classified)
    if section:
        yield section


def build_blocks(section: Sequence[ClassifiedLine], paragraphs_before: int) -> list[Block]:
    """Return the blocks of a section, one for each line.

    Args:
        section: Its lines.
        paragraphs_before: Paragraphs of the article before it; only the first few have datelines.
    """
    phrases = iter(find_run_ins([classified.line for classified in section if classified.kind == "paragraph"]))
    # The two ends of a line are enough to detect its script, however long it is.
    texts: list[str] = [classified.line.text for classified in section]
    scripts = detect_scripts(
        [
            text if len(text) <= 2 * _SCRIPT_SAMPLE_SIZE else text[:_SCRIPT_SAMPLE_SIZE] + text[-_SCRIPT_SAMPLE_SIZE:]
            for text in texts
        ]
    )
    made: list[Block] = []
    for classified, script in zip(section, scripts, strict=True):
        kind, line, text = classified.kind, classified.line, classified.line.text
        phrase, leads = None, False
        if kind == "paragraph":
            phrase, leads = next(phrases), paragraphs_before < _DATELINE_PARAGRAPHS_MAX
            paragraphs_before += 1
        spans: tuple[Span, ...] = ()
        name: CleanText | None = None
        if phrase is not None or leads or kind == "caption" or "://" in text or "**" in text:
            spans, name = _build_spans(classified, phrase, may_have_dateline=leads)
        made.append(Block(kind, text, line.number, line.end_number, script, spans, name))
    return made


def _build_spans(
    classified: ClassifiedLine, run_in: RunInCandidate | None, *, may_have_dateline: bool
) -> tuple[tuple[Span, ...], CleanText | None]:
    """The spans of a block, and the names in its credit; None without a credit."""
    line, text = classified.line, classified.line.text
    spans: list[Span] = []
    name: CleanText | None = None
    if may_have_dateline and (found := find_dateline(line)) is not None:
        spans.append(Span("dateline", 0, found.end))
    if run_in is not None:
        spans.append(Span("run_in", run_in.start, run_in.end))
    if classified.kind == "caption" and (made := get_credit(line)) is not None:
        spans.append(Span("credit", made.start, made.end))
        name = CleanText("、".join(remove_padding(text[a:b]) for a, b in made.names)) or None
    if "://" in text:
        spans.extend(
            Span("link", *match.span(), href=match["to"] or match.group()) for match in _LINK_OR_URL().finditer(text)
        )
    if "**" in text:
        spans.extend(Span("strong", *match.span(1)) for match in _STRONG().finditer(text))
    return tuple(spans), name
