"""Recognises boilerplate (buttons, menus, promotions, the tail of a page), notes of the editors and breadcrumbs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from reader.structure.lexicon import find_prefix, get_words, lazy_pattern

if TYPE_CHECKING:
    from reader.structure.lines import Line
    from reader.structure.people import TextRange

SEPARATORS = " |[](){}【】〔〕<>,;、/·•#*_:-—。"
"""Characters around and between the parts of a metadata line."""
LEADING_SIGNS = SEPARATORS + "»■◆●▲▼☆★◎=+~"
TAIL_LINE_MAX = 30
"""Characters of a line that opens the tail of a page (what follows the story), unless a sign follows its phrase."""

_HASH_HEADING_MIN = 7
"""Code points from which a line with one # is a heading; a shorter one is a hash tag."""
_MENU_SEPARATORS = frozenset("|/·•,、()[]【】>:")
"""Separators between the words of a menu row, beside spaces."""
_MENU_ROW_SIGNS = frozenset(" |】/:")
"""Of which one is in every row of menus of more than a few characters."""
_READER_COUNT = lazy_pattern(
    r"[+]?[\d,.+]{1,12}(?:万|亿|千|[kKwW])?\+?(?:人|次|条|个|则|篇|分钟|分钟阅读|阅读|评论|赞|条评论|人参与|字)?"
)
_URL = lazy_pattern(r"(?:https?://|www\.)[!-~]+")
_BUTTON_MAX, _BUTTON_EDGES = 24, " -—–·.…()[]【】<>》»↓▼︾﹀+"
"""Code points of a button, and the signs around its words."""
_READING_TIME = lazy_pattern(
    r"(?:全文)?(?:共|约)?(?:\d{2,6}字)?[,. ]?(?:预计|大约)?(?:阅读|浏览|读完)?(?:全文)?"
    r"(?:时间|需时|时长|需要|需|约)?[: ]*"
    r"(?:约|需)?\d{1,3} ?(?:分钟|分|mins?)(?: ?(?:内)?(?:可)?(?:阅读|浏览|读完|read)(?:时间|时长)?)?"
)
"""The reading time that a page states: 7 分钟 浏览时间, 阅读时间约 3 分钟."""
_LAST_PART = lazy_pattern(r"[-|·/ ]([^-|·/ ]{3,20})$")
_APP_DOWNLOAD = lazy_pattern(r"下载.{0,10}(?:[Aa][Pp][Pp]|客户端)|(?:[Aa][Pp][Pp]|客户端).{0,24}下载(?:地址|链接)")

BOILERPLATE_STARTS = ("更多", "h", "w")
"""First characters of boilerplate that is not in the table: 更多报道, addresses."""
_STORY_NOUNS = ("报导", "报道", "新闻", "文章", "内容", "资讯")

BoilerplateKind = Literal["line", "tail", "word"]
"""`line`: boilerplate wherever it is; `tail`: the line that opens the tail of a page; `word`: a single word that is
boilerplate only outside of a story (健康, 国际)."""


def is_menu_word(word: str) -> bool:
    """Whether a word is one of those in menus and share bars, or a number."""
    bare = word.strip(SEPARATORS)
    if not bare or bare in get_words("boilerplate", "button") or bare in get_words("boilerplate", "channel"):
        return True
    return bare[0] in "+0123456789" and _READER_COUNT().fullmatch(bare) is not None


def get_boilerplate_kind(line: Line) -> BoilerplateKind | None:
    """Return what kind of boilerplate a line is, None for any other line; computed once for each line."""
    if line.facts.boilerplate is False:
        line.facts.boilerplate = classify_boilerplate(line.normalized, line.size)
    return line.facts.boilerplate


