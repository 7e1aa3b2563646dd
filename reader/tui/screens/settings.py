"""The settings page: every setting and every key, with the page beside them as they make it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal, get_args, get_origin, get_type_hints

from textual.containers import Container

from reader.config.settings import NUMBER_RANGES, Settings, config_path
from reader.errors import ReaderError
from reader.input.commands import COMMANDS
from reader.input.key_names import format_key, is_from_input_method, normalize_key
from reader.input.keymap import find_key_holders, find_problems
from reader.tui.layout import make_page_style
from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.screens.full_page import FullPageScreen
from reader.tui.state.cycle import cycle
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.full_page_rows import FullPageLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.tui.rows.bar_row import KeyHint
    from reader.tui.shell import Session
    from reader.typeset import AmbiguousWidth

_KEYS = "keys."
"""What the names of the settings of keys begin with."""
_MIN_WIDTH_FOR_PREVIEW = 100
"""Cells of a window that has room for the page beside the settings."""
_PREVIEW_COLUMN = 4
"""The column of the text on that page."""
_LEAVE_KEY = "escape"
_REMOVE_KEY = "delete"
"""What leaves a command its keys, and what takes them away, where a new key is asked for."""


class SettingsScreen(FullPageScreen):
    """The page of settings: a change applies at once, shows on the page beside it, and is written to the settings file.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        config_path: The settings file, where one was named.
        session: What is open and in force.
        change_setting: Writes the value of a setting and puts it in force; raises ReaderError.
        get_settings: Gives the settings as they are written; those of the session have what the terminal answered.
    """

    DEFAULT_CSS = """
    SettingsScreen {
        & #settings-body { height: 1fr; layout: horizontal; }
        & #settings-body FullPageRows { width: 1fr; }
        & #settings-body ArticleView { width: 50%; height: 1fr; border-left: vkey $rule; }
        &.-narrow #settings-body { layout: vertical; }
        &.-narrow #settings-body ArticleView { width: 1fr; height: 40%; border-left: none; border-top: hkey $rule; }
        &.-short #settings-body ArticleView { display: none; }
    }
    """
    FILTER_MESSAGE: ClassVar[str] = "settings.search"

    def __init__(
        self,
        keymap: Keymap,
        messages: Messages,
        ambiguous: AmbiguousWidth,
        config_path: str | None,
        session: Session,
        change_setting: Callable[[str, object], None],
        get_settings: Callable[[], Settings],
    ) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._config_path = config_path
        self._session = session
        self._change_setting = change_setting
        self._get_settings = get_settings
        self._preview = ArticleView(make_page_style(session.settings))
        self._preview.can_focus = False
        self._captured_command = ""
        """The id of the command whose new key is asked for; "" while none is."""

    def compose_body(self) -> ComposeResult:
        """The settings, and the page as they make it."""
        with Container(id="settings-body"):
            yield self.rows
            yield self._preview

    def on_mount(self) -> None:
        """Show the article beside the settings."""
        self._preview.show_article(self._session.open_article)
        self._fit_preview()

    def on_resize(self) -> None:
        """Lay the page out in its new width."""
        self._fit_preview()

    def _fit_preview(self) -> None:
        width, height = self.app.size
        self.set_class(width < _MIN_WIDTH_FOR_PREVIEW, "-narrow")
        self.set_class(width < _MIN_WIDTH_FOR_PREVIEW and height < 24, "-short")
        cells = width // 2 if width >= _MIN_WIDTH_FOR_PREVIEW else width
        measure = max(8, min(self._session.settings.measure * 2, cells - 2 * _PREVIEW_COLUMN)) // 2 * 2
        column = _PREVIEW_COLUMN if cells > 4 * _PREVIEW_COLUMN else 0
        self._preview.set_page_style(replace(make_page_style(self._session.settings), measure=measure), column)
        self._preview.refresh_for_view()
        self._preview.repaint()

    @property
    def page_title(self) -> str:
        """The title of the page."""
        return self.messages("settings")

    def refresh_title(self) -> None:
        """Show the title of the page, and the path of the settings file."""
        super().refresh_title()
        path = BarPart(f"  {config_path(self._config_path)}", "label")
        self.title_bar.set_content((*self.title_bar.content.left, path))

    def make_lines(self) -> Sequence[FullPageLine]:
        """One line a setting, with its value and what that means; then one a command, with its keys."""
        words = self.messages
        lines = [FullPageLine("")]
        for name in _SETTING_NAMES:
            value = getattr(self._get_settings(), name)
            said, note = str(value), words(f"setting.{name}.help")
            if name not in NUMBER_RANGES:
                said = words(f"setting.{name}.{value}")
                note = f"{words(f'setting.{name}.{value}.help')}  ({note})"
            lines.append(FullPageLine(words("setting." + name), said, name, note))
        lines += [FullPageLine(""), FullPageLine(words("setting.keys"))]
        for command in COMMANDS:
            where = words("help.topic." + command.context)
            note = f"{words(command.id + '.help')}  ({where})"
            keys_shown = self.keymap.format_keys(command.id) or words("setting.keys.none")
            lines.append(FullPageLine(words(command.id), keys_shown, _KEYS + command.id, note))
        return lines

    def list_key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that change what is marked, and leave the page."""
        if str(self._marked_name).startswith(_KEYS):
            changes = make_key_hints(self.messages, ("hint.new_key", "jump"), ("hint.default_key", "fold"))
        else:
            changes = make_key_hints(self.messages, ("hint.value.next", "jump"), ("hint.value.previous", "fold"))
        return changes + super().list_key_hints()

    @property
    def _marked_name(self) -> str:
        line = self.rows.marked_line
        return str(line.value) if line is not None else ""

    def on_full_page_rows_chosen(self) -> None:
        """Change the setting that was clicked."""
        self.action_jump()

    def action_jump(self) -> None:
        """Change the marked setting to its next value, or ask for the new key of the marked command."""
        if self._marked_name.startswith(_KEYS):
            self._captured_command = self._marked_name.removeprefix(_KEYS)
            title = self.messages(self._captured_command)
            leave, remove = format_key(_LEAVE_KEY), format_key(_REMOVE_KEY)
            self.show_message(self.messages("status.press_key", command=title, leave=leave, remove=remove))
        else:
            self._cycle(1)

    def action_unfold(self) -> None:
        """As `action_jump`."""
        self.action_jump()

    def action_fold(self) -> None:
        """Change the marked setting to its previous value; give the marked command its default keys again."""
        if self._marked_name.startswith(_KEYS):
            self._write(self._marked_name, None)
        else:
            self._cycle(-1)

    async def on_key(self, event: events.Key) -> None:
        """Take the new key of a command, where one is asked for.

        Textual calls the handlers of all classes, so that the one of the base class has to be kept from running.
        """
        if not self._captured_command:
            return
        event.stop()
        event.prevent_default()
        command, self._captured_command = self._captured_command, ""
        key = normalize_key(event.key, event.character)
        if key == _LEAVE_KEY:
            self.clear_message()
        elif event.character and is_from_input_method(event.character):
            self.show_message(self.messages("status.input_method"), "warning")
        else:
            self._set_keys(command, () if key == _REMOVE_KEY else (format_key(key),))

    def _set_keys(self, command_id: str, keys: tuple[str, ...]) -> None:
        """Give a command other keys, or say in the words of this page why it cannot have them.

        Args:
            command_id: The command.
            keys: The names of its keys, as they are shown.
        """
        custom_keys = dict(self._get_settings().keys)
        words, key = self.messages, keys[0] if keys else ""
        if others := find_key_holders(command_id, keys, custom_keys):
            names = ", ".join(f"{words(each.id)} ({words('help.topic.' + each.context)})" for each in others)
            self.show_message(words("status.key_taken", key=key, commands=names), "warning")
        elif any(problem.name == command_id for problem in find_problems({**custom_keys, command_id: keys})):
            message_id = "status.key_refused" if keys else "status.key_needed"
            self.show_message(words(message_id, key=key, command=words(command_id)), "warning")
        else:
            self._write(_KEYS + command_id, keys)

    def _cycle(self, step: int) -> None:
        """Change the marked setting by so many values."""
        if name := self._marked_name:
            self._write(name, cycle(_list_values(name), getattr(self._get_settings(), name), step))

    def _write(self, name: str, value: object) -> None:
        """Write a setting to the file and put it in force, or say why that cannot be."""
        try:
            self._change_setting(name, value)
        except ReaderError as error:
            self.show_message(str(error), "error")
            return
        self._messages, self.keymap = self._session.messages, self._session.keymap
        self.refresh_title()
        self.refresh_lines()
        self._fit_preview()
        saved = self.messages("status.settings_saved", path=config_path(self._config_path))
        self.show_message(saved, "done")


_TYPE_HINTS = get_type_hints(Settings)
_SETTING_NAMES = [name for name in _TYPE_HINTS if get_origin(_TYPE_HINTS[name]) is Literal or name in NUMBER_RANGES]


def _list_values(name: str) -> Sequence[object]:
    """All values of a setting, in order."""
    if name in NUMBER_RANGES:
        low, high = NUMBER_RANGES[name]
        return range(low, high + 1)
    return get_args(_TYPE_HINTS[name])
