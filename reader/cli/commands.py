"""The table of commands, which the parser of arguments and the dispatch share."""

from __future__ import annotations

from typing import NamedTuple


class Subcommand(NamedTuple):
    """A command of the command line."""

    module: str
    """Of reader.cli: its `add_arguments` declares the options and what runs the command."""
    description: str
    """What it does, for its help."""
    examples: tuple[str, ...] = ()
    """Two command lines, for its help and the manual."""
    requires_settings: bool = True
    """Whether a settings file that cannot be read is an error before the command begins."""


DEFAULT_COMMAND = "read"
"""The command where none is named."""
COMMANDS = {
    "show": Subcommand(
        "show",
        "Print an article as the reader lays it out.",
        ("dubao show story.html --script tw", "curl -s https://paper.example/story | dubao show - --json"),
    ),
    "figures": Subcommand(
        "figures",
        "Print the figures of an article.",
        ("dubao figures story.txt", "dubao figures story.txt --format csv > figures.csv"),
    ),
    "convert": Subcommand(
        "convert",
        "Convert plain text as OpenCC does.",
        ("dubao convert story.txt --config s2twp", "echo 汉字 | dubao convert - --config s2hk --map"),
        requires_settings=False,
    ),
    "save": Subcommand(
        "save",
        "Write an annotated copy of an article, or an EPUB of several.",
        ("dubao save story.html --script tw --figures -o -", "dubao save --starred --format epub -o week.epub"),
    ),
    "doctor": Subcommand(
        "doctor",
        "Say what dubao found on this machine.",
        ("dubao doctor", "dubao doctor story.html"),
        requires_settings=False,
    ),
    "annotate": Subcommand(
        "annotate",
        "Add a highlight or a note.",
        (
            "dubao annotate story.txt --quote 6.02億美元 --note 比去年多",
            "dubao annotate story.txt --note 跟進 --tag 財經",
        ),
    ),
    "notes": Subcommand(
        "annotate",
        "Print annotations, or change one.",
        ("dubao notes story.txt --json", "dubao notes --edit 3f2a --note 已核實"),
    ),
    "add": Subcommand(
        "library",
        "Put articles into the library, or follow feeds.",
        (
            "dubao add story.html clippings/",
            "dubao add https://paper.example/story",
            "dubao add https://paper.example/",
        ),
    ),
    "feeds": Subcommand(
        "feeds",
        "List the feeds that are followed, or change one.",
        ("dubao feeds --json", "dubao feeds edit rthk --folder 香港 --script hk", "dubao feeds --opml > feeds.opml"),
    ),
    "refresh": Subcommand(
        "feeds", "Fetch the feeds and store what is new.", ("dubao refresh", "dubao refresh rthk --full")
    ),
    "list": Subcommand(
        "library", "List the articles of the library.", ("dubao list --unread", "dubao list --today --by edition")
    ),
    "mark": Subcommand(
        "library",
        "Mark an article as read, starred or tagged.",
        ("dubao mark story.html --read --star", "dubao mark story.html --tag 財經 --untag 待讀"),
    ),
    "search": Subcommand(
        "search",
        "Search titles, bodies and notes, in either script.",
        ("dubao search 窯火", 'dubao search "窑火 is:unread date:2024-05.." --json'),
    ),
    "diff": Subcommand(
        "search",
        "Print what has changed between the stored versions of an article, figures first.",
        ("dubao diff story.html", "dubao diff 3f2a9b0c11d7e654 --json"),
    ),
    "export": Subcommand(
        "library",
        "Write the whole library to plain files.",
        ("dubao export backup", "dubao --library work.db export work-backup"),
    ),
    "import": Subcommand(
        "library",
        "Put exported files, annotations, or the feeds of other readers into the library.",
        (
            "dubao import backup",
            "dubao import feeds.opml",
            "dubao import urls --cache cache.db",
        ),
    ),
    "completion": Subcommand(
        "completion",
        "Print the completion script of a shell.",
        ("dubao completion fish > ~/.config/fish/completions/dubao.fish", 'eval "$(dubao completion bash)"'),
        requires_settings=False,
    ),
    DEFAULT_COMMAND: Subcommand(
        "read",
        "讀報: read Chinese news in the terminal.",
        ("dubao story.html", "dubao https://paper.example/"),
        requires_settings=False,
    ),
}
