"""The prompt for tags."""

from __future__ import annotations

from reader.tui.controllers.tags import TagController
from tests.tui.controllers.test_annotations import Annotations


async def test_tags_are_asked_for_completed_and_given() -> None:
    annotations = Annotations()
    program = annotations.program
    tags = TagController(program.shell, program.session, annotations.controller)
    await tags.action_tag()
    assert program.message == program.session.messages("status.no_mark")
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    await tags.action_tag()
    assert program.shell.prompt is tags
    assert tags.initial_text == ""
    tags.accept("港口 投資", None)
    assert annotations.kept[0].tags == ("港口", "投資")
    assert [choice.title for choice in tags.list_choices("投資 港")] == ["#港口"]
    assert tags.list_choices("投資 港")[0].completion == "投資 港口 "
    assert tags.list_choices("投資 港口") == tags.list_choices("") == []
    await tags.action_tag()
    assert tags.initial_text == "港口 投資"
    assert tags.preview("x") == ""
    tags.cancel()
    assert annotations.kept[0].tags == ("港口", "投資")


async def test_tags_are_completed_in_either_script() -> None:
    annotations = Annotations()
    tags = TagController(annotations.program.shell, annotations.program.session, annotations.controller)
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    tags.accept("碼頭", None)
    assert [choice.title for choice in tags.list_choices("码")] == ["#碼頭"]
