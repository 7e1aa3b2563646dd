"""What the palette offers: commands, scripts, and values of settings; and how well each matches what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

from reader.config.settings import Settings
from reader.i18n import Language, Messages
from reader.script.plan import VIEWS
from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.input.commands import Command
    from reader.model import ViewName

_VI_ALIASES = {"q": "quit", "q!": "quit", "wq": "quit", "x": "quit", "h": "help", "e": "open", "n": "article.next"}
"""What vi users type behind a colon."""
_NAME_RANK, _BEGINNING_RANK, _WORD_RANK, _INSIDE_RANK, _HELP_RANK, _LETTERS_RANK = range(0, 12, 2)
"""Ranks of a text that is the name, its beginning, that of a word in it, a part of it, or in the help; and of letters
that are in the name in this order."""
_SETTING_RANK = 1
"""What is added for a setting: it comes after the commands and views that match as well."""
_VALUE_RANK = 5
"""What is added for a setting where only its value matches: it comes after commands and views with such a word."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be chosen by its name."""

    id: str
    """That of a command; `view.NAME` or `setting.NAME.VALUE` for others."""
    title_ids: tuple[str, ...]
    """The messages that the title is made of, joined by a colon."""
    help_id: str
    command: Command | None = None
    view_name: ViewName | None = None
    setting: tuple[str, object] | None = None
    """The name and the value of a setting."""

    def make_title(self, messages: Messages) -> str:
        """The title in the language of the messages."""
        colon = ": " if messages.language == "en" else "："
        return colon.join(messages(message_id) for message_id in self.title_ids)


def make_command_entry(command: Command) -> PaletteEntry:
    """The entry of a command."""
    return PaletteEntry(command.id, (command.id,), command.id + ".help", command=command)


@cache
def list_other_entries() -> Sequence[PaletteEntry]:
    """The entries of all scripts, and of all values of the settings that have a few."""
    views = [
        PaletteEntry(f"view.{view}", ("script.choose", f"view.{view}"), f"view.about.{view}", view_name=view)
        for view in VIEWS
    ]
    return [*views, *_iter_settings()]


def _iter_settings() -> Iterator[PaletteEntry]:
    for name, hint in get_type_hints(Settings).items():
        for value in get_args(hint) if get_origin(hint) is not tuple else ():
            front = f"setting.{name}"
            yield PaletteEntry(
                f"{front}.{value}", (front, f"{front}.{value}"), f"{front}.{value}.help", setting=(name, value)
            )


def rank_entry(entry: PaletteEntry, wanted: str) -> int | None:
    """How well an entry matches a text, 0 best; None for not at all. Settings come after what can be done at once.

    Args:
        entry: The entry.
        wanted: What was typed, folded.
    """
    if not wanted:
        return 0
    if _VI_ALIASES.get(wanted) == entry.id:
        return -1
    is_setting = entry.setting is not None
    names, last_names, helps = _fold_names(entry)
    ranks = [_add(_rank_name(name, wanted), _SETTING_RANK if is_setting else 0) for name in (*names, entry.id)]
    ranks += [_add(_rank_name(name, wanted), _VALUE_RANK if is_setting else 0) for name in last_names]
    if any(wanted in text for text in helps):
        ranks.append(_HELP_RANK + (_SETTING_RANK if is_setting else 0))
    return min((rank for rank in ranks if rank is not None), default=None)


def _add(rank: int | None, more: int) -> int | None:
    return None if rank is None else rank + more


@cache
def _fold_names(entry: PaletteEntry) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names of an entry in all languages; the last parts of names of several parts; its help in all languages."""
    catalogues = [Messages(language) for language in get_args(Language)]
    last_names = [words(entry.title_ids[-1]) for words in catalogues]
    all_texts = [entry.make_title(words) for words in catalogues], last_names, [w(entry.help_id) for w in catalogues]
    names, last, helps = (tuple(map(fold_for_search, dict.fromkeys(texts))) for texts in all_texts)
    return names, last, helps


def _rank_name(name: str, query: str) -> int | None:
    """How well a name matches a text; None for not at all."""
    if name.startswith(query):
        return _NAME_RANK if name == query else _BEGINNING_RANK
    if query in name:
        return _WORD_RANK if f" {query}" in name or f".{query}" in name else _INSIDE_RANK
    letters = iter(name)
    found = query.isascii() and len(query) > 1 and all(letter in letters for letter in query)
    return _LETTERS_RANK if found else None
