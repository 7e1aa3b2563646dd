"""The script of the view: switched, chosen, described; overrides that were edited meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import ReaderError
from reader.script.overrides import OverrideFile
from reader.script.plan import VIEWS
from reader.tui.controllers.script_switch import ScriptController
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import ViewName

TEXT = "軟件新聞\n\n    記者說軟件和網絡都好。\n"


def make(**options: Any) -> tuple[Program, ScriptController]:
    program = Program(texts=[TEXT], **options)
    return program, ScriptController(program.shell, program.session, program.article)


def test_script_key_switches_to_the_other_script_and_back() -> None:
    program, script = make()
    views = []
    script.action_script_other()
    views.append(program.open_article.view_name)
    assert program.message == script.describe_conversion("hans")
    assert program.shell.work_count
    script.action_script_other()
    views.append(program.open_article.view_name)
    assert views == ["hans", "source"]
    assert program.reading_list.view_name == "source"
    assert program.message == program.session.messages("view.source")


def test_script_key_comes_back_to_the_view_that_was_chosen() -> None:
    program, script = make()
    views = []
    for chosen in ("hansp", "tw"):  # tw: of the script that the article is written in
        script.switch_view(chosen)
        script.action_script_other()
        views.append(program.open_article.view_name)
        script.action_script_other()
        views.append(program.open_article.view_name)
    assert views == ["source", "hansp", "source", "hans"]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_chosen(view: ViewName) -> None:
    program, script = make()
    script.action_script_choose()
    assert len(program.shell.choices) == len(VIEWS) == 8
    program.shell.choices[VIEWS.index(view)].run()  # type: ignore[misc]
    assert program.open_article.view_name == view
    expected = "status.same_script" if view == "source" else None
    if expected:
        assert program.message == program.session.messages(expected)
    else:
        assert program.message == script.describe_conversion(view)


def test_overrides_that_were_edited_hold_at_once(tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    own = OverrideFile(path)
    program, script = make(override_file=own)
    script.apply_edited_overrides()
    assert program.shell.messages == []
    script.action_script_other()
    count = len(program.shell.messages)
    script.apply_edited_overrides()
    assert len(program.shell.messages) == count
    OverrideFile(path).add("軟件", "软体", ["hans"])
    os.utime(path, (1, 1))
    script.apply_edited_overrides()
    assert program.message == program.session.messages("status.overrides")
    assert "软体" in program.open_article.convert_text("記者說軟件")


def test_damaged_context_table_is_reported_and_opencc_converts(damaged_table: Path) -> None:
    program = Program(texts=["标题\n\n　　政府宣布，他了解情况。\n"])
    script = ScriptController(program.shell, program.session, program.article)
    script.action_script_choose()
    program.shell.choices[VIEWS.index("tw")].run()  # type: ignore[misc]
    assert program.open_article.view_name == "tw"
    assert str(damaged_table) in program.message
    assert "政府宣佈" in program.open_article.converted.get_block_view(1).text


@pytest.mark.parametrize(
    ("view", "forms", "is_told"), [("hans", "press", False), ("hk", "press", True), ("hk", "opencc", False)]
)
def test_a_damaged_context_table_is_reported_only_where_it_is_needed(
    damaged_table: Path, view: ViewName, forms: str, is_told: bool
) -> None:
    program = Program(texts=["标题\n\n　　政府宣布，他了解情况。\n"], forms=forms)
    script = ScriptController(program.shell, program.session, program.article)
    script.switch_view(view)
    assert (str(damaged_table) in program.message) == is_told


def test_the_view_that_is_shown_is_the_selected_one_and_its_script_is_named() -> None:
    program, script = make()
    script.switch_view("tw")
    script.action_script_choose()
    assert program.shell.selected == VIEWS.index("tw")
    words = program.session.messages
    names = {"script": words("script.name.Hant"), "target": words("view.hans")}
    for region, plan in ((None, "status.plan"), ("TW", "status.plan.TW")):
        object.__setattr__(program.open_article.article, "region", region)
        assert script.describe_conversion("hans") == words(plan, **names)


def test_overrides_with_problems_name_the_first_one(tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    program, script = make(override_file=OverrideFile(path))
    script.action_script_other()
    path.write_text("nonsense = [", "utf-8")
    paints, works = program.article.repaint_count, program.shell.work_count
    script.apply_edited_overrides()
    own = program.open_article.converted.converter.article_rules.override_file
    assert own is not None
    assert program.message == own.problems[0]
    assert (program.article.repaint_count, program.shell.work_count) == (paints + 1, works + 1)


def test_a_view_whose_converter_cannot_be_loaded_is_not_shown() -> None:
    class Broken:
        def preload(self, view_name: str) -> None:
            raise ReaderError("OpenCC", "its files are damaged")

    program, script = make()
    program.open_article.converted._converter = Broken()  # type: ignore[assignment]
    script.switch_view("hans")
    assert "damaged" in program.message
    assert program.open_article.view_name == program.reading_list.view_name == "source"
