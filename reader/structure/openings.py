"""What opens a paragraph: a dateline, or a run-in phrase that works as a minor heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.structure.furniture import reporters
from reader.structure.people import is_outlet, is_person
from reader.structure.tables import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line
    from reader.structure.people import Name

RUN_IN_MIN, RUN_IN_MAX, BEHIND = 4, 20, 40
"""Characters of a run-in phrase, and of what must follow it (rule 10)."""

_DATELINE = lazy(
    r"(?P<who>[A-Za-z\u3400-\u9fff·/]{2,10}?)(?P<place>[\u3400-\u9fff·、/ ]{0,14}?) ?(?P<when>(?:\d{4}年)?\d{1,2}月\d{1,2}日) ?(?:专?电|讯|消息|报道)(?: ?\((?P<by>[^()]{2,40})\))?(?= |:|,|。|题|[\u3400-\u9fff“(《\d]|$)"
    r"|(?P<paper>[\u3400-\u9fff]{2,10}?(?:报|网|刊|社|台|综合)) ?(?:综合)?(?:讯|专讯)(?: ?\((?P<by2>[^()]{2,40})\))?(?=[ :(]|[\u3400-\u9fff“《\d])"
)
_BRACKETED = lazy(r"[【〔\[(](?P<in>[^【】〔〕\[\]()]{2,36})[】〕\])]")
_IN_BRACKET = lazy(
    r".{0,24}(?:讯|专讯|综合报道|综合报导|报道|报导|外电报导|专电|日电|电|特稿|消息|综合外电|综合讯)$|.{2,10}记者.{2,14}|即时新闻.{0,10}"
)
_LEADING_REPORTER = lazy(r"(?:记者[^/,。 ]{2,14}|[^/,。 ]{2,6}中心)/[^/,。 :]{2,6}(?:报导|报道)")
_FIRST_SENTENCE = lazy(r"[^。!?“”:]{4,40}?[。:]")
_BOLD = lazy(r"\*\*(?P<in>[^*]{2,30}?)[。:]?\*\*[。:]?")
_NO_RUN_IN = lazy(r".*(?:说|表示|介绍|指出|称|认为|透露|告诉记者|如下|例如|比如|据悉|据了解|可见)$|.*(?:先生|女士|某|记者|主持人|问|答|岁)$|据")
_ENUMERATION = lazy(r"(?:第?[一二三四五六七八九十]{1,2}(?:是|要|、|,|,是)|其[一二三四五],?|首先|其次|再次|最后|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、])")


class Dateline(NamedTuple):
    """A dateline (places in the shadow), its agency or paper and the reporters it names."""

    start: int
    end: int
    outlet: tuple[int, int] | None
    people: list[Name]


def dateline(line: Line) -> Dateline | None:
    """The dateline that opens a line (rule 7), brackets and reporters' bracket included."""
    head = line.shadow[:80]
    if head[:1] in "【〔[(" and (match := _BRACKETED().match(head)) is not None and len(line.text) > match.end() + 5:
        inner = match["in"]
        if _IN_BRACKET().match(inner) is None:
            return None
        start = match.start("in")
        people = [name._replace(start=name.start + start, end=name.end + start) for name in reporters(inner)]
        paper = re.match(r"[\u3400-\u9fff]{2,6}?(?:报|社|网)(?=专讯|讯|记者|综合|特)", inner)
        outlet = (start, start + paper.end()) if paper and not inner.startswith("本") else None
        return Dateline(0, match.end(), outlet, people)
    if (match := _LEADING_REPORTER().match(head)) is not None and len(line.text) > match.end() + 10:
        return Dateline(0, match.end(), None, reporters(match.group()))
    match = _DATELINE().match(head) if ("日" in head or "讯" in head) and ("电" in head or "讯" in head or "日消息" in head or "日报道" in head) else None
    if match is None or len(line.text) < match.end() + 5:
        return None
    group = "who" if match["when"] else "paper"
    who = match[group]
    outlet = _agency(match.start(group), match[group] + (match["place"] or "") if match["when"] else who)
    if outlet is None and not who.startswith("本"):
        return None
    by = "by" if match["by"] else "by2" if match["by2"] else None
    people = []
    if by and ("记者" in match[by] or "通讯员" in match[by]):
        start = match.start(by)
        people = [name._replace(start=name.start + start, end=name.end + start) for name in reporters(match[by])]
    return Dateline(0, match.end(), None if who.startswith("本") else outlet, people)


def _agency(start: int, text: str) -> tuple[int, int] | None:
    """The outlet that a dateline begins with."""
    for size in range(min(10, len(text)), 1, -1):
        if is_outlet(text[:size]):
            return start, start + size
    return None


class Phrase(NamedTuple):
    """A possible run-in: a place in the shadow."""

    start: int
    end: int
    sure: bool
    """Set in bold: needs no sibling."""


def phrase(line: Line) -> Phrase | None:
    """The first sentence of a paragraph, if it can be a run-in."""
    if match := _BOLD().match(line.shadow):
        return Phrase(*match.span("in"), sure=True) if len(line.text) > match.end() + 10 else None
    match = _FIRST_SENTENCE().match(line.shadow)
    if match is None or len(line.text) - match.end() < BEHIND:
        return None
    text = match.group()[:-1]
    if not RUN_IN_MIN <= len(text) <= RUN_IN_MAX + 4 or text.count(",") > 1 or _NO_RUN_IN().match(text):
        return None
    if match.group()[-1] == ":" and (len(text) > 12 or is_person(text)):
        return None
    if text[0] in "(《【#>-*" or dateline(line):
        return None
    return Phrase(0, len(text), sure=False)


def run_ins(lines: Sequence[Line]) -> list[Phrase | None]:
    """The run-ins of a section's paragraphs: phrases that have siblings (rule 10). O(n) for a section of bounded length."""
    phrases = [phrase(line) for line in lines]
    found: list[Phrase | None] = []
    for i, own in enumerate(phrases):
        if own is None or own.sure:
            found.append(own)
            continue
        weight = sum(
            _likeness(lines[i].shadow, own.end, lines[j].shadow, other.end) for j, other in enumerate(phrases) if other is not None and j != i
        )
        found.append(own if weight >= 4 else None)
    return found


def _likeness(a: str, end: int, b: str, stop: int) -> int:
    """How far two phrases are parallel: 4 shared beginning or end, 2 nearly, 1 the same shape, 0 not."""
    x, y = a[:end], b[:stop]
    if a[end : end + 1] != b[stop : stop + 1] or x == y or ("," in x) != ("," in y):
        return 0
    near = abs(len(x) - len(y)) <= 2
    if x[-2:] == y[-2:] or (x[:2] == y[:2] and abs(len(x) - len(y)) <= 4):
        return 4
    if _ENUMERATION().match(x) and _ENUMERATION().match(y):
        return 4
    if near and (x[0] == y[0] or x[-1] == y[-1]):
        return 2
    if "," in x:
        return 2 if [len(c) for c in x.split(",")] == [len(c) for c in y.split(",")] else 0
    return 1 if near and a[end] == "。" and max(len(x), len(y)) <= 12 else 0
