"""The settings page: every setting with its value, what it means, and the next value with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args, get_origin, get_type_hints

from reader.config import edit
from reader.config.settings import RANGES, Settings, config_path, load
from reader.errors import ReaderError
from reader.input import keymap as keys
from reader.tui.screens.full_page import Line, PageScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Words
    from reader.input.keymap import Keymap
    from reader.tui.app import DubaoApp


class SettingsScreen(PageScreen):
    """A change holds at once, and is written to the settings file, whose comments stay."""

    def __init__(self, keymap: Keymap, words: Words, config: str | None) -> None:
        super().__init__(keymap, words)
        self._config = config

    @property
    def title_(self) -> str:
        """What page this is, and where they are kept."""
        return f"{self.words('settings')}  {config_path(self._config)}"

    @property
    def _settings(self) -> Settings:
        return cast("DubaoApp", self.app).settings

    def lines(self) -> Sequence[Line]:
        """A setting a row, with its value and what that means."""
        lines = []
        for name in _NAMES:
            value = getattr(self._settings, name)
            said, note = str(value), self.words(f"setting.{name}.help")
            if name not in RANGES:
                said = self.words(f"setting.{name}.{value}")
                note = f"{self.words(f'setting.{name}.{value}.help')}  ({note})"
            lines.append(Line(self.words("setting." + name), said, name, note))
        return lines

    def keys(self) -> tuple[str, ...]:
        """How to change and leave."""
        words = self.words
        return words.hint("hint.change", "jump"), words.hint("hint.change", "fold", "unfold"), self.way_back

    def on_page_rows_chosen(self) -> None:
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
        line = self.rows.line
        if line is None:
            return
        name = str(line.value)
        values = _values(name)
        value = values[(values.index(getattr(self._settings, name)) + step) % len(values)]
        path = config_path(self._config)
        try:
            edit.write(path, {name: value}, keys.check)
            settings = load(str(path), keys.check)
        except ReaderError as error:
            self.tell(str(error))
            return
        cast("DubaoApp", self.app).resettle(settings)
        self.words = cast("DubaoApp", self.app).words
        self.above.say("dubao 讀報  " + self.title_)
        self.rows.say(self.lines())
        self.tell(self.words("status.settings_saved", path=path))


_HINTS = get_type_hints(Settings)
_NAMES = [name for name in _HINTS if get_origin(_HINTS[name]) is Literal or name in RANGES]


def _values(name: str) -> Sequence[object]:
    """All values of a setting, in order."""
    if name in RANGES:
        low, high = RANGES[name]
        return range(low, high + 1)
    return get_args(_HINTS[name])
