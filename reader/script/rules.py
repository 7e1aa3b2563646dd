"""What is shown in an article without asking OpenCC: pinned stretches, persons, and words with rules of their own."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.script.offset_maps import Replacement, convert
from reader.script.opencc_configs import get_character_config
from reader.script.overrides import WordMatcher, load_curated, load_regional_words
from reader.script.person_names import convert_names
from reader.script.plan import (
    CHARACTER_VIEWS,
    HONG_KONG_VIEWS,
    PRESS_PREFIX,
    SIMPLIFIED_VIEWS,
    VIEW_REGIONS,
    apply_press_forms,
    choose_config,
)
from reader.script.vocabulary_filter import has_sense
from reader.script.word_borders import crosses_word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from reader.model import Script, ViewName
    from reader.script.offset_maps import ReplacementReason
    from reader.script.overrides import Override, OverrideFile


class Pin(NamedTuple):
    """A stretch of a block that the user has decided upon; it stays where it is in the source, whatever the view."""

    start: int
    """Offset in the block's text, in code points."""
    end: int
    replacement: str | None = None
    """What was chosen for it; None keeps it as written, in every view."""
    view_name: ViewName = "hant"
    """The view it was chosen in: it holds in the views of the same script, in the forms of each."""


class ArticleRules:
    """The rules that are in force for one article.

    Of two that disagree about a place the first of this order counts, and the other changes nothing there: the
    user's decision about the place (Pin), the user's rules for the article, those of their own file, the names of
    the article, the curated overrides, the words of regions. Among rules of one kind the longest word from the left
    counts.

    Args:
        people: The persons it names as its makers, as written.
        override_file: The user's own file.
        uses_press_forms: Whether the views of Hong Kong and Taiwan have the forms of the press.
        blocks: The texts of the article with their scripts, to look through for names.
    """

    def __init__(
        self,
        people: Iterable[str] = (),
        override_file: OverrideFile | None = None,
        *,
        uses_press_forms: bool = True,
        blocks: Iterable[tuple[str, Script]] = (),
    ) -> None:
        self.override_file = override_file
        self.uses_press_forms = uses_press_forms
        self._people = frozenset(people)
        self._blocks = tuple(blocks)
        self._article_overrides: list[Override] = []
        self._matchers: dict[tuple[str, ViewName], _Matchers] = {}
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

    def set_blocks(self, blocks: Iterable[tuple[str, Script]]) -> None:
        """Look through more of the article for names: once all of it has been read.

        Args:
            blocks: The texts of the whole article with their scripts.
        """
        if (found := tuple(blocks)) != self._blocks:
            self._blocks = found
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
        """What is fixed in a text of one script, in order and not overlapping.

        Args:
            text: A block, or a stretch of one.
            config: The conversion it is going through.
            view_name: The view it is for.
            name_spans: Stretches that name somebody or something; persons with short names are looked for in these
                alone, words of regions elsewhere alone.
            pins: The user's decisions that `select_pins` gives, with offsets in the text; they may reach over its ends.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        key = config, view_name
        if key not in self._matchers:
            self._matchers[key] = self._build_matchers(config, view_name)
        matchers = self._matchers[key]
        found = _find_pinned(text, view_name, pins, "press" if self.uses_press_forms else "opencc") if pins else []
        for matcher in matchers.before_names:
            found = _add_non_overlapping(found, matcher.find_matches(text))
        for start, end in name_spans:
            found = _add_non_overlapping(found, matchers.short_names.find_matches(text, max(start, 0), max(end, 0)))
        found = _add_non_overlapping(found, matchers.curated.find_matches(text))
        regional = (
            word
            for word in matchers.regional.find_matches(text)
            if not crosses_word(text, word.start, word.end)
            and has_sense(text, word.start, word.end, config)
            and not any(start < word.end and word.start < end for start, end in name_spans)
        )
        return _add_non_overlapping(found, regional)

    def _build_matchers(self, config: str, view: ViewName) -> _Matchers:
        names = self._find_names(config) | convert_names(self._people, config)
        if self.uses_press_forms and view in HONG_KONG_VIEWS:
            names = {name: apply_press_forms(shown) for name, shown in names.items()}
        # 沈陽 may be a person and is a city: short names count only where persons are named.
        long: dict[str, tuple[str, ReplacementReason]] = {
            name: (shown, "name") for name, shown in names.items() if len(name) > 2
        }
        short: dict[str, tuple[str, ReplacementReason]] = {
            name: (shown, "name") for name, shown in names.items() if len(name) == 2
        }
        own = self.override_file.overrides if self.override_file else ()
        layers = (
            _collect_replacements(self._article_overrides, config, view),
            _collect_replacements(own, config, view),
            long,
        )
        return _Matchers(
            tuple(WordMatcher(layer) for layer in layers if layer),
            WordMatcher(short),
            _get_matcher(load_curated, config, view),
            _get_matcher(load_regional_words, config, view),
        )

    def _find_names(self, config: str) -> dict[str, str]:
        """The names in the text of the article, for a conversion that has a context model."""
        if not config.startswith(PRESS_PREFIX) or not self._blocks:
            return {}
        from reader.script.name_detection import find_article_names
        from reader.script.press_conversion import load_press_converter

        region = get_character_config(config).removeprefix(PRESS_PREFIX)
        return find_article_names(self._blocks, load_press_converter(region).model)


class _Matchers(NamedTuple):
    """What finds the rules of a conversion."""

    before_names: tuple[WordMatcher, ...]
    """The user's rules and the long names, the first before the others."""
    short_names: WordMatcher
    curated: WordMatcher
    regional: WordMatcher
    """Words of regional_words.tsv; none in the views without vocabulary."""


