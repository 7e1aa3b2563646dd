"""The script the article is seen in: the other one with one key, any of the eight from a drawer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.script.plan import VIEWS
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from reader.model import ViewName
    from reader.tui.screens.reading import ReadingScreen


class ScriptController:
    """Owns the view that the reader wants; every article that is opened takes it over."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def action_script_other(self) -> None:
        """The script as written, or the reader's other one; nothing moves."""
        opened = self._screen.open_article
        self._switch_view(opened.other_view_name if opened.view_name == "source" else "source")

    def action_script_choose(self) -> None:
        """Any of the eight."""
        words, opened = self._screen.messages, self._screen.open_article
        choices = [
            Choice(words("view." + view), words("view.about." + view), run=partial(self._switch_view, view))
            for view in VIEWS
        ]
        self._screen.show_choices(words("script.choose"), choices, selected=VIEWS.index(opened.view_name))

    def _switch_view(self, view_name: ViewName) -> None:
        """Show the article in a script; the place stays."""
        screen, opened = self._screen, self._screen.open_article
        if view_name == opened.view_name:
            screen.show_message(screen.messages("status.same_script"))
            return
        try:
            if view_name != "source":
                opened.converter.preload(view_name)
                if self._reload_override_file():
                    screen.article_pane.article_view.repaint()
        except ReaderError as error:
            screen.show_message(str(error))
            return
        opened.view_name = screen.article_navigation.reading_list.view_name = (
            view_name  # articles opened from now on are seen in it too
        )
        opened.clear_changes()
        screen.schedule_background_work()
        screen.refresh_for_view()
        screen.show_message(self.describe_conversion(view_name))

    def _reload_override_file(self) -> bool:
        """Look whether the reader's own overrides have changed; whether they have."""
        own = self._screen.open_article.converter.article_rules.override_file
        return bool(own and own.refresh())

    def apply_edited_overrides(self) -> None:
        """The reader is back from another window, perhaps from writing overrides: they hold at once."""
        screen = self._screen
        if screen.open_article.view_name == "source" or not self._reload_override_file():
            return
        screen.open_article.clear_changes()
        screen.refresh_for_view()
        screen.article_pane.article_view.repaint()
        screen.schedule_background_work()
        own = screen.open_article.converter.article_rules.override_file
        screen.show_message(own.problems[0] if own and own.problems else screen.messages("status.overrides"))

    def describe_conversion(self, view_name: ViewName) -> str:
        """What a switch did: `原文繁體，用字近台灣 > 簡體`."""
        article, words = self._screen.open_article.article, self._screen.messages
        if view_name == "source":
            return words("view.source")
        source = words("view.source") + words("script." + article.script)
        plan = "status.plan" + (f".{article.region}" if article.region else "")
        return words(plan, source=source, target=words("view." + view_name))
