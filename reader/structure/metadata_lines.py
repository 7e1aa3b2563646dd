"""Metadata lines of an article: bylines, date and source lines, credits of editors.

A line is one when nothing, or nearly nothing, is left of it without its known parts: dates, outlets, people behind
labels.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from reader.structure.boilerplate import SEPARATORS, is_menu_word
from reader.structure.dates import find_dates
from reader.structure.lexicon import get_words, lazy_pattern, read_lexicon_rows
from reader.structure.people import find_names, is_desk, is_outlet, is_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import BlockKind
    from reader.structure.lines import Line
    from reader.structure.people import TextRange

MetadataField = Literal["date", "source", "author", "editor", "crew", "photo", "count"]
_KINDS: dict[MetadataField, BlockKind] = {
    "date": "date",
    "source": "source",
    "author": "byline",
    "photo": "byline",
    "editor": "editor",
    "crew": "editor",
    "count": "chrome",
}
"""The kind of block that a field makes. `crew`: producers, proof-readers and others who are named beside the editors;
`count`: how often a page was read or commented."""
METADATA_LINE_MAX = 120
"""Characters of a metadata line at most."""
_LABEL_MAX = 12
_SENTENCE_ENDS = ("。", "!", "?")
_NO_LABEL = " "
"""Stands for the label of a name that is printed without one beside a date."""
_PEN_NAME_SIZE = 3
"""Code points of a name without a label beside a date."""
_WORD_BREAKS = " |[](){}【】〔〕,;、"
"""Characters that separate words."""
_LABEL_BOUNDARIES = " |[](){}【】〔〕;、/·。,"
"""Characters after which a label may begin; it may also follow a digit."""
_LABEL_DELIMITER = lazy_pattern(r"[:/|,]| {1,4}|$")
_RELATIVE_TIME = lazy_pattern(r"\d{1,3} ?(?:秒|分钟|小时|天|日|周|星期|个月)(?:之)?前|刚刚|昨天|今天")
_LABEL_JOINT = lazy_pattern(r"[.·、&和及]")
"""The sign between two labels of one value (报导．摄影／某某)."""
_ACCOUNT = lazy_pattern(r"发布于[^ |/:]{2,8}|[^ |/:]{0,14}(?:官方)?(?:账号|帐号|公众号|微博|头条号)")
"""The account of a portal and its place, which is neither an outlet nor a person."""
_REPORTER_BYLINE = lazy_pattern(
    r"[(\[【〔]?(?P<who>[^,。:;!?()]{0,14}?)"
    r"(?P<role>(?:特约|特派|见习|实习|首席|驻[^ ,。]{1,4})?(?:记者|通讯员|评论员))(?P<gap>[ /:]*)(?=[^ /:])"
)
_SLASH_BYLINE = lazy_pattern(
    r"[(\[【〔]?(?P<who>[^/,。!?]{2,30})/(?P<place>[^/,。!?]{2,10}(?:报导|报道|电|讯|特稿))[)\]】〕]?$"
)
_AGENCY_BYLINE = lazy_pattern(
    r"[(\[【〔]?(?P<who>[^,。:;!?() ]{2,6}社)记者(?P<name>[^,。:;!? ()\d]{2,12})"
    r"\d{1,2}(?:月\d{1,2})?日(?:专?电|报导)[)\]】〕]?$"
)


class MetadataPart:
    """A recognised part of a metadata line: the range of its value in the line, without the label.

    Args:
        field: What it is.
        start: The start of its value in the line, in code points.
        end: The end of its value.
        label_start: The start of its label; that of the value without one.
        label: The label without spaces.
        date: The value of a date.
    """

    __slots__ = ("date", "end", "field", "label", "label_start", "start")

    def __init__(
        self, field: MetadataField, start: int, end: int, label_start: int, label: str = "", date: str = ""
    ) -> None:
        self.field = field
        self.start = start
        self.end = end
        self.label_start = label_start
        self.label = label
        """Without spaces; empty for a value that is recognised without one."""
        self.date = date
        """The value of a date: YYYY-MM-DD or YYYY-MM-DDTHH:MM."""


@cache
def _fields_by_label() -> dict[str, MetadataField]:
    return {word: cast("MetadataField", field) for word, field, *_ in read_lexicon_rows("roles")}


def get_labels() -> Iterable[str]:
    """Return all labels of the table data/roles.tsv."""
    return _fields_by_label()


@cache
def _label_initials() -> frozenset[str]:
    """The first characters of all labels."""
    return frozenset([word[0] for word in _fields_by_label()])


def split_metadata_line(normalized: str) -> tuple[list[MetadataPart], str]:
    """Return the parts of a normalized line in order, and the text that is left without them."""
    dates = list(find_dates(normalized))
    labels = _find_labels(normalized)
    edges = sorted(
        {label.label_start for label in labels}
        | {e for date in dates for e in (date.start, date.end)}
        | {len(normalized)}
    )
    found = [MetadataPart("date", date.start, date.end, date.start, date=date.value) for date in dates]
    taken = bytearray(len(normalized))
    for date in dates:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    rest: list[str] = []
    for label in labels:
        if taken[label.label_start]:
            continue
        # A value runs to the next label, the next date or the end of the line.
        end = next(edge for edge in edges if edge > label.label_start)
        if label.field == "source":
            end = _find_source_end(normalized, label.start, end)
        value = normalized[label.start : end].strip(SEPARATORS)
        taken[label.label_start : end] = b"\1" * (end - label.label_start)
        if (
            label.field == "date"
            and value.strip(SEPARATORS + "0123456789")
            and _RELATIVE_TIME().fullmatch(value) is None
            and not any(date.start == end for date in dates)
        ):
            rest.append(normalized[label.label_start : end])  # 发布 without a date is a verb
        else:
            label.end = max(end, label.start)
            found.append(label)
    rest += _find_unlabelled(normalized, taken, found)
    found.sort(key=lambda part: part.label_start)
    return found, "".join(rest)


def _find_labels(normalized: str) -> list[MetadataPart]:
    """The labels in a line: at the start of a word, before a colon, a bar, a space or the end."""
    found: list[MetadataPart] = []
    behind = 0
    letters = _label_initials()
    for start, char in enumerate(normalized):
        if char not in letters or start < behind:
            continue
        last = normalized[start - 1] if start else " "
        if (last in _LABEL_BOUNDARIES or last.isdecimal()) and (label := _match_label(normalized, start)) is not None:
            found.append(label)
            behind = label.start
    return found


def _match_label(normalized: str, start: int) -> MetadataPart | None:
    """The label at a position, without its value; None without one. Labels may have spaces in them (责 任 编 辑)."""
    if normalized[start] not in _label_initials():
        return None
    for delimiter in _LABEL_DELIMITER().finditer(normalized, start, start + _LABEL_MAX + 4):
        label = normalized[start : delimiter.start()].replace(" ", "")
        if len(label) > _LABEL_MAX:
            return None
        if delimiter.group() == "," and not label.isascii():
            continue
        field = _find_field(label)
        if field is None or (delimiter.end() < len(normalized) and not delimiter.group()):
            continue
        end = delimiter.end()
        while end < len(normalized) and normalized[end] in " :/|,":
            end += 1
        if normalized[delimiter.start() : end].strip() or (
            field in ("author", "editor", "crew", "date") or (label[-1] in "于自" and len(label) > 2)
        ):
            return MetadataPart(field, end, end, start, label)
    return None


def _find_field(label: str) -> MetadataField | None:
    """The field of a label, or of the first of two that are joined."""
    field = _fields_by_label().get(label)
    if field is None and len(label) > 3 and _LABEL_JOINT().search(label):
        fields = [_fields_by_label().get(part) for part in _LABEL_JOINT().split(label)]
        return fields[0] if None not in fields else None
    return field


def _find_source_end(normalized: str, start: int, end: int) -> int:
    """Where an outlet's name ends: at a bracket, a bar or a space, unless Latin letters are beside it (BBC 中文网)."""
    for i in range(start + 1, end):
        behind = normalized[i + 1 : i + 2]
        if normalized[i] in "|[【〔,;" or (normalized[i] == "(" and normalized.find(")", i) + 1 < end):
            return i
        if normalized[i] == " " and not (normalized[i - 1].isascii() or (behind.isascii() and behind not in " |[(")):
            return i
    return end