@cache
def _get_matcher(load: Callable[[], tuple[Override, ...]], config: str, view: ViewName) -> WordMatcher:
    """What finds the rules of a table of the package in a conversion."""
    return WordMatcher(_collect_replacements(load(), config, view))


def _collect_replacements(
    overrides: Iterable[Override], config: str, view: ViewName
) -> dict[str, tuple[str, ReplacementReason]]:
    return {rule.word: (rule.replacement, "rule") for rule in overrides if rule.is_applicable(config, view)}


def select_pins(pins: Iterable[Pin], view: ViewName, length: int) -> tuple[Pin, ...]:
    """The decisions that count in a view; of two that overlap the first, which the other leaves as it is.

    Args:
        pins: For a text.
        view: The view.
        length: Of the whole text, in code points: parts of it may be converted one by one.
    """
    selected: list[Pin] = []
    for pin in pins:
        start, end = max(pin.start, 0), min(pin.end, length)
        is_kept = pin.replacement is None
        counts = is_kept or (pin.view_name in SIMPLIFIED_VIEWS) == (view in SIMPLIFIED_VIEWS)
        fits = start < end if is_kept else 0 <= pin.start < pin.end <= length
        if counts and fits and all(end <= other.start or other.end <= start for other in selected):
            selected.append(pin._replace(start=start, end=end))
    return tuple(selected)


def _find_pinned(
    text: str, view: ViewName, pins: Iterable[Pin], forms: Literal["press", "opencc"]
) -> list[Replacement]:
    """What the decisions that `select_pins` gives show in a stretch of a text, in order."""
    found: list[Replacement] = []
    for start, end, shown, chosen_in in pins:
        if shown is None:
            start, end = max(start, 0), min(end, len(text))
            each = Replacement(start, end, text[start:end], "kept")
        else:
            own = view == chosen_in
            each = Replacement(start, end, shown if own else adapt_forms(shown, view, forms, chosen_in), "chosen")
        if 0 <= each.start < each.end <= len(text):
            found.append(each)
    return sorted(found)


def adapt_forms(
    text: str, view_name: ViewName, forms: Literal["press", "opencc"], source_view_name: ViewName = "hant"
) -> str:
    """Words of one view as another of the same script has them, characters only: 裡 of tw is 裏 in hk and hant.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    if view_name in SIMPLIFIED_VIEWS:
        return text
    if config := choose_config("Hant", VIEW_REGIONS.get(source_view_name), CHARACTER_VIEWS.get(view_name, view_name)):
        text = convert(text, config)
    return apply_press_forms(text) if forms == "press" and view_name in HONG_KONG_VIEWS else text


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
