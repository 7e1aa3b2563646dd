"""The words of the screen, in three languages with overlays for Hong Kong and Taiwan.

words.tsv has a row an id: English, traditional, where Hong Kong or Taiwan say it otherwise theirs, simplified. They are
written by hand and never converted into each other: 設定 and 设置, 檔案 and 文件 are different words.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.script.plan import ViewName

Language = Literal["en", "hant", "hk", "tw", "hans"]

_BY_LOCALE: dict[str, Language] = {
    "zh_hk": "hk", "zh_mo": "hk", "zh_tw": "tw", "zh_cn": "hans", "zh_sg": "hans", "zh_my": "hans",
}  # fmt: skip
_BY_VIEW: dict[str, Language] = {
    "hans": "hans",
    "hansp": "hans",
    "hk": "hk",
    "hkp": "hk",
    "tw": "tw",
    "twp": "tw",
    "hant": "hant",
}
_FALLBACK: dict[Language, tuple[Language, ...]] = {"hk": ("hk", "hant"), "tw": ("tw", "hant")}


def locale_name() -> str:
    """The locale of messages, such as zh_HK.UTF-8; empty where none is set."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def language_of(setting: str, view: ViewName = "source") -> Language:
    """The language of the screen: the setting or the locale's; a Chinese one follows the script of the view."""
    language: Language = setting if setting != "auto" else _BY_LOCALE.get(locale_name()[:5].lower(), "en")  # type: ignore[assignment]
    return language if language == "en" else _BY_VIEW.get(view, language)


def view_of_language(language: Language) -> ViewName:
    """The view whose script a language of the screen is written in; as written for one that is not Chinese."""
    return "source" if language == "en" else language


@cache
def _catalogue(language: Language) -> dict[str, str]:
    """All words of a language by id."""
    header, *rows = Path(__file__).with_name("words.tsv").read_text("utf-8").splitlines()
    columns = header.split("\t")
    wanted = [columns.index(name) for name in _FALLBACK.get(language, (language,))]
    split = (row.split("\t") for row in rows)
    return {cells[0]: next((cells[n] for n in wanted if cells[n]), "") for cells in split}


class Words:
    """The catalogue of one language: `words("status.minutes", n=2)`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _catalogue(language)

    def __call__(self, name: str, **values: object) -> str:
        """The words of an id with its values put in.

        Raises:
            KeyError: There is no such id.
        """
        text = self._texts[name]
        return text.format(**values) if values else text