def classify_boilerplate(normalized: str, size: int) -> BoilerplateKind | None:
    """Return what kind of boilerplate a line is; None for any other line.

    Args:
        normalized: The normalized text of the line; of a long line its beginning.
        size: Code points of the line.
    """
    bare = normalized.lstrip(LEADING_SIGNS)
    if not bare:
        return "line"
    if (
        normalized[0] == "#"
        and all(word[0] == "#" and len(word) > 1 for word in normalized.split())
        and normalized[1] not in "# "
        and (size < _HASH_HEADING_MIN or normalized.count("#") > 1)
    ):
        return "line"  # hash tags
    if (phrase := find_prefix(bare, "boilerplate", "tail")) and _is_tail_start(bare, phrase, size):
        return "tail"
    if size > 100 or normalized[-1] in "。;":
        return None
    if is_unfold_button(normalized) or (normalized[0] == "◤" and normalized[-1] == "◢"):
        return "line"
    if ("分" in bare or "min" in bare) and _READING_TIME().fullmatch(bare.rstrip(SEPARATORS)):
        return "line"
    if size < TAIL_LINE_MAX and normalized[-1] == ":" and _ends_with_tail_phrase(bare):
        return "tail"
    if size < TAIL_LINE_MAX and bare.startswith(BOILERPLATE_STARTS[0]) and bare.endswith(_STORY_NOUNS):
        return "tail"
    if find_prefix(bare, "boilerplate", "line") and (size < 60 or "http" in normalized):
        return "line"
    if ("下载" in normalized and _APP_DOWNLOAD().search(normalized)) or (
        bare[0] in BOILERPLATE_STARTS and _URL().fullmatch(bare)
    ):
        return "line"
    return _classify_menu_row(normalized)


def _ends_with_tail_phrase(text: str) -> bool:
    """Whether the last part of a line is a phrase that opens the tail: 日报新闻-相关报道:."""
    title = _LAST_PART().search(text)
    phrase = find_prefix(title[1], "boilerplate", "tail") if title is not None else ""
    return title is not None and phrase != "" and len(title[1]) - len(phrase) <= 1


def is_unfold_button(normalized: str) -> bool:
    """Whether a line is a button by which a page unfolds the rest of its story (閱讀更多, 展开全文)."""
    if len(normalized) > _BUTTON_MAX:
        return False
    bare = normalized.strip(_BUTTON_EDGES)
    phrase = find_prefix(bare, "boilerplate", "unfold")
    behind = bare[len(phrase) : len(phrase) + 1]
    return phrase != "" and (not behind.isalpha() or len(bare) - len(phrase) <= 4)


def _is_tail_start(text: str, phrase: str, size: int) -> bool:
    """Whether a phrase opens the tail: a sign follows it, or the line is short and no sentence."""
    behind = text[len(phrase) : len(phrase) + 1] or " "
    if behind in ":©(" or not phrase[0].isalpha() or phrase.isascii():
        return True
    if size > 100:
        return behind in " ," and phrase.startswith(("版权", "未经"))
    return behind in " >|/…》»)[]【】,!?0123456789" or (
        size < TAIL_LINE_MAX and text[-1] not in "。" and behind not in "会者员"
    )


def _classify_menu_row(normalized: str) -> BoilerplateKind | None:
    """The kind of a row of buttons or channels; None for any other line."""
    if len(normalized) > 12 and _MENU_ROW_SIGNS.isdisjoint(normalized):
        return None
    for sign in _MENU_SEPARATORS.intersection(normalized):
        normalized = normalized.replace(sign, " ")
    tokens = normalized.split()
    known = sum(map(is_menu_word, tokens))
    if known == len(tokens):
        alone = tokens[0] not in get_words("boilerplate", "button") and not (tokens[0][0].isdigit() or "+" in tokens[0])
        return "word" if len(tokens) == 1 and (alone or tokens[0].isdecimal()) else "line"
    if len(tokens) >= 5 and known * 2 >= len(tokens) and sum(map(len, tokens)) <= 5 * len(tokens):
        return "line"
    return None


def is_menu_row(normalized: str, size: int) -> bool:
    """Whether a line above the story is a row of many short words, such as the menu of a site.

    Args:
        normalized: The normalized text of the line.
        size: Code points of the line.
    """
    words = normalized.replace("|", " ").split()
    return (
        len(words) >= 5
        and size <= 9 * len(words)
        and max(map(len, words)) <= 8
        and not any(sign in normalized for sign in "。,;!?")
    )


# Notes

