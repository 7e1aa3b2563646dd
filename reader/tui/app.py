"""The program on the screen. It owns quitting, the theme, the terminal; all else belongs to the screens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.theme import Theme

from reader.tui.screens.command_screen import KeyedScreen
from reader.tui.screens.reading import ReaderScreen
from reader.tui.terminal.driver import ASK, driver_behind
from reader.tui.terminal.output_filter import Belt
from reader.tui.theme import OURS, PALETTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from reader.config.settings import Settings
    from reader.i18n import Words
    from reader.input.keymap import Keymap
    from reader.tui.state.article import Opened
    from reader.tui.state.reading_list import Shelf
    from reader.tui.terminal.first_paint import Curtain
    from reader.typeset import Ambiguous


_ASKED_IN = 1
"""The row, from 0, in which the terminal was asked where its cursor stands behind a sign of ambiguous width."""


class DubaoApp(App[None], inherit_bindings=False):
    """dubao 讀報."""

    TITLE = "dubao"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    """Textual's own selection: the page has its own, which knows what the text says as written."""
    CSS_PATH: ClassVar[str] = "screens/reading.tcss"
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
        self._measured: Ambiguous | None = None
        """Cells of such a sign, as the terminal says."""
        self.config = config
        """The settings file that was named on the command line."""
        self._belt = Belt()
        self._reader = ReaderScreen(settings, keymap, shelf, opened, in_list=in_list)
        if not self.native_ansi_color:  # under NO_COLOR the terminal's own theme was chosen before construction
            for name, palette in PALETTES.items():
                self.register_theme(Theme(name="dubao-" + name, **palette.theme()))
            self._set_theme(settings.theme)

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self._reader

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of ours that the terminal's own theme must know, though it has other colours for them."""
        return dict.fromkeys(OURS, "ansi_default")

    @property
    def words(self) -> Words:
        """Of the screen."""
        return self._reader.words

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and the belt over everything that is drawn."""
        return [*super().get_line_filters(), self._belt]

    def on_mount(self) -> None:
        """After `fg` the screen is empty."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def _set_theme(self, theme: str) -> None:
        self.theme = "ansi-dark" if theme == "ansi" else f"dubao-{theme}"

    async def on_event(self, event: events.Event) -> None:
        """Take the terminal's answer of where its cursor stood behind a sign of ambiguous width."""
        if isinstance(event, events.CursorPosition) and event.y == _ASKED_IN and event.x in (1, 2):
            before, self._measured = self.cells, 2 if event.x == 2 else 1
            if self.cells != before:
                self._settle()
        await super().on_event(event)

    @property
    def cells(self) -> Ambiguous:
        """Those of a character of ambiguous width: as the settings say, or the terminal where they leave it to it."""
        return self._in_force.cells

    @property
    def _in_force(self) -> Settings:
        """The settings with what was measured."""
        if self.settings.ambiguous == "auto" and self._measured:
            return replace(self.settings, ambiguous=self._measured)
        return self.settings

    def _settle(self) -> None:
        """Show everything as the settings in force have it, pages that lie over the article too."""
        self._reader.resettle(self._in_force)
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.measure(self.cells)

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
        self._settle()
        if settings.ambiguous == "auto" and self._measured is None and self._driver and not self.is_headless:
            self._driver.write(ASK)
            self.action_redraw()  # asking leaves a gap in the margin

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
        self._reader.articles.leave()
        self.exit()

    def start(self) -> int:
        """Run until the reader quits; the exit code."""
        self.run()
        return self.return_code or 0
