"""The writer changes a value and nothing else; where it cannot, the file is as it was and a sentence says why."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.edit import _apply_changes, write_settings
from reader.config.settings import Settings, load_settings
from reader.errors import ReaderError
from reader.input.keymap import find_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

MINE = """\
# My settings.
measure = 30      # narrow

theme   = 'light' # by day
[keys]
# vi
walk.next = [ "n",
              "ctrl+n" ]  # two
"help"="f1"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def rewritten(path: Path, text: str, **changes: object) -> str:
    path.write_bytes(text.encode())
    write_settings(path, {name.replace("__", "."): value for name, value in changes.items()}, find_problems)
    return path.read_bytes().decode()


def test_only_the_changed_value_is_rewritten(path: Path) -> None:
    assert rewritten(path, MINE, measure=32) == MINE.replace("30", "32")
    assert rewritten(path, MINE, theme="dark") == MINE.replace("'light'", '"dark"')
    assert rewritten(path, MINE, keys__help=["f2", "?"]) == MINE.replace('"f1"', '["f2", "?"]')
    assert rewritten(path, MINE, keys__walk__next="p") == MINE.replace('[ "n",\n              "ctrl+n" ]', '"p"')


def test_a_new_setting_is_written_into_its_table(path: Path) -> None:
    after = rewritten(path, MINE, kinsoku="gb", keys__focus=())
    assert tomllib.loads(after) == tomllib.loads(MINE) | {
        "kinsoku": "gb",
        "keys": {"walk": {"next": ["n", "ctrl+n"]}, "help": "f1", "focus": []},
    }
    assert set(MINE.splitlines()) < set(after.splitlines())


def test_a_removed_setting_has_its_default_again(path: Path) -> None:
    assert rewritten(path, MINE, measure=None) == MINE.replace("measure = 30      # narrow\n", "")
    rewritten(path, MINE, theme=None, measure=None, keys__help=None, keys__walk__next=None, keys__focus=None)
    assert load_settings(str(path)) == Settings()


def test_the_same_value_is_not_written_again(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    before = path.stat().st_ino
    write_settings(path, {"measure": 30, "keys.help": "f1", "kinsoku": None})
    assert path.stat().st_ino == before


@pytest.mark.parametrize("text", ["measure = 30", "# no end of line", "", "\n\n", "[keys]", '[keys.walk]\nnext = "p"'])
def test_settings_are_added_whatever_the_file_ends_with(text: str, path: Path) -> None:
    rewritten(path, text, measure=31, keys__walk__next="f9", keys__other__end=[])
    assert load_settings(str(path)).measure == 31
    assert dict(load_settings(str(path)).keys) == {"walk.next": ("f9",), "other.end": ()}


def test_byte_order_mark_and_line_ends_are_preserved(path: Path) -> None:
    text = "\ufeff" + MINE.replace("\n", "\r\n")
    assert rewritten(path, text, measure=32) == text.replace("30", "32")
    after = rewritten(path, text, kinsoku="gb")
    assert after.startswith("\ufeff#")
    assert after.count("\n") == after.count("\r\n") > text.count("\n")


LINES = st.lists(
    st.sampled_from(["# 註", "", "measure = 30 # a", "kinsoku='gb'", "  theme =  'ansi'  ", 'density="compact"']),
    unique_by=lambda line: line.partition("=")[0].strip() or object(),
    max_size=8,
)
KEYED = st.lists(
    st.sampled_from(["# b", "", "walk.next = 'o' # c", '"walk.previous" = ["p"]', "\thelp=  'f1'", "focus = []"]),
    unique_by=lambda line: line.partition("=")[0].strip() or object(),
    max_size=6,
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "measure": st.sampled_from([None, 20, 40]),
        "theme": st.sampled_from([None, "dark", "light"]),
        "language": st.just("hans"),
        "keys.walk.next": st.sampled_from([None, "x", ["x", "f9"]]),
        "keys.focus": st.just("f8"),
    },
)


