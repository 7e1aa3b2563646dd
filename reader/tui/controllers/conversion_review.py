"""What the conversion changed: marked and walked; another candidate chosen; words kept as they are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.cursor import phrases
from reader.tui.prompts import Choice
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.script.changes import Change
    from reader.script.rules import Pin
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget


class ConversionReviewController:
    """The mode of `c`, and what the reader decides in it or with `x`; every decision can be undone."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def action_changes(self) -> None:
        """Mark what the view changed and walk it; again: no more."""
        screen, opened = self._screen, self._screen.open_article
        if opened.view_name == "source":
            screen.show_message(screen.messages("status.changes.source"))
            return
        opened.converted.has_change_marks = not opened.converted.has_change_marks
        opened.clear_changes()
        screen.article_pane.article_view.clear_current_item()
        screen.article_pane.show_category("changes" if opened.converted.has_change_marks else "sections")
        screen.schedule_background_work()
        screen.show_message("" if opened.converted.has_change_marks else screen.messages("status.changes.hidden"))

    def get_current_change(self) -> Change | None:
        """The change that is the current item, if the current item is one."""
        screen = self._screen
        stop = screen.article_pane.article_view.current_item
        if stop is None or screen.article_pane.category != "changes":
            return None
        changes = screen.open_article.converted.get_changes(stop.block)
        return next((each for each in changes if each.start == stop.start), None)

    def show_candidates(self, change: Change) -> None:
        """What was written, what is shown, what else it could be."""
        screen, opened = self._screen, self._screen.open_article
        stop = screen.article_pane.article_view.current_item
        if stop is None:
            return
        written = opened.blocks[stop.block].text[change.start : change.end]
        words = screen.messages
        choices = [
            Choice(shown, words("change.shown" if shown == change.replacement else "change.candidate"),
                   run=partial(self._ask_scope, stop, written, shown))
            for shown in dict.fromkeys((change.replacement, *change.candidates))
        ]  # fmt: skip
        if written not in (choice.title for choice in choices):
            choices.append(Choice(written, words("change.written"), run=partial(self._pin_as_written, opened, stop)))
        title = f"{written} > {change.replacement}  {words('change.' + change.kind)}"
        screen.show_choices(title, choices)

    def _ask_scope(self, navigation_target: NavigationTarget, written: str, shown: str) -> None:
        """Ask how far a choice is to hold."""
        screen, words = self._screen, self._screen.messages
        word, said = self._enclosing_word(navigation_target, shown)
        choices = [
            Choice(
                words("candidate.once"), f"{written} > {shown}", run=partial(self._pin_choice, navigation_target, shown)
            ),
            Choice(words("candidate.article"), f"{word} > {said}", run=partial(self._add_article_override, word, said)),
            Choice(words("candidate.always"), f"{word} > {said}", run=partial(self._add_to_override_file, word, said)),
        ]
        screen.show_choices(f"{written} > {shown}", choices)

    def _enclosing_word(self, navigation_target: NavigationTarget, shown: str) -> tuple[str, str]:
        """The word a place stands in, as written and as it would be shown: a rule for 發 alone would spoil 頭髮."""
        opened = self._screen.open_article
        text = opened.blocks[navigation_target.block].text
        start, end = phrases.find_phrase(text, navigation_target.start)
        if not start <= navigation_target.start < navigation_target.end <= end:
            start, end = navigation_target.start, navigation_target.end
        before = opened.convert_range(navigation_target.block, start, navigation_target.start)
        behind = opened.convert_range(navigation_target.block, navigation_target.end, end)
        return text[start:end], before + shown + behind

    # -- decisions

    def _pin_choice(self, navigation_target: NavigationTarget, shown: str) -> None:
        from reader.script.rules import Pin

        opened = self._screen.open_article
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
        """Decide about one stretch."""
        before = open_article.converted.pins.get(block, ())
        self._do_undoable(
            title,
            lambda opened: opened.converted.add_pin(block, pin),
            lambda opened: opened.converted.pins.update({block: before}),
        )

    def _add_article_override(self, written: str, shown: str) -> None:
        from reader.script.overrides import Override

        opened = self._screen.open_article
        rule = Override(written, shown, (opened.view_name,))
        self._do_undoable(
            "action.choose",
            lambda opened: opened.converted.add_override(rule),
            lambda opened: opened.converted.remove_override(rule),
        )

    def _add_to_override_file(self, written: str, shown: str) -> None:
        opened = self._screen.open_article
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
            self._screen.show_message(str(error))
            return
        self._screen.show_message(self._screen.messages("status.override", path=own.path))

    def action_keep(self) -> None:
        """Keep what is selected as it is written; what is kept already is converted again."""
        from reader.script.rules import Pin

        screen, opened = self._screen, self._screen.open_article
        stretches = list(screen.selection.cursor_ranges)
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

        screen.selection.hide_cursor()
        title = "action.unkeep" if kept else "action.keep"
        self._do_undoable(title, do, lambda opened: opened.converted.pins.update(before))
        screen.show_message(screen.messages("status.unkept" if kept else "status.kept"))

    def _do_undoable(
        self, title: str, do: Callable[[OpenArticle], object], undo: Callable[[OpenArticle], object]
    ) -> None:
        """Do something that changes what is shown of the open article, so that it can be undone.

        By then the article may have been left, and perhaps opened anew, with the decisions there were.
        """
        screen, decided_in = self._screen, self._screen.open_article

        def with_page(act: Callable[[OpenArticle], object]) -> Callable[[], None]:
            def acted() -> None:
                if screen.open_article.converted.pins is not decided_in.converted.pins:
                    decided_in.converted.release_converter()
                    act(decided_in)
                    screen.annotation_controller.save_choices(decided_in)
                    return
                act(screen.open_article)
                screen.annotation_controller.save_choices(screen.open_article)
                screen.open_article.clear_changes()
                screen.refresh_for_view()
                screen.article_pane.article_view.repaint()
                screen.schedule_background_work()

            return acted

        screen.article_navigation.reading_list.history.do(UndoableAction(title, with_page(do), with_page(undo)))
