"""Review of the conversion: what it changed is marked; another candidate is chosen; words are kept as written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.cursor import phrases
from reader.tui.prompts import Choice
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.script.rules import Pin
    from reader.script.vocabulary_detection import VocabularyRegion
    from reader.tui.parts import ArticlePart, PanePart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget


_MAX_PLACES = 20
"""Places of the same change that are listed."""
_QUOTED = 6
"""Code points beside a place that are shown."""


class ConversionReviewController:
    """Reviews what the conversion changed, and lets the user decide otherwise; every decision can be undone.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        pane: The page and the list beside it.
        selection: What a command applies to.
        complete_article: Reads the rest of the open article, before anything is stored with it.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        pane: PanePart,
        selection: CurrentSelection,
        complete_article: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._pane = pane
        self._selection = selection
        self._complete_article = complete_article
        self._changed_articles: dict[str, OpenArticle] = {}
        """The articles that actions of the history are on, by their ids."""

    def action_changes(self) -> None:
        """Mark the changes of the view and let `n` go through them, or stop doing so."""
        opened = self._session.open_article
        if opened.view_name == "source":
            self._shell.show_message(self._session.messages("status.changes.source"), "warning")
            return
        opened.converted.has_change_marks = not opened.converted.has_change_marks
        opened.clear_changes()
        self._article.clear_current_item()
        self._article.repaint()
        self._pane.show_category("changes" if opened.converted.has_change_marks else "sections")
        self._shell.schedule_background_work()
        self._shell.show_message(
            "" if opened.converted.has_change_marks else self._session.messages("status.changes.hidden")
        )

    def show_current_candidates(self) -> bool:
        """Show what was written, what is shown and what else it could be; return whether a change is current."""
        change, stop, opened = self._selection.change, self._article.current_item, self._session.open_article
        if change is None or stop is None:
            return False
        written = opened.blocks[stop.block].text[change.start : change.end]
        words = self._session.messages
        choices = [
            Choice(shown, words("change.shown" if shown == change.replacement else "change.candidate"),
                   run=partial(self._ask_scope, stop, written, shown))
            for shown in dict.fromkeys((change.replacement, *change.candidates))
        ]  # fmt: skip
        if written not in (choice.title for choice in choices):
            choices.append(Choice(written, words("change.written"), run=partial(self._pin_as_written, opened, stop)))
        places = opened.get_change_places(stop)
        count = f" ×{len(places)}" if len(places) > 1 else ""
        certainty = words("change.doubtful" if change.is_doubtful else "change." + change.kind)
        choices += [
            Choice(
                self._quote_place(place), words("change.place", n=number), run=partial(self._article.show_target, place)
            )
            for number, place in enumerate(places, 1)
            if place != stop
        ][:_MAX_PLACES]
        self._shell.show_choices(f"{written} > {change.replacement}{count}  {certainty}", choices)
        return True

    def _quote_place(self, place: NavigationTarget) -> str:
        """A place of a change with what stands beside it, as shown."""
        opened = self._session.open_article
        length = len(opened.blocks[place.block].text)
        start, end = max(0, place.start - _QUOTED), min(length, place.end + _QUOTED)
        quote = opened.convert_range(place.block, start, end)
        return ("…" if start else "") + quote + ("…" if end < length else "")

    def _ask_scope(self, navigation_target: NavigationTarget, written: str, shown: str) -> None:
        """Ask whether a choice holds once, in this article, or always."""
        words = self._session.messages
        word, said = self._enclosing_word(navigation_target, shown)
        choices = [
            Choice(
                words("candidate.once"), f"{written} > {shown}", run=partial(self._pin_choice, navigation_target, shown)
            ),
            Choice(words("candidate.article"), f"{word} > {said}", run=partial(self._add_article_override, word, said)),
            Choice(words("candidate.always"), f"{word} > {said}", run=partial(self._add_to_override_file, word, said)),
        ]
        self._shell.show_choices(f"{written} > {shown}", choices)

    def _enclosing_word(self, navigation_target: NavigationTarget, shown: str) -> tuple[str, str]:
        """The word around a target, as written and as it would be shown: an override of 發 alone would spoil 頭髮."""
        opened = self._session.open_article
        text = opened.blocks[navigation_target.block].text
        start, end = phrases.find_phrase(text, navigation_target.start)
        if not start <= navigation_target.start < navigation_target.end <= end:
            start, end = navigation_target.start, navigation_target.end
        before = opened.convert_range(navigation_target.block, start, navigation_target.start)
        behind = opened.convert_range(navigation_target.block, navigation_target.end, end)
        return text[start:end], before + shown + behind

    def action_script_written_in(self) -> None:
        """Choose where the article was written: that decides about its characters and words."""
        words, opened = self._session.messages, self._session.open_article
        regions: tuple[VocabularyRegion | None, ...] = (None, "CN", "HK", "TW")
        choices = [
            Choice(
                words(f"written_in.{region or 'detected'}"),
                words(f"written_in.{region or 'detected'}.about"),
                run=partial(self._set_written_in, region),
            )
            for region in regions
        ]
        selected = regions.index(opened.converted.written_in)
        self._shell.show_choices(words("script.written_in"), choices, selected=selected)

    def _set_written_in(self, region: VocabularyRegion | None) -> None:
        before = self._session.open_article.converted.written_in
        if region != before:
            self._do_undoable(
                "action.written_in",
                lambda opened: opened.converted.set_written_in(region),
                lambda opened: opened.converted.set_written_in(before),
            )
        name = self._session.messages(f"written_in.{region or 'detected'}")
        self._shell.show_message(self._session.messages("status.written_in", region=name))

    # -- decisions

    def _pin_choice(self, navigation_target: NavigationTarget, shown: str) -> None:
        from reader.script.rules import Pin

        opened = self._session.open_article
        self._pin(
            opened,
            navigation_target.block,
            Pin(navigation_target.start, navigation_target.end, shown, opened.view_name),
            "action.choose",
        )

    def _pin_as_written(self, open_article: OpenArticle, navigation_target: NavigationTarget) -> None:
        from reader.script.rules import Pin

        self._pin(
            open_article, navigation_target.block, Pin(navigation_target.start, navigation_target.end), "action.keep"
        )

    def _pin(self, open_article: OpenArticle, block: int, pin: Pin, title: str) -> None:
        """Pin one range of a block."""
        before = open_article.converted.pins.get(block, ())
        self._do_undoable(
            title,
            lambda opened: opened.converted.add_pin(block, pin),
            lambda opened: opened.converted.pins.update({block: before}),
        )

    def _add_article_override(self, written: str, shown: str) -> None:
        from reader.script.overrides import Override

        opened = self._session.open_article
        rule = Override(written, shown, (opened.view_name,))
        self._do_undoable(
            "action.choose",
            lambda opened: opened.converted.add_override(rule),
            lambda opened: opened.converted.remove_override(rule),
        )

    def _add_to_override_file(self, written: str, shown: str) -> None:
        opened = self._session.open_article
        own = opened.converted.converter.article_rules.override_file
        if own is None:
            return
        view = opened.view_name
        try:
            self._do_undoable(
                "action.choose",
                lambda _: own.add(written, shown, [view]),
                lambda _: own.remove(written, shown, [view]),
            )
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._shell.show_message(self._session.messages("status.override", path=own.path), "done")

    def action_keep(self) -> None:
        """Keep what is selected as it is written; convert it again if it is kept already."""
        from reader.script.rules import Pin

        opened = self._session.open_article
        stretches = list(self._selection.cursor_ranges)
        before = {block: opened.converted.pins.get(block, ()) for block, _, _ in stretches}
        kept = all(
            any(pin.replacement is None and pin.start <= start and end <= pin.end for pin in before[block])
            for block, start, end in stretches
        )

        def do(opened: OpenArticle) -> None:
            for block, start, end in stretches:
                if kept:
                    opened.converted.remove_pins(block, start, end)
                else:
                    opened.converted.add_pin(block, Pin(start, end))

        self._selection.hide_cursor()
        self._do_undoable(
            "action.unkeep" if kept else "action.keep", do, lambda opened: opened.converted.pins.update(before)
        )
        self._shell.show_message(self._session.messages("status.unkept" if kept else "status.kept"), "done")

    def _do_undoable(
        self, title: str, do: Callable[[OpenArticle], object], undo: Callable[[OpenArticle], object]
    ) -> None:
        """Run an undoable action that changes how the open article is shown.

        By then the article may have been left, and perhaps opened anew, with the choices there were.

        Args:
            title: The id of the message that names it.
            do: Does it with an article.
            undo: Takes it back.
        """
        self._complete_article()
        article = self._session.open_article
        known = self._changed_articles.get(article.origin.id)
        if known is not None and known.converted.pins is article.converted.pins:
            article = known  # opened anew it has the same choices; the history must not keep each opening
        self._changed_articles[article.origin.id] = article
        action = UndoableAction(title, partial(self._apply, article, do), partial(self._apply, article, undo))
        self._session.undo.do(action)

    def _apply(self, decided_in: OpenArticle, act: Callable[[OpenArticle], object]) -> None:
        """Run a change on the article in which it was decided, or on the same article if it was opened again."""
        opened = self._session.open_article
        if opened.converted.pins is not decided_in.converted.pins:
            decided_in.converted.release_converter()
            act(decided_in)
            self._save_choices(decided_in)
            return
        act(opened)
        self._save_choices(opened)
        opened.clear_changes()
        self._shell.refresh_for_view()
        self._article.repaint()
        self._shell.schedule_background_work()

    def _save_choices(self, open_article: OpenArticle) -> None:
        converted = open_article.converted
        try:
            self._session.annotation_store.put_choices(open_article.article, converted.pins, converted.overrides)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
