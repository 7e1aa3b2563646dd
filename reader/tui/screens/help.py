"""The help: every command by where it is heard, what holds now first, and what the signs on the page mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.input.commands import COMMANDS, CONTEXTS
from reader.tui.screens.full_page import Line, PageScreen
from reader.tui.state.article import folded
from reader.tui.widgets.choice_drawer import Chooser
from reader.tui.widgets.prompt_bar import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from reader.i18n import Words
    from reader.input.commands import Context, Owner
    from reader.input.keymap import Keymap
    from reader.tui.prompts import Choice

_SIGNS = (
    "bold", "reverse", "underline", "dim", "caption", "number", "star", "plus", "question", "tilde", "unread", "here",
)  # fmt: skip


class HelpScreen(PageScreen):
    """A full page; `/` keeps the rows that have the words typed."""

    sign = "/"
    start = ""

    def __init__(self, keymap: Keymap, words: Words, context: Context) -> None:
        super().__init__(keymap, words)
        self._topics = sorted(CONTEXTS, key=lambda topic: topic != context)  # stable: the others keep their order
        self._query = ""
        self._drawer = Chooser(1)
        self._box = Box(self._drawer)
        self.placeholder = words("help.search")

    def compose(self) -> ComposeResult:
        """The page, and the box to search it."""
        yield from super().compose()
        yield self._drawer
        yield self._box

    @property
    def title_(self) -> str:
        """What page this is."""
        return self.words("help.title")

    def lines(self) -> Sequence[Line]:
        """The rows of all topics, or those with the words searched for."""
        wanted = folded(self._query)
        lines: list[Line] = []
        for topic, rows in self._by_topic():
            found = [line for line in rows if wanted in folded(f"{topic} {line.left} {line.right}")]
            if found:
                lines += [Line(""), Line(topic), *found]
        return lines[1:] or [Line("  " + self.words("status.no_match", q=self._query))]

    def _by_topic(self) -> Iterator[tuple[str, list[Line]]]:
        words = self.words
        for topic in self._topics:
            commands = [c for c in COMMANDS if c.context == topic]
            rows = [Line(self.keymap.printed(c.id) or words.key("palette"), words(c.id + ".help")) for c in commands]
            yield words("help.topic." + topic), rows
        yield words("help.topic.signs"), [Line(words("sign." + s), words("sign." + s + ".help")) for s in _SIGNS]

    def keys(self) -> tuple[str, ...]:
        """How to search and leave."""
        return self.words.hint("help.search", "filter"), self.way_back

    def contexts(self) -> Sequence[Context]:
        """The box, while it is open."""
        return ("box",) if self._box.is_open else super().contexts()

    def owner(self, name: Owner) -> object | None:
        """The box has its own commands; help closes what help opened."""
        return self._box if name == "box" else self if name == "app" else super().owner(name)

    def no_key(self, key: str) -> str:
        """The keys are shown already."""
        return self.words("status.no_key.help", key=key)

    def action_help(self) -> None:
        """The key that opened it closes it."""
        self.dismiss()

    def action_quit(self) -> None:
        """Out of the program."""
        self.app.exit()

    # -- searching

    async def action_filter(self) -> None:
        """Ask for words."""
        self.start = self._query
        await self._box.open(self, self.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """The page itself shows them."""
        return ()

    def changed(self, typed: str) -> str:
        """Show what has these words."""
        self._query = typed
        self.rows.say(self.lines())
        return ""

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Keep it."""

    def cancel(self) -> None:
        """Show what was shown before."""
        self.changed(self.start)

    def overhear(self, character: str) -> None:
        """Typed for the box."""
        self._box.type(character)

    def on_box_closed(self) -> None:
        """The keyboard goes back to the rows."""
        self.rows.focus()

    def action_cancel(self) -> None:
        """First the search, then the page."""
        if self._query:
            self.changed("")
        else:
            self.dismiss()
