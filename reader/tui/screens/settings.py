"""The settings page: every setting with its value, what it means, and the next value with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args, get_origin, get_type_hints

from reader.config import edit
from reader.config.settings import NUMBER_RANGES, Settings, config_path, load_settings
from reader.errors import ReaderError
from reader.input import keymap as keys
from reader.tui.screens.full_page import FullPageLine, FullPageScreen
from reader.tui.state.cycle import cycle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.tui.app import DubaoApp


class SettingsScreen(FullPageScreen):
    """A change holds at once, and is written to the settings file, whose comments stay."""

    def __init__(self, keymap: Keymap, messages: Messages, config: str | None) -> None:
        super().__init__(keymap, messages)
        self._config_path = config

    @property
    def page_title(self) -> str:
        """What page this is, and where they are kept."""
        return f"{self.messages('settings')}  {config_path(self._config_path)}"

    @property
    def _settings(self) -> Settings:
        return cast("DubaoApp", self.app).settings

    def make_lines(self) -> Sequence[FullPageLine]:
        """A setting a row, with its value and what that means."""
        lines = []
        for name in _SETTING_NAMES:
            value = getattr(self._settings, name)
            said, note = str(value), self.messages(f"setting.{name}.help")
            if name not in NUMBER_RANGES:
                said = self.messages(f"setting.{name}.{value}")
                note = f"{self.messages(f'setting.{name}.{value}.help')}  ({note})"
            lines.append(FullPageLine(self.messages("setting." + name), said, name, note))
        return lines

    def list_key_hints(self) -> tuple[str, ...]:
        """How to change and leave."""
        words = self.messages
        return (
            words.format_hint("hint.change", "jump"),
            words.format_hint("hint.change", "fold", "unfold"),
            self.close_hint,
        )

    def on_full_page_rows_chosen(self) -> None:
        """A click changes a setting too."""
        self.action_jump()

    def action_jump(self) -> None:
        """The next value."""
        self._change(1)

    def action_unfold(self) -> None:
        """The next value."""
        self._change(1)

    def action_fold(self) -> None:
        """The value before."""
        self._change(-1)

    def _change(self, step: int) -> None:
        line = self.rows.marked_line
        if line is None:
            return
        name = str(line.value)
        value = cycle(_list_values(name), getattr(self._settings, name), step)
        path = config_path(self._config_path)
        try:
            edit.write_settings(path, {name: value}, keys.find_problems)
            settings = load_settings(str(path), keys.find_problems)
        except ReaderError as error:
            self.show_message(str(error))
            return
        cast("DubaoApp", self.app).apply_settings(settings)
        self._messages = cast("DubaoApp", self.app).messages
        self.title_bar.set_content("dubao 讀報  " + self.page_title)
        self.rows.set_lines(self.make_lines())
        self.show_message(self.messages("status.settings_saved", path=path))


_TYPE_HINTS = get_type_hints(Settings)
_SETTING_NAMES = [name for name in _TYPE_HINTS if get_origin(_TYPE_HINTS[name]) is Literal or name in NUMBER_RANGES]


def _list_values(name: str) -> Sequence[object]:
    """All values of a setting, in order."""
    if name in NUMBER_RANGES:
        low, high = NUMBER_RANGES[name]
        return range(low, high + 1)
    return get_args(_TYPE_HINTS[name])
