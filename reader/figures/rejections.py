"""What looks like a figure and is none: web addresses, quoted names, fixed words, identifiers and street addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.figures.lexicon import cues, fixed_words, units
from reader.figures.numeral_signs import BLANKS, LONGEST
from reader.figures.numerals import numeral_at
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText

_QUOTES = {"「": "」", "『": "』", "“": "”", "《": "》", "〈": "〉", '"': '"'}
_OPENING = re.compile("[" + "".join(_QUOTES) + "]")
_MAX_QUOTED = 26
"""Code points from an opening quotation mark in which the closing one is looked for."""
_MAX_NAME = 10
"""Code points of a quoted name."""
_CLUSTER = re.compile(r"[0-9]++(?:[.,/][0-9]++){0,8}+")
"""Digits with separators between them, which may be a number, a list or a version: 1,234.5, 3/4, 10.2.1."""
_PHONE = lazy_pattern(r"[0-9]{3,}+(?:-[0-9]++){1,6}+")
_CODE = lazy_pattern(r"[0-9]++(?:[-~][0-9]++){2,}+")
_LONG_LIST = lazy_pattern(r"(?:[0-9]++[.,/]){8,}+[0-9]*+")
_BARE_LIST = lazy_pattern(r"(?:[0-9]++(?:[.,][0-9]++)?+(?:[、;:~]|[ \t\n]++|[,/.]\s*+)(?=[0-9]++[^0-9])){24,}+")
"""Numbers without a unit in a row, which count nothing that the text names: the column of a table, a list of pages."""
_LIST_SIGNS = frozenset("、;:~ \t\n")
_DATE = lazy_pattern(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_MONTH_AND_DAY = lazy_pattern(r"(?:1[0-2]|0?[1-9])-(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])")
"""The date that an event is named by: 9-11 of 9-11恐襲."""
_SPACED_PHONE = lazy_pattern(r"[0-9]{4} [0-9]{4}(?![0-9年月日人元万亿个])")
_ADDRESS_MARKS = "号|楼|室|座|弄|巷|段|栋|幢|单元|期|里|邻|层|门|之"
_ADDRESS_MARK = lazy_pattern(_ADDRESS_MARKS)
_ADDRESS_MARK_STARTS = frozenset(_ADDRESS_MARKS.replace("|", ""))
_STREET = frozenset("路街道巷弄段村里")
_TOKEN = lazy_pattern(r"(?:[0-9A-Za-z]|[-._/:%?&=#@~+](?=[0-9A-Za-z])|[%&=])++")
_RUN = lazy_pattern("[0-9]++|[〇零○一二三四五六七八九十百千万亿兆两俩廿卅卌几数壹贰叁参肆伍陆柒捌玖拾佰仟半]++")
"""A run of digits or of Han numerals; one longer than LONGEST is no number."""
_LONGEST_WORD = 4
"""Code points of a fixed word before the numeral in it, at most."""
_AFTER_QUANTITY = frozenset("年万亿元人")
"""Units that show digits with hyphens to be no telephone number."""
_COUNTED_KINDS = frozenset({"count", "other", "duration", "age"})
"""Kinds of units that words behind a telephone number may begin with: 分 of 分機, 名 of 名單."""
_NAME_JOINS = frozenset("-_/.@")
"""Signs within a code, such as the hyphen of A-12."""
_LEAST_PHONE = 7
"""Digits of the shortest telephone number."""


def find_addresses(text: str) -> list[tuple[int, int]]:
    """The spans of the web addresses of a text, in code points."""
    found = []
    at = 0
    while (at := text.find("://", at)) >= 0:
        start = at
        while _is_latin(text[start - 1 : start]):
            start -= 1
        end = at + 3
        while "!" <= text[end : end + 1] <= "~":
            end += 1
        found.append((start, end))
        at = end
    return found


def find_quoted_names(text: str, region: str) -> list[tuple[int, int]]:
    """The spans of short quoted names that begin with a bare numeral (「七通一清」), in code points.

    A name that begins with a numeral and its unit (「1.5小时交通圈」, “13+14”) is not one.

    Args:
        text: Folded.
        region: Whose units there are.
    """
    found: list[tuple[int, int]] = []
    behind = 0
    for opening in _OPENING.finditer(text):
        at, sign = opening.start(), opening[0]
        if at < behind:
            continue
        end = text.find(_QUOTES[sign], at + 1, at + _MAX_QUOTED)
        if end == -1:
            continue
        if _is_name(text[at + 1 : end], sign, region):
            found.append((at + 1, end + 1))
        if sign == '"':
            behind = end + 1
    return found


def _is_name(name: str, opening: str, region: str) -> bool:
    numeral = numeral_at(name, 0) if name else None
    if numeral is None:
        return False
    rest = name[numeral.end :]
    if rest[:1] in ("+", "%", ":", "-", "~", "比", "年", "月"):
        return rest[:1] in ("年", "月") and opening == "《"
    if numeral.ascii:
        if any(mark in rest for mark in ",。;"):
            return False
        return not rest or (units(region).at(rest, 0) is None and len(name) <= _MAX_NAME)
    parts = rest.replace("、", ",").split(",")
    if len(name) > _MAX_NAME:
        return opening == "《" or (len(parts) > 1 and all(numeral_at(part, 0) for part in parts[1:] if part))
    return not numeral.has_magnitude


def rejected_end(block: BlockText, at: int, previous_end: int) -> int:
    """Where the scan goes on behind a numeral that is part of a name, a street address, a code or a fixed word.

    Args:
        block: The folded text.
        at: Offset of the numeral, code points.
        previous_end: The end of the figure before it.

    Returns:
        An offset in code points; 0 where the numeral may be a figure.
    """
    run = _RUN().match(block.text, at)
    assert run is not None
    if run.end() - at > LONGEST:
        return run.end()
    word = fixed_words().longest_around(block.text, max(previous_end, at - _LONGEST_WORD), at)
    if word is not None and word[1] == "skip":
        return word[0]
    if address := _street_address_end(block, at):
        return address
    if "0" <= block.text[at] <= "9":
        return _identifier_end(block, at, previous_end)
    return 0


def _street_address_end(block: BlockText, at: int) -> int:
    """The end of 二段15號3樓: numbers with marks of addresses, several in a row or behind a street."""
    text, end, marks = block.text, at, 0
    first = block.numeral_at(at)
    if first is None or text[first.end : first.end + 1] not in _ADDRESS_MARK_STARTS:
        return 0
    while marks < LONGEST:
        numeral = block.numeral_at(end)
        mark = _ADDRESS_MARK().match(text, numeral.end) if numeral else None
        if mark is None or (numeral and not isinstance(numeral.value, int)):
            break
        end, marks = mark.end(), marks + 1
        if mark[0] == "里" and marks == 1:
            return 0
    is_street = text[at - 1 : at] in _STREET and text[end - 1 : end] in {"段", "巷", "弄", "号", "楼"}
    return end if marks > 1 or (is_street and marks) else 0


def _identifier_end(block: BlockText, at: int, previous_end: int) -> int:
    """The end of the code, address or number plate that digits belong to; 0 where they belong to none."""
    text, left = block.text, block.text[at - 1 : at]
    if left == "#" or (left == "[" and re.match(r"[0-9]++\]", text[at : at + 6])):
        return _token_end(text, at)
    is_joined = _is_latin(left) or (left in _NAME_JOINS and _is_latin(text[at - 2 : at - 1]))
    if is_joined and at > previous_end and not text.endswith(cues("codes"), 0, at) and not _is_share_of_name(text, at):
        return _token_end(text, at)
    cluster = _CLUSTER.match(text, at)
    assert cluster is not None
    end = cluster.end()
    if text[end : end + 1] in _LIST_SIGNS and (found := _BARE_LIST().match(text, at)):
        return found.end()
    if found := _LONG_LIST().match(text, at):
        return found.end()
    if cluster[0].count(".") > 1:
        return 0 if cluster[0].count(".") == 2 and end - at >= 8 else _token_end(text, at)
    after = text[end : end + 1]
    if _is_latin(after) and not _is_unit(text, end, block.context.region):
        return _token_end(text, end)
    if after in ("-", "_") and _is_latin(text[end + 1 : end + 2]):
        return _token_end(text, end)
    return _phone_end(block, at, end, previous_end) or _named_number_end(text, at, end)


def _is_share_of_name(text: str, at: int) -> bool:
    """Whether a percentage stands directly behind a name in letters: GDP3%."""
    cluster = _CLUSTER.match(text, at)
    return cluster is not None and text[cluster.end() : cluster.end() + 1] == "%" and _is_latin(text[at - 1])


def _phone_end(block: BlockText, at: int, end: int, previous_end: int) -> int:
    """The end of a telephone number: 010-65001234, 2345 6789; 0 for a range of a quantity, as in 500-1000米."""
    text = block.text
    if (code := _CODE().match(text, at)) and not _DATE().fullmatch(code[0]):
        return code.end()
    if phone := _PHONE().match(text, at):
        digits = sum(sign.isdecimal() for sign in phone[0])
        last = phone[0].rpartition("-")[2]
        is_quantity = text[phone.end() : phone.end() + 1] in _AFTER_QUANTITY or (
            text[at] != "0" and _is_measured(block, phone.end())
        )
        if digits >= _LEAST_PHONE and len(last) > 2 and not is_quantity:
            return phone.end()
    if text[at - 1 : at] == "-" and at - 2 > previous_end and text[at - 2].isascii() and text[at - 2].isalnum():
        return end
    spaced = _SPACED_PHONE().match(text, at)
    return spaced.end() if spaced else 0


def _named_number_end(text: str, at: int, end: int) -> int:
    """The end of a number that is a name: 12345熱線, 5·12地震, 5-12地震."""
    day = _MONTH_AND_DAY().match(text, at)
    if day is not None and text.startswith(cues("event behind"), _skip_closing_sign(text, day.end())):
        return day.end()
    return end if text.startswith(cues("named number behind"), _skip_closing_sign(text, end)) else 0


def _skip_closing_sign(text: str, at: int) -> int:
    """The offset behind a blank or a closing quotation mark at an offset; the offset itself where there is none."""
    return at + (text[at : at + 1] in tuple(BLANKS + "”」』"))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _is_unit(text: str, at: int, region: str) -> bool:
    for form, _ in units(region).all_at(text, at):
        following = text[at + len(form) : at + len(form) + 1]
        if not _is_latin(form[-1]) or not (following.isascii() and following.isalnum()):
            return True
    return False


def _is_measured(block: BlockText, at: int) -> bool:
    """Whether a unit of a quantity that is measured, and not counted, stands at an offset."""
    found = units(block.context.region).all_at(block.text, at)
    return any(unit.kind not in _COUNTED_KINDS for _, each in found for unit in each)


def _token_end(text: str, at: int) -> int:
    found = _TOKEN().match(text, at)
    assert found is not None
    return found.end()
