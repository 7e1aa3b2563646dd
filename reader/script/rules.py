"""What is shown in an article without asking OpenCC: pinned stretches, persons, and words with rules of their own."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.script.offset_maps import Replacement, convert
from reader.script.overrides import WordMatcher, load_curated
from reader.script.person_names import convert_names
from reader.script.plan import (
    CHARACTER_VIEWS,
    HONG_KONG_VIEWS,
    SIMPLIFIED_VIEWS,
    VIEW_REGIONS,
    apply_press_forms,
    choose_config,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.model import ViewName
    from reader.script.offset_maps import ReplacementReason
    from reader.script.overrides import Override, OverrideFile


class Pin(NamedTuple):
    """A stretch of a block that the reader has decided upon; it stays where it is in the source, whatever the view."""

    start: int
    """Offset in the block's text, in code points."""
    end: int
    replacement: str | None = None
    """What was chosen for it; None keeps it as written, in every view."""
    view_name: ViewName = "hant"
    """The view it was chosen in: it holds in the views of the same script, in the forms of each."""


class ArticleRules:
    """The rules that are in force for one article.

    Args:
        people: The persons it names as its makers, as written.
        override_file: The reader's own file.
        uses_press_forms: Whether Hong Kong's views have the forms of the press.
    """

    def __init__(
        self, people: Iterable[str] = (), override_file: OverrideFile | None = None, *, uses_press_forms: bool = True
    ) -> None:
        self.override_file = override_file
        self.uses_press_forms = uses_press_forms
        self._people = frozenset(people)
        self._article_overrides: list[Override] = []
        self._matchers: dict[tuple[str, ViewName], tuple[WordMatcher, WordMatcher]] = {}
        self._version = 0
        self._file_version = 0

    @property
    def version(self) -> int:
        """Another number as soon as anything that was found may be found otherwise."""
        if self.override_file and self.override_file.version != self._file_version:
            self._file_version = self.override_file.version
            self._invalidate()
        return self._version

    @property
    def people(self) -> frozenset[str]:
        """The persons the article names as its makers; who is at its end is known when it has been read."""
        return self._people

    @people.setter
    def people(self, names: Iterable[str]) -> None:
        if (found := frozenset(names)) != self._people:
            self._people = found
            self._invalidate()

    def add(self, override: Override) -> None:
        """A rule for this article, before all others."""
        self._article_overrides.append(override)
        self._invalidate()

    def remove(self, override: Override) -> None:
        """Take such a rule back."""
        self._article_overrides.remove(override)
        self._invalidate()

    def _invalidate(self) -> None:
        self._version += 1
        self._matchers.clear()

    def find_replacements(
        self,
        text: str,
        config: str,
        view_name: ViewName,
        name_spans: Collection[tuple[int, int]] = (),
        pins: Collection[Pin] = (),
    ) -> list[Replacement]:
        """What is fixed in a text of one script, in order and not overlapping. Pins come before everything else.

        Args:
            text: A block, or a stretch of one.
            config: The conversion it is going through.
            view_name: The view it is for.
            name_spans: Stretches that name somebody; persons with short names are looked for in these alone.
            pins: The reader's decisions, with offsets in the text; they may reach over its ends.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        anywhere, in_names = self._matchers.get((config, view_name)) or self._build_matchers(config, view_name)
        if not pins and not name_spans:
            return list(anywhere.find_matches(text))
        found = _add_non_overlapping(
            _find_pinned(text, view_name, pins, "press" if self.uses_press_forms else "opencc"),
            anywhere.find_matches(text),
        )
        for start, end in name_spans:
            found = _add_non_overlapping(found, in_names.find_matches(text, max(start, 0), max(end, 0)))
        return found

    def _build_matchers(self, config: str, view: ViewName) -> tuple[WordMatcher, WordMatcher]:
        people = convert_names(self._people, config)
        if self.uses_press_forms and view in HONG_KONG_VIEWS:
            people = {name: apply_press_forms(shown) for name, shown in people.items()}
        # 沈陽 may be a person and is a city: short names count only where persons are named.
        words: dict[str, tuple[str, ReplacementReason]] = {
            name: (shown, "name") for name, shown in people.items() if len(name) > 2
        }
        short: dict[str, tuple[str, ReplacementReason]] = {
            name: (shown, "name") for name, shown in people.items() if len(name) == 2
        }
        words |= _collect_replacements(self.override_file.overrides if self.override_file else (), config, view)
        words |= _collect_replacements(self._article_overrides, config, view)
        anywhere = (
            WordMatcher(_collect_replacements(load_curated(), config, view) | words)
            if words
            else _get_curated_matcher(config, view)
        )
        self._matchers[config, view] = anywhere, WordMatcher(short)
        return self._matchers[config, view]


@cache
def _get_curated_matcher(config: str, view: ViewName) -> WordMatcher:
    """For the articles, nearly all, that need no more: a list may have thousands."""
    return WordMatcher(_collect_replacements(load_curated(), config, view))


def _collect_replacements(
    overrides: Iterable[Override], config: str, view: ViewName
) -> dict[str, tuple[str, ReplacementReason]]:
    return {rule.word: (rule.replacement, "rule") for rule in overrides if rule.is_applicable(config, view)}


def _find_pinned(
    text: str, view: ViewName, pins: Iterable[Pin], hk_forms: Literal["press", "opencc"]
) -> list[Replacement]:
    found: list[Replacement] = []
    for start, end, shown, chosen_in in pins:
        if shown is None:
            start, end = max(start, 0), min(end, len(text))
            each = Replacement(start, end, text[start:end], "kept")
        elif (chosen_in in SIMPLIFIED_VIEWS) == (view in SIMPLIFIED_VIEWS):
            own = view == chosen_in
            each = Replacement(start, end, shown if own else adapt_forms(shown, view, hk_forms, chosen_in), "chosen")
        else:
            continue
        if 0 <= each.start < each.end <= len(text):
            found = _add_non_overlapping(found, [each])
    return found


def adapt_forms(
    text: str, view_name: ViewName, hk_forms: Literal["press", "opencc"], source_view_name: ViewName = "hant"
) -> str:
    """Words of one view as another of the same script has them, characters only: 裡 of tw is 裏 in hk and hant.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    if view_name in SIMPLIFIED_VIEWS:
        return text
    if config := choose_config("Hant", VIEW_REGIONS.get(source_view_name), CHARACTER_VIEWS.get(view_name, view_name)):
        text = convert(text, config)
    return apply_press_forms(text) if hk_forms == "press" and view_name in HONG_KONG_VIEWS else text


def _add_non_overlapping(found: list[Replacement], others: Iterable[Replacement]) -> list[Replacement]:
    """Both, without those of the others that touch what was found before."""
    if not found:
        return list(others)
    starts = [each.start for each in found]
    fresh = []
    for each in others:
        at = bisect_left(starts, each.end)
        if at == 0 or found[at - 1].end <= each.start:
            fresh.append(each)
    return sorted([*found, *fresh])
