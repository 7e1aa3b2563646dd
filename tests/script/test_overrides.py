from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import reader.script
from reader.errors import ReaderError
from reader.model import Phrase, clean
from reader.script.converter import ArticleConverter, Pin
from reader.script.offset_maps import convert
from reader.script.options import ConversionOptions
from reader.script.overrides import MAX_BYTES, Override, OverrideFile, WordMatcher, load_curated, read_override_file
from reader.script.plan import VIEWS
from reader.script.press_conversion import load_press_converter
from reader.text.tsv import read_rows
from tests.script.texts import mixture

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Script, ViewName
    from reader.script.detect import OrthographyRegion

KNOWN_WRONG: tuple[tuple[str, str, Script, OrthographyRegion | None, str], ...] = (
    # what is written, views, its script and region, what is right (BYVoid/OpenCC issues in overrides.tsv)
    ("被发明", "hant hk tw hkp twp", "Hans", None, "被發明"),
    ("共生发展", "hant hk tw hkp twp", "Hans", None, "共生發展"),
    ("双回路", "hant hk tw hkp twp", "Hans", None, "雙回路"),
    ("風采光電與雙回路", "hant hk tw hkp twp", "Hant", None, "風采光電與雙回路"),
    ("风采光电", "hant hk tw hkp twp", "Hans", None, "風采光電"),
    ("一个中学生", "hant hk tw hkp twp", "Hans", None, "一個中學生"),
    ("5个中国家庭", "hant hk tw hkp twp", "Hans", None, "5個中國家庭"),
    ("个中学问", "tw", "Hans", None, "箇中學問"),
    ("勇敢的士兵", "tw twp", "Hans", None, "勇敢的士兵"),
    ("勇敢的士兵團", "twp", "Hant", "HK", "勇敢的士兵團"),
    ("改变量子比特", "twp", "Hans", None, "改變量子位元"),
    ("少数组织", "twp", "Hans", None, "少數組織"),
    ("少數組織", "twp", "Hant", "HK", "少數組織"),
    ("第一菜单", "twp", "Hans", None, "第一菜單"),
    ("他姓范", "hk tw", "Hans", None, "他姓范"),
    ("钟楚红", "hant hk tw hkp twp", "Hans", None, "鍾楚紅"),
    ("徐乾學", "hans hansp", "Hant", "TW", "徐乾学"),
    ("徐乾學", "hans hansp", "Hant", "HK", "徐乾学"),
    ("徐乾學", "hans hansp", "Hant", None, "徐乾学"),
    ("王汎森說", "hans hansp", "Hant", "TW", "王汎森说"),
    ("原著 專著 編著 土著 拙著 遺著 卓著", "hans hansp", "Hant", "TW", "原著 专著 编著 土著 拙著 遗著 卓著"),
    ("草原著火，本土著重", "hans hansp", "Hant", "TW", "草原着火，本土着重"),
    ("著力 硬著頭皮 朝著", "hans", "Hant", None, "着力 硬着头皮 朝着"),
    ("著力 硬著頭皮 朝著", "hans hansp", "Hant", "TW", "着力 硬着头皮 朝着"),
    ("顯著力量，清朝著名詩人", "hans", "Hant", None, "显著力量，清朝著名诗人"),
    ("什么時候，怎么辦", "hans hansp", "Hant", "TW", "什么时候，怎么办"),
    ("老么和么弟", "hans hansp", "Hant", "TW", "老幺和幺弟"),
    ("通过", "hkp twp", "Hans", None, "通過"),
)


@pytest.mark.parametrize(("written", "views", "script", "region", "right"), KNOWN_WRONG)
def test_known_wrong_conversions_come_out_right(
    written: str, views: str, script: Script, region: OrthographyRegion | None, right: str
) -> None:
    shown = ArticleConverter(script, region)
    for view in views.split():
        assert shown.convert_text(clean(written), view, script) == right  # type: ignore[arg-type]
        framed = shown.convert_text(clean(f"，{written}。"), view, script)  # type: ignore[arg-type]
        assert framed == f"，{right}。"


