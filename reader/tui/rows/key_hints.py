"""The keys worth showing below the page, by where the keyboard is and what can be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.tui.rows.bar_row import KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.i18n import Messages
    from reader.input.commands import CommandContext
    from reader.model import ViewName
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory


def make_key_hint(messages: Messages, message_id: str, *command_ids: str) -> KeyHint | None:
    """The hint for some commands, the first of which a click runs; None where they have no keys.

    Args:
        messages: The messages of the screen.
        message_id: The message of what the keys do.
        *command_ids: The ids of the commands.
    """
    keys = [key for command_id in command_ids if (key := messages.format_first_key(command_id))]
    return KeyHint(" ".join(keys), messages(message_id), command_ids[0]) if keys else None


def make_key_hints(messages: Messages, *hints: tuple[str, ...]) -> tuple[KeyHint, ...]:
    """The hints for some (message id, command id, …), without those whose commands have no keys.

    Args:
        messages: The messages of the screen.
        *hints: The arguments of `make_key_hint` for each.
    """
    return tuple(filter(None, (make_key_hint(messages, *hint) for hint in hints)))


class _HintState(NamedTuple):
    """What decides which keys are worth showing."""

    category: NavigationCategory
    has_targets: bool
    """Whether there is anything of the category."""
    view_name: ViewName
    other_view_name: ViewName
    """The view that the key for the script switches to."""
    is_list_in_drawer: bool
    has_other_articles: bool
    was_link_followed: bool
    is_library_listed: bool
    is_feed_listed: bool
    has_preview_room: bool
    has_picture: bool
    """Whether the current item is a caption with a picture."""
    has_choices: bool
    """Whether the drawer has rows that can be chosen."""
    has_articles: bool
    """Whether the list of articles has any."""
    has_unplaced: bool
    """Whether there are notes whose words are not in the article any more."""
    has_anchor: bool
    """Whether a selection was begun at the cursor."""


class _Hint(NamedTuple):
    """A key worth showing."""

    command_id: str
    message_id: str | Callable[[_HintState], str]
    """The message of what the key does."""
    is_shown: Callable[[_HintState], bool] = lambda state: True


def _in(category: NavigationCategory) -> Callable[[_HintState], bool]:
    """A condition: a category is listed or gone through."""
    return lambda state: state.category == category


def _on(category: NavigationCategory) -> Callable[[_HintState], bool]:
    """A condition: a category is listed or gone through, and there is something of it."""
    return lambda state: state.category == category and state.has_targets


_HELP = _Hint("help", "hint.help")
_HINTS: dict[CommandContext, tuple[_Hint, ...]] = {
    "cursor": (
        _Hint("mark", "hint.mark"),
        _Hint("note", "hint.note"),
        _Hint("copy", "hint.copy"),
        _Hint("anchor", "hint.anchor", lambda state: not state.has_anchor),
        _Hint("widen", "hint.widen"),
        _Hint("cancel", "hint.cancel"),
        _HELP,
    ),
    "editor": (_Hint("note.keep", "hint.keep"), _Hint("note.close", "hint.draft")),
    "list": (
        _Hint("list.open", "hint.open", lambda state: state.has_articles),
        _Hint("list.filter", lambda state: "hint.search" if state.is_library_listed else "hint.filter"),
        _Hint("list.choose", "hint.lists", lambda state: state.is_library_listed),
        _Hint("sort", "hint.sort", lambda state: not state.is_library_listed and state.has_articles),
        _Hint("feed.edit", "hint.feed", lambda state: state.is_feed_listed),
        _Hint("list.next", "hint.unread", lambda state: state.has_articles),
        _Hint("read", "hint.read", lambda state: state.has_articles),
        _Hint("preview", "hint.preview", lambda state: state.has_preview_room),
        _HELP,
    ),
    "dialog": (
        _Hint("dialog.accept", "hint.accept", lambda state: state.has_choices),
        _Hint("dialog.cancel", "hint.close"),
    ),
    "pane": (
        _Hint("jump", "hint.open", _on("links")),
        _Hint("jump", "hint.go", lambda state: state.category != "links" and state.has_targets),
        _Hint("picture", "hint.picture", lambda state: state.has_picture),
        _Hint("pane.sort", "hint.sort", lambda state: state.category in ("figures", "notes") and state.has_targets),
        _Hint("pane.hidden", "hint.periods", _in("figures")),
        _Hint("inspect", "hint.inspect", _on("figures")),
        _Hint("note", "hint.note", _on("notes")),
        _Hint("mark", "hint.colour", _on("notes")),
        _Hint("remove", "hint.remove", _on("notes")),
        _Hint("place", "hint.place", lambda state: state.category == "notes" and state.has_unplaced),
        _Hint("filter", "hint.filter", lambda state: state.has_targets),
        _Hint("copy", "hint.copy", lambda state: state.has_targets),
        _Hint("cancel", "hint.close", lambda state: state.is_list_in_drawer),
        _Hint("cancel", "hint.page", lambda state: not state.is_list_in_drawer),
        _HELP,
    ),
    "article": (
        _Hint("inspect", "hint.candidates", _on("changes")),
        _Hint("inspect", "hint.inspect", _on("figures")),
        _Hint("mark", "hint.colour", _on("notes")),
        _Hint("note", "hint.note", _on("notes")),
        _Hint("remove", "hint.remove", _on("notes")),
        _Hint("act", "hint.open", _on("links")),
        _Hint("picture", "hint.picture", lambda state: state.has_picture),
        _Hint("page.back", "hint.back", lambda state: state.was_link_followed),
        _Hint("walk.next", lambda state: "hint.next." + state.category, lambda state: state.has_targets),
        _Hint(
            "script.other",
            lambda state: "hint." + state.other_view_name,
            lambda state: state.other_view_name != state.view_name,
        ),
        _Hint("article.next", "hint.article.next", lambda state: state.has_other_articles),
        _Hint("pane.sections", "hint.sections"),
        _Hint("search", "hint.search"),
        _Hint("cursor", "hint.cursor"),
        _HELP,
    ),
}
"""The hints of each context, the more useful first; the help comes last. Other contexts have those of the article."""


def list_key_hints(
    context: CommandContext,
    open_article: OpenArticle,
    messages: Messages,
    category: NavigationCategory,
    *,
    is_list_in_drawer: bool,
    has_other_articles: bool,
    was_link_followed: bool = False,
    is_library_listed: bool = False,
    is_feed_listed: bool = False,
    has_preview_room: bool = False,
    has_picture: bool = False,
    has_choices: bool = True,
    has_anchor: bool = False,
    has_articles: bool = True,
) -> tuple[KeyHint, ...]:
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    A command whose keys the user took away is left out.

    Args:
        context: Where keys go.
        open_article: The article.
        messages: The messages of the screen.
        category: What the next and previous keys go through.
        is_list_in_drawer: Whether the list beside the page is a drawer.
        has_other_articles: Whether there are other articles to go to.
        was_link_followed: Whether the page was opened from a link of the page before.
        is_library_listed: Whether the list of articles is one of the library.
        is_feed_listed: Whether it is that of a feed that is followed.
        has_preview_room: Whether there is room for a preview of the selected article.
        has_picture: Whether the current item is a caption with a picture.
        has_choices: Whether the drawer has rows that can be chosen.
        has_anchor: Whether a selection was begun at the cursor.
        has_articles: Whether the list of articles has any.
    """
    state = _HintState(
        category=category,
        has_targets=bool(open_article.all_targets[category]),
        view_name=open_article.view_name,
        other_view_name=open_article.converted.other_view_name if open_article.view_name == "source" else "source",
        is_list_in_drawer=is_list_in_drawer,
        has_other_articles=has_other_articles,
        was_link_followed=was_link_followed,
        is_library_listed=is_library_listed,
        is_feed_listed=is_feed_listed,
        has_preview_room=has_preview_room,
        has_picture=has_picture,
        has_choices=has_choices,
        has_unplaced=bool(open_article.annotation_index.unplaced_annotations),
        has_anchor=has_anchor,
        has_articles=has_articles,
    )
    hints = (hint for hint in _HINTS.get(context, _HINTS["article"]) if hint.is_shown(state))
    return make_key_hints(messages, *((_resolve(hint.message_id, state), hint.command_id) for hint in hints))


def _resolve(message_id: str | Callable[[_HintState], str], state: _HintState) -> str:
    return message_id if isinstance(message_id, str) else message_id(state)
