"""The messages of the screen: English, traditional (with overlays for Hong Kong and Taiwan) and simplified Chinese.

messages.tsv has one row for each id. The Chinese columns are written by hand and never converted into each other:
設定 and 设置, 檔案 and 文件 are different words.
"""

from __future__ import annotations

import os
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal

from reader.text.tsv import read_table

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
_COLUMN_FALLBACKS: dict[Language, tuple[Language, ...]] = {"hk": ("hk", "hant"), "tw": ("tw", "hant")}


def get_locale_name() -> str:
    """The locale of messages, such as zh_HK.UTF-8; empty where none is set."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def choose_language(setting: str, view_name: ViewName = "source") -> Language:
    """The language of the screen: the setting or the locale's; a Chinese one follows the script of the view."""
    language: Language = setting if setting != "auto" else _LANGUAGES_BY_LOCALE.get(get_locale_name()[:5].lower(), "en")  # type: ignore[assignment]
    return language if language == "en" else _LANGUAGES_BY_VIEW.get(view_name, language)


def get_language_view(language: Language) -> ViewName:
    """The view whose script a language of the screen is written in; as written for one that is not Chinese."""
    return "source" if language == "en" else language


@cache
def _load_catalogue(language: Language) -> dict[str, str]:
    """All words of a language by id."""
    header, rows = read_table(__file__, "messages")
    columns = [header.index(name) for name in _COLUMN_FALLBACKS.get(language, (language,))]
    return {cells[0]: next((cells[n] for n in columns if cells[n]), "") for cells in rows}


class _PluralFormatter(Formatter):
    """As str.format, and `{n:character|characters}` is one or the other by the number."""

    def format_field(self, value: object, format_spec: str) -> Any:
        one, several, many = format_spec.partition("|")
        return super().format_field(value, format_spec) if not several else one if str(value) == "1" else many


_FORMATTER = _PluralFormatter()


@cache
def _make_default_keymap() -> Keymap:
    """The commands' own keys."""
    from reader.input.keymap import Keymap

    return Keymap()


class Messages:
    """The catalogue of one language: `words("status.minutes", n=2)`.

    Beside its values a text may name a command, as `{keys[undo]}`: its key is put there. And English may have two forms
    of a word, as `{n:row|rows}`.

    Args:
        language: Of the screen.
        keymap: The keys in force; the commands' own where none are given.
    """

    def __init__(self, language: Language, keymap: Keymap | None = None) -> None:
        self.language = language
        self._texts = _load_catalogue(language)
        self._keymap = keymap

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def __call__(self, name: str, **values: object) -> str:
        """The words of an id with its values put in.

        Raises:
            KeyError: There is no such id.
        """
        text = self._texts[name]
        return (
            _FORMATTER.vformat(text, (), {"keys": _KeyLookup(self), **values}) if values or "{keys[" in text else text
        )

    def format_first_key(self, command_id: str) -> str:
        """The first key of a command as it is shown; nothing where the reader took its keys away.

        Raises:
            KeyError: There is no such command.
        """
        from reader.input.key_names import format_key

        keys = (self._keymap or _make_default_keymap()).keys(command_id)
        return format_key(keys[0]) if keys else ""

    def format_hint(self, name: str, *command_ids: str) -> str:
        """Keys and the words of an id for what they do, as `h l change`; nothing where the commands have no keys."""
        keys = [key for command_id in command_ids if (key := self.format_first_key(command_id))]
        return " ".join([*keys, self(name)]) if keys else ""


class _KeyLookup:
    """What `{keys[undo]}` is: the key of that command, or its title where it has no key."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def __getitem__(self, command_id: str) -> str:
        return self._messages.format_first_key(command_id) or self._messages(command_id)
