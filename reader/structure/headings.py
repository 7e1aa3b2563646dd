"""Headings: what a line says for itself; reading.py adds what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.structure.tables import lazy

if TYPE_CHECKING:
    from reader.structure.lines import Line

HEADING_MAX = 26
"""Characters of a heading without a number (rule 9)."""
NUMBERED_MAX = 40

_NUMBER = lazy(
    r"(?P<cn>[一二三四五六七八九十]{1,3}) ?[、.:]|\((?P<cnp>[一二三四五六七八九十]{1,3})\)|(?P<ar>\d{1,2}) ?[、.:)](?!\d)|(?P<zero>0\d)(?=[ 《“\u3400-\u9fff])|\((?P<arp>\d{1,2})\)"
    r"|(?P<part>第[一二三四五六七八九十\d]{1,3}[章节部步条回幕讲问]|之[一二三四五六七八九十]|其[一二三四五]|PART ?\d|Part ?\d|[QA]\d{0,2}[:.、])"
    r"|(?P<sign>[■◆●□◇○★☆►▶▍▎❖✦※#]+)"
)
_BRACKETED = lazy(r"【[^【】]{2,26}】$|〔[^〔〕]{2,26}〕$|\[[^\[\]]{2,26}\]$|[-—=]{1,3} ?[^-—= ][^-—=]{1,24} ?[-—=]{1,3}$|◇[^◇]{2,24}◇$")
_SPEAKER = lazy(r"(?:问|答|记者|主持人|编者|网友|读者|嘉宾|[QA]|.{1,8}(?:先生|女士|教授|主任|老师|律师|医生|记者|某|说))\d? ?:")
_MID = ",;:、"


def number(line: Line) -> str:
    """The class of a line's number (cn, cnp, ar …), of a bracket or a sign before it; empty for a bare line."""
    if match := _NUMBER().match(line.shadow):
        return match.lastgroup or ""
    return "bracket" if _BRACKETED().match(line.shadow) else ""


def form(line: Line) -> str:
    """What siblings share: the class of the number, else the lengths of the cola and the first two characters."""
    return number(line) or line.shadow[:2]


def cola(line: Line) -> tuple[int, ...]:
    """The lengths of the parts between inner spaces and commas."""
    return tuple(len(part) for part in re.split(r"[ ,:]+", line.shadow) if part)


def worth(line: Line) -> int:
    """What a line says for being a heading, from its own characters; 0 and less is no heading, 2 is a likely one.

    A number, sign or bracket 3; the usual length 2, more than that 1; two cola with a space between them 1.
    """
    shadow, size = line.shadow, len(line.text)
    kind = number(line)
    if size > (NUMBERED_MAX if kind else HEADING_MAX + 6) or size < 2:
        return 0
    if shadow[-1] in "。;,:、" or shadow.endswith("。”") or _SPEAKER().match(shadow):
        return 0
    score = 2 if size <= 20 else 1 if size <= HEADING_MAX else 0
    if kind in ("bracket", "cn", "cnp", "zero", "part", "ar", "arp"):
        score += 3
    elif kind == "sign":
        score += 2
    if shadow[-1] in "!?…" or (shadow[-1] == "”" and shadow[-2:-1] in "!?…"):
        score -= 2
    if shadow[0] == "“" and shadow[-1] == "”" and shadow.count("“") == 1:
        score -= 1
    if size < 4 and not kind:
        score -= 1
    if shadow.count(",") + shadow.count(";") > 2:
        score -= 2
    parts = shadow.split(" ")
    if len(parts) == 2 and all(3 <= len(part) <= 12 for part in parts):
        score += 1
    return score


def siblings(a: Line, b: Line) -> bool:
    """Two lines that are built alike: the same number or sign, the same first two characters, or equal cola."""
    if number(a) or number(b):
        return number(a) == number(b)
    x, y = cola(a), cola(b)
    return a.shadow[:2] == b.shadow[:2] or (len(x) == len(y) > 1 and all(abs(i - j) <= 1 for i, j in zip(x, y, strict=True))) or (
        len(x) == len(y) and abs(len(a.text) - len(b.text)) <= 2
    )
