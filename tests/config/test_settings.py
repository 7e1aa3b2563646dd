"""Every key of config.toml works and is described; what is wrong in the file is said with its name and a way out."""

from __future__ import annotations

import ast
import inspect
import os
import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import pytest

from reader.config.settings import (
    EffectiveSetting,
    Settings,
    SettingsProblem,
    config_path,
    list_effective_settings,
    load_settings,
    overrides_path,
)
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KEYS = [field.name for field in fields(Settings) if field.name != "keys"]
WRITTEN = ["proxy", "hosts", "copies", "pipes", "viewer"]
"""Settings that have no list of values."""
CHOSEN = [key for key in KEYS if key not in WRITTEN]
HINTS = get_type_hints(Settings)


def allowed(key: str) -> tuple[Any, ...]:
    """Values of a key: all, or the least, the usual and the greatest."""
    return get_args(HINTS[key]) if get_origin(HINTS[key]) is Literal else (20, 36, 40)


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Settings]:
    def loaded(text: str) -> Settings:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return load_settings(str(path))

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
    assert re.search(r"config\.toml(:\d+)?$", caught.value.what)
    return f"{caught.value.why}; {caught.value.hint}"


def test_a_missing_file_gives_the_defaults() -> None:
    assert load_settings() == Settings()


def test_an_empty_file_gives_the_defaults(config: Callable[[str], Settings]) -> None:
    assert config("") == config("# nothing\n") == Settings()


@pytest.mark.parametrize("key", CHOSEN)
def test_every_value_of_a_key_sets_that_field_only(key: str, config: Callable[[str], Settings]) -> None:
    for value in allowed(key):
        loaded = config(f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"')
        assert asdict(loaded) == asdict(Settings()) | {key: value}


@pytest.mark.parametrize("key", CHOSEN)
def test_every_default_is_a_valid_value(key: str) -> None:
    assert getattr(Settings(), key) in allowed(key)


@pytest.mark.parametrize("key", CHOSEN)
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
def test_the_error_of_a_bad_value_names_the_good_ones(key: str, value: str, config: Callable[[str], Settings]) -> None:
    said = refused(config, f"{key} = {value}")
    assert said.startswith(f"{key} = ")
    good = f"a number from {allowed(key)[0]} to {allowed(key)[-1]}"
    if get_origin(HINTS[key]) is Literal:
        good = "one of " + ", ".join(map(str, allowed(key)))
    assert said.endswith(f"; use {good}")


def test_the_folder_for_copies_may_be_any_path(config: Callable[[str], Settings]) -> None:
    assert config('copies = "~/筆記"').copies == "~/筆記"
    for value in ("true", "1", '""', '" "', "[]", '"\\u0000"'):
        assert refused(config, f"copies = {value}").endswith('; use "a path"')


def test_proxy_and_hosts_are_read(config: Callable[[str], Settings]) -> None:
    assert config('proxy = "http://me:secret@10.0.0.1:3128/"').proxy == "http://me:secret@10.0.0.1:3128/"
    assert config('proxy = ""') == Settings()
    assert config('hosts = ["wiki.local:80", "[fd00::1]:8080"]').hosts == ("wiki.local:80", "[fd00::1]:8080")
    assert config('hosts = "wiki.local:80"').hosts == ("wiki.local:80",)
    assert config("hosts = []") == Settings()


@pytest.mark.parametrize("key", ["proxy", "hosts"])
@pytest.mark.parametrize("value", ["1", '"wiki"', '"socks5://x:1"', "{}", '["a:1", 2]', "[[]]", "nan", '"a b:80"'])
def test_a_proxy_or_host_of_another_form_is_an_error(key: str, value: str, config: Callable[[str], Settings]) -> None:
    said = refused(config, f"{key} = {value}")
    assert said.startswith(f"{key} = ")
    assert '; use "http://host:port"' in said or '; use ["host:port"]' in said


def test_errors_show_no_password(config: Callable[[str], Settings], home: Path) -> None:
    config('proxy = "http://me:secret@10.0.0.1:3128"')
    rows = {row.name: row.value for row in list_effective_settings(str(home / "config.toml"))}
    assert rows["proxy"] == "http://10.0.0.1:3128"


def test_the_error_of_an_unknown_key_names_the_nearest_one(config: Callable[[str], Settings]) -> None:
    assert refused(config, 'kinsoko = "gb"') == "unknown key kinsoko; did you mean kinsoku?"
    assert refused(config, "mesure = 30") == "unknown key mesure; did you mean measure?"
    assert refused(config, "[section]\nmeasure = 30").startswith("unknown key section; ")
    assert refused(config, "x = 1") == "unknown key x; the keys are " + ", ".join([*KEYS, "keys"])


@pytest.mark.parametrize(
    "text",
    ["measure", "measure = ", "= 1", "a = 1\na = 2", '"', "\0", "x = " + "[" * 100_000, "measure = " + "1" * 5_000],
)
def test_a_file_that_is_not_toml_is_an_error(text: str, config: Callable[[str], Settings]) -> None:
    assert refused(config, text).startswith("it is not TOML: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("measure", 1),
        ("# 一\nmeasure = 30\ntheme = dark\n", 3),
        ('\n\ntheme = "dark\nmeasure = 30\n', 3),
        ("measure = 30\nmeasure = 31\ntheme = 'dark'\n", 2),
        ("\n\nmeasure = 30\n\nmeasure = 31", 5),
    ],
)
def test_the_error_of_invalid_toml_has_the_line(text: str, line: int, config: Callable[[str], Settings]) -> None:
    with pytest.raises(ReaderError, match=rf"config\.toml:{line}: it is not TOML: "):
        config(text)


