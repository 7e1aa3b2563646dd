"""The palette: any command by any of its names, and any path."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.i18n import Messages
from reader.input.commands import COMMANDS, Command, CommandContext
from reader.tui.controllers import command_palette
from reader.tui.controllers.command_palette import _HIDDEN_COMMANDS, CommandPaletteController
from reader.tui.prompts import Choice, FilterPrompt
from tests.tui.controllers.fakes import Program


class Palette:
    def __init__(self, *contexts: CommandContext) -> None:
        self.program = program = Program("02-feature")
        self.contexts = contexts or ("article", "everywhere")
        self.ran: list[str] = []
        self.paths: list[str] = []
        self.views: list[str] = []
        self.settings: list[tuple[str, object]] = []
        self.failure: ReaderError | None = None
        self.controller = CommandPaletteController(
            program.shell,
            program.session,
            program.scheduler,
            PathPrompt(self.paths),
            lambda: self.contexts,
            self.run,
            self.views.append,
            self.change_setting,
        )

    async def run(self, command: Command) -> None:
        self.ran.append(command.id)

    def change_setting(self, name: str, value: object) -> None:
        if self.failure:
            raise self.failure
        self.settings.append((name, value))

    async def choose(self, text: str) -> None:
        """Choose the first that is offered for a text."""
        self.controller.accept(text, self.controller.list_choices(text)[0])
        await self.program.scheduler.pending.pop()()  # type: ignore[misc]

    def titles(self, text: str) -> list[str]:
        return [choice.title for choice in self.controller.list_choices(text)]


class PathPrompt(FilterPrompt):
    """A prompt for paths that offers one."""

    def __init__(self, opened: list[str]) -> None:
        super().__init__(lambda _: "", lambda: None)
        self._opened = opened

    def list_choices(self, text: str) -> list[Choice]:
        return [Choice("story.txt", completion=text + "story.txt")]

    def accept(self, text: str, choice: Choice | None) -> None:
        self._opened.append(text)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        *((typed, "Switch script") for typed in ("switch", "簡繁", "简繁", "ＳＷＩＴＣＨ", "script.other")),
        ("設定", "Settings"),
        ("设置", "Settings"),
        ("說明", "Help"),
        ("帮助", "Help"),
        ("quit", "Quit"),
        ("q", "Quit"),
    ],
)
async def test_a_command_is_found_by_any_of_its_names(typed: str, title: str) -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert palette.titles(typed)[0] == title
    assert palette.controller.preview(typed) == ""


async def test_letters_in_the_order_of_a_name_are_enough() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert "Page down" in palette.titles("pgdn")


async def test_every_command_is_found_by_its_own_name_in_every_language() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert len(palette.titles("")) > 30
    for command in COMMANDS:
        if command.context not in ("article", "everywhere") or command.id in _HIDDEN_COMMANDS:
            continue
        for language in ("en", "hant", "hans"):
            title = Messages(language)(command.id)
            assert Messages("en")(command.id) in palette.titles(title), (command.id, language)


async def test_only_commands_of_where_the_keyboard_is_are_found() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert "All read" not in palette.titles("all read")
    palette = Palette("list", "everywhere")
    await palette.controller.action_palette()
    assert palette.titles("all read")[0] == "All read"


async def test_the_chosen_command_runs_once_the_prompt_is_gone() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    choice = palette.controller.list_choices("settings")[0]
    assert choice.key_hint == palette.program.session.keymap.format_keys("settings")
    palette.controller.accept("settings", choice)
    assert palette.ran == []
    await palette.program.scheduler.pending.pop()()  # type: ignore[misc]
    assert palette.ran == ["settings"]


@pytest.mark.parametrize("typed", ["taiwan words", "台灣用語", "臺灣用語", "台湾用语"])
async def test_a_script_is_chosen_by_its_name_in_any_language(typed: str) -> None:
    palette = Palette()
    await palette.controller.action_palette()
    await palette.choose(typed)
    assert palette.views == ["twp"]


@pytest.mark.parametrize("typed", ["light", "淺色", "浅色"])
async def test_a_value_of_a_setting_is_chosen_by_its_name_in_any_language(typed: str) -> None:
    palette = Palette()
    await palette.controller.action_palette()
    await palette.choose(typed)
    assert palette.settings == [("theme", "light")]
    assert palette.program.message == "Theme: Light"


async def test_a_setting_that_cannot_be_written_is_told() -> None:
    palette = Palette()
    palette.failure = ReaderError("config.toml", "it is locked", "wait")
    await palette.controller.action_palette()
    await palette.choose("light")
    assert palette.program.message == str(palette.failure)


async def test_recently_chosen_entries_come_first() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert "Theme: Light" not in palette.titles(""), "only commands, before anything is typed"
    await palette.choose("settings")
    await palette.choose("light")
    assert palette.titles("")[:2] == ["Theme: Light", "Settings"]
    await palette.choose("settings")
    assert palette.titles("")[:2] == ["Settings", "Theme: Light"]


async def test_nothing_found_says_so() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    words = palette.program.session.messages
    assert palette.controller.preview("qqqq") == words("status.no_hit")
    palette.controller.accept("qqqq", None)
    assert palette.program.message == words("status.no_match", q="qqqq")
    palette.controller.accept("", None)
    palette.controller.cancel()
    assert len(palette.program.shell.messages) == 1


@pytest.mark.parametrize("path", ["/", "~/x", "./a", "../b", "http://a.example", "https://a.example"])
async def test_a_path_is_completed_and_opened(path: str) -> None:
    palette = Palette()
    await palette.controller.action_palette()
    assert palette.titles(path) == ["story.txt"]
    palette.controller.accept(path, None)
    palette.controller.accept("x", Choice("story.txt", completion="x"))
    assert palette.paths == [path, "x"]


async def test_what_was_chosen_is_remembered_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_palette, "_MAX_RECENT", 2)
    palette = Palette()
    await palette.controller.action_palette()
    for text in ("settings", "light", "help", "light"):
        await palette.choose(text)
    assert palette.titles("")[:2] == ["Theme: Light", "Help"]
    assert palette.titles("").index("Settings") > 2


async def test_without_a_choice_nothing_runs() -> None:
    palette = Palette()
    await palette.controller.action_palette()
    palette.controller.accept("settings", Choice("a row that does nothing"))
    assert palette.program.scheduler.pending == []
    assert palette.controller.preview("") == ""
