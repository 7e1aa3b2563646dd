"""The palette: every command, script and value of a setting by any of its names, and any path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.input.commands import COMMANDS
from reader.sources.kinds import classify_source
from reader.text.folding import fold_query
from reader.tui.controllers.palette_entries import list_other_entries, make_command_entry, rank_entry
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from reader.input.commands import Command, CommandContext
    from reader.model import ViewName
    from reader.tui.controllers.palette_entries import PaletteEntry
    from reader.tui.prompts import Prompt
    from reader.tui.shell import Scheduler, Session, Shell

_HIDDEN_COMMANDS: frozenset[str] = frozenset({"palette", "cancel", "box.accept", "box.cancel", "box.up", "box.down",
                                          "dialog.accept", "dialog.cancel", "interrupt"})  # fmt: skip
_MAX_RECENT = 20
"""Of what was chosen, how much is remembered."""
_PATH_PREFIXES = ("/", "~", "./", "../")


class CommandPaletteController:
    """The prompt of the palette. The chosen command runs where the keyboard was before.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        scheduler: Timers, workers and threads.
        path_prompt: The prompt for paths.
        get_contexts: Returns the current contexts, the innermost first.
        run_command: Runs a command.
    """

    prefix = ":"
    initial_text = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        path_prompt: Prompt,
        get_contexts: Callable[[], Sequence[CommandContext]],
        run_command: Callable[[Command], Awaitable[None]],
        switch_view: Callable[[ViewName], None],
        change_setting: Callable[[str, object], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._path_prompt = path_prompt
        self._get_contexts = get_contexts
        self._run_command = run_command
        self._switch_view = switch_view
        self._change_setting = change_setting
        self._recent: list[str] = []
        """The ids of what was chosen, the latest first."""
        self._contexts: Sequence[CommandContext] = ()
        self.placeholder = ""

    async def action_palette(self) -> None:
        """Open the palette."""
        self._contexts = self._get_contexts()
        self.placeholder = self._session.messages("palette.placeholder")
        await self._shell.open_prompt(self)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer what matches the text by its name in any language, the better match first; for a path, paths.

        Of equal matches what was chosen lately comes first.
        """
        if _names_source(text):
            return self._path_prompt.list_choices(text)
        wanted = fold_query(text.strip())
        entries = [make_command_entry(command) for command in self._list_commands()]
        entries += list_other_entries() if wanted else [each for each in list_other_entries() if self._is_recent(each)]
        found = [(rank, entry) for entry in entries if (rank := rank_entry(entry, wanted)) is not None]
        # Stable: else the order of the table.
        found.sort(key=lambda ranked: (ranked[0], self._recency(ranked[1])))
        return [self._make_choice(entry) for _, entry in found]

    def _recency(self, entry: PaletteEntry) -> int:
        """0 for what was chosen last, 1 for what was chosen before, and so on; the same for all that never was."""
        return self._recent.index(entry.id) if entry.id in self._recent else _MAX_RECENT

    def _is_recent(self, entry: PaletteEntry) -> bool:
        return entry.id in self._recent

    def _list_commands(self) -> Iterator[Command]:
        """The commands that can be run from here, those of the innermost context first."""
        for context in self._contexts:
            yield from (c for c in COMMANDS if c.context == context and c.id not in _HIDDEN_COMMANDS)

    def _make_choice(self, entry: PaletteEntry) -> Choice:
        words = self._session.messages
        keys = self._session.keymap.format_keys(entry.id) if entry.command else ""
        return Choice(entry.make_title(words), words(entry.help_id), keys, partial(self._run, entry))

    async def _run(self, entry: PaletteEntry) -> None:
        """Do what was chosen, and remember it."""
        self._recent = [entry.id, *(name for name in self._recent if name != entry.id)][:_MAX_RECENT]
        if entry.command is not None:
            await self._run_command(entry.command)
        elif entry.view_name is not None:
            self._switch_view(entry.view_name)
        elif entry.setting is not None:
            name, value = entry.setting
            try:
                self._change_setting(name, value)
            except ReaderError as error:
                self._shell.show_message(str(error), "error")
            else:
                words = self._session.messages
                self._shell.show_message(words("status.setting", what=entry.make_title(words)), "done")

    def preview(self, text: str) -> str:
        """Say so where no command matches."""
        return self._session.messages("status.no_hit") if text and not self.list_choices(text) else ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Run the selected command, or open the path that is typed.

        Args:
            text: The text that is typed.
            choice: The selected choice; None without choices.
        """
        if _names_source(text) or (choice is not None and choice.completion):
            self._path_prompt.accept(text, choice)
        elif choice is not None and choice.run is not None:
            self._scheduler.call_after_refresh(choice.run)  # the keyboard is back where it was by then
        elif text:
            self._shell.show_message(self._session.messages("status.no_match", q=text), "warning")

    def cancel(self) -> None:
        """Do nothing."""


def _names_source(text: str) -> bool:
    """Whether what is typed is a path or a URL, and no command."""
    return text.startswith(_PATH_PREFIXES) or classify_source(text) == "web"
