"""FigureContext: the date, region and currency that the figures of an article are read with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast

from reader.figures.lexicon import fold, rows
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Block

Region = Literal["CN", "HK", "TW", "MO"]
CURRENCIES: dict[str, str] = {"CN": "CNY", "HK": "HKD", "TW": "TWD", "MO": "MOP"}
_ISO_DATE = lazy_pattern(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(-(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))?)?(?![0-9])")
"""A date as far as it is one: YYYY, YYYY-MM or YYYY-MM-DD; the last has its day as a group."""
_SAMPLE = 12_000
"""Code points of an article whose place names are counted."""


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What figures are read with; made once for an article."""

    date: str = ""
    """YYYY-MM-DD, with or without a time; "" where it is not known."""
    region: Region = "CN"
    """The region whose units and dates are meant: 斤, 碼, 113年."""
    currency: str = ""
    """ISO 4217 code of a bare 元; "" for the currency of the region."""

    @property
    def default_currency(self) -> str:
        """The currency of a bare 元."""
        return self.currency or CURRENCIES[self.region]

    @property
    def year(self) -> int:
        """The year of the article; 0 where its date is not known."""
        return int(self.date[:4]) if self.date else 0

    @property
    def day(self) -> int:
        """The day of the month of the article; 0 where it is not known."""
        return int(self.date[8:10]) if len(self.date) >= 10 else 0

    def shift_month(self, shift: int = 0) -> tuple[int, int]:
        """Year and month of the article, or of months before and after it."""
        number = self.year * 12 + (int(self.date[5:7]) if len(self.date) >= 7 else 1) - 1 + shift
        return max(0, number // 12), number % 12 + 1

    def infer_year(self, month: int) -> int | None:
        """The year of a month that is printed without one: in January, December was last year; None without a date."""
        if not self.date:
            return None
        own = self.shift_month()[1]
        return self.year - 1 if len(self.date) >= 7 and month - own > 6 else self.year


def detect_context(article: Article, date: str | None = None, region: str | None = None) -> FigureContext:
    """The context of an article: its own date, and the region of its outlet, its dateline or its places.

    Args:
        article: As written; the script it is written in says nothing here.
        date: In place of its own.
        region: In place of what is found: CN, HK, TW or MO.
    """
    home = cast("Region | None", region) or _outlet(article.outlet)
    about = _about(article.blocks)
    if home is None:
        home = _dateline(article.blocks) or (_most(about))
    currency = "CNY" if not region and _mainland(about, home) else ""
    return FigureContext(_find_iso_date(date or article.date or ""), home or "CN", currency)


def _find_iso_date(date: str) -> str:
    """A date as far as it is YYYY, YYYY-MM or YYYY-MM-DD, with its time; "" for other text, which a copy may have."""
    found = _ISO_DATE().match(date)
    return (date if found[1] else found[0]) if found else ""


def _mainland(about: dict[Region, int], home: Region | None) -> bool:
    """Whether an outlet of another region writes of the mainland: a Hong Kong paper on Hunan means renminbi."""
    return home not in (None, "CN") and about.get("CN", 0) > 2 * about.get(home, 0) + 1


def _outlet(name: str | None) -> Region | None:
    folded = fold(name or "")
    return next((region for outlet, region in _outlets() if outlet in folded), None)


_DATELINE_BLOCKS = 1_000
"""Blocks in which a dateline is looked for: it opens the first paragraphs."""


def _dateline(blocks: Iterable[Block]) -> Region | None:
    for block in islice(blocks, _DATELINE_BLOCKS):
        if span := block.find_span("dateline"):
            about = _count(fold(block.text[span.start : span.end]))
            return _most(about)
    return None


def _about(blocks: Iterable[Block]) -> dict[Region, int]:
    text, size = [], 0
    for block in blocks:
        if block.kind in ("headline", "deck", "heading", "paragraph", "caption", "quote", "list_item"):
            text.append(block.text[: _SAMPLE - size])
            size += len(text[-1])
            if size >= _SAMPLE:
                break
    return _count(fold("\n".join(text)))


def _most(about: dict[Region, int]) -> Region | None:
    """The region that most places are of."""
    return max(about.items(), key=lambda pair: pair[1])[0] if about else None


def _count(folded: str) -> dict[Region, int]:
    found: dict[Region, int] = {}
    for place, region in _places():
        if times := folded.count(place):
            found[region] = found.get(region, 0) + times
    return found


@cache
def _places() -> tuple[tuple[str, Region], ...]:
    return tuple((place, cast("Region", region)) for place, region in rows("place_regions"))


@cache
def _outlets() -> tuple[tuple[str, Region], ...]:
    return tuple((outlet, cast("Region", region)) for outlet, region in rows("outlet_regions"))