def _is_pen_name(word: str) -> bool:
    """Whether a word beside a date is a person: only one of three characters, as others are places and sections."""
    return (
        len(word) == _PEN_NAME_SIZE and is_person(word) and not is_menu_word(word) and word not in get_words("places")
    )


def _find_unlabelled(normalized: str, consumed: bytearray, parts: list[MetadataPart]) -> list[str]:
    """Adds the outlets, desks and names between the parts to `parts`; returns the words that are not recognised."""
    rest: list[str] = []
    is_dated = any(part.date for part in parts)
    i = 0
    while i < len(normalized):
        start = i
        while i < len(normalized) and not consumed[i] and normalized[i] not in _WORD_BREAKS:
            i += 1
        word = normalized[start:i]
        if not word:
            i += 1
        elif is_outlet(word):
            start += word.rfind(":") + 1  # 本文来源:某某日报
            parts.append(MetadataPart("source", start, i, start))
        elif is_desk(word):
            parts.append(MetadataPart("author", start, i, start))
        elif is_dated and _is_pen_name(word):
            parts.append(MetadataPart("author", start, i, start, label=_NO_LABEL))
        elif "记者" in word and "/" in word and _is_reporter_line(word):
            parts.append(MetadataPart("author", start, i, start))
        elif ("号" in word or "发布于" in word or "微博" in word) and _ACCOUNT().fullmatch(word):
            continue
        elif word.strip(SEPARATORS) and not is_menu_word(word):
            rest.append(word)
    return rest


