"""What figures count or measure: the noun phrases of their clauses, by rules on a small table of words.

Before a figure stand words that only lead to it (為, 達, 約), words of change (升, 減少) and the noun phrase; behind a
count stands its noun. What a clause leaves out is taken from the clause or figure before (the topic). No word is cut:
a phrase ends where a word of subject_words.tsv or a stop stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.candidate import PERIOD_KINDS
from reader.figures.lexicon import EndingTable, WordTable, left_words, right_words, rows

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.candidate import Candidate

MAX_SUBJECT = 12
"""Code points of a subject."""
_SENTENCE_STOPS = "。;!?\n"
_CLAUSE_STOPS = ",:" + _SENTENCE_STOPS
_STOPS = frozenset(_CLAUSE_STOPS + "、")
_OPEN, _CLOSE = frozenset("(「『“《["), frozenset(")」』”》]")
_BLANKS = " \u3000"
_REACH = 60
"""Code points before a figure in which its subject is looked for."""
_MAX_EVENT = 16
_COUNTED_KINDS = frozenset(("count", "ordinal", "rank", "age"))
_COUNTED_SUBKINDS = frozenset(("wind force", "grade"))

Span = tuple[int, int]


class _Left(NamedTuple):
    """What stands before a figure in its clause."""

    phrase: Span
    """The noun phrase, without what leads to the number."""
    change: str
    """Words of change behind it, as printed: 增長."""
    start: int
    """Where the clause begins."""
    leads: bool
    """Whether anything stands between the clause's begin and the figure."""


def find_subjects(source: str, block: BlockText, candidates: list[Candidate]) -> list[tuple[str, str]]:
    """What each figure counts or measures, and, for a share, what it is a share of; "" where nothing says so.

    Args:
        source: The block's text as it is printed.
        block: The same, folded.
        candidates: Its figures in order.
    """
    finder = _Finder(source, block.text, candidates)
    subjects = finder.find_all()
    return [
        (subject, finder.share_of(index) if candidates[index].kind == "percent" else "")
        for index, subject in enumerate(subjects)
    ]


@cache
def _words(name: str) -> WordTable[str]:
    return WordTable({word: word for word, kind in rows("subject_words") if kind == name})


@cache
def _endings(name: str) -> EndingTable[str]:
    return EndingTable({word: word for word, kind in rows("subject_words") if kind == name})


