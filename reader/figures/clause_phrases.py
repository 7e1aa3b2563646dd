"""The phrases of a clause before and behind a figure, by the words of subject_words.tsv.

Before a figure stand words that only lead to it (為, 達, 約), words of change (升, 減少) and the noun phrase; behind it
the noun that is counted and what is said of it. A phrase ends where a word of the table or a stop stands.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.candidate import PERIOD_KINDS
from reader.figures.lexicon import right_words
from reader.figures.phrase_cutting import find_word_borders
from reader.figures.subject_lexicon import get_common_verbs, get_common_words, get_endings, get_leading_words, get_words

if TYPE_CHECKING:
    from reader.figures.candidate import Candidate
    from reader.figures.phrase_cutting import Span

SENTENCE_STOPS = "。;!?\n"
CLAUSE_STOPS = ",:" + SENTENCE_STOPS
STOPS = frozenset(CLAUSE_STOPS + "、")
_CLOSE = frozenset(")」』”》]")
BLANKS = " \u3000"
_NOUN_STOPS = STOPS | frozenset("「『“" + BLANKS)
_HEADLINE_BLANK = "\u3000"
"""Between the clauses of a headline: 多賺12.6%　末期息每股35仙."""
_EDGES = '「」『』“”《》" \u3000'
REACH = 60
"""Code points from a figure in which its phrases are looked for."""
_MAX_ADJACENT = 2
_MAX_HEADS = 3
"""Words at the beginning of a phrase that say nothing of what is measured."""
_MAX_MEMBER = 6
"""Code points of a member of a list of names."""
_MAX_SKIPPED_CLAUSES = 3
_MAX_BRACKET = 30
_MAX_PLACE = 12
"""Code points of a clause that keeps the words for its place."""
_EMPTY_CLAUSES = frozenset(("开始", "为止", "止", "起计", "起算", ""))
"""Clauses behind a date that say nothing of what happened."""


class Left(NamedTuple):
    """The phrase before a figure in its clause."""

    phrase: Span
    """The noun phrase, without what leads to the number."""
    change: str
    """Words of change behind it, as printed: 增長."""
    start: int
    """Where the clause begins."""
    follows_figure: bool = False
    """Whether the clause begins with another figure: 212點或1.15%."""
    in_bracket: bool = False

    @property
    def size(self) -> int:
        """Code points of the phrase."""
        return self.phrase[1] - self.phrase[0]


class Behind(NamedTuple):
    """The phrase behind a figure, up to the end of its clause or the next figure."""

    noun: Span
    """The noun directly behind it."""
    end: int
    """Where what is said of it ends."""
    is_attribute: bool = False
    """Whether 的 stands between the figure and the noun."""
    reaches_figure: bool = False
    """Whether the next figure stands there."""
    is_next_clause: bool = False
    """Whether it stands in a clause behind that of the figure."""

    @property
    def size(self) -> int:
        """Code points of the noun."""
        return self.noun[1] - self.noun[0]

    @property
    def whole_size(self) -> int:
        """Code points of the noun and its predicate."""
        return self.end - self.noun[0]


class ClauseReader:
    """Reads the phrases around the figures of a block.

    Args:
        source: The block's text as it is printed.
        text: The same, folded.
        candidates: Its figures in order.
    """

    def __init__(self, source: str, text: str, candidates: list[Candidate]) -> None:
        self.source, self.text, self.candidates = source, text, candidates
        self._starts = [candidate.start for candidate in candidates]

    # -- before a figure

    def left(self, index: int) -> Left:
        """The phrase before a figure."""
        candidate, text = self.candidates[index], self.text
        last = self.candidates[index - 1].end if index else 0
        least = max(last, candidate.start - REACH)
        start = candidate.start
        while start > least and text[start - 1] not in STOPS:
            start -= 1
        near = max(0, candidate.start - REACH)
        bracket = text.rfind("(", near, candidate.start)
        in_bracket = bracket > text.rfind(")", near, candidate.start)
        if in_bracket and bracket >= start:
            return self._left_of_bracket(least, bracket, candidate)
        end, change = self.strip(start, candidate.start)
        while candidate.kind == "rank" and (place := get_endings("place").word_before(text, end, start)):
            end, _ = self.strip(start, end - len(place))
        while end > start > least + 1 and text[start - 1] == "、" and end - start < _MAX_MEMBER:
            start = _member_start(text, least, start - 1)
        begin = start
        if start == last:
            start = min(end, start + len(right_words().word_at(text, start)))
        link = text.rfind("为", start + 2, max(start, end - 3))
        if link != -1 and not self._is_in_word(start, link):
            start = link + 1  # 上限為收盤價
        phrase = self.without_head(start, end)
        if get_endings("report").word_before(text, phrase[1], phrase[0]):
            phrase = phrase[1], phrase[1]  # 新京報訊
        if index and phrase[0] == last < phrase[1] and self.candidates[index - 1].kind == "duration":
            phrase = self.candidates[index - 1].start, phrase[1]  # 3個月拆息
        return Left(phrase, change, start, begin == last > 0, in_bracket)

    def _left_of_bracket(self, least: int, bracket: int, candidate: Candidate) -> Left:
        """The phrase in the bracket that a figure is in, else the one before the bracket."""
        end, change = self.strip(bracket + 1, candidate.start)
        if end - bracket - 1 > 1:
            return Left((bracket + 1, end), change, bracket + 1, in_bracket=True)
        begin = bracket
        while begin > least and self.text[begin - 1] not in STOPS and self.text[begin - 1] not in _CLOSE:
            begin -= 1
        end, _ = self.strip(begin, bracket)
        return Left(self.without_head(begin, end), change, begin, in_bracket=True)

    def strip(self, least: int, end: int) -> tuple[int, str]:
        """The end of a phrase without the words that only lead to a number, and the words of change among them.

        Args:
            least: Where the phrase begins.
            end: Where the number begins.
        """
        text, change = self.text, ""
        while end > least:
            if text[end - 1] in _EDGES:
                end -= 1
                continue
            found = get_leading_words().before(text, end, least)
            if found is None or found[1] == "noun" or (len(found[0]) == 1 and self._ends_word(least, end)):
                break
            end -= len(found[0])
            if found[1] == "change":
                change = self.source[end : end + len(found[0])] + change
        return end, change

    def _ends_word(self, least: int, end: int) -> bool:
        """Whether a character ends a longer word: 用 of 服用 leads to no number."""
        words = get_common_words()
        return (end - least > 1 and self.text[end - 2 : end] in words) or (
            end - least > 2 and self.text[end - 3 : end] in words
        )

    def without_head(self, start: int, end: int) -> Span:
        """A phrase without the words at its beginning that say nothing of what is measured.

        Args:
            start: Of the phrase.
            end: Of the phrase.
        """
        for _ in range(_MAX_HEADS):
            lead, noun = get_words("head").word_at(self.text, start), get_words("noun").word_at(self.text, start)
            if not lead or end - start - len(lead) == 1 or len(noun) > len(lead):
                break
            if len(lead) == 1 and self.text[start : start + 2] in get_common_words():
                break  # 對照組
            start = min(end, start + len(lead))
        return start, max(start, end)

    # -- behind a figure

    def behind(self, index: int) -> Behind:
        """The phrase behind a figure."""
        candidate, text = self.candidates[index], self.text
        at, following = self._behind_adjacent(candidate.end)
        if text[at : at + 1] == _HEADLINE_BLANK:
            return self._behind_at(at, at, following, is_attribute=False)
        word = right_words().word_at(text, at)
        if text[at : at + 2] == word or text[at : at + 2] not in get_common_words():
            at += len(word)
        at, following = self._behind_bracket(at, following)
        is_attribute = text[at : at + 1] == "的"
        at += is_attribute
        while at < following:
            word = get_words("adverb").word_at(text, at)
            if not word and text[at] not in _EDGES:
                break
            if len(word) == 1 and text[at : at + 2] in get_common_words():
                break
            at += len(word) or 1
        end = self._clause_end(at, following, frozenset(CLAUSE_STOPS))
        if (noun_end := self.noun_end(at, end)) < end and text[noun_end] == "、":
            end = noun_end  # the next member of a list
        return self._behind_at(at, end, following, is_attribute=is_attribute)

    def event(self, index: int) -> Behind:
        """What a date or a length of time belongs to: the rest of its clause, else the next one that is no source."""
        candidate, text = self.candidates[index], self.text
        at, following = candidate.end, self._next_start(candidate.end)
        stops = frozenset(CLAUSE_STOPS + "()")
        crosses, is_next_clause, is_attribute = self.is_period(index), False, False
        for _ in range(_MAX_SKIPPED_CLAUSES):
            while at < following:
                word = get_words("time").word_at(text, at)
                if not word and text[at] not in _EDGES and not (text[at] in ",、)" and crosses):
                    break
                crosses = crosses or bool(word)
                is_next_clause = is_next_clause or text[at] == ","
                is_attribute = word == "的"
                at += len(word) or 1
            end = self._clause_end(at, following, stops)
            if end == following or text[end : end + 1] not in tuple(",:") or not self._is_circumstance(at, end):
                break
            if end == at and not crosses:
                break
            at, is_next_clause = end + 1, True
        end = self._clause_end(at, following, stops)
        at = self.without_head(self._without_place(at, end), end)[0]
        event = self._behind_at(at, end, following, is_attribute=is_attribute)
        return event._replace(is_next_clause=is_next_clause)

    def _without_place(self, at: int, end: int) -> int:
        """The offset behind the words for a place at the beginning of a clause, where they end in one for a place."""
        if self.text[at : at + 1] not in ("在", "于") or end - at <= _MAX_PLACE:
            return at
        for begin in range(at + 3, end - 3):
            if self.text[begin] in "将把" and self.text[begin : begin + 2] not in get_common_words():
                return begin + 1
            if self.text[begin] in "上中内里时后前" and self.text[begin : begin + 2] not in get_common_words():
                return begin + 1
        return at

    def _is_circumstance(self, start: int, end: int) -> bool:
        """Whether a clause only tells the source or the cause of the next one: 據當地媒體報道, 受冷空氣影響."""
        return self.text[start:end] in _EMPTY_CLAUSES or bool(
            get_words("source").word_at(self.text, start) or get_endings("report").word_before(self.text, end, start)
        )

    def _behind_at(self, at: int, end: int, following: int, *, is_attribute: bool) -> Behind:
        reaches = end == following < len(self.text)
        if reaches:
            end = max(at, self.strip(at, end)[0])
        noun_end = self.noun_end(at, end)
        return Behind((at, min(noun_end, end)), end, is_attribute, reaches)

    def noun_end(self, at: int, end: int) -> int:
        """Where the noun that begins at an offset ends: before a verb or a stop.

        Args:
            at: The offset, in code points.
            end: The end of the clause.
        """
        text, start = self.text, at
        nouns, verbs = get_words("noun"), get_words("verb")
        while at < end and text[at] not in _NOUN_STOPS:
            noun = nouns.word_at(text, at)
            if not noun:
                verb = verbs.word_at(text, at)
                if verb and (len(verb) > 1 or not self._is_in_word(start, at)):
                    break
            at += len(noun) or 1
        return at

    def _is_in_word(self, start: int, at: int) -> bool:
        """Whether a character is in a longer word of a phrase: 會 of 社會."""
        text, words = self.text, get_common_words()
        return text[at : at + 2] in words or (at > start and text[at - 1 : at + 1] in words)

    def clause_noun_end(self, start: int, end: int) -> int:
        """Where the first noun phrase of a clause ends: before its first verb that no 的 follows.

        Args:
            start: Of the clause.
            end: Of the clause.
        """
        verbs = get_common_verbs()
        for at in find_word_borders(self.text, start, end)[1:-1]:
            if at - start < 2:
                continue
            is_verb = get_words("verb").word_at(self.text, at) or self.text[at : at + 2] in verbs
            if is_verb and "的" not in self.text[at : min(end, at + 6)]:
                return at
        return end

    def _behind_adjacent(self, at: int) -> tuple[int, int]:
        """The offset behind the figures that follow directly (20比6 behind 1波), and that of the next one."""
        index = bisect_left(self._starts, at)
        first = index
        while index < len(self._starts) and self._starts[index] == at and index - first < _MAX_ADJACENT:
            at, index = self.candidates[index].end, index + 1
        return at, self._starts[index] if index < len(self._starts) else len(self.text)

    def _behind_bracket(self, at: int, following: int) -> tuple[int, int]:
        """The offset behind a bracket; the noun may stand behind it: 110億歐元(約新台幣4312億元)經費."""
        close = self.text.find(")", at, at + _MAX_BRACKET) if self.text[at : at + 1] in ("(", ")") else -1
        return (close + 1, self._next_start(close + 1)) if close != -1 else (at, following)

    def _clause_end(self, at: int, following: int, stops: frozenset[str]) -> int:
        most = min(following, at + REACH, len(self.text))
        end = at
        while end < most and self.text[end] not in stops and self.text[end] not in "()":
            end += 1
        return end

    def _next_start(self, at: int) -> int:
        index = bisect_left(self._starts, at)
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def is_period(self, index: int) -> bool:
        """Whether a figure is a date, a time or a year."""
        return self.candidates[index].kind in PERIOD_KINDS


def _member_start(text: str, least: int, end: int) -> int:
    """Where the member of a list of names begins that ends there: 國家 of 國家、省級品牌6件."""
    start = end
    while start > least and text[start - 1] not in STOPS:
        start -= 1
    return start
