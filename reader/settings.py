"""The settings: defaults, changed by config.toml. Every field is a key of that file, described by its docstring."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from reader.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Settings:
    """How the reader wants to read."""

    language: Literal["auto", "en", "hant", "hk", "tw", "hans"] = "auto"
    """The language of the screen; auto follows the locale. A Chinese one follows the script of the view."""
    theme: Literal["dark", "light", "ansi"] = "dark"
    """The colours; ansi uses the terminal's own sixteen."""
    preferred_traditional: Literal["auto", "hk", "tw", "hant"] = "auto"
    """The traditional script `t` shows for a simplified article; auto follows the locale, else the outlet."""
    hk_forms: Literal["press", "opencc"] = "press"
    """Characters of the Hong Kong view: as its press prints them (說 稅 戶), or as OpenCC has them (説 税 户)."""
    measure: int = 36
    """The longest row, in Han characters: 20 to 40."""
    kinsoku: Literal["none", "basic", "gb", "strict"] = "basic"
    """Which marks may not begin or end a row, by the levels of CLREQ."""
    paragraphs: Literal["indent", "blank"] = "indent"
    """A first-line indent of two em, or an empty row between paragraphs."""
    ambiguous: Literal[1, 2] = 1
    """Cells the terminal gives to characters of ambiguous width, such as “ ” … —; `dubao doctor` measures it."""


_RANGES = {"measure": (20, 40)}


def config_path(explicit: str | None = None) -> Path:
    """The settings file: the one named, else DUBAO_CONFIG, else config.toml in the user's configuration folder."""
    if named := explicit or os.environ.get("DUBAO_CONFIG"):
        return Path(os.path.expanduser(named))  # pathlib's raises for an unknown ~user
    import platformdirs

    return Path(platformdirs.user_config_dir("dubao", appauthor=False)) / "config.toml"


def load(explicit: str | None = None) -> Settings:
    """The settings in force.

    Args:
        explicit: A file named on the command line, which must exist; any other may be missing.

    Raises:
        ReaderError: The file cannot be read, is no TOML, or has an unknown key or a bad value.
    """
    path = config_path(explicit)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if explicit:
            raise ReaderError(str(path), "there is no such settings file", "check --config-file") from None
        return Settings()
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        why = str(getattr(error, "strerror", None) or error).lower()
        raise ReaderError(str(path), why, "check the settings file") from None
    import tomllib

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReaderError(str(path), f"it is not TOML: {error}", "mend that line") from None
    return _checked(values, path)


def _checked(values: dict[str, Any], path: Path) -> Settings:
    """Settings from the file's values, each checked by the type of its field."""
    hints = get_type_hints(Settings)
    known = [field.name for field in fields(Settings)]
    for key, value in values.items():
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else "the keys are " + ", ".join(known)
            raise ReaderError(str(path), f"unknown key {key}", hint)
        allowed = get_args(hints[key]) if get_origin(hints[key]) is Literal else ()
        if allowed and (type(value) is not type(allowed[0]) or value not in allowed):  # True and 1.0 are in (1, 2)
            hint = "use one of " + ", ".join(map(str, allowed))
            raise ReaderError(str(path), f"{key} = {value!r} is not known", hint)
        low, high = _RANGES.get(key, (0, 0))
        if not allowed and (type(value) is not int or not low <= value <= high):
            raise ReaderError(str(path), f"{key} = {value!r} is out of range", f"use a number from {low} to {high}")
    return Settings(**values)
