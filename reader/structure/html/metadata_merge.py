"""Merges the fields that a page prints with those of its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.dates import find_dates
from reader.structure.lines import normalize_chars
from reader.structure.people import is_desk, is_outlet, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Block
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.metadata import ArticleMetadata

_OUTLET_NAME_MAX = 20
_TITLE_EDGES = " _-|·—@:"


class MergedMetadata:
    """The fields that are in both."""

    def __init__(self) -> None:
        self.title: CleanText | None = None
        self.date: str | None = None
        self.outlet: CleanText | None = None
        self.authors: list[CleanText] = []


def merge_metadata(
    printed: ArticleMetadata, page_metadata: PageMetadata, metadata_blocks: Sequence[Block]
) -> MergedMetadata:
    """Return the printed fields, unless the metadata contradict them; meta tags fill the missing ones.

    Args:
        printed: Those of the article's blocks.
        page_metadata: Those of the page's head.
        metadata_blocks: The blocks of date, source and byline, for further dates in them.
    """
    found = MergedMetadata()
    found.title = printed.title
    found.date = _choose_date(printed.date, page_metadata.dates, metadata_blocks)
    printed_names = (block.text for block in metadata_blocks if block.kind == "source")
    found.outlet = printed.outlet or next((name for name in printed_names if _is_possible_outlet(name)), None)
    sites = page_metadata.outlets + page_metadata.site_names + _find_site_outlets(page_metadata.titles, found.title)
    sites = [CleanText(name.partition("|")[0].strip()) for name in sites]
    found.outlet = found.outlet or next((name for name in sites if _is_possible_outlet(name)), None)
    editors = set(printed.editors)
    named = [name for name in dict.fromkeys(page_metadata.authors) if is_person(normalize_chars(name))]
    found.authors = printed.authors or [name for name in named if name not in editors][:4]
    return found


def _find_site_outlets(titles: Sequence[str], title: str | None) -> list[CleanText]:
    """The outlets after the headline in the titles of the page."""
    own = normalize_chars(title or "")
    found = []
    for text in titles:
        normalized = normalize_chars(text)
        if (
            own
            and normalized.startswith(own)
            and (word := normalized[len(own) :].strip(_TITLE_EDGES))
            and len(word) <= _OUTLET_NAME_MAX
        ):
            last = max(normalized.rfind(sign) for sign in "_-|·—@: ") + 1
            if last > len(own) and is_outlet(normalized[last:]) and not is_desk(normalized[last:]):
                found.append(CleanText(text[last:]))
    return found


def _is_possible_outlet(name: str) -> bool:
    return 2 <= len(name) <= _OUTLET_NAME_MAX and "://" not in name and not name.startswith("@")


def _choose_date(printed: str | None, metadata_dates: Sequence[str], metadata_blocks: Sequence[Block]) -> str | None:
    """The printed date, of several the one with the day of the metadata; without one, that of the metadata."""
    if printed is None:
        of_first_day = [date for date in metadata_dates if date[:10] == metadata_dates[0][:10]]
        return next((date for date in of_first_day if "T" in date), next(iter(of_first_day), None))
    days_known = {date[:10] for date in metadata_dates}
    if printed[:10] in days_known:
        return printed
    for block in metadata_blocks:
        for date in find_dates(normalize_chars(block.text)):
            if date.value[:10] in days_known:
                return date.value
    return printed
