"""Words that are not converted as OpenCC converts them: the curated table, and the user's own file.

overrides.tsv has the wrong conversions that OpenCC's users know (BYVoid/OpenCC issues, by number), and beside a row
that would break another word a row for that word: the longest word from the left wins. The user's own file is a
table of the same kind: what is written, what is to be shown, and perhaps the views it is for.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter, defaultdict
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader import atomic_files
from reader.atomic_files import match_line_endings
from reader.errors import ReaderError
from reader.model import clean
from reader.script.detect import detect_script
from reader.script.offset_maps import Replacement
from reader.script.plan import SIMPLIFIED_VIEWS, TRADITIONAL_VIEWS, VIEWS
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reader.model import ViewName
    from reader.script.offset_maps import ReplacementReason

MAX_BYTES = 1 << 20
"""Of the user's own file: ten thousand words and more."""
_TOO_LARGE = f"it is larger than {MAX_BYTES >> 20} MB"
_MAX_WORD_LENGTH = 64
_MAX_ALTERNATIVES = 200
"""More first characters than this are quicker looked up one by one than as alternatives."""


class Override(NamedTuple):
    """A word, and what to show for it."""

    word: str
    replacement: str
    scopes: tuple[str, ...]
    """Views, or configs as shell patterns (s2*): those have a 2 in their names, views have none."""

    def is_applicable(self, config: str, view_name: ViewName) -> bool:
        """Whether it is for a conversion.

        Args:
            config: The name of the config.
            view_name: The view.
        """
        return any(fnmatchcase(config, name) if "2" in name else name == view_name for name in self.scopes)


@cache
def load_curated() -> tuple[Override, ...]:
    """The rules of overrides.tsv."""
    return tuple(
        Override(written, shown, tuple(configs.split()))
        for written, configs, shown, _ in read_rows(__file__, "overrides")
    )


@cache
def load_regional_words() -> tuple[Override, ...]:
    """The words of regional_words.tsv, for the views with vocabulary: what mainland writers call otherwise."""
    words: list[Override] = []
    for mainland, traditional, taiwan, hong_kong, back in read_rows(__file__, "regional_words"):
        for word, view in ((taiwan, "twp"), (hong_kong, "hkp")):
            words += [Override(written, word, (view,)) for written in dict.fromkeys((mainland, traditional)) if word]
        words += [
            Override(word, mainland, (f"{region}2sp",))
            for region, word in (("tw", taiwan), ("hk", hong_kong))
            if region in back.split()
        ]
    return tuple(words)


class WordMatcher:
    """Finds the words of some rules in a text: the longest from the left, none inside another.

    Only where two characters begin some word is looked closer, so that hardly any text pays for it.
    """

    def __init__(self, replacements: Mapping[str, tuple[str, ReplacementReason]]) -> None:
        self._replacements = replacements
        words: defaultdict[str, set[str]] = defaultdict(set)
        for word in replacements:
            words[word[0]].add(word)
        self._lengths_by_first = {first: sorted(set(map(len, found)), reverse=True) for first, found in words.items()}
        self._iter_starts = re.compile(_build_start_pattern(words)).finditer if words else None

    def find_matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Replacement]:
        """The words in a text, or in a stretch of it, in order, each with what to show for it.

        Args:
            text: The text.
            start: The start of the stretch, in code points.
            end: Its end.
        """
        if self._iter_starts is None:
            return
        behind = start
        for found in self._iter_starts(text, start, end):
            at = found.start()
            if at < behind:
                continue
            for size in self._lengths_by_first[text[at]]:
                if (word := text[at : min(at + size, end)]) in self._replacements:
                    behind = at + len(word)  # shorter than size at the end of the text
                    yield Replacement(at, behind, *self._replacements[word])
                    break


def _build_start_pattern(words: Mapping[str, set[str]]) -> str:
    """A pattern of how words may begin, by their first characters; 10 ns a character where none does."""
    if len(words) > _MAX_ALTERNATIVES:
        return f"[{re.escape(''.join(words))}]"
    seconds = {first: "".join(sorted({word[1:2] for word in found})) for first, found in words.items()}
    return "|".join(
        re.escape(first) + ("" if first in words[first] else f"(?=[{re.escape(seconds[first])}])") for first in words
    )


