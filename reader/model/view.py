"""A text as it is shown in another script, and the exact way between the offsets of both."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.model.clean import CleanText


ViewName = Literal["source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp"]
"""As written, simplified, or traditional in the forms of OpenCC, Hong Kong and Taiwan; with p, in its words too."""


class Phrase(NamedTuple):
    """A vocabulary phrase that was rewritten as a whole: inside it no character of the one text is one of the other."""

    start: int
    """In the source, code points."""
    end: int
    view_start: int
    """In the view."""
    view_end: int


_START, _VIEW_START = itemgetter(0), itemgetter(2)


class View(NamedTuple):
    """A block's text in one script.

    Outside the phrases, character i of the source is one character of the view, and offsets differ by a constant from
    one phrase to the next. Most views have no phrases: then every offset is its own counterpart. A tuple, since one is
    made for every block in every script, which must cost nothing beside the conversion.
    """

    text: CleanText
    phrases: tuple[Phrase, ...] = ()
    """In order, not overlapping; neighbours are not merged."""

    @property
    def source_length(self) -> int:
        """Code points of the source."""
        return self.to_source(len(self.text))

    def to_view(self, offset: int) -> int:
        """Where a source offset stands in the view; inside a phrase, where the phrase begins."""
        at = bisect_right(self.phrases, offset, key=_START) - 1
        if at < 0:
            return offset
        phrase = self.phrases[at]
        return phrase.view_start if offset < phrase.end else offset - phrase.end + phrase.view_end

    def to_source(self, offset: int) -> int:
        """Where an offset of the view stands in the source; inside a phrase, where the phrase begins."""
        at = bisect_right(self.phrases, offset, key=_VIEW_START) - 1
        if at < 0:
            return offset
        phrase = self.phrases[at]
        return phrase.start if offset < phrase.view_end else offset - phrase.view_end + phrase.end

    def span_to_view(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the source is shown; one that touches a phrase is shown on the whole phrase."""
        if end <= start:
            return self.to_view(start), self.to_view(start)
        at = bisect_right(self.phrases, end - 1, key=_START) - 1
        inside = at >= 0 and end < self.phrases[at].end
        return self.to_view(start), self.phrases[at].view_end if inside else self.to_view(end)

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source of a stretch of the view; one that touches a phrase has the whole phrase."""
        if end <= start:
            return self.to_source(start), self.to_source(start)
        at = bisect_right(self.phrases, end - 1, key=_VIEW_START) - 1
        inside = at >= 0 and end < self.phrases[at].view_end
        return self.to_source(start), self.phrases[at].end if inside else self.to_source(end)
