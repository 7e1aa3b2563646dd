"""Page furniture that is no part of the article: buttons, menus, promotions, tails; notes and breadcrumbs beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from reader.structure.lexicon import column, lazy, opening

if TYPE_CHECKING:
    from reader.structure.lines import Line
    from reader.structure.people import Place

FRAME = " |[](){}【】〔〕<>,;、/·•#*_:-—。"
"""What may stand around and between the parts of a furniture line."""
BULLETS = FRAME + "»■◆●▲▼☆★◎=+~"
TAIL_MAX = 30
"""Characters of a line that opens the tail, unless its phrase is followed by a sign (rule 13)."""

_BETWEEN = "|/·•,、()[]【】>:"
"""What parts the words of a row, beside spaces."""
_COUNT = lazy(r"[\d,.+]{1,12}(?:万|亿|千|[kKwW])?\+?(?:人|次|条|个|则|篇|分钟|分钟阅读|阅读|评论|赞|条评论|人参与|字)?")
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]+")
_APP = lazy(r"下载.{0,10}(?:[Aa][Pp][Pp]|客户端)")

CHROME_OPENS = ("更多", "h", "w")
"""With what chrome begins that is not in the table: 更多报道, addresses."""
_MORE = ("报导", "报道", "新闻", "文章", "内容", "资讯")

Sort = Literal["line", "tail", "word"]
"""A line of its own, the opening of the tail, a single word that is chrome only outside of a story (健康, 国际)."""


def is_button(word: str) -> bool:
    """A word of menus and share bars, or a count."""
    bare = word.strip(FRAME)
    if not bare or bare in column("furniture", "button") or bare in column("furniture", "channel"):
        return True
    return bare[0].isdigit() and _COUNT().fullmatch(bare) is not None


def chrome_of(line: Line) -> Sort | None:
    """What sort of chrome a line is; worked out once."""
    if line.sort is False:
        line.sort = chrome(line.shadow, line.size)
    return line.sort


def chrome(shadow: str, size: int) -> Sort | None:
    """What sort of chrome a line is, or None. `size` is the line's; of a long line the shadow is the opening only."""
    bare = shadow.lstrip(BULLETS)
    if not bare:
        return "line"
    if shadow[0] == "#" and all(word[0] == "#" and len(word) > 1 for word in shadow.split()) and shadow[1] not in "# ":
        return "line"  # hash tags
    if (phrase := opening(bare, "furniture", "tail")) and _opens_tail(bare, phrase, size):
        return "tail"
    if size > 100 or shadow[-1] in "。;":
        return None
    if size < TAIL_MAX and bare.startswith(CHROME_OPENS[0]) and bare.endswith(_MORE):
        return "tail"
    if opening(bare, "furniture", "line") and (size < 60 or "http" in shadow):
        return "line"
    if ("下载" in shadow and _APP().search(shadow)) or (bare[0] in CHROME_OPENS and _ADDRESS().fullmatch(bare)):
        return "line"
    return _row(shadow)


def _opens_tail(bare: str, phrase: str, size: int) -> bool:
    """A tail phrase opens the tail when a sign follows it, or in a short line that is no sentence."""
    behind = bare[len(phrase) : len(phrase) + 1] or " "
    if behind in ":©(" or not phrase[0].isalpha() or phrase.isascii():
        return True
    if size > 100:
        return behind in " ," and phrase.startswith(("版权", "未经"))
    return behind in " >|/…》»)[]【】,!?0123456789" or (
        size < TAIL_MAX and bare[-1] not in "。" and behind not in "会者员"
    )


def _row(shadow: str) -> Sort | None:
    """A row of buttons or channels."""
    if len(shadow) > 12 and not any(sign in shadow for sign in " |】/:"):
        return None
    for sign in _BETWEEN:
        if sign in shadow:
            shadow = shadow.replace(sign, " ")
    tokens = shadow.split()
    known = sum(map(is_button, tokens))
    if known == len(tokens):
        alone = tokens[0] not in column("furniture", "button") and not tokens[0][0].isdigit()
        return "word" if len(tokens) == 1 and (alone or tokens[0].isdecimal()) else "line"
    if len(tokens) >= 5 and known * 2 >= len(tokens) and sum(map(len, tokens)) <= 5 * len(tokens):
        return "line"
    return None