class OverrideFile:
    """The user's own file of overrides; it may be changed, appear and vanish while the program runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.overrides: tuple[Override, ...] = ()
        self.problems: tuple[str, ...] = ()
        """A sentence for every line that says nothing, with the file and the line."""
        self.version = 0
        """Counts the changes that were seen."""
        self._file_state: tuple[int, ...] | None = None
        self.refresh()

    def refresh(self) -> bool:
        """Read the file again if it has changed; whether it has. Costs a look at its date otherwise."""
        seen: tuple[int, ...] = ()
        try:
            status = os.stat(self.path)
            seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        except (OSError, ValueError):
            pass  # there is none
        if seen == self._file_state:
            return False
        self._file_state = seen
        self.version += 1
        self.overrides, self.problems = read_override_file(self.path) if seen else ((), ())
        return True

    def add(self, word: str, replacement: str, view_names: Iterable[ViewName] = ()) -> None:
        """Write a rule at the end of the file, which is made when it is not there.

        Args:
            word: The word, in either script.
            replacement: What it becomes.
            view_names: The views it is for; empty for all.

        Raises:
            ReaderError: It cannot be written, or would say nothing there. The file is then as it was.
        """
        line = _format_line(word, replacement, view_names)
        before = self._read()
        text = _FILE_HEADER if not before else before if before.endswith("\n") else before + "\n"
        try:
            after = _encode(match_line_endings(before or "", f"{text}{line}\n"))
            rule = _parse_line(line)
        except ValueError as error:
            raise ReaderError(str(self.path), str(error), "choose another word") from None
        if rule not in _parse_file(after, self.path)[0]:  # a comment, or beyond the most that is read
            raise ReaderError(str(self.path), f"{word} > {replacement} would not be read there", "see dubao doctor")
        self._write(before, after)

    def remove(self, word: str, replacement: str, view_names: Iterable[ViewName] = ()) -> None:
        """Take the last such rule out of the file; all else in it stays. Nothing happens where there is none.

        Args:
            word: The word, in either script.
            replacement: What it becomes.
            view_names: The views it is for; empty for all.

        Raises:
            ReaderError: It cannot be written. It is then as it was.
        """
        line = _format_line(word, replacement, view_names)
        before = self._read()
        lines = (before or "").split("\n")
        places = [at for at, each in enumerate(lines) if each.removesuffix("\r") == line]
        if places:
            del lines[places[-1]]
            self._write(before, _encode("\n".join(lines)))

    def _read(self) -> str | None:
        """The whole file, with all that is not UTF-8; None where there is none.

        Raises:
            ReaderError: It cannot be read, or has more than what is read of it.
        """
        try:
            data = atomic_files.read_limited(self.path, MAX_BYTES)
        except FileNotFoundError:
            return None
        if len(data) > MAX_BYTES:
            raise ReaderError(str(self.path), _TOO_LARGE, "make it smaller")
        return data.decode("utf-8", "surrogateescape")

    def _write(self, before: str | None, after: bytes) -> None:
        atomic_files.replace_file(self.path, None if before is None else _encode(before), after)
        self._file_state = None  # a clock may be too coarse to tell two changes
        self.refresh()


def _format_line(word: str, replacement: str, view_names: Iterable[ViewName]) -> str:
    return "\t".join(part for part in (word, replacement, " ".join(view_names)) if part)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


_FILE_HEADER = """# Words that are to be shown as you say. A line: what is written, TAB, what is to be shown.
# After another TAB perhaps the views it is for: hans hansp hant hk hkp tw twp.
"""


def read_override_file(path: Path) -> tuple[tuple[Override, ...], tuple[str, ...]]:
    """The rules of a user's own file, and a sentence for every line that is not understood.

    A rule without views is for all views of the script of what it shows. It holds backwards too, in the views of the
    script of what is written, unless two words are shown as the same.
    """
    try:
        return _parse_file(atomic_files.read_limited(path, MAX_BYTES), path)
    except FileNotFoundError:
        return (), ()
    except ReaderError as error:
        return (), (str(error),)


def _parse_file(data: bytes, path: Path) -> tuple[tuple[Override, ...], tuple[str, ...]]:
    """The rules of the bytes of such a file, and what is wrong with it."""
    problems: list[str] = []
    if len(data) > MAX_BYTES:
        data = data[:MAX_BYTES].rpartition(b"\n")[0]
        problems.append(f"{path}: {_TOO_LARGE}; the rest is not read")
    rules: list[Override] = []
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, 1):
        try:
            rule = _parse_line(line.decode("utf-8"))
        except (ValueError, UnicodeDecodeError) as error:
            why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            problems.append(f"{path}, line {number}: {why}")
            continue
        if rule:
            rules.append(rule)
    return (*_reverse_overrides(rules), *rules), tuple(problems)


def _parse_line(line: str) -> Override | None:
    """The rule of a line, or None where it is empty or a comment.

    Raises:
        ValueError: It is neither.
    """
    if not line.strip() or line.startswith("#"):
        return None
    written, *others = (clean(part.strip()) for part in line.split("\t"))
    if not others or len(others) > 2:
        raise ValueError("a line is a word, TAB, what to show for it, and perhaps TAB and views")
    if not written or not others[0]:
        raise ValueError("a word is missing")
    if max(len(written), len(others[0])) > _MAX_WORD_LENGTH:
        raise ValueError(f"a word has more than {_MAX_WORD_LENGTH} characters")
    views = others[1].replace(",", " ").split() if len(others) == 2 else _infer_views(others[0], written)
    for name in views:
        if name not in VIEWS or name == "source":
            raise ValueError(f"{name} is not a view; use " + " ".join(VIEWS[1:]))
    return Override(written, others[0], tuple(views))


def _infer_views(word: str, other: str) -> Iterable[ViewName]:
    """The views that show a word: those of its script, else those that are not of the other's, else all."""
    script, against = detect_script(word), detect_script(other)
    if script == "Hans" or (script != "Hant" and against == "Hant"):
        return SIMPLIFIED_VIEWS
    if script == "Hant" or against == "Hans":
        return TRADITIONAL_VIEWS
    return VIEWS[1:]


def _reverse_overrides(overrides: list[Override]) -> Iterator[Override]:
    """The rules that are for one script's views, the other way round."""
    shown = Counter(rule.replacement for rule in overrides)
    for rule in overrides:
        for views, others in ((TRADITIONAL_VIEWS, SIMPLIFIED_VIEWS), (SIMPLIFIED_VIEWS, TRADITIONAL_VIEWS)):
            if rule.scopes == views and rule.word != rule.replacement and shown[rule.replacement] == 1:
                yield Override(rule.replacement, rule.word, others)
