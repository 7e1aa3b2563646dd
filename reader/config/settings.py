"""The settings: defaults, changed by config.toml. Every field is a key of that file, described by its docstring."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from reader import atomic_files
from reader.errors import ReaderError

KeyBindings: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The user's key bindings: pairs of a command's id and its keys as written; `dict(settings.keys)` is their mapping."""
AllowedHosts: TypeAlias = tuple[str, ...]
"""Hosts with their ports, as written: `host:port`."""
PipeCommands: TypeAlias = tuple[str, ...]
"""Commands as a shell would split them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    language: Literal["auto", "en", "hant", "hk", "tw", "hans"] = "auto"
    """The language of the screen; auto follows the locale. A Chinese one follows the script of the view."""
    theme: Literal["dark", "light", "ansi"] = "dark"
    """The colours; ansi uses the terminal's own sixteen."""
    preferred_traditional: Literal["auto", "hk", "tw", "hant"] = "auto"
    """The traditional script `t` shows for a simplified article; auto follows the locale, else the outlet."""
    forms: Literal["press", "opencc"] = "press"
    """Characters of the views of Hong Kong and Taiwan: as the press there prints them, or as OpenCC has them."""
    measure: int = 36
    """The longest row, in Han characters: 20 to 40."""
    kinsoku: Literal["none", "basic", "gb", "strict"] = "basic"
    """Which marks may not begin or end a row, by the levels of CLREQ."""
    paragraphs: Literal["indent", "blank"] = "indent"
    """A first-line indent of two em, or an empty row between paragraphs."""
    density: Literal["roomy", "compact"] = "roomy"
    """Empty rows around captions, lists and quotes, or none."""
    ambiguous: Literal["auto", 1, 2] = "auto"
    """Cells the terminal gives to characters of ambiguous width, such as “ ” … —; auto asks the terminal."""
    quotes: Literal["keep", "region", "corner", "curly"] = "keep"
    """Quotation marks as written, as the script of the view has them, always 「 」, or always “ ”."""
    alignment: Literal["left", "justified"] = "left"
    """Rows end where their text does, or at one edge, with the slack shared between marks and where scripts meet."""
    spacing: Literal["keep", "thin"] = "keep"
    """Between Han and Latin letters or digits nothing is added, or a space; the article keeps what it has."""
    punctuation: Literal["keep", "fullwidth"] = "keep"
    """ASCII punctuation beside Han as written, or full-width; the article keeps what it has."""
    wide_page: Literal["notes", "columns"] = "notes"
    """In a window of 160 columns and more: notes in the margin, or the text in two columns."""
    refresh: Literal["auto", "manual"] = "auto"
    """Feeds that are due are fetched at the start and while you read, or only when you ask for it."""
    pipes: PipeCommands = ()
    """Commands that `|` offers, as `["wc -m"]`; each gets the text on its standard input, without a shell."""
    pictures: Literal["auto", "kitty", "sixel", "blocks", "viewer"] = "auto"
    """Pictures of captions: in the terminal, by kitty's protocol, sixels or half blocks, or in a viewer."""
    viewer: str = ""
    """The command that shows pictures where the terminal does not, as `feh -F`; without one the system's."""
    copies: str = "~/dubao"
    """The folder for annotated copies of articles that are no files; the others are saved beside their file."""
    proxy: str = ""
    """The proxy that pages of the web are asked from, as `http://host:port`; none, whatever the environment says."""
    hosts: AllowedHosts = ()
    """Machines of your own network that links may lead to, as `["wiki.local:80"]`; others only when you type them."""
    keys: KeyBindings = ()
    """Keys of commands: `[keys]`, and below it `walk.next = "n"` or `"walk.next" = ["n", "ctrl+n"]`; `[]` for none."""

    @property
    def ambiguous_width(self) -> Literal[1, 2]:
        """Cells of a character of ambiguous width; 1, as in most terminals, where the terminal was not asked."""
        return 1 if self.ambiguous == "auto" else self.ambiguous


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A problem in config.toml."""

    name: str
    """The key that it is about; of a key binding the command's id."""
    why: str
    """What is wrong, in plain words that name the key."""
    hint: str
    """What to do about it."""


KeysCheck: TypeAlias = Callable[[Mapping[str, Sequence[str]]], list[SettingsProblem]]
"""Checks the key bindings, by the ids of commands: `reader.input.keymap.find_problems`, which stands above this."""


