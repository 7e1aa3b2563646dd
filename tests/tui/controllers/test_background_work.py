"""Work between the keys: the article is read, figures and changes are found, titles are loaded."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.tui.controllers import background_work
from reader.tui.controllers.background_work import BackgroundWork
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from reader.tui.state.article import OpenArticle

TEXT = "標題\n\n" + "".join(f"　　第{n}段講的是海邊的小城，今年投資{n}億元。\n\n" for n in range(200))


class Work:
    def __init__(self) -> None:
        self.program = program = Program(texts=[TEXT])
        self.placed: list[OpenArticle] = []
        self.enabled: list[OpenArticle] = []
        self.titles = 3
        self.preloads = 0
        self.work = BackgroundWork(
            program.shell,
            program.session,
            program.scheduler,
            program.article,
            self.place,
            self.enabled.append,
            self.load_titles,
            self.count_preload,
        )

    def count_preload(self) -> None:
        self.preloads += 1

    def place(self, open_article: OpenArticle) -> None:
        if not open_article.annotation_index.is_placed:
            self.placed.append(open_article)
            open_article.annotation_index.set_annotations(())

    def load_titles(self, until: float) -> bool:
        self.titles -= 1
        return self.titles > 0


def test_an_article_is_read_to_its_end_and_its_annotations_are_placed_once() -> None:
    work = Work()
    opened = work.program.open_article
    assert len(opened.blocks) < 100
    work.work.schedule()
    work.work.schedule()
    assert len(work.program.scheduler.pending) == 1
    work.program.scheduler.run()
    assert opened.reading.is_done
    assert len(work.program.article.page.blocks) == len(opened.blocks) > 100
    assert work.placed == [opened]
    assert work.titles <= 0


def test_figures_and_changes_are_looked_for_only_where_they_are_listed() -> None:
    work = Work()
    opened = work.program.open_article
    work.work.schedule()
    work.program.scheduler.run()
    assert opened.figure_index.figures == []
    assert opened.all_targets["changes"] == []
    opened.figure_index.request_all()
    opened.converted.view_name = "hant"
    opened.converted.has_change_marks = True
    work.work.schedule()
    work.program.scheduler.run()
    assert opened.figure_index.is_complete
    assert len(opened.figure_index.figures) >= 190


def test_engines_are_loaded_in_a_thread_once_the_page_is_drawn() -> None:
    work = Work()
    gc.disable()
    work.work.start_for_article()
    assert gc.isenabled()
    frozen = gc.get_freeze_count()
    assert frozen
    work.work.start_for_article()
    assert abs(gc.get_freeze_count() - frozen) < 100, "what was frozen may have been freed, but nothing was added"
    load, load_again = work.program.scheduler.threads
    engines = [[number] for number in range(100)]  # what a thread makes, tracked by the collector
    load()
    frozen_with_engines = gc.get_freeze_count()
    load_again()
    assert gc.get_freeze_count() <= frozen_with_engines
    assert frozen_with_engines >= frozen + len(engines) // 2
    assert work.enabled == [work.program.open_article] * 2
    assert work.preloads == 1, "only behind the first article"


def test_an_error_of_the_converter_is_shown_early() -> None:
    class Broken:
        def preload(self, view_name: str) -> None:
            raise ReaderError("OpenCC", "its files are damaged")

    work = Work()
    work.program.open_article.converted._converter = Broken()  # type: ignore[assignment]
    work.work.start_for_article()
    work.program.scheduler.threads[0]()
    assert "damaged" in work.program.message


def test_the_screen_is_refreshed_at_the_end_and_now_and_then_while_something_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = Work()
    program, opened = work.program, work.program.open_article
    program.article.read_to_end()
    opened.annotation_index.set_annotations(())
    opened.figure_index.request_all()
    now = [1000.0]
    monkeypatch.setattr(background_work, "perf_counter", lambda: now[0])
    answers = [True, True, True, False]
    monkeypatch.setattr(type(opened.figure_index), "is_idle", property(lambda self: False))
    monkeypatch.setattr(type(opened.figure_index), "scan_until", lambda self, until: answers.pop(0))
    counts = []
    for seconds in (0.0, 0.1, 0.11, 0.11):
        now[0] = 1000.0 + seconds
        more = work.work._scan_slice(now[0])
        counts.append((more, program.shell.bar_count))
        work.work._last_refresh = 1000.0 if seconds == 0.0 else work.work._last_refresh
    assert counts == [(True, 1), (True, 1), (True, 2), (False, 3)]


def test_many_blocks_are_left_out_of_the_collection_of_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    work = Work()
    monkeypatch.setattr(background_work, "freeze_objects", lambda: frozen.append(work.work._unfrozen_blocks))
    monkeypatch.setattr(background_work, "_FREEZE_BLOCKS", 60)
    monkeypatch.setattr(background_work, "_SLICE_SECONDS", -1.0)
    rest = len(TEXT.split("\n\n")) - len(work.program.open_article.blocks)
    work.titles = 0
    work.work.schedule()
    work.program.scheduler.run()
    assert work.program.open_article.reading.is_done
    assert frozen == [0] * (rest // 100)
    monkeypatch.setattr(background_work, "_FREEZE_LENGTH", work.program.open_article.length + 1)
    work.work.start_for_article()
    count = len(frozen)
    monkeypatch.setattr(background_work, "_FREEZE_LENGTH", work.program.open_article.length)
    work.work.start_for_article()
    assert len(frozen) == count + 1


def test_engines_of_an_article_that_is_gone_are_not_loaded() -> None:
    work = Work()
    work.work._load_engines(lambda: None, is_first=True)  # type: ignore[arg-type]
    assert (work.enabled, work.preloads) == ([], 0)


def test_a_slice_ends_some_time_from_now_and_annotations_wait_for_the_whole_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background_work, "_SLICE_SECONDS", 60.0)
    work = Work()
    untils: list[float] = []
    early: list[bool] = []

    def load_titles(until: float) -> bool:
        untils.append(until - perf_counter())
        return False

    work.work._load_titles = load_titles
    work.work._load_annotations = lambda opened: early.append(not opened.reading.is_done)
    work.work.schedule()
    work.program.scheduler.run()
    assert 0 < untils[-1] <= 60.0
    assert early
    assert not any(early)
    assert work.program.shell.bar_count == 1


def test_what_changes_were_found_is_shown_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work()
    opened = work.program.open_article
    opened.converted.has_change_marks = True
    monkeypatch.setattr(type(opened), "find_changes", lambda self, until: False)
    bars = work.program.shell.bar_count
    assert not work.work._scan_slice(float("inf"))
    assert work.program.shell.bar_count == bars + 1


@pytest.mark.parametrize(
    ("has_marks", "more", "is_idle", "is_scanned"),
    [(True, True, False, False), (True, False, False, True), (True, False, True, False), (False, False, True, False)],
)
def test_figures_are_looked_for_behind_changes_and_only_where_they_are_wanted(
    has_marks: bool, more: bool, is_idle: bool, is_scanned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    opened = work.program.open_article
    scanned: list[float] = []

    def scan_until(_: object, until: float) -> bool:
        scanned.append(until)
        return False

    opened.converted.has_change_marks = has_marks
    monkeypatch.setattr(type(opened), "find_changes", lambda self, until: more)
    monkeypatch.setattr(type(opened.figure_index), "is_idle", property(lambda self: is_idle))
    monkeypatch.setattr(type(opened.figure_index), "scan_until", scan_until)
    assert work.work._scan_slice(7.0) is more
    assert scanned == [7.0] * is_scanned