def get_metadata_kind(line: Line) -> BlockKind | None:
    """Return the kind of a metadata line in or after the story, None for other lines; computed once for each line."""
    if line.facts.metadata_kind is False:
        line.facts.metadata_kind = classify_metadata_line(line.normalized, in_head=False)
    return line.facts.metadata_kind


def classify_metadata_line(normalized: str, *, in_head: bool) -> BlockKind | None:
    """Return the kind of a metadata line, which is that of its first part; None for any other line.

    Args:
        normalized: The normalized text of the line.
        in_head: Whether it is above the story, where a date or outlet needs no label and an unknown word may stand
            beside it.
    """
    if len(normalized) > METADATA_LINE_MAX:
        return None
    if _is_reporter_line(normalized):
        return "byline"
    if not _may_be_metadata_line(normalized) if in_head else not _has_label_at_start(normalized):
        return None
    found, rest = split_metadata_line(normalized)
    found = [part for part in found if part.field != "count"] or found
    if not found or not all(_is_plausible(normalized, part) for part in found):
        return None
    labelled = any(part.label not in ("", _NO_LABEL) for part in found)
    dated = any(part.date for part in found)
    if in_head and not labelled and not dated:  # an outlet's name alone, or a desk's
        return _KINDS[found[0].field] if not rest and normalized.strip(SEPARATORS) in get_words("outlets") else None
    if not labelled and rest.endswith(_SENTENCE_ENDS):
        return None  # a sentence with a date in it: 主管機關113/06/10公布名單。
    # Beside a date a place or a section may stand (北京, 社会).
    if len(rest) > (10 if in_head and dated else 4 if in_head else 0) or (not in_head and not labelled):
        return None
    return _KINDS[found[0].field]


def _may_be_metadata_line(normalized: str) -> bool:
    """Fast pre-check: whether a line has a label or a date, or is the name of an outlet."""
    if normalized.strip(SEPARATORS) in get_words("outlets") or _find_labels(normalized):
        return True
    return next(iter(find_dates(normalized)), None) is not None


def _has_label_at_start(normalized: str) -> bool:
    """Fast pre-check: whether a line begins with a label, or with a date that a label may follow."""
    start = len(normalized) - len(normalized.lstrip(SEPARATORS)) if normalized[0] in SEPARATORS else 0
    if start == len(normalized):
        start = 0
    if _match_label(normalized, start) is not None:
        return True
    return (start > 0 and normalized[0] in "[(【〔") or (normalized[start].isdigit() and ":" in normalized)


