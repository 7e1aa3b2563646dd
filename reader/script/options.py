"""What a conversion depends on beside the article and the view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.script.overrides import OverrideFile
    from reader.script.quotation_marks import QuoteStyle
    from reader.script.vocabulary_detection import VocabularyRegion


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """The user's choices that every conversion of an article has to share.

    Text, figures, marks and offsets of one view agree only if all were converted with the same options: whoever
    converts takes one of these, never a part of it.
    """

    forms: Literal["press", "opencc"] = "press"
    """Whether the views of Hong Kong and Taiwan have the forms of the press there or those of OpenCC."""
    override_file: OverrideFile | None = None
    """The user's own overrides; None for the curated ones alone."""
    quotes: QuoteStyle = "keep"
    """The quotation marks of all views but the source."""
    written_in: VocabularyRegion | None = None
    """Where the user says that the article was written: what is detected does not count then."""


DEFAULT_OPTIONS = ConversionOptions()
"""For those who have no choices of their own."""
