"""Captions, and the credits at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.structure.people import is_person, names_in
from reader.structure.tables import column, lazy, openings

if TYPE_CHECKING:
    from reader.structure.lines import Line

CAPTION_MAX = 80
"""Characters of a caption without its credit; a marked one may have twice as many."""

_MADE = r"(?:摄影报道|摄影|翻摄|摄|供图|供片|提供|授权|绘图|制图|绘|制作|发|传真)"
_PICTURE = r"(?:资料图片?|资料照片?|资料画面|档案图片|档案照片?|示意图|网络图片|网络截图|网上图片|互联网图片|视频截图|微博截图|截图|图片|相片|照片|翻摄画面|画面)"
_BRACKET = lazy(r"(?:[^ ,。()]{2,8}社发 ?)?[(\[【〔](?P<in>[^()\[\]【】〔〕]{1,40})[)\]】〕] ?[。.]?$")
_FROM = r"(?:图片来源|图片|照片来源|图源|图/文|文/图|供图|摄影师|摄影|摄|图|照片|来源|photo|Photo)"
_LABEL = lazy(rf"(?:^|[ 。!?”)/◎▲])(?P<all>/? ?{_FROM} ?[:/|] ?(?P<who>[^。!?:]{{1,30}}?))[。.]?$")
_MADE_BY = lazy(rf"(?:^|[ 。!?”),])(?P<all>(?P<who>[^ 。!?,;:“”()]{{2,20}}(?: [^ 。!?,;:“”()]{{1,8}}){{0,2}}?) ?{_MADE})[。.]?$")
_PLAIN = lazy(rf"[ 。!?”)](?P<all>(?:[^ 。!?,;:“”()]{{0,8}}){_PICTURE})[。.]?$")
_SIGN_IN_BRACKET = lazy(
    rf"(?:{_FROM} ?[:/|]|翻摄自|翻摄|图翻摄自|取自|图取自|撷取自|截自|图自|来自|记者.{{2,12}}摄|.{{0,24}}{_MADE}$|.{{0,14}}{_PICTURE}$|.{{2,10}}/.{{0,8}}摄)"
)
_STRIP_HEAD = lazy(
    rf"(?:{_FROM} ?[:/|] ?|图?(?:翻摄|取|撷取|截取|截|来)自|图片?由|由|本报|新华社|中新社|中央社)?(?:(?:特约|特派|见习|实习|摄影)?(?:记者|通讯员|摄影师?)[ :/]*|发 ?\(?)?"
)
_STRIP_TAIL = lazy(rf" ?(?:/?{_MADE})+$")


class Credit(NamedTuple):
    """A credit where it is printed (places in the line) and the names in it."""

    start: int
    end: int
    names: tuple[tuple[int, int], ...]
    """Places in the line; together they are the credit's value."""


def credit(line: Line) -> Credit | None:
    """The credit at the end of a line (rule 8b), brackets and 摄 included, its stop excluded."""
    shadow = line.ending
    base = len(line.text) - len(shadow)
    for find in (_bracketed, _labelled, _made):
        if (found := find(shadow)) is not None:
            start, end, first, last = found
            names = tuple((a + base, b + base) for a, b in _names(shadow, first, last))
            return Credit(start + base, end + base, names)
    return None


def _bracketed(shadow: str) -> tuple[int, int, int, int] | None:
    match = _BRACKET().search(shadow) if shadow[-1:] in ")]】〕。." or shadow[-2:-1] in ")]】〕" else None
    if match is None:
        return None
    inner = match["in"].strip()
    if not (_SIGN_IN_BRACKET().match(inner) or inner in column("outlets", "photo") or inner in column("outlets", "agency")):
        return None
    end = match.end() - (1 if match.group()[-1] in "。." else 0)
    return match.start(), len(shadow[:end].rstrip()), *match.span("in")


def _labelled(shadow: str) -> tuple[int, int, int, int] | None:
    match = _LABEL().search(shadow)
    return None if match is None or len(match["who"].strip()) < 2 else (*match.span("all"), *match.span("who"))


def _made(shadow: str) -> tuple[int, int, int, int] | None:
    if (match := _MADE_BY().search(shadow)) is not None and _may_make(match["who"], shadow[match.end("who") : match.end("all")].strip()):
        return *match.span("all"), *match.span("who")
    if (match := _PLAIN().search(shadow)) is not None and match.start() > 0:
        return *match.span("all"), *match.span("all")
    return None


def _may_make(who: str, made: str) -> bool:
    """Whether these words can be who made a picture: a person for 摄, anybody for 供图 and 提供."""
    if made in ("摄", "摄影", "摄影报道", "绘", "绘图", "制图", "制作"):
        names, rest = names_in(who, 0, len(who), labelled=len(who) <= 4)
        return bool(names) and not rest
    return made in ("供图", "供片", "提供", "授权") and len(who) <= 16


def _names(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a credit: people if there are any, else what is left without roles and 摄."""
    text = shadow[start:end]
    head = _STRIP_HEAD().match(text)
    first = head.end() if head else 0
    tail = _STRIP_TAIL().search(text, first)
    last = tail.start() if tail and tail.start() > first else len(text)
    if first >= last:
        first, last = 0, len(text)
    names, rest = names_in(text, first, last, labelled=True)
    if names and not rest:
        return [(start + name.start, start + name.end) for name in names]
    piece = text[first:last]
    first += len(piece) - len(piece.lstrip(" /:("))
    last -= len(piece) - len(piece.rstrip(" /:)"))
    return [(start + first, start + last)] if first < last else []


def marked(line: Line) -> bool:
    """It opens as captions do: ▲, 图为, 图:, 资料图."""
    return line.shadow.startswith(openings("captions", "start")) or _NUMBERED().match(line.shadow) is not None


_NUMBERED = lazy(r"[(\[]?(?:[上下左右]|大|小|主|附|组)?图(?:[一二三四五六七八九十\d]{1,2})?(?:[(/][^)]{1,6}\)?)?[:为]|图[一二三四五六七八九十\d]{1,2}[ :.、]")


def pictures(line: Line) -> bool:
    """It ends as captions without a credit do: …一角, …现场, …车间."""
    return line.shadow.rstrip("。").endswith(openings("captions", "end")) or _SCENE().search(line.shadow) is not None


_SCENE = lazy(r"(?:^|[^,。])在.{2,16}(?:现场|中|上|里|内|前|外)?(?:办公|调研|工作|作业|视察|考察|参观|忙碌|施工|出席|参加|合影|讲话|发言|玩耍|游玩|拍照|采访|比赛|展示|演示|操作|检查|采摘|排队)$")


def sentences(line: Line) -> int:
    """Full stops inside the line (the last character does not count)."""
    return sum(map(line.shadow[:-1].count, "。!?"))


def captioned(line: Line, found: Credit | None) -> bool:
    """A mark or a credit makes it a caption, if it is short enough."""
    size = len(line.text) - (found.end - found.start if found else 0)
    if marked(line):
        return size <= 2 * CAPTION_MAX and sentences(line) <= 3
    return found is not None and size <= CAPTION_MAX and sentences(line) <= 2


__all__ = ["CAPTION_MAX", "Credit", "captioned", "credit", "is_person", "marked", "pictures", "sentences"]
