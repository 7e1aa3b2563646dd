"""What looks like a figure and is none: slogans, identifiers, 一 that only says a, 第一 that only says good."""

from __future__ import annotations

from reader.figures.lexicon import cues, units
from reader.figures.numerals import numeral_at

_OPEN = {"「": "」", "『": "』", "“": "”", "《": "》", "〈": "〉", '"': '"'}
_SHORT = 10
"""Signs of a quoted name."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand."""
    found = []
    at = 0
    while (at := text.find("://", at)) >= 0:
        start = at
        while start > 0 and _latin(text[start - 1]):
            start -= 1
        end = at + 3
        while end < len(text) and "!" <= text[end] <= "~":
            end += 1
        found.append((start, end))
        at = end
    return found


def quoted(text: str) -> dict[int, int]:
    """Short quoted names that begin with a bare numeral (「七通一清」): every offset in one, and where it ends.

    A name that begins with a numeral and its unit (「1.5小时交通圈」, “13+14”) is not one.
    """
    found: dict[int, int] = {}
    if not any(sign in text for sign in _OPEN):
        return found
    at = 0
    while at < len(text):
        close = _OPEN.get(text[at])
        if close is None:
            at += 1
            continue
        end = text.find(close, at + 1, at + 26)
        if end > 0 and _is_slogan(text[at + 1 : end], text[at]):
            found.update(dict.fromkeys(range(at + 1, end), end + 1))
        at = end + 1 if end > 0 and text[at] == '"' else at + 1
    return found


def _is_slogan(name: str, opening: str) -> bool:
    numeral = numeral_at(name, 0) if name else None
    if numeral is None:
        return False
    rest = name[numeral.end :]
    if rest[:1] in ("+", "%", ":", "-", "~", "比", "年", "月"):
        return rest[:1] in ("年", "月") and opening == "《"
    if numeral.ascii:
        if any(mark in rest for mark in ",。;"):
            return False
        return not rest or (units("CN").at(rest, 0) is None and len(name) <= _SHORT)
    parts = rest.replace("、", ",").split(",")
    if len(name) > _SHORT:
        return opening == "《" or (len(parts) > 1 and all(numeral_at(part, 0) for part in parts[1:] if part))
    return not numeral.has_magnitude


def identifier(text: str, at: int, floor: int) -> int | None:
    """Where the code, address or number plate ends that a digit belongs to; None where it belongs to none."""
    left = text[at - 1 : at]
    joined = left and at > floor and (_latin(left) or (left in "-_/.@#" and _latin(text[at - 2 : at - 1])))
    if joined and not _currency_before(text, at):
        return _token_end(text, at)
    end = at
    while (
        end < len(text)
        and end - at < 64
        and ("0" <= text[end] <= "9" or (text[end] in ".," and text[end + 1 : end + 2].isdecimal()))
    ):
        end += 1
    if text.count(".", at, end) > 1:
        return None if text.count(".", at, end) == 2 and end - at >= 8 else _token_end(text, at)
    after = text[end : end + 1]
    if after and _latin(after) and not _unit_there(text, end):
        return _token_end(text, end)
    if after in ("-", "_") and _latin(text[end + 1 : end + 2]):
        return _token_end(text, end)
    if after == "-" and end - at >= 3 and text[end + 1 : end + 4].isdecimal():
        return _phone(text, at, end)
    if left == "-" and at > floor:
        before = text[at - 2 : at - 1]
        return end if before.isascii() and before.isalnum() and at - 2 > floor else None
    if (
        after == " "
        and end - at == 4
        and text[end + 1 : end + 5].isdecimal()
        and text[at - 1 : at] in ("", " ", ":", "线", "话", "询")
    ):
        return end + 5
    return None


def _phone(text: str, at: int, end: int) -> int | None:
    last = end + 1
    while last < len(text) and (text[last].isdecimal() or text[last] == "-"):
        last += 1
    digits = sum(sign.isdecimal() for sign in text[at:last])
    if digits >= 7 and last - end > 4 and text[last : last + 1] not in ("年", "万", "亿", "元"):
        return last
    return None


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _unit_there(text: str, at: int) -> bool:
    found = units("CN").all_at(text, at)
    return any(
        not _latin(form[-1])
        or not text[at + len(form) : at + len(form) + 1].isascii()
        or not text[at + len(form) : at + len(form) + 1].isalnum()
        for form, _ in found
    )


def _currency_before(text: str, at: int) -> bool:
    return any(text.endswith(code, 0, at) for code in cues("codes"))


def _token_end(text: str, at: int) -> int:
    end = at
    while (
        end < len(text)
        and text[end].isascii()
        and (
            text[end].isalnum()
            or (
                text[end] in "-._/:%?&=#@~+" and text[end + 1 : end + 2].isascii() and text[end + 1 : end + 2].isalnum()
            )
            or text[end] in "%&="
        )
    ):
        end += 1
    return max(end, at + 1)


def is_article(text: str, start: int, end: int, kind: str, form: str) -> bool:
    """Whether 一 with its unit only says a: 一名官員, but not 一個月 or 僅一人."""
    if text[start:end] not in ("一", "壹") or kind in ("rank", "ordinal", "ratio", "other", "range"):
        return False
    before = text[max(0, start - 4) : start]
    if before[-1:] in ("每", "另", "同", "这", "那", "某", "任", "哪", "该", "统", "唯", "进", "之", "逐"):
        return True
    if kind in ("duration", "age"):
        return form in ("日", "天", "晚", "夜") and not before.endswith(cues("limiters"))
    if kind in ("percent", "money", "area", "length", "mass", "volume", "temperature", "speed", "energy"):
        return form in ("角", "毛", "分", "里", "尺", "寸", "丈", "度", "两", "克", "节", "码", "担", "点")
    return not before.endswith(("仅", "只", "最多", "不足", "只有", "仅有", "唯有", "不到", "至少"))


def is_ordinal_prefix(text: str, start: int, floor: int) -> bool:
    """第 stands before the numeral."""
    return start > floor and text[start - 1] == "第"


def ranks(text: str, start: int, floor: int) -> bool:
    """A word before says that places are counted: 位列第一, 排名第17, 前10名."""
    left = text[max(floor, start - 6) : start]
    return any(word in left for word in cues("ranks"))
