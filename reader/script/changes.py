"""Finds what a view changed in a block, for the marks of conversion changes; computed again for each call."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import View
    from reader.script.offset_maps import Replacement

ChangeKind = Literal["converted", "form", "vocabulary", "ambiguous", "rule", "name", "chosen", "kept"]
"""`converted`: a run of characters with one other form each; `form`: a character with several forms, of which one is
certain here; `vocabulary`: a rewritten phrase; `ambiguous`: a stretch with several candidates; `rule`: a word with an
override; `name`: a person; `chosen`: a candidate that the user chose; `kept`: a stretch that the user keeps as written.
"""


class Change(NamedTuple):
    """A stretch of a block and what it was converted to."""

    start: int
    """In the source, in code points."""
    end: int
    kind: ChangeKind
    replacement: str
    candidates: tuple[str, ...] = ()
    """The candidates of an ambiguous stretch, in the forms of the view: first the one shown, then the likelier ones."""
    is_doubtful: bool = False
    """Whether another candidate is nearly as likely."""


def find_changes(
    source: str, view: View, replacements: Iterable[Replacement] = (), ambiguous: Iterable[Change] = ()
) -> Iterator[Change]:
    """Yield the changes of a block, in order and without overlaps.

    Of overlapping ones replacements come before phrases, these before ambiguous stretches, these before runs. A rule
    that keeps a word as written is no change; a stretch that the user keeps is one.

    Args:
        source: The text of the block.
        view: Its view.
        replacements: The stretches that rules and choices replaced.
        ambiguous: The stretches with several candidates or forms.
    """
    marked = [
        Change(each.start, each.end, "converted" if each.reason == "unsafe_character" else each.reason, each.text)
        for each in replacements
    ]
    marked = _add_non_overlapping(
        marked, (Change(one, end, "vocabulary", view.text[first:last]) for one, end, first, last in view.phrases)
    )
    marked = _add_non_overlapping(marked, ambiguous)
    at = 0
    for change in marked:
        yield from _find_converted_runs(source, view, at, change.start)
        if change.kind in ("kept", "ambiguous") or change.replacement != source[change.start : change.end]:
            yield change
        at = change.end
    yield from _find_converted_runs(source, view, at, len(source))


def _add_non_overlapping(found: list[Change], others: Iterable[Change]) -> list[Change]:
    """Both lists, without those of the others that overlap one of the first, in order."""
    starts = [change.start for change in found]
    fresh = []
    for change in others:
        at = bisect_left(starts, change.end)
        if at == 0 or found[at - 1].end <= change.start:
            fresh.append(change)
    return sorted([*found, *fresh])


def _find_converted_runs(source: str, view: View, start: int, end: int) -> Iterator[Change]:
    """The runs of changed characters in a stretch that is one to one."""
    shift = view.to_view(start) - start
    run = start
    for at in range(start, end + 1):
        if at == end or source[at] == view.text[at + shift]:
            if run < at:
                yield Change(run, at, "converted", view.text[run + shift : at + shift])
            run = at + 1
