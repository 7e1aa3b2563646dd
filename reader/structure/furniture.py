"""The parts of furniture lines: dates, outlets, people behind labels; bylines without one.

A line of furniture is told by what is left when all that is known in it is taken away: nothing, or nearly nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from reader.structure.boilerplate import FRAME, is_button
from reader.structure.dates import dates_in
from reader.structure.lexicon import column, lazy, rows
from reader.structure.people import is_desk, is_outlet, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Kind
    from reader.structure.lines import Line
    from reader.structure.people import Place

Field = Literal["date", "source", "author", "editor", "crew", "photo", "count"]
_KINDS: dict[Field, Kind] = {
    "date": "date",
    "source": "source",
    "author": "byline",
    "photo": "byline",
    "editor": "editor",
    "crew": "editor",
    "count": "chrome",
}
FURNITURE_MAX = 120
"""Characters of a line of furniture."""
_LABEL_MAX = 12
_OPEN = " |[](){}【】〔〕,;、"
"""Behind these a new word begins."""
_BOUNDS = " |[](){}【】〔〕;、/·。,"
"""Behind these, and behind a digit, a label may begin."""
_DELIMITER = lazy(r"[:/|]| {1,4}|$")
_REPORTER = lazy(
    r"[(\[【〔]?(?P<who>[^,。:;!?()]{0,14}?)"
    r"(?P<role>(?:特约|特派|见习|实习|首席|驻[^ ,。]{1,4})?(?:记者|通讯员|评论员))(?P<gap>[ /:]*)(?=[^ /:])"
)
_BAR = lazy(r"[(\[【〔]?(?P<who>[^/,。!?]{2,30})/(?P<place>[^/,。!?]{2,10}(?:报导|报道|电|讯|特稿))[)\]】〕]?$")
_WIRE = lazy(
    r"[(\[【〔]?(?P<who>[^,。:;!?() ]{2,6}社)记者(?P<name>[^,。:;!? ()\d]{2,12})"
    r"\d{1,2}(?:月\d{1,2})?日(?:专?电|报导)[)\]】〕]?$"
)


class Part:
    """A recognised stretch of a furniture line: the place of its value in the shadow, label excluded."""

    __slots__ = ("date", "end", "field", "label", "label_start", "start")

    def __init__(self, field: Field, start: int, end: int, label_start: int, label: str = "", date: str = "") -> None:
        self.field = field
        self.start = start
        self.end = end
        self.label_start = label_start
        self.label = label
        """Without spaces; empty when the value needed none."""
        self.date = date
        """Of a date, its value as INTERFACE.md wants it."""


@cache
def _roles() -> dict[str, Field]:
    return {word: cast("Field", field) for word, field, *_ in rows("roles")}


def role_words() -> Iterable[str]:
    """All labels."""
    return _roles()


@cache
def _role_letters() -> frozenset[str]:
    """What labels begin with."""
    return frozenset([word[0] for word in _roles()])


def parts(shadow: str) -> tuple[list[Part], str]:
    """The parts of a line in order, and what is left of it when they are taken away."""
    dates = list(dates_in(shadow))
    labels = _labels(shadow)
    edges = sorted(
        {label.label_start for label in labels} | {e for date in dates for e in (date.start, date.end)} | {len(shadow)}
    )
    found = [Part("date", date.start, date.end, date.start, date=date.value) for date in dates]
    taken = bytearray(len(shadow))
    for date in dates:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    rest: list[str] = []
    for label in labels:
        if taken[label.label_start]:
            continue
        # A value runs to the next label, the next date or the end of the line.
        end = next(edge for edge in edges if edge > label.label_start)
        if label.field == "source":
            end = _source_end(shadow, label.start, end)
        value = shadow[label.start : end].strip(FRAME)
        taken[label.label_start : end] = b"\1" * (end - label.label_start)
        if label.field == "date" and value.strip(FRAME + "0123456789") and not any(date.start == end for date in dates):
            rest.append(shadow[label.label_start : end])  # 发布 without a date is a verb
        else:
            label.end = max(end, label.start)
            found.append(label)
    rest += _unlabelled(shadow, taken, found)
    found.sort(key=lambda part: part.label_start)
    return found, "".join(rest)


def _labels(shadow: str) -> list[Part]:
    """Where labels of the table stand: at the start of a word, before a colon, a bar, a space or the end."""
    found: list[Part] = []
    behind = 0
    letters = _role_letters()
    for start, char in enumerate(shadow):
        if char not in letters or start < behind:
            continue
        last = shadow[start - 1] if start else " "
        if (last in _BOUNDS or last.isdecimal()) and (label := _label_at(shadow, start)) is not None:
            found.append(label)
            behind = label.start
    return found


def _label_at(shadow: str, start: int) -> Part | None:
    """The label at a place; its value is not known yet. Labels are printed with spaces in them, too (责 任 编 辑)."""
    if shadow[start] not in _role_letters():
        return None
    for delimiter in _DELIMITER().finditer(shadow, start, start + _LABEL_MAX + 4):
        label = shadow[start : delimiter.start()].replace(" ", "")
        if len(label) > _LABEL_MAX:
            return None
        field = _roles().get(label)
        if field is None or (delimiter.end() < len(shadow) and not delimiter.group()):
            continue
        end = delimiter.end()
        while end < len(shadow) and shadow[end] in " :/|":
            end += 1
        if shadow[delimiter.start() : end].strip() or field in ("author", "editor", "crew", "date"):
            return Part(field, end, end, start, label)
    return None


def _source_end(shadow: str, start: int, end: int) -> int:
    """An outlet ends at a bracket, a bar or a space; a space beside Latin letters or a dash is in it (BBC 中文网)."""
    for i in range(start + 1, end):
        behind = shadow[i + 1 : i + 2]
        if shadow[i] in "|[【〔,;" or (shadow[i] == "(" and shadow.find(")", i) + 1 < end):
            return i
        if shadow[i] == " " and not (shadow[i - 1].isascii() or (behind.isascii() and behind not in " |[(")):
            return i
    return end


def _unlabelled(shadow: str, taken: bytearray, found: list[Part]) -> list[str]:
    """Recognises outlets, desks and buttons between the parts; gives what nothing is known of."""
    rest: list[str] = []
    i = 0
    while i < len(shadow):
        start = i
        while i < len(shadow) and not taken[i] and shadow[i] not in _OPEN:
            i += 1
        word = shadow[start:i]
        if not word:
            i += 1
        elif is_outlet(word):
            found.append(Part("source", start, i, start))
        elif is_desk(word):
            found.append(Part("author", start, i, start))
        elif word.strip(FRAME) and not is_button(word):
            rest.append(word)
    return rest


def furniture_of(line: Line) -> Kind | None:
    """The kind of a line of furniture in the story and behind it; worked out once."""
    if line.furniture is False:
        line.furniture = furniture(line.shadow, head=False)
    return line.furniture


def furniture(shadow: str, *, head: bool) -> Kind | None:
    """The kind of a line of furniture: that of its first part; None for any other line.

    `head`: above the story, where a bare date or outlet is furniture and a foreign word may stand beside it.
    """
    if len(shadow) > FURNITURE_MAX:
        return None
    if _is_reporter_line(shadow):
        return "byline"
    if not _may_have_parts(shadow) if head else not _opens_with_label(shadow):
        return None
    found, rest = parts(shadow)
    found = [part for part in found if part.field != "count"] or found
    if not found or not all(_is_plausible(shadow, part) for part in found):
        return None
    labelled = any(part.label for part in found)
    dated = any(part.date for part in found)
    if head and not labelled and not dated:  # an outlet's name alone, or a desk's
        return _KINDS[found[0].field] if not rest and shadow.strip(FRAME) in column("outlets") else None
    # Beside a date a place or a section may stand (北京, 社会).
    if len(rest) > (10 if head and dated else 4 if head else 0) or (not head and not labelled):
        return None
    return _KINDS[found[0].field]


def _may_have_parts(shadow: str) -> bool:
    """A cheap question: without label and date nothing but an outlet's name alone is furniture."""
    if shadow.strip(FRAME) in column("outlets") or _labels(shadow):
        return True
    return next(dates_in(shadow), None) is not None


