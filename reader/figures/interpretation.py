"""From terms to candidates: what kind of quantity a number with its unit is, and whether it is one at all."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from reader.figures.candidate import Candidate
from reader.figures.lexicon import EndingTable, cues
from reader.figures.numeral_signs import FINANCIAL, NUMERAL_STARTS, SCALES, STEPS
from reader.figures.terms import prefix_before

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.terms import Prefix, Term

_NO_RANK_BEFORE = frozenset("系行队出上安")
"""Characters before 列, 名 and the like that make these no word for a rank: 系列, 出名."""
_MAX_MAGNITUDE = 10
"""The greatest magnitude of an earthquake."""
_MAX_RANK_GAP = 4
"""Code points that may stand between a word for a rank and its number: 列全市第三."""
_RANK_REACH = 14
"""Code points before a number in which a word for a rank (排名, 位列) is looked for."""
_MAX_RANK = 1000
_FIRST_HAN = "\u4e00"
_MIN_BARE_MONEY = 10_000
_SURELY_MONEY = 10**11
"""From this value on a number without a unit is money: of anything else so many would have their unit printed."""
_BEFORE_BARE_SCALE = frozenset("上近逾超过")
"""What gives a scale without a coefficient a value: 上億."""
_BEFORE_INDEFINITE = frozenset("每另同这那某任哪该统唯进之逐")
"""What stands before 一 that means each, another or the same."""
_AFTER_MONEY = frozenset("的左至到以上约或和及并与起购成易入沽售卖买放投多余来元美港高低水跌升涨,。;")
"""What may stand behind a sum without a unit; another word is what is counted."""


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
        _interpret_without_unit(block, term, candidate, previous_end)
    _apply_approximation(block, term, candidate)
    _add_range_of_numeral(term, candidate)
    _apply_coefficient(block, term, candidate, previous_end)
    _apply_ordinal(block, term, candidate, begin, previous_end)
    if candidate.kind and not candidate.is_range and is_indefinite(block.text, amount.start, numeral.end, candidate):
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
        is_money = unit is not None and unit.kind == "money"
        candidate.kind, candidate.subkind, candidate.canonical = "money", "", prefix.canonical
        candidate.factor = unit.factor if unit is not None and is_money else 1
        if not is_money:
            candidate.end, candidate.pieces = term.numeral.end, ((prefix.start, prefix.end),)
    elif prefix.kind == "other":
        candidate.kind, candidate.subkind, candidate.pieces = "other", prefix.subkind, ((prefix.start, prefix.end),)
    else:
        candidate.kind, candidate.canonical = prefix.kind, prefix.canonical
        candidate.factor = candidate.factor * prefix.factor
        if prefix.sign < 0:
            candidate.value = -term.value


# -- numbers without a unit


def _interpret_without_unit(block: BlockText, term: Term, candidate: Candidate, previous_end: int) -> None:
    """A number that names no unit: a share, a rank, money, a count, or nothing."""
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
    if slash and not (0 < abs(Fraction(amount.value)) < 1 and int(under or 0) <= 10):
        return  # 3/15 is more often a date, a page or a version
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
    left = block.text[begin - 1 : begin] if begin > previous_end else ""
    if left == "前" and block.text[begin - 2 : begin - 1] not in {"之", "年", "以", "目", "日"}:
        return True
    return not _is_single_han(block.text, begin) and is_rank(block, begin, previous_end)


def _is_single_han(text: str, at: int) -> bool:
    """Whether a numeral is one Han digit, which is seldom a rank without 第: 獲一堆同情."""
    return not text[at].isascii() and not (text[at + 1 : at + 2] in NUMERAL_STARTS and text[at + 1 : at + 2])


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
    for end in range(len(left), max(0, len(left) - _MAX_RANK_GAP) - 1, -1):
        word = _rank_words().before(left, end)
        if word and not (len(word[0]) == 1 and left[end - 2 : end - 1] in _NO_RANK_BEFORE and end > 1):
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
    is_whole = not numeral.bare and len(printed) > 1 and any(sign in STEPS for sign in printed)
    return is_whole and term.amount.value >= 100 and (not after.isalnum() or after in "以左的多之或")


def _stands_alone_in_digits(text: str, begin: int, end: int) -> bool:
    printed, before = text[begin:end], text[begin - 1]
    if printed[0] == "0" and "." not in printed:
        return False
    if "," in printed:
        return True
    if "." in printed:
        after_latin = before in " \u3000" and text[max(0, begin - 2) : begin - 1].isascii()
        return before not in "v#" and len(printed) < 12 and not after_latin
    if len(printed) >= 8 or (text[end : end + 1].isalnum() and text[end] not in "以左的多之或且"):
        return False
    if begin > 1 and text[begin - 2] > _FIRST_HAN and text.endswith(cues("names of numbers"), 0, begin):
        return True
    return text.endswith(cues("says a number"), 0, begin) and (
        len(printed) > 1 or text.endswith(("至少是", "最多为", "最多"), 0, begin)
    )


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
        return
    candidate.start = begin - 1
    candidate.subkind, candidate.canonical, candidate.factor = "", "1", 1
    candidate.kind = _ordinal_kind(block, term, candidate, previous_end)
    if not candidate.is_range:
        candidate.value = term.amount.value
    candidate.assumed = False


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
    ends_clause = not after.isalnum() or after in "的"
    left = text[max(0, candidate.start - 4) : candidate.start]
    if is_rank(block, candidate.start + 1, previous_end):
        return (
            "rank" if ends_clause or after in "多大名位" or not after.isalnum() else _ordinal_kind_before(term, after)
        )
    if ends_clause and (candidate.start == previous_end > 0 or left.endswith(cues("rank places"))):
        return "rank"
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
    if text[start - 1 : start] in _BEFORE_INDEFINITE and start:
        return True
    if kind in ("duration", "age"):
        return candidate.form in ("日", "天", "晚", "夜") and not text.endswith(cues("limiters"), 0, start)
    if kind in ("percent", "money", "area", "length", "mass", "volume", "temperature", "speed", "energy"):
        return candidate.form in cues("indefinite measures")
    return not text.endswith(cues("limiters of one"), 0, start)