def test_every_curated_row_is_shown_as_it_says() -> None:
    cases: dict[str, tuple[ViewName, Script, OrthographyRegion | None]] = {
        "s2t": ("hant", "Hans", None),
        "s2twp": ("twp", "Hans", None),
        "press2tw": ("tw", "Hans", None),
        "press2hk": ("hk", "Hans", None),
        "press2twp": ("twp", "Hans", None),
        "t2twp": ("twp", "Hant", None),
        "t2s": ("hans", "Hant", None),
        "tw2s": ("hans", "Hant", "TW"),
    }
    for rule in load_curated():
        tried = [config for config, case in cases.items() if rule.is_applicable(config, case[0])]
        assert tried, rule
        for config in tried:
            view, script, region = cases[config]
            options = ConversionOptions("opencc" if config.startswith("s2") else "press")
            shown = ArticleConverter(script, region, options).convert_text(clean(rule.word), view, script)
            assert shown == rule.replacement, config


FRAMES = ("{}", "，{}，", "的{}的", "他说{}了", "在{}中")


def is_shown_otherwise(rule: Override, region: str) -> bool:
    """Whether the context model alone shows the word of a rule in another way, alone or in some sentence."""
    convert = load_press_converter(region).convert
    starts = [frame.index("{") for frame in FRAMES]
    shown = [convert(frame.format(rule.word)) for frame in FRAMES]
    return any(text[at : at + len(rule.word)] != rule.replacement for text, at in zip(shown, starts, strict=True))


BESIDE_OTHER_WORDS = ("风采光电", "量子比特", "通过")
"""Converted rightly when alone."""


def test_every_curated_row_is_needed() -> None:
    """OpenCC shows it otherwise, alone or behind another word, or it protects a word from a shorter row."""
    rules = load_curated()
    common = {
        written
        for written, _, _, why in read_rows(reader.script.__file__, "overrides")
        if why.startswith("a common word")
    }
    for rule in rules:
        configs = ("s2t", "s2twp", "t2twp", "t2s", "tw2s", "hk2s", "tw2sp", "hk2twp", "s2hkp")
        wrong = [c for c in configs if rule.is_applicable(c, "source") and convert(rule.word, c) != rule.replacement]
        wrong += [r for r in ("tw", "hk") if rule.is_applicable(f"press2{r}", "source") and is_shown_otherwise(rule, r)]
        shorter = [other for other in rules if other.word in rule.word and other is not rule]
        overlaps = [other for other in rules if rule.word[-1] == other.word[0] and other is not rule]
        wrong += [c for c in ("press2twp",) if rule.scopes == (c,)]
        assert wrong or shorter or overlaps or rule.word in {*common, *BESIDE_OTHER_WORDS}, rule


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("学生发展，一直发展，包括发动机，照片被发布", "學生發展，一直發展，包括發動機，照片被發布"),
        ("中国制度，美国制裁，考试制度", "中國制度，美國制裁，考試制度"),
        ("本国历史，今天历史", "本國歷史，今天歷史"),
        ("许多人参加，上海参与", "許多人參加，上海參與"),
        ("没有采用，接受采访", "沒有採用，接受採訪"),
        ("不是只有，唯一出现的", "不是只有，唯一出現的"),
        ("董事长胡定旭", "董事長胡定旭"),
        ("人参加工，头发生长，理发行业，上游客户，若干部门", "人參加工，頭髮生長，理髮行業，上游客戶，若干部門"),
        ("余先生和其余先生，姓于", "余先生和其餘先生，姓于"),
        ("机关系统，联系统战部", "機關系統，聯繫統戰部"),
    ],
)
def test_words_are_not_taken_apart(text: str, right: str) -> None:
    assert ArticleConverter("Hans", None).convert_text(clean(text), "tw", "Hans") == right


def test_curated_rows_keep_their_lengths() -> None:
    assert all(
        len(rule.word) == len(rule.replacement)
        for rule in load_curated()
        if not any("twp" in scope for scope in rule.scopes)
    )
    assert len({(rule.word, rule.scopes) for rule in load_curated()}) == len(load_curated())


def test_the_rest_of_a_text_is_not_touched(articles: dict[str, str]) -> None:
    for text in articles.values():
        for view, config in (("hant", "s2t"), ("tw", "s2tw"), ("hk", "s2hk")):
            shown = ArticleConverter("Hans", None, ConversionOptions("opencc"))
            found = shown.article_rules.find_replacements(text, config, view)  # type: ignore[arg-type]
            ours, theirs = shown.convert_text(clean(text), view, "Hans"), convert(clean(text), config)  # type: ignore[arg-type]
            inside = {at for each in found for at in range(each.start, each.end)}
            assert [at for at, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b and at not in inside] == []


