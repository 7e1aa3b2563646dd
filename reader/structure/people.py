"""People, and who is none: names of 2 to 4 characters, roles, desks, outlets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.structure.tables import column, lazy, openings

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_TOKEN = lazy(r"[^ 、,;/&|()\[\]{}【】〔〕<>+=:。]+")
_HAN_NAME = lazy(rf"{_HAN}{{2,4}}\Z")
_DOTTED_NAME = lazy(rf"(?:{_HAN}|[A-Za-z.])+(?:·(?:{_HAN}|[A-Za-z.])+){{1,4}}\Z")
_LATIN_NAME = lazy(r"[A-Z][A-Za-z.'-]{1,20}\Z")
_CODE = lazy(r"[_ ]?[A-Za-z]{1,3}\d{2,6}\Z")
_CODE_TAIL = lazy(r"_?[A-Za-z]{0,3}\d{2,6}\Z")
_ROLE = "记者|通讯员|实习生|特派员|评论员|主播|作者|撰文|采写|采访|编译|翻译|译者|编辑|摄影|通信员|撰稿人|专员"
_ROLE_HEAD = lazy(rf"[^ ]{{0,14}}?(?:{_ROLE})(?:兼?(?:{_ROLE}))?")
_ROLE_TAIL = lazy(
    r"(?:综合|摄影|专题|采访|现场|特稿|连线|独家|自)?(?:报道|报导|整理|编译|摄影|摄制|译|电|讯|撰|文|图|摄|编辑|专电|特稿)+\Z"
)
_SUFFIXES = tuple("报网社台刊部组室团会司厅局院校队厂店") + ("中心", "频道", "周刊", "杂志", "新闻", "客户端", "公众号", "工作室", "综合", "媒体", "在线", "时报", "电视")


class Name(NamedTuple):
    """A name where it is printed: a place in the shadow it was found in, padding included."""

    start: int
    end: int


@cache
def _surnames(length: str) -> frozenset[str]:
    return column("surnames", length)


def is_desk(text: str) -> bool:
    """A desk or a way of reporting (即时新闻, 综合报导), not a person."""
    return text in column("desks", "desk")


def is_outlet(text: str) -> bool:
    """A known outlet or agency, or a name that ends as theirs do."""
    if text in column("outlets"):
        return True
    return 3 <= len(text) <= 14 and text.endswith(openings("suffixes", "outlet")) and not is_person(text)


def is_person(text: str, *, labelled: bool = False) -> bool:
    """A shadow of a name without padding. `labelled` when a role stands before it, so that it need not have a surname."""
    if not 2 <= len(text) <= 24 or text in column("desks"):
        return False
    if _HAN_NAME().match(text):
        single, compound = text[0] in _surnames("1"), text[:2] in _surnames("2")
        if len(text) == 4:
            known = compound or (single and text[1] in _surnames("1") and not text.endswith(_SUFFIXES))
        else:
            known = single or (compound and len(text) == 3)
        return known or (labelled and text not in column("outlets") and not text.endswith(_SUFFIXES))
    if _DOTTED_NAME().match(text):
        return text not in column("outlets") and not text.endswith(_SUFFIXES)
    return labelled and _LATIN_NAME().match(text) is not None and text not in column("outlets")


def names_in(shadow: str, start: int, end: int, *, labelled: bool) -> tuple[list[Name], str]:
    """The people of a stretch of a shadow, and what is left that is neither person, role, desk, outlet nor code.

    `方 敏` is one name and `方敏 李明` are two: spaces part names unless both sides are single characters.
    """
    names: list[Name] = []
    rest: list[str] = []
    tokens = [match.span() for match in _TOKEN().finditer(shadow, start, end)]
    i = 0
    while i < len(tokens):
        first, last = tokens[i]
        i += 1
        while last - first < 7 and i < len(tokens) and _pads(shadow, tokens[i - 1], tokens[i]):
            last = tokens[i][1]
            i += 1
        if (name := _name(shadow, first, last, labelled)) is not None:
            if _LATIN_NAME().match(shadow[first:last]):
                while i < len(tokens) and shadow[last : tokens[i][0]] == " " and _LATIN_NAME().match(shadow[slice(*tokens[i])]):
                    last = tokens[i][1]
                    i += 1
                name = Name(first, last)
            names.append(name)
        elif not _is_no_person(shadow[first:last], after_bar=first > start and shadow[first - 1] == "/"):
            rest.append(shadow[first:last])
    return names, "".join(rest)


def _pads(shadow: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Two single Han characters with nothing but space between them."""
    return (
        left[1] - left[0] == 1
        and right[1] - right[0] == 1
        and shadow[left[0]] > "\u3400"
        and shadow[right[0]] > "\u3400"
        and not shadow[left[1] : right[0]].strip(" ")
    )


def _name(shadow: str, first: int, last: int, labelled: bool) -> Name | None:
    """The name in a token, without role, place and code."""
    if is_person(shadow[first:last].replace(" ", ""), labelled=labelled):
        return Name(first, last)
    if head := _ROLE_HEAD().match(shadow, first, last):
        first, labelled = head.end(), True
    if tail := _ROLE_TAIL().search(shadow, first, last):
        last, labelled = tail.start(), True
    if code := _CODE_TAIL().search(shadow, first, last):
        last = code.start()
    bare = shadow[first:last].replace(" ", "")
    if is_person(bare, labelled=labelled and not bare.endswith(openings("suffixes", "outlet"))):
        if len(bare) >= 4 and (cut := without_place(bare)) is not None:
            return Name(first, first + len(cut))
        return Name(first, last)
    if (cut := without_place(bare)) is not None:
        return Name(first, first + len(cut))
    return None


def without_place(text: str) -> str | None:
    """邱俊钦 of 邱俊钦桃园: a name that a known place follows."""
    for size in (2, 3, 4):
        if text[-size:] in column("places") and is_person(text[:-size]):
            return text[:-size]
    return None


def _is_no_person(text: str, *, after_bar: bool) -> bool:
    """A desk, an outlet, a role alone, a code, or after a bar the place of a report (/台北报导)."""
    if is_desk(text) or is_outlet(text) or _CODE().match(text) or text in column("roles") or text in column("places"):
        return True
    bare = _ROLE_TAIL().sub("", text)
    return (
        not bare
        or is_desk(bare)
        or is_outlet(bare)
        or bare in column("places")
        or _ROLE_HEAD().fullmatch(bare) is not None
        or (after_bar and bare != text and len(bare) <= 6)
    )
