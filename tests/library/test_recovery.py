"""Restoring a damaged library from its backup and from the rows that can be read."""

from __future__ import annotations

import os
import random
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import Target
from reader.library import recovery
from reader.library.backups import list_backups, wal_path
from reader.library.database_file import open_in_memory
from reader.library.diagnostics import describe_library
from reader.library.library import Library
from reader.library.user_choices import PinRecord
from tests.library.files import ONE, age_backups, fill, list_names, load_ids, open_notices
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from pathlib import Path


def spoiled(path: Path, chance: random.Random) -> None:
    """Flip bytes behind the header."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 40])):
        start = chance.randrange(100, len(data) - 600)
        data[start : start + 600] = chance.randbytes(600)
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_library_is_restored_from_its_backup_and_readable_rows(seed: int, path: Path) -> None:
    chance = random.Random(seed)
    before = set(fill(path, 60))
    open_notices(path)
    after = set(fill(path, 60))
    assert len(list_backups(path)) == 1
    spoiled(path, chance)
    damaged = path.read_bytes()
    said = open_notices(path)
    found = load_ids(path)
    assert before <= found <= before | after
    if said:
        assert "it was damaged; its backup library.db.backup-" in said[0]
        (kept,) = (name for name in list_names(path, ".damaged-") if name.endswith("Z"))  # beside it may be its log
        assert kept in said[0]
        assert (path.parent / kept).read_bytes() == damaged
        assert ("kept when damaged", kept) in list(describe_library(str(path)))
    else:
        assert found == before | after  # a page that nobody used
    assert open_notices(path) == []
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        assert len(library.load_annotations(ONE.id)) == len(found)


def test_rows_on_both_sides_of_the_damage_are_recovered_without_a_backup(path: Path) -> None:
    written = fill(path, 400)
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    page = data.index("記200".encode()) // size * size
    data[page : page + size] = random.Random(1).randbytes(size)
    path.write_bytes(data)
    (said,) = open_notices(path)
    assert "there was no backup" in said
    found = load_ids(path)
    assert found <= set(written)
    assert 360 < len(found) < 400
    assert {*written[:150], *written[250:]} <= found
    with Library.open(path) as library:
        assert library.find_entry(ONE.id)


def test_annotations_are_recovered_without_their_article(path: Path) -> None:
    written = set(fill(path, 40))
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        tables = "SELECT rootpage FROM sqlite_schema WHERE name IN ('articles', 'texts')"
        roots = [root for (root,) in connection.execute(tables)]
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * size : root * size] = random.Random(root).randbytes(size)
    path.write_bytes(data)
    with Library.open(path) as library:
        assert "40 annotations could be read" in library.take_notices()[0]
        assert {each.id for each in library.load_annotations(ONE.id)} == written
        assert [kept.id for kept in library.list_entries()] == [ONE.id]
        assert library.load_text(ONE.id) is None
        longer = opened(STORY.replace("風電小鎮", "東岸縣的風電小鎮", 1))
        library.store_article(longer.article, longer.source)
        assert {each.state for each in library.load_annotations(ONE.id)} == {"moved"}


@pytest.mark.parametrize("left", [0, 50, 4096, 20_000])
def test_a_truncated_library_is_restored(left: int, path: Path) -> None:
    before = set(fill(path, 50))
    open_notices(path)
    os.truncate(path, left)
    (said,) = open_notices(path)
    assert "it was damaged; its backup" in said
    assert before <= load_ids(path)


def test_damaged_backups_are_not_restored(path: Path) -> None:
    before = set(fill(path))
    open_notices(path)
    fill(path)
    age_backups(path)
    open_notices(path)
    newest, oldest = list_backups(path)
    newest.write_bytes(newest.read_bytes()[:5000])
    os.truncate(path, 0)
    (said,) = open_notices(path)
    assert oldest.name in said
    assert load_ids(path) == before


def test_the_log_of_a_damaged_library_is_not_applied_to_the_restored_one(path: Path) -> None:
    """A write-ahead log that another database left would be played back into the one that takes its name."""
    before = set(fill(path))
    open_notices(path)
    with Library.open(path) as library:
        for number in range(50):
            library.store_annotation(ONE.note("風電小鎮", str(number)), ONE.id)
        log = wal_path(path).read_bytes()
    assert log
    os.truncate(path, 0)
    wal_path(path).write_bytes(log)
    (said,) = open_notices(path)
    assert "it was damaged" in said
    assert before <= load_ids(path)
    assert [name for name in list_names(path, ".damaged-") if name.endswith("-wal")]
    with Library.open(path) as library:
        assert library.connection.select("PRAGMA integrity_check") == [("ok",)]


def damage_page_of(path: Path, name: str) -> None:
    """Overwrite the first page of a table or an index."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : root * size] = random.Random(root).randbytes(size)
    path.write_bytes(data)


def test_all_rows_are_recovered_past_a_damaged_index(path: Path) -> None:
    written = set(fill(path, 60))
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'annotations'"
        indexes = [name for (name,) in connection.execute(sql)]
    assert indexes
    for name in indexes:
        damage_page_of(path, name)
    assert "60 annotations could be read" in open_notices(path)[0]
    assert load_ids(path) == written


