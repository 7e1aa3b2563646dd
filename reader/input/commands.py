"""The table of all commands, from which keys, palette, help, key hints and the README's table of keys are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CommandContext = Literal["box", "editor", "dialog", "cursor", "pane", "list", "article", "everywhere"]
"""What has the focus when a key is pressed, the innermost first."""

CommandOwner = Literal[
    "app",
    "focus",
    "script_switch",
    "search",
    "article_navigation",
    "clipboard_copy",
    "info",
    "conversion_review",
    "open_prompt",
    "command_palette",
    "figures",
    "links",
    "page_loader",
    "save_copy",
    "annotations",
    "note_editing",
    "note_placement",
    "tags",
    "note_editor",
    "article_pane",
    "cursor",
    "scrolling",
    "side_list",
    "article_list",
    "prompt_bar",
    "choice_drawer",
]
"""The controller or widget that runs a command, as the reading screen names it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a key or the palette runs. Its title is the message of its id, its help that of `ID.help`."""

    id: str
    keys: str
    """Its default keys: Textual's key names, separated by commas; "" for a command of the palette only."""
    context: CommandContext
    """Where its keys work, as the help and the README say it."""
    owner: CommandOwner
    """What runs it."""

    @property
    def action(self) -> str:
        """The name of the method of the owner that runs it."""
        return "action_" + self.id.replace(".", "_")


