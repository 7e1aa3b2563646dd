"""The commands as their users meet them: exit codes, one line of error, never a traceback, clean pipes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from reader import __version__
from reader.cli.main import main
from reader.cli.parser import VIEWS
from reader.services.diagnostics import report_diagnostics
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
FEATURE = str(ROOT / "articles" / "02-feature.txt")
ARTICLES = [*sorted((ROOT / "articles").glob("*.txt")), *sorted((ROOT / "tests/structure/data").glob("cn-*.txt"))]
HOSTILE = str(ROOT / "articles" / "10-hostile.txt")
DUBAO = [sys.executable, "-m", "reader"]
CLOSING = ["sh", "-c", 'exec "$@" >&-', "sh"]
LINE_OF_ERROR = re.compile(r"dubao: [^\x00-\x1f\x7f-\x9f]+\n")


def environment(**changes: str) -> dict[str, str]:
    """A machine without settings and without wishes."""
    own = ("NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"DUBAO_CONFIG": "/nowhere/config.toml", "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | changes


def run(
    *arguments: str,
    before: Sequence[str] = (),
    given: bytes = b"",
    stdout: int | BinaryIO = subprocess.PIPE,
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command, behind the words of another command, with this on standard input."""
    return subprocess.run(
        [*before, *DUBAO, *arguments],
        input=given,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=env or environment(),
        check=False,
        start_new_session=True,  # without a terminal to ask for keys
    )


def on_a_terminal(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Run a command on a terminal of its own; its exit code and all that was written there."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*DUBAO, *arguments], stdin=slave, stdout=slave, stderr=slave, env=env or environment(), start_new_session=True
    ) as process:
        os.close(slave)
        written = b"".join(iter(lambda: read(master), b""))
        os.close(master)
    return process.returncode, written.replace(b"\r\n", b"\n")


