"""The program on the screen. It owns quitting, the theme, the palette; all else belongs to the screens."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.theme import Theme

from reader.tui.belt import Belt
from reader.tui.commands import COMMANDS, bindings
from reader.tui.driver import driver_behind
from reader.tui.palette import PALETTES
from reader.tui.screens.reader import ReaderScreen
from reader.tui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from reader.settings import Settings
    from reader.sources import Document
    from reader.tui.curtain import Curtain
    from reader.tui.opened import Opened


_NOT_IN_PALETTE = frozenset({"palette", "cancel", "copy", "back"})


class DubaoApp(App[None]):
    """dubao 讀報."""

    TITLE = "dubao"
    BINDINGS = bindings("app")  # type: ignore[assignment]  # a list is invariant
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT: ClassVar[bool] = False
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+p"
    CSS_PATH: ClassVar[str] = "screens/reader.tcss"
    """Of the first screen: Textual does not load that one's own."""
    CSS = """
    CommandPalette { background: $background; }
    CommandPalette > Vertical { width: 100%; margin: 0; }
    CommandPalette SearchIcon { display: none; }
    """

    def __init__(
        self,
        settings: Settings,
        sources: list[str],
        opened: Opened,
        load: Callable[[str], Document],
        curtain: Curtain | None = None,
    ) -> None:
        super().__init__(driver_class=driver_behind(curtain) if curtain else None)
        self._belt = Belt()
        self._first_screen = ReaderScreen(settings, sources, opened, load)
        if not self.native_ansi_color:  # under NO_COLOR the terminal's own theme was chosen before construction
            for name, palette in PALETTES.items():
                self.register_theme(Theme(name="dubao-" + name, **palette._asdict()))
            self.theme = f"dubao-{settings.theme if settings.theme in PALETTES else 'dark'}"

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self._first_screen

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

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the table that can be run by name."""
        if not isinstance(screen, ReaderScreen):
            return
        words = screen.words
        other = Words("hant" if words.language == "en" else "en")  # found by either name
        owners = {"app": self, "screen": screen, "spread": screen.spread, "scroller": screen.focused or screen}
        for command in COMMANDS:
            run = getattr(owners.get(command.owner), f"action_{command.action}", None)
            if run is not None and command.id not in _NOT_IN_PALETTE:
                title = f"{words(command.id)}  {other(command.id)}"
                yield SystemCommand(title, words(command.id + ".help"), run)

    def action_palette(self) -> None:
        """All commands by name."""
        if isinstance(self.screen, ReaderScreen):
            self.push_screen(CommandPalette(placeholder=self.screen.words("palette.placeholder")))

    async def action_help(self) -> None:
        """The help of what is on the screen."""
        from reader.tui.screens.help import HelpScreen

        if isinstance(self.screen, ReaderScreen):
            await self.push_screen(HelpScreen(self.screen.words))

    def action_copy(self) -> None:
        """Ctrl+C never quits."""
        if isinstance(self.screen, ReaderScreen):
            self.screen.tell(self.screen.words("status.nothing_selected"))

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
