"""Every command once: keys, palette, help, status row and the README's table of keys come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

Context = Literal["box", "editor", "dialog", "cursor", "pane", "list", "article", "everywhere"]
"""Where keys are heard, the innermost first."""

Owner = Literal[
    "app", "places", "scripts", "finding", "articles", "copying", "about", "changes", "opening", "palette",
    "figures", "links", "loading", "saving", "noting", "writing", "placing", "tagging", "editor", "spread", "cursor",
    "scroller", "pane", "list", "box", "dialog",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key or the palette can do; its title and help are the words of the same id."""

    id: str
    keys: str
    """Textual's key names, with commas between; none for what only the palette does."""
    context: Context
    """Where its keys are heard, as the help and the README tell it."""
    owner: Owner
    """What has the action: a part of the screen, by its name there."""

    @property
    def action(self) -> str:
        """The name of the method that does it."""
        return "action_" + self.id.replace(".", "_")


COMMANDS: tuple[Command, ...] = (
    Command("walk.next", "n", "article", "spread"),
    Command("walk.previous", "N", "article", "spread"),
    Command("pane.sections", "1", "article", "spread"),
    Command("pane.captions", "2", "article", "spread"),
    Command("pane.figures", "3", "article", "spread"),
    Command("pane.notes", "4", "article", "spread"),
    Command("pane.links", "5", "article", "spread"),
    Command("search", "slash", "article", "finding"),
    Command("act", "enter", "article", "places"),
    Command("inspect", "i", "article", "about"),
    Command("cursor", "v", "article", "cursor"),
    Command("sentence", "V", "article", "cursor"),
    Command("copy", "y", "article", "copying"),
    Command("quote", "Y", "article", "copying"),
    Command("mark", "m", "article", "noting"),
    Command("note", "a", "article", "writing"),
    Command("note.article", "A", "article", "writing"),
    Command("note.editor", "E", "article", "writing"),
    Command("remove", "d", "article", "noting"),
    Command("tag", "number_sign", "article", "tagging"),
    Command("star", "asterisk", "article", "noting"),
    Command("save", "s", "article", "saving"),
    Command("save.as", "S", "article", "saving"),
    Command("figures", "f", "article", "figures"),
    Command("currency", "dollar_sign", "article", "figures"),
    Command("changes", "c", "article", "changes"),
    Command("article.next", "J", "article", "articles"),
    Command("article.previous", "K", "article", "articles"),
    Command("browser", "o", "article", "links"),
    Command("refetch", "r", "article", "loading"),
    Command("furniture", "full_stop", "article", "places"),
    Command("cursor.left", "h,left", "cursor", "cursor"),
    Command("cursor.right", "l,right", "cursor", "cursor"),
    Command("cursor.word", "w", "cursor", "cursor"),
    Command("cursor.word.back", "b", "cursor", "cursor"),
    Command("cursor.word.end", "e", "cursor", "cursor"),
    Command("cursor.sentence.back", "left_parenthesis", "cursor", "cursor"),
    Command("cursor.sentence.next", "right_parenthesis", "cursor", "cursor"),
    Command("cursor.paragraph.back", "left_curly_bracket", "cursor", "cursor"),
    Command("cursor.paragraph.next", "right_curly_bracket", "cursor", "cursor"),
    Command("cursor.start", "0", "cursor", "cursor"),
    Command("cursor.end", "dollar_sign", "cursor", "cursor"),
    Command("mark.selected", "enter", "cursor", "noting"),
    Command("mark.1", "1", "cursor", "noting"),
    Command("mark.2", "2", "cursor", "noting"),
    Command("mark.3", "3", "cursor", "noting"),
    Command("mark.4", "4", "cursor", "noting"),
    Command("mark.5", "5", "cursor", "noting"),
    Command("anchor", "v", "cursor", "cursor"),
    Command("widen", "V", "cursor", "cursor"),
    Command("other.end", "o", "cursor", "cursor"),
    Command("keep", "x", "cursor", "changes"),
    Command("search.this", "asterisk", "cursor", "finding"),
    Command("jump", "enter", "pane", "pane"),
    Command("fold", "h,left", "pane", "pane"),
    Command("unfold", "l,right", "pane", "pane"),
    Command("filter", "slash", "pane", "finding"),
    Command("pane.sort", "S", "pane", "figures"),
    Command("pane.hidden", "full_stop", "pane", "figures"),
    Command("place", "p", "pane", "placing"),
    Command("copy.all", "Y", "pane", "copying"),
    Command("list.open", "enter,l,right", "list", "list"),
    Command("list.next", "n", "list", "list"),
    Command("list.previous", "N", "list", "list"),
    Command("read", "m", "list", "list"),
    Command("read.all", "A", "list", "list"),
    Command("list.filter", "slash", "list", "list"),
    Command("sort", "S", "list", "list"),
    Command("hidden", "full_stop", "list", "list"),
    Command("list.remove", "d", "list", "list"),
    Command("list.browser", "o", "list", "links"),
    Command("list.copy", "y", "list", "copying"),
    Command("list.inspect", "i", "list", "about"),
    Command("note.keep", "ctrl+o,ctrl+enter", "editor", "editor"),
    Command("note.close", "escape", "editor", "editor"),
    Command("note.outside", "ctrl+e", "editor", "writing"),
    Command("box.accept", "enter", "box", "box"),
    Command("box.cancel", "escape", "box", "box"),
    Command("box.up", "up,shift+tab", "box", "box"),
    Command("box.down", "down", "box", "box"),
    Command("box.complete", "tab", "box", "box"),
    Command("dialog.accept", "enter,l,right", "dialog", "dialog"),
    Command("dialog.cancel", "escape,q", "dialog", "dialog"),
    Command("move.down", "j,down", "everywhere", "scroller"),
    Command("move.up", "k,up", "everywhere", "scroller"),
    Command("page.down", "space,pagedown,ctrl+f", "everywhere", "scroller"),
    Command("page.up", "b,pageup,ctrl+b", "everywhere", "scroller"),
    Command("half.down", "ctrl+d", "everywhere", "scroller"),
    Command("half.up", "ctrl+u", "everywhere", "scroller"),
    Command("top", "g,home", "everywhere", "scroller"),
    Command("bottom", "G,end", "everywhere", "scroller"),
    Command("script.other", "t", "everywhere", "scripts"),
    Command("script.choose", "T", "everywhere", "scripts"),
    Command("panel", "w", "everywhere", "spread"),
    Command("focus", "z", "everywhere", "places"),
    Command("focus.next", "tab", "everywhere", "places"),
    Command("focus.previous", "shift+tab", "everywhere", "places"),
    Command("library", "0", "everywhere", "articles"),
    Command("open", "O", "everywhere", "opening"),
    Command("unread.next", "right_square_bracket", "everywhere", "articles"),
    Command("unread.previous", "left_square_bracket", "everywhere", "articles"),
    Command("undo", "u", "everywhere", "articles"),
    Command("redo", "ctrl+r", "everywhere", "articles"),
    Command("cancel", "escape", "everywhere", "places"),
    Command("back", "q", "everywhere", "places"),
    Command("quit", "Q,ctrl+q", "everywhere", "app"),
    Command("help", "question_mark", "everywhere", "app"),
    Command("palette", "colon,ctrl+p", "everywhere", "palette"),
    Command("encoding", "", "everywhere", "loading"),
    Command("samples", "", "everywhere", "opening"),
    Command("settings", "", "everywhere", "app"),
    Command("doctor", "", "everywhere", "app"),
    Command("interrupt", "ctrl+c", "everywhere", "copying"),
    Command("redraw", "ctrl+l", "everywhere", "app"),
    Command("suspend", "ctrl+z", "everywhere", "app"),
)

CONTEXTS: tuple[Context, ...] = ("article", "cursor", "pane", "list", "dialog", "box", "editor", "everywhere")
"""In the order that the help and the README tell them."""


@cache
def by_id() -> dict[str, Command]:
    """All commands by their ids."""
    return {command.id: command for command in COMMANDS}
