"""What figures count or measure: the noun phrases of their clauses, by rules on a small table of words.

Before a figure stand words that only lead to it (為, 達, 約), words of change (升, 減少) and the noun phrase; behind a
count stands its noun. What a clause leaves out is taken from the clause or figure before (the topic). No word is cut:
a phrase ends where a word of subject_words.tsv or a stop stands.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.candidate import PERIOD_KINDS
from reader.figures.lexicon import right_words
from reader.figures.subject_lexicon import get_endings, get_leading_words, get_self_nouns, get_words

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
_MAX_ADJACENT = 2
_MAX_HEADS = 3
"""Words at the beginning of a phrase that say nothing of what is measured."""
_SHORT = 3
"""Code points of a subject that takes the topic before it."""
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
    follows_figure: bool = False
    """Whether the clause begins with another figure: 212點或1.15%."""
    in_bracket: bool = False


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


class _Finder:
    """Walks the figures of a block in order and keeps what later ones may refer to."""

    def __init__(self, source: str, text: str, candidates: list[Candidate]) -> None:
        self._source, self._text, self._candidates = source, text, candidates
        self._starts = [candidate.start for candidate in candidates]
        self._topic: Span = (0, 0)
        """The last phrase that stood before a value."""
        self._topic_has_value = False
        """Whether it is what a number measures (庫容), rather than a thing that may have several numbers (水庫)."""
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
        reach = max(0, candidate.start - _REACH)
        bracket = self._text.rfind("(", reach, candidate.start)
        in_bracket = bracket >= 0 and self._text.find(")", bracket, candidate.start) < 0
        if in_bracket and bracket >= start:
            return self._in_bracket(least, bracket, candidate)
        end, change = self._strip(start, candidate.start)
        while candidate.kind == "rank" and (place := get_endings("place").before(self._text, end, start)):
            end, _ = self._strip(start, end - len(place[0]))
        while end > start > least + 1 and self._text[start - 1] == "、" and end - start < MAX_SUBJECT // 2:
            start = _member_start(self._text, least, start - 1)
        begin = start
        behind = right_words().at(self._text, start) if start == last else None
        start = min(end, start + len(behind[0])) if behind else start
        phrase = self._without_lead(start, end)
        if index and phrase[0] == last < phrase[1] and self._candidates[index - 1].kind == "duration":
            phrase = self._candidates[index - 1].start, phrase[1]  # 3個月拆息
        return _Left(phrase, change, start, begin == last > 0, in_bracket)

    def _in_bracket(self, least: int, bracket: int, candidate: Candidate) -> _Left:
        """The phrase in the bracket, else the one before it."""
        end, change = self._strip(bracket + 1, candidate.start)
        if end - bracket - 1 > 1:
            return _Left((bracket + 1, end), change, bracket + 1, in_bracket=True)
        begin = bracket
        while begin > least and self._text[begin - 1] not in _STOPS and self._text[begin - 1] not in _CLOSE:
            begin -= 1
        end, _ = self._strip(begin, bracket)
        return _Left(self._without_lead(begin, end), change, begin, in_bracket=True)

    def _strip(self, least: int, end: int) -> tuple[int, str]:
        """The end of a phrase without the words that only lead to a number, and the words of change among them."""
        text, change = self._text, ""
        while end > least:
            if text[end - 1] in _BLANKS:
                end -= 1
                continue
            found = get_leading_words().before(text, end, least)
            if found is None or found[1] == "noun":
                break
            end -= len(found[0])
            if found[1] == "change":
                change = self._source[end : end + len(found[0])] + change
        return end, change

    def _without_lead(self, start: int, end: int) -> Span:
        for _ in range(_MAX_HEADS):
            lead = get_words("head").at(self._text, start)
            size = end - start - len(lead[0]) if lead else 1
            noun = get_words("noun").at(self._text, start)
            if lead is None or size == 1 or (noun and len(noun[0]) > len(lead[0])):
                break
            start = min(end, start + len(lead[0]))
        return start, max(start, end)

    # -- the noun behind

    def _behind(self, at: int, following: int) -> Span:
        """The noun behind an offset, up to a verb, a link or a stop."""
        text = self._text
        for candidate in self._adjacent(at):
            at = candidate.end
        following = max(following, self._next_start(at))
        found = right_words().at(text, at)
        if found:
            at += len(found[0])
        at += text[at : at + 1] == "的"
        if text[at : at + 1] in _OPEN and at < following and text[at] != "(":
            return self._quoted(at, following)
        end = at
        while end < following and text[end] not in _STOPS and text[end] not in _OPEN and text[end] not in _CLOSE:
            noun = get_words("noun").at(text, end)
            if noun is None and (text[end] in _BLANKS or get_words("verb").at(text, end)):
                break
            end += len(noun[0]) if noun else 1
        end = min(end, following)
        return at, end

    def _quoted(self, at: int, following: int) -> Span:
        """The name in the quotes that begin there."""
        end = at + 1
        while end < following and self._text[end] not in _CLOSE and end - at <= MAX_SUBJECT:
            end += 1
        return at + 1, end

    def _adjacent(self, at: int) -> list[Candidate]:
        """The figures directly behind an offset: 20比6 behind 1波, whose noun stands behind both."""
        found: list[Candidate] = []
        index = bisect_left(self._starts, at)
        while index < len(self._starts) and self._starts[index] == at and len(found) < _MAX_ADJACENT:
            found.append(self._candidates[index])
            at, index = found[-1].end, index + 1
        return found

    def _next_start(self, at: int) -> int:
        index = bisect_left(self._starts, at)
        return self._starts[index] if index < len(self._starts) else len(self._text)

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
        has_value = self._topic_has_value if before[1] and older == before else False
        last_subject, outer = self._last, self._topic
        if candidate.kind in PERIOD_KINDS:
            subject = self._of_period(candidate, left, following)
            if subject and not left.in_bracket:
                self._last = subject
            return subject
        is_counted = candidate.kind in _COUNTED_KINDS and candidate.form != "点"
        if is_counted or candidate.subkind in _COUNTED_SUBKINDS:
            subject = self._of_count(candidate, left, following)
        elif candidate.kind == "duration":
            subject = self._of_duration(candidate, left, following)
        else:
            subject = self._of_amount(candidate, left, following)
        subject = subject.strip().rstrip("和与與及或、")
        is_change = subject.endswith("幅")  # 升幅 is always that of something
        is_score = candidate.subkind == "score" and bool(candidate.values)
        if (not has_value or is_change) and not is_score and older != left.phrase:
            subject = self._extended(subject, candidate, older)
        self._topic_has_value = (not is_counted or not candidate.form) and self._topic == left.phrase
        if candidate.kind == "count" and subject:
            self._nouns[self._classifier(candidate)] = subject
        self._last = subject or self._last
        if left.in_bracket:
            self._topic, self._last = outer, last_subject
        return subject

    def _take_topic(self, candidate: Candidate, left: _Left, last: int) -> None:
        """The clause before may name what a figure measures: 近中心最大風速,每秒33公尺."""
        end = left.start - 1
        if end <= last or self._text[end] not in ",:":
            return
        start = end
        while start > max(last, end - _REACH) and self._text[start - 1] not in _STOPS | _CLOSE:
            start -= 1
        behind = right_words().at(self._text, start)
        start += len(behind[0]) if behind else 0
        start, stripped = self._without_lead(start, max(start, self._strip(min(start, end), end)[0]))
        size = stripped - start
        empty = self._strip(left.start, candidate.start)[0] - left.start < 2
        if (2 <= size <= MAX_SUBJECT + 4 and not self._topic[1]) or (2 <= size <= 10 and empty):
            self._topic, self._topic_has_value = (start, stripped), False

    def _extended(self, subject: str, candidate: Candidate, older: Span) -> str:
        """A short subject with the topic before it: 亏损额 of 收费公路."""
        if candidate.kind in _COUNTED_KINDS and candidate.form != "点":
            return subject
        if not 0 < len(subject) <= _SHORT or subject[0] in "各全其每" or not older[1] or older[1] > candidate.start:
            return subject
        prefix = self._source[slice(*older)]
        if any(get_words("verb").at(self._text, at) for at in range(*older)):
            return subject
        if prefix in subject or subject in prefix or len(prefix) + len(subject) > MAX_SUBJECT + 2:
            return subject
        return prefix + subject

    def _classifier(self, candidate: Candidate) -> str:
        return self._text[candidate.end - 1]

    def _phrase(self, left: _Left) -> str:
        return self._source[slice(*left.phrase)]

    def _clip(self, span: Span) -> str:
        """A phrase of at most MAX_SUBJECT code points: behind a 的 or a word that is no noun, else its end."""
        start, end = span
        if end - start > MAX_SUBJECT:
            cuts = (at for at in range(end - MAX_SUBJECT, end - 1) if self._is_border(at))
            start = next(cuts, end - MAX_SUBJECT)
        return self._source[start:end]

    def _clip_event(self, start: int, end: int, most: int) -> str:
        """The beginning of a clause, at most so many code points, cut before a word that begins a new phrase."""
        if end - start > most:
            cuts = (at for at in range(start + most, start + 3, -1) if get_words("verb").at(self._text, at))
            end = next(cuts, start + most)
        return self._source[start:end].rstrip("的在了、 ")

    def _is_border(self, at: int) -> bool:
        if self._text[at - 1] in "的、 ":
            return True
        ending = get_endings("verb").before(self._text, at)
        return ending is not None and len(ending[0]) > 1

    def _is_compared(self, span: Span) -> bool:
        return self._text[slice(*span)].lstrip("虽则").startswith(("比", "较", "与", "同", "相比"))

    def _of_period(self, candidate: Candidate, left: _Left, following: int) -> str | None:
        """What happened: the rest of the clause."""
        text, start = self._text, candidate.end
        while start < len(text):
            word = get_words("time").at(text, start)
            if word is None and text[start] not in ",、 )":
                break
            start += len(word[0]) if word else 1
        end = start
        limit = min(len(text), following)
        while end < limit and text[end] not in _SENTENCE_STOPS + ",:()" and end - start < _MAX_EVENT:
            end += 1
        if end == following:
            core, change = self._strip(start, max(start, end))
            if core - start + len(change) < 2:
                end = start
            elif core - start > 1:
                return self._clip_event(start, core, MAX_SUBJECT) + change
        size = left.phrase[1] - left.phrase[0]
        if end - start > 1:
            own = self._phrase(left) if 1 < size <= MAX_SUBJECT // 2 else ""
            return own + self._clip_event(start, end, MAX_SUBJECT - len(own))
        return self._clip(left.phrase) if size > 1 else None

    def _of_count(self, candidate: Candidate, left: _Left, following: int) -> str:
        start, end = self._behind(candidate.end, following)
        size = left.phrase[1] - left.phrase[0]
        compared = self._is_compared(left.phrase)
        if end - start >= 2 or (end > start and candidate.form != "人"):
            if size >= 2 and not compared:
                self._topic = left.phrase
            return self._clip((start, end))
        noun = self._nouns.get(self._classifier(candidate))
        has_verb = get_words("verb").at(self._text, candidate.end) is not None
        if noun and has_verb and candidate.form != "人":
            return noun
        is_noun = self._text[candidate.start : candidate.end].endswith(get_self_nouns())
        alone = has_verb and not (self._topic[1] or self._last)
        if size == 0 and (candidate.form == "人" or alone):
            return self._clip_event(candidate.end, self._clause_end(candidate.end), MAX_SUBJECT)
        if size >= 2 and not (compared and self._topic[1]):
            self._topic = self._topic if compared else left.phrase
            return self._clip(left.phrase) + left.change
        if is_noun and size == 1 and not left.change and not self._topic[1]:
            return self._phrase(left) + self._source[candidate.end - 1]
        topic = self._clip(self._topic) + left.change if self._topic[1] else self._last
        return self._last if not left.change and self._last and candidate.kind != "rank" else topic

    def _clause_end(self, at: int) -> int:
        end = at
        while end < len(self._text) and end - at < _REACH and self._text[end] not in _CLAUSE_STOPS + "()":
            end += 1
        return end

    def _of_duration(self, candidate: Candidate, left: _Left, following: int) -> str:
        start, end = self._behind(candidate.end, following)
        if end - start >= 2:
            return self._clip_event(start, end, MAX_SUBJECT)
        if left.phrase[1] - left.phrase[0] >= 2:
            return self._clip(left.phrase)
        return self._source[start:end] or self._clip(self._topic) or self._last

    def _of_amount(self, candidate: Candidate, left: _Left, following: int) -> str:
        size = left.phrase[1] - left.phrase[0]
        start, end = self._behind(candidate.end, following)
        if candidate.subkind == "score" and candidate.values and end - start >= 2:
            return self._clip((start, end))
        if self._is_compared(left.phrase) and self._topic[1]:
            return self._clip(self._topic) + left.change
        if size >= 2:
            self._topic = left.phrase
            return self._clip(left.phrase) + left.change
        if left.follows_figure and self._last and not left.change and size == 0:
            return self._last
        if self._topic[1] or left.change:
            return self._clip(self._topic) + self._phrase(left) + left.change
        return self._clip((start, end)) if end - start >= 2 else self._last


def _member_start(text: str, least: int, end: int) -> int:
    """Where the member of a list of names begins that ends there: 國家 of 國家、省級品牌6件."""
    start = end
    while start > least and text[start - 1] not in _STOPS:
        start -= 1
    return start
