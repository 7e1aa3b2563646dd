"""Key hints: which are shown where, and that a key the user took away is not."""

from __future__ import annotations

from reader.i18n import Messages
from reader.input.keymap import Keymap
from reader.tui.rows.bar_row import KeyHint
from reader.tui.rows.key_hints import list_key_hints, make_key_hint, make_key_hints
from tests.tui.controllers.fakes import Program


def list_ids(context: str, **changes: object) -> list[str]:
    """The commands of the hints in a context."""
    program = Program("02-feature")
    program.read_all()
    options = {"is_list_in_drawer": False, "has_other_articles": False} | changes
    category = options.pop("category", "sections")
    hints = list_key_hints(context, program.open_article, Messages("en"), category, **options)  # type: ignore[arg-type]
    return [hint.command_id for hint in hints]


def test_a_hint_has_the_keys_of_its_commands_and_runs_the_first() -> None:
    hint = make_key_hint(Messages("en"), "hint.help", "help", "quit")
    assert hint is not None
    assert hint.keys == "? Q"
    assert hint.command_id == "help"
    assert isinstance(hint, KeyHint)


def test_a_command_without_keys_has_no_hint() -> None:
    messages = Messages("en", Keymap({"help": []}))
    assert make_key_hint(messages, "hint.help", "help") is None
    assert [hint.command_id for hint in make_key_hints(messages, ("hint.help", "help"), ("hint.help", "quit"))] == [
        "quit"
    ]


def test_the_help_is_the_last_hint_where_there_is_one() -> None:
    for context in ("article", "list", "pane", "cursor"):
        assert list_ids(context)[-1] == "help"


def test_hints_follow_what_can_be_done() -> None:
    assert "article.next" not in list_ids("article")
    assert "article.next" in list_ids("article", has_other_articles=True)
    assert "page.back" not in list_ids("article")
    assert "page.back" in list_ids("article", was_link_followed=True)
    assert "pane.sort" not in list_ids("pane", category="figures"), "no figures were found yet"
    assert "pane.sort" not in list_ids("pane", category="sections")
    assert "walk.next" not in list_ids("article", category="links"), "the article has no links"
    assert {"list.open", "list.next", "read"} <= set(list_ids("list"))
    assert list_ids("list", has_articles=False) == ["list.filter", "help"], "an empty list has nothing to open"
    assert "place" not in list_ids("pane", category="notes"), "no note is without a place"
    assert list_ids("dialog") == ["dialog.accept", "dialog.cancel"]
    assert list_ids("dialog", has_choices=False) == ["dialog.cancel"], "what can only be read is not accepted"
    assert "anchor" in list_ids("cursor")
    assert "anchor" not in list_ids("cursor", has_anchor=True), "the selection was begun already"
