"""From terms to candidates: what kind of quantity a number with its unit is, and whether it is one at all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reader.figures.bare_numbers import interpret_without_unit, is_rank
from reader.figures.candidate import Candidate
from reader.figures.lexicon import cues
from reader.figures.numeral_signs import FINANCIAL
from reader.figures.terms import prefix_before

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.terms import Prefix, Term

_COMPARED_BEHIND = frozenset("高低多少长短快慢贵热冷佳")
"""What makes 第2 a rank: 第2高."""
_MAX_MAGNITUDE = 10
"""The greatest magnitude of an earthquake."""
_BEFORE_INDEFINITE = frozenset("每另同这那某任哪该统唯进之逐")
"""What stands before 一 that means each, another or the same."""
_PHASES = frozenset("一三四五六")
"""Numerals that may number the parts of a project: 三期工程."""


def interpret(
    block: BlockText, term: Term, previous_end: int, start: int | None = None, prefix: Prefix | None = None
) -> Candidate:
    """The candidate of a term; its kind is "" where the number counts nothing.

    Args:
        block: The text.
        term: Its number and unit.
        previous_end: Nothing before it belongs to the number (the end of the last figure), code points.
        start: Where the figure begins if not with this number: the first end of a range.
        prefix: What stands before the number, where that is known already.
    """
    amount, numeral = term.amount, term.numeral
    begin = amount.start if start is None else start
    candidate = Candidate(begin, term.end, "", term.value, unit_start=numeral.magnitude, unit_end=term.end)
    if amount.form == "percent":
        candidate.kind, candidate.canonical = "percent", "%"
        candidate.unit_start, candidate.unit_end = amount.start, block.text.index("之", amount.start) + 1
        _add_range_of_numeral(term, candidate)
        return candidate
    prefix = prefix or prefix_before(block, begin, previous_end, term.unit)
    if prefix is not None and prefix.subkind == "magnitude" and term.value > _MAX_MAGNITUDE:
        prefix = None  # 規模7000億
    if term.unit is not None and not (prefix and prefix.kind == "money" and term.unit.kind != "money"):
        _apply_unit(block, term, candidate)
    if prefix is not None:
        _apply_prefix(term, candidate, prefix, begin)
    if candidate.kind == "" and term.match is None:
        interpret_without_unit(block, term, candidate, previous_end)
    _apply_approximation(block, term, candidate)
    _add_range_of_numeral(term, candidate)
    _apply_coefficient(block, term, candidate, previous_end)
    _apply_ordinal(block, term, candidate, begin, previous_end)
    if not candidate.is_range and is_indefinite(block.text, amount.start, numeral.end, candidate):
        candidate.kind = ""
    if candidate.kind == "count" and numeral.spelled and not numeral.ascii and numeral.end - numeral.start == 2:
        candidate.kind = ""  # 一一对应
    printed = block.text[begin : numeral.end]
    if candidate.kind not in ("", "money") and printed in FINANCIAL:
        candidate.kind = ""
    if candidate.kind in ("count", "other", "ordinal") and printed[:1] == "0" and printed[1:2].isdecimal():
        candidate.kind = ""  # 094級潛艇
    return candidate


# -- units and prefixes


def _apply_unit(block: BlockText, term: Term, candidate: Candidate) -> None:
    unit, match = term.unit, term.match
    assert unit is not None
    assert match is not None
    candidate.kind, candidate.subkind, candidate.canonical = unit.kind, unit.subkind, unit.canonical
    candidate.factor, candidate.form = unit.factor, unit.form
    if term.last_piece[1] and unit.kind == "duration":
        candidate.pieces = ((match.start, match.end), term.last_piece)
    elif match.pieces:
        candidate.pieces = match.pieces
    elif match.more:
        candidate.unit_start = match.start
    if unit.form == "倍":
        candidate.kind = "ratio"
    if not term.last_piece[1] or unit.kind == "duration":
        candidate.unit_end = match.end
    is_half = block.text[candidate.start : term.numeral.end] == "半" and unit.kind == "count"
    if is_half and unit.form != "打" and not block.text.endswith(cues("limiters of half"), 0, candidate.start):
        candidate.kind = "ratio" if unit.form == "数" else ""
    if candidate.form in ("成", "折") and candidate.kind == "percent":
        candidate.value, candidate.factor = term.value * tenths_scale(term), 1
    if block.text[term.end : term.end + 1] in ("/", "╱"):
        _apply_per(block, candidate, term.end + 1)


def tenths_scale(term: Term) -> int:
    """What a printed number of 成 or 折 is multiplied by: 三成 is 30, 九折 90, 95折 95, 半折 50; 1 for other units."""
    unit, value = term.unit, term.amount.value
    if unit is None or unit.kind != "percent" or unit.form not in ("成", "折"):
        return 1
    if unit.form == "折" and value == Fraction(1, 2) and not term.numeral.ascii:
        return 100
    return 1 if unit.form == "折" and value > 10 else 10


def _apply_per(block: BlockText, candidate: Candidate, at: int) -> None:
    """Extend a candidate over the unit behind a stroke: 元/平方米."""
    for name in cues("per"):
        if block.text.startswith(name, at):
            candidate.per = (at, at + len(name))
            candidate.end = candidate.unit_end = at + len(name)
            return


def _apply_prefix(term: Term, candidate: Candidate, prefix: Prefix, begin: int) -> None:
    candidate.start = prefix.start if prefix.in_span else begin
    unit = term.unit
    if prefix.kind == "money":
        money = unit if unit is not None and unit.kind == "money" else None
        candidate.kind, candidate.subkind, candidate.canonical = "money", "", prefix.canonical
        candidate.factor = money.factor if money else 1
        if money is None:
            candidate.end, candidate.pieces = term.numeral.end, ((prefix.start, prefix.end),)
    elif prefix.kind == "other":
        candidate.kind, candidate.subkind, candidate.pieces = "other", prefix.subkind, ((prefix.start, prefix.end),)
    else:
        candidate.kind, candidate.canonical = prefix.kind, prefix.canonical
        candidate.factor = candidate.factor * prefix.factor
        if prefix.sign < 0:
            candidate.value = -term.value


# -- approximate, bare and ordinal


def _apply_approximation(block: BlockText, term: Term, candidate: Candidate) -> None:
    if not term.more:
        return
    candidate.approx, candidate.bound = True, "lower"
    if block.text[term.numeral.start] in "数几":
        candidate.make_range(candidate.value, None)


def _add_range_of_numeral(term: Term, candidate: Candidate) -> None:
    """五六百人, 七八成: a numeral with two ends."""
    if term.high is None or candidate.kind == "" or not isinstance(candidate.value, int | Fraction):
        return
    scale = tenths_scale(term)
    candidate.make_range(candidate.value, term.high * scale * (-1 if candidate.value == -term.value else 1))


def _apply_coefficient(block: BlockText, term: Term, candidate: Candidate, previous_end: int) -> None:
    """上億元, 近百家: a numeral without a coefficient takes the word before it; alone it is a name (百姓, 千家)."""
    numeral = term.numeral
    if not numeral.bare or candidate.kind == "" or term.amount.form:
        return
    before = block.text[candidate.start - 1 : candidate.start] if candidate.start > previous_end else ""
    if before in {"上", "成"}:
        candidate.start -= 1
        candidate.make_range(candidate.value, None)
        candidate.approx, candidate.bound = True, "lower"
        candidate.qualifiers.append(before)
    elif before == "过" and block.text.startswith("超", candidate.start - 2):
        return  # 超过百亿: as before any other amount
    elif before in {"近", "逾", "超", "过"}:
        candidate.start -= 1
        candidate.approx = before == "近"
        candidate.bound = "" if before == "近" else "lower"
        candidate.qualifiers.append(before)
    elif not (candidate.approx or candidate.is_range or _says_amount(block.text, term, candidate)):
        candidate.kind = ""


def _says_amount(text: str, term: Term, candidate: Candidate) -> bool:
    """Whether a numeral such as 百 or 千億 is an amount even without a coefficient."""
    several = term.numeral.end - term.numeral.start > 1
    following = text[candidate.end : candidate.end + 1]
    if not several and candidate.kind == "money" and following.isalnum() and following not in "的以左":
        return False  # 万元工业增加值, 百元店
    if candidate.kind in ("money", "area", "mass", "energy") or (several and term.numeral.has_magnitude):
        return True
    return candidate.kind == "length" and several


def _apply_ordinal(block: BlockText, term: Term, candidate: Candidate, begin: int, previous_end: int) -> None:
    """第三屆, 第17名, 排名第一, 前10名."""
    text = block.text
    if not (begin > previous_end and text[begin - 1] == "第"):
        if candidate.kind == "count" and candidate.form in ("名", "位"):
            if text[begin - 1 : begin] == "前" and begin > previous_end:
                candidate.kind, candidate.bound = "rank", "upper"
                candidate.qualifiers.append("前")
            elif is_rank(block, begin, previous_end):
                candidate.kind = "rank"
        elif candidate.form == "届" and candidate.kind == "count" and term.value > 10:
            candidate.kind = "ordinal"  # 十三届二次会议
        elif candidate.form == "期" and candidate.kind == "count" and _is_phase(text, term, candidate):
            candidate.kind = ""  # a name: 二期工程
        return
    candidate.start = begin - 1
    candidate.subkind, candidate.canonical, candidate.factor = "", "1", 1
    candidate.kind = _ordinal_kind(block, term, candidate, previous_end)
    if not candidate.is_range:
        candidate.value = term.amount.value
    candidate.assumed = False


def _is_phase(text: str, term: Term, candidate: Candidate) -> bool:
    """Whether 期 numbers a part of a project, as in 二期 and 三期工程: two of them were 兩期."""
    printed = text[term.amount.start : term.amount.end]
    return printed == "二" or (printed in _PHASES and text.startswith(cues("phase behind"), candidate.end))


def _ordinal_kind(block: BlockText, term: Term, candidate: Candidate, previous_end: int) -> str:
    form = term.match.unit.form if term.match else ""
    first = term.amount.value == 1
    if form in ("名", "位"):
        return "rank"
    if form in cues("no ordinal"):
        return ""
    if form:
        common = form in cues("ordinal")
        return "" if first and not (common and form in cues("ordinal first")) else "ordinal"
    return _bare_ordinal_kind(block, term, candidate, previous_end)


def _bare_ordinal_kind(block: BlockText, term: Term, candidate: Candidate, previous_end: int) -> str:
    """第六 without a unit: a rank behind a word for a rank, or behind a figure at the end of a clause."""
    text, end = block.text, term.amount.end
    candidate.end = candidate.unit_start = candidate.unit_end = end
    after = text[end : end + 1]
    ends_clause = not after.isalnum() or after == "的"
    left = text[max(0, candidate.start - 4) : candidate.start]
    if is_rank(block, candidate.start + 1, previous_end):
        return "rank" if ends_clause or after in "多大名位" else _ordinal_kind_before(term, after)
    if ends_clause and (candidate.start == previous_end > 0 or left.endswith(cues("rank places"))):
        return "rank"
    if after in _COMPARED_BEHIND and not text.startswith(("高等", "高级", "多个"), end):
        return "rank"  # 史上第2高
    is_numbered = after == "号" and text.startswith(cues("numbered behind"), end + 1)
    if is_numbered or (term.amount.value != 1 and after in {"任", "棒", "波", "梯"}):
        candidate.end = candidate.unit_end = end + 1
        return "ordinal"
    return _ordinal_kind_before(term, after)


def _ordinal_kind_before(term: Term, after: str) -> str:
    """`ordinal` for 第三 before a word that it can count; "" for 第一, which is mostly an idiom, and before others."""
    return "" if term.amount.value == 1 or after in cues("no bare ordinal behind") else "ordinal"


def is_indefinite(text: str, start: int, end: int, candidate: Candidate) -> bool:
    """Whether 一 with its unit only says a: 一名官員, but not 一個月 or 僅一人.

    Args:
        text: Folded.
        start: Where the numeral begins.
        end: Where it ends.
        candidate: Its kind and unit.
    """
    kind = candidate.kind
    if text[start:end] not in ("一", "壹") or kind in ("rank", "ordinal", "ratio", "other", "range"):
        return False
    if candidate.end > end + len(candidate.form) and candidate.form:
        return False  # 一元五角
    if text[start - 1 : start] in _BEFORE_INDEFINITE:
        return True
    if kind in ("duration", "age"):
        return candidate.form in ("日", "天", "晚", "夜") and not text.endswith(cues("limiters"), 0, start)
    if kind in ("percent", "money", "area", "length", "mass", "volume", "temperature", "speed", "energy"):
        return candidate.form in cues("indefinite measures")
    return not text.endswith(cues("limiters of one"), 0, start)
