"""The program on the screen. It owns quitting, the theme, the terminal; all else belongs to the screens."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.theme import Theme

from reader.tui.belt import Belt
from reader.tui.driver import driver_behind
from reader.tui.palette import PALETTES
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from reader.settings import Settings
    from reader.tui.articles.shelf import Shelf
    from reader.tui.curtain import Curtain
    from reader.tui.keymap import Keymap
    from reader.tui.opened import Opened
    from reader.tui.words import Words


WIDE = 2
"""Where the cursor stands, from 0, behind a sign that takes two cells."""


class DubaoApp(App[None], inherit_bindings=False):
    """dubao 讀報."""

    TITLE = "dubao"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    """Textual's own selection: the page has its own, which knows what the text says as written."""
    CSS_PATH: ClassVar[str] = "screens/reader.tcss"
    """Of the first screen: Textual does not load that one's own."""

    def __init__(
        self,
        settings: Settings,
        keymap: Keymap,
        shelf: Shelf,
        opened: Opened,
        *,
        config: str | None = None,
        in_list: bool = False,
        curtain: Curtain | None = None,
    ) -> None:
        super().__init__(driver_class=driver_behind(curtain, ask=settings.ambiguous == "auto") if curtain else None)
        self.settings = settings
        self.config = config
        """The settings file that was named on the command line."""
        self._belt = Belt()
        self._reader = ReaderScreen(settings, keymap, shelf, opened, in_list=in_list)
        if not self.native_ansi_color:  # under NO_COLOR the terminal's own theme was chosen before construction
            for name, palette in PALETTES.items():
                self.register_theme(Theme(name="dubao-" + name, **palette._asdict()))
            self._set_theme(settings.theme)

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self._reader

    @property
    def words(self) -> Words:
        """Of the screen."""
        return self._reader.words

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and the belt over everything that is drawn."""
        return [*super().get_line_filters(), self._belt]

    def on_mount(self) -> None:
        """Untreated, these signals end the program with the terminal still in its hands."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, number)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())  # fg: the screen is empty now

    def _stop(self, number: int) -> None:
        """End by a signal, through the driver, which puts the terminal back."""
        self.exit(return_code=128 + number)

    def _set_theme(self, theme: str) -> None:
        self.theme = "ansi-dark" if theme == "ansi" else f"dubao-{theme}"

    async def on_event(self, event: events.Event) -> None:
        """Take the terminal's answer of where its cursor stood behind a sign of ambiguous width."""
        if isinstance(event, events.CursorPosition) and self.settings.ambiguous == "auto" and event.x == WIDE:
            self._reader.resettle(replace(self._reader.settings, ambiguous=2))
        await super().on_event(event)

    def on_app_focus(self) -> None:
        """The reader is back from another window."""
        self._reader.scripts.reread()

    def on_resize(self, event: events.Resize) -> None:
        """The reading screen first: also while another one lies over it."""
        self._reader.fit(event.size.width, event.size.height)

    def resettle(self, settings: Settings) -> None:
        """Other settings are in force, at once."""
        if settings.theme != self.settings.theme and not self.native_ansi_color:
            self._set_theme(settings.theme)
        self.settings = settings
        self._reader.resettle(settings)

    # -- commands

    async def action_help(self) -> None:
        """The help of what is on the screen."""
        from reader.tui.screens.help import HelpScreen

        if isinstance(self.screen, KeyedScreen):
            await self.push_screen(HelpScreen(self.screen.keymap, self.screen.words, self.screen.contexts()[0]))

    async def action_settings(self) -> None:
        """See and change the settings."""
        from reader.tui.screens.settings import SettingsScreen

        if isinstance(self.screen, ReaderScreen):
            await self.push_screen(SettingsScreen(self.screen.keymap, self.screen.words, self.config))

    async def action_doctor(self) -> None:
        """What dubao found on this machine."""
        from reader.tui.screens.doctor import DoctorScreen

        if isinstance(self.screen, ReaderScreen):
            await self.push_screen(DoctorScreen(self.screen.keymap, self.screen.words, self.config))

    def action_redraw(self) -> None:
        """Draw everything again, over whatever another program wrote."""
        self.refresh(repaint=True, layout=True)
        self.screen.refresh(layout=True)

    def action_suspend(self) -> None:
        """To the shell; `fg` comes back."""
        self.action_suspend_process()

    async def action_quit(self) -> None:
        """At once."""
        self.exit()

    def start(self) -> int:
        """Run until the reader quits; the exit code."""
        self.run()
        return self.return_code or 0
