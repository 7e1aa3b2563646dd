"""Headings: what a line says for itself (rule 9); body.py adds what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.lexicon import lazy

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.structure.lines import Line

HEADING_MAX, NUMBERED_MAX = 32, 40
"""Characters of a heading, and of one with a number or a sign."""
LIKELY = 2
"""The worth of a line that can be a heading."""

_CN = "一二三四五六七八九十"
_NUMBER = lazy(
    rf"(?P<cn>[{_CN}]{{1,3}}) ?[、.:]|\((?P<cnp>[{_CN}]{{1,3}})\)"
    r"|(?P<ar>\d{1,2}) ?[、.:)](?!\d)|\((?P<arp>\d{1,2})\)"
    r"|(?P<zero>0\d)(?![\d:./-])"
    rf"|(?P<part>第[{_CN}\d]{{1,3}}[章节部步条回幕讲问天日季站场轮局课版]|之[{_CN}]|其[{_CN}]"
    r"|P(?:ART|art) ?\d|[QA]\d{0,2}[:.、])"
    r"|(?P<sign>[■◆●□◇○★☆►▶▍▎❖✦※#]+)"
)
_NUMBER_OPENS = "一二三四五六七八九十(0123456789第之其PQA■◆●□◇○★☆►▶▍▎❖✦※#"
_BRACKETED = lazy(
    r"【[^【】]{2,26}】|〔[^〔〕]{2,26}〕|\[[^\[\]]{2,26}\]|[-—=]{1,3} ?[^-—= ][^-—=]{1,24} ?[-—=]{1,3}|◇[^◇]{2,24}◇"
)
_SPEAKERS = ("问", "答", "记者", "主持人", "编者", "网友", "读者", "嘉宾", "Q", "A")
_TITLES = ("先生", "女士", "教授", "主任", "老师", "律师", "医生", "记者", "某", "说")


def number(line: Line) -> str:
    """The class of a line's number (cn, cnp, ar …), of a bracket or a sign before it; empty for a bare line."""
    if line.mark is None:
        line.mark = _mark(line.shadow)
    return line.mark


def _mark(shadow: str) -> str:
    if shadow[0] in _NUMBER_OPENS and (match := _NUMBER().match(shadow)) is not None:
        return match.lastgroup or ""
    return "bracket" if shadow[0] in "【〔[-—=◇" and _BRACKETED().fullmatch(shadow) else ""


def worth(line: Line) -> int:
    """What a line says for being a heading, from its own characters; 0 and less is no heading, 2 is a likely one.

    The usual length (4 to 20) 2, up to 26 1; a number or bracket 3, a sign 2; two cola with a space between them 1.
    """
    if line.worth is None:
        line.worth = _worth(line)
    return line.worth


def _worth(line: Line) -> int:
    shadow, size = line.shadow, line.size
    if size <= 2 and shadow.isdecimal():
        return LIKELY  # a section that has a number and no name
    if not 2 <= size <= NUMBERED_MAX or shadow[-1] in "。;,:、" or shadow.endswith("。”"):
        return 0
    if ":" in shadow and _is_spoken(shadow):
        return 0
    kind = number(line)
    if size > HEADING_MAX and not kind:
        return 0
    score = 2 if size <= 20 else 1 if size <= 26 else 0
    if kind:
        score += 2 if kind == "sign" else 3
    elif size < 4:
        score -= 1
    asked = shadow.rstrip("”")
    if asked[-1:] in ("!", "?", "…"):
        score -= 1 if asked[-1] == "?" and not any(stop in asked[:-1] for stop in "!?。") else 2
    if shadow[0] == "“" and shadow[-1] == "”" and shadow.count("“") == 1:
        score -= 1
    if shadow.count(",") > 2:
        score -= 2
    if shadow.count(" ") == 1:
        score += all(3 <= len(part) <= 12 for part in shadow.split(" "))
    return score


def _is_spoken(shadow: str) -> bool:
    """A speaker and a colon: 问：…, 王先生：…."""
    speaker, colon, _ = shadow[:12].partition(":")
    return bool(colon) and (speaker.rstrip("0123456789") in _SPEAKERS or speaker.endswith(_TITLES))


def forms(line: Line) -> tuple[Hashable, ...]:
    """What siblings share: the class of their numbers; else the first two characters, or cola and size."""
    if kind := number(line):
        return (kind,)
    return (line.shadow[:2], (_cola(line), line.size))


def likes(line: Line) -> tuple[Hashable, ...]:
    """The forms of the lines that are siblings of a line: sizes may differ by 2."""
    if kind := number(line):
        return (kind,)
    cola = _cola(line)
    return (line.shadow[:2], *((cola, line.size + more) for more in range(-2, 3)))


def siblings(a: Line, b: Line) -> bool:
    """Two lines that are built alike."""
    return not set(likes(a)).isdisjoint(forms(b))


def _cola(line: Line) -> int:
    """The number of parts between inner spaces, commas and colons."""
    return len(line.shadow.replace(",", " ").replace(":", " ").split())
