"""The lines around a story: date, source, byline and editor lines; menus, share buttons and tails; notes; breadcrumbs.

A line of furniture is told by what is left when all that is known in it is taken away: nothing, or nearly nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.structure.dates import dates_in
from reader.structure.people import is_desk, is_outlet, is_person, names_in
from reader.structure.tables import column, lazy, openings, rows

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.people import Name

Field = Literal["date", "source", "author", "editor", "crew", "photo", "count"]
_KIND: dict[str, Kind] = {
    "date": "date",
    "source": "source",
    "author": "byline",
    "photo": "byline",
    "editor": "editor",
    "crew": "editor",
    "count": "chrome",
}
_FRAME = " |[](){}【】〔〕<>,;、/·•#*_:-—。\u200b\ufeff"
_PARTS_MAX = 120
"""A line of furniture is not longer."""
_LABEL_MAX = 12
_START = lazy(r"(?:^|(?<=[ |\[\](){}【】〔〕;、/·。,\d])|  )(?=[^ |\[\](){}【】〔〕;、/·。,])")
_DELIMITER = lazy(r"[:/|]| {1,4}|$")
_REPORTER = lazy(
    r"[(\[【〔]?(?P<who>[^,。:;!?()]{0,14}?)(?P<role>(?:特约|特派|见习|实习|首席|驻[^ ,。]{1,4})?(?:记者|通讯员|评论员))(?P<gap>[ /:]*)(?=[^ /:])"
)
_BAR_REPORT = lazy(r"[(\[【〔]?(?P<who>[^/,。!?]{2,30})/(?P<place>[^/,。!?]{2,10}(?:报导|报道|电|专电|讯|外电|特稿))[)\]】〕]?$")
_WIRE = lazy(r"[(\[【〔]?(?P<who>[^,。:;!?() ]{2,6}社)记者(?P<name>[^,。:;!? ()\d]{2,12})\d{1,2}(?:月\d{1,2})?日(?:专?电|报导)[)\]】〕]?$")


class Part(NamedTuple):
    """A labelled or recognised stretch of a furniture line: places in the shadow of its value, label excluded."""

    field: Field
    start: int
    end: int
    label: str
    """Without spaces; empty when the value needed none."""
    value: str = ""
    """Of a date, in the form of INTERFACE.md."""


@cache
def _roles() -> dict[str, Field]:
    return {label: field for label, field in rows("roles")}  # type: ignore[misc]  # the table's words are the fields


def parts(shadow: str) -> tuple[list[Part], str]:
    """The parts of a line in order, and what is left of it when they are taken away."""
    found: list[Part] = []
    dates = list(dates_in(shadow))
    labels = _labels(shadow)
    # Every label's value runs to the next label, date without a label, or the end.
    edges = sorted({start for start, *_ in labels} | {date.start for date in dates} | {date.end for date in dates} | {len(shadow)})
    taken = [False] * len(shadow)
    rest: list[str] = []

    def take(start: int, end: int) -> None:
        taken[start:end] = [True] * (end - start)

    for date in dates:
        found.append(Part("date", date.start, date.end, "", date.value))
        take(date.start, date.end)
    for start, end, label, field in labels:
        if taken[start]:
            continue
        stop = next((edge for edge in edges if edge > start), len(shadow))
        take(start, stop)
        if field == "date":
            if stop > end and any(date.start == stop for date in dates) and not shadow[end:stop].strip(_FRAME):
                found.append(Part("date", start, start, label))
            elif not shadow[end:stop].strip(_FRAME + "0123456789"):
                found.append(Part("date", end, stop, label))
            elif any(date.start == stop for date in dates):
                found.append(Part("date", start, start, label))
            else:
                rest.append(shadow[start:stop])
        else:
            found.append(Part(field, end, stop, label))
    rest.extend(_unlabelled(shadow, taken, found))
    found.sort(key=lambda part: part.start)
    return found, "".join(rest)


def _labels(shadow: str) -> list[tuple[int, int, str, Field]]:
    """Where a label of the table stands: at a start, before a colon, a bar, a space or the end."""
    found: list[tuple[int, int, str, Field]] = []
    behind = 0
    for match in _START().finditer(shadow):
        start = match.end()
        if start < behind:
            continue
        for delimiter in _DELIMITER().finditer(shadow, start, min(len(shadow), start + _LABEL_MAX + 4)):
            label = shadow[start : delimiter.start()].replace(" ", "")
            if len(label) > _LABEL_MAX:
                break
            field = _roles().get(label)
            if field is not None and label:
                sign = delimiter.group().strip()
                end = delimiter.end()
                while end < len(shadow) and shadow[end] in " :/|":
                    sign = sign or shadow[end].strip()
                    end += 1
                if sign or field in ("author", "editor", "crew", "date"):
                    found.append((start, end, label, field))
                    behind = end
                    break
    return found


def _unlabelled(shadow: str, taken: list[bool], found: list[Part]) -> list[str]:
    """Recognises outlets, desks and counts between the parts; gives what nothing is known of."""
    rest: list[str] = []
    i = 0
    while i < len(shadow):
        if taken[i] or shadow[i] in " |[](){}【】〔〕,;、":
            i += 1
            continue
        start = i
        while i < len(shadow) and not taken[i] and shadow[i] not in " |[](){}【】〔〕,;、":
            i += 1
        word = shadow[start:i]
        if is_outlet(word):
            found.append(Part("source", start, i, ""))
        elif is_desk(word):
            found.append(Part("author", start, i, ""))
        elif word.strip(_FRAME) and not _is_token(word):
            rest.append(word)
    return rest


def furniture(shadow: str, size: int, *, head: bool) -> Kind | None:
    """The kind of a line of furniture: that of its first part; None for any other line.

    `head`: between headline and story, where a bare date or outlet is furniture and a foreign word may stand beside it.
    """
    if size > _PARTS_MAX:
        return None
    if (byline := _reporter_line(shadow)) is not None:
        return byline
    if not _may_be_parts(shadow):
        return None
    found, rest = parts(shadow)
    found = [part for part in found if part.field != "count"] or found
    if not found:
        return None
    for part in found:
        if not _plausible(shadow, part):
            return None
    labelled = any(part.label for part in found)
    dated = any(part.field == "date" and part.value for part in found)
    if not head and not labelled:
        return None
    if not head and found[0].field == "date" and not found[0].label:
        return None if rest or not labelled else "date"
    if len(rest) > (10 if head and dated else 4 if labelled and head else 0):
        return None
    if head and not labelled and not dated and len(found) == 1 and found[0].field == "source":
        return "source" if shadow.strip(_FRAME) in column("outlets") else None
    return _KIND[found[0].field]


def _may_be_parts(shadow: str) -> bool:
    """Whether it is worth looking: a label's colon, bar or space early in the line, a digit, or a short line."""
    return len(shadow) <= 20 or any(sign in shadow for sign in ":/|(【[") or shadow[0].isdigit() or " " in shadow[:12]


