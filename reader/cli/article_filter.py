"""The options that choose articles of the library, for the commands that take a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import to_single_line

if TYPE_CHECKING:
    import argparse

    from reader.library.library import Library
    from reader.library.records import LibraryEntry
    from reader.library.search_query import State

_STATE_HELP: dict[State, str] = {
    "unread": "that are not read",
    "starred": "with a star",
    "annotated": "with notes or highlights",
    "changed": "whose text has changed since they were added",
}


def add_filter_arguments(parser: argparse._ActionsContainer) -> None:
    """Declare the options that choose articles."""
    for state, what in _STATE_HELP.items():
        parser.add_argument(f"--{state}", action="store_true", help=f"only those {what}")
    parser.add_argument("--tag", type=_parse_words, metavar="T", help="only those with this tag")
    parser.add_argument(
        "--feed", type=_parse_words, metavar="F", help="only those of feeds with this in their name or address"
    )
    parser.add_argument("--today", action="store_true", help="only those of today")


def _parse_words(text: str) -> str:
    """The value of an option that has to say something: an empty one would choose all articles, or none."""
    if not text.strip():
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("it is empty")
    return text


def has_filter(options: argparse.Namespace) -> bool:
    """Whether one of the options that choose articles is given."""
    return bool(options.tag or options.feed or options.today or any(getattr(options, state) for state in _STATE_HELP))


def find_entries(library: Library, options: argparse.Namespace) -> list[LibraryEntry]:
    """Return the articles that the options ask for, the one added last first.

    Args:
        library: It is searched.
        options: With those of `add_filter_arguments`.
    """
    from datetime import date

    from reader.library.search_query import And, DayRange, Node, StateCondition, Word
    from reader.library.search_sql import ArticleQuery
    from reader.text.folding import fold_query

    nodes: list[Node] = [StateCondition(state) for state in _STATE_HELP if getattr(options, state)]
    if options.feed:
        nodes.append(Word(fold_query(options.feed), "feed"))
    if options.today:
        nodes.append(DayRange(date.today(), date.today()))
    entries = library.list_entries(ArticleQuery(library.connection, And(tuple(nodes))) if nodes else None)
    return [entry for entry in entries if options.tag is None or to_single_line(options.tag) in entry.tags]
