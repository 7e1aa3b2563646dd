"""Scores lines as headings by their own characters; `story` adds the evidence of the lines around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.lexicon import get_words, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.structure.lines import Line

HEADING_MAX, NUMBERED_HEADING_MAX = 32, 40
"""Characters of a heading at most, and of one with a number or a sign."""
HEADING_SCORE_MIN = 2
"""The score from which a line can be a heading."""

_CHINESE_NUMERALS = "一二三四五六七八九十"
_NUMBERING = lazy_pattern(
    rf"(?P<cn>[{_CHINESE_NUMERALS}]{{1,3}}) ?[、.:]|\((?P<cnp>[{_CHINESE_NUMERALS}]{{1,3}})\)"
    r"|(?P<ar>\d{1,2}) ?[、.:)](?!\d)|\((?P<arp>\d{1,2})\)"
    r"|(?P<zero>0\d)(?![\d:./-])"
    rf"|(?P<part>第[{_CHINESE_NUMERALS}\d]{{1,3}}[章节部步条回幕讲问天日季站场轮局课版]|之[{_CHINESE_NUMERALS}]|其[{_CHINESE_NUMERALS}]"
    r"|P(?:ART|art) ?\d|[QA]\d{0,2}[:.、])"
    r"|(?P<sign>[■◆●□◇○★☆►▶▍▎❖✦※#]+)"
)
_NUMBERING_STARTS = "一二三四五六七八九十(0123456789第之其PQA■◆●□◇○★☆►▶▍▎❖✦※#"
_BRACKETED = lazy_pattern(
    r"【[^【】]{2,26}】|〔[^〔〕]{2,26}〕|\[[^\[\]]{2,26}\]|[-—=]{1,3} ?[^-—= ][^-—=]{1,24} ?[-—=]{1,3}|◇[^◇]{2,24}◇"
)
_LABEL_MAX = 14
"""Code points of a line in which the colon after a label is looked for."""
_SPEAKERS = ("问", "答", "记者", "主持人", "编者", "网友", "读者", "嘉宾", "Q", "A")
_SPEAKER_TITLES = ("先生", "女士", "教授", "主任", "老师", "律师", "医生", "记者", "某", "说")


def get_numbering(line: Line) -> str:
    """Return the class of a line's number (cn, cnp, ar …), bracket or leading sign; empty for a line without one."""
    if line.facts.numbering is None:
        line.facts.numbering = _classify_numbering(line.normalized)
    return line.facts.numbering


def _classify_numbering(normalized: str) -> str:
    if normalized[0] in _NUMBERING_STARTS and (match := _NUMBERING().match(normalized)) is not None:
        return match.lastgroup or ""
    return "bracket" if normalized[0] in "【〔[-—=◇" and _BRACKETED().fullmatch(normalized) else ""


def score_heading(line: Line) -> int:
    """Return the score of a line as a heading, by its own characters: 0 and less is no heading, 2 is a likely one.

    The usual length (4 to 20) counts 2, up to 26 1; a number or bracket 3, a sign 2; two phrases with a space between
    them 1.
    """
    if line.facts.heading_score is None:
        line.facts.heading_score = _compute_heading_score(line)
    return line.facts.heading_score


def _compute_heading_score(line: Line) -> int:
    normalized, size = line.normalized, line.size
    if size <= 2 and normalized.isdecimal():
        return HEADING_SCORE_MIN  # the heading of a section is its number alone
    if not 2 <= size <= NUMBERED_HEADING_MAX or normalized[-1] in "。;,:、" or normalized.endswith("。”"):
        return 0
    if ":" in normalized and (_is_dialogue(normalized) or is_labelled_value(normalized)):
        return 0
    kind = get_numbering(line)
    if (size > HEADING_MAX or normalized.startswith("——")) and not kind:
        return 0  # a dash before the name of the speaker who is quoted above
    score = 2 if size <= 20 else 1 if size <= 26 else 0
    if kind:
        score += 2 if kind == "sign" else 3
    elif size < 4:
        score -= 1
    asked = normalized.rstrip("”")
    if asked[-1:] in ("!", "?", "…"):
        score -= 1 if asked[-1] == "?" and not any(stop in asked[:-1] for stop in "!?。") else 2
    if normalized[0] == "“" and normalized[-1] == "”" and normalized.count("“") == 1:
        score -= 1
    if normalized.count(",") > 2:
        score -= 2
    if normalized.count(" ") == 1:
        score += all(3 <= len(part) <= 14 for part in normalized.split(" "))
    return score


def _is_dialogue(normalized: str) -> bool:
    """Whether a line begins with a speaker and a colon: 问：…, 王先生：…."""
    speaker, colon, _ = normalized[:12].partition(":")
    return bool(colon) and (speaker.rstrip("0123456789") in _SPEAKERS or speaker.endswith(_SPEAKER_TITLES))


_LABELLED_VALUE = lazy_pattern(
    r"[^:,。!?“”《》 ]{2,12}: ?"
    r"(?:[^:]{0,12}\d[\d./:~-]*[^:,。!?]{0,6}|(?:https?|www|[\w.]+@)[^ ]{3,}|免费|未定|待定|无|有|不限)"
)


def is_labelled_value(normalized: str) -> bool:
    """Whether a line is a label with its value, as in lists of services: 票价：80元, 电话：…, 时间：…."""
    label, colon, value = normalized[:_LABEL_MAX].partition(":")
    if colon and value.strip() and label.strip(" ◆●■▪·-*") in get_words("services"):
        return True
    return _LABELLED_VALUE().fullmatch(normalized) is not None


def get_forms(line: Line) -> tuple[Hashable, ...]:
    """Return the keys that headings of one kind share: the class of their number; else the first two characters, or
    the number of phrases and the length.
    """
    if kind := get_numbering(line):
        return (kind,)
    return (line.normalized[:2], (_count_phrases(line), line.size))


def get_similar_forms(line: Line) -> tuple[Hashable, ...]:
    """Return the keys of all lines that may be headings of the same kind as a line: lengths may differ by 2."""
    if kind := get_numbering(line):
        return (kind,)
    cola = _count_phrases(line)
    return (line.normalized[:2], *((cola, line.size + more) for more in range(-2, 3)))


def is_sibling(a: Line, b: Line) -> bool:
    """Whether two lines may be headings of one kind: they share a key of `get_forms`.

    Args:
        a: A line.
        b: Another line.
    """
    return not set(get_similar_forms(a)).isdisjoint(get_forms(b))


def _count_phrases(line: Line) -> int:
    """The number of parts between inner spaces, commas and colons."""
    return len(line.normalized.replace(",", " ").replace(":", " ").split())
