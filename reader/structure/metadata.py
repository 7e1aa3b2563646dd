"""Reads the fields of an article from its blocks: title, deck, breadcrumb, date, outlet, authors, editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import find_breadcrumb
from reader.structure.datelines_and_run_ins import find_dateline
from reader.structure.lexicon import lazy_pattern
from reader.structure.lines import ENDING_SIZE, Line, normalize_chars
from reader.structure.metadata_lines import (
    METADATA_LINE_MAX,
    find_agency,
    find_name_with_outlet,
    find_reporters,
    split_metadata_line,
)
from reader.structure.people import find_names, remove_padding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Block

_VALUE_EDGES = " \u3000\u00a0|/:：,，、;；()（）[]【】"
_OUTLET_WITH_PLACE = lazy_pattern(r"(.{2,12})\([^()]{2,6}\)$")
_EDITOR_CODE = lazy_pattern(r"[A-Za-z]{1,3}\d{3,6}")
_REPORTER_SIGNATURE = lazy_pattern(r"\((?P<in>[^()]{0,14}(?:记者|通讯员|实习生)[^()]{2,40})\)[。]?$")
_EDITOR_SIGNATURE = lazy_pattern(r"\((?:[^()]{0,16}[;,/ ])?编辑:(?P<who>[^()]{2,20})\) ?(?:\d{7})?[。]?$")
_SIGNING_ROLES = ("记者", "通讯员", "实习生")
_NAME_SIGNATURE = lazy_pattern(r"[。!?”…]\((?P<who>[^()。:]{2,24}?)(?P<place>/[^()/ ]{2,8}(?:报导|报道|专电|特稿))?\)$")
"""The author after the last sentence: （名） or （名／某地报道）."""
_REPORTER_NAME = lazy_pattern(r"[^ |:]{0,8}记者[^ |:]{2,20}")
_UPDATE_LABEL = lazy_pattern(r"(?:更新|修改|Updated|updated)[^\d]{0,8}$")
_PUBLICATION_LABEL = lazy_pattern(r"(?:发布|发表|刊登|出版|建立|上架|发稿|见报|首发)[^\d]{0,8}$")
_LABEL_DISTANCE = 14
"""Code points before a date in which its label is looked for."""
_EDITOR_LABEL = lazy_pattern(r" (?:责任|本文)?编辑 ?:")
"""The label of the editor in the middle of a note: 本文来源：某某日报 责任编辑：某某."""
_METADATA_LINES_MAX = 200
"""Metadata lines that are read; a text of more of them is a list, and the screen would stand still meanwhile."""
_HEADING_MARKS = "#＃ \u3000\u00a0"


class ArticleMetadata:
    """The fields that the metadata lines of an article give; names and outlets as printed."""

    def __init__(self) -> None:
        self.title: CleanText | None = None
        self.deck: CleanText | None = None
        self.breadcrumb: tuple[CleanText, ...] = ()
        self.date: str | None = None
        self.is_date_of_update = False
        """Whether the date is that of a change; a date of publication replaces it."""
        self.outlet: CleanText | None = None
        self.has_labelled_outlet = False
        """Whether the outlet has a label (来源); an outlet without a label does not replace it."""
        self.authors: list[CleanText] = []
        self.editors: list[CleanText] = []


def read_metadata(blocks: Iterable[Block]) -> ArticleMetadata:
    """Return the fields from metadata lines, datelines and the reporters named at the end of a paragraph."""
    result = ArticleMetadata()
    agency: CleanText | None = None
    signing_reporters: list[CleanText] = []
    last: Block | None = None
    line_count = 0
    for block in blocks:
        kind = block.kind
        if kind == "headline" and result.title is None:
            result.title = CleanText(block.text.lstrip(_HEADING_MARKS)) if block.text.startswith("#") else block.text
        elif kind == "deck" and result.deck is None:
            result.deck = block.text
        elif kind == "breadcrumb" and not result.breadcrumb:
            result.breadcrumb = tuple(
                CleanText(block.text[a:b]) for a, b in find_breadcrumb(normalize_chars(block.text))
            )
        elif kind in ("date", "source", "byline", "editor") or (
            kind == "note"
            and len(block.text) <= METADATA_LINE_MAX
            and _EDITOR_LABEL().search(normalize_chars(block.text)) is not None
        ):
            line_count += 1
            if line_count <= _METADATA_LINES_MAX:
                _read_metadata_line(block, result)
        elif kind == "paragraph":
            if last is not None:
                _add_placed_reporters(last, signing_reporters)
            last = block
            if (
                block.spans
                and block.find_span("dateline") is not None
                and (found := find_dateline(Line(block.text, 0, 1, 0, 0))) is not None
            ):
                _add_names(signing_reporters, block.text, found.reporters)
                if found.outlet and agency is None:
                    agency = CleanText(block.text[slice(*found.outlet)])
    if last is not None:
        _add_signing_reporters(last, signing_reporters)
        _add_signing_editors(last, result.editors)
    for name in signing_reporters:
        if name not in result.authors:
            result.authors.append(name)
    result.outlet = result.outlet or agency
    return result


def _read_metadata_line(block: Block, metadata: ArticleMetadata) -> None:
    """Fill the fields from all parts of one metadata line."""
    text = block.text
    normalized = normalize_chars(text)
    found, _ = split_metadata_line(normalized)
    named = len(metadata.authors)
    has_labelled_outlet = metadata.has_labelled_outlet
    for part in found:
        value = text[part.start : part.end].strip(_VALUE_EDGES)
        if part.field == "date" and part.date and block.kind != "editor":
            _take_date(metadata, part.date, normalized[max(0, part.start - _LABEL_DISTANCE) : part.start])
        elif part.field == "source" and value and (metadata.outlet is None or (part.label and not has_labelled_outlet)):
            printed = text[part.start : part.end].strip()
            place = _OUTLET_WITH_PLACE().match(normalize_chars(printed)) if printed.endswith((")", "）")) else None
            metadata.outlet = CleanText(printed[: place.end(1)].strip(_VALUE_EDGES) if place else value)
            metadata.has_labelled_outlet = has_labelled_outlet = has_labelled_outlet or bool(part.label)
        elif part.field == "author" and part.label:
            _add_names(metadata.authors, text, find_names(normalized, part.start, part.end, has_role=True)[0])
        elif part.field == "editor":
            names = find_names(normalized, part.start, part.end, has_role=True)[0]
            _add_names(metadata.editors, text, names)
            if not names and value[-1:].isdecimal() and _EDITOR_CODE().fullmatch(value):
                metadata.editors.append(CleanText(value))
    if block.kind in ("date", "source") and not metadata.authors and "记者" in normalized:
        for match in _REPORTER_NAME().finditer(normalized):  # 记者张三/台北报导 2021-10-05
            _add_names(
                metadata.authors,
                text,
                [(a + match.start(), b + match.start()) for a, b in find_reporters(match.group())],
            )
    if block.kind == "byline":
        if (agency := find_agency(normalized)) is not None and metadata.outlet is None:
            metadata.outlet = CleanText(text[slice(*agency)])
        if "/" in normalized and (pair := find_name_with_outlet(normalized)) is not None:
            metadata.outlet = metadata.outlet or CleanText(text[slice(*pair[1])])
        people = find_reporters(normalized)
        if len(metadata.authors) == named or people:
            _add_names(metadata.authors, text, people or find_names(normalized, 0, len(normalized), has_role=False)[0])


def _take_date(metadata: ArticleMetadata, date: str, label: str) -> None:
    """Take a printed date if it is the first, adds a time to the same day, or is one of publication after one of a
    change.
    """
    is_first = metadata.date is None or ("T" not in metadata.date and date.startswith(metadata.date))
    if is_first or (metadata.is_date_of_update and _PUBLICATION_LABEL().search(label) is not None):
        metadata.date = date
        metadata.is_date_of_update = _UPDATE_LABEL().search(label) is not None


def _add_signing_reporters(block: Block, names: list[CleanText]) -> None:
    """Add the reporters at the end of the last paragraph: （记者 张三）."""
    tail = block.text[-ENDING_SIZE:]
    normalized = normalize_chars(tail)
    if (
        normalized.endswith((")", ")。"))
        and any(role in normalized for role in _SIGNING_ROLES)
        and (match := _REPORTER_SIGNATURE().search(normalized)) is not None
    ):
        offset = match.start("in")
        _add_names(names, tail, [(a + offset, b + offset) for a, b in find_reporters(match["in"])])
    elif normalized.endswith(")") and (match := _NAME_SIGNATURE().search(normalized)) is not None:
        found, rest = find_names(normalized, *match.span("who"), has_role=bool(match["place"]))
        if not rest:
            _add_names(names, tail, found)


def _add_placed_reporters(block: Block, names: list[CleanText]) -> None:
    """Add the reporters at the end of a paragraph that is not the last, where their place says that they sign it.

    Appeals and helplines may stand behind it: （张三／台北报导）.
    """
    if block.text[-1:] in ")）" and any(word in block.text[-8:] for word in ("報導", "报导", "報道", "报道")):
        _add_signing_reporters(block, names)


def _add_signing_editors(block: Block, names: list[CleanText]) -> None:
    """Add the editors at the end of the last paragraph, as a Taiwanese agency prints them: （編輯：張三）1120105."""
    tail = block.text[-ENDING_SIZE:]
    normalized = normalize_chars(tail)
    if "编辑:" in normalized and (match := _EDITOR_SIGNATURE().search(normalized)) is not None:
        _add_names(names, tail, find_names(normalized, *match.span("who"), has_role=True)[0])


def _add_names(names: list[CleanText], text: str, ranges: Iterable[tuple[int, int]]) -> None:
    """Add names as printed, once each, without the padding of two-character names."""
    for start, end in ranges:
        name = remove_padding(text[start:end])
        if name not in names:
            names.append(CleanText(name))