def test_a_key_and_a_table_of_its_name_need_quotes(config: Callable[[str], Settings]) -> None:
    assert refused(config, '[keys]\nfocus = "z"\nfocus.next = "tab"').endswith('"focus.next" in quotes beside focus')
    assert config('[keys]\nfocus = "z"\n"focus.next" = "tab"').keys == (("focus", ("z",)), ("focus.next", ("tab",)))


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('measure = 30\ntheme = "深"'.encode("gbk"))
    with pytest.raises(ReaderError, match=r"config\.toml:2: it is not UTF-8; "):
        load_settings(str(path))


def test_a_file_too_large_for_settings_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"#" * 1_000_000)
    assert load_settings(str(path)) == Settings()
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ReaderError, match="it is larger than 1 MB"):
        load_settings(str(path))


def test_a_device_is_an_error() -> None:
    with pytest.raises(ReaderError, match="it is no plain file; a plain file is needed there"):
        load_settings("/dev/zero")
    assert load_settings("/dev/null") == Settings()


@pytest.mark.parametrize(("name", "folder"), [(".", "."), ("..", "."), ("/", "/"), ("a/b.toml", "a"), ("c", ".")])
def test_the_overrides_are_in_the_folder_of_the_settings(name: str, folder: str) -> None:
    assert overrides_path(name) == Path(folder) / "overrides.tsv"


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="it is a folder; a plain file is needed there"):
        load_settings(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("measure = 30", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReaderError, match="it may not be read"):
        load_settings(str(path))


HUGE = "0x" + "f" * 4500
"""Valid TOML, and too long for Python to print."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"measure = {HUGE}", "measure = ... is out of range; use a number from 20 to 40"),
        (f"theme = [{HUGE}]", "theme = ... is not known; use one of dark, light, ansi"),
        (f"[keys]\nact = {{a = {HUGE}}}", "keys.act.a = ... is no key"),
        (f"{'x' * 100_000} = 1", "unknown key xxx"),
        (f"[keys]\n{'x' * 100_000} = 1", "keys.xxx"),
    ],
)
def test_long_keys_and_values_are_cut_in_errors(text: str, said: str, config: Callable[[str], Settings]) -> None:
    assert said in refused(config, text)
    assert len(refused(config, text)) < 500


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (".".join("k" * 3000) + " = 1", 1),
        ("keys." + ".".join("a" * 3000) + " = 1", 1),
        ('[keys]\nhelp = "f1"\n' + ".".join("a" * 3000) + " = 1", 3),
        ("measure = 30\n[" + ".".join("a" * 3000) + "]", 2),
        ("\ntheme = " + "[" * 60 + "]" * 60, 2),
        ("\nkeys = " + "{a = " * 60 + "1" + "}" * 60, 2),
    ],
)
def test_deep_nesting_is_an_error_with_its_line(text: str, line: int, config: Callable[[str], Settings]) -> None:
    with pytest.raises(ReaderError, match=rf"config\.toml:{line}: more than 16 tables or arrays stand in one another"):
        config(text)


# -- all that is wrong


def test_all_problems_are_in_one_error_in_the_order_of_the_file(config: Callable[[str], Settings]) -> None:
    with pytest.raises(ReaderError) as caught:
        config("# mine\nmesure = 30\n\n[keys]\nsearch = 3\n\n[section]\nx = 1\n")
    assert caught.value.what.endswith("config.toml:2")
    assert caught.value.why == "unknown key mesure"
    hint = "did you mean measure?; and 2 more: line 5: keys.search = 3 is no key; line 7: unknown key section"
    assert caught.value.hint == hint


def test_many_problems_are_one_short_line(config: Callable[[str], Settings]) -> None:
    said = refused(config, "\n".join(f"x{number} = {number}" for number in range(200)))
    assert "line 5: unknown key x4; and 195 more" in said
    assert "and 199 more: line 2" in said
    assert "x5" not in said
    assert len(said) < 400
    assert len(refused(config, f'theme = "{"x" * 10_000}"')) < 200


# -- the user's keys


@pytest.mark.parametrize(
    "text",
    [
        '[keys]\nwalk.next = ["n", "ctrl+n"]',
        '[keys]\n"walk.next" = ["n", "ctrl+n"]',
        'keys.walk.next = ["n", "ctrl+n"]',
        '[keys.walk]\nnext = ["n", "ctrl+n"]',
        'keys = {walk = {next = ["n", "ctrl+n"]}}',
    ],
)
def test_key_bindings_may_be_written_in_every_form_of_toml(text: str, config: Callable[[str], Settings]) -> None:
    assert config(text) == Settings(keys=(("walk.next", ("n", "ctrl+n")),))


def test_a_key_binding_may_be_a_string_or_an_empty_list(config: Callable[[str], Settings]) -> None:
    assert config('[keys]\nhelp = "f1"\nfocus = []').keys == (("help", ("f1",)), ("focus", ()))


def test_settings_with_key_bindings_are_hashable(config: Callable[[str], Settings]) -> None:
    text = '[keys]\nhelp = "f1"'
    assert len({config(text), config(text), Settings()}) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys = 3", 'keys = 3 is no table; write [keys], and below it walk.next = "n"'),
        ("[[keys]]\na = 1", "is no table"),
        ("[keys]\nact = 3", 'keys.act = 3 is no key; write "n", or ["n", "ctrl+n"]'),
        ("[keys]\nact = [1]", "keys.act = [1] is no key"),
        ("[keys]\nact = true", "keys.act = true is no key"),
        ('[keys]\n"" = "n"', "is no table"),
        ('[keys]\ntheme = "dark"', "theme is no command but a setting; write it above [keys]"),
        ('[keys]\nwalk.next = "n"\n"walk.next" = "p"', "keys.walk.next is there twice; leave one of them"),
    ],
)
def test_key_bindings_of_another_form_are_errors(text: str, said: str, config: Callable[[str], Settings]) -> None:
    assert said in refused(config, text)


def test_check_keys_gets_the_bindings_and_its_problems_are_reported(tmp_path: Path) -> None:
    """And what it finds has the line in the file, with all else that is wrong there."""
    path = tmp_path / "config.toml"
    path.write_text('mesure = 3\n[keys]\nhelp = "f1"\nwalk.nxt = "n"\nact = 3', encoding="utf-8")
    seen = []

    def check(changes: Mapping[str, Sequence[str]]) -> list[SettingsProblem]:
        seen.append(dict(changes))
        return [SettingsProblem("walk.nxt", "there is no command walk.nxt", "did you mean walk.next?")]

    with pytest.raises(ReaderError, match=r"line 4: there is no command walk\.nxt; line 5: keys\.act"):
        load_settings(str(path), check)
    assert seen == [{"help": ("f1",), "walk.nxt": ("n",)}]


def test_a_key_without_a_line_has_the_line_of_its_table(config: Callable[[str], Settings]) -> None:
    with pytest.raises(ReaderError, match=r"config\.toml:2: keys\.walk\.next = 3 is no key"):
        config("\nkeys = {walk = {next = 3}}")


# -- where from


def test_effective_settings_have_their_provenance(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert list_effective_settings() == [
        EffectiveSetting(key, str(getattr(Settings(), key)), "default") for key in KEYS
    ]
    path = home / "config.toml"
    text = '# mine\nmeasure = 30\ntheme = "dark"\n\n[keys]\nhelp = "f1"\nwalk.next = ["n", "ctrl+n"]\n'
    path.write_text(text, encoding="utf-8")
    rows = {row.name: row for row in list_effective_settings(str(path))}
    assert list(rows) == [*KEYS, "keys.help", "keys.walk.next"]
    assert rows["measure"] == ("measure", "30", f"{path}:2")
    assert rows["theme"] == ("theme", "dark", f"{path}:3")  # the same as the default, but chosen
    assert rows["kinsoku"].provenance == "default"
    assert rows["keys.walk.next"] == ("keys.walk.next", "n ctrl+n", f"{path}:7")


def test_no_color_makes_the_theme_ansi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert EffectiveSetting("theme", "ansi", "NO_COLOR") in list_effective_settings()


def test_ambiguous_width_is_one_cell_for_auto() -> None:
    assert [Settings(ambiguous=value).ambiguous_width for value in ("auto", 1, 2)] == [1, 1, 2]


# -- the file


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfmeasure = 30\r\n")
    assert load_settings(str(path)).measure == 30


def test_only_a_file_named_on_the_command_line_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "missing.toml"))
    assert load_settings() == Settings()
    with pytest.raises(ReaderError, match=r"missing\.toml: there is no such settings file; check --config-file"):
        load_settings(str(tmp_path / "missing.toml"))


@pytest.mark.parametrize("name", [".", "~nobody-of-this-name/config.toml", "x" * 300, "a\0b"])
def test_a_file_that_cannot_be_read_is_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReaderError) as caught:
        load_settings(name)
    assert caught.value.hint


def test_the_path_is_the_named_one_then_the_environment_then_the_user_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config_path() == home / "xdg" / "dubao" / "config.toml"
    for number, path in enumerate((config_path(), home / "environment.toml", home / "named.toml"), 30):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"measure = {number}", encoding="utf-8")
    assert load_settings().measure == 30
    monkeypatch.setenv("DUBAO_CONFIG", "~/environment.toml")
    assert load_settings().measure == 31
    assert load_settings("~/named.toml").measure == 32


def test_every_field_has_a_docstring() -> None:
    """By a docstring under the field, which is what the manual is made of."""
    (body,) = (node.body for node in ast.walk(ast.parse(inspect.getsource(Settings))) if isinstance(node, ast.ClassDef))
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            assert isinstance(following, ast.Expr), ast.unparse(node)
            assert isinstance(following.value, ast.Constant), ast.unparse(node)
            assert str(following.value.value).endswith("."), ast.unparse(node)
