"""The settings page: every setting with its value, what it means, and the next value with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args, get_origin, get_type_hints

from reader.config import edit
from reader.config.settings import NUMBER_RANGES, Settings, config_path, load_settings
from reader.errors import ReaderError
from reader.input import keymap as keys
from reader.tui.screens.full_page import FullPageLine, FullPageScreen
from reader.tui.state.cycle import cycle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.typeset import AmbiguousWidth


class SettingsScreen(FullPageScreen):
    """A change holds at once, and is written to the settings file, whose comments stay.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        settings: In force.
        config_path: The settings file, where one was named.
        apply_settings: Puts other settings in force; returns the messages of the screen, whose language may change.
    """

    def __init__(
        self,
        keymap: Keymap,
        messages: Messages,
        ambiguous: AmbiguousWidth,
        settings: Settings,
        config_path: str | None,
        apply_settings: Callable[[Settings], Messages],
    ) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._settings = settings
        self._config_path = config_path
        self._apply_settings = apply_settings

    @property
    def page_title(self) -> str:
        """The title of the page, with the file the settings are kept in."""
        return f"{self.messages('settings')}  {config_path(self._config_path)}"

    def make_lines(self) -> Sequence[FullPageLine]:
        """One row a setting, with its value and what that means."""
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
        """The keys that change a setting and leave the page."""
        words = self.messages
        return (
            words.format_hint("hint.change", "jump"),
            words.format_hint("hint.change", "fold", "unfold"),
            self.close_hint,
        )

    def on_full_page_rows_chosen(self) -> None:
        """Change the setting that was clicked."""
        self.action_jump()

    def action_jump(self) -> None:
        """Change the marked setting to its next value."""
        self._change(1)

    def action_unfold(self) -> None:
        """Change the marked setting to its next value."""
        self._change(1)

    def action_fold(self) -> None:
        """Change the marked setting to its previous value."""
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
        self._settings = settings
        self._messages = self._apply_settings(settings)
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