@given(LINES, KEYED, st.sampled_from(["\n", "\r\n"]), st.booleans(), CHANGES)
def test_comments_and_other_lines_are_preserved(
    lines: list[str], keyed: list[str], end: str, ended: bool, changes: dict[str, str | int | list[str] | None]
) -> None:
    """Every line but those of the changed settings is there still, in its order; the values are those wished for."""
    text = end.join([*lines, *(["[keys]", *keyed] if keyed else [])]) + (end if ended else "")
    after = _apply_changes(text, changes, Path("config.toml"))
    names = {name.removeprefix("keys.") for name in changes}
    kept = [line for line in text.split(end) if line.strip() and line.partition("=")[0].strip(' \t"') not in names]
    rest = iter(after.replace("\r\n", "\n").split("\n"))
    assert all(line in rest for line in kept)
    values = tomllib.loads(after)
    for name, value in changes.items():
        table = values.get("keys", {}) if name.startswith("keys.") else values
        inner = name.removeprefix("keys.")
        found = table.get(inner, table.get("walk", {}).get("next") if inner == "walk.next" else None)
        assert found == value


# -- what is refused


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        ("theme = = 1", {"measure": 30}, r":1: it is not TOML"),
        ("mesure = 30", {"measure": 30}, r":1: unknown key mesure"),
        ("keys = 3", {"keys.help": "f1"}, r":1: keys = 3 is no table"),
        ("", {"mesure": 30}, r"unknown key mesure; did you mean measure\?"),
        ("", {"measure": 99}, r"measure = 99 is out of range"),
        ("", {"keys.walk.nxt": "p"}, r"no command walk\.nxt"),
        ("# x\n", {"keys.search": "n"}, r"search cannot have n"),
        (f"keys.{'a.' * 3000}b = 1", {"measure": 30}, r":1: more than 16 tables"),
    ],
)
def test_changes_that_make_the_file_invalid_are_not_written(
    text: str, changes: dict[str, object], said: str, path: Path
) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReaderError, match=said):
        write_settings(path, changes, find_problems)
    assert path.read_text("utf-8") == text
    assert os.listdir(path.parent) == ["config.toml"]


def test_a_file_that_is_not_utf_8_is_not_changed(path: Path) -> None:
    path.write_bytes(b"# \xff\n")
    with pytest.raises(ReaderError, match="it is not UTF-8"):
        write_settings(path, {"measure": 30})
    assert path.read_bytes() == b"# \xff\n"


# -- the file


def test_a_missing_file_is_created_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "config.toml"
    before = os.umask(0o022)
    try:
        write_settings(path, {"measure": 30})
    finally:
        os.umask(before)
    assert path.read_text("utf-8") == "measure = 30\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["config.toml"]


def test_permissions_are_preserved(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    path.chmod(0o640)
    write_settings(path, {"measure": 31})
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_target_of_a_symbolic_link_is_written(tmp_path: Path, path: Path) -> None:
    real = tmp_path / "dotfiles" / "dubao.toml"
    real.parent.mkdir()
    real.write_text(MINE, encoding="utf-8")
    path.symlink_to("dotfiles/dubao.toml")
    write_settings(path, {"measure": 31})
    assert path.is_symlink()
    assert load_settings(str(real)).measure == 31
    assert os.listdir(real.parent) == ["dubao.toml"]


def test_the_target_of_a_dangling_link_is_created(tmp_path: Path, path: Path) -> None:
    path.symlink_to("dotfiles/dubao.toml")
    write_settings(path, {"measure": 31})
    assert (tmp_path / "dotfiles" / "dubao.toml").read_text("utf-8") == "measure = 31\n"


@pytest.mark.parametrize("name", ["/proc/dubao/config.toml", "/dev/null/config.toml", "a\0b", "x" * 300])
def test_a_path_that_cannot_be_written_is_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReaderError) as caught:
        write_settings(Path(name), {"measure": 30})
    assert caught.value.hint
    assert os.listdir(tmp_path) == []


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="it is a folder"):
        write_settings(tmp_path, {"measure": 30})


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond ten bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_does_not_change_the_file(path: Path) -> None:
    path.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ReaderError, match="it cannot be written: file too large; "):
        write_settings(path, {"measure": 30})
    assert path.read_text("utf-8") == "# mine\n"
    assert os.listdir(path.parent) == ["config.toml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_path_without_permission_is_an_error(what: str, path: Path) -> None:
    path.write_text("# mine\n", encoding="utf-8")
    locked = path if what == "file" else path.parent
    mode = locked.stat().st_mode
    locked.chmod(mode & ~0o222)
    try:
        with pytest.raises(ReaderError, match="it cannot be written"):
            write_settings(path, {"measure": 30})
    finally:
        locked.chmod(mode)
    assert path.read_text("utf-8") == "# mine\n"


def test_tomlkit_is_loaded_only_to_write() -> None:
    code = (
        "import sys, reader.config.edit, reader.input.keymap; print('tomlkit' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"