def _plausible(shadow: str, part: Part) -> bool:
    """Whether a value can be what its label says."""
    value = shadow[part.start : part.end].strip(_FRAME)
    if part.field in ("date", "count"):
        return part.field == "date" or len(value) <= 12
    if not value:
        return True
    if any(stop in value for stop in "。!?"):
        return False
    if part.field == "source":
        return len(value) <= 30 and value.count(",") == 0
    if not part.label:
        return True
    names, rest = names_in(shadow, part.start, part.end, labelled=True)
    return not rest or (part.field != "author" and len(rest) <= 8 and len(part.label) > 1) or (bool(names) and len(rest) <= 4)


def _reporter_line(shadow: str) -> Kind | None:
    """记者X/台北报导, 本报记者 X Y, (总台央视记者 X Y), 即时新闻/综合报导, 中央社记者X台北19日电: the whole line is a byline."""
    if len(shadow) > 60:
        return None
    if (match := _WIRE().match(shadow)) is not None:
        return "byline"
    if "/" in shadow and (match := _BAR_REPORT().match(shadow)) is not None:
        names, rest = names_in(shadow, *match.span("who"), labelled="记者" in match["who"])
        return "byline" if not rest and (names or is_desk(match["who"]) or match["who"].endswith(("中心", "组", "新闻", "报道", "报导"))) else None
    if "记者" in shadow[:20] or "员" in shadow[:20]:
        match = _REPORTER().match(shadow)
        if match is None or not _may_precede_reporter(match["who"]):
            return None
        found, _ = parts(shadow)
        stop = min((part.start - len(part.label) - 1 for part in found if part.start > match.end() + 1 and part.label), default=len(shadow))
        names, rest = names_in(shadow, match.start("role"), max(stop, match.end()), labelled=bool(match["gap"].strip()))
        return "byline" if names and not rest else None
    return None