COMMANDS: tuple[Command, ...] = (
    Command("walk.next", "n", "article", "article_pane"),
    Command("walk.previous", "N", "article", "article_pane"),
    Command("pane.sections", "1", "article", "article_pane"),
    Command("pane.captions", "2", "article", "article_pane"),
    Command("pane.figures", "3", "article", "article_pane"),
    Command("pane.notes", "4", "article", "article_pane"),
    Command("pane.links", "5", "article", "article_pane"),
    Command("search", "slash", "article", "search"),
    Command("act", "enter", "article", "focus"),
    Command("inspect", "i", "article", "info"),
    Command("cursor", "v", "article", "cursor"),
    Command("sentence", "V", "article", "cursor"),
    Command("copy", "y", "article", "clipboard_copy"),
    Command("quote", "Y", "article", "clipboard_copy"),
    Command("mark", "m", "article", "annotations"),
    Command("note", "a", "article", "note_editing"),
    Command("note.article", "A", "article", "note_editing"),
    Command("note.editor", "E", "article", "note_editing"),
    Command("remove", "d", "article", "annotations"),
    Command("tag", "number_sign", "article", "tags"),
    Command("star", "asterisk", "article", "annotations"),
    Command("save", "s", "article", "save_copy"),
    Command("save.as", "S", "article", "save_copy"),
    Command("figures", "f", "article", "figures"),
    Command("currency", "dollar_sign", "article", "figures"),
    Command("changes", "c", "article", "conversion_review"),
    Command("article.next", "J", "article", "article_navigation"),
    Command("article.previous", "K", "article", "article_navigation"),
    Command("browser", "o", "article", "links"),
    Command("refetch", "r", "article", "page_loader"),
    Command("furniture", "full_stop", "article", "focus"),
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
    Command("mark.selected", "enter", "cursor", "annotations"),
    Command("mark.1", "1", "cursor", "annotations"),
    Command("mark.2", "2", "cursor", "annotations"),
    Command("mark.3", "3", "cursor", "annotations"),
    Command("mark.4", "4", "cursor", "annotations"),
    Command("mark.5", "5", "cursor", "annotations"),
    Command("anchor", "v", "cursor", "cursor"),
    Command("widen", "V", "cursor", "cursor"),
    Command("other.end", "o", "cursor", "cursor"),
    Command("keep", "x", "cursor", "conversion_review"),
    Command("search.this", "asterisk", "cursor", "search"),
    Command("jump", "enter", "pane", "side_list"),
    Command("fold", "h,left", "pane", "side_list"),
    Command("unfold", "l,right", "pane", "side_list"),
    Command("filter", "slash", "pane", "search"),
    Command("pane.sort", "S", "pane", "figures"),
    Command("pane.hidden", "full_stop", "pane", "figures"),
    Command("place", "p", "pane", "note_placement"),
    Command("copy.all", "Y", "pane", "clipboard_copy"),
    Command("list.open", "enter,l,right", "list", "article_list"),
    Command("list.next", "n", "list", "article_list"),
    Command("list.previous", "N", "list", "article_list"),
    Command("read", "m", "list", "article_list"),
    Command("read.all", "A", "list", "article_list"),
    Command("list.filter", "slash", "list", "article_list"),
    Command("sort", "S", "list", "article_list"),
    Command("hidden", "full_stop", "list", "article_list"),
    Command("list.remove", "d", "list", "article_list"),
    Command("list.browser", "o", "list", "links"),
    Command("list.copy", "y", "list", "clipboard_copy"),
    Command("list.inspect", "i", "list", "info"),
    Command("note.keep", "ctrl+o,ctrl+enter", "editor", "note_editor"),
    Command("note.close", "escape", "editor", "note_editor"),
    Command("note.outside", "ctrl+e", "editor", "note_editing"),
    Command("box.accept", "enter", "box", "prompt_bar"),
    Command("box.cancel", "escape", "box", "prompt_bar"),
    Command("box.up", "up,shift+tab", "box", "prompt_bar"),
    Command("box.down", "down", "box", "prompt_bar"),
    Command("box.complete", "tab", "box", "prompt_bar"),
    Command("dialog.accept", "enter,l,right", "dialog", "choice_drawer"),
    Command("dialog.cancel", "escape,q", "dialog", "choice_drawer"),
    Command("move.down", "j,down", "everywhere", "scrolling"),
    Command("move.up", "k,up", "everywhere", "scrolling"),
    Command("page.down", "space,pagedown,ctrl+f", "everywhere", "scrolling"),
    Command("page.up", "b,pageup,ctrl+b", "everywhere", "scrolling"),
    Command("half.down", "ctrl+d", "everywhere", "scrolling"),
    Command("half.up", "ctrl+u", "everywhere", "scrolling"),
    Command("top", "g,home", "everywhere", "scrolling"),
    Command("bottom", "G,end", "everywhere", "scrolling"),
    Command("script.other", "t", "everywhere", "script_switch"),
    Command("script.choose", "T", "everywhere", "script_switch"),
    Command("panel", "w", "everywhere", "article_pane"),
    Command("focus", "z", "everywhere", "focus"),
    Command("focus.next", "tab", "everywhere", "focus"),
    Command("focus.previous", "shift+tab", "everywhere", "focus"),
    Command("library", "0", "everywhere", "article_navigation"),
    Command("open", "O", "everywhere", "open_prompt"),
    Command("unread.next", "right_square_bracket", "everywhere", "article_navigation"),
    Command("unread.previous", "left_square_bracket", "everywhere", "article_navigation"),
    Command("undo", "u", "everywhere", "article_navigation"),
    Command("redo", "ctrl+r", "everywhere", "article_navigation"),
    Command("cancel", "escape", "everywhere", "focus"),
    Command("back", "q", "everywhere", "focus"),
    Command("quit", "Q,ctrl+q", "everywhere", "app"),
    Command("help", "question_mark", "everywhere", "app"),
    Command("palette", "colon,ctrl+p", "everywhere", "command_palette"),
    Command("script.written_in", "", "everywhere", "conversion_review"),
    Command("encoding", "", "everywhere", "page_loader"),
    Command("samples", "", "everywhere", "open_prompt"),
    Command("settings", "", "everywhere", "app"),
    Command("doctor", "", "everywhere", "app"),
    Command("interrupt", "ctrl+c", "everywhere", "clipboard_copy"),
    Command("redraw", "ctrl+l", "everywhere", "app"),
    Command("suspend", "ctrl+z", "everywhere", "app"),
)

CONTEXTS: tuple[CommandContext, ...] = ("article", "cursor", "pane", "list", "dialog", "box", "editor", "everywhere")
"""All contexts, in the order of the help and the README."""
