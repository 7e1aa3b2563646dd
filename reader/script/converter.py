"""The views of an article: its blocks in other scripts, each with its map. Derived, cached, and never written back."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, View
from reader.script.ambiguity import Ambiguity, find_ambiguities
from reader.script.changes import find_changes
from reader.script.chunking import find_clause
from reader.script.detect import detect_script
from reader.script.offset_maps import (
    apply_replacements,
    convert,
    join_views,
    mask_replacements,
    preload_config,
    slice_view,
)
from reader.script.offset_maps import convert_with_map as mapped
from reader.script.opencc_configs import has_vocabulary
from reader.script.opencc_package import collect_diagnostics
from reader.script.options import DEFAULT_OPTIONS
from reader.script.plan import CHARACTER_VIEWS, HONG_KONG_VIEWS, apply_press_forms, choose_config, split_by_script
from reader.script.quotation_marks import choose_mark_kind, convert_quotation_marks
from reader.script.rules import ArticleRules, Pin, adapt_forms
from reader.script.vocabulary_filter import filter_phrases, find_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Script, ViewName
    from reader.script.changes import Change
    from reader.script.detect import OrthographyRegion
    from reader.script.offset_maps import Replacement
    from reader.script.options import ConversionOptions

__all__ = ["ArticleConverter", "Pin", "collect_diagnostics", "convert"]

MAX_CACHED_LENGTH = 1_000_000
"""Code points of the views an article keeps: many times an article, and 4 MB."""

MAX_VOCABULARY_LENGTH = 100_000
"""Code points of a block that still gets vocabulary. A longer one keeps its length, so that any part of it can be
shown without converting the rest; only logs and broken pages have such paragraphs."""


_CacheKey = tuple[str, "ViewName", "Script | None", tuple[tuple[int, int], ...], tuple[Pin, ...]]
"""The arguments of view()."""


class _Request(NamedTuple):
    """A text and what is wanted of it: all that its view depends on, for one article and one set of rules."""

    text: str
    view_name: ViewName
    script: Script
    name_spans: tuple[tuple[int, int], ...]
    pins: tuple[Pin, ...]


class ArticleConverter:
    """The texts of one article in other scripts.

    Args:
        script: Of the article's body.
        region: Whose forms its traditional blocks have.
        options: The reader's choices.
        people: The persons it names as its makers, as written (person_names.people).
    """

    def __init__(
        self,
        script: Script,
        region: OrthographyRegion | None,
        options: ConversionOptions = DEFAULT_OPTIONS,
        *,
        people: Iterable[str] = (),
    ) -> None:
        self.script = script
        self.region = region
        self.options = options
        self.article_rules = ArticleRules(people, options.override_file, uses_press_forms=options.hk_forms == "press")
        """What is shown without asking OpenCC; rules for this article can be added."""
        self._version = self.article_rules.version
        self._cache: OrderedDict[_CacheKey, View] = OrderedDict()
        self._cached_length = 0
        self._lock = Lock()  # a worker may prepare what the screen is about to ask for

    def convert_text(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None = None,
        name_spans: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
    ) -> CleanText:
        """What view() shows, for who needs no offsets."""
        return self.convert(text, view_name, script, name_spans, pins).text

    def convert(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None = None,
        name_spans: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
    ) -> View:
        """A block in a view, with the way between the offsets of both.

        A Mixed text is converted stretch by stretch; one that needs no conversion comes back itself. The result depends
        on nothing but the arguments, the article's region and the rules in force.

        Args:
            text: A block, or a part of one.
            view_name: The view. hansp, hkp and twp rewrite vocabulary too, in blocks of at most MOST_WITH_WORDS.
            script: Of the text; found out when None.
            name_spans: Stretches whose characters are converted, but never their words: names, credits (names.naming).
                Titles in 《》 are found without help.
            pins: Stretches that the reader keeps as written, or has chosen something for.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        if view_name == "source":
            return View(text)
        key = (text, view_name, script, tuple(name_spans), tuple(pins))
        with self._lock:
            if self._version != self.article_rules.version:
                self._version = self.article_rules.version
                self._cache.clear()
                self._cached_length = 0
            kept = self._cache.get(key)
            if kept is not None:
                self._cache.move_to_end(key)
                return kept
        asked = self._build_request(*key)
        marks = choose_mark_kind(self.options.quotes, view_name)
        if asked is None and not marks:
            return View(text)
        if asked is None:
            view = View(text)
        elif asked.script == "Mixed":
            view = join_views(map(self._convert_request, self._split_by_script(asked)))
        else:
            view = self._convert_request(asked)
        if marks:
            as_is = (view.span_to_view(pin.start, pin.end) for pin in key[-1] if pin.replacement is None)
            view = View(CleanText(convert_quotation_marks(view.text, marks, as_is)), view.phrases)
        self._cache_view(key, view)
        return view

    def find_ambiguities(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None = None,
        name_spans: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
        *,
        include_rare: bool = False,
    ) -> list[Ambiguity]:
        """Where a block's view could be something else, of what changes() finds; for the same arguments."""
        found = self.find_changes(text, view_name, script, name_spans, pins, include_rare=include_rare)
        return [Ambiguity(each.start, each.end, each.candidates) for each in found if each.kind == "ambiguous"]

    def find_changes(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None = None,
        name_spans: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
        *,
        include_rare: bool = False,
    ) -> list[Change]:
        """What a block's view changed and where it could be something else, in the source's offsets, in order.

        Candidates are in the forms of the view, the one that is shown first. What is fixed, or rewritten as a phrase,
        is not ambiguous any more. The arguments are those of view(); `include_rare` names candidates too that hardly
        ever are
        meant.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        asked = self._build_request(text, view_name, script, name_spans, pins)
        if asked is None:
            return []
        view = self.convert(text, view_name, asked.script, asked.name_spans, asked.pins)
        fixed: list[Replacement] = []
        ambiguous: list[Ambiguity] = []
        offset = 0
        for stretch in self._split_by_script(asked):
            if config := choose_config(stretch.script, self.region, stretch.view_name):
                own = self._find_replacements(stretch, config)
                telling = _filter_needed(own, self._convert_without_rules(stretch, config)) if own else []
                fixed += (
                    _shift_replacement(each, offset)
                    for each in own
                    if each in telling or each.reason in ("kept", "chosen")
                )
                taken = {at for each in own for at in range(each.start, each.end)}
                for start, end, candidates in find_ambiguities(stretch.text, config, include_rare=include_rare):
                    if taken.isdisjoint(range(start, end)):
                        one, other = view.span_to_view(start + offset, end + offset)
                        forms = (adapt_forms(each, view_name, self.options.hk_forms) for each in candidates)
                        shown = tuple(dict.fromkeys((view.text[one:other], *forms)))
                        ambiguous.append(Ambiguity(start + offset, end + offset, shown))
            offset += len(stretch.text)
        return list(find_changes(text, view, fixed, [each for each in ambiguous if len(each.candidates) > 1]))

    def preload(self, view_name: ViewName) -> None:
        """Loads what a view of this article needs, in up to 0.2 s: call it from a thread, after the first paint.

        The body's conversion first; then the other script's, for the furniture around it.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        scripts: tuple[Script, ...] = ("Hans", "Hant") if self.script == "Hans" else ("Hant", "Hans")
        for script in scripts:
            if config := choose_config(script, self.region, view_name):
                preload_config(config)

    def _build_request(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None,
        name_spans: Iterable[tuple[int, int]],
        pins: Iterable[Pin],
    ) -> _Request | None:
        """What there is to do; None where the text stays as it is."""
        if view_name == "source":
            return None
        script = script or detect_script(text)
        if len(text) > MAX_VOCABULARY_LENGTH:
            view_name = CHARACTER_VIEWS.get(view_name, view_name)
        if script != "Mixed" and not choose_config(script, self.region, view_name):
            return None
        return _Request(text, view_name, script, tuple(name_spans), tuple(pins))

    def _split_by_script(self, request: _Request) -> Iterator[_Request]:
        """The text in stretches of one script, each with its names and pins."""
        if request.script != "Mixed":
            return iter([request])
        return (_slice_request(request, start, end, script) for start, end, script in split_by_script(request.text))

    def _convert_request(self, request: _Request) -> View:
        """A text of one script."""
        config = choose_config(request.script, self.region, request.view_name)
        if not config:
            return View(CleanText(request.text))
        if has_vocabulary(config):
            request = request._replace(name_spans=(*request.name_spans, *find_titles(request.text)))
        view = self._convert_without_rules(request, config)
        fixed = _filter_needed(self._find_replacements(request, config), view)
        return self._reconvert_clauses(request, config, view, fixed) if fixed else view

    def _convert_without_rules(self, request: _Request, config: str) -> View:
        """A text of one script as OpenCC has it, without words that news does not want, in the forms of the press."""
        view = mapped(request.text, config)
        if view.phrases and has_vocabulary(config):
            view = filter_phrases(request.text, view, config, request.name_spans)
        if request.view_name in HONG_KONG_VIEWS:
            view = View(CleanText(self._apply_press_forms(view.text, request.view_name)), view.phrases)
        return view

    def _reconvert_clauses(self, request: _Request, config: str, view: View, replacements: list[Replacement]) -> View:
        """The view with what is fixed in its place; only the clauses it is in are converted again."""
        pieces = []
        at = number = 0
        while number < len(replacements):
            start, end = find_clause(request.text, replacements[number].start, replacements[number].end, at)
            first = number
            while number < len(replacements) and replacements[number].start < end:
                end = find_clause(request.text, end, max(end, replacements[number].end), end)[1]
                number += 1
            own = [_shift_replacement(each, -start) for each in replacements[first:number]]
            piece = _slice_request(request, start, end, request.script)
            again = self._convert_without_rules(piece._replace(text=mask_replacements(piece.text, own)), config)
            pieces += [slice_view(view, at, start), apply_replacements(again, own)]
            at = end
        return join_views([*pieces, slice_view(view, at, len(request.text))])

    def _apply_press_forms(self, text: str, view_name: ViewName) -> str:
        """The text in the forms of Hong Kong's press, where they are wanted."""
        return apply_press_forms(text) if self.options.hk_forms == "press" and view_name in HONG_KONG_VIEWS else text

    def _find_replacements(self, request: _Request, config: str) -> list[Replacement]:
        """What of a text is not for OpenCC."""
        fixed = self.article_rules.find_replacements(
            request.text, config, request.view_name, request.name_spans, request.pins
        )
        if len(request.text) > MAX_VOCABULARY_LENGTH:
            return [each for each in fixed if len(each.text) == each.end - each.start]
        return fixed

    def _cache_view(self, key: _CacheKey, view: View) -> None:
        with self._lock:
            if key not in self._cache:
                self._cache[key] = view
                self._cached_length += len(view.text)
            while (
                self._cached_length > MAX_CACHED_LENGTH and len(self._cache) > 1
            ):  # a single huge block is worth keeping too
                self._cached_length -= len(self._cache.popitem(last=False)[1].text)


def _slice_request(request: _Request, start: int, end: int, script: Script) -> _Request:
    """A stretch of a text, with its names and pins."""
    names = tuple((one - start, other - start) for one, other in request.name_spans)
    pins = tuple(pin._replace(start=pin.start - start, end=pin.end - start) for pin in request.pins)
    return _Request(request.text[start:end], request.view_name, script, names, pins)


def _filter_needed(replacements: Iterable[Replacement], view: View) -> list[Replacement]:
    """What is fixed and not so without: nearly all words with rules come out right, and what is beside a word that is
    fixed is converted as beside a comma. A part of a phrase is shown on all of it, and so is never right.
    """
    if not view.phrases:
        return [each for each in replacements if view.text[each.start : each.end] != each.text]
    needed = []
    for each in replacements:
        start, end = view.span_to_view(each.start, each.end)
        if view.text[start:end] != each.text or view.span_to_source(start, end) != (each.start, each.end):
            needed.append(each)
    return needed


def _shift_replacement(replacement: Replacement, offset: int) -> Replacement:
    return replacement._replace(start=replacement.start + offset, end=replacement.end + offset)