class EffectiveSetting(NamedTuple):
    """A setting with its value, and where that comes from."""

    name: str
    value: str
    provenance: str
    """`default`, the file with its line, the environment variable, or the option."""


_SETTING_NAMES = tuple(field.name for field in fields(Settings))
_RENAMED = {"hk_forms": "forms"}
"""Former names of keys, which are unknown now."""
NUMBER_RANGES = {"measure": (20, 40)}
"""The least and the greatest values of the settings that are numbers."""


class _StringPattern(NamedTuple):
    """The form of a setting that is a string."""

    regex: re.Pattern[str]
    example: str


STRING_PATTERNS = {
    "proxy": _StringPattern(re.compile(r"(?:https?://[^\s/]+/?)?"), '"http://host:port"'),
    "hosts": _StringPattern(re.compile(r"[^\s/]+:\d{1,5}"), '["host:port"]'),
    "pipes": _StringPattern(re.compile(r"[^\0\n]*[^\s\0][^\0\n]*"), '["wc -m"]'),
    "viewer": _StringPattern(re.compile(r"[^\0\n]*"), '"feh -F"'),
    "copies": _StringPattern(re.compile(r"[^\0]*[^\s\0][^\0]*"), '"a path"'),
}
"""The settings that are strings or lists of strings; a list of one may be written as a string."""
_MAX_BYTES = 1_000_000
_MAX_BRIEF_PROBLEMS = 4  # behind the first
_MAX_VALUE_LENGTH = 60
"""Characters of a wrong value that are shown."""
_MAX_PROBLEM_LENGTH = 240
"""Characters of the sentence about one problem: a key may be as long as the file."""
_MAX_DEPTH = 16
"""Levels of tables and arrays; a key binding has four."""


def config_path(explicit_path: str | None = None) -> Path:
    """The settings file: the one named, else DUBAO_CONFIG, else config.toml in the user's config folder."""
    if named := explicit_path or os.environ.get("DUBAO_CONFIG"):
        return Path(os.path.expanduser(named))  # pathlib's raises for an unknown ~user
    import platformdirs

    return Path(platformdirs.user_config_dir("dubao", appauthor=False)) / "config.toml"


def overrides_path(explicit_path: str | None = None) -> Path:
    """The path of the user's own overrides, beside the settings file; it need not exist."""
    return config_path(explicit_path).parent / "overrides.tsv"


def feed_list_path(explicit_path: str | None = None) -> Path:
    """The path of the list of feeds, beside the settings file; it need not exist."""
    return config_path(explicit_path).parent / "feeds.toml"


def story_choices_path(explicit_path: str | None = None) -> Path:
    """The path of the elements of pages that the user chose as the story, beside the settings; it need not exist."""
    return config_path(explicit_path).parent / "stories.tsv"


def load_settings(explicit_path: str | None = None, check_keys: KeysCheck | None = None) -> Settings:
    """The settings in force.

    Args:
        explicit_path: A file named on the command line, which must exist; any other may be missing.
        check_keys: Checks the key bindings; None to take them as they are.

    Raises:
        ReaderError: The file cannot be read, is no TOML, or has unknown keys or bad values: all of them are in the
            message, with their lines.
    """
    path = config_path(explicit_path)
    return parse_settings(_read_text(path, explicit_path), path, check_keys)


def parse_settings(text: str, path: Path, check_keys: KeysCheck | None = None) -> Settings:
    """The settings in the text of a settings file.

    Args:
        text: The file, without a byte order mark.
        path: The file, for errors.
        check_keys: As for `load_settings`.

    Raises:
        ReaderError: As `load_settings`.
    """
    values = _parse_toml(text, path)
    if name := _find_too_deep(values):
        problem = SettingsProblem(name, f"more than {_MAX_DEPTH} tables or arrays stand in one another", "write fewer")
        raise _make_error(path, [problem], _find_lines(text))
    keys = [*_flatten_keys(values.pop("keys", {}))]
    problems = [*_find_problems(values), *_find_key_problems(keys)]
    sound = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in keys if _is_key_list(value)}
    if check_keys:
        commands = {name: written for name, written in sound.items() if name and name not in _SETTING_NAMES}
        problems += [
            SettingsProblem(f"keys.{problem.name}", problem.why, problem.hint) for problem in check_keys(commands)
        ]
    if problems:
        raise _make_error(path, problems, _find_lines(text))
    for name in ("hosts", "pipes"):
        if name in values:
            values[name] = (values[name],) if isinstance(values[name], str) else tuple(values[name])
    return Settings(**values, keys=tuple(sound.items()))


