"""View: a text converted to another script, with the map between the offsets of both."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.model.clean import CleanText


ViewName = Literal["source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp"]
"""As written, simplified, or traditional in the forms of OpenCC, Hong Kong and Taiwan; p: with their vocabulary too."""


class Phrase(NamedTuple):
    """A phrase that was converted as a whole, so that no character inside it corresponds to one of the other text.

    The fields go to the JSON of copies by their order.
    """

    start: int
    """In the source, in code points."""
    end: int
    view_start: int
    """In the view, in code points."""
    view_end: int


_START, _VIEW_START = itemgetter(0), itemgetter(2)


class View(NamedTuple):
    """A block's text in one view.

    Outside the phrases each character of the source corresponds to one of the view, and offsets differ by a constant
    between one phrase and the next. Most views have no phrases: then offsets are equal. A tuple, since one is made for
    every block in every view, which must cost next to nothing.
    """

    text: CleanText
    phrases: tuple[Phrase, ...] = ()
    """In order and without overlaps; adjacent ones are not joined."""

    @property
    def source_length(self) -> int:
        """The length of the source in code points."""
        return self.to_source(len(self.text))

    def to_view(self, offset: int) -> int:
        """The offset in the view of one in the source; that of the phrase's start for one inside a phrase."""
        at = bisect_right(self.phrases, offset, key=_START) - 1
        if at < 0:
            return offset
        phrase = self.phrases[at]
        return phrase.view_start if offset < phrase.end else offset - phrase.end + phrase.view_end

    def to_source(self, offset: int) -> int:
        """The offset in the source of one in the view; that of the phrase's start for one inside a phrase."""
        at = bisect_right(self.phrases, offset, key=_VIEW_START) - 1
        if at < 0:
            return offset
        phrase = self.phrases[at]
        return phrase.start if offset < phrase.view_end else offset - phrase.view_end + phrase.end

    def span_to_view(self, start: int, end: int) -> tuple[int, int]:
        """The span in the view of one in the source; a phrase is covered as a whole.

        Args:
            start: In the source, in code points.
            end: In the source; the span is empty where it is not behind the start.
        """
        if end <= start:
            return self.to_view(start), self.to_view(start)
        at = bisect_right(self.phrases, end - 1, key=_START) - 1
        inside = at >= 0 and end < self.phrases[at].end
        return self.to_view(start), self.phrases[at].view_end if inside else self.to_view(end)

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of one in the view; a phrase is covered as a whole.

        Args:
            start: In the view, in code points.
            end: In the view; the span is empty where it is not behind the start.
        """
        if end <= start:
            return self.to_source(start), self.to_source(start)
        at = bisect_right(self.phrases, end - 1, key=_VIEW_START) - 1
        inside = at >= 0 and end < self.phrases[at].view_end
        return self.to_source(start), self.phrases[at].end if inside else self.to_source(end)