def test_pins_are_those_of_the_backup_where_some_cannot_be_read(path: Path) -> None:
    fill(path)
    old, new = (
        [PinRecord(Target(n, n + 1, f"{word}{n:04}", "前" * 30, "後" * 30), "字", "hant") for n in range(400)]
        for word in "舊新"
    )
    with Library.open(path) as library:
        library.choices.reanchor_pins(ONE.id, old, ONE.canonical.text)
    age_backups(path)
    open_notices(path)  # makes a backup with the old ones
    with Library.open(path) as library:
        library.choices.reanchor_pins(ONE.id, new, ONE.canonical.text)
    data = bytearray(path.read_bytes())
    page = data.index("新0200".encode()) // 4096 * 4096
    data[page : page + 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(data)
    with Library.open(path) as library:
        assert "its backup" in library.take_notices()[0]
        assert library.choices.load_pin_records(ONE.id) == old


def store_raw(connection: sqlite3.Connection, note: str, modified: str) -> None:
    """An article and an annotation of it, as rows."""
    connection.execute(
        "INSERT OR IGNORE INTO articles (id, encoding, sha256, script, length, added)"
        " VALUES ('a', 'utf-8', '', 'Und', 0, '')"
    )
    connection.execute(
        "INSERT OR REPLACE INTO annotations (id, article, created, modified, colour, note, tags, state, score, figure,"
        " history) VALUES ('urn:1', 'a', '', ?, 'blue', ?, '[]', 'exact', 1.0, '', '[]')",
        (modified, note),
    )


@pytest.mark.parametrize(
    ("modified", "note"), [("2026-01-01", "backup"), ("2026-01-02", "damaged"), ("2026-01-03", "damaged")]
)
def test_an_annotation_that_is_newer_in_the_backup_stays(modified: str, note: str) -> None:
    with closing(open_in_memory()) as source, closing(open_in_memory()) as target:
        store_raw(source, "damaged", modified)
        store_raw(target, "backup", "2026-01-02")
        assert recovery._recover_table(source, target, "annotations") == (note == "damaged")
        assert target.execute("SELECT note FROM annotations").fetchall() == [(note,)]


def test_what_a_constraint_forbids_is_passed_over() -> None:
    with closing(sqlite3.connect(":memory:")) as source, closing(open_in_memory()) as target:
        columns = [row[1] for row in target.execute("PRAGMA table_info(articles)") if row[1] != "sequence"]
        source.execute(f"CREATE TABLE articles ({', '.join(columns)})")
        source.execute("INSERT INTO articles (id) VALUES (NULL)")
        source.execute(
            "INSERT INTO articles (id, encoding, sha256, script, length, added) VALUES ('a', 'utf-8', '', 'Und', 0, '')"
        )
        count = recovery._recover_table(source, target, "articles")
        assert count == target.execute("SELECT count(*) FROM articles").fetchone()[0] < 2


def test_pins_that_can_all_be_read_replace_those_of_the_backup() -> None:
    with closing(open_in_memory()) as source, closing(open_in_memory()) as target:
        for connection, exact in ((source, "新"), (target, "舊")):
            store_raw(connection, "", "")
            connection.execute("INSERT INTO pins VALUES ('a', 0, 1, ?, '', '', NULL, 'hant', 1)", (exact,))
        assert recovery._recover_table(source, target, "pins") == 1
        assert target.execute("SELECT exact FROM pins").fetchall() == [("新",)]


def test_a_table_that_is_not_there_leaves_that_of_the_backup() -> None:
    with closing(sqlite3.connect(":memory:")) as source, closing(open_in_memory()) as target:
        store_raw(target, "backup", "")
        target.execute("INSERT INTO pins VALUES ('a', 0, 1, '舊', '', '', NULL, 'hant', 1)")
        for name in ("pins", "annotations", "texts"):
            assert recovery._recover_table(source, target, name) == 0
        assert target.execute("SELECT exact FROM pins").fetchall() == [("舊",)]


@pytest.mark.parametrize(("stored", "count"), [(zlib.compress("文".encode()), 1), (b"damaged", 0)])
def test_a_text_is_recovered_where_its_source_can_be_read(stored: bytes, count: int) -> None:
    with closing(open_in_memory()) as source, closing(open_in_memory()) as target:
        store_raw(source, "", "")
        source.execute(
            "INSERT INTO texts (article, source, canonical, lengths) VALUES ('a', ?, '文', '[1]')", (stored,)
        )
        assert recovery._recover_table(source, target, "texts") == count


def test_texts_of_articles_that_could_not_be_read_are_left_out(path: Path) -> None:
    fill(path)
    with Library.open(path) as library:
        other = opened(STORY, "/news/2.txt")
        library.store_article(other.article, other.source)
    damage_page_of(path, "articles")
    with Library.open(path) as library:
        assert "it was damaged" in library.take_notices()[0]
        assert [entry.id for entry in library.list_entries()] == [ONE.id]
        assert library.connection.select("SELECT article FROM texts") in ([(ONE.id,)], [])
        assert library.connection.select("PRAGMA foreign_key_check") == []
