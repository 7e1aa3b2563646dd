"""The messages of the screen in English, traditional and simplified Chinese, with variants for Hong Kong and Taiwan.

messages.tsv has one row for each message. The Chinese columns are written by hand and not converted into each other,
since they use different words: 設定 and 设置, 檔案 and 文件.
"""

from __future__ import annotations

import os
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal

from reader.text.tsv import read_table
from reader.translation import write_taiwan_forms

if TYPE_CHECKING:
    from reader.input.keymap import Keymap
    from reader.model import ViewName

Language = Literal["en", "hant", "hk", "tw", "hans"]

_LANGUAGES_BY_LOCALE: dict[str, Language] = {
    "zh_hk": "hk", "zh_mo": "hk", "zh_tw": "tw", "zh_cn": "hans", "zh_sg": "hans", "zh_my": "hans",
}  # fmt: skip
_LANGUAGES_BY_VIEW: dict[str, Language] = {
    "hans": "hans",
    "hansp": "hans",
    "hk": "hk",
    "hkp": "hk",
    "tw": "tw",
    "twp": "tw",
    "hant": "hant",
}
"""The language that the screen has for a Chinese view."""


def get_locale_name() -> str:
    """The locale of messages from the environment, such as `zh_HK.UTF-8`; "" where none is set."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def choose_language(setting: str, view_name: ViewName = "source") -> Language:
    """The language of the screen; a Chinese one follows the script of the view.

    Args:
        setting: The setting: a language, or `auto` for that of the locale.
        view_name: The view that the article is shown in.
    """
    language: Language = setting if setting != "auto" else _LANGUAGES_BY_LOCALE.get(get_locale_name()[:5].lower(), "en")  # type: ignore[assignment]
    return language if language == "en" else _LANGUAGES_BY_VIEW.get(view_name, language)


def get_language_view(language: Language) -> ViewName:
    """The view that is written in a language of the screen; `source` for English."""
    return "source" if language == "en" else language


@cache
def _load_catalogue(language: Language) -> dict[str, str]:
    """The messages of a language by id."""
    header, rows = read_table(__file__, "messages")
    own, common = header.index(language), header.index("hant")
    if language == "tw":
        return {cells[0]: cells[own] or write_taiwan_forms(cells[common]) for cells in rows}
    return {cells[0]: cells[own] or (cells[common] if language == "hk" else "") for cells in rows}


class _PluralFormatter(Formatter):
    """Formats as str.format does; `{n:character|characters}` is the first word for 1 and the second otherwise."""

    def format_field(self, value: object, format_spec: str) -> Any:
        """Return a formatted value, or the word that goes with it.

        Args:
            value: The value of the field.
            format_spec: `singular|plural`, the words for 1 and for all else; other specifications are those of format.
        """
        singular, separator, plural = format_spec.partition("|")
        if not separator:
            return super().format_field(value, format_spec)
        return singular if str(value) == "1" else plural


_FORMATTER = _PluralFormatter()


@cache
def _make_default_keymap() -> Keymap:
    """The default keys of all commands."""
    from reader.input.keymap import Keymap

    return Keymap()


class Messages:
    """The messages of one language: `messages("status.minutes", n=2)`.

    Beside placeholders for values a message may have `{keys[undo]}` for the key of a command, and in English
    `{n:row|rows}` for two forms of a word.

    Args:
        language: The language.
        keymap: The keys in force; None for the default keys.
    """

    def __init__(self, language: Language, keymap: Keymap | None = None) -> None:
        self.language = language
        self._texts = _load_catalogue(language)
        self._keymap = keymap

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def __call__(self, name: str, **values: object) -> str:
        """Return the message of an id, with its placeholders filled in.

        Args:
            name: The id.
            **values: The values of its placeholders.

        Raises:
            KeyError: There is no such message.
        """
        text = self._texts[name]
        if not values and "{keys[" not in text:
            return text
        return _FORMATTER.vformat(text, (), {"keys": _KeyLookup(self), **values})

    def format_first_key(self, command_id: str) -> str:
        """The first key of a command as it is shown; "" where the user removed its keys.

        Raises:
            KeyError: There is no such command.
        """
        from reader.input.key_names import format_key

        keys = (self._keymap or _make_default_keymap()).keys(command_id)
        return format_key(keys[0]) if keys else ""


class _KeyLookup:
    """Gives the key of a command for `{keys[undo]}`, or its title where it has no key."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def __getitem__(self, command_id: str) -> str:
        return self._messages.format_first_key(command_id) or self._messages(command_id)
