"""From drafts to blocks: spans, credits, scripts; a section at a time, so that run-ins see their siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Block, CleanText, Span
from reader.script.detect import scripts_of
from reader.structure.captions import credit
from reader.structure.lead_ins import dateline, run_ins
from reader.structure.lexicon import lazy
from reader.structure.people import unpadded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.structure.lead_ins import Phrase
    from reader.structure.lines import Draft

SECTION_MAX = 48
"""Drafts in a section at most; a longer one is cut there, so that the first screenful need not wait."""
_TELLING = 8_000
"""Code points at either end of a block that decide its script."""
_LEAD = 3
"""Paragraphs that may open with a dateline."""
_LINK = lazy(r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<to>https?://[^() ]{1,500})\)|https?://[!#-;=?-Z_a-z~%]{1,500}")
_STRONG = lazy(r"\*\*([^*\n]{1,200})\*\*")


def sections(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Drafts cut before every heading."""
    section: list[Draft] = []
    for draft in drafts:
        if section and (draft.kind == "heading" or len(section) >= SECTION_MAX):
            yield section
            section = []
        section.append(draft)
    if section:
        yield section


def blocks(section: Sequence[Draft], paragraphs: int) -> list[Block]:
    """The blocks of a section; `paragraphs` is how many paragraphs came before it."""
    phrases = iter(run_ins([draft.line for draft in section if draft.kind == "paragraph"]))
    # Of a line of megabytes its two ends tell the script.
    texts: list[str] = [draft.line.text for draft in section]
    scripts = scripts_of([text if len(text) <= 2 * _TELLING else text[:_TELLING] + text[-_TELLING:] for text in texts])
    made: list[Block] = []
    for draft, script in zip(section, scripts, strict=True):
        kind, line, text = draft.kind, draft.line, draft.line.text
        phrase, leads = None, False
        if kind == "paragraph":
            phrase, leads = next(phrases), paragraphs < _LEAD
            paragraphs += 1
        spans: tuple[Span, ...] = ()
        name: CleanText | None = None
        if phrase is not None or leads or kind == "caption" or "://" in text or "**" in text:
            spans, name = _spans(draft, phrase, leads=leads)
        made.append(Block(kind, text, line.number, line.end, script, spans, name))
    return made


def _spans(draft: Draft, phrase: Phrase | None, *, leads: bool) -> tuple[tuple[Span, ...], CleanText | None]:
    """The spans of a block, and the names in its credit."""
    line, text = draft.line, draft.line.text
    spans: list[Span] = []
    name: CleanText | None = None
    if leads and (found := dateline(line)) is not None:
        spans.append(Span("dateline", 0, found.end))
    if phrase is not None:
        spans.append(Span("run_in", phrase.start, phrase.end))
    if draft.kind == "caption" and (made := credit(line)) is not None:
        spans.append(Span("credit", made.start, made.end))
        name = CleanText("、".join(unpadded(text[a:b]) for a, b in made.names)) or None
    if "://" in text:
        spans.extend(Span("link", *match.span(), href=match["to"] or match.group()) for match in _LINK().finditer(text))
    if "**" in text:
        spans.extend(Span("strong", *match.span(1)) for match in _STRONG().finditer(text))
    return tuple(spans), name
