"""The paragraphs of the texts that the context table is counted from: git repositories at fixed commits.

The files of a repository are read in the order of their paths, so the same commits give the same paragraphs. Nothing of
the text is stored.
"""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Files = Iterator[tuple[str, bytes]]
    """Paths and contents."""

MIN_HAN = 6
"""A line with fewer Han characters is a label."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SPACE = re.compile(r"[ \t\r\xa0]+")
_SQL_STRING = re.compile(r"'((?:[^'\\]|\\.|'')*)'")
_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")
_SQL_ESCAPES = (("\\n", "\n"), ("\\r", "\n"), ("\\'", "'"), ("''", "'"), ('\\"', '"'))


class TextSource(NamedTuple):
    """A text of a region, as a row of sources.tsv has it."""

    name: str
    region: str
    weight: float
    """Of one of its characters."""
    is_press: bool
    """Whether it is written for the public: these alone decide what the region prints."""
    is_newspaper: bool
    max_characters: int
    """0 for all."""
    reader: str
    """The name of a function of this module, in READERS."""
    repository: str
    commit: str


class WordSource(NamedTuple):
    """A dictionary with frequencies, as a row of dictionaries.tsv has it."""

    name: str
    repository: str
    commit: str
    path: str


def load_text_sources() -> list[TextSource]:
    """The rows of sources.tsv."""
    return [
        TextSource(
            name, region, float(weight), press != "no", press == "newspaper", int(most or 0), reader, repository, commit
        )
        for name, region, weight, press, most, reader, repository, commit, _ in read_rows(__file__, "sources")
    ]


def load_word_sources() -> list[WordSource]:
    """The rows of dictionaries.tsv."""
    return [WordSource(*row[:4]) for row in read_rows(__file__, "dictionaries")]


def read_files(clones: Path, repository: str, commit: str, wanted: Callable[[str], bool]) -> Files:
    """The wanted files of a commit, by path.

    Args:
        clones: A folder with a clone of each repository, named OWNER+NAME; a missing one is cloned from GitHub.
        repository: OWNER/NAME.
        commit: The hash of the commit.
        wanted: Whether a file of a path is wanted.
    """
    clone = clones / repository.replace("/", "+")
    if not clone.exists():
        subprocess.run(["git", "clone", "--bare", f"https://github.com/{repository}", str(clone)], check=True)
    listing = subprocess.run(
        ["git", "-C", str(clone), "ls-tree", "-rz", commit], check=True, capture_output=True
    ).stdout.decode()
    blobs = sorted(
        (path, entry.split()[2])
        for entry, _, path in (line.partition("\t") for line in listing.split("\0") if line)
        if wanted(path)
    )
    command = ["git", "-C", str(clone), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as batch:
        assert batch.stdin
        assert batch.stdout
        for path, blob in blobs:
            batch.stdin.write(blob.encode() + b"\n")
            batch.stdin.flush()
            header = batch.stdout.readline().split()
            if header[1:2] != [b"missing"]:
                data = batch.stdout.read(int(header[2]))
                batch.stdout.read(1)
                yield path, data


def read_paragraphs(source: TextSource, clones: Path, *, held_out: bool = False) -> Iterator[str]:
    """The different paragraphs of a source, in a fixed order.

    Args:
        source: The source.
        clones: As for read_files().
        held_out: Whether to read what is not learned from, to measure with, instead of all else; most sources have
            nothing held out.
    """
    wanted, read = READERS[source.reader]
    seen: set[str] = set()
    length = 0
    for number, (path, data) in enumerate(read_files(clones, source.repository, source.commit, wanted)):
        if _is_held_out(source.reader, path, number) != held_out:
            continue
        for paragraph in read(path, data):
            if paragraph in seen or len(paragraph.strip()) < 4:
                continue
            seen.add(paragraph)
            yield paragraph.strip()
            length += len(paragraph)
            if source.max_characters and length > source.max_characters:
                return


def read_words(source: WordSource, clones: Path) -> dict[str, int]:
    """The words of a dictionary, in order, each with how often it was counted.

    Args:
        source: The dictionary.
        clones: As for read_files().
    """
    counts: dict[str, int] = {}
    for _, data in read_files(clones, source.repository, source.commit, source.path.__eq__):
        for line in data.decode().splitlines():
            word, *cells = line.split(" ")
            if cells and _WORD.fullmatch(word) and cells[0].isdecimal():
                counts[word] = max(counts.get(word, 0), int(cells[0]))
    return dict(sorted(counts.items()))


def _split(text: str) -> Iterator[str]:
    """The paragraphs of a text with Markdown or HTML in it."""
    text = html.unescape(_TAG.sub("", _LINK.sub(r"\1", text)))
    for line in text.split("\n"):
        line = _SPACE.sub(" ", line).strip(" #*>|-　")
        if len(_HAN.findall(line)) >= MIN_HAN:
            yield line


def _read_hkcnews(path: str, data: bytes) -> Iterator[str]:
    head, _, body = data.decode("utf-8", "replace").partition("\n---\n")
    if title := re.search(r'^title: "(.*)"$', head, re.MULTILINE):
        yield from _split(title[1])
    yield from _split(re.sub(r"(?m)^# .*\n", "", body, count=1))


def _read_articles_json(path: str, data: bytes) -> Iterator[str]:
    try:
        value = json.loads(data)
    except ValueError:
        return
    for entry in value if isinstance(value, list) else [value]:
        for key in ("title", "content"):
            if isinstance(entry.get(key), str):
                yield from _split(entry[key])


def _read_hansard(path: str, data: bytes) -> Iterator[str]:
    def iter_strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from iter_strings(each)

    for text in iter_strings(json.loads(data)):
        if len(text) > 20:
            yield from _split(text.replace("\n", ""))


def _read_article_table(path: str, data: bytes) -> Iterator[str]:
    csv.field_size_limit(1 << 24)
    for row in csv.DictReader(io.StringIO(data.decode("utf-8", "replace"))):
        for key in ("title", "content"):
            yield from _split(row.get(key) or "")


def _read_parser_tests(path: str, data: bytes) -> Iterator[str]:
    """The articles that the tests of a parser expect: its string literals that are long and Chinese."""
    for node in ast.walk(ast.parse(data.decode())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(_HAN.findall(node.value)) > 30:
            text = "".join(part.strip() for part in node.value.split("\n"))
            yield from _split(text.replace(",", "，").replace("?", "？").replace("!", "！").replace("。 ", "。\n"))


def _read_markdown(path: str, data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    yield from _split(text.partition("\n---\n")[2] if text.startswith("---\n") else text)


def _read_database_dump(path: str, data: bytes) -> Iterator[str]:
    for found in _SQL_STRING.finditer(data.decode("utf-8", "replace")):
        text = found[1]
        for escape, character in _SQL_ESCAPES:
            text = text.replace(escape, character)
        yield from _split(text)


def _is_even_article(path: str) -> bool:
    return _find_article_number(path) % 2 == 0


def _is_held_out(reader: str, path: str, number: int) -> bool:
    """Whether a file is one to measure with: each tenth of those of the one archive, each second of the other.

    Args:
        reader: Of the source.
        path: Of the file.
        number: Of the file among those of its source.
    """
    if reader == "hkcnews":
        return _find_article_number(path) % 20 == 0
    return reader == "parser_tests" and number % 2 == 1


def _find_article_number(path: str) -> int:
    """The number of an article of the archive; an odd one where the file is no article."""
    found = re.search(r"article_(\d+)\.md$", path)
    return int(found[1]) if found else 1


READERS: dict[str, tuple[Callable[[str], bool], Callable[[str, bytes], Iterator[str]]]] = {
    "hkcnews": (_is_even_article, _read_hkcnews),
    "hansard": (lambda path: path.startswith("data/json/") and path.endswith(".json"), _read_hansard),
    "city": (lambda path: path.startswith("docs/data/") and path.endswith(".json"), _read_articles_json),
    "council": (lambda path: path.startswith("data/") and path.endswith(".json"), _read_articles_json),
    "ideology": (
        lambda path: path.startswith("News/") and path.endswith(".json") and "cleaned" not in path,
        _read_articles_json,
    ),
    "article_table": (lambda path: path.endswith(".csv"), _read_article_table),
    "parser_tests": (
        lambda path: re.match(r"test/news/parse/(cna|ettoday|storm)/test_parse", path) is not None,
        _read_parser_tests,
    ),
    "gazette": (lambda path: re.match(r"raw/\d+\.md$", path) is not None, _read_markdown),
    "markdown": (lambda path: path.endswith(".md"), _read_markdown),
    "taiwan_md": (
        lambda path: re.match(r"(knowledge/[A-Z][a-z]+|data/(PanSci|TFT|NMTH-overseas|NML))/.*\.md$", path) is not None,
        _read_markdown,
    ),
    "database_dump": (
        lambda path: path in ("SQL/create_table-5news15_16_data.sql", "ctee_data1129_1201.sql", "yahoo_data.sql"),
        _read_database_dump,
    ),
}
"""Of each kind of repository: which of its files have text, and the paragraphs of one."""