def read(terminal: int) -> bytes:
    """What was written to a terminal; nothing when nobody has it any more."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def told(done: subprocess.CompletedProcess[bytes], code: int = 1) -> str:
    """The one line of a command that could not."""
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert LINE_OF_ERROR.fullmatch(error), error
    return error


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUBAO_CONFIG", "/nowhere/config.toml")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("小漁港怎樣變成風電小鎮\n\n東岸縣臨海，從前只有一條街。\n", encoding="utf-8")
    return path


# -- show


def test_show_prints_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE]) == 0
    out, err = capsys.readouterr()
    assert "\n# 窯火煉出百億新產業\n" in out
    assert out.endswith("\n")
    assert err == ""


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5, 8, 13, 20, 36, 40, 72, 80, 199, 200])
def test_the_width_is_the_measure(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", HOSTILE, "--width", str(width), "--plain"]) == 0
    widest = max(map(cell_len, capsys.readouterr().out.split("\n")))
    assert widest <= max(2, width)
    assert widest >= width - 4


def test_without_a_width_a_row_is_never_longer_than_72_cells(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    widest = {}
    for columns in ("30", "72", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(["show", FEATURE]) == 0
        widest[columns] = max(map(cell_len, capsys.readouterr().out.split("\n")))
    assert widest["30"] <= 30 < widest["72"] <= 72
    assert widest["200"] == widest["72"]


@pytest.mark.parametrize("width", ["0", "-1", "1.5", "", "x", "１０１０１０１", "100001", "9" * 5000, "\x1b[2J"])
def test_a_bad_width_is_wrong_usage(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, f"--width={width}"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert LINE_OF_ERROR.fullmatch(err)
    assert "is not a number of cells from 1 to 100000; see dubao show --help" in err


def test_json_is_the_promised_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "dubao-article-1"
    assert value["script"] == "source"
    assert value["title"] == "窯火煉出百億新產業"
    assert value["origin"]["path"] == FEATURE


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_script_keeps_the_shape_of_the_article(path: Path, view: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(path), "--json"]) == 0
    source = json.loads(capsys.readouterr().out)
    assert main(["show", str(path), "--json", "--script", view]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["script"] == view
    for key in ("id", "date", "origin"):
        assert value[key] == source[key]
    numbers = ("block", "kind", "value", "low", "high", "canonical_value", "canonical_unit", "approx")
    for old, new in zip(source["figures"], value["figures"], strict=True):
        assert [old.get(name) for name in numbers] == [new.get(name) for name in numbers]
    for old, new in zip(source["blocks"], value["blocks"], strict=True):
        assert len(old["text"]) == len(new["text"])
        assert {**old, "text": "", "credit": ""} == {**new, "text": "", "credit": ""}
        assert new["credit"] is None or old["credit"] not in old["text"] or new["credit"] in new["text"]
    before, after = ("\n".join(block["text"] for block in article["blocks"]) for article in (source, value))
    names = ["title", "deck", "outlet"]
    fields = [(source[name], value[name]) for name in names if source[name]]
    for name in ("breadcrumb", "authors", "editors"):
        fields += zip(source[name], value[name], strict=True)
    for old, new in fields:
        assert old not in before or new in after


def test_a_script_is_printed_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, "--script", "hans", "--plain"]) == 0
    assert "# 窑火炼出百亿新产业\n" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["--plain"], ["--json"], ["--script", "hk"]])
def test_a_pipe_gets_no_control_character(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", HOSTILE, *arguments]) == 0
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", capsys.readouterr().out)


def test_colours_are_for_terminals_that_have_them() -> None:
    code, written = on_a_terminal("show", FEATURE)
    assert code == 0
    assert set(re.findall(rb"\x1b[^m]*m", written)) == {b"\x1b[0m", b"\x1b[1m", b"\x1b[2m"}
    for changes in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
        code, written = on_a_terminal("show", FEATURE, env=environment(**changes))
        assert code == 0
        assert b"\x1b" not in written
    assert b"\x1b" not in on_a_terminal("show", FEATURE, "--plain")[1]


# -- what it is given


def test_standard_input_is_read() -> None:
    done = run("show", "-", given="東岸縣臨海。\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "    東岸縣臨海。\n", b"")


def test_standard_input_that_is_closed_or_empty() -> None:
    assert told(run("show", "-")) == "dubao: standard input: the file is empty; open another one\n"
    closed = run("show", "-", before=["sh", "-c", 'exec "$@" <&-', "sh"])
    assert told(closed) == "dubao: standard input: it is closed; pipe a text into dubao, or name a file\n"


def test_standard_input_has_one_reading(paper: Path) -> None:
    done = run("-", "-", given=paper.read_bytes())
    assert told(done) == "dubao: -: standard input can be read only once; name it once\n"
    assert done.stdout == b""


def test_an_encoding_is_read(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(paper)]) == 0
    expected = capsys.readouterr().out
    paper.write_text(paper.read_text(encoding="utf-8"), encoding="big5")
    assert main(["show", str(paper), "--encoding", "big5"]) == 0
    assert capsys.readouterr().out == expected
    assert main(["show", str(paper), "--encoding", "utf-8"]) == 1
    assert capsys.readouterr().err


def test_settings_are_read(paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text('paragraphs = "blank"', encoding="utf-8")
    assert main(["show", str(paper), "--config-file", str(config)]) == 0
    assert "\n東岸縣臨海" in capsys.readouterr().out
    config.write_text("mesure = 30", encoding="utf-8")
    assert main(["show", str(paper), "--config-file", str(config)]) == 1
    assert capsys.readouterr().err == f"dubao: {config}:1: unknown key mesure; did you mean measure?\n"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/1", "https://127.0.0.1:9/\x1b[2J"])
def test_an_address_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", address]) == 1
    assert LINE_OF_ERROR.fullmatch(capsys.readouterr().err)


HOSTILE_NAMES = [
    "a\nb",
    "\x1b[31m紅\x1b[0m",
    "\x1b]0;題\x07",
    "a\r\tb",
    "跌\u202e升",
    "\x9b2J",
    "x" * 5000,
    "~nobody-of-this-name/a",
    "%s%n{0}",
    "\udcff",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_the_error_of_a_hostile_name_is_one_clean_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["show", name],
        [name],
        ["show", FEATURE, "--config-file", name],
        ["show", FEATURE, "--encoding", name],
    ):
        assert main(arguments) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert LINE_OF_ERROR.fullmatch(err)
        assert "; " in err


@pytest.mark.parametrize("name", [name for name in HOSTILE_NAMES if name != "\udcff"])
def test_the_error_of_a_hostile_option_is_one_clean_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["show", FEATURE, f"--{name}"],
        ["show", FEATURE, "--script", name],
        [f"--no{name}"],
        ["doctor", name, name],
    ):
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert LINE_OF_ERROR.fullmatch(err)


@pytest.mark.parametrize(
    "arguments", [["show"], ["show", "a", "b"], ["show", "a", "--script", "x"], ["--nonsense"], ["doctor", "x", "y"]]
)
def test_wrong_usage_ends_with_2_and_names_the_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert LINE_OF_ERROR.fullmatch(err)
    assert re.search(r"; see dubao( \w+)? --help$", err)


def test_a_folder_is_refused_with_its_files(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(paper.parent)]) == 1
    assert capsys.readouterr().err.endswith("this is a folder, which holds a.txt; name one of its files\n")


# -- what it is called


def test_the_version_and_the_help_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"dubao {__version__}\n", "")
    for arguments in (["--help"], ["show", "--help"], ["doctor", "-h"]):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert out.startswith("usage: dubao")
        assert "--encoding NAME" in out
        assert err == ""


def test_python_m_reader_is_the_command() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dubao {__version__}\n".encode(), b"")


def test_without_a_terminal_the_reader_prints_like_show(paper: Path) -> None:
    assert run(str(paper)).stdout == run("show", str(paper)).stdout
    two = run(str(paper), str(paper))
    assert two.stdout.count("# 小漁港".encode()) == 2
    assert (two.returncode, two.stderr) == (0, b"")


def test_without_a_terminal_and_a_name_the_bundled_articles_are_printed() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().count("\n# ") > 5


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_screen_is_told_of_show(term: str) -> None:
    code, written = on_a_terminal(FEATURE, env=environment(TERM=term))
    assert code == 1
    assert written == (
        b"dubao: the terminal: it has no screen (TERM is dumb or not set); "
        b"set TERM, or print the article with dubao show --plain\n"
    )


def test_a_screen_without_a_keyboard_is_told_of_show() -> None:
    master, slave = pty.openpty()
    done = run(FEATURE, stdout=slave)
    os.close(slave)
    os.close(master)
    said = "dubao: the keyboard: standard input is not a terminal; print the article with dubao show --plain\n"
    assert told(done) == said


def test_a_terminal_that_cannot_show_chinese_is_told_of_show() -> None:
    code, written = on_a_terminal(FEATURE, env=environment(PYTHONIOENCODING="gbk"))
    assert code == 1
    assert written.startswith(b"dubao: the terminal: its encoding is gbk, not UTF-8; set LC_ALL=C.UTF-8, or print")


# -- where it writes


@pytest.mark.parametrize(
    "changes", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_the_output_is_utf_8_whatever_the_locale(changes: dict[str, str], paper: Path) -> None:
    expected = run("show", str(paper))
    assert "東岸縣臨海".encode() in expected.stdout
    done = run("show", str(paper), env=environment(**changes))
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, b"")
    done = run("--help", env=environment(**changes))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "讀報".encode() in done.stdout
    done = run("show", "沒有", env=environment(**changes))
    assert done.returncode == 1
    assert done.stderr.startswith(b"dubao: ")
    assert done.stderr.endswith(b": there is no such file; check the path\n")


@pytest.mark.parametrize(
    "arguments", [["show", FEATURE], ["show", FEATURE, "--json"], [FEATURE], ["doctor"], ["--help"]]
)
def test_a_closed_standard_output_is_told(arguments: list[str]) -> None:
    said = told(run(*arguments, before=CLOSING))
    assert said == "dubao: standard output: it is closed; send it to a file or a terminal\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments", [["show", FEATURE], ["show", FEATURE, "--json"], ["doctor"], ["--help"], ["--version"]]
)
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        assert (
            told(run(*arguments, stdout=full)) == "dubao: output: no space left on device; nothing more was written\n"
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_standard_error_that_is_full_or_closed_changes_no_exit_code() -> None:
    for end in (">/dev/full", ">&-"):
        for arguments, code in ((["show", "missing"], 1), (["--nonsense"], 2)):
            assert run(*arguments, before=["sh", "-c", f'exec "$@" 2{end}', "sh"]).returncode == code


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("東岸縣臨海，從前只有一條街。" * 50_000, encoding="utf-8")
    with subprocess.Popen(
        [*DUBAO, "show", str(long)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("    東岸縣".encode())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*DUBAO, "show", str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        ) as process,
        pipe.open("wb"),
    ):  # waits until it reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


# -- how much


def test_a_line_of_10_mb_ends(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("江華全力打造，" * 500_000, encoding="utf-8")
    done = run("show", str(long))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count("華".encode()) == 500_000


def test_a_hundred_thousand_lines_end(tmp_path: Path) -> None:
    many = tmp_path / "many.txt"
    many.write_text("江華全力打造。\n" * 100_000, encoding="utf-8")
    done = run("show", str(many))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 100_000


# -- doctor


def test_the_doctor_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"dubao {__version__}, Python ")
    for word in (
        "textual",
        "opencc, the native one",
        "not measured",
        "/nowhere/config.toml (not there: all defaults)",
        "kinsoku",
    ):
        assert word in out
    assert err == ""


def test_the_doctor_says_what_is_wrong_with_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text("mesure = 30", encoding="utf-8")
    assert main(["doctor", "--config-file", str(config)]) == 0
    assert "unknown key mesure; did you mean measure?" in capsys.readouterr().out
    config.write_text("measure = 30", encoding="utf-8")
    assert main(["doctor", "--config-file", str(config)]) == 0
    assert re.search(r"measure +30 \(default 36\)", capsys.readouterr().out)
    for name in ("x" * 300, "\x1b[31m"):
        assert main(["doctor", "--config-file", name]) == 0
        assert "\x1b" not in capsys.readouterr().out


def test_the_doctor_says_the_encoding_that_was_there_before_it_printed() -> None:
    done = run("doctor", env=environment(PYTHONIOENCODING="gbk"))
    assert re.search(rb"encoding +gbk\n", done.stdout)


def test_the_doctor_tames_what_the_environment_says() -> None:
    done = run("doctor", env=environment(TERM_PROGRAM="\x1b]0;x\x07\n"))
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"\x1b[1;2R", "1 (set ambiguous = 1 "),
        (b"\x1b[24;3R", "2 (set ambiguous = 2 "),
        (b"\x1b[1;9R", "8?"),
        (b"R", "not measured: the terminal does not answer"),
    ],
)
def test_the_doctor_measures_ambiguous_characters(answer: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reader.services.diagnostics._ANSWER_TIMEOUT", 20
    )  # the machine may be busy; no wait is so long
    master, slave = pty.openpty()

    def be_a_terminal() -> None:
        written = b""
        while not written.endswith(b"\x1b[6n"):
            written += read(master)
        os.write(master, answer)

    terminal = threading.Thread(target=be_a_terminal)
    with open(slave, encoding="utf-8") as keyboard, open(os.dup(slave), "w", encoding="utf-8") as screen:
        monkeypatch.setattr("sys.stdin", keyboard)
        monkeypatch.setattr("sys.stdout", screen)
        before = termios.tcgetattr(slave)
        terminal.start()
        (row,) = (line for line in report_diagnostics() if "ambiguous width" in line)
        terminal.join()
        assert termios.tcgetattr(slave) == before
    os.close(master)
    assert said in row


def test_the_doctor_does_not_wait_for_a_terminal_without_an_answer() -> None:
    code, written = on_a_terminal("doctor")
    assert code == 0
    assert b"not measured: the terminal does not answer" in written


@pytest.mark.parametrize("before", [True, False])
def test_the_options_for_all_stand_before_the_command_or_behind_it(
    before: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes("江城新聞，今日出版。".encode("gb18030"))
    option = ["--encoding", "gbk"]
    assert main([*option, "show", str(path)] if before else ["show", *option, str(path)]) == 0
    assert "江城新聞" in capsys.readouterr().out


# -- convert


def converted(*arguments: str, given: str = "", **changes: str) -> subprocess.CompletedProcess[bytes]:
    return run("convert", *arguments, given=given.encode(), env=environment(**changes))


def test_convert_prints_what_opencc_makes_and_nothing_more(tmp_path: Path) -> None:
    cache = str(tmp_path)
    assert converted("-", "--config", "s2twp", given="优化软件", DUBAO_CACHE=cache).stdout.decode() == "最佳化軟體"
    assert converted("-", "--config", "s2t", given="说\r\n话\n\n", DUBAO_CACHE=cache).stdout.decode() == "說\r\n話\n\n"
    assert converted("-", "--config", "t2twp", given="軟件", DUBAO_CACHE=cache).stdout.decode() == "軟體"
    assert converted("-", "--config", "tw2hk", given="", DUBAO_CACHE=cache).stdout == b""


def test_convert_is_bare(tmp_path: Path) -> None:
    """No detection, overrides, news words or cleaning."""
    text = "被发明，支持，說說\x1b[2J\u202e"
    shown = converted("-", "--config", "s2twp", given=text, DUBAO_CACHE=str(tmp_path)).stdout.decode()
    assert shown == "被髮明，支援，說說\x1b[2J\u202e"


def test_convert_says_where_everything_went(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("全力优化项目\x1b\n", encoding="utf-8")
    printed = converted(str(path), "--config", "s2twp", "--map", DUBAO_CACHE=str(tmp_path)).stdout.decode()
    assert "\x1b" not in printed
    assert json.loads(printed) == {
        "schema": "dubao-map-1",
        "config": "s2twp",
        "text": "全力最佳化專案\x1b\n",
        "spans": [[0, 2, 0, 2, "same"], [2, 4, 2, 5, "phrase"], [4, 6, 5, 7, "phrase"], [6, 8, 7, 9, "same"]],
    }


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("-", "--config", "nope"), 2, ("'nope'", "s2twp", "tw2hkp")),
        (("-",), 2, ("--config",)),
        (("/nowhere/a.txt", "--config", "s2t"), 1, ("no such file",)),
        ((str(ROOT / "articles"), "--config", "s2t"), 1, ("folder", "01-welcome")),
    ],
)
def test_convert_says_what_is_wrong(arguments: tuple[str, ...], code: int, words: tuple[str, ...]) -> None:
    done = converted(*arguments, given="说")
    assert done.returncode == code
    assert LINE_OF_ERROR.fullmatch(done.stderr.decode())
    assert all(word in done.stderr.decode() for word in words)


def test_convert_sends_a_terminal_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("说\x1b[2J话", encoding="utf-8")
    assert on_a_terminal("convert", str(path), "--config", "s2t") == (0, "說\u241b[2J話".encode())


@pytest.mark.parametrize("view", ["hansp", "hkp", "twp"])
def test_vocabulary_views_print_offsets_of_the_view(view: str, tmp_path: Path) -> None:
    done = run("show", FEATURE, "--script", view, "--json", env=environment(DUBAO_CACHE=str(tmp_path)))
    article = json.loads(done.stdout)
    assert article["script"] == view
    for block in article["blocks"]:
        assert all(0 <= span["start"] < span["end"] <= len(block["text"]) for span in block["spans"])
