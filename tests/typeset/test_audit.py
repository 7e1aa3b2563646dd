"""The independent audit of line breaks, on our own paragraphs and on those of real pages, at every width."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from rich._wrap import divide_line

from reader.typeset import AmbiguousWidth, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from reader.typeset.break_rules import KinsokuLevel

INDENT = "\u3000\u3000"

# "2017/9/28-10/31 10:00": the audit does not see the space swallowed between, and takes it for one number.
_DATE_AND_TIME = re.compile(r"[0-9][0-9./:-]{12,} [0-9]")
_WRONG_IN_ITSELF = re.compile(r"^[，。、；：！？」』）》”·・/]|[「『（《“]$")


def page(texts: Iterable[str], rows_of: Callable[[str], list[str]]) -> str:
    """The paragraphs with an indent of two em and a blank line between them."""
    return "\n\n".join(INDENT + "\n".join(rows_of(text)) for text in texts) + "\n"


def ours(width: int, level: KinsokuLevel = "basic", ambiguous: AmbiguousWidth = 1) -> Callable[[str], list[str]]:
    def rows_of(text: str) -> list[str]:
        rows = wrap(text, width, first_width=width - 4, kinsoku=level, ambiguous_width=ambiguous)
        return [text[start:end] for start, end in rows]

    return rows_of


@pytest.fixture(params=["news", "gold"])
def texts(request: pytest.FixtureRequest) -> list[str]:
    found: list[str] = request.getfixturevalue(request.param)
    return [text for text in found if not _DATE_AND_TIME.search(text) and not _WRONG_IN_ITSELF.search(text)]


SETTINGS: list[tuple[KinsokuLevel, AmbiguousWidth, range]] = [
    ("basic", 1, range(20, 121)),
    ("basic", 2, range(20, 121, 9)),
    ("gb", 1, range(21, 121, 9)),
    ("strict", 1, range(20, 121, 9)),
]


@pytest.mark.parametrize(("level", "ambiguous", "widths"), SETTINGS, ids=["basic", "wide", "gb", "strict"])
def test_the_audit_finds_no_wrong_break(
    audit: ModuleType, texts: list[str], level: KinsokuLevel, ambiguous: AmbiguousWidth, widths: range
) -> None:
    for width in widths:
        laid_out = page(texts, ours(width, level, ambiguous))
        report = audit.audit(laid_out, width, strict=level == "strict", ambiguous=ambiguous)
        assert not any(report.found.values()), (width, report.found)


def test_plain_wrapping_fails_the_same_audit(audit: ModuleType, texts: list[str]) -> None:
    """A control: what passes above is not passed by everything."""

    def rows_of(text: str) -> list[str]:
        cuts = [0, *divide_line(text, 36), len(text)]
        return [text[start:end].rstrip() for start, end in pairwise(cuts)]

    report = audit.audit(page(texts, rows_of), 40)
    assert len(report.found["line-start"]) > 0.03 * report.breaks


def test_mean_slack_of_rows_is_at_most_one_cell(audit: ModuleType, gold: list[str]) -> None:
    """The mean slack of news at even measures; an odd one wastes a cell in every row of Han alone."""
    for width in range(40, 121, 8):
        report = audit.audit(page(gold, ours(width)), width)
        assert report.slack <= 1.0 * (report.breaks - report.early), width
