"""The table of commands, which the parser of arguments and the dispatch share."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the command line."""

    module: str
    """Of reader.cli: its `add_arguments` declares the options and what runs the command."""
    description: str
    """What it does, for its help."""
    requires_settings: bool = True
    """Whether a settings file that cannot be read is an error before the command begins."""


DEFAULT_COMMAND = "read"
"""The command where none is named."""
COMMANDS = {
    "show": Command("show", "Print an article as the reader lays it out."),
    "figures": Command("figures", "Print the figures of an article."),
    "convert": Command("convert", "Convert plain text as OpenCC does.", requires_settings=False),
    "save": Command("save", "Write an annotated copy of an article."),
    "doctor": Command("doctor", "Say what dubao found on this machine.", requires_settings=False),
    "annotate": Command("annotate", "Add a highlight or a note."),
    "notes": Command("annotate", "Print annotations, or change one."),
    "add": Command("library", "Put articles into the library."),
    "list": Command("library", "List the articles of the library."),
    "mark": Command("library", "Mark an article as read, starred or tagged."),
    "search": Command("library", "Search titles, bodies and notes, in either script."),
    "export": Command("library", "Write the whole library to plain files."),
    "import": Command("library", "Put exported files, or annotations of others, into the library."),
    DEFAULT_COMMAND: Command("read", "讀報: read Chinese news in the terminal.", requires_settings=False),
}
