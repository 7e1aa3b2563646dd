"""The views of an article: its blocks in other scripts, each with its map. Derived, cached, and never written back."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, View
from reader.script.ambiguity import Ambiguity
from reader.script.candidates import find_candidates, rank_candidates
from reader.script.changes import find_changes
from reader.script.chunking import find_clause
from reader.script.detect import detect_script, is_japanese
from reader.script.invisible_characters import restore_invisible, strip_invisible
from reader.script.offset_maps import (
    apply_replacements,
    convert,
    filter_needed,
    insert_phrases,
    join_views,
    mask_replacements,
    preload_config,
    shift_replacement,
    slice_view,
)
from reader.script.offset_maps import convert_with_map as mapped
from reader.script.opencc_configs import get_character_config, has_vocabulary
from reader.script.opencc_package import collect_diagnostics
from reader.script.options import DEFAULT_OPTIONS
from reader.script.plan import (
    CHARACTER_VIEWS,
    HONG_KONG_VIEWS,
    PRESS_PREFIX,
    VIEW_REGIONS,
    apply_press_forms,
    choose_config,
    get_press_config,
    split_by_script,
)
from reader.script.press_conversion import convert_vocabulary, get_table_problem, load_press_converter
from reader.script.quotation_marks import choose_mark_kind, convert_quotation_marks
from reader.script.rules import ArticleRules, Pin, select_pins
from reader.script.vocabulary_detection import detect_vocabulary_region
from reader.script.vocabulary_filter import filter_phrases, find_titles, split_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Script, ViewName
    from reader.script.changes import Change
    from reader.script.detect import OrthographyRegion
    from reader.script.offset_maps import Replacement
    from reader.script.options import ConversionOptions
    from reader.script.vocabulary_detection import VocabularyRegion

__all__ = ["ArticleConverter", "Pin", "collect_diagnostics", "convert"]

MAX_CACHED_LENGTH = 1_000_000
"""Code points of the views an article keeps: many times an article, and 4 MB."""

MAX_VOCABULARY_LENGTH = 100_000
"""Code points of a block that still gets vocabulary. A longer one keeps its length, so that any part of it can be
shown without converting the rest; only logs and broken pages have such paragraphs."""


_SEARCHED_LENGTH, _BLOCK_COST = 300_000, 16
"""Code points of an article in which names and words that tell its region are looked for; a block takes as much time
as some code points more."""

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
        options: The user's choices.
        people: The persons it names as its makers, as written (named_spans.find_people).
        blocks: Its texts with their scripts: their names are looked for, and whose words it uses.
    """

    def __init__(
        self,
        script: Script,
        region: OrthographyRegion | None,
        options: ConversionOptions = DEFAULT_OPTIONS,
        *,
        people: Iterable[str] = (),
        blocks: Iterable[tuple[str, Script]] = (),
    ) -> None:
        self.script = script
        written_in = options.written_in
        self.region: OrthographyRegion | None = written_in if written_in in ("HK", "TW") else region
        self.options = options
        self._blocks = _take_beginning(blocks)
        self.article_rules = ArticleRules(
            people, options.override_file, uses_press_forms=options.forms == "press", blocks=self._blocks
        )
        """What is shown without asking the converters; rules for this article can be added."""
        self._configs: dict[tuple[Script, ViewName], str] = {}
        self._version = self.article_rules.version
        self._cache: OrderedDict[_CacheKey, View] = OrderedDict()
        self._cached_length = 0
        self._lock = Lock()  # a worker may prepare what the screen is about to ask for

    @cached_property
    def vocabulary_region(self) -> VocabularyRegion | None:
        """Whose words the article uses, which need not be the region of its forms."""
        return self.options.written_in or detect_vocabulary_region(text for text, _ in self._blocks)

    def set_blocks(self, blocks: Iterable[tuple[str, Script]]) -> None:
        """More of the article has been read: its names may be others.

        Args:
            blocks: All texts with their scripts.
        """
        self._blocks = _take_beginning(blocks)
        self._configs.clear()
        self.__dict__.pop("vocabulary_region", None)
        self.article_rules.set_blocks(self._blocks)

    def convert_text(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None = None,
        name_spans: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
    ) -> CleanText:
        """The text of convert(), for callers that need no offsets; the arguments are the same."""
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

        A Mixed text is converted stretch by stretch; one without characters that tell its script is taken for one in
        the script of the article; one that needs no conversion comes back itself. The result depends on nothing but
        the arguments, the article's script, region and names, and the rules in force.

        Args:
            text: A block, or a part of one.
            view_name: The view. hansp, hkp and twp rewrite vocabulary too, in blocks of at most MAX_VOCABULARY_LENGTH.
            script: Of the text; found out when None.
            name_spans: Stretches whose characters are converted, but never their words: names, credits
                (named_spans.find_name_spans). Titles in 《》 are found without help.
            pins: Stretches that the user keeps as written, or has chosen something for.

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
            cached = self._cache.get(key)
            if cached is not None:
                self._cache.move_to_end(key)
                return cached
        visible = strip_invisible(text)
        if visible is not None:
            moved = [
                pin._replace(start=start, end=end)
                for pin in key[4]
                for start, end in visible.to_visible([(pin.start, pin.end)])
            ]
            inner = self._convert_block(visible.text, view_name, script, visible.to_visible(key[3]), moved)
            view = restore_invisible(text, visible, inner)
        else:
            view = self._convert_block(text, view_name, script, key[3], key[4])
        if view.text != text or view.phrases:
            self._cache_view(key, view)
        return view

    def _convert_block(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None,
        name_spans: Iterable[tuple[int, int]],
        pins: Iterable[Pin],
    ) -> View:
        """convert() for a text without invisible characters."""
        pins = tuple(pins)
        request = self._build_request(text, view_name, script, name_spans, pins)
        if request is None:
            view = View(text)
        elif request.script == "Mixed":
            view = join_views(map(self._convert_request, self._split_by_script(request)))
        else:
            view = self._convert_request(request)
        if marks := choose_mark_kind(self.options.quotes, view_name):
            as_is = (view.span_to_view(pin.start, pin.end) for pin in pins if pin.replacement is None)
            view = View(CleanText(convert_quotation_marks(view.text, marks, as_is)), view.phrases)
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
        """Where a block's view could be something else, of what find_changes() finds; for the same arguments."""
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

        Candidates are in the forms of the view, the one that is shown first and the likelier before the others. What
        is fixed, or rewritten as a phrase, is not ambiguous any more.

        Args:
            text: As for convert(), with the arguments that follow.
            view_name: The view.
            script: Of the text.
            name_spans: Stretches that name somebody.
            pins: The user's decisions.
            include_rare: Whether to name candidates too that hardly ever are meant.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        visible = strip_invisible(text)
        if visible is not None:
            moved = [
                pin._replace(start=start, end=end)
                for pin in pins
                for start, end in visible.to_visible([(pin.start, pin.end)])
            ]
            spans = visible.to_visible(name_spans)
            found = self.find_changes(visible.text, view_name, script, spans, moved, include_rare=include_rare)
            whole = [(visible.to_whole(each.start, each.end), each) for each in found]
            return [each._replace(start=start, end=end) for (start, end), each in whole]
        request = self._build_request(text, view_name, script, name_spans, pins)
        if request is None:
            return []
        view = self.convert(text, view_name, request.script, request.name_spans, request.pins)
        fixed: list[Replacement] = []
        ambiguous: list[Change] = []
        offset = 0
        for stretch in self._split_by_script(request):
            if config := self._choose_config(stretch.script, stretch.view_name):
                own = self._find_replacements(stretch, config)
                needed = filter_needed(own, self._convert_without_rules(stretch, config)) if own else []
                fixed += (
                    shift_replacement(each, offset)
                    for each in own
                    if each in needed or each.reason in ("kept", "chosen")
                )
                taken = {at for each in own for at in range(each.start, each.end)}
                ambiguous += (
                    change._replace(start=change.start + offset, end=change.end + offset)
                    for change in find_candidates(
                        stretch.text,
                        config,
                        stretch.view_name,
                        self.options.forms,
                        (*stretch.name_spans, *find_titles(stretch.text)),
                        include_rare=include_rare,
                    )
                    if taken.isdisjoint(range(change.start, change.end))
                )
            offset += len(stretch.text)
        return list(find_changes(text, view, fixed, rank_candidates(ambiguous, view)))

    def preload(self, view_name: ViewName) -> None:
        """Load the converters for a view of this article, in up to 0.2 s: call it in a thread, after the first paint.

        That of the body's script comes first, then that of the other script, for metadata and boilerplate.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        scripts: tuple[Script, ...] = ("Hans", "Hant") if self.script == "Hans" else ("Hant", "Hans")
        for script in scripts:
            config = self._choose_config(script, view_name)
            if config.startswith(PRESS_PREFIX):
                load_press_converter(get_character_config(config).removeprefix(PRESS_PREFIX))
                config = config.replace(PRESS_PREFIX, "t2") if has_vocabulary(config) else ""
            if config:
                preload_config(config)

    def _choose_config(self, script: Script, view_name: ViewName) -> str:
        """The config for a text of one script; "" where it stays as it is."""
        key = script, view_name
        if key not in self._configs:
            self._configs[key] = self._find_config(script, view_name)
        return self._configs[key]

    def _find_config(self, script: Script, view_name: ViewName) -> str:
        config = choose_config(script, self.region, view_name)
        if script == "Hans" and self.options.forms == "press" and not get_table_problem():
            return get_press_config(config) or config
        if not config and script == "Hant" and view_name in ("hkp", "twp"):
            words = self.vocabulary_region
            if words and words != VIEW_REGIONS[view_name]:
                return f"t2{view_name}"
        return config

    def _build_request(
        self,
        text: CleanText,
        view_name: ViewName,
        script: Script | None,
        name_spans: Iterable[tuple[int, int]],
        pins: Iterable[Pin],
    ) -> _Request | None:
        """What there is to do; None where the text stays as it is."""
        if view_name == "source" or is_japanese(text):
            return None
        script = script or detect_script(text)
        if script == "Und" and self.script in ("Hans", "Hant"):
            script = self.script
        if len(text) > MAX_VOCABULARY_LENGTH:
            view_name = CHARACTER_VIEWS.get(view_name, view_name)
        if script != "Mixed" and not self._choose_config(script, view_name):
            return None
        return _Request(text, view_name, script, tuple(name_spans), select_pins(pins, view_name, len(text)))

    def _split_by_script(self, request: _Request) -> Iterator[_Request]:
        """The text in stretches of one script, each with its names and pins."""
        if request.script != "Mixed":
            return iter([request])
        return (_slice_request(request, start, end, script) for start, end, script in split_by_script(request.text))

    def _convert_request(self, request: _Request) -> View:
        """A text of one script."""
        config = self._choose_config(request.script, request.view_name)
        if not config:
            return View(CleanText(request.text))
        if has_vocabulary(config):
            request = request._replace(name_spans=(*request.name_spans, *find_titles(request.text)))
        if config.startswith(PRESS_PREFIX):
            return self._convert_to_press_forms(request, config, self._find_replacements(request, config))
        view = self._convert_without_rules(request, config)
        fixed = filter_needed(self._find_replacements(request, config), view)
        return self._reconvert_clauses(request, config, view, fixed) if fixed else view

    def _convert_without_rules(self, request: _Request, config: str) -> View:
        """A text of one script as the converters have it, without words that do not fit, in the forms of the press."""
        if config.startswith(PRESS_PREFIX):
            return self._convert_to_press_forms(request, config, [])
        view = mapped(request.text, config)
        if view.phrases and has_vocabulary(config):
            view = filter_phrases(request.text, view, config, request.name_spans)
        if request.view_name in HONG_KONG_VIEWS:
            view = View(CleanText(self._apply_press_forms(view.text, request.view_name)), view.phrases)
        return view

    def _convert_to_press_forms(self, request: _Request, config: str, fixed: list[Replacement]) -> View:
        """A simplified text in the forms of a region's press, with what is fixed in its place.

        What is fixed does not change what is beside it; only vocabulary phrases do not reach over it.
        """
        text = request.text
        shown = load_press_converter(get_character_config(config).removeprefix(PRESS_PREFIX)).convert(text)
        view = View(CleanText(shown))
        if has_vocabulary(config):
            plain = config.replace(PRESS_PREFIX, "t2")
            with_phrases = convert_vocabulary(mask_replacements(shown, fixed), request.view_name)
            if with_phrases.phrases:
                fitting, _ = split_phrases(text, with_phrases, plain, request.name_spans)
                words = [(each, with_phrases.text[each.view_start : each.view_end]) for each in fitting]
                view = insert_phrases(
                    shown, ((each, self._apply_press_forms(word, request.view_name)) for each, word in words)
                )
        if fixed := filter_needed(fixed, view):
            view = apply_replacements(view, fixed)
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
            own = [shift_replacement(each, -start) for each in replacements[first:number]]
            piece = _slice_request(request, start, end, request.script)
            again = self._convert_without_rules(piece._replace(text=mask_replacements(piece.text, own)), config)
            pieces += [slice_view(view, at, start), apply_replacements(again, own)]
            at = end
        return join_views([*pieces, slice_view(view, at, len(request.text))])

    def _apply_press_forms(self, text: str, view_name: ViewName) -> str:
        """The text in the forms of Hong Kong's press, where they are wanted."""
        return apply_press_forms(text) if self.options.forms == "press" and view_name in HONG_KONG_VIEWS else text

    def _find_replacements(self, request: _Request, config: str) -> list[Replacement]:
        """What of a text is decided by rules."""
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


def _take_beginning(blocks: Iterable[tuple[str, Script]]) -> tuple[tuple[str, Script], ...]:
    """The first blocks of an article: all of any but a book, and no more than can be looked through in a moment."""
    taken: list[tuple[str, Script]] = []
    room = _SEARCHED_LENGTH
    for block in blocks:
        taken.append(block)
        room -= len(block[0]) + _BLOCK_COST
        if room < 0:
            break
    return tuple(taken)


def _slice_request(request: _Request, start: int, end: int, script: Script) -> _Request:
    """A stretch of a text, with its names and pins."""
    names = tuple((one - start, other - start) for one, other in request.name_spans)
    pins = tuple(pin._replace(start=pin.start - start, end=pin.end - start) for pin in request.pins)
    return _Request(request.text[start:end], request.view_name, script, names, pins)