def _may_precede_reporter(who: str) -> bool:
    """本报, 中青报·中青网, 总台央视, an outlet or nothing before 记者."""
    who = who.strip(_FRAME)
    return len(who) <= 2 or all(is_outlet(w) or len(w) <= 4 or w.endswith(("报", "网", "社", "台", "刊", "视")) for w in who.replace("·", " ").split())


def reporters(shadow: str) -> list[Name]:
    """The people of a byline or of a dateline (`(中央社记者邱俊钦桃园19日电)`), in order."""
    if (wire := _WIRE().search(shadow)) is not None:
        return names_in(shadow, *wire.span("name"), labelled=False)[0]
    if "/" in shadow and (bar := _BAR_REPORT().match(shadow)) is not None:
        return names_in(shadow, *bar.span("who"), labelled="记者" in bar["who"])[0]
    if (match := _REPORTER().search(shadow)) is not None:
        found, _ = parts(shadow)
        stop = min((part.start for part in found if part.label and part.field not in ("author", "photo") and part.start > match.end()), default=len(shadow))
        labels = [part.label for part in found if part.start == stop]
        return names_in(shadow, match.start("role"), stop - (len(labels[0]) + 1 if labels else 0), labelled=bool(match["gap"].strip()))[0]
    return []


# Chrome


def _is_token(word: str) -> bool:
    bare = word.strip(_FRAME + ">")
    return not bare or bare in column("furniture", "token") or _COUNT().fullmatch(bare) is not None


_COUNT = lazy(r"[\d,.+]{1,12}(?:万|亿|千|[kKwW])?\+?(?:人|次|条|个|则|篇|分钟|分钟阅读|阅读|评论|赞|条评论|人参与|字)?")
_TOKENS = lazy(r"[^ |/·•,、()\[\]【】>:\t]+")
_LOCATION = lazy(r"https?://[!-~]+$|www\.[!-~]+$")
_APP = lazy(r"下载.{0,10}(?:[Aa][Pp][Pp]|客户端)")


def chrome(shadow: str, size: int) -> Literal["line", "tail", "head"] | None:
    """What kind of chrome a line is: a line of its own, the opening of the tail (rule 13), or one only before a story."""
    if size > _PARTS_MAX:
        return "tail" if shadow.startswith(openings("furniture", "tail")) and _after_phrase(shadow) in ":：©" else None
    bare = shadow.lstrip(_FRAME + ">»■◆●▲▼☆★◎=/+")
    if not bare:
        return "line"
    if bare.startswith(openings("furniture", "tail")):
        after = _after_phrase(bare)
        if after in " :>|/…》»()[]【】,!?0123456789" or (size < 30 and not bare.endswith("。") and after not in "会者员") or (bare[0] in "©Cc"):
            return "tail"
    if bare.startswith(openings("furniture", "line")) and (size < 60 or "http" in shadow) and not shadow.endswith("。"):
        return "line"
    tokens = _TOKENS().findall(shadow)
    known = sum(map(_is_token, tokens))
    if known == len(tokens) and size <= 100:
        return "line" if len(tokens) > 1 or bare in _BUTTONS() else "head"
    if len(tokens) >= 5 and known * 2 >= len(tokens) and len("".join(tokens)) <= 5 * len(tokens):
        return "line"
    if size < 80 and (_LOCATION().match(shadow) or ("下载" in shadow and _APP().search(shadow) and not shadow.endswith("。"))):
        return "line"
    return None