def menu(shadow: str, size: int) -> bool:
    """A row of many short words above the story: a site's menu."""
    words = shadow.replace("|", " ").split()
    return (
        len(words) >= 5
        and size <= 9 * len(words)
        and max(map(len, words)) <= 8
        and not any(sign in shadow for sign in "。,;!?")
    )


# Notes

_NOTE = lazy(r"(?:[^,。]{2,12},)?文中.{1,12}化名|应.{2,8}要求|感谢.{2,60}(?:帮助|支持|贡献)")
NOTE_OPENS = ("应", "感谢")
_EDITION = lazy(r"[(\[]?《 ?[^《》]{2,14} ?》 ?[(\[].{0,12}\d{4} ?年.{0,30}[)\]]")
_END = lazy(
    r"[-— ]{0,4}(?:-?完-?|全文完|文完|待续|未完待续|(?:THE )?END|(?:下转|上接).{0,10}版|有删节|有删减)[-— ]{0,4}"
)
_END_MAX = 16
_ASIDE_MIN = 6
"""Characters of a line in brackets; a shorter one is a stage direction (掌声)."""
_NUMERALS = "一二三四五六七八九十0123456789"
_HELP = lazy(r".{0,60}(?:专线|热线|协谈)[^,。]{0,6}:? ?[\d-]{3,}|.{0,18}提醒您")


def note(shadow: str, size: int) -> bool:
    """An editors' note, the original title of a portal, a print edition, an end mark, a helpline."""
    bare = shadow.lstrip("([【〔")
    if opening(bare, "furniture", "note"):
        return True
    if (("化名" in bare and "文中" in bare) or bare.startswith(NOTE_OPENS)) and _NOTE().match(bare):
        return True
    if size > 60 or shadow[-1] == "。":
        return False
    if "《" in shadow[:3] and _EDITION().fullmatch(shadow):
        return True
    if size <= _END_MAX and _ends(bare) and _END().fullmatch(bare.rstrip(")]】")):
        return True
    if shadow[0] == "(" and shadow[-1] == ")" and _is_aside(shadow[1:-1]):
        return True
    return ("线" in shadow or "谈" in shadow or "提醒您" in shadow) and _HELP().match(shadow) is not None


def _ends(bare: str) -> bool:
    """It may be an end mark."""
    return "完" in bare or "续" in bare or "版" in bare or "END" in bare or "有删" in bare


def _is_aside(inner: str) -> bool:
    """Words of the editors that stand in brackets: no item of a list, no notice of the page."""
    if len(inner) < _ASIDE_MIN or "(" in inner or opening(inner, "furniture", "tail"):
        return False
    return inner[0] not in _NUMERALS


# Breadcrumbs

_CRUMB_LABEL = lazy(r"[(\[]?(?:您?(?:当前|现在|所在|目前)?的?(?:位置|所在)|您现在的位置|导航) ?(?:是|为)?[:>] *")
_MARKS = ">›»→"
_CRUMB_MAX = 14


def breadcrumb(shadow: str) -> list[Place]:
    """The items of a breadcrumb as places in its shadow; none when it is no breadcrumb (rule 1)."""
    if len(shadow) > 100 or "://" in shadow or any(stop in shadow for stop in "。!;"):
        return []
    label = _CRUMB_LABEL().match(shadow) if "位置" in shadow or "所在" in shadow or "导航" in shadow else None
    start = label.end() if label else 0
    signs = _MARKS if any(mark in shadow[start:] for mark in _MARKS) else "/"
    cuts = [start - 1, *(i for i in range(start, len(shadow)) if shadow[i] in signs), len(shadow)]
    items: list[Place] = []
    for left, right in pairwise(cuts):
        first, last = left + 1, right
        while first < last and shadow[first] in " -":
            first += 1
        while first < last and shadow[last - 1] in " -":
            last -= 1
        if first < last:
            items.append((first, last))
    if label:
        return items if all(last - first <= 2 * _CRUMB_MAX for first, last in items[:-1]) else []
    if len(items) < 2 or any(last - first > _CRUMB_MAX for first, last in items[:-1]):
        return []
    if signs == "/" and (len(items) < 3 or any(char.isdigit() for char in shadow)):
        return []
    return items
