"""The shelf: what is in the list, in which order, what was read, and what comes next."""

from __future__ import annotations

import os
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.model import Origin, clean, count_non_blank
from reader.sources import Document, read_file
from reader.sources.previews import Preview
from reader.tui.state.reading_list import ReadingList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ARTICLES = {
    "a.txt": ("風電小鎮的三年四十億元", "海角日報", "2025-03-01", 30),
    "b.txt": ("国际油价连跌五日后回升", "东湾财讯", "2025-03-05", 10),
    "c.txt": ("風季提早養殖戶趕收成忙", "海角日報", "2025-03-09 08:30", 20),
    "d.txt": ("縣區合併公投結果今揭曉", "城中報", "2024-12-31", 40),
}


def article(title: str, outlet: str, date: str, paragraphs: int) -> str:
    story = "　　首批葉片下月運抵，學校和工廠都在等，海邊的路也修好了。\n"
    if "国" in title:
        story = "　　首批叶片下月运抵，学校和工厂都在等，海边的路也修好了。\n"
    return f"{title}\n{date}　來源：{outlet}\n\n{story * paragraphs}"


TEXTS = {name: article(*facts) for name, facts in ARTICLES.items()}


class Disk:
    """Texts by their names, and how often each was looked at."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.peeked: list[str] = []

    def load(self, source: str) -> Document:
        if source not in self.texts:
            raise ReaderError(source, "there is no such file", "check the path")
        return Document(clean(self.texts[source]), Origin(source, source))

    def peek(self, source: str) -> Preview | None:
        self.peeked.append(source)
        text = self.load(source).text
        return None if source == "-" else Preview(text, count_non_blank(text), is_complete=True)


def shelf_of(texts: dict[str, str] | None = None, missing: Iterable[str] = ()) -> ReadingList:
    disk = Disk(texts or TEXTS)
    return ReadingList([*disk.texts, *missing], disk.load, Settings(), "", peek_head=disk.peek)


def looked(shelf: ReadingList) -> ReadingList:
    while not shelf.is_complete:
        shelf.read_heads(perf_counter())
    return shelf


def names(shelf: ReadingList) -> str:
    return "".join(shelf.entries[number].source[0] for number in shelf.visible_numbers)


# -- heads


def test_heads_are_read_only_on_request() -> None:
    disk = Disk(TEXTS)
    shelf = ReadingList(list(TEXTS), disk.load, Settings(), "", peek_head=disk.peek)
    assert disk.peeked == []
    assert shelf.get_title_and_outlet(0) == ("a.txt", "")
    assert shelf.read_heads(0) == [0]
    assert shelf.get_title_and_outlet(0) == ("風電小鎮的三年四十億元", "海角日報")
    assert disk.peeked == ["a.txt"]


def test_prioritized_heads_are_read_first_and_none_twice() -> None:
    disk = Disk(TEXTS)
    shelf = ReadingList(list(TEXTS), disk.load, Settings(), "", peek_head=disk.peek)
    shelf.prioritize_heads([2, 3])
    assert [shelf.read_heads(0) for _ in range(5)] == [[2], [3], [0], [1], []]
    assert disk.peeked == ["c.txt", "d.txt", "a.txt", "b.txt"]


def test_read_heads_stops_at_the_given_time() -> None:
    assert shelf_of().read_heads(perf_counter() + 60) == [0, 1, 2, 3]


def test_a_head_has_title_outlet_date_length_and_script() -> None:
    entry = looked(shelf_of()).entries[2]
    assert (entry.title, entry.outlet, entry.date) == (ARTICLES["c.txt"][0], "海角日報", "2025-03-09T08:30")
    assert (entry.length, entry.is_length_exact, entry.script) == (count_non_blank(TEXTS["c.txt"]), True, "Hant")


def test_an_unreadable_file_has_an_entry_with_its_error() -> None:
    shelf = looked(shelf_of(missing=["gone/x.txt"]))
    assert shelf.get_title_and_outlet(4) == ("x.txt", "")
    assert str(shelf.entries[4].error) == "gone/x.txt: there is no such file; check the path"


def test_open_first_reads_standard_input_wherever_it_stands() -> None:
    texts = {"b.txt": TEXTS["b.txt"], "-": TEXTS["a.txt"]}
    shelf = shelf_of(texts)
    assert shelf.open_first().article.title == ARTICLES["b.txt"][0]
    texts.clear()  # now keys are typed there
    assert shelf.get_title_and_outlet(1) == ("風電小鎮的三年四十億元", "海角日報")
    assert shelf.open(1).article.title == ARTICLES["a.txt"][0]
    assert shelf.open(1).article.title == ARTICLES["a.txt"][0]


def test_standard_input_without_a_text_keeps_its_reason() -> None:
    texts = {"b.txt": TEXTS["b.txt"]}
    shelf = shelf_of(texts, missing=["-"])
    shelf.open_first()
    texts["-"] = "鍵盤"
    with pytest.raises(ReaderError, match="no such file"):
        shelf.open(1)


def test_add_files_adds_many_files_once_each() -> None:
    shelf = shelf_of()
    shelf.document_cache.add_document(shelf.add("pasted"), shelf.document_cache.load_document("a.txt"))
    began = len(shelf.entries)
    assert shelf.add_files(["x.txt", "b.txt", "pasted", "x.txt"]) == [began, 1, began + 1, began]
    assert [entry.number for entry in shelf.entries] == list(range(began + 2))
    assert shelf.visible_numbers == list(range(began + 2))
    many = [f"{number}.txt" for number in range(50_000)]
    assert shelf.add_files(many)[-1] == shelf.add_files(many[-1:])[0] == began + 50_001


def test_open_refuses_pipes_and_devices(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    shelf = shelf_of({"a.txt": TEXTS["a.txt"], str(pipe): TEXTS["b.txt"], "/dev/null": TEXTS["c.txt"]})
    shelf.open_first()
    for number in (1, 2, shelf.add("-")):
        with pytest.raises(ReaderError, match="only a file"):
            shelf.open(number)
        assert shelf.entries[number].error
    first = shelf_of({str(pipe): TEXTS["b.txt"], "a.txt": TEXTS["a.txt"]})
    first.open_first()  # nobody waits for keys yet
    first.open(1)
    assert first.open(0).article.title == ARTICLES["b.txt"][0]


@pytest.mark.parametrize("text", ["", "\n\n", "　", "x" * 100_000, "\0\x1b[31m", "# " + "長" * 5000, "\udcff"])
def test_titles_of_any_text_are_one_line(text: str) -> None:
    shelf = looked(shelf_of({"bad\n\x1b[0m.txt": text}))
    title, outlet = shelf.get_title_and_outlet(0)
    assert "\n" not in title + outlet
    assert "\x1b" not in title + outlet
    assert 0 < len(title) <= 120


# -- order, filter, hidden


def test_cycle_order_goes_through_all_orders() -> None:
    shelf = looked(shelf_of(missing=["x.txt"]))
    seen = [(shelf.order, names(shelf))]
    for _ in range(4):
        shelf.cycle_order()
        seen.append((shelf.order, names(shelf)))
    assert seen == [
        ("given", "abcdx"),
        ("date", "cbadx"),
        ("source", "bdcax"),
        ("length", "dacbx"),
        ("given", "abcdx"),
    ]


def test_the_list_is_sorted_on_request_and_again_when_all_heads_were_read() -> None:
    shelf = shelf_of()
    shelf.read_heads(0)
    shelf.cycle_order()
    assert names(shelf) == "abcd"  # the one date there is comes first, the others as given
    for _ in range(2):
        shelf.read_heads(0)
        assert names(shelf) == "abcd"
    shelf.read_heads(0)
    assert names(shelf) == "cbad"


@pytest.mark.parametrize("query", ["海角日报", "海角日報", "風", "风", "A.TXT", "ａ．ｔｘｔ"])
def test_a_filter_looks_at_title_outlet_and_file_name_in_either_script(query: str) -> None:
    shelf = looked(shelf_of())
    shelf.set_filter(query)
    assert "a" in names(shelf)
    assert "b" not in names(shelf)
    shelf.set_filter("")
    assert names(shelf) == "abcd"


def test_articles_that_a_filter_matches_later_are_added_at_the_end() -> None:
    shelf = shelf_of()
    shelf.prioritize_heads([2])
    shelf.read_heads(0)
    shelf.set_filter("海角日报")
    assert names(shelf) == "c"
    shelf.read_heads(0)
    assert names(shelf) == "ca"
    looked(shelf)
    assert names(shelf) == "ac"


def test_hiding_read_articles_leaves_the_open_one() -> None:
    shelf = looked(shelf_of())
    shelf.changes.mark_read([1, 2], read=True)
    shelf.open(0)
    assert shelf.toggle_hide_read() == 2
    assert names(shelf) == "ad"
    shelf.open(3)
    assert names(shelf) == "ad"  # nothing vanishes while one reads on
    shelf.toggle_hide_read()
    assert names(shelf) == "abcd"


# -- opening


def test_an_opened_article_is_read_and_keeps_its_position() -> None:
    shelf = shelf_of({**TEXTS, "e.txt": article("一篇很長很長的文章在此", "海角日報", "2025-01-01", 300)})
    opened = shelf.open(4)
    assert shelf.entries[4].is_read
    assert shelf.open_number == 4
    assert not opened.reading.is_done
    shelf.save_position((200, 3))
    shelf.open(0)
    again = shelf.open(4)
    assert len(again.blocks) > 200
    assert shelf.entries[4].position == (200, 3)


def test_an_article_is_opened_in_the_view_of_the_list_if_that_changes_it() -> None:
    shelf = shelf_of()
    shelf.view_name = "hans"
    assert shelf.open(0).view_name == "hans"
    assert shelf.open(1).view_name == "source"


def test_a_failed_open_changes_neither_the_open_article_nor_the_read_state() -> None:
    shelf = shelf_of(missing=["x.txt"])
    shelf.open(0)
    with pytest.raises(ReaderError):
        shelf.open(4)
    assert shelf.open_number == 0
    assert not shelf.entries[4].is_read
    assert shelf.entries[4].error


def test_files_are_added_once_and_pasted_texts_every_time() -> None:
    shelf = looked(shelf_of())
    assert shelf.add("a.txt") == 0
    pasted = Document(clean(TEXTS["b.txt"]), Origin("p"))
    assert [shelf.add("pasted", pasted), shelf.add("pasted", pasted), shelf.add("e.txt")] == [4, 5, 6]
    assert names(shelf) == "abcdppe"
    looked(shelf)
    assert shelf.entries[4].error is None
    assert shelf.entries[6].error
    shelf.open(5)
    assert shelf.get_title_and_outlet(5)[0] == ARTICLES["b.txt"][0]


# -- scripts


def test_titles_and_outlets_are_converted_to_the_view() -> None:
    shelf = looked(shelf_of())
    shelf.view_name = "hans"
    assert shelf.get_title_and_outlet(0) == ("风电小镇的三年四十亿元", "海角日报")
    assert shelf.get_title_and_outlet(1) == ("国际油价连跌五日后回升", "东湾财讯")
    shelf.view_name = "tw"
    assert shelf.get_title_and_outlet(1) == ("國際油價連跌五日後回升", "東灣財訊")
    shelf.view_name = "source"
    assert shelf.get_title_and_outlet(1) == ("国际油价连跌五日后回升", "东湾财讯")


# -- going through


def test_next_and_previous_follow_the_list() -> None:
    shelf = looked(shelf_of())
    shelf.cycle_order()  # c b a d
    assert shelf.find_neighbour(2, 1) == 1
    assert shelf.find_neighbour(0, -1) == 1
    assert shelf.find_neighbour(2, -1) is None
    assert shelf.find_neighbour(3, 1) is None


def test_a_hidden_article_has_the_neighbours_of_its_place() -> None:
    shelf = looked(shelf_of())
    shelf.set_filter("海角日報")  # a c
    assert (shelf.find_neighbour(1, -1), shelf.find_neighbour(1, 1)) == (0, 2)
    assert (shelf.find_neighbour(3, -1), shelf.find_neighbour(3, 1)) == (2, None)


def test_the_search_for_unread_articles_wraps_around() -> None:
    shelf = looked(shelf_of())
    shelf.changes.mark_read([1], read=True)
    assert shelf.find_unread(0, 1) == (2, False)
    assert shelf.find_unread(3, 1) == (0, True)
    assert shelf.find_unread(2, -1) == (0, False)
    assert shelf.find_unread(0, -1) == (3, True)
    shelf.changes.mark_read(range(4), read=True)
    assert shelf.find_unread(0, 1) is None
    shelf.changes.mark_read([2], read=False)
    assert shelf.find_unread(2, 1) is None


# -- changes


def test_marking_all_shown_articles_is_one_action_to_undo() -> None:
    shelf = looked(shelf_of())
    shelf.changes.mark_read([0], read=True)
    shelf.set_filter("海角日報")
    assert shelf.changes.mark_read(shelf.visible_numbers, read=True) == 1
    assert [entry.is_read for entry in shelf.entries] == [True, False, True, False]
    shelf.history.undo()
    assert [entry.is_read for entry in shelf.entries] == [True, False, False, False]
    shelf.history.redo()
    assert [entry.is_read for entry in shelf.entries] == [True, False, True, False]


def test_a_change_without_effect_is_not_in_the_history() -> None:
    shelf = shelf_of()
    assert shelf.changes.mark_read([0], read=False) == 0
    assert shelf.history.undo() is None


def test_undoing_a_removal_restores_the_place() -> None:
    shelf = looked(shelf_of())
    shelf.changes.remove([1])
    assert names(shelf) == "acd"
    shelf.cycle_order()
    assert names(shelf) == "cad"
    action = shelf.history.undo()
    assert action is not None
    assert action.message_id == "action.remove"
    assert names(shelf) == "cbad"
    shelf.history.redo()
    assert names(shelf) == "cad"


STEPS: dict[str, Callable[[ReadingList, int], object]] = {
    "look": lambda shelf, n: shelf.read_heads(0),
    "want": lambda shelf, n: shelf.prioritize_heads([n]),
    "order": lambda shelf, n: shelf.cycle_order(),
    "filter": lambda shelf, n: shelf.set_filter(["", "海角", "b.", "無此"][n % 4]),
    "hide": lambda shelf, n: shelf.toggle_hide_read(),
    "open": lambda shelf, n: shelf.open(n),
    "read": lambda shelf, n: shelf.changes.mark_read([n], read=True),
    "all": lambda shelf, n: shelf.changes.mark_read(shelf.visible_numbers, read=True),
    "remove": lambda shelf, n: shelf.changes.remove([n]),
    "undo": lambda shelf, n: shelf.history.undo(),
    "redo": lambda shelf, n: shelf.history.redo(),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 3)), max_size=25))
def test_any_sequence_of_actions_keeps_every_article_at_most_once(steps: list[tuple[str, int]]) -> None:
    shelf = shelf_of()
    for step, number in steps:
        STEPS[step](shelf, number)
        assert len(set(shelf.visible_numbers)) == len(shelf.visible_numbers)
        assert all(shelf.find_position(shown) == place for place, shown in enumerate(shelf.visible_numbers))
        assert {shelf.find_neighbour(number, 1), shelf.find_neighbour(number, -1)} <= {None, *shelf.visible_numbers}
    while shelf.history.undo():
        pass
    shelf.set_filter("")
    shelf.is_hiding_read = True
    shelf.toggle_hide_read()
    looked(shelf)
    assert sorted(shelf.visible_numbers) == [0, 1, 2, 3]


def test_the_bundled_articles_can_be_listed_and_opened(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    shelf = looked(ReadingList([str(path) for path in sorted(tmp_path.iterdir())], read_file, Settings(), ""))
    assert [entry.title for entry in shelf.entries][:4] == [facts[0] for facts in ARTICLES.values()]
    assert shelf.entries[4].error


def test_the_first_page_is_opened_from_the_library_if_it_cannot_be_fetched() -> None:
    from reader.tui.state.annotation_store import InMemory

    page = Document(clean("新聞\n\n    今天的新聞說了三件事。\n"), Origin("1", url="https://a.example/1"))

    class Store(InMemory):
        def find_page(self, url: str) -> Document | None:
            return page if url == "https://a.example/1" else None

    def fail(source: str) -> Document:
        raise ReaderError(source, "the host does not answer")

    kept = ReadingList(["https://a.example/1"], fail, Settings(), "", annotation_store=Store())
    assert kept.open_first().origin.url == "https://a.example/1"
    assert kept.offline_error is not None
    unknown = ReadingList(["https://a.example/2"], fail, Settings(), "", annotation_store=Store())
    with pytest.raises(ReaderError, match="does not answer"):
        unknown.open_first()
