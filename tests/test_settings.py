"""Every key of config.toml works and is described; what is wrong in the file is said with its name and a way out."""

from __future__ import annotations

import ast
import inspect
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import pytest

from reader.errors import ReaderError
from reader.settings import Settings, config_path, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = [field.name for field in fields(Settings)]
HINTS = get_type_hints(Settings)


def allowed(key: str) -> tuple[Any, ...]:
    """Values of a key: all, or the least, the usual and the greatest."""
    return get_args(HINTS[key]) if get_origin(HINTS[key]) is Literal else (20, 36, 40)


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Settings]:
    def loaded(text: str) -> Settings:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return load(str(path))

    return loaded


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings."""
    monkeypatch.delenv("DUBAO_CONFIG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    return tmp_path


def refused(config: Callable[[str], Settings], text: str) -> str:
    with pytest.raises(ReaderError) as caught:
        config(text)
    assert caught.value.what.endswith("config.toml")
    return f"{caught.value.why}; {caught.value.hint}"


def test_without_a_file_there_are_the_defaults() -> None:
    assert load() == Settings()


def test_an_empty_file_changes_nothing(config: Callable[[str], Settings]) -> None:
    assert config("") == config("# nothing\n") == Settings()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_takes_all_its_values_and_changes_nothing_else(key: str, config: Callable[[str], Settings]) -> None:
    for value in allowed(key):
        loaded = config(f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"')
        assert asdict(loaded) == asdict(Settings()) | {key: value}


@pytest.mark.parametrize("key", KEYS)
def test_every_default_is_allowed(key: str) -> None:
    assert getattr(Settings(), key) in allowed(key)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "value",
    [
        "true",
        "false",
        "1.0",
        "36.0",
        "nan",
        '""',
        '"Dark"',
        "[]",
        "{}",
        "0",
        "-1",
        "41",
        "10000000000000000000000",
        "2018-12-21",
        '"\\u001b"',
    ],
)
def test_a_bad_value_is_named_with_the_good_ones(key: str, value: str, config: Callable[[str], Settings]) -> None:
    said = refused(config, f"{key} = {value}")
    assert said.startswith(f"{key} = ")
    good = f"a number from {allowed(key)[0]} to {allowed(key)[-1]}"
    if get_origin(HINTS[key]) is Literal:
        good = "one of " + ", ".join(map(str, allowed(key)))
    assert said.endswith(f"; use {good}")


def test_an_unknown_key_is_named_with_the_nearest_one(config: Callable[[str], Settings]) -> None:
    assert refused(config, 'kinsoko = "gb"') == "unknown key kinsoko; did you mean kinsoku?"
    assert refused(config, "mesure = 30") == "unknown key mesure; did you mean measure?"
    assert refused(config, "[section]\nmeasure = 30").startswith("unknown key section; ")
    assert refused(config, "x = 1") == "unknown key x; the keys are " + ", ".join(KEYS)


@pytest.mark.parametrize("text", ["measure", "measure = ", "= 1", "a = 1\na = 2", '"', "\0", "x = " + "[" * 100_000])
def test_what_is_not_toml_is_refused(text: str, config: Callable[[str], Settings]) -> None:
    assert refused(config, text).startswith("it is not TOML: ")


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('theme = "深"'.encode("gbk"))
    with pytest.raises(ReaderError, match="it is not TOML"):
        load(str(path))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfmeasure = 30\r\n")
    assert load(str(path)).measure == 30


def test_only_a_file_named_on_the_command_line_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "missing.toml"))
    assert load() == Settings()
    with pytest.raises(ReaderError, match=r"missing\.toml: there is no such settings file; check --config-file"):
        load(str(tmp_path / "missing.toml"))


@pytest.mark.parametrize("name", [".", "~nobody-of-this-name/config.toml", "x" * 300, "a\0b"])
def test_a_file_that_cannot_be_read_is_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReaderError) as caught:
        load(name)
    assert caught.value.hint


def test_the_file_is_the_named_one_else_that_of_the_environment_else_that_of_the_user(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config_path() == home / "xdg" / "dubao" / "config.toml"
    for number, path in enumerate((config_path(), home / "environment.toml", home / "named.toml"), 30):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"measure = {number}", encoding="utf-8")
    assert load().measure == 30
    monkeypatch.setenv("DUBAO_CONFIG", "~/environment.toml")
    assert load().measure == 31
    assert load("~/named.toml").measure == 32


def test_every_key_is_described() -> None:
    """By a docstring under the field, which is what the manual is made of."""
    (body,) = (node.body for node in ast.walk(ast.parse(inspect.getsource(Settings))) if isinstance(node, ast.ClassDef))
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            assert isinstance(following, ast.Expr), ast.unparse(node)
            assert isinstance(following.value, ast.Constant), ast.unparse(node)
            assert str(following.value.value).endswith("."), ast.unparse(node)
