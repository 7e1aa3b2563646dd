"""Row 13: names and arguments that no file can have are refused in a sentence; nothing is written elsewhere."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.trust.hostile import make_copy_payload, replace_at

if TYPE_CHECKING:
    from pathlib import Path

ERROR_LINES = re.compile(r"(dubao: [^\x00-\x1f\x7f-\x9f\ud800-\udfff]+\n)+")
BAD_ARGUMENTS = ["甲\ud800乙", "甲\udcff乙", "甲\x00乙", "x" * 5000, "", "~nobody/x", "甲\x1b]0;x\x07\r乙"]
COMMANDS = [
    "add {}", "show {}", "figures {}", "doctor {}", "notes {}", "search {}", "export {}", "import {}", "list --tag {}",
    "mark {} --read", "mark PAPER --tag {}", "mark PAPER --untag {}", "annotate {} --note x",
    "annotate PAPER --note {}",
    "annotate PAPER --quote {}", "annotate PAPER --tag {}", "annotate PAPER --quote 葉片 --prefix {}",
    "notes --edit {} --note x", "notes --remove {}", "notes --attach {} --quote x", "save {}", "save PAPER -o {}",
    "save PAPER -o {}.md", "save PAPER --format {}", "convert {} --config s2t", "convert PAPER --config {}",
    "show PAPER --encoding {}", "show PAPER --date {}", "show PAPER --config-file {}", "list --library {}",
    "add PAPER --library {}", "show PAPER --width {}", "show http://a.invalid/{}", "show http://{}/", "{}",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize("argument", BAD_ARGUMENTS, ids=lambda text: repr(text)[:30])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_impossible_argument_is_a_sentence(
    command: str, argument: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("風電小鎮\n\n首批葉片下月運抵，學校和工廠都在等。\n", "utf-8")
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    code = main([{"PAPER": str(paper)}.get(word, word.format(argument)) for word in command.split()])
    out, err = capsys.readouterr()
    assert code in (0, 1, 2)
    assert "internal error" not in err
    if not command.startswith("save"):  # which prints the path of the copy as it is into a pipe
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", out)
    if code:
        assert ERROR_LINES.fullmatch(err), err
        assert len(err) < 2000


@pytest.mark.parametrize("text", [f"甲{chr(code)}乙" for code in (0xD800, 0xDCFF)], ids=repr)
def test_a_note_with_a_lone_surrogate_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("風電小鎮\n\n首批葉片下月運抵，學校和工廠都在等。\n", "utf-8")
    assert main(["annotate", str(paper), "--quote", "葉片", "--note", text, "--tag", text]) == 0
    capsys.readouterr()
    assert main(["notes", "--json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert [body["value"] for body in item["body"]] == ["甲\ufffd乙"] * 2


def test_a_file_whose_name_is_no_utf8_can_be_read_noted_and_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / os.fsdecode(b"\xff\xe7.txt")
    paper.write_text("風電小鎮\n\n首批葉片下月運抵，學校和工廠都在等。\n", "utf-8")
    for command in (["add"], ["show"], ["annotate", "--quote", "葉片"], ["mark", "--read"], ["save"], ["notes"]):
        assert main([command[0], str(paper), *command[1:]]) == 0, command
        assert not capsys.readouterr().err


TITLES = [
    "../../逃", "/etc/passwd", "..", ".", "~", "~/a", "-rf", ".bashrc", "甲\x00乙", "甲\n乙", "甲/乙\\丙",
    "甲\u202e乙.exe", "CON", "aux.txt", "ＡＵＸ", "甲:乙*?\"<>|", "字" * 300, "\u3000", "e\u0301" * 90,
    "con\u200b", "LPT1.md", "甲. ", "$(touch x)", "%2e%2e%2f甲",
]  # fmt: skip


def test_a_copy_is_written_beside_its_source_and_over_nothing_whatever_its_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, title in enumerate(TITLES):
        folder = tmp_path / "a" / f"{number}"
        folder.mkdir(parents=True)
        for copy in range(2):
            payload = replace_at(make_copy_payload(), ("dubao:article", "title"), title)
            payload["dubao:article"]["id"] = f"{number * 2 + copy:016x}"
            source = folder / f"source{copy}.json"
            source.write_text(json.dumps(payload), "utf-8")
            code = main(["save", str(source)])
            assert code == 0, (title, capsys.readouterr().err)
        names = {path.name for path in folder.iterdir()} - {"source0.json", "source1.json"}
        assert len(names) == 2, (title, names)  # two articles of one title have two files
        for name in names:
            assert not re.search('[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|\u200b-\u202e]', name), name
            assert not re.match(r"[-.~ ]|(con|aux|lpt1)(\.|$)", unicodedata.normalize("NFKC", name), re.IGNORECASE), (
                name
            )
            assert len(os.fsencode(name)) < 256
    capsys.readouterr()
    assert {path.parent.parent for path in tmp_path.rglob("*.md")} == {tmp_path / "a"}