def list_effective_settings(
    explicit_path: str | None = None, check_keys: KeysCheck | None = None
) -> list[EffectiveSetting]:
    """Every setting with its value and where that comes from; the key bindings one for each command.

    Args:
        explicit_path: As for `load_settings`.
        check_keys: As for `load_settings`.

    Raises:
        ReaderError: As `load_settings`.
    """
    path = config_path(explicit_path)
    text = _read_text(path, explicit_path)
    settings, lines = parse_settings(text, path, check_keys), _find_lines(text)

    def where(name: str) -> str:
        return f"{path}:{line}" if (line := _find_line(name, lines)) else "default"

    rows = [
        EffectiveSetting(name, _format_public_value(settings, name), where(name))
        for name in _SETTING_NAMES
        if name != "keys"
    ]
    if os.environ.get("NO_COLOR"):  # the screen takes the terminal's theme then, and leaves its colours away
        rows = [EffectiveSetting("theme", "ansi", "NO_COLOR") if row.name == "theme" else row for row in rows]
    return [
        *rows,
        *(EffectiveSetting(f"keys.{name}", " ".join(keys), where(f"keys.{name}")) for name, keys in settings.keys),
    ]


def _format_public_value(settings: Settings, name: str) -> str:
    """A value that may be shown to others: without the password of a proxy."""
    return re.sub(r"//[^/@]*@", "//", str(getattr(settings, name)))


# -- the file


def _read_text(path: Path, explicit_path: str | None) -> str:
    """The text of the settings file; empty where the file is missing and none was named."""
    try:
        return read_settings_file(path).decode("utf-8-sig")
    except FileNotFoundError:
        if explicit_path:
            raise ReaderError(str(path), "there is no such settings file", "check --config-file") from None
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReaderError(f"{path}:{line}", "it is not UTF-8", "save the settings file as UTF-8") from None


def read_settings_file(path: Path) -> bytes:
    """The bytes of a settings file.

    Raises:
        FileNotFoundError: It is not there.
        ReaderError: It is no plain file, cannot be read, or is far too large for settings.
    """
    data = atomic_files.read_limited(path, _MAX_BYTES)
    if len(data) > _MAX_BYTES:
        raise ReaderError(str(path), "it is larger than 1 MB", "check that it is the settings file")
    return data


