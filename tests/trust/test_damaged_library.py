"""Row 17: rows with values that dubao never wrote are read as far as they go; no command ends with a traceback."""

from __future__ import annotations

import json
import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.trust.hostile import IS_FULL, UNSAFE_OUTPUT, connect_raw, make_copy_payload

if TYPE_CHECKING:
    from pathlib import Path

IMPOSSIBLE_VALUES: dict[str, list[object]] = {
    "TEXT": ["", "zz", '[1,"a"]', "[-5,1e999]", "[[]]", "{}", "[" * 100_000, "\x00", "9" * 5000, "null"],
    "INTEGER": [-1, 2**62, -(2**62), 99],
    "REAL": [float("inf"), float("-inf"), -1e308, 1e308],
    "BLOB": [b"", b"\xff\x00", b"x\x9c"],
}
TABLES = ("articles", "texts", "tags", "annotations", "pins", "rules", "drafts")


def find_columns(path: Path) -> list[tuple[str, str, str, bool]]:
    """The table, name, type and nullability of each column that holds no key of another table."""
    with closing(connect_raw(path)) as connection:
        return [
            (table, name, kind, not not_null)
            for table in TABLES
            for _, name, kind, not_null, _, _ in connection.execute(f"PRAGMA table_info({table})")
            if name != "article"
        ]


@pytest.fixture
def filled(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> bytes:
    """The bytes of a library with a row in each table."""
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(make_copy_payload()), "utf-8")
    assert main(["add", str(copy)]) == 0
    assert main(["mark", str(copy), "--tag", "港"]) == 0
    article = capsys.readouterr().out[:16]
    with closing(connect_raw(library)) as connection:
        target = (article, 0, 3, "小漁港", "", "")
        connection.execute(
            "INSERT INTO pins (article, start, behind, exact, prefix, suffix, shown, view)"
            " VALUES (?, ?, ?, ?, ?, ?, '小渔港', 'hans')",
            target,
        )
        connection.execute("INSERT INTO rules VALUES (?, 0, '風車', '風機', '[\"hant\"]')", (article,))
        connection.execute("INSERT INTO drafts VALUES (?, 'a', '未完', '2026')", (article,))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return library.read_bytes()


def test_impossible_values_in_rows_end_no_command_with_a_traceback(
    library: Path, filled: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = json.loads(make_article_list(capsys))["articles"][0]["id"]
    cases = [
        (table, column, value)
        for table, column, kind, is_nullable in find_columns(library)
        for value in [*IMPOSSIBLE_VALUES[kind], *([None] if is_nullable else [])]
    ]
    known = [("texts", "lengths", '[1,"a"]'), ("texts", "lengths", "[-5,1e999]"), ("articles", "script", "zz")]
    for number, (table, column, value) in enumerate(
        cases if IS_FULL else [*known, *random.Random(1).sample(cases, 20)]
    ):
        for suffix in ("-wal", "-shm"):
            library.with_name(library.name + suffix).unlink(missing_ok=True)
        library.write_bytes(filled)
        with closing(connect_raw(library)) as connection:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
            connection.commit()
        for command in (
            *(["list"], ["list", "--json"], ["search", "風"], ["search", "記下", "--json"]),
            *(["notes"], ["notes", "--json"], ["notes", article], ["show", article]),
            *(["save", article, "-o", "-", "--script", "hans"], ["figures", article]),
            *(["export", str(tmp_path / f"e{number}")], ["mark", article, "--read"]),
            ["annotate", article, "--quote", "風車"],
        ):
            code = main(command)
            out, err = capsys.readouterr()
            assert code in (0, 1), (table, column, value, command)
            assert "internal error" not in err, (table, column, value, command)
            assert bool(err) or not code
            assert not UNSAFE_OUTPUT.search(out), (table, column, value, command)


def test_a_library_with_damaged_rows_is_exported_and_imported_again(
    library: Path, filled: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled
    with closing(connect_raw(library)) as connection:
        connection.execute("UPDATE texts SET lengths = '[1,\"a\"]'")
        connection.execute("UPDATE articles SET script = 'zz', block = -1, length = -5")
        connection.execute("UPDATE annotations SET start = -7, score = 9e99, history = '[{}]'")
        connection.commit()
    assert main(["export", str(tmp_path / "out")]) == 0
    assert main(["import", str(tmp_path / "out"), "--library", str(tmp_path / "new" / "library.db")]) == 0
    capsys.readouterr()
    assert main(["notes", "--json", "--library", str(tmp_path / "new" / "library.db")]) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert item["body"][0]["value"] == "記下"


def make_article_list(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["list", "--json"]) == 0
    return capsys.readouterr().out
