"""The build of the table of contexts and of the words, from a small text of our own."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import opencc
import pytest

from reader.script import person_names
from reader.script.context_model import ContextModel, ContextTable
from reader.script.opencc_package import read_dictionary
from reader.text.tsv import read_rows, read_table
from tests.script.context_table import sources as context_table
from tests.script.context_table.__main__ import build_table, respell
from tests.script.context_table.measure import Measurement
from tests.script.context_table.names import NameCounts, Surname, load_ambiguous_surnames, write_names
from tests.script.context_table.observations import Observations, Source, Word
from tests.script.context_table.sources import TextSource, load_text_sources, load_word_sources, read_paragraphs
from tests.script.context_table.word_forms import PrintedWords, find_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SENTENCES = (
    "他的頭髮變白了",
    "她剪了頭髮",
    "公司發展很快",
    "報紙發表文章",
    "發生了車禍",
    "發現新的星星",
    "洗髮精很貴",
    "理髮店關門",
    "皇后來信",
    "三天後出發",
    "王后的衣服",
    "事後他說",
    "隨後離開",
    "天后宮前",
    "午後下雨",
    "母后駕到",
    "餅乾好吃",
    "幹部開會",
    "乾淨的水",
    "樹幹很粗",
    "主幹道封閉",
    "天氣乾燥",
    "有隻貓",
    "只有一人",
    "兩隻狗",
    "只要努力",
    "一隻鳥",
    "只能等",
    "佈局已成",
    "棉布很軟",
    "布很便宜",
)
LINES = [f"{first}，{second}。" for first in SENTENCES for second in SENTENCES[::5]]


def observe(region: str, lines: list[str]) -> Observations:
    names = ("STCharacters", "TSCharacters", "CJK_Compatibility_Ideographs")
    observed = Observations(
        opencc.OpenCC(f"{region}2s", False).convert, [("裏", "裡")], {name: read_dictionary(name) for name in names}
    )
    observed.read([Source("own", 1.0, True, lines)], [Word("own", "头发", "頭髮", 9)])
    return observed


@pytest.fixture(scope="module")
def table() -> bytes:
    return build_table({region: observe(region, LINES) for region in ("hk", "tw")})


def test_the_same_text_gives_the_same_bytes(table: bytes) -> None:
    assert build_table({region: observe(region, LINES) for region in ("hk", "tw")}) == table


def test_the_model_has_learned_the_text(table: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    path.write_bytes(table)
    for region in ("hk", "tw"):
        model = ContextModel(ContextTable(str(path)), region)
        simplify = opencc.OpenCC(f"{region}2s", False).convert
        assert model.forms["发"] == ("發", "髮")
        wrong = [line for line in SENTENCES if model.convert(simplify(line))[0] != line]
        assert not wrong
        assert model.convert("干净的头发，三天后出发")[0] == "乾淨的頭髮，三天後出發"


def test_a_slip_is_no_form() -> None:
    observed = observe("tw", [*LINES, "发展很快"])  # simplified characters in a traditional text
    assert observed.forms["发"] == ["發", "髮"]
    assert "快" not in observed.forms


def test_respell_counts_forms_of_another_region_in_the_order_of_forms() -> None:
    windows = {"很多台灣人": [3.0, 1.0]}
    assert respell(windows, ["台", "檯"], ["枱", "台"], {ord("檯"): "枱"}) == {"很多台灣人": [1.0, 3.0]}


def test_the_press_decides_between_forms_of_a_word(table: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    path.write_bytes(table)
    model = ContextModel(ContextTable(str(path)), "tw")
    votes = {"王后": Counter({"王後": 2}), "发卡": Counter({"髮卡": 2}), "干部": Counter({"乾部": 1})}
    press = [(Source("own", 3.0, True, ["王后說", "王后來", "王后的"]), True)]
    rows = {simplified: (traditional, kind) for simplified, traditional, kind in find_rows("tw", model, votes, press)}
    assert rows.get("王后", ("王后", ""))[0] == "王后"
    assert rows["发卡"] == ("髮卡", "doubt")
    assert "干部" not in rows


def test_a_word_of_two_equal_forms_is_left_to_the_model_where_the_press_has_both(table: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    path.write_bytes(table)
    model = ContextModel(ContextTable(str(path)), "tw")
    votes = {"开诚布公": Counter({"開誠佈公": 2})}

    def find(two_ways: int) -> list[tuple[str, str, str]]:
        lines = [f"{number}開誠佈公" for number in range(20)] + [f"{number}開誠布公" for number in range(two_ways)]
        return [*find_rows("tw", model, votes, [(Source("own", 1.0, True, lines), True)])]

    assert find(0) == [("开诚布公", "開誠佈公", "uncertain")]
    assert find(5) == []


def test_words_are_counted_in_the_forms_they_are_printed_in() -> None:
    words = PrintedWords(["王后", "王后大道"], opencc.OpenCC("tw2s", False).convert, {ord("裏"): "裡"})
    words.read(Source("own", 2.0, True, ["王后大道和王后", "王後"]))
    assert words.forms["王后"] == {"王后": 4.0, "王後": 2.0}
    assert words.forms["王后大道"] == {"王后大道": 2.0}
    assert words.find_common_form("王后", 6, 0.6) == "王后"
    assert words.find_common_form("王后", 6, 0.7) is None
    assert words.find_common_form("王后", 7, 0.6) is None


def test_paragraphs_come_from_a_commit_in_the_order_of_paths(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()

    def git(*arguments: str) -> str:
        author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *author, *arguments], cwd=work, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    (work / "b.md").write_text("---\ntitle: x\n---\n第二篇文章的第一段落\n\n短行\n", "utf-8")
    (work / "a.md").write_text("# 第一篇文章的標題\n第一篇文章的<b>第一</b>段落\n第二篇文章的第一段落\n", "utf-8")
    (work / "c.txt").write_text("不是要讀的那種檔案", "utf-8")
    git("add", ".")
    git("commit", "-qm", "Add articles")
    commit = git("rev-parse", "HEAD").strip()
    (tmp_path / "clones").mkdir()
    work.rename(tmp_path / "clones" / "own+articles")
    source = TextSource("own", "tw", 1, True, True, 0, "markdown", "own/articles", commit)
    assert [*read_paragraphs(source, tmp_path / "clones")] == [
        "第一篇文章的標題", "第一篇文章的第一段落", "第二篇文章的第一段落",
    ]  # fmt: skip


def test_what_is_held_out_is_not_learned_from(tmp_path: Path) -> None:
    work = tmp_path / "clones" / "own+archive"
    work.mkdir(parents=True)

    def git(*arguments: str) -> str:
        author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *author, *arguments], cwd=work, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    for number in (17, 18, 20, 40, 42):
        (work / f"article_{number}.md").write_text(f"title\n---\n第{number}篇文章的第一段落\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "Add articles")
    source = TextSource("own", "hk", 1, True, True, 0, "hkcnews", "own/archive", git("rev-parse", "HEAD").strip())
    learned = [*read_paragraphs(source, tmp_path / "clones")]
    held_out = [*read_paragraphs(source, tmp_path / "clones", held_out=True)]
    assert learned == ["第18篇文章的第一段落", "第42篇文章的第一段落"]
    assert held_out == ["第20篇文章的第一段落", "第40篇文章的第一段落"]


def test_differences_are_counted_by_kind() -> None:
    measurement = Measurement("hk")
    measurement.read(
        ["住户說，政府公佈結果。", "三天后出發的人很多，天氣也很好", "香港啲人係咁樣講野", "政府公布結果。"]
    )
    assert measurement.count_by_kind() == {"spelling": 1, "house style": 1, "name": 0, "word": 1}
    assert measurement.characters == 9 + 14 + 6
    assert [(each.printed, each.shown) for each in measurement.differences] == [
        ("户", "戶"),
        ("佈", "布"),
        ("后", "後"),
    ]
    assert measurement.differences[2].context == "三天[后]出发的人很"
    header, *rows = measurement.format_table()
    assert header == "hk: 29 characters"
    assert rows[1].split() == ["house", "style", "1", "344.83", "佈>布", "1"]


def test_every_source_is_named_with_a_commit_and_a_licence() -> None:
    sources = load_text_sources()
    assert {source.region for source in sources} == {"hk", "tw"}
    commits = [*(source.commit for source in sources), *(source.commit for source in load_word_sources())]
    assert all(len(commit) == 40 for commit in commits)
    rows = [*read_rows(context_table.__file__, "sources"), *read_rows(context_table.__file__, "dictionaries")]
    assert all(row[-1] for row in rows)


NEWS = (
    "記者陳志傑表示，鍾先生遲到。",
    "議員林美玲說，范志明先生已到，時鐘很準。",
    "記者陳志傑表示沒有，陳志傑說。",
    "王家偉（右）模範生，范先生也是。",
    *["路人說天氣好，開發中國家。"] * 300,
)


def count_names(lines: Sequence[str]) -> NameCounts:
    surnames = [Surname("范", "范", "範", "context"), Surname("钟", "鍾", "鐘", "context")]
    counts = NameCounts(surnames)
    counts.read("tw", lines, opencc.OpenCC("tw2s", False).convert)
    return counts


def test_characters_of_given_names_are_counted_once_for_each_name() -> None:
    counts = count_names(NEWS)
    rows = {character: (first, second) for character, first, second in counts.list_given_names()}
    assert {"志", "杰", "美", "玲", "家", "伟"} <= rows.keys()
    assert rows["志"][0] > rows["志"][1]
    assert rows["玲"][1] > rows["玲"][0]
    assert "发" not in rows
    more = NEWS + NEWS[2:3] * 3  # the same name again
    assert [row[0] for row in count_names(more).list_given_names()] == [row[0] for row in counts.list_given_names()]


def test_ambiguous_surnames_have_the_counts_of_both_forms() -> None:
    assert count_names(NEWS).list_surnames() == [
        ("范", "范", "範", "context", "0", "0", "0", "2", "1", "1"),
        ("钟", "鍾", "鐘", "context", "0", "0", "0", "1", "1", "0"),
    ]


def test_the_same_text_gives_the_same_tables_of_names(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_names(tmp_path / name, count_names(NEWS))
    for file in ("given_names.tsv", "surnames.tsv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    header, *rows = (tmp_path / "one" / "surnames.tsv").read_text("utf-8").splitlines()
    assert header == "\t".join(read_table(person_names.__file__, "surnames")[0])
    assert rows[0].startswith("范\t范\t範\tcontext\t")


def test_the_package_has_the_ambiguous_surnames_of_the_builder() -> None:
    assert [tuple(row[:4]) for row in read_rows(person_names.__file__, "surnames")] == load_ambiguous_surnames()