@given(st.dictionaries(st.text("甲乙丙.*[\\", min_size=1, max_size=3), st.text(max_size=3), max_size=6), mixture)
def test_the_longest_word_from_the_left_wins(words: dict[str, str], text: str) -> None:
    text = f"甲乙丙甲甲.*丙乙[乙\\{text}乙丙"
    at = 0
    expected = []
    while at < len(text):
        word = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if word:
            expected.append((at, at + len(word), words[word], "rule"))
        at += len(word) or 1
    assert list(WordMatcher({word: (shown, "rule") for word, shown in words.items()}).find_matches(text)) == expected


class TestTheReadersOwnFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "deep" / "overrides.tsv"

    @staticmethod
    def seen(
        own: OverrideFile, text: str, view: ViewName, script: Script, region: OrthographyRegion | None = None
    ) -> str:
        return ArticleConverter(script, region, ConversionOptions(override_file=own)).convert_text(
            clean(text), view, script
        )

    def test_missing_file_has_no_overrides_and_no_problems(self, path: Path) -> None:
        own = OverrideFile(path)
        assert (own.overrides, own.problems) == ((), ())
        assert self.seen(own, "软件", "twp", "Hans") == "軟體"

    def test_override_applies_in_both_directions(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("陈里长", "陳里長")
        assert self.seen(own, "找陈里长去", "tw", "Hans") == "找陳里長去"
        assert self.seen(own, "找陳里長去", "hans", "Hant", "TW") == "找陈里长去"

    def test_a_word_of_another_length_is_a_phrase(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("互联网", "互聯網絡")
        view = ArticleConverter("Hans", None, ConversionOptions(override_file=own)).convert(
            clean("上互联网了优化"), "tw"
        )
        assert (view.text, view.phrases) == ("上互聯網絡了優化", (Phrase(1, 4, 1, 5),))
        view = ArticleConverter("Hans", None, ConversionOptions(override_file=own)).convert(
            clean("服务器，互联网，用户"), "twp"
        )
        assert view.text == "伺服器，互聯網絡，使用者"
        assert view.phrases == (Phrase(0, 3, 0, 3), Phrase(4, 7, 4, 8), Phrase(8, 10, 9, 12))

    def test_override_applies_only_in_the_named_views(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("软件", "軟件", ["twp"])
        assert self.seen(own, "软件服务器", "twp", "Hans") == "軟件伺服器"
        assert self.seen(own, "软件", "tw", "Hans") == "軟件"
        assert self.seen(own, "軟件", "hans", "Hant") == "软件"
        assert [rule.scopes for rule in own.overrides] == [("twp",)]

    def test_override_takes_precedence_over_curated_rows(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("被发明", "被髮明")
        assert self.seen(own, "被发明", "tw", "Hans") == "被髮明"

    def test_a_word_that_two_words_become_has_no_way_back(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("小里", "小里")
        own.add("后院", "後院")
        own.add("后园", "後院")
        assert not [rule for rule in own.overrides if rule.word == "後院"]
        assert {rule.word for rule in own.overrides} == {"小里", "后院", "后园"}

    @pytest.mark.parametrize(
        ("row", "views"),
        [
            ("钟楚红\t鍾楚紅", ("hant", "hk", "hkp", "tw", "twp")),
            ("王汎森說\t王汎森说", ("hans", "hansp")),
            ("说里\t里", VIEWS[3:4] + VIEWS[4:]),
            ("里\t里", VIEWS[1:]),
        ],
    )
    def test_views_follow_the_script(self, path: Path, row: str, views: tuple[str, ...]) -> None:
        path.parent.mkdir()
        path.write_text(row, encoding="utf-8")
        rule = next(rule for rule in read_override_file(path)[0] if rule.word == row.partition("\t")[0])
        assert set(rule.scopes) == set(views)

    def test_refresh_reads_a_changed_file(self, path: Path) -> None:
        own = OverrideFile(path)
        views = ArticleConverter("Hans", None, ConversionOptions(override_file=own))
        assert views.convert_text(clean("一里"), "tw", "Hans") == "一里"
        path.parent.mkdir()
        path.write_text("一里\t一哩\n", encoding="utf-8")
        assert own.refresh()
        assert not own.refresh()
        assert views.convert_text(clean("一里"), "tw", "Hans") == "一哩"
        path.unlink()
        assert own.refresh()
        assert views.convert_text(clean("一里"), "tw", "Hans") == "一里"

    def test_a_damaged_line_is_named_and_the_rest_works(self, path: Path) -> None:
        path.parent.mkdir()
        lines = [
            "\ufeff# 說明",
            "",
            "只有一個",
            "\t空",
            "空\t",
            "a\tb\tc\td",
            "甲\t乙\tnope",
            "甲" * 65 + "\t乙",
            "被发明\t被發明",
        ]
        path.write_bytes("\r\n".join(lines).encode() + b"\n\xff\xfe\t\xe4\n" + "丁\t\x1b[2J".encode())
        own = OverrideFile(path)
        assert [problem.partition(": ")[0] for problem in own.problems] == [
            f"{path}, line {number}" for number in (3, 4, 5, 6, 7, 8, 10)
        ]
        assert "hans hansp" in own.problems[4]
        assert "UTF-8" in own.problems[-1]
        assert self.seen(own, "被发明", "tw", "Hans") == "被發明"
        assert [rule.replacement for rule in own.overrides if rule.word == "丁"] == ["\u241b[2J"]

    def test_a_file_that_cannot_be_read_is_a_problem(self, path: Path) -> None:
        path.mkdir(parents=True)
        own = OverrideFile(path)
        assert own.overrides == ()
        assert str(path) in own.problems[0]
        with pytest.raises(ReaderError, match=r"overrides\.tsv"):
            own.add("甲", "乙")

    def test_only_a_plain_file_is_read(self, path: Path) -> None:
        path.parent.mkdir()
        path.symlink_to("/dev/zero")
        own = OverrideFile(path)
        assert (own.overrides, own.problems) == ((), (f"{path}: it is no plain file; a plain file is needed there",))
        for change in (own.add, own.remove):
            with pytest.raises(ReaderError, match="it is no plain file"):
                change("甲", "乙")

    def test_a_huge_file_is_read_in_part(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("".join(f"詞{n}\t词{n}\n" for n in range(80_000)), encoding="utf-8")
        own = OverrideFile(path)
        assert "larger" in own.problems[0]
        assert len(own.problems) == 1
        assert len(own.overrides) > 10_000

    def test_a_line_is_added_behind_one_without_an_end(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("甲\t乙", encoding="utf-8")
        OverrideFile(path).add("丙", "丁")
        assert path.read_text(encoding="utf-8") == "甲\t乙\n丙\t丁\n"

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_removing_an_override_leaves_all_other_bytes(self, mark: str, end: str, path: Path) -> None:
        path.parent.mkdir()
        before = (
            mark.encode() + end.join(["# 我的", "", "丙\t丁", "甲\t乙\ttw", " 己 \t庚", ""]).encode() + b"\xff\t\xe4"
        )
        before += end.encode()
        path.write_bytes(before)
        path.chmod(0o640)
        own = OverrideFile(path)
        own.add("甲", "乙", ["tw"])
        assert path.read_bytes() == before + f"甲\t乙\ttw{end}".encode()
        assert [rule.word for rule in own.overrides].count("甲") == 2
        own.remove("甲", "乙", ["tw"])
        assert path.read_bytes() == before
        own.remove("丙", "丁")
        assert path.read_bytes() == before.replace(f"丙\t丁{end}".encode(), b"")
        assert {rule.word for rule in own.overrides} == {"甲", "己"}
        own.remove("不", "在")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert os.listdir(path.parent) == ["overrides.tsv"]

    def test_removing_from_a_missing_file_creates_none(self, path: Path) -> None:
        own = OverrideFile(path)
        own.remove("甲", "乙")
        assert not path.parent.exists()
        own.add("甲", "乙")
        path.unlink()
        own.remove("甲", "乙")
        own.refresh()
        assert own.overrides == ()

    @pytest.mark.parametrize(
        ("written", "shown", "said"),
        [
            ("甲" * 65, "乙", "a word has more than 64 characters"),
            ("甲\t", "乙", "a line is a word, TAB"),
            ("#甲", "乙", "#甲 > 乙 would not be read there"),
            ("甲\n", "乙", "a word is missing|would not be read"),
            ("\ud800", "乙", "surrogates not allowed"),
            ("\udcff", "乙", "would not be read there"),
        ],
    )
    def test_overrides_without_effect_are_refused(self, written: str, shown: str, said: str, path: Path) -> None:
        own = OverrideFile(path)
        with pytest.raises(ReaderError, match=said):
            own.add(written, shown, ["tw"])
        assert not path.parent.exists()

    def test_a_file_that_is_full_gets_nothing_more(self, path: Path) -> None:
        path.parent.mkdir()
        line = "詞\t词\n".encode()
        full = line * (MAX_BYTES // len(line))
        path.write_bytes(full)
        own = OverrideFile(path)
        with pytest.raises(ReaderError, match="甲 > 乙 would not be read there"):
            own.add("甲", "乙")
        assert path.read_bytes() == full
        path.write_bytes(full + line)
        for change in (own.add, own.remove):
            with pytest.raises(ReaderError, match="it is larger than 1 MB"):
                change("詞", "词")
        assert path.read_bytes() == full + line

    def test_another_programs_changes_are_not_lost(self, path: Path) -> None:
        own = OverrideFile(path)
        own.add("甲", "乙")
        with path.open("a", encoding="utf-8") as file:
            file.write("丙\t丁\n")
        own.add("戊", "己")
        assert [rule.word for rule in own.overrides][-3:] == ["甲", "丙", "戊"]


class TestTheReadersDecisions:
    def test_pinned_span_stays_as_written(self) -> None:
        text = clean("软件里的软件")
        view = ArticleConverter("Hans", None).convert(text, "twp", pins=[Pin(0, 3)])
        assert (view.text, view.phrases) == ("软件里的軟體", (Phrase(4, 6, 4, 6),))
        assert ArticleConverter("Hans", None).convert_text(text, "hk", pins=[Pin(2, 99), Pin(-4, 1)]) == "软件里的软件"

    def test_pin_replacement_is_in_the_forms_of_each_view(self) -> None:
        views, text = ArticleConverter("Hans", None), clean("三公里里")
        pin = Pin(2, 3, "裡", "tw")
        assert views.convert_text(text, "tw", "Hans", pins=[pin]) == "三公裡裡"
        assert views.convert_text(text, "twp", "Hans", pins=[pin])[2] == "裡"
        assert views.convert_text(text, "hk", "Hans", pins=[pin])[2] == "裏"
        assert views.convert_text(text, "hant", "Hans", pins=[pin])[2] == "裏"
        assert views.convert_text(text, "hk", "Hans", pins=[Pin(0, 1, "説", "hant")])[0] == "說"
        assert views.convert_text(clean("乾說"), "hans", "Hant", pins=[pin._replace(start=0, end=1)]) == "干说"

    def test_a_rule_for_the_article_can_be_taken_back(self) -> None:
        views, rule = ArticleConverter("Hans", None), Override("计算机", "計算機", ("twp",))
        before = views.convert_text(clean("计算机网络"), "twp", "Hans")
        views.article_rules.add(rule)
        assert views.convert_text(clean("计算机网络"), "twp", "Hans") == "計算機網路"
        views.article_rules.remove(rule)
        assert views.convert_text(clean("计算机网络"), "twp", "Hans") == before

    def test_pins_come_before_rules_and_the_first_pin_before_the_second(self) -> None:
        views = ArticleConverter("Hans", None)
        assert views.convert_text(clean("被发明说"), "tw", "Hans", pins=[Pin(3, 4), Pin(2, 4)]) == "被發明说"
        assert views.convert_text(clean("被发明说"), "tw", "Hans", pins=[Pin(1, 2), Pin(1, 3)]) == "被发明說"

    def test_a_pin_beside_a_rule_and_one_inside_a_phrase(self) -> None:
        views = ArticleConverter("Hans", None)
        assert views.convert_text(clean("说被发明说"), "tw", "Hans", pins=[Pin(0, 1), Pin(4, 5)]) == "说被發明说"
        view = views.convert(clean("用软件说"), "twp", "Hans", pins=[Pin(2, 3)])
        assert (view.text, view.phrases) == ("用軟件說", ())
        view = views.convert(clean("互联网，用软件说"), "twp", "Hans", pins=[Pin(1, 2)])
        assert (view.text, view.phrases) == ("互联網，用軟體說", (Phrase(5, 7, 5, 7),))

    def test_a_pin_inside_a_phrase_is_never_what_was_there_anyway(self) -> None:
        views, text = ArticleConverter("Hans", None), clean("用软件说")
        assert views.convert_text(text, "twp", "Hans") == "用軟體說"
        assert views.convert_text(text, "twp", "Hans", pins=[Pin(1, 2, "軟體", "twp")]) == "用軟體件說"
        assert views.convert_text(text, "twp", "Hans", pins=[Pin(2, 4, "軟體說", "twp")]) == "用軟軟體說"
        assert views.convert_text(text, "twp", "Hans", pins=[Pin(1, 3, "軟體", "twp")]) == "用軟體說"

    @pytest.mark.parametrize(("script", "view"), [("Hans", "twp"), ("Hant", "twp"), ("Mixed", "tw"), ("Hans", "hans")])
    def test_pinned_span_keeps_its_quotation_marks(self, script: Script, view: ViewName) -> None:
        shown, text = ArticleConverter("Hans", "TW", ConversionOptions(quotes="corner")), clean("说“好”，“用软件”")
        seen = shown.convert_text(text, view, script, pins=[Pin(1, 4)])
        assert (seen[1:4], seen[5], seen[9]) == ("“好”", "「", "」")
        seen = shown.convert_text(text, view, script, pins=[Pin(5, 99), Pin(1, 2)])
        assert (seen[1], seen[3], seen[5:]) == ("“", "」", "“用软件”")

    def test_pins_in_a_text_of_both_scripts_apply(self) -> None:
        text = clean("摄影:李说 說話说话")
        assert ArticleConverter("Hant", None).convert_text(text, "hans", pins=[Pin(6, 7)]) == "摄影:李说 說话说话"
        assert (
            ArticleConverter("Hant", None).convert_text(text, "tw", pins=[Pin(4, 5), Pin(8, 10)])
            == "攝影:李说 說話说话"
        )

    @given(mixture, st.lists(st.tuples(st.integers(-3, 80), st.integers(-3, 80)), max_size=5), st.sampled_from(VIEWS))
    @example("髮。。。。。。。。。。。。。。。。。。。。。。。上专", [(0, 1), (0, 25), (1, 26)], "hant")
    def test_spans_with_an_empty_pin_are_not_converted(
        self, text: str, spans: list[tuple[int, int]], view: ViewName
    ) -> None:
        source = clean(text)
        shown = ArticleConverter("Hans", None).convert(source, view, pins=[Pin(*span) for span in spans])
        assert shown.source_length == len(source)
        taken: set[int] = set()
        for start, end in spans:
            span = range(max(start, 0), min(end, len(source)))
            if span and taken.isdisjoint(span):
                taken.update(span)
                for at in span:
                    assert shown.text[shown.to_view(at)] == source[at]


def test_every_regional_word_is_shown_as_its_region_calls_it() -> None:
    wrong = []
    for mainland, traditional, taiwan, hong_kong, _ in read_rows(reader.script.__file__, "regional_words"):
        if mainland == "质量":
            continue  # only in one sense
        for view, word in (("twp", taiwan), ("hkp", hong_kong)):
            shown = ArticleConverter("Hans", None).convert_text(clean(f"，{mainland}，"), view, "Hans")  # type: ignore[arg-type]
            if word and shown != f"，{word}，":
                wrong.append((view, mainland, shown))
            shown = ArticleConverter("Hant", None).convert_text(clean(f"，{traditional}，"), view, "Hant")  # type: ignore[arg-type]
            if word and shown != f"，{word}，":
                wrong.append((view, traditional, shown))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "twp", "hkp"),
    [
        ("特朗普试射导弹", "川普試射飛彈", "特朗普試射導彈"),
        ("产品质量和天体质量", "產品品質和天體質量", "產品質素和天體質量"),
        ("熟悉尼泊尔，指导弹奏", "熟悉尼泊爾，指導彈奏", "熟悉尼泊爾，指導彈奏"),
        ("《土豆》里的土豆", "《土豆》裡的馬鈴薯", "《土豆》裡的薯仔"),
        ("公交车上看短视频", "公車上看短影音", "巴士上看短片"),
    ],
)
def test_regional_words_are_replaced_where_they_are_words(text: str, twp: str, hkp: str) -> None:
    converter = ArticleConverter("Hans", None)
    assert converter.convert_text(clean(text), "twp", "Hans") == twp
    assert converter.convert_text(clean(text), "hkp", "Hans") == hkp
    assert converter.convert_text(clean(text), "tw", "Hans").count("川普") == 0


def test_regional_words_come_back_to_the_mainland() -> None:
    converter = ArticleConverter("Hant", "TW")
    assert converter.convert_text(clean("川普談雲端運算"), "hansp", "Hant") == "特朗普谈云计算"
    assert converter.convert_text(clean("川普談雲端運算"), "hans", "Hant") == "川普谈云端运算"
