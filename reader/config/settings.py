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

UserKeys: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The user's keys: pairs of a command's id and its keys as written; `dict(settings.keys)` is their mapping."""

Hosts: TypeAlias = tuple[str, ...]
"""Machines with their ports, as written: `host:port`."""


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
    density: Literal["roomy", "compact"] = "roomy"
    """Empty rows around captions, lists and quotes, or none."""
    ambiguous: Literal["auto", 1, 2] = "auto"
    """Cells the terminal gives to characters of ambiguous width, such as “ ” … —; auto asks the terminal."""
    quotes: Literal["keep", "region", "corner", "curly"] = "keep"
    """Quotation marks as written, as the script of the view has them, always 「 」, or always “ ”."""
    copies: str = "~/dubao"
    """The folder for annotated copies of articles that are no files; the others are saved beside their file."""
    proxy: str = ""
    """The proxy that pages of the web are asked from, as `http://host:port`; none, whatever the environment says."""
    hosts: Hosts = ()
    """Machines of your own network that links may lead to, as `["wiki.local:80"]`; others only when you type them."""
    keys: UserKeys = ()
    """Keys of commands: `[keys]`, and below it `walk.next = "n"` or `"walk.next" = ["n", "ctrl+n"]`; `[]` for none."""

    @property
    def cells(self) -> Literal[1, 2]:
        """Cells of a character of ambiguous width; 1, as most terminals have it, where none was asked."""
        return 1 if self.ambiguous == "auto" else self.ambiguous


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in config.toml."""

    name: str
    """The key it is about; of a key in the table `keys`, the command's id."""
    why: str
    """What is wrong, in plain words that name the key."""
    hint: str
    """What to do about it."""


Check: TypeAlias = Callable[[Mapping[str, Sequence[str]]], list[Problem]]
"""What looks at the user's keys: `reader.input.keymap.check`, which only the screen's rooms may import."""


class InForce(NamedTuple):
    """A setting with where it comes from."""

    name: str
    value: str
    where: str
    """`default`, the file with its line, the environment variable, or the option."""


_NAMES = tuple(field.name for field in fields(Settings))
RANGES = {"measure": (20, 40)}
"""Least and most of the settings that are numbers."""


class _Pattern(NamedTuple):
    """What a setting that is written must look like."""

    form: re.Pattern[str]
    usual: str


PATTERNS = {
    "proxy": _Pattern(re.compile(r"(?:https?://[^\s/]+/?)?"), '"http://host:port"'),
    "hosts": _Pattern(re.compile(r"[^\s/]+:\d{1,5}"), '["host:port"]'),
    "copies": _Pattern(re.compile(r"[^\0]*[^\s\0][^\0]*"), '"a path"'),
}
"""Those that are written; one of several values may be written without brackets."""
_MOST_BYTES = 1_000_000
_MOST_NAMED = 4
"""Problems told in short behind the first."""
_MOST_SHOWN = 60
"""Characters of a wrong value that are repeated."""
_MOST_SAID = 240
"""Characters of a sentence about one problem: a key may be as long as the file."""
_DEEPEST = 16
"""Tables and arrays in one another; a command in the table of keys is four deep."""


def config_path(explicit: str | None = None) -> Path:
    """The settings file: the one named, else DUBAO_CONFIG, else config.toml in the user's configuration folder."""
    if named := explicit or os.environ.get("DUBAO_CONFIG"):
        return Path(os.path.expanduser(named))  # pathlib's raises for an unknown ~user
    import platformdirs

    return Path(platformdirs.user_config_dir("dubao", appauthor=False)) / "config.toml"


def overrides_path(explicit: str | None = None) -> Path:
    """The reader's own overrides: the file beside the settings, which need not be there."""
    return config_path(explicit).parent / "overrides.tsv"


def load(explicit: str | None = None, check: Check | None = None) -> Settings:
    """The settings in force.

    Args:
        explicit: A file named on the command line, which must exist; any other may be missing.
        check: Looks at the user's keys; without it they are taken as they are.

    Raises:
        ReaderError: The file cannot be read, is no TOML, or has unknown keys or bad values: all of them are told, with
            their lines.
    """
    path = config_path(explicit)
    return parse(_text(path, explicit), path, check)