class _Finder:
    """Walks the figures of a block in order and keeps what later ones may refer to."""

    def __init__(self, source: str, text: str, candidates: list[Candidate]) -> None:
        self._source, self._text, self._candidates = source, text, candidates
        self._topic: Span = (0, 0)
        """The last phrase that stood before a value."""
        self._last = ""
        """The last subject."""
        self._nouns: dict[str, str] = {}
        """The last subject of a classifier."""

    def find_all(self) -> list[str]:
        """The subjects in order."""
        found: list[str] = []
        waiting: list[int] = []
        for index, candidate in enumerate(self._candidates):
            subject = self._find(index, candidate)
            if subject is None:
                waiting.append(index)
                found.append("")
                continue
            for earlier in waiting:
                found[earlier] = subject
            waiting.clear()
            found.append(subject)
        return found

    def share_of(self, index: int) -> str:
        """What a percentage is a share of: 佔規模以上工業企業主營業務收入的63%."""
        candidate = self._candidates[index]
        left = self._left(index, candidate)
        at = self._text.rfind("占", left.start, candidate.start)
        if at < 0:
            return ""
        end = self._strip(at + 1, candidate.start)[0]
        return self._source[at + 1 : end].strip(_BLANKS).removesuffix("的")

    # -- the clause before

    def _left(self, index: int, candidate: Candidate) -> _Left:
        last = self._candidates[index - 1].end if index else 0
        least = max(last, candidate.start - _REACH)
        start = candidate.start
        while start > least and self._text[start - 1] not in _STOPS:
            start -= 1
        bracket = max(self._text.rfind(sign, start, candidate.start) for sign in "([")
        if bracket >= 0 and self._text.find(")", bracket, candidate.start) < 0:
            return self._in_bracket(least, start, bracket, candidate)
        end, change = self._strip(start, candidate.start)
        return _Left(self._without_lead(start, end), change, start, candidate.start - start > 0)

    def _in_bracket(self, least: int, start: int, bracket: int, candidate: Candidate) -> _Left:
        """The phrase in the bracket, else the one before it."""
        end, change = self._strip(bracket + 1, candidate.start)
        if end - bracket - 1 > 1:
            return _Left((bracket + 1, end), change, bracket + 1, leads=True)
        begin = bracket
        while begin > least and self._text[begin - 1] not in _STOPS and self._text[begin - 1] not in _CLOSE:
            begin -= 1
        end, _ = self._strip(begin, bracket)
        return _Left(self._without_lead(begin, end), change, begin, leads=True)

    def _strip(self, least: int, end: int) -> tuple[int, str]:
        """The end of a phrase without the words that only lead to a number, and the words of change among them."""
        text, change = self._text, ""
        while end > least:
            if text[end - 1] in _BLANKS:
                end -= 1
                continue
            link = _endings("link").before(text, end, least)
            qualifier = left_words().before(text, end, least)
            word = max(len(link[0]) if link else 0, len(qualifier[0]) if qualifier else 0)
            moved = _endings("change").before(text, end, least)
            if moved and len(moved[0]) >= word:
                change = self._source[end - len(moved[0]) : end] + change
                end -= len(moved[0])
            elif word:
                end -= word
            else:
                break
        return end, change

    def _without_lead(self, start: int, end: int) -> Span:
        lead = _words("head").at(self._text, start)
        if lead and end - start - len(lead[0]) >= 2:
            start += len(lead[0])
        return start, max(start, end)

    # -- the noun behind

    def _behind(self, at: int, following: int) -> Span:
        """The noun behind an offset, up to a verb, a link or a stop."""
        text = self._text
        found = right_words().at(text, at)
        if found:
            at += len(found[0])
        at += text[at : at + 1] == "的"
        end = at
        while end < following and text[end] not in _STOPS and text[end] not in _OPEN and text[end] not in _CLOSE:
            if text[end] in _BLANKS or _words("verb").at(text, end):
                break
            end += 1
        return at, end

    # -- the rules

    def _find(self, index: int, candidate: Candidate) -> str | None:
        """The subject of a figure; None where it is that of the next one (2013年的3.43萬億元)."""
        last = self._candidates[index - 1].end if index else 0
        following = self._candidates[index + 1].start if index + 1 < len(self._candidates) else len(self._text)
        if any(self._text.find(stop, last, candidate.start) >= 0 for stop in _SENTENCE_STOPS):
            self._topic, self._last = (0, 0), ""
        left = self._left(index, candidate)
        before = self._topic
        self._take_topic(candidate, left, last)
        older = before if before[1] else self._topic
        if candidate.kind in PERIOD_KINDS:
            subject = self._of_period(candidate, left, following)
            if subject is not None and subject:
                self._last = subject
            return subject
        if candidate.kind in _COUNTED_KINDS or candidate.subkind in _COUNTED_SUBKINDS:
            subject = self._of_count(candidate, left, following)
        elif candidate.kind == "duration":
            subject = self._of_duration(candidate, left, following)
        else:
            subject = self._of_amount(candidate, left, following)
        subject = self._extended(subject.strip(), candidate, left, older)
        if candidate.kind == "count" and subject:
            self._nouns[self._classifier(candidate)] = subject
        self._last = subject or self._last
        return subject

    def _take_topic(self, candidate: Candidate, left: _Left, last: int) -> None:
        """The clause before may name what a figure measures: 近中心最大風速,每秒33公尺."""
        end = left.start - 1
        if end <= last or self._text[end] not in ",:":
            return
        start = end
        while start > max(last, end - _REACH) and self._text[start - 1] not in _STOPS | _CLOSE:
            start -= 1
        stripped, _ = self._strip(start, end)
        size = stripped - start
        empty = self._strip(left.start, candidate.start)[0] - left.start < 2
        if (2 <= size <= MAX_SUBJECT + 4 and not self._topic[1]) or (2 <= size <= 10 and empty):
            self._topic = start, stripped

    def _extended(self, subject: str, candidate: Candidate, left: _Left, older: Span) -> str:
        """A short subject with the topic before it: 亏损额 of 收费公路."""
        if not 0 < len(subject) <= 5 or older == left.phrase or not older[1] or older[1] > candidate.start:
            return subject
        prefix = self._source[slice(*older)]
        if prefix in subject or subject in prefix or len(prefix) + len(subject) > MAX_SUBJECT + 2:
            return subject
        return prefix + subject

    def _classifier(self, candidate: Candidate) -> str:
        return self._text[candidate.end - 1]

    def _phrase(self, left: _Left) -> str:
        return self._source[slice(*left.phrase)]

    def _clip(self, phrase: str) -> str:
        return phrase[-MAX_SUBJECT:]

    def _of_period(self, candidate: Candidate, left: _Left, following: int) -> str | None:
        """What happened: the rest of the clause."""
        text, start = self._text, candidate.end
        while start < len(text):
            word = _words("time").at(text, start)
            if word is None and text[start] not in ",、 )":
                break
            start += len(word[0]) if word else 1
        end = start
        limit = min(len(text), following)
        while end < limit and text[end] not in _SENTENCE_STOPS + ",:()" and end - start < _MAX_EVENT:
            end += 1
        subject = self._source[start:end]
        if end == following:
            core, change = self._strip(start, max(start, end))
            subject = self._source[start:core] + change if core - start > 2 else subject
            if core - start + len(change) < 2:
                subject = ""
        if len(subject) > 1:
            return subject
        return self._phrase(left) if left.phrase[1] - left.phrase[0] > 1 else None

    def _of_count(self, candidate: Candidate, left: _Left, following: int) -> str:
        start, end = self._behind(candidate.end, following)
        size = left.phrase[1] - left.phrase[0]
        if end - start >= 2 or (end > start and candidate.subkind == "wind force"):
            if size >= 2:
                self._topic = left.phrase
            return self._clip(self._source[start:end])
        noun = self._nouns.get(self._classifier(candidate))
        if noun and _words("verb").at(self._text, candidate.end):
            return noun
        if size >= 2:
            self._topic = left.phrase
            return self._clip(self._phrase(left)) + left.change
        is_noun = self._text[candidate.start : candidate.end].endswith(tuple(_self_nouns()))
        if is_noun and left.leads and not left.change and not self._topic[1]:
            return self._source[left.start : candidate.start] + self._source[candidate.end - 1]
        topic = self._source[slice(*self._topic)] + left.change if self._topic[1] else self._last
        return self._last if not left.change and self._last and candidate.kind != "rank" else topic

    def _of_duration(self, candidate: Candidate, left: _Left, following: int) -> str:
        start, end = self._behind(candidate.end, following)
        if end - start >= 2:
            return self._source[start:end]
        if left.phrase[1] - left.phrase[0] >= 2:
            return self._phrase(left)
        return self._source[start:end] or self._source[slice(*self._topic)] or self._last

    def _of_amount(self, candidate: Candidate, left: _Left, following: int) -> str:
        body = self._phrase(left)
        compared = self._text[slice(*left.phrase)].lstrip("虽").startswith(("比", "较", "与", "同"))
        if compared and self._topic[1] and left.change:
            return self._clip(self._source[slice(*self._topic)]) + left.change
        if len(body) >= 2:
            self._topic = left.phrase
            return self._clip(body) + left.change
        start, end = self._behind(candidate.end, following)
        topic = self._source[slice(*self._topic)]
        if topic or left.change:
            if not topic and not left.change:
                return self._last
            return self._clip(topic) + body + left.change
        return self._source[start:end] if end - start >= 2 else self._last


@cache
def _self_nouns() -> frozenset[str]:
    return frozenset(word for word, kind in rows("subject_words") if kind == "self")