def _parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The values of a TOML text.

    Raises:
        ReaderError: It is not TOML; names the line.
    """
    if not text:
        return {}
    import tomllib

    from reader.config.toml_positions import load_toml

    try:
        return load_toml(text)
    except tomllib.TOMLDecodeError as error:
        why, line = _split_toml_error(str(error), text)
    twice = 'write each key once, and "focus.next" in quotes beside focus'
    hint = twice if "overwrite" in why else "mend that line"
    raise ReaderError(f"{path}:{line}" if line else str(path), f"it is not TOML: {why}", hint)


def _find_too_deep(values: Mapping[str, Any]) -> str:
    """The name with dots of a value that is nested too deep for the other checks, which recurse; "" for none."""
    level: list[tuple[str, object]] = [("", values)]
    for _ in range(_MAX_DEPTH + 1):
        level = [
            (f"{front}.{name}" if front else str(name), inner)
            for front, value in level
            if isinstance(value, dict | list)
            for name, inner in (value.items() if isinstance(value, dict) else enumerate(value))
        ]
    return level[0][0] if level else ""


def _split_toml_error(error: str, text: str) -> tuple[str, int]:
    """The message of a tomllib error without its position, and the line from 1, or 0."""
    error = error[:1].lower() + error[1:]
    if at := re.search(r" \(at line (\d+), column \d+\)$", error):
        return error[: at.start()], int(at[1])
    end = " (at end of document)"
    return error.removesuffix(end), len(text.rstrip().split("\n")) if error.endswith(end) else 0


def _find_lines(text: str) -> dict[str, int]:
    """The line, from 1, of every key by its name with dots: measure, keys.walk.next."""
    from reader.config.toml_positions import find_key_lines

    lines: dict[str, int] = {}
    for path, line in find_key_lines(text).items():
        lines.setdefault(".".join(path), line)
    return lines


def _find_line(name: str, lines: Mapping[str, int]) -> int:
    """The line of a key, else of the table that it is in; 0 where neither is in the file."""
    while name and name not in lines:
        name = name.rpartition(".")[0]
    return lines.get(name, 0)


# -- what is wrong in it


def _find_problems(values: Mapping[str, Any]) -> Iterator[SettingsProblem]:
    """The problems of unknown keys and bad values, each checked by the type of its field."""
    hints = get_type_hints(Settings)
    for key, value in values.items():
        if key not in _SETTING_NAMES:
            import difflib

            near = difflib.get_close_matches(key, _SETTING_NAMES, 1)
            hint = f"did you mean {near[0]}?" if near else "the keys are " + ", ".join(_SETTING_NAMES)
            hint = f"it is called {_RENAMED[key]} now" if key in _RENAMED else hint
            yield SettingsProblem(key, f"unknown key {key}", hint)
            continue
        allowed = get_args(hints[key]) if get_origin(hints[key]) is Literal else ()
        if allowed and (type(value), value) not in [(type(one), one) for one in allowed]:  # True and 1.0 equal 1
            hint = "use one of " + ", ".join(map(str, allowed))
            yield SettingsProblem(key, f"{key} = {_format_value(value)} is not known", hint)
        if pattern := STRING_PATTERNS.get(key):
            written = value if isinstance(value, list) and get_origin(hints[key]) is tuple else [value]
            if not all(isinstance(one, str) and pattern.regex.fullmatch(one) for one in written):
                yield SettingsProblem(key, f"{key} = {_format_value(value)} is not known", f"use {pattern.example}")
            continue
        low, high = NUMBER_RANGES.get(key, (0, 0))
        if not allowed and (type(value) is not int or not low <= value <= high):
            hint = f"use a number from {low} to {high}"
            yield SettingsProblem(key, f"{key} = {_format_value(value)} is out of range", hint)


def _flatten_keys(table: object, front: str = "") -> Iterator[tuple[str, Any]]:
    """The key bindings by the ids of their commands: in TOML `walk.next` is a table in a table."""
    if not isinstance(table, dict):
        yield front, table
        return
    for name, value in table.items():
        yield from _flatten_keys(value, f"{front}.{name}" if front else name)


def _find_key_problems(keys: Sequence[tuple[str, Any]]) -> Iterator[SettingsProblem]:
    """The problems of key bindings: other values, settings among them, `walk.next` beside `"walk.next"`."""
    seen: set[str] = set()
    for name, value in keys:
        whole = f"keys.{name}" if name else "keys"
        if not name:
            hint = 'write [keys], and below it walk.next = "n"'
            yield SettingsProblem(whole, f"keys = {_format_value(value)} is no table", hint)
        elif name in _SETTING_NAMES:
            yield SettingsProblem(whole, f"{name} is no command but a setting", "write it above [keys]")
        elif not _is_key_list(value):
            yield SettingsProblem(whole, f"{whole} = {_format_value(value)} is no key", 'write "n", or ["n", "ctrl+n"]')
        elif name in seen:
            yield SettingsProblem(whole, f"{whole} is there twice", "leave one of them")
        seen.add(name)


def _is_key_list(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(key, str) for key in value))


def _format_value(value: object) -> str:
    """A wrong value as it is written in the file, cut where it is long."""
    import json

    try:
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
    except ValueError:  # Python prints no number of thousands of digits, which TOML has in hexadecimal ones
        return "..."
    return _truncate(text, _MAX_VALUE_LENGTH)


def _truncate(text: str, max_length: int) -> str:
    return text if len(text) <= max_length else text[:max_length] + "..."


def _make_error(path: Path, problems: Sequence[SettingsProblem], lines: Mapping[str, int]) -> ReaderError:
    """One error of all problems, in the order of the file: the first in full, some of the others in short."""
    placed = sorted(((_find_line(problem.name, lines), problem) for problem in problems), key=lambda pair: pair[0])
    (line, first), *others = placed
    hint = first.hint
    if others:
        shown = others[:_MAX_BRIEF_PROBLEMS]
        brief = [f"line {number}: {_truncate(problem.why, _MAX_PROBLEM_LENGTH)}" for number, problem in shown]
        brief += [f"and {len(others) - _MAX_BRIEF_PROBLEMS} more"] if len(others) > _MAX_BRIEF_PROBLEMS else []
        hint += f"; and {len(others)} more: " + "; ".join(brief)
    return ReaderError(f"{path}:{line}", _truncate(first.why, _MAX_PROBLEM_LENGTH), hint)
