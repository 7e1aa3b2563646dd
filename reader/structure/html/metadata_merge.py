"""The fields of a page: what it prints, checked and completed by what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.dates import dates_in
from reader.structure.lines import shade
from reader.structure.people import is_desk, is_outlet, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Block
    from reader.structure.html.page_metadata import Meta
    from reader.structure.metadata import Fields

_OUTLET_MAX = 20
_EDGE = " _-|·—@:"


class Found:
    """The fields that both have a say in."""

    def __init__(self) -> None:
        self.title: CleanText | None = None
        self.date: str | None = None
        self.outlet: CleanText | None = None
        self.authors: list[CleanText] = []


def vote(printed: Fields, meta: Meta, furniture: Sequence[Block]) -> Found:
    """Field by field: what is printed counts, unless the page itself denies it; meta tags fill what is missing.

    Args:
        printed: From the article's blocks.
        meta: From the page's head.
        furniture: The blocks of date, source and byline, for the other dates in them.
    """
    found = Found()
    found.title = printed.title
    found.date = _date(printed.date, meta.dates, furniture)
    named = (block.text for block in furniture if block.kind == "source")
    found.outlet = printed.outlet or next((name for name in named if _is_outlet(name)), None)
    sites = meta.outlets + meta.sites + _site(meta.titles, found.title)
    found.outlet = found.outlet or next((name for name in sites if _is_outlet(name)), None)
    found.authors = printed.authors or [name for name in dict.fromkeys(meta.authors) if is_person(shade(name))][:4]
    return found


def _site(titles: Sequence[str], title: str | None) -> list[CleanText]:
    """The outlet behind the headline in the title of the page."""
    own = shade(title or "")
    found = []
    for text in titles:
        shadow = shade(text)
        if own and shadow.startswith(own) and (word := shadow[len(own) :].strip(_EDGE)) and len(word) <= _OUTLET_MAX:
            last = max(shadow.rfind(sign) for sign in "_-|·—@: ") + 1
            if last > len(own) and is_outlet(shadow[last:]) and not is_desk(shadow[last:]):
                found.append(CleanText(text[last:]))
    return found


def _is_outlet(name: str) -> bool:
    return 2 <= len(name) <= _OUTLET_MAX and "://" not in name and not name.startswith("@")


def _date(printed: str | None, known: Sequence[str], furniture: Sequence[Block]) -> str | None:
    """The printed date, of several the one with the day of the metadata; where none is printed, the metadata's own."""
    if printed is None:
        days = [date for date in known if "T" in date]
        first = known[0] if known else None
        return next((date for date in days if first and date.startswith(first[:10])), first)
    days_known = {date[:10] for date in known}
    if not known or printed[:10] in days_known:
        return printed
    for block in furniture:
        for date in dates_in(shade(block.text)):
            if date.value[:10] in days_known:
                return date.value
    return printed
