"""The text of an article in the script of a view, and what the user decided about its conversion.

Two kinds of offsets occur here, both in code points: those of the text as written, and those of its view. Parameters
named `start` and `end` are offsets as written unless their docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.model import CleanText, View
from reader.script.named_spans import find_name_spans
from reader.script.plan import CHARACTER_VIEWS, SIMPLIFIED_VIEWS, choose_config, choose_other_view
from reader.typeset.typography import adapt_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.config.settings import Settings
    from reader.model import Article, Block, Script, ViewName
    from reader.script.changes import Change
    from reader.script.converter import ArticleConverter
    from reader.script.detect import OrthographyRegion
    from reader.script.overrides import Override, OverrideFile
    from reader.script.rules import Pin
    from reader.script.vocabulary_detection import VocabularyRegion

    Pins = dict[int, tuple[Pin, ...]]

VOCABULARY_VIEWS = frozenset(CHARACTER_VIEWS)
"""The views that replace words, not characters only."""
_MAX_WHOLE_LENGTH = 8192
"""Code points of a block up to which it is converted as a whole."""
_PART_LENGTH = 4096
"""Code points of the parts that a longer block is converted in."""
_CONTEXT_LENGTH = 64
"""Code points before and after a part that are converted with it, since the conversion depends on the context."""
_MAX_CACHED_BLOCKS = 500
"""Blocks whose changes are kept."""
_WRITTEN_IN, _WHOLE_ARTICLE = "written in", ("article",)
"""The word and the scope of the rule that says where an article was written; no conversion has such a scope."""


class ConvertedArticle:
    """The blocks of an article in the script of a view.

    Args:
        article: The article as far as it is known: its script, region and outlet decide the views.
        blocks: Its blocks; the list may grow while the article is read.
        settings: The settings in force.
        locale: The user's locale, such as `zh_TW`.
        load_override_file: Returns the user's own overrides; called when the first conversion is made.
        pins: The user's decisions on places, by block index; the mapping is changed in place.
        overrides: The user's rules for the whole article; the list is changed in place.
    """

    def __init__(
        self,
        article: Article,
        blocks: Sequence[Block],
        settings: Settings,
        locale: str,
        load_override_file: Callable[[], OverrideFile] | None = None,
        pins: Pins | None = None,
        overrides: list[Override] | None = None,
    ) -> None:
        self.article = article
        self.blocks = blocks
        """The blocks read so far."""
        self.is_complete = False
        """Whether all blocks of the article are there."""
        self.view_name: ViewName = "source"
        self.other_view_name: ViewName = choose_other_view(
            article.script, article.outlet, article.region, settings.preferred_traditional, locale
        )
        """The view that one key switches to."""
        self.pins: Pins = {} if pins is None else pins
        self.settings = settings
        self.overrides: list[Override] = [] if overrides is None else overrides
        self.has_change_marks = False
        """Whether the changes of the conversion are marked in the text."""
        self._changes: dict[tuple[int, ViewName, int, tuple[Pin, ...]], list[Change]] = {}
        self._load_override_file = load_override_file
        self._converter: ArticleConverter | None = None
        self._adapted: dict[int, tuple[View, View]] = {}
        """The views of blocks before and after spaces and punctuation were adapted, by block index."""

    @property
    def converter(self) -> ArticleConverter:
        """The converter of the article; made, and its module imported, when it is first asked for."""
        if self._converter is None:
            from reader.script.article_conversion import create_converter
            from reader.services.conversion_options import make_conversion_options

            own = self._load_override_file() if self._load_override_file else None
            options = replace(make_conversion_options(self.settings, own), written_in=self.written_in)
            self._converter = create_converter(self.article, options)
            for rule in self.overrides:
                self._converter.article_rules.add(rule)
        return self._converter

    @property
    def written_in(self) -> VocabularyRegion | None:
        """Where the user says that the article was written; None where that is found out."""
        regions = [rule.replacement for rule in self.overrides if rule.scopes == _WHOLE_ARTICLE]
        return cast("VocabularyRegion", regions[-1]) if regions else None

    def set_written_in(self, region: VocabularyRegion | None) -> None:
        """Convert the article as one that was written in a region; None finds that out.

        It is stored with the rules for the whole article.
        """
        from reader.script.overrides import Override

        self.overrides[:] = [rule for rule in self.overrides if rule.scopes != _WHOLE_ARTICLE]
        if region:
            self.overrides.append(Override(_WRITTEN_IN, region, _WHOLE_ARTICLE))
        self._converter = None
        self._changes.clear()

    @property
    def region(self) -> OrthographyRegion | None:
        """Whose forms the traditional blocks have, by what the user says or as it was found out."""
        return self.written_in if self.written_in in ("HK", "TW") else self.article.region

    def release_converter(self) -> None:
        """Free the converter of an article that is no longer shown; it is made again when it is needed."""
        self._converter = None

    def complete(self, article: Article) -> None:
        """Replace the article by the one that is known after its last block.

        The names of editors, which conversion leaves alone, often stand at the end.
        """
        self.article, self.is_complete = article, True
        if self._converter is not None:
            from reader.script.named_spans import find_people

            self._converter.article_rules.people = find_people(self.article)
            self._converter.set_blocks((block.text, block.script) for block in self.article.blocks)

    def apply_settings(self, settings: Settings) -> None:
        """Use other settings from now on."""
        if (settings.forms, settings.quotes) != (self.settings.forms, self.settings.quotes):
            self._converter = None
        if (settings.spacing, settings.punctuation) != (self.settings.spacing, self.settings.punctuation):
            self._adapted.clear()
        self.settings = settings

    def is_changed_by(self, view_name: ViewName) -> bool:
        """Whether the body looks different in a view from how it is written."""
        script = self.article.script
        return view_name != "source" and (script == "Mixed" or bool(choose_config(script, self.region, view_name)))

    @property
    def has_shifted_offsets(self) -> bool:
        """Whether offsets or rows of the view may differ from those as written.

        They do where words are replaced, spaces added, or punctuation made full-width.
        """
        return (
            self._is_adapted
            or self.view_name in VOCABULARY_VIEWS
            or (self.view_name != "source" and self._has_length_changing_overrides())
        )

    @property
    def _is_adapted(self) -> bool:
        """Whether spaces or punctuation differ from the text as written."""
        return self.settings.spacing == "thin" or self.settings.punctuation == "fullwidth"

    def _adapt(self, view: View) -> View:
        """A view with spaces and punctuation as the settings have them."""
        has_spacing = self.settings.spacing == "thin"
        return adapt_view(view, has_spacing=has_spacing, has_full_width=self.settings.punctuation == "fullwidth")

    def _has_length_changing_overrides(self) -> bool:
        """Whether an override or a pin replaces something by text of another length."""
        own = self.converter.article_rules.override_file
        rules = [*self.overrides, *(own.overrides if own else ())]
        if any(len(rule.word) != len(rule.replacement) for rule in rules):
            return True
        pins = (pin for block in self.pins.values() for pin in block)
        return any(pin.replacement is not None and len(pin.replacement) != pin.end - pin.start for pin in pins)

    # -- text in the script of the view

    def get_shown_script(self, index: int) -> Script:
        """The script that a block is shown in."""
        if self.view_name != "source":
            return "Hans" if self.view_name in SIMPLIFIED_VIEWS else "Hant"
        script = self.blocks[index].script
        return script if script in ("Hans", "Hant") else self.article.script

    def convert_text(self, text: str) -> str:
        """Any text of the article, such as its title, in the script of the view."""
        if self.view_name != "source":
            text = self.converter.convert_text(CleanText(text), self.view_name)
        return self._adapt(View(CleanText(text))).text if self._is_adapted else text

    def get_block_view(self, index: int) -> View:
        """A whole block in the script of the view, with the map between its offsets and those as written."""
        block = self.blocks[index]
        if self.view_name == "source":
            view = View(block.text)
        else:
            view = self.converter.convert(
                block.text, self.view_name, block.script, find_name_spans(block), self.pins.get(index, ())
            )
        return self._get_adapted(index, view) if self._is_adapted else view

    def _get_adapted(self, index: int, view: View) -> View:
        """The view of a block with its spaces and punctuation adapted; kept, since every row of it is asked for."""
        known = self._adapted.get(index)
        if known is None or known[0].text is not view.text or known[0].phrases != view.phrases:
            if len(self._adapted) >= _MAX_CACHED_BLOCKS:
                self._adapted.clear()
            known = self._adapted[index] = view, self._adapt(view)
        return known[1]

    def get_view_text(self, index: int, start: int, end: int) -> str:
        """Part of a block in the script of the view.

        In a very long block only the part and its surroundings are converted, where the view keeps the length.

        Args:
            index: The index of the block.
            start: Offset in the view.
            end: Offset in the view.
        """
        text = self.blocks[index].text
        if self.view_name == "source" and not self._is_adapted:
            return text[start:end]
        if self._is_adapted:
            return self.get_block_view(index).text[start:end]
        if len(text) <= _MAX_WHOLE_LENGTH or self.has_shifted_offsets:
            return self.get_block_view(index).text[start:end]
        first = max(0, start // _PART_LENGTH * _PART_LENGTH - _CONTEXT_LENGTH)
        last = min(len(text), (end // _PART_LENGTH + 1) * _PART_LENGTH + _CONTEXT_LENGTH)
        part = CleanText(text[first:last])
        pins = [pin._replace(start=pin.start - first, end=pin.end - first) for pin in self.pins.get(index, ())]
        view = self.converter.convert_text(part, self.view_name, self.blocks[index].script, pins=pins)
        return view[start - first : end - first]

    def convert_range(self, index: int, start: int, end: int) -> str:
        """Part of a block in the script of the view.

        Args:
            index: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        if self.has_shifted_offsets:
            start, end = self.get_block_view(index).span_to_view(start, end)
        return self.get_view_text(index, start, end)

    # -- what the conversion changed, and what the user decides about it

    def get_changes(self, index: int) -> list[Change]:
        """What the conversion changed in a block; nothing for a very long one."""
        block = self.blocks[index]
        if self.view_name == "source" or len(block.text) > _MAX_WHOLE_LENGTH:
            return []
        pins = self.pins.get(index, ())
        key = (index, self.view_name, self.converter.article_rules.version, pins)
        if key not in self._changes:
            if len(self._changes) >= _MAX_CACHED_BLOCKS:
                self._changes.clear()
            self._changes[key] = self.converter.find_changes(
                block.text, self.view_name, block.script, find_name_spans(block), pins
            )
        return self._changes[key]

    def restore_choices(self, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """Add what the user decided when the article was open before.

        Args:
            pins: Decisions on places, by block index.
            overrides: Rules for the whole article.
        """
        self.pins.update(pins)
        self.overrides.extend(overrides)
        self._converter = None

    def add_override(self, override: Override) -> None:
        """Convert a word in this article as the user wants it."""
        self.overrides.append(override)
        if self._converter is not None:
            self._converter.article_rules.add(override)

    def remove_override(self, override: Override) -> None:
        """Remove an override that was added before."""
        self.overrides.remove(override)
        if self._converter is not None:
            self._converter.article_rules.remove(override)

    def add_pin(self, index: int, pin: Pin) -> None:
        """Add a decision on a place; it replaces all pins that overlap it.

        Args:
            index: The index of the block.
            pin: The decision.
        """
        self.pins[index] = tuple(
            sorted([*(p for p in self.pins.get(index, ()) if p.end <= pin.start or p.start >= pin.end), pin])
        )

    def remove_pins(self, index: int, start: int, end: int) -> None:
        """Remove the pins that overlap a range.

        Args:
            index: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        self.pins[index] = tuple(p for p in self.pins.get(index, ()) if p.end <= start or p.start >= end)
