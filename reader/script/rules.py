"""What is shown in an article without asking OpenCC: pinned stretches, persons, and words with rules of their own."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.script.offset_maps import Fixed, convert
from reader.script.overrides import Finder, curated
from reader.script.person_names import shown_names
from reader.script.plan import CHARACTERS, HONG_KONG_VIEWS, REGIONS, SIMPLIFIED_VIEWS, config_for, in_press_forms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.model import ViewName
    from reader.script.offset_maps import Why
    from reader.script.overrides import OwnRules, Rule


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
        press: Whether Hong Kong's views have the forms of the press.
    """

    def __init__(self, people: Iterable[str] = (), own: OwnRules | None = None, *, press: bool = True) -> None:
        self.own = own
        self.press = press
        self._people = frozenset(people)
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

    @property
    def people(self) -> frozenset[str]:
        """The persons the article names as its makers; who is at its end is known when it has been read."""
        return self._people

    @people.setter
    def people(self, names: Iterable[str]) -> None:
        if (found := frozenset(names)) != self._people:
            self._people = found
            self._changed()

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
        names: Collection[tuple[int, int]] = (),
        pins: Collection[Pin] = (),
    ) -> list[Fixed]:
        """What is fixed in a text of one script, in order and not overlapping. Pins come before everything else.

        Args:
            text: A block, or a stretch of one.
            config: The conversion it is going through.
            view: The view it is for.
            names: Stretches that name somebody; persons with short names are looked for in these alone.
            pins: The reader's decisions, with offsets in the text; they may reach over its ends.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        anywhere, in_names = self._finders.get((config, view)) or self._finders_for(config, view)
        if not pins and not names:
            return list(anywhere.find(text))
        found = _with(_pinned(text, view, pins, "press" if self.press else "opencc"), anywhere.find(text))
        for start, end in names:
            found = _with(found, in_names.find(text, max(start, 0), max(end, 0)))
        return found

    def _finders_for(self, config: str, view: ViewName) -> tuple[Finder, Finder]:
        people = shown_names(self._people, config)
        if self.press and view in HONG_KONG_VIEWS:
            people = {name: in_press_forms(shown) for name, shown in people.items()}
        # 沈陽 may be a person and is a city: short names count only where persons are named.
        words: dict[str, tuple[str, Why]] = {name: (shown, "name") for name, shown in people.items() if len(name) > 2}
        short: dict[str, tuple[str, Why]] = {name: (shown, "name") for name, shown in people.items() if len(name) == 2}
        words |= _words(self.own.rules if self.own else (), config, view)
        words |= _words(self._article, config, view)
        anywhere = Finder(_words(curated(), config, view) | words) if words else _curated(config, view)
        self._finders[config, view] = anywhere, Finder(short)
        return self._finders[config, view]


@cache
def _curated(config: str, view: ViewName) -> Finder:
    """For the articles, nearly all, that need no more: a list may have thousands."""
    return Finder(_words(curated(), config, view))


def _words(rules: Iterable[Rule], config: str, view: ViewName) -> dict[str, tuple[str, Why]]:
    return {rule.written: (rule.shown, "rule") for rule in rules if rule.holds(config, view)}


def _pinned(text: str, view: ViewName, pins: Iterable[Pin], hk_forms: Literal["press", "opencc"]) -> list[Fixed]:
    found: list[Fixed] = []
    for start, end, shown, chosen_in in pins:
        if shown is None:
            start, end = max(start, 0), min(end, len(text))
            each = Fixed(start, end, text[start:end], "kept")
        elif (chosen_in in SIMPLIFIED_VIEWS) == (view in SIMPLIFIED_VIEWS):
            own = view == chosen_in
            each = Fixed(start, end, shown if own else in_forms_of(shown, view, hk_forms, chosen_in), "chosen")
        else:
            continue
        if 0 <= each.start < each.end <= len(text):
            found = _with(found, [each])
    return found


def in_forms_of(shown: str, view: ViewName, hk_forms: Literal["press", "opencc"], written_in: ViewName = "hant") -> str:
    """Words of one view as another of the same script has them, characters only: 裡 of tw is 裏 in hk and hant.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    if view in SIMPLIFIED_VIEWS:
        return shown
    if config := config_for("Hant", REGIONS.get(written_in), CHARACTERS.get(view, view)):
        shown = convert(shown, config)
    return in_press_forms(shown) if hk_forms == "press" and view in HONG_KONG_VIEWS else shown


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