def parse(text: str, path: Path, check: Check | None = None) -> Settings:
    """Settings of the text of a file.

    Raises:
        ReaderError: As `load`.
    """
    values = _values(text, path)
    if name := _beyond(values):
        problem = Problem(name, f"more than {_DEEPEST} tables or arrays stand in one another", "write fewer")
        raise _refusal(path, [problem], _lines(text))
    keys = [*_flat(values.pop("keys", {}))]
    problems = [*_problems(values), *_problems_of_keys(keys)]
    sound = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in keys if _is_keys(value)}
    if check:
        commands = {name: written for name, written in sound.items() if name and name not in _NAMES}
        problems += [Problem(f"keys.{problem.name}", problem.why, problem.hint) for problem in check(commands)]
    if problems:
        raise _refusal(path, problems, _lines(text))
    hosts = values.pop("hosts", ())
    hosts = (hosts,) if isinstance(hosts, str) else tuple(hosts)
    return Settings(**values, hosts=hosts, keys=tuple(sound.items()))


def in_force(explicit: str | None = None, check: Check | None = None) -> list[InForce]:
    """Every setting with its value and where it comes from; the user's keys a command each.

    Raises:
        ReaderError: As `load`.
    """
    path = config_path(explicit)
    text = _text(path, explicit)
    settings, lines = parse(text, path, check), _lines(text)

    def where(name: str) -> str:
        return f"{path}:{line}" if (line := _line(name, lines)) else "default"

    rows = [InForce(name, _told_value(settings, name), where(name)) for name in _NAMES if name != "keys"]
    if os.environ.get("NO_COLOR"):  # the screen takes the terminal's theme then, and leaves its colours away
        rows = [InForce("theme", "ansi", "NO_COLOR") if row.name == "theme" else row for row in rows]
    return [*rows, *(InForce(f"keys.{name}", " ".join(keys), where(f"keys.{name}")) for name, keys in settings.keys)]


def _told_value(settings: Settings, name: str) -> str:
    """A value for others to see: nobody's password is in it."""
    return re.sub(r"//[^/@]*@", "//", str(getattr(settings, name)))


# -- the file


def _text(path: Path, explicit: str | None) -> str:
    """The text of the settings file; none where there is none and none was named."""
    try:
        return read(path).decode("utf-8-sig")
    except FileNotFoundError:
        if explicit:
            raise ReaderError(str(path), "there is no such settings file", "check --config-file") from None
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReaderError(f"{path}:{line}", "it is not UTF-8", "save the settings file as UTF-8") from None


def read(path: Path) -> bytes:
    """The bytes of a settings file.

    Raises:
        FileNotFoundError: It is not there.
        ReaderError: It is no plain file, cannot be read, or is far too large for settings.
    """
    data = atomic_files.read(path, _MOST_BYTES)
    if len(data) > _MOST_BYTES:
        raise ReaderError(str(path), "it is larger than 1 MB", "check that it is the settings file")
    return data


def _values(text: str, path: Path) -> dict[str, Any]:
    """The values of a TOML text."""
    if not text:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, line = _told(str(error), text)
    except (RecursionError, ValueError):  # what tomllib does not expect
        why, line = "brackets without end, or a number of thousands of digits", 0
    twice = 'write each key once, and "focus.next" in quotes beside focus'
    hint = twice if "overwrite" in why else "mend that line"
    raise ReaderError(f"{path}:{line}" if line else str(path), f"it is not TOML: {why}", hint)


def _beyond(values: Mapping[str, Any]) -> str:
    """The name of something that lies deeper than any setting, with dots; or nothing.

    What looks at values goes down into them by recursion, so that this comes first.
    """
    level: list[tuple[str, object]] = [("", values)]
    for _ in range(_DEEPEST + 1):
        level = [
            (f"{front}.{name}" if front else str(name), inner)
            for front, value in level
            if isinstance(value, dict | list)
            for name, inner in (value.items() if isinstance(value, dict) else enumerate(value))
        ]
    return level[0][0] if level else ""


def _told(error: str, text: str) -> tuple[str, int]:
    """What tomllib says, and the line, which it puts behind in brackets."""
    error = error[:1].lower() + error[1:]
    if at := re.search(r" \(at line (\d+), column \d+\)$", error):
        return error[: at.start()], int(at[1])
    end = " (at end of document)"
    return error.removesuffix(end), len(text.rstrip().split("\n")) if error.endswith(end) else 0


