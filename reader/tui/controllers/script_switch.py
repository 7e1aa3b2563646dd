"""Switches the script of the article: to the other one with one key, to any of the eight from a drawer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.script.plan import SIMPLIFIED_VIEWS, VIEW_REGIONS, VIEWS
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from reader.model import ViewName
    from reader.tui.parts import ArticlePart
    from reader.tui.shell import Session, Shell


class ScriptController:
    """Switches the script of the article; articles that are opened later are shown in it too.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
    """

    def __init__(self, shell: Shell, session: Session, article: ArticlePart) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._last_view: ViewName = "source"
        """The view that was left last for the script as written."""

    def action_script_other(self) -> None:
        """Switch between the script as written and the user's other one, or that of its views which was left last."""
        opened = self._session.open_article
        if opened.view_name != "source":
            self._last_view = opened.view_name
            self.switch_view("source")
            return
        other, last = opened.converted.other_view_name, self._last_view
        has_same_script = last != "source" and (last in SIMPLIFIED_VIEWS) == (other in SIMPLIFIED_VIEWS)
        self.switch_view(last if has_same_script else other)

    def action_script_choose(self) -> None:
        """Choose any of the eight views."""
        words, opened = self._session.messages, self._session.open_article
        choices = [
            Choice(words("view." + view), words("view.about." + view), run=partial(self.switch_view, view))
            for view in VIEWS
        ]
        self._shell.show_choices(words("script.choose"), choices, selected=VIEWS.index(opened.view_name))

    def switch_view(self, view_name: ViewName) -> None:
        """Show the article in a script, and articles opened later too; the reading position stays."""
        opened = self._session.open_article
        if view_name == opened.view_name:
            self._shell.show_message(self._session.messages("status.same_script"), "warning")
            return
        try:
            if view_name != "source":
                opened.converted.converter.preload(view_name)
                if self._reload_override_file():
                    self._article.repaint()
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        # Articles opened from now on are seen in it too.
        opened.converted.view_name = self._session.reading_list.view_name = view_name
        opened.clear_changes()
        self._shell.schedule_background_work()
        self._shell.refresh_for_view()
        self._shell.show_message(self._describe_damage(view_name) or self.describe_conversion(view_name))

    def _describe_damage(self, view_name: ViewName) -> str:
        """What is wrong with the table that a view chooses characters by; "" where nothing is, or it needs none."""
        if self._session.settings.forms != "press" or view_name not in VIEW_REGIONS:
            return ""
        from reader.script.press_conversion import get_table_problem

        damage = get_table_problem()
        return self._session.messages("status.damaged_table", problem=damage) if damage else ""

    def _reload_override_file(self) -> bool:
        """Read the user's own overrides again if their file has changed; return whether it has."""
        own = self._session.open_article.converted.converter.article_rules.override_file
        return bool(own and own.refresh())

    def apply_edited_overrides(self) -> None:
        """Apply the user's own overrides if they were edited, perhaps in another window, since they were read."""
        if self._session.open_article.view_name == "source" or not self._reload_override_file():
            return
        self._session.open_article.clear_changes()
        self._shell.refresh_for_view()
        self._article.repaint()
        self._shell.schedule_background_work()
        own = self._session.open_article.converted.converter.article_rules.override_file
        problems = own.problems if own else ()
        self._shell.show_message(problems[0] if problems else self._session.messages("status.overrides"), "done")

    def describe_conversion(self, view_name: ViewName) -> str:
        """Describe how the article is converted: `原文繁體，用字近台灣 > 簡體`."""
        article, words = self._session.open_article.article, self._session.messages
        if view_name == "source":
            return words("view.source")
        plan = "status.plan" + (f".{article.region}" if article.region else "")
        return words(plan, script=words("script.name." + article.script), target=words("view." + view_name))
