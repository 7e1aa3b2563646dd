"""What figures count or measure: the noun phrases of their clauses, by rules on small tables of words.

A subject is what the clause says without its number, at most 12 code points of it: for an amount the phrase before it,
for a count the noun behind it, for a date what happened. What a clause leaves out is taken from the clause or figure
before (the topic). No word is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.candidate import PERIOD_KINDS
from reader.figures.clause_phrases import CLAUSE_STOPS, REACH, ClauseReader
from reader.figures.clause_relations import find_respective_lists, find_share, find_whole, restates_last
from reader.figures.lexicon import right_words
from reader.figures.phrase_cutting import NO_SPAN, condense, keep_end
from reader.figures.subject_lexicon import get_endings, get_self_nouns, get_words
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.candidate import Candidate
    from reader.figures.clause_phrases import Behind, Left
    from reader.figures.clause_relations import Share
    from reader.figures.phrase_cutting import Span

_HAN = lazy_pattern("[\u3400-\u9fff]")
_SAMPLE = 400
"""Code points of a block in which there is Han where it is written in Chinese."""
MAX_SUBJECT = 12
"""Code points of a subject."""
_STOPS = frozenset(CLAUSE_STOPS + "、)」』”》]")
_QUOTES = str.maketrans("", "", '「」『』“”"\n')
_PAIRS = (("《", "》"), ("〈", "〉"), ("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"))
_EDGES = " 、，,。.：:；;—-～~·\u3000"
_SHORT = 3
"""Code points of a subject that takes the topic before it."""
_MIN_PHRASE = 4
"""Code points of a phrase before a length of time that says more than what stands behind it."""
_MAX_TOPIC = 10
"""Code points of a clause that is a topic as a whole."""
_MAX_NOUN = 6
"""Code points of a clause that may be a noun phrase without a verb."""
_COPULAS = frozenset("为是有")
"""What joins a number to what stands behind it, which then is not counted: 前3名為台北市."""
_COUNTED_KINDS = frozenset(("count", "ordinal", "rank", "age"))
_COUNTED_SUBKINDS = frozenset(("wind force", "grade"))


def find_subjects(source: str, block: BlockText, candidates: list[Candidate]) -> list[tuple[str, str]]:
    """The subject of each figure, which it counts or measures, and of a share its whole; "" where the text names none.

    Args:
        source: The block's text as it is printed.
        block: The same, folded.
        candidates: Its figures in order.
    """
    if not _HAN().search(block.text[:_SAMPLE]):
        return [("", "")] * len(candidates)
    finder = _Finder(block, ClauseReader(source, block.text, candidates))
    subjects = finder.find_all()
    return [
        (_tidy(subject), finder.share_of(index) if candidates[index].kind == "percent" else "")
        for index, subject in enumerate(subjects)
    ]


class _Finder:
    """Finds the subjects of the figures of a block in order; later figures may refer to earlier subjects."""

    def __init__(self, block: BlockText, reader: ClauseReader) -> None:
        self._block, self._reader = block, reader
        self._source, self._text, self._candidates = reader.source, reader.text, reader.candidates
        self._topic = NO_SPAN
        """The last phrase that stood before a value."""
        self._topic_has_value = False
        """Whether it is what a number measures (庫容), rather than a thing that may have several numbers (水庫)."""
        self._last = ""
        """The last subject."""
        self._whole = NO_SPAN
        """What the last share was one of."""
        self._counted_thing = NO_SPAN
        """What the last count was of."""
        self._nouns: dict[str, Span] = {}
        """The last noun of a classifier."""

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
        for earlier in waiting:
            found[earlier] = self._last
        for group, names, quantity in find_respective_lists(self._reader):
            for index, name in zip(group, names, strict=True):
                found[index] = self._of_member(name, quantity)
        return found

    def _of_member(self, name: Span, quantity: Span) -> str:
        """The name of one of several things with what was measured of each, where there is room."""
        printed, own = self._keep_end(name), self._print(quantity)
        return printed + own if len(printed) + len(own) <= MAX_SUBJECT else own

    def share_of(self, index: int) -> str:
        """What a percentage is a share of: 佔規模以上工業企業主營業務收入的63%."""
        share = find_share(self._reader, index)
        return self._source[slice(*share.whole)].strip(" \u3000") if share else ""

    # -- one figure

    def _find(self, index: int, candidate: Candidate) -> str | None:
        """The subject of a figure; None where it is that of the next one (2013年的3.43萬億元)."""
        last = self._candidates[index - 1].end if index else 0
        if self._block.sentence_at(candidate.start)[0] > last:
            self._topic, self._last = NO_SPAN, ""
        left = self._reader.left(index)
        before = self._topic
        self._take_topic(index, left, last)
        older = before if before[1] else self._topic
        has_value = self._topic_has_value if before[1] and older == before else False
        last_subject, outer = self._last, self._topic
        if candidate.kind in PERIOD_KINDS:
            subject = self._of_period(index, left)
            if subject and not left.in_bracket:
                self._last = subject
            return subject
        is_counted = candidate.kind in _COUNTED_KINDS and candidate.form != "点"
        if candidate.kind == "duration":
            duration = self._of_duration(index, left)
            if duration is None:
                return None
            subject = duration
        elif is_counted or candidate.subkind in _COUNTED_SUBKINDS:
            counted = self._of_count(index, candidate, left)
            if counted is None:
                return None
            subject = counted
        else:
            subject = self._of_amount(index, candidate, left)
        subject = subject.strip().rstrip("和與与及或、")
        is_change = subject.endswith("幅")  # 升幅 is always that of something
        is_score = candidate.subkind == "score" and bool(candidate.values)
        if subject and subject == self._print(left.phrase) and self._is_attribute(index, left.phrase):
            subject = self._extended(subject, candidate, self._counted_thing)
        elif (
            (not has_value or is_change)
            and not is_score
            and older != left.phrase
            and not self._is_parallel(index, left)
        ):
            subject = self._extended(subject, candidate, older)
        self._topic_has_value = (not is_counted or not candidate.form) and self._topic == left.phrase
        self._last = subject or self._last
        if left.in_bracket:
            self._topic, self._last = outer, last_subject
        return subject

    def _take_topic(self, index: int, left: Left, last: int) -> None:
        """The clause before may name what a figure measures: 近中心最大風速,每秒33公尺."""
        end = left.start - 1
        if end <= last or self._text[end] not in ",:":
            return
        start = end
        while start > max(last, end - REACH) and self._text[start - 1] not in _STOPS:
            start -= 1
        start += len(right_words().word_at(self._text, start))
        stripped = self._reader.strip(min(start, end), end)[0]
        start, stripped = self._reader.without_head(start, max(start, stripped))
        if stripped - start > _MAX_NOUN:
            stripped = self._reader.clause_noun_end(start, stripped)
        if index and last == start < stripped and self._candidates[index - 1].kind == "duration":
            start = self._candidates[index - 1].start  # 12個月拆息
        size = stripped - start
        empty = self._reader.strip(left.start, self._candidates[index].start)[0] - left.start < 2
        if (2 <= size <= MAX_SUBJECT + 4 and not self._topic[1]) or (2 <= size <= _MAX_TOPIC and empty):
            self._topic, self._topic_has_value = (start, stripped), False

    def _is_parallel(self, index: int, left: Left) -> bool:
        """Whether a clause with its own noun follows one that ends in a number: 射門15次,控球率62%."""
        between = self._text[self._candidates[index - 1].end : left.phrase[0]] if index else ""
        return between == "," and left.size >= _SHORT and not left.change

    def _is_attribute(self, index: int, phrase: Span) -> bool:
        """Whether a phrase names what the things that were counted directly before have: 價值, 佔地."""
        word = get_words("attribute").word_at(self._text, phrase[0])
        counted = bool(index) and self._candidates[index - 1].kind == "count" and self._counted_thing[1] > 0
        return counted and len(word) == phrase[1] - phrase[0]

    def _extended(self, subject: str, candidate: Candidate, older: Span) -> str:
        """A short subject with the topic before it: 亏损额 of 收费公路."""
        if candidate.kind in _COUNTED_KINDS and candidate.form != "点":
            return subject
        if not 0 < len(subject) <= _SHORT or subject[0] in "各全其每" or not older[1] or older[1] > candidate.start:
            return subject
        prefix = self._source[slice(*older)]
        if older != self._counted_thing and any(get_words("verb").word_at(self._text, at) for at in range(*older)):
            return subject
        if prefix in subject or subject in prefix or len(prefix) + len(subject) > MAX_SUBJECT:
            return subject
        return prefix + subject

    # -- phrases as printed

    def _print(self, *spans: Span) -> str:
        return "".join(self._source[start:end] for start, end in spans).translate(_QUOTES)

    def _keep_end(self, span: Span, change: str = "") -> str:
        """The end of a phrase with the change behind it."""
        return self._print(*keep_end(self._text, *span, MAX_SUBJECT - len(change))) + change

    def _condense(self, start: int, end: int, most: int = MAX_SUBJECT) -> str:
        return self._print(*condense(self._text, start, end, most))

    def _is_compared(self, span: Span) -> bool:
        return self._text[slice(*span)].lstrip("虽则").startswith(("比", "较", "与", "同", "相比"))

    # -- the rules

    def _of_period(self, index: int, left: Left) -> str | None:
        """What happened: the rest of the clause."""
        event = self._reader.event(index)
        if event.whole_size < 2 or (event.is_next_clause and left.size >= _MIN_PHRASE):
            if event.reaches_figure and event.whole_size < 2:
                self._topic = left.phrase if left.size >= _MIN_PHRASE else self._topic
                return None
            return self._keep_end(left.phrase) if left.size > 1 else None
        if left.size >= 2 and not left.in_bracket:
            room = MAX_SUBJECT - left.size
            if event.whole_size <= room or left.size <= _MIN_PHRASE:
                return self._print(left.phrase) + self._condense(event.noun[0], event.end, room)
        return self._condense(event.noun[0], event.end)

    def _of_duration(self, index: int, left: Left) -> str | None:
        """What lasted."""
        event = self._reader.event(index)
        if event.reaches_figure and event.whole_size < 2 and left.size < 2:
            return None
        if left.size and event.whole_size and left.size + event.whole_size <= MAX_SUBJECT:
            return self._print(left.phrase, (event.noun[0], event.end))
        if event.whole_size >= 2 and left.size < _MIN_PHRASE:
            return self._condense(event.noun[0], event.end)
        frame = self._frame(index)
        if left.size >= 2:
            return self._keep_end(left.phrase, frame)
        return self._keep_end(self._topic, frame) if self._topic[1] else self._last or frame

    def _frame(self, index: int) -> str:
        """The word of a length of time or an age directly before it that stays where nothing else is said: 享年."""
        start = self._candidates[index].start
        return self._source[start - len(get_endings("frame").word_before(self._text, start)) : start]

    def _of_count(self, index: int, candidate: Candidate, left: Left) -> str | None:
        behind = self._reader.behind(index)
        compared = self._is_compared(left.phrase)
        if candidate.kind == "age" and behind.reaches_figure and left.size < 2 and behind.size < 2:
            return None
        if behind.size >= 2 or (behind.size and candidate.form != "人"):
            if left.size >= 2 and not compared:
                self._topic = left.phrase
            if candidate.kind == "count":
                self._nouns[self._text[candidate.end - 1]] = self._counted_thing = behind.noun
            return self._counted(left, behind, takes_left=not compared)
        if left.size >= 2 and self._text[behind.noun[0] : behind.noun[0] + 1] in _COPULAS:
            behind = behind._replace(end=behind.noun[0])
        noun = self._nouns.get(self._text[candidate.end - 1])
        if noun and candidate.form != "人":
            if behind.whole_size:
                return self._keep_end(noun)
            if 2 <= left.size <= MAX_SUBJECT - (noun[1] - noun[0]) and not left.change and not compared:
                return self._print(left.phrase, noun)
        if behind.whole_size >= 2:
            if left.size >= 2 and not compared and left.size + behind.whole_size <= MAX_SUBJECT:
                return self._print(left.phrase, (behind.noun[0], behind.end))
            return self._condense(behind.noun[0], behind.end)
        is_noun = self._text[candidate.start : candidate.end].endswith(get_self_nouns())
        if left.size >= 2 and not (compared and self._topic[1]):
            self._topic = self._counted_thing = self._topic if compared else left.phrase
            return self._keep_end(left.phrase, left.change)
        if is_noun and left.size == 1 and not left.change and not self._topic[1]:
            return self._print(left.phrase) + self._source[candidate.end - 1]
        if candidate.kind == "age" and (frame := self._frame(index)):
            return frame
        if not left.change and self._last and candidate.kind != "rank":
            return self._last
        return self._keep_end(self._topic, left.change) if self._topic[1] else self._last

    def _counted(self, left: Left, behind: Behind, *, takes_left: bool) -> str:
        """The noun behind a number with its predicate, and with the phrase before it where there is room."""
        whole = behind.noun[0], behind.end
        takes_left = takes_left and left.size >= 2 and not left.follows_figure
        if behind.whole_size > MAX_SUBJECT:
            whole = behind.noun
            if behind.size > MAX_SUBJECT:
                return self._keep_end(behind.noun)
        size = whole[1] - whole[0]
        if takes_left and left.size + size <= MAX_SUBJECT:
            return self._print(left.phrase, whole)
        if size < behind.whole_size:
            return self._print(whole) + self._condense(whole[1], behind.end, MAX_SUBJECT - size)
        return self._print(whole)

    def _of_amount(self, index: int, candidate: Candidate, left: Left) -> str:
        behind = self._reader.behind(index)
        if candidate.subkind == "score" and candidate.values and behind.size >= 2:
            return self._keep_end(behind.noun)
        if self._is_compared(left.phrase) and self._topic[1]:
            return self._keep_end(self._topic, left.change)
        if share := find_share(self._reader, index):
            return self._of_share(share)
        if (whole := find_whole(self._reader, index))[1]:
            return self._keep_end(whole)
        if left.size >= 2:
            self._topic = left.phrase
            if 2 <= behind.size < MAX_SUBJECT - 2:
                whole = behind.noun[0], behind.end if self._text[candidate.start - 1] == "以" else behind.noun[1]
                printed = self._print(whole) if whole[1] - whole[0] < MAX_SUBJECT - 2 else self._print(behind.noun)
                return self._keep_end(left.phrase, left.change + printed)
            return self._keep_end(left.phrase, left.change)
        if left.size == 0 and self._last and restates_last(self._reader, index):
            return self._last
        if left.follows_figure and self._last and not left.change and left.size == 0:
            return self._last
        if behind.size >= 2 and left.change and not behind.is_attribute:
            return (
                self._keep_end(behind.noun)
                if behind.size > MAX_SUBJECT // 2
                else left.change + self._print(behind.noun)
            )
        if behind.size >= 2 and not left.change and not behind.is_attribute:
            return self._counted(left, behind, takes_left=False)
        if behind.whole_size >= 2 and self._text[candidate.start - 1] == "以":
            return self._condense(behind.noun[0], behind.end)
        if self._topic[1] or left.change:
            return self._keep_end(self._topic, self._print(left.phrase) + left.change)
        return self._keep_end(behind.noun) if behind.size >= 2 else self._last

    def _of_share(self, share: Share) -> str:
        """What has a share of what: 中年選民佔總新增選民."""
        part, whole = share.part, share.whole
        if part[1] - part[0] < 2:
            part = self._topic
        else:
            self._topic = part
        if whole[1] - whole[0] < 2:
            whole = self._whole
        self._whole = whole
        if not whole[1] or not part[1] or part == whole:
            return self._keep_end(whole if whole[1] else part) or self._last
        room = MAX_SUBJECT - 1
        of_whole = keep_end(self._text, *whole, max(room // 2, room - (part[1] - part[0])))
        room -= sum(end - start for start, end in of_whole)
        return self._print(*keep_end(self._text, *part, room), share.verb, *of_whole)


def _tidy(subject: str) -> str:
    """A subject without stops at its ends and without the half of a pair of brackets."""
    if subject.isalnum():
        return subject
    for opening, closing in _PAIRS:
        if subject.count(opening) != subject.count(closing):
            subject = subject.replace(opening, "").replace(closing, "")
    return subject.strip(_EDGES)
