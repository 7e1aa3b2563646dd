"""People, and who is none: names of 2 to 4 characters, roles, desks, outlets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.structure.lexicon import column, ending, lazy

if TYPE_CHECKING:
    from typing import TypeAlias

Place: TypeAlias = "tuple[int, int]"
"""Where something stands in a shadow, and so in its text: code points, end exclusive."""

_BREAKS = " 、,;/&|()[]{}【】〔〕<>+=:。"
_LATIN = lazy(r"[A-Z][A-Za-z.'-]{1,20}")
_CODE = lazy(r"_?[A-Za-z]{0,3}\d{2,6}")
_CODE_BEHIND = lazy(r"_?[A-Za-z]{0,3}\d{2,6}\Z")
_ROLES = (
    "记者",
    "通讯员",
    "通信员",
    "实习生",
    "特派员",
    "评论员",
    "撰稿人",
    "主播",
    "作者",
    "撰文",
    "采写",
    "采访",
    "编译",
)
_MORE_ROLES = ("翻译", "译者", "编辑", "摄影", "专员", "兼摄影")
_ROLE_MAX = 16
"""Characters of a role with the outlet before it (总台央视记者)."""
_ROLE_BEHIND = lazy(
    r"(?:综合|摄影|专题|采访|现场|特稿|连线|独家|自)?(?:报道|报导|整理|编译|摄影|摄制|译|电|讯|撰|文|图|摄|编辑|专电|特稿)+\Z"
)


def unpadded(name: str) -> str:
    """A printed name without the space that pads two characters to the width of three."""
    return name.strip() if any(char.isascii() and char != " " for char in name) else "".join(name.split())


def is_desk(text: str) -> bool:
    """A desk or a way of reporting (即时新闻, 综合报导), not a person."""
    if text in column("desks", "desk"):
        return True
    return 3 <= len(text) <= 8 and ending(text, "suffixes", "desk") != ""


def is_outlet(text: str) -> bool:
    """A known outlet or agency, or a name that ends as theirs do."""
    if text in column("outlets"):
        return True
    return 3 <= len(text) <= 14 and ending(text, "suffixes", "outlet") != "" and not is_person(text)


def is_person(text: str, *, labelled: bool = False) -> bool:
    """Whether a shadow without padding is a name. `labelled`: with a role beside it it may lack a known surname."""
    if not 2 <= len(text) <= 24 or text in column("desks") or text in column("roles"):
        return False
    if len(text) <= 4 and _is_han(text):
        single, compound = text[0] in column("surnames", "1"), text[:2] in column("surnames", "2")
        if len(text) == 4:  # a compound surname, or a husband's before one's own
            known = compound or (single and text[1] in column("surnames", "1") and not _is_body(text))
        else:
            known = single or (compound and len(text) == 3)
        return known or (labelled and not _is_body(text))
    if "·" in text[1:-1]:
        return all(part.isalpha() for part in text.replace(".", "").split("·")) and not _is_body(text)
    return labelled and _LATIN().fullmatch(text) is not None and text not in column("outlets")


def _is_han(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or char >= "\U00020000" for char in text)


def _is_body(text: str) -> bool:
    """An outlet, a desk, an office: what ends as bodies do."""
    return text in column("outlets") or ending(text, "suffixes") != ""


def names_in(shadow: str, start: int, end: int, *, labelled: bool) -> tuple[list[Place], str]:
    """The people of a stretch of a shadow, and what is left that is neither person, role, desk, outlet nor code.

    `方 敏` is one name and `方敏 李明` are two: spaces part names unless both sides are single characters.
    """
    names: list[Place] = []
    rest: list[str] = []
    tokens = _tokens(shadow, start, min(end, len(shadow)))
    i = 0
    while i < len(tokens):
        first, last = tokens[i]
        i += 1
        while last - first < 7 and i < len(tokens) and _pads(shadow, tokens[i - 1], tokens[i]):
            last = tokens[i][1]
            i += 1
        behind_bar = first > start and shadow[first - 1] == "/"
        if behind_bar and _is_place_of_report(shadow[first:last]):
            continue
        if (name := _name(shadow, first, last, labelled=labelled)) is not None:
            while i < len(tokens) and _goes_on(shadow, name, tokens[i]):
                name = (name[0], tokens[i][1])
                i += 1
            names.append(name)
        elif not _is_no_person(shadow[first:last]):
            rest.append(shadow[first:last])
    return names, "".join(rest)


def _tokens(shadow: str, start: int, end: int) -> list[Place]:
    """The words of a stretch."""
    cuts = [start - 1, *(i for i in range(start, end) if shadow[i] in _BREAKS), end]
    return [(left + 1, right) for left, right in pairwise(cuts) if left + 1 < right]


def _pads(shadow: str, left: Place, right: Place) -> bool:
    """Two single Han characters with nothing but space between them."""
    one = left[1] - left[0] == right[1] - right[0] == 1
    return one and _is_han(shadow[left[0]] + shadow[right[0]]) and not shadow[left[1] : right[0]].strip(" ")


def _goes_on(shadow: str, name: Place, token: Place) -> bool:
    """A second word of a Latin name."""
    between = shadow[name[1] : token[0]] == " " and shadow[name[0]].isascii()
    return between and all(_LATIN().fullmatch(shadow[a:b]) is not None for a, b in (name, token))


def _name(shadow: str, first: int, last: int, *, labelled: bool) -> Place | None:
    """The name in a token, without role, place and code."""
    if first < (role := role_end(shadow, first, last)) < last:  # 记者林悦 is no name of four
        first, labelled = role, True
    elif is_person(shadow[first:last].replace(" ", ""), labelled=labelled):
        return first, last
    if tail := _ROLE_BEHIND().search(shadow, first, last):
        last, labelled = tail.start(), True
    if code := _CODE_BEHIND().search(shadow, first, last):
        last = code.start()
    bare = shadow[first:last].replace(" ", "")
    named = without_place(bare)
    if named is not None:
        return first, first + len(named)
    return (first, last) if is_person(bare, labelled=labelled) else None


def role_end(shadow: str, first: int, last: int) -> int:
    """The end of the role that opens a stretch, its outlet before it (本报特约记者); its start where there is none."""
    window = shadow[first : min(last, first + _ROLE_MAX)]
    if window[-1:] in "者员生播文写访译辑影" or any(role in window for role in _ROLES):
        return first + max(
            (at + len(role) for role in _ROLES + _MORE_ROLES if (at := window.find(role)) >= 0), default=0
        )
    return first


def without_place(text: str) -> str | None:
    """邱俊钦 of 邱俊钦桃园: a name that a known place follows."""
    for size in (2, 3, 4):
        if text[-size:] in column("places") and is_person(text[:-size]):
            return text[:-size]
    return None


def _is_place_of_report(text: str) -> bool:
    """台北报导, behind a bar."""
    return len(text) <= 8 and text.endswith(("报导", "报道", "专电", "外电", "特稿"))


def _is_no_person(text: str) -> bool:
    """A desk, an outlet, a role alone, a code, a place."""
    if (
        is_desk(text)
        or is_outlet(text)
        or text in column("roles")
        or text in column("places")
        or _CODE().fullmatch(text)
    ):
        return True
    bare = _ROLE_BEHIND().sub("", text)
    if not bare or is_desk(bare) or is_outlet(bare) or bare in column("places"):
        return True
    return role_end(bare, 0, len(bare)) == len(bare)