def _is_plausible(normalized: str, part: MetadataPart) -> bool:
    """Whether a value is plausible for its label: not too long, no sentence, names where people are named."""
    value = normalized[part.start : part.end].strip(SEPARATORS)
    if part.field == "date" or not value or part.label in ("", _NO_LABEL):
        return True
    if part.field == "count":
        return len(value) <= 12
    if any(stop in value for stop in "。!?"):
        return False
    if part.field == "source":
        return len(value) <= 30 and "," not in value
    names, rest = find_names(normalized, part.start, part.end, has_role=True)
    room = 8 if part.field != "author" and len(part.label) > 1 else 4 if names else 0
    return len(rest) <= room


def _is_reporter_line(normalized: str) -> bool:
    """Whether a line is a byline without a label: 记者X/台北报导, 本报记者 X Y, 即时新闻/综合报导."""
    if len(normalized) > 60:
        return False
    if "社记者" in normalized[:12] and _AGENCY_BYLINE().match(normalized):
        return True
    if "/" in normalized and (match := _SLASH_BYLINE().match(normalized)) is not None:
        names, rest = find_names(normalized, *match.span("who"), has_role="记者" in match["who"])
        return not rest and (bool(names) or is_desk(match["who"]) or is_outlet(match["who"]))
    if "/" in normalized and find_name_with_outlet(normalized) is not None:
        return True
    if "记者" not in normalized[:20] and "员" not in normalized[:20]:
        return False
    match = _REPORTER_BYLINE().match(normalized)
    if match is None or not _is_reporter_prefix(match["who"]):
        return False
    names, rest = find_names(
        normalized,
        match.start("role"),
        _find_reporters_end(normalized, match.end()),
        has_role=bool(match["gap"].strip()),
    )
    return bool(names) and not rest


def _is_reporter_prefix(who: str) -> bool:
    """Whether the text before 记者 names an outlet (本报, 中青报·中青网, 总台央视) or is empty."""
    who = who.strip(SEPARATORS).replace("·", " ")
    return all(
        is_outlet(word) or len(word) <= 4 or word.endswith(("报", "网", "社", "台", "刊", "视")) for word in who.split()
    )


def _find_reporters_end(normalized: str, start: int) -> int:
    """Where the names behind 记者 end: at the next label that is not one of a person (来源)."""
    if ":" not in normalized[start:]:
        return len(normalized)
    return min(
        (
            part.label_start
            for part in _find_labels(normalized)
            if part.field not in ("author", "photo") and part.label_start > start
        ),
        default=len(normalized),
    )


def find_name_with_outlet(normalized: str) -> tuple[TextRange, TextRange] | None:
    """Return the ranges of person and outlet of a byline with nothing else (林悦/某某日报); None for other lines."""
    cut = normalized.find("/")
    person, outlet = normalized[:cut].strip(SEPARATORS), normalized[cut + 1 :].strip(SEPARATORS)
    if cut < 2 or not (is_person(person.replace(" ", "")) and is_outlet(outlet)):
        return None
    first = normalized.index(person)
    last = normalized.rindex(outlet)
    return (first, first + len(person)), (last, last + len(outlet))


def find_reporters(normalized: str) -> list[TextRange]:
    """Return the ranges of the people of a byline or dateline (`(中央社记者邱俊钦桃园19日电)`), in order."""
    if "社记者" in normalized and (wire := _AGENCY_BYLINE().search(normalized)) is not None:
        return find_names(normalized, *wire.span("name"), has_role=False)[0]
    if "/" in normalized and (bar := _SLASH_BYLINE().match(normalized)) is not None:
        return find_names(normalized, *bar.span("who"), has_role="记者" in bar["who"])[0]
    if "记者" not in normalized and "员" not in normalized:
        return []
    if (match := _REPORTER_BYLINE().search(normalized)) is None:
        return []
    return find_names(
        normalized,
        match.start("role"),
        _find_reporters_end(normalized, match.end()),
        has_role=bool(match["gap"].strip()),
    )[0]


def find_agency(normalized: str) -> TextRange | None:
    """Return the range of the agency in a byline like `(中央社记者邱俊钦桃园19日电)`; None without one."""
    match = _AGENCY_BYLINE().match(normalized) if "社记者" in normalized[:12] else None
    return None if match is None else match.span("who")
