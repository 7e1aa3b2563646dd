"""Values of figures as text: in full, in a short form of a region, and in other units."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.figures.lexicon import rows

if TYPE_CHECKING:
    from reader.model.figure import Figure, Number

Language = Literal["hans", "hk", "tw", "hant", "en"]

_SIGNS = {"USD": "US$", "HKD": "HK$", "TWD": "NT$", "CNY": "CN¥", "JPY": "JP¥", "EUR": "€", "GBP": "£", "MOP": "MOP$"}
_SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "hans": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "hant": ((10**12, "萬億"), (10**8, "億"), (10**4, "萬")),
    "hk": ((10**12, "萬億"), (10**8, "億"), (10**4, "萬")),  # 兆 is not printed in Hong Kong
    "tw": ((10**12, "兆"), (10**8, "億"), (10**4, "萬")),
    "en": ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K")),
}
_LONG = Context(prec=100_000)
_FEW = 1000
"""Amounts below it are written with their currency: HK$0.35 says more than 0.35, in hardly more cells."""
_MANY = 10**6
"""Values of units from it on are written with a scale: 2,486 hours is easier to read than 2.49K hours."""
_FIRST_CJK = "\u2e80"
_MAX_DENOMINATOR = 1000
_ROUNDING_ERROR = Fraction(1, 10**14)
"""Larger than what rounding a fraction below 10 to 15 digits changes."""
_PERIODS = frozenset(("date", "time", "year"))


class Shown(NamedTuple):
    """How a canonical unit is shown."""

    names: dict[Language, str]
    sizes: tuple[tuple[str, int], ...]
    """Symbols of the unit and its multiples, each with how much of it that is, the largest first."""


@cache
def shown() -> dict[str, Shown]:
    """The rows of shown.tsv, by the canonical unit. A unit without a row is shown as it is."""
    units = {}
    for canonical, en, hant, hans, sizes in rows("shown"):
        parted = [size.split(":") for size in sizes.split()]
        names: dict[Language, str] = {"en": en, "hant": hant, "hk": hant, "tw": hant, "hans": hans}
        units[canonical] = Shown(names, tuple((symbol, int(size)) for symbol, size in reversed(parted)))
    return units


def format_plain(figure: Figure, language: Language = "en") -> str:
    """The value in digits with its unit: US$602,000,000, 63%, 1,200,000 m², 20 years, 2018-01/2018-09.

    Args:
        figure: The figure.
        language: Of the words and scales.
    """
    if figure.kind in _PERIODS:
        return figure.text if figure.canonical_value is None else str(figure.canonical_value)
    if isinstance(figure.value, tuple):
        return ":".join(map(grouped, figure.value))
    canonical = figure.canonical_value
    if figure.kind == "ratio" and isinstance(canonical, Decimal) and (fraction := _find_fraction(canonical)):
        return fraction
    if figure.is_range and isinstance(canonical, tuple) and len(canonical) == 2:
        return _with_unit(f"{grouped(canonical[0])}-{grouped(canonical[1])}", figure, language)
    if isinstance(canonical, int | Decimal):
        return _with_unit(grouped(canonical), figure, language)
    return figure.text


def _find_fraction(value: Decimal) -> str:
    """The fraction that was rounded to this value, such as 2/3; "" where it was not rounded."""
    fraction = Fraction(value).limit_denominator(_MAX_DENOMINATOR)
    difference = abs(Fraction(value) - fraction)
    return f"{fraction.numerator}/{fraction.denominator}" if 0 < difference < _ROUNDING_ERROR else ""


def format_compact(figure: Figure, language: Language) -> str:
    """The value in a few cells in the way of a region: 6.02億, 6.02亿, 602M.

    Three significant digits, or all of the part before the point.

    Args:
        figure: The figure.
        language: Of the words and scales.
    """
    value = figure.canonical_value
    unit = figure.canonical_unit
    if figure.kind in _PERIODS or unit == "%" or not isinstance(value, int | Decimal):
        return format_plain(figure, language)
    for symbol, size in shown()[unit].sizes if unit in shown() else ():
        if abs(Decimal(value)) >= size:
            return f"{_few_digits(_exact(value, size), language)} {symbol}"
    if figure.kind == "money" and abs(Decimal(value)) < _FEW:
        return format_plain(figure, language)
    if figure.kind == "money" or unit == "1":
        return _scaled(Decimal(value), language)
    return _with_unit(_few_digits(Decimal(value), language), figure, language)


def format_for_row(figure: Figure, language: Language) -> str:
    """The value for one row of a reader: exact, but 6 km rather than 6,000 m.

    Args:
        figure: The figure.
        language: Of the words and scales.
    """
    sized = figure.canonical_unit in shown() and len(shown()[figure.canonical_unit].sizes) > 1
    return format_compact(figure, language) if sized and not figure.is_range else format_plain(figure, language)


def grouped(value: Number) -> str:
    """A number with its thousands apart, never with an exponent."""
    return f"{Decimal(value):,f}"


def _with_unit(number: str, figure: Figure, language: Language) -> str:
    unit = figure.canonical_unit
    if figure.kind == "money":
        return f"{_SIGNS.get(unit, unit + ' ')}{number}"
    if unit == "%":
        return f"{number}%"
    if unit == "1" or figure.kind == "age":
        return number
    name = shown()[unit].names[language] if unit in shown() else unit
    if number == "1" and language == "en" and figure.kind == "duration":
        name = name.removesuffix("s")
    return f"{number}{name}" if name[0] >= _FIRST_CJK else f"{number} {name}"  # Han stands close to its number


def _scaled(value: Decimal, language: Language) -> str:
    for size, name in _SCALES[language]:
        if abs(value) >= size:
            return f"{_rounded(_exact(value, size))}{name}"
    return grouped(_trimmed(value))


def _few_digits(value: Decimal, language: Language) -> str:
    """A large number with its scale, a smaller one with at most two decimals."""
    return _scaled(value, language) if abs(value) >= _MANY else grouped(_trimmed(_to(value, 2)))


def _exact(value: Number, size: int) -> Decimal:
    return Decimal(value) / size


def _rounded(value: Decimal) -> str:
    """The number with three significant digits, or two decimals where they are exact."""
    whole = abs(value)
    places = 2 if whole < 10 else 1 if whole < 100 else 0
    if value == _to(value, 2):
        places = 2
    return grouped(_trimmed(_to(value, places)))


def _to(value: Decimal, places: int) -> Decimal:
    """The number rounded to so many decimals; it may have hundreds of digits."""
    return value.quantize(Decimal(1).scaleb(-places), context=_LONG)


def _trimmed(value: Decimal) -> Decimal:
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") or "0") if "." in text else value


# -- unit help


def list_equivalents(figure: Figure, language: Language) -> tuple[str, ...]:
    """The figure in units of elsewhere: an area in m² and ha, a weight in kg, a length in km, 億 in the other words.

    Args:
        figure: The figure.
        language: Of the words and scales.
    """
    value = figure.canonical_value
    if not isinstance(value, int | Decimal) or figure.kind in _PERIODS:
        return ()
    lines: list[str] = []
    number = Decimal(value)
    if figure.canonical_unit == "m2":
        lines.append(f"{_near(number)} m²")
        if number >= 10_000:
            lines.append(f"{_near(number / 10_000)} ha")
        if number >= 1_000_000:
            lines.append(f"{_near(number / 1_000_000)} km²")
    elif figure.canonical_unit == "kg":
        lines.append(f"{_near(number)} kg")
        if number >= 1000:
            lines.append(f"{_near(number / 1000)} t")
    elif figure.canonical_unit == "m":
        lines.append(f"{_near(number)} m" if number < 1000 else f"{_near(number / 1000)} km")
    if abs(number) >= 10_000 and (figure.kind == "money" or figure.canonical_unit == "1"):
        other: Language = "en" if language != "en" else "hant"
        lines.append(_scaled(number, other))
    return tuple(dict.fromkeys(lines))


def _near(value: Decimal) -> str:
    """The number with four significant digits, since a converted value is no more exact than that."""
    return grouped(_trimmed(Decimal(f"{value:.4g}") if abs(value) < 10_000 else _to(value, 0)))
