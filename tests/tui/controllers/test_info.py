"""What there is to know of the article, of the current item and of the selected article of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.tui.controllers.info import InfoController
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.state.list_entry import ListEntry


class Info:
    def __init__(self) -> None:
        self.program = program = Program("02-feature", "03-dispatch")
        self.is_special = False
        self.controller = InfoController(
            program.shell,
            program.session,
            program.article,
            program.article_list,
            (lambda: False, lambda: self.is_special),
            lambda view: f"plan of {view}",
        )

    def facts(self) -> dict[str, str]:
        return {choice.title: choice.detail for choice in self.program.shell.choices}


def test_facts_of_the_open_article_are_shown_without_those_that_are_not_known() -> None:
    info = Info()
    info.controller.action_inspect()
    words, facts = info.program.session.messages, info.facts()
    assert info.program.shell.title == words("about")
    assert facts[words("about.headline")] == info.program.open_article.article.title
    assert facts[words("about.plan")] == "plan of source"
    assert facts[words("about.file")].endswith("02-feature.txt")
    assert facts[words("about.date")]
    article = info.program.open_article.article
    assert article.outlet
    assert facts[words("about.outlet")] == article.outlet
    kinds = [block.kind for block in info.program.open_article.blocks]
    assert facts[words("about.paragraphs")] == str(kinds.count("paragraph"))
    assert facts[words("about.read")].endswith("%")
    assert facts[words("about.characters")].replace(",", "").isdecimal()
    assert words("about.address") not in facts
    assert all(facts.values())


def test_names_are_in_the_script_of_the_view() -> None:
    info = Info()
    info.program.open_article.converted.view_name = "hant"
    info.controller.action_inspect()
    words = info.program.session.messages
    opened = info.program.open_article
    assert info.facts()[words("about.headline")] == opened.convert_text(opened.article.title or "")


def test_a_current_item_of_a_special_kind_is_shown_instead() -> None:
    info = Info()
    info.is_special = True
    info.controller.action_inspect()
    assert info.program.shell.title == ""


def test_facts_of_an_article_of_the_list_need_not_have_it_opened() -> None:
    info = Info()
    program = info.program
    while not program.reading_list.is_complete:
        program.reading_list.read_heads(0)
    program.article_list.select_article(1)
    info.controller.action_list_inspect()
    words = program.session.messages
    assert info.facts()[words("about.file")].endswith("03-dispatch.txt")
    assert info.facts()[words("about.headline")] == program.reading_list.entries[1].title
    program.reading_list.set_filter("無此")
    info.controller.action_list_inspect()
    assert program.message == words("shelf.nothing_chosen")


def test_an_article_from_the_web_has_its_address_and_no_file() -> None:
    info = Info()
    program = info.program
    entry = program.reading_list.entries[1]
    entry.source = entry.article_id = "6a45b07a717c639a"
    entry.url = "https://paper.example/a"
    program.article_list.select_article(1)
    info.controller.action_list_inspect()
    words = program.session.messages
    assert words("about.file") not in info.facts()
    assert info.facts()[words("about.address")] == "https://paper.example/a"


def test_the_time_of_an_article_is_told_as_people_write_it() -> None:
    info = Info()
    program = info.program
    program.reading_list.entries[1].date = "2025-05-06T06:30"
    program.article_list.select_article(1)
    info.controller.action_list_inspect()
    assert info.facts()[program.session.messages("about.date")] == "2025-05-06 06:30"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("軟體與網路\n\n　　資訊軟體的程式設計師透過網路列印滑鼠與硬碟的品質。\n", True),
        ("软件与网络\n\n　　信息软件的程序员通过网络打印鼠标与硬盘的质量。\n", False),
    ],
    ids=["traditional", "simplified"],
)
def test_where_an_article_was_written_is_told_of_traditional_ones(text: str, told: bool) -> None:
    program = Program(texts=[text])
    controller = InfoController(
        program.shell, program.session, program.article, program.article_list, (lambda: False,) * 2, str
    )
    controller.action_inspect()
    facts = {choice.title: choice.detail for choice in program.shell.choices}
    words = program.session.messages
    assert facts.get(words("about.written_in"), "") == (words("written_in.TW") if told else "")
    program.open_article.converted.set_written_in("HK")
    controller.action_inspect()
    facts = {choice.title: choice.detail for choice in program.shell.choices}
    assert facts[words("about.written_in")] == words("about.written_in.chosen", region=words("written_in.HK"))


def list_facts(change: Callable[[ListEntry], None]) -> dict[str, str]:
    """The facts of the second article of the list, by the ids of their labels."""
    info = Info()
    program = info.program
    while not program.reading_list.is_complete:
        program.reading_list.read_heads(0)
    change(program.reading_list.entries[1])
    program.article_list.select_article(1)
    info.controller.action_list_inspect()
    assert not program.shell.is_numbered
    ids = ("headline", "outlet", "date", "file", "address", "characters", "script", "forms", "error")
    labels = {program.session.messages("about." + each): each for each in ids}
    return {labels[title]: detail for title, detail in info.facts().items()}


def test_facts_of_the_list_are_those_that_are_known() -> None:
    facts = list_facts(lambda entry: None)
    assert {"headline", "date", "file", "characters", "script"} <= set(facts)
    assert not {"address", "error"} & set(facts)

    def forget(entry: ListEntry) -> None:
        entry.title, entry.is_length_exact, entry.region = None, False, None

    assert not {"headline", "characters", "forms"} & set(list_facts(forget))

    def fail(entry: ListEntry) -> None:
        entry.error, entry.region, entry.source = ReaderError("x", "it is gone"), "TW", "https://a.example/1"

    facts = list_facts(fail)
    assert "it is gone" in facts["error"]
    assert {"forms", "address"} <= set(facts)
    assert not {"script", "file"} & set(facts)


def test_the_first_inspector_that_shows_something_is_the_last_that_is_asked() -> None:
    program = Program("02-feature")
    answers = {"a": False, "b": True, "c": True}
    inspectors = [partial(answers.pop, name) for name in tuple(answers)]
    controller = InfoController(program.shell, program.session, program.article, program.article_list, inspectors, str)
    controller.action_inspect()
    assert answers == {"c": True}