def _opens_with_label(shadow: str) -> bool:
    """A cheap question: most lines of a story do not begin with a label, or with a date that has one behind it."""
    start = len(shadow) - len(shadow.lstrip(FRAME)) if shadow[0] in FRAME else 0
    if start == len(shadow):
        start = 0
    if _label_at(shadow, start) is not None:
        return True
    return (start > 0 and shadow[0] in "[(【〔") or (shadow[start].isdigit() and ":" in shadow)


def _is_plausible(shadow: str, part: Part) -> bool:
    """Whether a value can be what its label says."""
    value = shadow[part.start : part.end].strip(FRAME)
    if part.field == "date" or not value or not part.label:
        return True
    if part.field == "count":
        return len(value) <= 12
    if any(stop in value for stop in "。!?"):
        return False
    if part.field == "source":
        return len(value) <= 30 and "," not in value
    names, rest = names_in(shadow, part.start, part.end, labelled=True)
    room = 8 if part.field != "author" and len(part.label) > 1 else 4 if names else 0
    return len(rest) <= room


def _is_reporter_line(shadow: str) -> bool:
    """记者X/台北报导, 本报记者 X Y, (总台央视记者 X Y), 即时新闻/综合报导: the whole line is a byline."""
    if len(shadow) > 60:
        return False
    if "社记者" in shadow[:12] and _WIRE().match(shadow):
        return True
    if "/" in shadow and (match := _BAR().match(shadow)) is not None:
        names, rest = names_in(shadow, *match.span("who"), labelled="记者" in match["who"])
        return not rest and (bool(names) or is_desk(match["who"]) or is_outlet(match["who"]))
    if "记者" not in shadow[:20] and "员" not in shadow[:20]:
        return False
    match = _REPORTER().match(shadow)
    if match is None or not _may_precede_reporter(match["who"]):
        return False
    names, rest = names_in(
        shadow, match.start("role"), _reporters_end(shadow, match.end()), labelled=bool(match["gap"].strip())
    )
    return bool(names) and not rest


