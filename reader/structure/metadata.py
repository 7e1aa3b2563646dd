"""The fields of an article, from its blocks: title, deck, breadcrumb, date, outlet, authors, editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import breadcrumb
from reader.structure.furniture import FURNITURE_MAX, parts, reporters, wire
from reader.structure.lead_ins import dateline
from reader.structure.lexicon import lazy
from reader.structure.lines import ENDING, Line, shade
from reader.structure.people import names_in, unpadded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Block

_EDGE = " \u3000\u00a0|/:：,，、;；()（）[]【】"
_PLACE = lazy(r"(.{2,12})\([^()]{2,6}\)$")
_CODE = lazy(r"[A-Za-z]{1,3}\d{3,6}")
_SIGNED_END = lazy(r"\((?P<in>[^()]{0,14}(?:记者|通讯员|实习生)[^()]{2,40})\)[。]?$")
_EDITED_END = lazy(r"\((?:[^()]{0,16}[;,/ ])?编辑:(?P<who>[^()]{2,20})\) ?(?:\d{7})?[。]?$")
_SIGNERS = ("记者", "通讯员", "实习生")
_NAMED = lazy(r"[^ |:]{0,8}记者[^ |:]{2,20}")
_EDITOR = lazy(r" (?:责任|本文)?编辑 ?:")
"""In a note that goes on with it: 本文来源：某某日报 责任编辑：某某."""
_MARKS = "#＃ \u3000\u00a0"


class Fields:
    """What the furniture says about an article; names and outlets as printed."""

    def __init__(self) -> None:
        self.title: CleanText | None = None
        self.deck: CleanText | None = None
        self.breadcrumb: tuple[CleanText, ...] = ()
        self.date: str | None = None
        self.outlet: CleanText | None = None
        self.authors: list[CleanText] = []
        self.editors: list[CleanText] = []


def fields(blocks: Iterable[Block]) -> Fields:
    """Reads the furniture, the datelines and the reporters named at the end of a paragraph."""
    result = Fields()
    agency: CleanText | None = None
    signed: list[CleanText] = []
    last: Block | None = None
    for block in blocks:
        kind = block.kind
        if kind == "headline" and result.title is None:
            result.title = CleanText(block.text.lstrip(_MARKS)) if block.text.startswith("#") else block.text
        elif kind == "deck" and result.deck is None:
            result.deck = block.text
        elif kind == "breadcrumb" and not result.breadcrumb:
            result.breadcrumb = tuple(CleanText(block.text[a:b]) for a, b in breadcrumb(shade(block.text)))
        elif kind in ("date", "source", "byline", "editor") or (
            kind == "note" and len(block.text) <= FURNITURE_MAX and _EDITOR().search(shade(block.text)) is not None
        ):
            _read(block, result)
        elif kind == "paragraph":
            last = block
            if (
                block.spans
                and block.span("dateline") is not None
                and (found := dateline(Line(block.text, 0, 1, 0, 0))) is not None
            ):
                _add(signed, block.text, found.people)
                if found.outlet and agency is None:
                    agency = CleanText(block.text[slice(*found.outlet)])
    if last is not None:
        _sign_off(last, signed)
        _edited(last, result.editors)
    for name in signed:
        if name not in result.authors:
            result.authors.append(name)
    result.outlet = result.outlet or agency
    return result


def _read(block: Block, result: Fields) -> None:
    """Fills the fields from all parts of one line of furniture."""
    text = block.text
    shadow = shade(text)
    found, _ = parts(shadow)
    named = len(result.authors)
    for part in found:
        value = text[part.start : part.end].strip(_EDGE)
        if (
            part.field == "date"
            and part.date
            and (result.date is None or ("T" not in result.date and part.date.startswith(result.date)))
        ):
            if block.kind != "editor":
                result.date = part.date
        elif part.field == "source" and result.outlet is None and value:
            printed = text[part.start : part.end].strip()
            place = _PLACE().match(shade(printed)) if printed.endswith((")", "）")) else None
            result.outlet = CleanText(printed[: place.end(1)].strip(_EDGE) if place else value)
        elif part.field == "author" and part.label:
            _add(result.authors, text, names_in(shadow, part.start, part.end, labelled=True)[0])
        elif part.field == "editor":
            names = names_in(shadow, part.start, part.end, labelled=True)[0]
            _add(result.editors, text, names)
            if not names and value[-1:].isdecimal() and _CODE().fullmatch(value):
                result.editors.append(CleanText(value))
    if block.kind in ("date", "source") and not result.authors and "记者" in shadow:
        for match in _NAMED().finditer(shadow):  # 记者张三/台北报导 2021-10-05
            _add(result.authors, text, [(a + match.start(), b + match.start()) for a, b in reporters(match.group())])
    if block.kind == "byline":
        if (agency := wire(shadow)) is not None and result.outlet is None:
            result.outlet = CleanText(text[slice(*agency)])
        people = reporters(shadow)
        if len(result.authors) == named or people:
            _add(result.authors, text, people or names_in(shadow, 0, len(shadow), labelled=False)[0])


def _sign_off(block: Block, names: list[CleanText]) -> None:
    """（记者 张三） at the end of the last paragraph."""
    tail = block.text[-ENDING:]
    shadow = shade(tail)
    if (
        shadow.endswith((")", ")。"))
        and any(role in shadow for role in _SIGNERS)
        and (match := _SIGNED_END().search(shadow)) is not None
    ):
        offset = match.start("in")
        _add(names, tail, [(a + offset, b + offset) for a, b in reporters(match["in"])])


def _edited(block: Block, names: list[CleanText]) -> None:
    """（編輯：張三）1120105 at the end of the last paragraph, as an agency of Taiwan prints it."""
    tail = block.text[-ENDING:]
    shadow = shade(tail)
    if "编辑:" in shadow and (match := _EDITED_END().search(shadow)) is not None:
        _add(names, tail, names_in(shadow, *match.span("who"), labelled=True)[0])


def _add(names: list[CleanText], text: str, found: Iterable[tuple[int, int]]) -> None:
    """Adds names as printed, once each, without the padding of two-character names."""
    for start, end in found:
        name = unpadded(text[start:end])
        if name not in names:
            names.append(CleanText(name))
