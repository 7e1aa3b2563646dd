"""What has changed from one stored text of an article to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.services.article_versions import compare_versions, versions_json
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_each_change_is_compared_with_the_text_before_it(tmp_path: Path) -> None:
    texts = [
        STORY,
        STORY.replace("首批葉片", "首批3片葉片"),
        STORY.replace("首批葉片", "首批5片葉片") + "　　更正如上。\n",
    ]
    with Library.open(tmp_path / "library.db") as library:
        for text in texts:
            one = opened(text)
            library.store_article(one.article, one.source)
        note = one.note("更正如上")
        library.store_annotation(note, one.id)
        last = opened(texts[0])
        library.store_article(last.article, last.source)
        entry = library.find_entry(one.id)
        assert entry
        steps = compare_versions(library, entry)
        value = versions_json(entry, steps, library.load_annotations(one.id))
    assert [step.number for step in steps] == [3, 2, 1]
    assert [[change.kind for change in step.changes.sentences] for step in steps] == [
        ["changed", "removed"],
        ["changed", "added"],
        ["changed"],
    ]
    assert value["schema"] == "dubao-diff-1"
    assert [(each["from"], each["to"]) for each in value["changes"]] == [(3, 4), (2, 3), (1, 2)]
    figure = value["changes"][1]["figures"][0]
    assert (figure["old"]["text"], figure["new"]["text"]) == ("3片", "5片")
    assert value["annotations"] == [{"id": note.id, "state": "orphan", "quote": "更正如上"}]


def test_an_article_with_one_text_has_no_changes(tmp_path: Path) -> None:
    one = opened()
    with Library.open(tmp_path / "library.db") as library:
        library.store_article(one.article, one.source)
        entry = library.find_entry(one.id)
        assert entry
        assert compare_versions(library, entry) == []
