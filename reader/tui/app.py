"""The Textual application."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.theme import Theme

from reader.tui.memory import clear_geometry_caches
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.terminal.driver import (
    is_without_shell,
    make_driver_class,
    query_ambiguous_width,
    share_background_styles,
)
from reader.tui.terminal.output_filter import OutputFilter
from reader.tui.theme import CUSTOM_VARIABLES, THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.filter import LineFilter
    from textual.screen import Screen

    from reader.config.settings import Settings
    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.tui.shell import FeedPaths
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.reading_list import ReadingList
    from reader.tui.terminal.first_paint import FirstPaint
    from reader.typeset import AmbiguousWidth


_QUERY_ROW = 1
"""The row, from 0, in which the terminal was asked for the position of its cursor."""


class DubaoApp(App[None], inherit_bindings=False):
    """The application: it owns the theme, the settings and the terminal; all else belongs to its screens.

    Args:
        settings: The current settings.
        keymap: The keys of commands.
        reading_list: The articles of the session.
        open_article: The open article.
        config_path: The settings file that was named; None for the default.
        in_list: Whether the list of articles is shown first.
        first_paint: What is drawn already.
    """

    TITLE = "dubao"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    """Whether Textual's own selection is used: no, because the page has one that knows the text as written."""
    CSS_PATH: ClassVar[str] = "screens/reading.tcss"
    """The style sheet of the first screen, because Textual does not load that of a default screen."""

    def __init__(
        self,
        settings: Settings,
        keymap: Keymap,
        reading_list: ReadingList,
        open_article: OpenArticle,
        *,
        config_path: str | None = None,
        feed_paths: FeedPaths | None = None,
        in_list: bool = False,
        first_paint: FirstPaint | None = None,
    ) -> None:
        super().__init__(
            driver_class=make_driver_class(first_paint, query_ambiguous_width=settings.ambiguous == "auto")
            if first_paint
            else None
        )
        share_background_styles()
        self.settings = settings
        self._measured_ambiguous_width: AmbiguousWidth | None = None
        """Cells of a character of ambiguous width, as the terminal answered; None until it has."""
        self.config_path = config_path
        """The settings file that was named on the command line."""
        self._output_filter = OutputFilter()
        self._reading_screen = ReadingScreen(settings, keymap, reading_list, open_article, in_list=in_list)
        self._reading_screen.session.feed_paths = feed_paths
        self._has_no_colours = self.no_color and self.native_ansi_color
        """Whether NO_COLOR is set: the terminal's own theme was chosen before construction, and stays."""
        if not self._has_no_colours:
            for name, palette in THEMES.items():
                self.register_theme(Theme(name="dubao-" + name, **palette.to_theme_arguments()))
            self._set_theme(settings.theme)

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self._reading_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return defaults for variables of our themes that the ansi theme does not define."""
        return dict.fromkeys(CUSTOM_VARIABLES, "ansi_default")

    @property
    def messages(self) -> Messages:
        """The messages of the reading screen."""
        return self._reading_screen.messages

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and the one that removes control characters from everything that is drawn."""
        return [*super().get_line_filters(), self._output_filter]

    def on_mount(self) -> None:
        """Draw the screen again after `fg`, which leaves it empty."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def _set_theme(self, theme: str) -> None:
        self.theme = "ansi-dark" if theme == "ansi" else f"dubao-{theme}"

    async def on_event(self, event: events.Event) -> None:
        """Take the answer of the terminal to the query of where its cursor is behind a character of ambiguous width."""
        if isinstance(event, events.CursorPosition) and event.y == _QUERY_ROW and event.x in (1, 2):
            before, self._measured_ambiguous_width = self.ambiguous_width, 2 if event.x == 2 else 1
            if self.ambiguous_width != before:
                self._refresh_all()
        await super().on_event(event)

    @property
    def ambiguous_width(self) -> AmbiguousWidth:
        """Cells of a character of ambiguous width: as the settings say, or as the terminal answered."""
        return self._effective_settings.ambiguous_width

    @property
    def _effective_settings(self) -> Settings:
        """The settings in force, with what the terminal answered."""
        if self.settings.ambiguous == "auto" and self._measured_ambiguous_width:
            return replace(self.settings, ambiguous=self._measured_ambiguous_width)
        return self.settings

    def _refresh_all(self) -> None:
        """Apply the current settings to all screens."""
        self._reading_screen.apply_settings(self._effective_settings)
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.set_ambiguous_width(self.ambiguous_width)

    def on_app_focus(self) -> None:
        """Apply overrides that were edited in another window."""
        self._reading_screen.controllers.script_switch.apply_edited_overrides()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the reading screen to the window, also while another screen is shown over it."""
        clear_geometry_caches()
        self._reading_screen.fit_to_window(event.size.width, event.size.height)

    def apply_settings(self, settings: Settings) -> Messages:
        """Apply changed settings at once; return the messages of the screen, whose language may have changed."""
        if settings.theme != self.settings.theme and not self._has_no_colours:
            self._set_theme(settings.theme)
        self.settings = settings
        self._refresh_all()
        if settings.ambiguous == "auto" and self._measured_ambiguous_width is None and not self.is_headless:
            query_ambiguous_width(self)
            self.action_redraw()  # asking leaves a gap in the margin
        return self.messages

    def change_setting(self, name: str, value: object) -> None:
        """Write a setting to the settings file, and put the file in force.

        Args:
            name: As in `reader.config.edit.write_settings`.
            value: The new value; None for the default.

        Raises:
            ReaderError: It cannot be written, or the file has something wrong in it.
        """
        from reader.config.edit import write_settings
        from reader.config.settings import config_path, load_settings
        from reader.input.keymap import find_problems

        path = config_path(self.config_path)
        write_settings(path, {name: value}, find_problems)
        self.apply_settings(load_settings(self.config_path, find_problems))

    # -- commands

    async def _open_screen(self, screen: CommandScreen) -> None:
        """Show another screen over this one; drawn once, when all of it is there."""
        with self.batch_update():
            await self.push_screen(screen)

    async def action_help(self) -> None:
        """Open the help, which begins with the keys of where the keyboard is."""
        from reader.tui.screens.help import HelpScreen

        if isinstance(self.screen, CommandScreen):
            screen, context = self.screen, self.screen.get_contexts()[0]
            await self._open_screen(HelpScreen(screen.keymap, screen.messages, self.ambiguous_width, context))

    async def action_settings(self) -> None:
        """Open the settings."""
        from reader.tui.screens.settings import SettingsScreen

        if isinstance(self.screen, ReadingScreen):
            screen, width = self.screen, self.ambiguous_width
            await self._open_screen(
                SettingsScreen(
                    screen.keymap,
                    screen.messages,
                    width,
                    self.config_path,
                    screen.session,
                    self.change_setting,
                    lambda: self.settings,
                )
            )

    async def action_doctor(self) -> None:
        """Open the diagnostics."""
        from reader.tui.screens.doctor import DoctorScreen

        if isinstance(self.screen, ReadingScreen):
            screen, width = self.screen, self.ambiguous_width
            await self._open_screen(DoctorScreen(screen.keymap, screen.messages, width, self.config_path))

    def action_redraw(self) -> None:
        """Draw everything again, over whatever another program has written."""
        self.refresh(repaint=True, layout=True)
        self.screen.refresh(layout=True)

    def action_suspend(self) -> None:
        """Suspend the program, which `fg` continues; where no shell could do that, say so."""
        if is_without_shell():
            self._reading_screen.show_message(self.messages("status.no_shell"), "warning")
        else:
            self.action_suspend_process()

    async def action_quit(self) -> None:
        """Quit at once."""
        self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app, as Textual does; nothing that was typed, and no place in the article, is lost by that."""
        self.stop_commands()
        self.store_unsaved()
        super().exit(result, return_code, message)

    def store_unsaved(self) -> None:
        """Store the note that is being typed as a draft, and the reading position."""
        controllers = self._reading_screen.controllers
        controllers.note_editing.store_draft()
        controllers.navigation.save_reading_position()

    def stop_commands(self) -> None:
        """Kill the commands that the user has started, which would outlive the program; for any thread."""
        self._reading_screen.controllers.pipe.stop()

    def run_to_exit(self) -> int:
        """Run until the user quits; return the exit code."""
        self.run()
        return self.return_code or 0