@cache
def _buttons() -> frozenset[str]:
    names = [row[0] for row in rows("furniture") if row[1] == "token"]
    return frozenset(names[: names.index("首页")])


_BUTTONS = _buttons


def _after_phrase(shadow: str) -> str:
    """The character behind the tail phrase that opens a shadow; a space at the end."""
    phrase = next(word for word in openings("furniture", "tail") if shadow.startswith(word))
    return shadow[len(phrase) : len(phrase) + 1] or " "


def menu(shadow: str, size: int) -> bool:
    """A row of many short words: a site's menu."""
    tokens = shadow.replace("|", " ").split()
    return len(tokens) >= 5 and size <= 9 * len(tokens) and not any(stop in shadow for stop in "。,;!?") and max(map(len, tokens)) <= 8


# Notes

_NOTE = lazy(
    r"[(\[【〔]?(?:原标题|原题|编者按|编按|编者的话|记者手记|本文来源|本文首发|本文原载|本文刊于|原载|刊于|首发于|本文系|本文为|文中.{1,12}化名|"
    r"感谢.{2,60}(?:帮助|支持|贡献)|作者系|作者为|作者单位|作者是|注 ?:|附注|备注|更正|\*注|※|风险提示|温馨提示|提醒您|以上内容仅)"
)
_EDITION = lazy(r"[(\[]?《 ?[^《》]{2,14} ?》 ?[(\[].{0,12}\d{4} ?年.{0,30}[)\]]")
_END = lazy(r"[(\[【]?(?:完|全文完|文完|待续|未完待续|下转.{0,10}版|上接.{0,10}版|有删节|有删减)[)\]】]?")
_HELP = lazy(r".{0,60}(?:专线|热线|协谈)[^,。]{0,6}:? ?[\d-]{3,}|.{0,4}.{0,14}提醒您")


def note(shadow: str, size: int) -> bool:
    """An editors' note, the original title of a portal, a print edition, an end mark, a helpline."""
    if _NOTE().match(shadow):
        return True
    if size > 60:
        return False
    return any(pattern().fullmatch(shadow.rstrip("。;")) for pattern in (_EDITION, _END)) or bool(_HELP().match(shadow) and not shadow.endswith("。"))


# Breadcrumbs

_CRUMB_LABEL = lazy(r"(?:您?(?:当前|现在|所在)?的?(?:位置|所在)|当前位置|您的位置|您现在的位置|所在位置|目前位置|导航) ?(?:是|为)?[:>] *")
_CRUMB = lazy(r"[^>›»→/|\\]+")


def breadcrumb(shadow: str) -> list[tuple[int, int]]:
    """The items of a breadcrumb as places in its shadow; none when it is no breadcrumb (rule 1)."""
    label = _CRUMB_LABEL().match(shadow)
    start = label.end() if label else 0
    marks = sum(shadow.count(mark, start) for mark in ">›»→")
    slashes = shadow.count("/", start)
    if len(shadow) > 100 or any(stop in shadow for stop in "。!;") or "://" in shadow:
        return []
    if not label and marks < 2 and slashes < 2 and marks == 0:
        return []
    items: list[tuple[int, int]] = []
    for match in (_CRUMB() if marks == 0 or slashes == 0 else lazy(r"[^>›»→]+")()).finditer(shadow, start):
        text = match.group()
        first = match.start() + len(text) - len(text.lstrip(" -"))
        last = match.end() - (len(text) - len(text.rstrip(" -")))
        if first < last:
            items.append((first, last))
    longest = max((last - first for first, last in items[:-1]), default=0)
    if not items or longest > 14 or (not label and len(items) < 2):
        return []
    if not label and marks == 0 and (slashes < 2 or any(ch.isdigit() for ch in shadow)):
        return []
    return items