def _lines(text: str) -> dict[str, int]:
    """The line of every key by its name with dots: measure, keys.walk.next."""
    from reader.config.toml_positions import lines_of

    lines: dict[str, int] = {}
    for path, line in lines_of(text).items():
        lines.setdefault(".".join(path), line)
    return lines


def _line(name: str, lines: Mapping[str, int]) -> int:
    """The line of a key, or of the table it stands in; 0 where it is not in the file."""
    while name and name not in lines:
        name = name.rpartition(".")[0]
    return lines.get(name, 0)


# -- what is wrong in it


def _problems(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Unknown keys and bad values, each checked by the type of its field."""
    hints = get_type_hints(Settings)
    for key, value in values.items():
        if key not in _NAMES:
            import difflib

            near = difflib.get_close_matches(key, _NAMES, 1)
            hint = f"did you mean {near[0]}?" if near else "the keys are " + ", ".join(_NAMES)
            yield Problem(key, f"unknown key {key}", hint)
            continue
        allowed = get_args(hints[key]) if get_origin(hints[key]) is Literal else ()
        if allowed and (type(value), value) not in [(type(one), one) for one in allowed]:  # True and 1.0 equal 1
            yield Problem(key, f"{key} = {_shown(value)} is not known", "use one of " + ", ".join(map(str, allowed)))
        if pattern := PATTERNS.get(key):
            written = value if isinstance(value, list) and get_origin(hints[key]) is tuple else [value]
            if not all(isinstance(one, str) and pattern.form.fullmatch(one) for one in written):
                yield Problem(key, f"{key} = {_shown(value)} is not known", f"use {pattern.usual}")
            continue
        low, high = RANGES.get(key, (0, 0))
        if not allowed and (type(value) is not int or not low <= value <= high):
            hint = f"use a number from {low} to {high}"
            yield Problem(key, f"{key} = {_shown(value)} is out of range", hint)


def _flat(table: object, front: str = "") -> Iterator[tuple[str, Any]]:
    """The commands of the table of keys: `walk.next` in TOML is a table in a table."""
    if not isinstance(table, dict):
        yield front, table
        return
    for name, value in table.items():
        yield from _flat(value, f"{front}.{name}" if front else name)


def _problems_of_keys(keys: Sequence[tuple[str, Any]]) -> Iterator[Problem]:
    """What is no key, settings that stand below the table, `walk.next` beside `"walk.next"`."""
    seen: set[str] = set()
    for name, value in keys:
        whole = f"keys.{name}" if name else "keys"
        if not name:
            yield Problem(whole, f"keys = {_shown(value)} is no table", 'write [keys], and below it walk.next = "n"')
        elif name in _NAMES:
            yield Problem(whole, f"{name} is no command but a setting", "write it above [keys]")
        elif not _is_keys(value):
            yield Problem(whole, f"{whole} = {_shown(value)} is no key", 'write "n", or ["n", "ctrl+n"]')
        elif name in seen:
            yield Problem(whole, f"{whole} is there twice", "leave one of them")
        seen.add(name)


def _is_keys(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(key, str) for key in value))


def _shown(value: object) -> str:
    """A wrong value as it stands in the file, cut where it is long."""
    import json

    try:
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
    except ValueError:  # Python prints no number of thousands of digits, which TOML has in hexadecimal ones
        return "..."
    return _cut(text, _MOST_SHOWN)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "..."


def _refusal(path: Path, problems: Sequence[Problem], lines: Mapping[str, int]) -> ReaderError:
    """All problems in one sentence, in the order of the file: the first in full, the others in short."""
    placed = sorted(((_line(problem.name, lines), problem) for problem in problems), key=lambda pair: pair[0])
    (line, first), *others = placed
    hint = first.hint
    if others:
        told = [f"line {number}: {_cut(problem.why, _MOST_SAID)}" for number, problem in others[:_MOST_NAMED]]
        told += [f"and {len(others) - _MOST_NAMED} more"] if len(others) > _MOST_NAMED else []
        hint += f"; and {len(others)} more: " + "; ".join(told)
    return ReaderError(f"{path}:{line}", _cut(first.why, _MOST_SAID), hint)
