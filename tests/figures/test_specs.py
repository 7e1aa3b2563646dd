"""The borrowed specs, where they are at hand: Recognizers-Text's Chinese cases and duckling's examples."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.figures.amounts import Amount, amount_at
from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext
from reader.figures.lexicon import fixed_words, fold
from reader.figures.scan import find_figures

if TYPE_CHECKING:
    from reader.model import Figure

FOLDER = Path(__file__).parents[3] / "shared" / "acceptance" / "figures"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the specs are not at hand")
CONTEXT = FigureContext("2018-12-21", "CN")
KINDS = {
    "PercentModel": {"percent"},
    "OrdinalModel": {"ordinal", "rank"},
    "CurrencyModel": {"money"},
    "AgeModel": {"age"},
    "TemperatureModel": {"temperature"},
    "DimensionModel": {"length", "area", "mass", "volume", "energy", "speed", "other"},
    "NumberRangeModel": {"range"},
}
UNITS = {
    "Mu": "亩畝",
    "Kilogram": "公斤千克kg",
    "Centimeter": "公分厘米cmCM",
    "Ton": "吨噸",
    "Meter": "米m",
    "Jin": "斤",
    "Kilometer": "千米公里",
    "Gram": "克",
    "Megabyte": "兆字节",
    "Megahertz": "兆赫兹",
    "Hertz": "赫兹",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "Liang": "两",
    "Microgram": "微克",
    "Year": "周岁",
    "Month": "个月大",
    "Week": "周大",
    "Day": "天大",
}


def cases(model: str) -> list[dict[str, Any]]:
    """The cases that count."""
    exclusions = json.loads((FOLDER / "exclusions.json").read_text(encoding="utf-8"))["recognizers"]
    out = {case["index"] for case in exclusions if case["file"] == f"recognizers/{model}.json"}
    found = json.loads((FOLDER / "recognizers" / f"{model}.json").read_text(encoding="utf-8-sig"))
    return [case for index, case in enumerate(found) if index not in out]


def close(value: object, expected: str) -> bool:
    return value is not None and abs(float(str(value)) - float(expected)) <= 1e-9 * max(1, abs(float(expected)))


def number(figure: Figure) -> object:
    return next(
        (x for x in (figure.value, figure.low, figure.high) if x is not None and not isinstance(x, tuple)), None
    )


def fits(model: str, figure: Figure, result: dict[str, Any]) -> bool:
    start, end, said = result["Start"], result["End"] + 1, result["Resolution"]
    value = said.get("value")
    if not (figure.start < end and start < figure.end):
        return False
    if model == "PercentModel":
        canonical = figure.value if figure.canonical_unit == "pp" else figure.canonical_value
        return figure.start == start and figure.end >= end and close(canonical, value.rstrip("%"))
    if model == "NumberRangeModel":
        low, high = value[1:-1].split(",")
        if low and high:
            return close(figure.low, low) and close(figure.high, high)
        return close(number(figure), low or high)
    if figure.kind not in KINDS[model] or not close(number(figure), value):
        return False
    if model == "OrdinalModel":
        return bool(figure.start <= start and figure.end >= end)
    if model == "CurrencyModel":
        return bool(
            (figure.start, figure.end) == (start, end) and said.get("isoCurrency") in (None, figure.canonical_unit)
        )
    if model in ("DimensionModel", "AgeModel"):
        return figure.start == start and figure.unit.strip("万百千十") in UNITS[said["unit"]]
    return True


def holds(model: str, case: dict[str, Any]) -> bool:
    figures = find_figures(case["Input"], CONTEXT)
    if not case["Results"]:
        return not any(figure.kind in KINDS[model] for figure in figures)
    return all(any(fits(model, figure, result) for figure in figures) for result in case["Results"])


def amounts(text: str) -> list[Amount]:
    """All amounts but those in fixed words: what the number model of the spec wants."""
    folded = fold(text)
    block = BlockText(folded, CONTEXT)
    found: list[Amount] = []
    at = previous_end = 0
    while at < len(folded):
        covering = [
            (len(word), start + len(word), what)
            for start in range(max(previous_end, at - 5), at + 1)
            for word, what in fixed_words().all_at(folded, start)
            if start + len(word) > at
        ]
        if covering and max(covering)[2] == "skip":
            at = previous_end = max(covering)[1]
            continue
        amount = amount_at(block, at, previous_end)
        if amount is None or (
            amount.numeral.bare and amount.value >= 10000 and not amount.form and not amount.numeral.more
        ):
            at = at + 1 if amount is None else amount.end
            continue
        if folded[amount.start - 1 : amount.start] == "-" and folded[max(0, amount.start - 2)] not in "-" * (
            amount.start > 1
        ):
            amount = amount._replace(start=amount.start - 1, value=-amount.value)
        found.append(amount)
        at = previous_end = amount.end
    return found


def test_number_models_agree_with_the_published_specs() -> None:
    wanted = cases("NumberModel")
    right = sum(
        len(found := amounts(case["Input"])) == len(case["Results"])
        and all(
            (amount.start, amount.end) == (result["Start"], result["End"] + 1)
            and close(float(amount.value), result["Resolution"]["value"])
            for amount, result in zip(found, case["Results"], strict=True)
        )
        for case in wanted
    )
    assert right / len(wanted) >= 0.95


def test_specs_of_all_models_together_have_their_share_right() -> None:
    found = [holds(model, case) for model in KINDS for case in cases(model)]
    assert sum(found) / len(found) >= 0.95


@pytest.mark.parametrize("model", KINDS)
def test_specs_of_each_model_have_their_share_right(model: str) -> None:
    found = [holds(model, case) for case in cases(model)]
    assert sum(found) / len(found) >= 0.9


# -- duckling

SIZES = {
    "Cent": 0.01, "Centimetre": 0.01, "Millimetre": 0.001, "Kilometre": 1000, "Foot": 0.3048, "Inch": 0.0254,
    "Yard": 0.9144, "Mile": 1609.344, "Millilitre": 0.001, "Gallon": 3.785411784, "Hectolitre": 100, "Gram": 0.001,
    "Pound": 0.45359237, "Ounce": 0.028349523125, "Second": 1, "Minute": 60, "Hour": 3600, "Day": 86400,
    "Week": 604800, "Month": 2629800, "Year": 31557600,
}  # fmt: skip
"""Units of the examples in canonical units, lengths of time in seconds; what is not there is one."""
LENGTHS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600}


def duckling_examples() -> list[tuple[str, str, str]]:
    """Dimension, meaning and text of the examples that count."""
    exclusions = json.loads((FOLDER / "exclusions.json").read_text(encoding="utf-8"))["duckling"]
    whole = {each["dimension"] for each in exclusions if "example" not in each}
    out = {(each["dimension"], each["example"]) for each in exclusions if "example" in each}
    groups = json.loads((FOLDER / "duckling" / "duckling_zh.json").read_text(encoding="utf-8"))
    return [
        (group["dimension"], group["expected"], example)
        for group in groups
        for example in group["examples"]
        if group["dimension"] not in whole and (group["dimension"], example) not in out
    ]


def means(dimension: str, expected: str, text: str) -> bool:
    """Whether the figure of a text has the meaning of an example."""
    kind, *words = expected.replace("(", " ").replace(")", " ").replace(",", " ").split()
    if dimension == "Numeral":
        return any(close(float(amount.value), words[0]) for amount in amounts(text))
    figures = find_figures(text, CONTEXT)
    if dimension == "Ordinal":
        return any(figure.kind in ("ordinal", "rank") and close(figure.value, words[0]) for figure in figures)
    unit = words[1] if dimension == "Duration" else words[0]
    wanted = [float(word) for word in words if word[:1].isdecimal() or word[:1] == "-"]
    size = SIZES.get(unit, 1)

    def same(value: object, number: float) -> bool:
        return isinstance(value, int | float | Decimal) and abs(float(value) - number) <= 1e-6 * max(1, abs(number))

    for figure in figures:
        scale = LENGTHS.get(figure.canonical_unit, 1) if figure.kind == "duration" else 1
        found = figure.canonical_value if isinstance(figure.canonical_value, tuple) else (figure.canonical_value,)
        values = [float(each) * scale for each in found if isinstance(each, int | Decimal)]
        bound = {"under": "upper", "above": "lower"}.get(kind)
        if len(values) == len(wanted) and all(map(same, values, [number * size for number in wanted])):
            return bound is None or figure.bound == bound
    return False


def test_nine_in_ten_examples_of_duckling_have_their_value() -> None:
    examples = duckling_examples()
    right = sum(means(*example) for example in examples)
    assert right / len(examples) >= 0.9
