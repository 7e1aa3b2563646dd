"""How an article is seen: the script of its view, what the reader decided about single words, what was changed.

No textual here. Offsets of the text as written and of the view are told apart by name: `start`, `end` are as written
unless a docstring says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText, View
from reader.script.named_spans import find_name_spans
from reader.script.plan import CHARACTER_VIEWS, choose_config, choose_other_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.config.settings import Settings
    from reader.model import Article, Block, ViewName
    from reader.script.changes import Change
    from reader.script.converter import ArticleConverter
    from reader.script.overrides import Override, OverrideFile
    from reader.script.rules import Pin

    Pins = dict[int, tuple[Pin, ...]]

VOCABULARY_VIEWS = frozenset(CHARACTER_VIEWS)
"""The views that rewrite words, not characters only."""
_MAX_WHOLE_LENGTH = 8192
_PART_LENGTH = 4096
_CONTEXT_LENGTH = 64
_MAX_CACHED_BLOCKS = 500
"""Blocks whose changes are kept."""


class ConvertedArticle:
    """The blocks of an article in the script of a view.

    Args:
        article: As far as it was read when it was opened.
        settings: In force.
        locale: The reader's, as other_view takes it.
        load_override_file: Gives the reader's own overrides; asked when the first conversion is.
        pins: What the reader decided about stretches of blocks, by the blocks' indexes; changed in place.
        overrides: What the reader decided for the whole article; changed in place.
    """

    def __init__(
        self,
        article: Article,
        settings: Settings,
        locale: str,
        load_override_file: Callable[[], OverrideFile] | None = None,
        pins: Pins | None = None,
        overrides: list[Override] | None = None,
    ) -> None:
        self.article = article
        self.view_name: ViewName = "source"
        self.other_view_name: ViewName = choose_other_view(
            article.script, article.outlet, article.region, settings.preferred_traditional, locale
        )
        self.pins: Pins = {} if pins is None else pins
        self.settings = settings
        self.overrides: list[Override] = [] if overrides is None else overrides
        self.has_change_marks = False
        """Whether what the view changed is marked."""
        self._changes: dict[tuple[int, ViewName, int, tuple[Pin, ...]], list[Change]] = {}
        self._load_override_file = load_override_file
        self._converter: ArticleConverter | None = None

    @property
    def blocks(self) -> list[Block]:
        """Those read so far."""
        raise NotImplementedError

    @property
    def converter(self) -> ArticleConverter:
        """The converter; made, and its module imported, when the script is first switched."""
        if self._converter is None:
            from reader.script.article_conversion import create_converter
            from reader.services.conversion_options import make_conversion_options

            own = self._load_override_file() if self._load_override_file else None
            self._converter = create_converter(self.article, make_conversion_options(self.settings, own))
            for rule in self.overrides:
                self._converter.article_rules.add(rule)
        return self._converter

    def restore_choices(self, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """What the reader decided about it before."""
        self.pins.update(pins)
        self.overrides.extend(overrides)
        self._converter = None

    def update_person_names(self) -> None:
        """The article was read to its end, where editors are named."""
        if self._converter is not None:
            from reader.script.named_spans import find_people

            self._converter.article_rules.people = find_people(self.article)

    def apply_settings(self, settings: Settings) -> None:
        """Other settings are in force."""
        if (settings.hk_forms, settings.quotes) != (self.settings.hk_forms, self.settings.quotes):
            self._converter = None
        self.settings = settings

    def is_changed_by(self, view_name: ViewName) -> bool:
        """Whether a view shows the body in another way than it is written."""
        script = self.article.script
        return view_name != "source" and (
            script == "Mixed" or bool(choose_config(script, self.article.region, view_name))
        )

    @property
    def has_shifted_offsets(self) -> bool:
        """Whether offsets of the view may not be those of the text as written: it rewrites words, or a rule does."""
        return self.view_name in VOCABULARY_VIEWS or (
            self.view_name != "source" and self._has_length_changing_overrides()
        )

    def _has_length_changing_overrides(self) -> bool:
        """Whether anything is shown longer or shorter than it is written, because the reader wants it so."""
        own = self.converter.article_rules.override_file
        rules = [*self.overrides, *(own.overrides if own else ())]
        if any(len(rule.word) != len(rule.replacement) for rule in rules):
            return True
        pins = (pin for block in self.pins.values() for pin in block)
        return any(pin.replacement is not None and len(pin.replacement) != pin.end - pin.start for pin in pins)

    # -- text as it is shown

    def convert_text(self, text: str) -> str:
        """Any words of the article in the script of the view."""
        return text if self.view_name == "source" else self.converter.convert_text(CleanText(text), self.view_name)

    def get_block_view(self, index: int) -> View:
        """A whole block as it is shown, with the way between its offsets and those of the text as written."""
        block = self.blocks[index]
        if self.view_name == "source":
            return View(block.text)
        return self.converter.convert(
            block.text, self.view_name, block.script, find_name_spans(block), self.pins.get(index, ())
        )

    def get_view_text(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the view.

        Where the view keeps the length only the surroundings of the part are converted in a very long block.
        """
        text = self.blocks[index].text
        if self.view_name == "source":
            return text[start:end]
        if len(text) <= _MAX_WHOLE_LENGTH or self.has_shifted_offsets:
            return self.get_block_view(index).text[start:end]
        first = max(0, start // _PART_LENGTH * _PART_LENGTH - _CONTEXT_LENGTH)
        last = min(len(text), (end // _PART_LENGTH + 1) * _PART_LENGTH + _CONTEXT_LENGTH)
        part = CleanText(text[first:last])
        pins = [pin._replace(start=pin.start - first, end=pin.end - first) for pin in self.pins.get(index, ())]
        view = self.converter.convert_text(part, self.view_name, self.blocks[index].script, pins=pins)
        return view[start - first : end - first]

    def convert_range(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the text as written."""
        if self.has_shifted_offsets:
            start, end = self.get_block_view(index).span_to_view(start, end)
        return self.get_view_text(index, start, end)

    # -- what was changed, and what the reader decides

    def get_changes(self, index: int) -> list[Change]:
        """What the view changed in a block."""
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

    def add_override(self, override: Override) -> None:
        """Show a word in this article as the reader wants it."""
        self.overrides.append(override)
        if self._converter is not None:
            self._converter.article_rules.add(override)

    def remove_override(self, override: Override) -> None:
        """Take such a rule back."""
        self.overrides.remove(override)
        if self._converter is not None:
            self._converter.article_rules.remove(override)

    def release_converter(self) -> None:
        """The article was left: what is decided from now on is only noted, and the converter can go."""
        self._converter = None

    def add_pin(self, index: int, pin: Pin) -> None:
        """Decide about a stretch of a block, in place of what was decided about any part of it before."""
        self.pins[index] = tuple(
            sorted([*(p for p in self.pins.get(index, ()) if p.end <= pin.start or p.start >= pin.end), pin])
        )

    def remove_pins(self, index: int, start: int, end: int) -> bool:
        """Let go of what was decided about any part of a stretch; whether anything was."""
        before = self.pins.get(index, ())
        self.pins[index] = tuple(p for p in before if p.end <= start or p.start >= end)
        return self.pins[index] != before