def _may_precede_reporter(who: str) -> bool:
    """本报, 中青报·中青网, 总台央视, or nothing before 记者."""
    who = who.strip(FRAME).replace("·", " ")
    return all(
        is_outlet(word) or len(word) <= 4 or word.endswith(("报", "网", "社", "台", "刊", "视")) for word in who.split()
    )


def _reporters_end(shadow: str, behind: int) -> int:
    """Where the names behind 记者 end: at a label that is none of theirs (来源)."""
    if ":" not in shadow[behind:]:
        return len(shadow)
    return min(
        (
            part.label_start
            for part in _labels(shadow)
            if part.field not in ("author", "photo") and part.label_start > behind
        ),
        default=len(shadow),
    )


def reporters(shadow: str) -> list[Place]:
    """The people of a byline or of a dateline (`(中央社记者邱俊钦桃园19日电)`), in order."""
    if "社记者" in shadow and (wire := _WIRE().search(shadow)) is not None:
        return names_in(shadow, *wire.span("name"), labelled=False)[0]
    if "/" in shadow and (bar := _BAR().match(shadow)) is not None:
        return names_in(shadow, *bar.span("who"), labelled="记者" in bar["who"])[0]
    if "记者" not in shadow and "员" not in shadow:
        return []
    if (match := _REPORTER().search(shadow)) is None:
        return []
    return names_in(
        shadow, match.start("role"), _reporters_end(shadow, match.end()), labelled=bool(match["gap"].strip())
    )[0]


def wire(shadow: str) -> Place | None:
    """The agency of a byline like `(中央社记者邱俊钦桃园19日电)`."""
    match = _WIRE().match(shadow) if "社记者" in shadow[:12] else None
    return None if match is None else match.span("who")
