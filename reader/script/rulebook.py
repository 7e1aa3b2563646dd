"""What is shown in an article without asking OpenCC: pinned stretches, persons, and words with rules of their own."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.script.maps import Fixed, convert
from reader.script.names import shown_names
from reader.script.overrides import Finder, curated
from reader.script.plan import CHARACTERS, HONG_KONG_VIEWS, REGIONS, SIMPLIFIED_VIEWS, config_for, press_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.script.overrides import OwnRules, Rule
    from reader.script.plan import ViewName


class Pin(NamedTuple):
    """A stretch of a block that the reader has decided upon; it stays where it is in the source, whatever the view."""

    start: int
    """Offset in the block's text, in code points."""
    end: int
    shown: str | None = None
    """What was chosen for it; None keeps it as written, in every view."""
    view: ViewName = "hant"
    """The view it was chosen in: it holds in the views of the same script, in the forms of each."""


class Rulebook:
    """The rules that are in force for one article.

    Args:
        people: The persons it names as its makers, as written.
        own: The reader's own file.
    """

    def __init__(self, people: Iterable[str] = (), own: OwnRules | None = None) -> None:
        self.people = frozenset(people)
        self.own = own
        self._article: list[Rule] = []
        self._finders: dict[tuple[str, ViewName], tuple[Finder, Finder]] = {}
        self._version = 0
        self._seen = 0

    @property
    def version(self) -> int:
        """Another number as soon as anything that was found may be found otherwise."""
        if self.own and self.own.version != self._seen:
            self._seen = self.own.version
            self._changed()
        return self._version

    def add(self, rule: Rule) -> None:
        """A rule for this article, before all others."""
        self._article.append(rule)
        self._changed()

    def remove(self, rule: Rule) -> None:
        """Take such a rule back."""
        self._article.remove(rule)
        self._changed()

    def _changed(self) -> None:
        self._version += 1
        self._finders.clear()

    def find(
        self,
        text: str,
        config: str,
        view: ViewName,
        names: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
        press: bool = True,
    ) -> list[Fixed]:
        """What is fixed in a text of one script, in order and not overlapping. Pins come before everything else.

        Args:
            text: A block, or a stretch of one.
            config: The conversion it is going through.
            view: The view it is for.
            names: Stretches that name somebody; persons with short names are looked for in these alone.
            pins: The reader's decisions, with offsets in the text; they may reach over its ends.
            press: Whether Hong Kong's views have the forms of the press.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        anywhere, in_names = self._finders_for(config, view, press)
        found = _pinned(text, view, pins, press)
        found = _with(found, anywhere.find(text))
        if names:
            short = [each for each in in_names.find(text) if any(a <= each.start and each.end <= b for a, b in names)]
            found = _with(found, short)
        return found

    def _finders_for(self, config: str, view: ViewName, press: bool) -> tuple[Finder, Finder]:
        key = (config, view)
        if key not in self._finders:
            people = shown_names(self.people, config)
            if press and view in HONG_KONG_VIEWS:
                people = {name: shown.translate(press_forms()) for name, shown in people.items()}
            # 沈陽 may be a person and is a city: short names count only where persons are named.
            words = {rule.written: rule.shown for rule in curated() if rule.holds(config, view)}
            words |= {name: shown for name, shown in people.items() if len(name) > 2}
            for rules in (self.own.rules if self.own else (), self._article):
                words |= {rule.written: rule.shown for rule in rules if rule.holds(config, view)}
            short = {name: shown for name, shown in people.items() if len(name) == 2}
            self._finders[key] = Finder(words), Finder(short)
        return self._finders[key]


def _pinned(text: str, view: ViewName, pins: Iterable[Pin], press: bool) -> list[Fixed]:
    found: list[Fixed] = []
    for start, end, shown, chosen_in in pins:
        if shown is None:
            start, end = max(start, 0), min(end, len(text))
            shown = text[start:end]
        elif (chosen_in in SIMPLIFIED_VIEWS) != (view in SIMPLIFIED_VIEWS):
            continue
        else:
            shown = _between(shown, chosen_in, view, press)
        if 0 <= start < end <= len(text):
            found = _with(found, [Fixed(start, end, shown)])
    return found


def _between(shown: str, chosen_in: ViewName, view: ViewName, press: bool) -> str:
    """A choice as another view of the same script has it: 裡 of tw is 裏 in hk."""
    config = config_for("Hant", REGIONS.get(chosen_in), CHARACTERS.get(view, view))
    if view == chosen_in or view in SIMPLIFIED_VIEWS or not config:
        return shown
    shown = convert(shown, config)
    return shown.translate(press_forms()) if press and view in HONG_KONG_VIEWS else shown


def _with(found: list[Fixed], others: Iterable[Fixed]) -> list[Fixed]:
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