_NOTE_TEXT = lazy_pattern(r"(?:[^,。]{2,12},)?文中.{1,12}化名|应.{2,8}要求|感谢.{2,60}(?:帮助|支持|贡献)")
NOTE_STARTS = ("应", "感谢")
_PRINT_EDITION = lazy_pattern(r"[(\[]?《 ?[^《》]{2,14} ?》 ?[(\[].{0,12}\d{4} ?年.{0,30}[)\]]")
_END_MARK = lazy_pattern(
    r"[-— ]{0,4}(?:-?完-?|全文完|文完|待续|未完待续|(?:THE )?END|(?:下转|上接).{0,10}版|有删节|有删减)[-— ]{0,4}"
)
_ASIDE_MIN = 6
"""Characters of a line in brackets from which it is a remark; a shorter one is a stage direction (掌声)."""
_LIST_NUMERALS = "一二三四五六七八九十0123456789"
_HELPLINE = lazy_pattern(r".{0,60}(?:专线|热线|协谈)[^,。]{0,6}:? ?[\d-]{3,}|.{0,18}提醒您")


def is_note(normalized: str, size: int) -> bool:
    """Whether a line is a note of the editors, an original title, a print edition, an end mark or a helpline.

    Args:
        normalized: The normalized text of the line; of a long line its beginning.
        size: Code points of the line.
    """
    bare = normalized.lstrip("([【〔")
    if find_prefix(bare, "boilerplate", "note"):
        return True
    if (("化名" in bare and "文中" in bare) or bare.startswith(NOTE_STARTS)) and _NOTE_TEXT().match(bare):
        return True
    if size > 60 or normalized[-1] == "。":
        return False
    if "《" in normalized[:3] and _PRINT_EDITION().fullmatch(normalized):
        return True
    if _is_possible_end_mark(bare) and _END_MARK().fullmatch(bare.rstrip(")]】")):
        return True
    if normalized[0] == "(" and normalized[-1] == ")" and _is_aside(normalized[1:-1]):
        return True
    return ("线" in normalized or "谈" in normalized or "提醒您" in normalized) and _HELPLINE().match(
        normalized
    ) is not None


def _is_possible_end_mark(text: str) -> bool:
    """Whether a text has a character of an end mark: a fast pre-check before the pattern is compiled."""
    return "完" in text or "续" in text or "版" in text or "END" in text or "有删" in text


def _is_aside(inner: str) -> bool:
    """Whether a text in brackets is a remark of the editors: neither an item of a list nor a notice of the page."""
    if len(inner) < _ASIDE_MIN or "(" in inner or find_prefix(inner, "boilerplate", "tail"):
        return False
    return inner[0] not in _LIST_NUMERALS


# Breadcrumbs

_BREADCRUMB_LABEL = lazy_pattern(
    r"[(\[]?(?:您?(?:当前|现在|所在|目前)?的?(?:位置|所在)|您现在的位置|导航) ?(?:是|为)?[:>] *"
)
_BREADCRUMB_SEPARATORS = ">›»→"
_BREADCRUMB_ITEM_MAX = 14


def find_breadcrumb(normalized: str) -> list[TextRange]:
    """Return the ranges of the items of a breadcrumb; an empty list when the line is none."""
    if len(normalized) > 100 or "://" in normalized or any(stop in normalized for stop in "。!;"):
        return []
    label = (
        _BREADCRUMB_LABEL().match(normalized)
        if "位置" in normalized or "所在" in normalized or "导航" in normalized
        else None
    )
    start = label.end() if label else 0
    signs = _BREADCRUMB_SEPARATORS if any(mark in normalized[start:] for mark in _BREADCRUMB_SEPARATORS) else "/"
    cuts = [start - 1, *(i for i in range(start, len(normalized)) if normalized[i] in signs), len(normalized)]
    items: list[TextRange] = []
    for left, right in pairwise(cuts):
        first, last = left + 1, right
        while first < last and normalized[first] in " -":
            first += 1
        while first < last and normalized[last - 1] in " -":
            last -= 1
        if first < last:
            items.append((first, last))
    if label:
        return items if all(last - first <= 2 * _BREADCRUMB_ITEM_MAX for first, last in items[:-1]) else []
    if len(items) < 2 or any(last - first > _BREADCRUMB_ITEM_MAX for first, last in items[:-1]):
        return []
    if signs == "/" and (len(items) < 3 or any(char.isdigit() for char in normalized)):
        return []
    return items
