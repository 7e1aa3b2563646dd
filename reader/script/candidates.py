"""Finds the ambiguous stretches of a conversion with their candidates, for the marks of conversion changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.script.ambiguity import find_ambiguities
from reader.script.changes import Change
from reader.script.context_model import DOUBTFUL_MARGIN, UNCERTAIN_MARGIN
from reader.script.offset_maps import convert_with_map
from reader.script.opencc_configs import get_character_config, has_vocabulary
from reader.script.plan import PRESS_PREFIX
from reader.script.press_conversion import convert_vocabulary, load_press_converter
from reader.script.rules import adapt_forms
from reader.script.vocabulary_filter import find_doubtful_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import View, ViewName
    from reader.script.changes import ChangeKind


def find_candidates(
    text: str,
    config: str,
    view_name: ViewName,
    forms: Literal["press", "opencc"],
    name_spans: Iterable[tuple[int, int]] = (),
    *,
    include_rare: bool = False,
) -> Iterator[Change]:
    """Yield the ambiguous stretches of a text, as changes without a replacement, in no order.

    Characters with several forms of which one is certain here are of the kind "form".

    Args:
        text: A text in one script.
        config: The config of the conversion.
        view_name: The view that it is for.
        forms: The setting of that name.
        name_spans: Stretches whose words are not replaced.
        include_rare: Whether rare candidates are included.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    if config.startswith(PRESS_PREFIX):
        for choice in load_press_converter(get_character_config(config).removeprefix(PRESS_PREFIX)).find_choices(text):
            kind: ChangeKind = "ambiguous" if choice.margin < UNCERTAIN_MARGIN or include_rare else "form"
            is_doubtful = choice.margin < DOUBTFUL_MARGIN
            yield Change(choice.start, choice.start + 1, kind, "", choice.forms, is_doubtful)
    else:
        for start, end, candidates in find_ambiguities(text, config, include_rare=include_rare):
            adapted = tuple(adapt_forms(each, view_name, forms) for each in candidates)
            yield Change(start, end, "ambiguous", "", adapted)
    if has_vocabulary(config):
        if config.startswith(PRESS_PREFIX):
            shown_text = load_press_converter(get_character_config(config).removeprefix(PRESS_PREFIX)).convert(text)
            view, config = convert_vocabulary(shown_text, view_name), config.replace(PRESS_PREFIX, "t2")
        else:
            view = convert_with_map(text, config)
        for start, end, shown in find_doubtful_words(text, view, config, name_spans):
            yield Change(start, end, "ambiguous", "", (shown,), True)


def rank_candidates(changes: Iterable[Change], view: View) -> Iterator[Change]:
    """Yield the changes that have a candidate besides the text shown, with that text first; in order, not overlapping.

    Args:
        changes: Those of `find_candidates`; of two that overlap the first and longer one counts.
        view: The view that is shown.
    """
    end = 0
    for change in sorted(changes, key=lambda each: (each.start, -each.end)):
        if change.start < end:
            continue
        first, last = view.span_to_view(change.start, change.end)
        candidates = tuple(dict.fromkeys((view.text[first:last], *change.candidates)))
        if len(candidates) > 1:
            end = change.end
            yield change._replace(replacement=candidates[0], candidates=candidates)
