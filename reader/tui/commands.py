"""Every command once: bindings, palette, help, status row and the README's table of keys come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import Binding

Context = Literal["everywhere", "article", "pane", "box"]
Owner = Literal["app", "screen", "spread", "scroller", "pane", "box"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key or the palette can do; its title and help are the words of the same id."""

    id: str
    keys: str
    """Textual's key names, with commas between."""
    context: Context
    """Where it is active, as the help and the README tell it."""
    owner: Owner
    """The widget whose action does it."""

    @property
    def action(self) -> str:
        """The action method's name, without its prefix."""
        return self.id.replace(".", "_")


COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "everywhere", "scroller"),
    Command("move.up", "k,up", "everywhere", "scroller"),
    Command("page.down", "space,pagedown,ctrl+f", "everywhere", "scroller"),
    Command("page.up", "b,pageup,ctrl+b", "everywhere", "scroller"),
    Command("half.down", "ctrl+d", "everywhere", "scroller"),
    Command("half.up", "ctrl+u", "everywhere", "scroller"),
    Command("top", "g,home", "everywhere", "scroller"),
    Command("bottom", "G,end", "everywhere", "scroller"),
    Command("walk.next", "n", "article", "spread"),
    Command("walk.previous", "N", "article", "spread"),
    Command("pane.sections", "1", "article", "spread"),
    Command("pane.captions", "2", "article", "spread"),
    Command("search", "slash", "article", "screen"),
    Command("act", "enter", "article", "spread"),
    Command("article.next", "J", "article", "screen"),
    Command("article.previous", "K", "article", "screen"),
    Command("furniture", "full_stop", "article", "spread"),
    Command("jump", "enter", "pane", "pane"),
    Command("box.accept", "enter", "box", "box"),
    Command("box.cancel", "escape", "box", "box"),
    Command("script.other", "t", "everywhere", "screen"),
    Command("panel", "w", "everywhere", "spread"),
    Command("focus.next", "tab", "everywhere", "spread"),
    Command("focus.previous", "shift+tab", "everywhere", "spread"),
    Command("cancel", "escape", "everywhere", "screen"),
    Command("back", "q", "everywhere", "screen"),
    Command("quit", "Q,ctrl+q", "everywhere", "app"),
    Command("help", "question_mark", "everywhere", "app"),
    Command("palette", "ctrl+p,colon", "everywhere", "app"),
    Command("copy", "ctrl+c", "everywhere", "app"),
    Command("redraw", "ctrl+l", "everywhere", "app"),
    Command("suspend", "ctrl+z", "everywhere", "app"),
)

_PRINTED = {
    "slash": "/", "question_mark": "?", "full_stop": ".", "colon": ":", "pagedown": "PageDown", "pageup": "PageUp",
    "home": "Home", "end": "End", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab",
    "space": "Space", "up": "Up", "down": "Down",
}  # fmt: skip


def printed(keys: str) -> str:
    """Keys as they are shown to a reader: `j Down`."""
    return "  ".join(_PRINTED.get(key, key.replace("ctrl+", "Ctrl+")) for key in keys.split(","))


@cache
def bindings(owner: Owner) -> list[Binding]:
    """Textual's bindings for the commands of one owner."""
    from textual.binding import Binding

    return [Binding(c.keys, c.action, c.id, id=c.id, show=False) for c in COMMANDS if c.owner == owner]


def keys_table() -> str:
    """The table of keys for the README, in Markdown."""
    from reader.tui.words import Words

    words = Words("en")
    rows = [
        f"| {words('help.topic.' + context)} | `{printed(c.keys).replace('  ', '` `')}` | {words(c.id + '.help')} |"
        for context in ("article", "pane", "box", "everywhere")
        for c in COMMANDS
        if c.context == context
    ]
    return "\n".join(["| where | keys | what they do |", "| --- | --- | --- |", *rows])
