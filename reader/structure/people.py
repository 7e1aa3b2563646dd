"""Recognises names of people, and tells them from roles, desks and outlets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.structure.lexicon import find_suffix, get_words, lazy_pattern

if TYPE_CHECKING:
    from typing import TypeAlias

TextRange: TypeAlias = "tuple[int, int]"
"""Start and end of a part of a line, in code points; the end is exclusive."""

_TOKEN_BREAKS = " 、,;/&|()[]{}【】〔〕<>+=:。"
_LATIN_NAME = lazy_pattern(r"[A-Z][A-Za-z.'-]{1,20}")
_STAFF_CODE = lazy_pattern(r"_?[A-Za-z]{0,3}\d{2,6}")
_TRAILING_CODE = lazy_pattern(r"_?[A-Za-z]{0,3}\d{2,6}\Z")
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
_FURTHER_ROLES = ("翻译", "译者", "编辑", "摄影", "专员", "兼摄影")
_ROLE_MAX = 16
"""Characters of a role with the outlet before it at most (总台央视记者)."""
_TRAILING_ROLE = lazy_pattern(
    r"(?:综合|摄影|专题|采访|现场|特稿|连线|独家|自)?(?:报道|报导|整理|编译|摄影|摄制|译|电|讯|撰|文|图|摄|编辑|专电|特稿)+\Z"
)


_REPORT = lazy_pattern(r"(?<=..)(?:综合|专题|采访|现场|连线|独家)?(?:报道|报导)\Z")


_HAN = lazy_pattern("[\u3400-\u9fff\U00020000-\U0010ffff]*")


def remove_padding(name: str) -> str:
    """Return a printed name without the space that pads two characters to the width of three."""
    return name.strip() if any(char.isascii() and char != " " for char in name) else "".join(name.split())


def is_desk(text: str) -> bool:
    """Whether a text is a desk or a way of reporting (即时新闻, 综合报导), not a person."""
    if text in get_words("desks", "desk"):
        return True
    return 3 <= len(text) <= 8 and find_suffix(text, "suffixes", "desk") != ""


def is_outlet(text: str) -> bool:
    """Whether a text is a known outlet or agency, or has an ending of their names."""
    if text in get_words("outlets"):
        return True
    if "/" in text and is_person(text.partition("/")[0]):
        return False
    return 3 <= len(text) <= 14 and find_suffix(text, "suffixes", "outlet") != "" and not is_person(text)


def is_person(text: str, *, has_role: bool = False) -> bool:
    """Whether a normalized text is the name of a person.

    Args:
        text: Without the space that pads short names.
        has_role: Whether a role stands beside it, so that it may lack a known surname.
    """
    if not 2 <= len(text) <= 24 or text in get_words("desks") or text in get_words("roles"):
        return False
    if len(text) <= 4 and _is_han(text):
        single, compound = text[0] in get_words("surname_lengths", "1"), text[:2] in get_words("surname_lengths", "2")
        if len(text) == 4:  # a compound surname, or a husband's before one's own
            known = compound or (single and text[1] in get_words("surname_lengths", "1") and not _is_organization(text))
        else:
            known = single or (compound and len(text) == 3)
        return known or (has_role and not _is_organization(text))
    if "·" in text[1:-1]:
        return all(part.isalpha() for part in text.replace(".", "").split("·")) and not _is_organization(text)
    return has_role and _LATIN_NAME().fullmatch(text) is not None and text not in get_words("outlets")


def _is_han(text: str) -> bool:
    return _HAN().fullmatch(text) is not None


def _is_organization(text: str) -> bool:
    """Whether a text has an ending of outlets, desks or offices."""
    return text in get_words("outlets") or find_suffix(text, "suffixes") != ""


def find_names(normalized: str, start: int, end: int, *, has_role: bool) -> tuple[list[TextRange], str]:
    """Return the people in a part of a line, and the text that is neither person, role, desk, outlet nor code.

    `方 敏` is one name and `方敏 李明` are two: a space separates names unless both sides are single characters.

    Args:
        normalized: The normalized text of the line.
        start: The first code point of the part.
        end: The code point after the part.
        has_role: Whether a role or label marks the part as names, so that unknown surnames are accepted.
    """
    names: list[TextRange] = []
    rest: list[str] = []
    tokens = _split_tokens(normalized, start, min(end, len(normalized)))
    i = 0
    while i < len(tokens):
        first, last = tokens[i]
        i += 1
        while last - first < 7 and i < len(tokens) and _is_padded_name(normalized, tokens[i - 1], tokens[i]):
            last = tokens[i][1]
            i += 1
        behind_bar = first > start and normalized[first - 1] == "/"
        word = normalized[first:last]
        if (behind_bar and _is_report_place(word)) or (names and _is_place_after_names(word)):
            continue
        if (name := _find_name(normalized, first, last, has_role=has_role)) is not None:
            while i < len(tokens) and _is_latin_continuation(normalized, name, tokens[i]):
                name = (name[0], tokens[i][1])
                i += 1
            names.append(name)
        elif not _is_known_non_person(word):
            rest.append(word)
    return names, "".join(rest)


def _split_tokens(normalized: str, start: int, end: int) -> list[TextRange]:
    """The ranges of the words in a part of a line."""
    cuts = [start - 1, *(i for i in range(start, end) if normalized[i] in _TOKEN_BREAKS), end]
    return [(left + 1, right) for left, right in pairwise(cuts) if left + 1 < right]


def _is_padded_name(normalized: str, left: TextRange, right: TextRange) -> bool:
    """Whether two words are single Han characters, which are one name that was padded."""
    one = left[1] - left[0] == right[1] - right[0] == 1
    return one and _is_han(normalized[left[0]] + normalized[right[0]]) and not normalized[left[1] : right[0]].strip(" ")


def _is_latin_continuation(normalized: str, name: TextRange, token: TextRange) -> bool:
    """Whether a word is a further one of a Latin name."""
    between = normalized[name[1] : token[0]] == " " and normalized[name[0]].isascii()
    return between and all(_LATIN_NAME().fullmatch(normalized[a:b]) is not None for a, b in (name, token))


def _find_name(normalized: str, first: int, last: int, *, has_role: bool) -> TextRange | None:
    """The range of the name in a word, without role, place and code; None without one."""
    if report := _REPORT().search(normalized, first, last):  # 王红报道 is no name of four
        last, has_role = report.start(), True
    if first < (role := _find_role_end(normalized, first, last)) < last:  # 记者林悦 is no name of four
        first, has_role = role, True
    elif is_person(normalized[first:last].replace(" ", ""), has_role=has_role):
        return first, last
    if tail := _TRAILING_ROLE().search(normalized, first, last):
        last, has_role = tail.start(), True
    if code := _TRAILING_CODE().search(normalized, first, last):
        last = code.start()
    bare = normalized[first:last].replace(" ", "")
    named = _remove_place(bare)
    if named is not None:
        return first, first + len(named)
    return (first, last) if is_person(bare, has_role=has_role) else None


def _find_role_end(normalized: str, first: int, last: int) -> int:
    """The end of the role, with its outlet, that a part begins with (本报特约记者); `first` where there is none."""
    window = normalized[first : min(last, first + _ROLE_MAX)]
    if window[-1:] in "者员生播文写访译辑影" or any(role in window for role in _ROLES):
        return first + max(
            (at + len(role) for role in _ROLES + _FURTHER_ROLES if (at := window.find(role)) >= 0), default=0
        )
    return first


def _remove_place(text: str) -> str | None:
    """The name before a known place, such as 邱俊钦 in 邱俊钦桃园; None for other texts."""
    for size in (2, 3, 4):
        if text[-size:] in get_words("places") and is_person(text[:-size]):
            return text[:-size]
    return None


def _is_report_place(text: str) -> bool:
    """Whether a text is the place of a report, as behind a bar: 台北报导."""
    return len(text) <= 8 and text.endswith(("报导", "报道", "专电", "外电", "特稿"))


def _is_place_after_names(text: str) -> bool:
    """Whether a word behind a name is where it was reported from: 深圳 and 深圳报道, but not 王红报道."""
    places = get_words("places")
    if text in places:
        return True
    bare = _TRAILING_ROLE().sub("", text)
    return _is_report_place(text) and (bare in places or not is_person(bare))


def _is_known_non_person(text: str) -> bool:
    """Whether a text is a desk, an outlet, a role alone, a code or a place."""
    if (
        is_desk(text)
        or is_outlet(text)
        or text in get_words("roles")
        or text in get_words("places")
        or _STAFF_CODE().fullmatch(text)
    ):
        return True
    bare = _TRAILING_ROLE().sub("", text)
    if not bare or is_desk(bare) or is_outlet(bare) or bare in get_words("places"):
        return True
    return _find_role_end(bare, 0, len(bare)) == len(bare)
