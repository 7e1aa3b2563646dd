"""Numbers that are printed without a unit: what kind of quantity each is, by the words around it, or none."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from reader.figures.lexicon import EndingTable, cues
from reader.figures.numeral_signs import NUMERAL_STARTS, SCALES, STEPS
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.candidate import Candidate
    from reader.figures.terms import Term

_NO_RANK_BEFORE = frozenset("系行队出上安")
"""Characters before 列, 名 and the like that make these no word for a rank: 系列, 出名."""
_BEFORE_NAME = frozenset("「『“《‘:")
_DAY_IN_NAME = lazy_pattern(r"(?:1[0-2]|[1-9])\.(?:0[1-9]|[12][0-9]|3[01])")
_MAX_RANK_GAP = 4
"""Code points that may stand between a word for a rank and its number: 列全市第三."""
_RANK_REACH = 14
"""Code points before a number in which a word for a rank (排名, 位列) is looked for."""
_MAX_RANK = 1000
FIRST_HAN = "\u4e00"
"""The first Chinese character; all signs of Chinese text but a few come before it."""
_MIN_BARE_MONEY = 10_000
_SURELY_MONEY = 10**11
"""From this value on a number without a unit is money: of anything else so many would have their unit printed."""
_BEFORE_BARE_SCALE = frozenset("上近逾超过")
"""What gives a scale without a coefficient a value: 上億."""
_AFTER_MONEY = frozenset("的左至到以上约或和及并与起购成易入沽售卖买放投多余来元美港高低水跌升涨")
"""What may stand behind a sum without a unit; another word is what is counted."""


def interpret_without_unit(block: BlockText, term: Term, candidate: Candidate, previous_end: int) -> None:
    """Fill in a candidate that names no unit: a share, a rank, money, a count, or nothing.

    Args:
        block: The text.
        term: Its number.
        candidate: What is filled in; its kind stays "" where the number counts nothing.
        previous_end: The end of the last figure, code points.
    """
    text, begin, end = block.text, candidate.start, term.amount.end
    candidate.unit_end = term.numeral.end
    printed = text[begin:end]
    if term.amount.form == "fraction":
        _interpret_fraction(text, term, candidate)
    elif printed == "一" and text[end : end + 1] == "半" and text[end + 1 : end + 2] not in {"是", "会", "天", "导"}:
        candidate.kind, candidate.value, candidate.end = "ratio", Fraction(1, 2), end + 1
        candidate.unit_start = candidate.unit_end = end + 1
    elif printed == "半":
        if text[end : end + 1] == "数":
            candidate.kind, candidate.end = "ratio", end + 1
            candidate.unit_start, candidate.unit_end = begin, end + 1
    elif _has_scale(text, term) or (term.numeral.bare and term.numeral.end - term.numeral.start > 1):
        _interpret_scale(block, term, candidate)
    elif _is_rank_context(block, begin, previous_end):
        if term.amount.value <= _MAX_RANK and text[end : end + 1] not in {"强", "期", "后", "大"}:
            candidate.kind = "rank" if isinstance(term.amount.value, int) else ""
    elif _stands_alone(block, term, begin):
        candidate.kind = "count"


def _has_scale(text: str, term: Term) -> bool:
    """Whether a number is printed with a scale: 4800億, 3萬2."""
    numeral = term.numeral
    return numeral.has_magnitude or (
        numeral.ascii and any(sign in text[numeral.start : numeral.end] for sign in SCALES)
    )


def _interpret_fraction(text: str, term: Term, candidate: Candidate) -> None:
    amount = term.amount
    _, slash, under = text[amount.start : amount.end].partition("/")
    is_small = under.isdecimal() and int(under) <= 10
    if slash and not (is_small and 0 < abs(Fraction(amount.value)) < 1):
        return  # 3/15 is more often a date, a page or a version; 1/2萬 is none either
    candidate.kind, candidate.unit_start, candidate.unit_end = "ratio", amount.end, amount.end


def _interpret_scale(block: BlockText, term: Term, candidate: Candidate) -> None:
    """4800億, 千億, 上億: money where the words around it speak of money, else a count."""
    text, begin, numeral = block.text, candidate.start, term.numeral
    if numeral.bare and numeral.end - numeral.start == 1 and text[begin - 1 : begin] not in _BEFORE_BARE_SCALE:
        return
    candidate.kind = "count"
    value = term.amount.value
    if value >= _MIN_BARE_MONEY and (value >= _SURELY_MONEY or _is_bare_money(block, begin, term.amount.end)):
        candidate.kind, candidate.canonical, candidate.assumed = "money", "?", True


def _is_bare_money(block: BlockText, start: int, end: int) -> bool:
    """Whether a number that ends in a scale is money by the words around it."""
    text = block.text
    if text.endswith("个亿", start, end):
        return True
    left = text[max(block.sentence_at(start)[0], start - 12) : start]
    if any(word in text[end : end + 4] for word in cues("money behind")):
        return True
    clause = text[max(block.clause_at(start)[0], start - 12) : start]
    if any(word in clause or word in text[end : end + 3] for word in cues("people")):
        return False
    following = text[end : end + 1]
    if following.isalnum() and following not in _AFTER_MONEY:
        return False
    return any(word in left for word in cues("money before"))


def _is_rank_context(block: BlockText, begin: int, previous_end: int) -> bool:
    """Whether a word before a number makes it a rank: 排名第17, 前10名."""
    if block.text[begin - 1 : begin] == "前" and block.text[begin - 2 : begin - 1] not in {
        "之",
        "年",
        "以",
        "目",
        "日",
    }:
        return True
    return not _is_single_han(block.text, begin) and is_rank(block, begin, previous_end)


def _is_single_han(text: str, at: int) -> bool:
    """Whether a numeral is one Han digit, which is seldom a rank without 第: 獲一堆同情."""
    return not text[at].isascii() and text[at + 1 : at + 2] not in NUMERAL_STARTS


def is_rank(block: BlockText, begin: int, previous_end: int) -> bool:
    """Whether a word for a rank stands before a number in its clause: 位列全國第六, 排名第17.

    Args:
        block: The text.
        begin: Where the number begins, behind 第.
        previous_end: The end of the last figure.
    """
    start, _ = block.clause_at(begin - 1)
    left = block.text[max(start, previous_end, begin - _RANK_REACH) : begin].removesuffix("第").removesuffix("前")
    left = left.removesuffix(next((word for word in cues("rank places") if left.endswith(word)), ""))
    for end in range(len(left), len(left) - _MAX_RANK_GAP - 1, -1):
        word = _rank_words().word_before(left, end)
        if word and not (len(word) == 1 and left[end - 2 : end - 1] in _NO_RANK_BEFORE):
            return True
        if left[end - 1 : end] in {"、", " "}:
            return False
    return False


@cache
def _rank_words() -> EndingTable[str]:
    return EndingTable({word: word for word in cues("ranks")})


def _stands_alone(block: BlockText, term: Term, begin: int) -> bool:
    """A number without a unit that still says how many: 確診1234, 3,358,228, 收報23132.45, 長打數59."""
    text, numeral, end = block.text, term.numeral, term.amount.end
    if numeral.spelled or begin == 0:
        return False
    after, before = text[end : end + 1], text[begin - 1]
    if before == "第" or (before == "(" and after == ")"):
        return False
    if numeral.ascii:
        return _stands_alone_in_digits(text, begin, end)
    printed = text[begin:end]
    is_whole = not numeral.bare and any(sign in STEPS for sign in printed)
    return is_whole and term.amount.value >= 100 and (not after.isalnum() or after in "以左的多之或")


def _stands_alone_in_digits(text: str, begin: int, end: int) -> bool:
    printed, before = text[begin:end], text[begin - 1]
    if printed[0] == "0" and "." not in printed:
        return False
    if "," in printed:
        return True
    if "." in printed:
        if before in _BEFORE_NAME and _DAY_IN_NAME().fullmatch(printed):
            return False  # the day of an event: 「7.21 元朗黑夜」
        after_latin = before in " \u3000" and text[max(0, begin - 2) : begin - 1].isascii()
        return before not in "v#" and len(printed) < 12 and not after_latin
    if len(printed) >= 8 or (text[end : end + 1].isalnum() and text[end] not in "以左的多之或且"):
        return False
    if text[begin - 2 : begin - 1] > FIRST_HAN and text.endswith(cues("names of numbers"), 0, begin):
        return True
    return text.endswith(cues("says a number"), 0, begin) and (
        len(printed) > 1 or text.endswith(("至少是", "最多为", "最多"), 0, begin)
    )
