"""Row 2: control characters in any string of a file or of the library reach neither the terminal nor a table."""

from __future__ import annotations

import json
import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import main
from reader.copies.formats import TEXT_FORMATS
from tests.cli.process import run_on_terminal
from tests.trust.hostile import (
    HOSTILE_TEXTS,
    IS_FULL,
    UNSAFE_OUTPUT,
    connect_raw,
    find_string_paths,
    make_copy_payload,
    replace_at,
)

if TYPE_CHECKING:
    from pathlib import Path

SHORT_LIST = ["甲\x04乙", "甲\x99乙", "甲\r乙", "甲\x1b]0;x\x07乙", "../甲\r\n乙", "甲\t乙"]

pytestmark = pytest.mark.usefixtures("library")


class Runner:
    """Runs commands in this process, and checks all that they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> str:
        code = main(arguments)
        out, err = self._capsys.readouterr()
        assert code in (0, 1, 2)
        assert "internal error" not in err, arguments
        assert bool(err) >= (code != 0), arguments
        self.check(out, *arguments)
        self.check(err, *arguments)
        return out

    def save(self, source: str) -> None:
        """Print a copy in every format; only line ends of CSV are CR LF."""
        for copy_format in TEXT_FORMATS:
            main(["save", source, "-o", "-", "--format", copy_format])
            out, err = self._capsys.readouterr()
            self.check(out.replace("\r\n", "\n") if copy_format == "csv" else out, "save", copy_format)
            self.check(err)

    @staticmethod
    def check(text: str, *arguments: str) -> None:
        found = UNSAFE_OUTPUT.search(text)
        assert found is None, (arguments, text[max(0, found.start() - 40) : found.end() + 40])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


def run_listings(run: Runner, tmp_path: Path) -> None:
    """The commands that print what the library has."""
    run("list")
    run("list", "--json")
    run("notes")
    run("notes", "--json")
    run("search", "乙")
    run("search", "記下")
    run("search", "風", "--json")
    run("export", str(tmp_path / "exported" / os.urandom(4).hex()))


PATHS = sorted(find_string_paths(make_copy_payload()), key=str)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_no_string_of_a_json_copy_is_printed_raw(run: Runner, tmp_path: Path, path: tuple[str | int, ...]) -> None:
    (tmp_path / "exported").mkdir()
    copy = tmp_path / "copy.json"
    texts = SHORT_LIST if IS_FULL else [SHORT_LIST[PATHS.index(path) % len(SHORT_LIST)], "".join(SHORT_LIST)]
    for text in texts:
        copy.write_text(json.dumps(replace_at(make_copy_payload(), path, text)), "utf-8")
        for command in (["notes"], ["notes", "--json"], ["show"], ["show", "--json"], ["figures"], ["add"]):
            run(command[0], str(copy), *command[1:])
        run("figures", str(copy), "--format", "csv")
        run.save(str(copy))
    run_listings(run, tmp_path)


ID_FIELDS: list[tuple[str | int, ...]] = [("id",), ("items", 0, "id"), ("dubao:article", "id")]


@pytest.mark.parametrize("field", ID_FIELDS, ids=str)
def test_ids_of_a_json_copy_have_the_form_of_ids_afterwards(
    run: Runner, tmp_path: Path, field: tuple[str | int, ...]
) -> None:
    copy = tmp_path / "copy.json"
    for text in HOSTILE_TEXTS if IS_FULL else HOSTILE_TEXTS[ID_FIELDS.index(field) :: len(ID_FIELDS)]:
        copy.write_text(json.dumps(replace_at(make_copy_payload(), field, text)), "utf-8")
        run("add", str(copy))
        run("add", str(copy))
        run("notes", str(copy))
    listed = [each["id"] for each in json.loads(run("list", "--json"))["articles"]]
    assert len(listed) == len(set(listed))
    assert all(each.isascii() and each.isalnum() for each in listed)
    noted = [each["id"] for each in json.loads(run("notes", "--json"))["items"]]
    assert all(each.isprintable() and " " not in each for each in noted)


def test_an_exported_library_with_other_ids_stays_in_its_folder(run: Runner, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(replace_at(make_copy_payload(), ("dubao:article", "id"), "../../outside")), "utf-8")
    run("add", str(copy))
    folder = tmp_path / "a" / "b" / "c"
    folder.parent.mkdir(parents=True)
    run("export", str(folder))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "copy.json", "library"]
    assert len(list((folder / "articles").iterdir())) == 4


def test_imported_annotations_and_libraries_are_not_printed_raw(run: Runner, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(make_copy_payload()), "utf-8")
    run("add", str(copy))
    for text in SHORT_LIST:
        items = make_copy_payload()
        for path in find_string_paths(items["items"][0]):
            if path[-1] not in ("dubao:article", "source", "type"):
                changed = replace_at(items, ("items", 0, *path), text)
                copy.write_text(json.dumps({"@context": changed["@context"], "items": changed["items"]}), "utf-8")
                run("import", str(copy))
    (tmp_path / "exported").mkdir()
    run_listings(run, tmp_path)
    folder = tmp_path / "exported" / "library"
    run("export", str(folder))
    for file in list((folder / "articles").glob("*.json")):
        original = json.loads(file.read_text("utf-8"))
        for path in find_string_paths(original):
            file.write_text(json.dumps(replace_at(original, path, "甲\x1b\x99\r乙")), "utf-8")
            run("import", str(folder))
        file.write_text(json.dumps(original), "utf-8")
    run_listings(run, tmp_path)


def test_a_damaged_library_is_not_printed_raw(run: Runner, tmp_path: Path, library: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(make_copy_payload()), "utf-8")
    run("add", str(copy))
    run("mark", str(copy), "--tag", "港")
    (tmp_path / "exported").mkdir()
    with closing(connect_raw(library)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = [
            (table, name)
            for table in tables
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
            if kind in ("TEXT", "BLOB")
        ]
    assert ("articles", "id") in columns
    before = library.read_bytes()
    for table, column in columns:
        library.write_bytes(before)
        with closing(connect_raw(library)) as connection:
            value: Any = "甲\x1b]0;x\x07\x99\r乙"
            connection.execute("PRAGMA writable_schema = OFF")
            kind = next(k for _, n, k, *_ in connection.execute(f"PRAGMA table_info({table})") if n == column)
            connection.execute(f"UPDATE {table} SET {column} = ?", [value.encode() if kind == "BLOB" else value])
            if (table, column) == ("articles", "id"):
                for other in ("texts", "tags", "annotations"):
                    connection.execute(f"UPDATE {other} SET article = ?", [value])
            connection.commit()
        run_listings(run, tmp_path)
        library.with_name(library.name + "-wal").unlink(missing_ok=True)
        library.with_name(library.name + "-shm").unlink(missing_ok=True)


@pytest.mark.parametrize("text", SHORT_LIST)
def test_typed_notes_and_tags_are_not_printed_raw(run: Runner, tmp_path: Path, text: str) -> None:
    source = tmp_path / f"名{text.replace('/', '')}.txt"
    source.write_text("小漁港的風電\n\n去年發電五十億度。\n", "utf-8")
    run("annotate", str(source), "--quote", "五十億", "--note", text, "--tag", text)
    run("mark", str(source), "--tag", text)
    run("add", str(source))
    run("notes", str(source))
    run.save(str(source))
    (tmp_path / "exported").mkdir()
    run_listings(run, tmp_path)
    run("mark", str(source), "--untag", text)
    assert json.loads(run("list", "--json"))["articles"][0]["tags"] == []


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_terminal_gets_no_control_character_of_a_copy(form: str, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("標題\x1b]0;x\x07\n\n正文\x1b[31m紅\u202e\x9b1m，一句話。\n", encoding="utf-8")
    code, written = run_on_terminal("save", str(article), "-o", "-", "--format", form)
    assert code == 0
    assert written
    assert not UNSAFE_OUTPUT.search(written.decode())
