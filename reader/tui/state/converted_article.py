"""How an article is seen: the script of its view, what the reader decided about single words, what was changed.

No textual here. Offsets of the text as written and of the view are told apart by name: `start`, `end` are as written
unless a docstring says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText, View
from reader.script.person_names import naming
from reader.script.plan import CHARACTERS, config_for, other_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.config.settings import Settings
    from reader.model import Article, Block, ViewName
    from reader.script.changes import Change
    from reader.script.converter import Views
    from reader.script.overrides import OwnRules, Rule
    from reader.script.rules import Pin

    Pins = dict[int, tuple[Pin, ...]]

WORDS = frozenset(CHARACTERS)
"""The views that rewrite words, not characters only."""
_LONG = 8192
_PART = 4096
_CONTEXT = 64
_MOST_CHANGES = 500
"""Blocks whose changes are kept."""


class Seen:
    """The blocks of an article in the script of a view.

    Args:
        article: As far as it was read when it was opened.
        settings: In force.
        locale: The reader's, as other_view takes it.
        own: Gives the reader's own overrides; asked when the first conversion is.
        pins: What the reader decided about stretches of blocks, by the blocks' indexes; changed in place.
        rules: What the reader decided for the whole article; changed in place.
    """

    def __init__(
        self,
        article: Article,
        settings: Settings,
        locale: str,
        own: Callable[[], OwnRules] | None = None,
        pins: Pins | None = None,
        rules: list[Rule] | None = None,
    ) -> None:
        self.article = article
        self.view: ViewName = "source"
        self.other: ViewName = other_view(
            article.script, article.outlet, article.region, settings.preferred_traditional, locale
        )
        self.pins: Pins = {} if pins is None else pins
        self.settings = settings
        self.rules: list[Rule] = [] if rules is None else rules
        self.shows_changes = False
        """Whether what the view changed is marked."""
        self._changes: dict[tuple[int, ViewName, int, tuple[Pin, ...]], list[Change]] = {}
        self._own = own
        self._views: Views | None = None

    @property
    def blocks(self) -> list[Block]:
        """Those read so far."""
        raise NotImplementedError

    @property
    def views(self) -> Views:
        """The converter; made, and its module imported, when the script is first switched."""
        if self._views is None:
            from reader.script.article_conversion import views_of
            from reader.services.conversion_options import conversion_options

            own = self._own() if self._own else None
            self._views = views_of(self.article, conversion_options(self.settings, own))
            for rule in self.rules:
                self._views.rules.add(rule)
        return self._views

    def take_up(self, pins: Mapping[int, tuple[Pin, ...]], rules: Sequence[Rule]) -> None:
        """What the reader decided about it before."""
        self.pins.update(pins)
        self.rules.extend(rules)
        self._views = None

    def learn_people(self) -> None:
        """The article was read to its end, where editors are named."""
        if self._views is not None:
            from reader.script.person_names import people

            self._views.rules.people = people(self.article)

    def resettle(self, settings: Settings) -> None:
        """Other settings are in force."""
        if (settings.hk_forms, settings.quotes) != (self.settings.hk_forms, self.settings.quotes):
            self._views = None
        self.settings = settings

    def changes_in(self, view: ViewName) -> bool:
        """Whether a view shows the body in another way than it is written."""
        script = self.article.script
        return view != "source" and (script == "Mixed" or bool(config_for(script, self.article.region, view)))

    @property
    def rewords(self) -> bool:
        """Whether offsets of the view may not be those of the text as written: it rewrites words, or a rule does."""
        return self.view in WORDS or (self.view != "source" and self._uneven())

    def _uneven(self) -> bool:
        """Whether anything is shown longer or shorter than it is written, because the reader wants it so."""
        own = self.views.rules.own
        rules = [*self.rules, *(own.rules if own else ())]
        if any(len(rule.written) != len(rule.shown) for rule in rules):
            return True
        pins = (pin for block in self.pins.values() for pin in block)
        return any(pin.shown is not None and len(pin.shown) != pin.end - pin.start for pin in pins)

    # -- text as it is shown

    def say(self, text: str) -> str:
        """Any words of the article in the script of the view."""
        return text if self.view == "source" else self.views.text(CleanText(text), self.view)

    def view_of(self, index: int) -> View:
        """A whole block as it is shown, with the way between its offsets and those of the text as written."""
        block = self.blocks[index]
        if self.view == "source":
            return View(block.text)
        return self.views.view(block.text, self.view, block.script, naming(block), self.pins.get(index, ()))

    def shown(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the view.

        Where the view keeps the length only the surroundings of the part are converted in a very long block.
        """
        text = self.blocks[index].text
        if self.view == "source":
            return text[start:end]
        if len(text) <= _LONG or self.rewords:
            return self.view_of(index).text[start:end]
        first = max(0, start // _PART * _PART - _CONTEXT)
        last = min(len(text), (end // _PART + 1) * _PART + _CONTEXT)
        part = CleanText(text[first:last])
        pins = [pin._replace(start=pin.start - first, end=pin.end - first) for pin in self.pins.get(index, ())]
        view = self.views.text(part, self.view, self.blocks[index].script, pins=pins)
        return view[start - first : end - first]

    def stretch(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the text as written."""
        if self.rewords:
            start, end = self.view_of(index).span_to_view(start, end)
        return self.shown(index, start, end)

    # -- what was changed, and what the reader decides

    def changes(self, index: int) -> list[Change]:
        """What the view changed in a block."""
        block = self.blocks[index]
        if self.view == "source" or len(block.text) > _LONG:
            return []
        pins = self.pins.get(index, ())
        key = (index, self.view, self.views.rules.version, pins)
        if key not in self._changes:
            if len(self._changes) >= _MOST_CHANGES:
                self._changes.clear()
            self._changes[key] = self.views.changes(block.text, self.view, block.script, naming(block), pins)
        return self._changes[key]

    def decide(self, rule: Rule) -> None:
        """Show a word in this article as the reader wants it."""
        self.rules.append(rule)
        if self._views is not None:
            self._views.rules.add(rule)

    def undecide(self, rule: Rule) -> None:
        """Take such a rule back."""
        self.rules.remove(rule)
        if self._views is not None:
            self._views.rules.remove(rule)

    def rest(self) -> None:
        """The article was left: what is decided from now on is only noted, and the converter can go."""
        self._views = None

    def pin(self, index: int, pin: Pin) -> None:
        """Decide about a stretch of a block, in place of what was decided about any part of it before."""
        self.pins[index] = tuple(
            sorted([*(p for p in self.pins.get(index, ()) if p.end <= pin.start or p.start >= pin.end), pin])
        )

    def unpin(self, index: int, start: int, end: int) -> bool:
        """Let go of what was decided about any part of a stretch; whether anything was."""
        before = self.pins.get(index, ())
        self.pins[index] = tuple(p for p in before if p.end <= start or p.start >= end)
        return self.pins[index] != before
