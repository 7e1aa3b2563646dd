"""The figures of an article on the screen: marked, listed, walked, ordered, looked at, read otherwise, copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from reader.tui.rows.clipboard_text import format_figures

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

TEXT = """海灣縣工業半年報

2025-07-18 來源:海灣財經

    上半年，全縣工業產值66.7億元，同比增長21.5%，其中風電佔63%。縣城到碼頭50多公里。

堆場擴建

    新堆場佔地120萬平方米，投資6.02億美元，另有3號倉庫1.5萬平方米。工人由200人增至300人，增長80%。

港口收費

    每噸收費8元，2019年以來不變。全縣14個碼頭，其中12個已經通電。
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "海灣.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


async def ready(reader: Any) -> None:
    """The engine comes in a thread."""
    await reader.wait_until(lambda: reader.screen.open_article.figure_index.is_ready)


def coloured(reader: Any) -> list[str]:
    """The texts on the page that are drawn in the colour of a kind of figures."""
    kinds = {reader.screen.article_pane.article_view.get_component_rich_style(f"article--{k}").color for k in KINDS}
    page = reader.screen.article_pane.article_view
    return [
        text
        for y in range(page.size.height)
        for text, style, _ in page.render_line(y)
        if style and style.color in kinds and text.strip()
    ]


KINDS = ("money", "percent", "quantity")


async def test_figures_are_marked_and_f_takes_the_marks_away(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await ready(reader)
        marked = coloured(reader)
        assert {"66.7億元", "21.5%", "120萬平方米", "6.02億美元"} <= set(marked)
        assert "2019年" not in marked, "dates are not marked"
        before = [row[4:] for row in reader.rows()[:-1]]  # the first columns have the signs of doubt
        await reader.press("f")
        assert coloured(reader) == []
        assert "not marked" in reader.bottom
        assert [row[4:] for row in reader.rows()[:-1]] == before, "no character of the page moves"
        await reader.press("f")
        assert coloured(reader) == marked


async def test_the_marks_stand_on_the_same_figures_in_another_script(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await ready(reader)
        count = len(coloured(reader))
        await reader.press("t")
        assert {"66.7亿元", "120万平方米"} <= set(coloured(reader))
        assert len(coloured(reader)) == count


async def test_the_list_has_value_sign_and_what_is_measured(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(200, 50), language="hk") as reader:
        await ready(reader)
        await reader.press("3")
        rows = reader.rows()
        assert any("6.02億美元" in row and "US$602,000,000" in row for row in rows)
        assert any("120萬平方米" in row and "1.2 km²" in row for row in rows)
        assert any("50多公里" in row and "逾" not in row for row in rows)
        assert any("21.5%" in row and "升" in row for row in rows)
        row = next(row for row in rows if "14個" in row.split("|")[-1] or row.rstrip().endswith("碼頭"))
        assert "碼頭" in row
        assert "2019年" not in "".join(row[140:] for row in rows)


async def test_n_goes_through_the_figures_and_the_list_follows(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await ready(reader)
        await reader.press("3", "n")
        assert "figure 1/" in reader.bottom
        assert "CN¥6,670,000,000" in reader.bottom
        figure = reader.screen.selection.figure
        assert figure is not None
        assert figure[1].text == "66.7億元"
        await reader.press("n")
        assert reader.screen.selection.figure[1].text == "21.5%"
        assert (
            reader.screen.article_pane.side_list.selected_target == reader.screen.article_pane.article_view.current_item
        )
        await reader.press("N", "N")
        assert "figure" in reader.bottom


async def test_enter_in_the_list_goes_to_the_figure(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(80, 24)) as reader:
        await ready(reader)
        await reader.press("3", "G", "enter")
        stop = reader.screen.article_pane.article_view.current_item
        assert stop is not None
        text = reader.screen.open_article.blocks[stop.block].text
        assert text[stop.start : stop.end] == "12個"
        assert not reader.screen.article_pane.side_list.has_focus


def pane_text(reader: Any) -> str:
    pane = reader.screen.article_pane.side_list
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


async def test_the_head_of_the_list_names_the_order_and_the_filter(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        assert "by place" in pane_text(reader).split("\n")[2]
        await reader.press("S")
        assert "by kind" in pane_text(reader).split("\n")[2]
        await reader.press("slash", *"碼頭", "enter")
        assert "/碼頭" in pane_text(reader).split("\n")[2]


async def test_a_new_order_selects_the_first_entry(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3", "G", "S")
        rows = reader.screen.article_pane.side_list.list_rows
        assert rows.selected_index == rows.listed_indexes[0]


async def test_a_row_begins_with_what_is_measured_and_ends_with_the_figure(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        row = next(row for row in pane_text(reader).split("\n") if "6.02億美元" in row)
        assert row.index("投資") < row.index("6.02億美元")


async def test_figures_do_not_break_the_colour_of_a_heading(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全縣12家企業投產\n\n2024-10-16 來源:南窗\n\n    共有386家企業。\n", "utf-8")
    async with open_reader(str(path), size=(100, 24)) as reader:
        await ready(reader)
        assert coloured(reader) == ["386家"]


async def test_copied_tables_have_heads_and_no_formulas(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        table = format_figures(reader.screen.open_article, range(4), "text", reader.screen.messages)
        head, *rows = table.rstrip("\n").split("\n")
        assert head.split("\t") == ["Measures", "As printed", "Value", "Qualifier"]
        assert len(rows) == 4
        assert not any(cell[:1] in ("=", "+", "@") for row in rows for cell in row.split("\t"))


async def test_bars_only_beside_figures_that_can_be_compared(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3", "S")
        rows = pane_text(reader).split("\n")
        assert any("120萬平方米" in row and "████████" in row for row in rows)
        assert not any("%" in row and "█" in row for row in rows)
        assert not any("6.02億美元" in row and "█" in row for row in rows), "one amount of a currency has no scale"


async def test_without_colours_bars_are_drawn_in_signs(
    open_reader: Open, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3", "S")
        assert any("120萬平方米" in row and "########" in row for row in pane_text(reader).split("\n"))


async def test_a_filter_finds_figures_by_their_words_in_either_script(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3", "slash", *"码头", "enter")
        text = pane_text(reader)
        assert "14個" in text
        assert "66.7億元" not in text


async def test_a_filter_that_hides_the_selected_figure_selects_the_first_listed_one(
    open_reader: Open, source: str
) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        rows = reader.screen.article_pane.side_list.list_rows
        await reader.press("slash", *"码头", "escape")
        before = rows.selected_index
        await reader.press("slash", *"码头", "enter")
        first = rows.listed_indexes[0]
        assert before not in rows.listed_indexes
        assert rows.selected_index == first
        listed = reader.screen.open_article.get_navigation_targets("figures")
        assert f"{listed.index(rows.all_targets[first]) + 1}/{len(listed)}" in reader.bottom
        await reader.press("Y")
        assert "This row" in reader.text


async def test_inconsistent_figures_are_marked_with_both_numbers(open_reader: Open, source: str) -> None:
    """200 to 300 are 50 %, and not the 80 % that the text says; 14 of which 12 is no statement of a share."""
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        assert [row for row in pane_text(reader).split("\n") if "?" in row and "80%" in row]
        assert len([row for row in pane_text(reader).split("\n") if " ?80%" in row]) == 1
        counted = reader.screen.open_article.figure_index
        index = next(n for n, figure in enumerate(counted.figures) if figure.text == "80%")
        reader.screen.article_pane.article_view.show_target(counted.all_targets[index])
        await reader.press("shift+tab")
        reader.screen.refresh_bars()
        assert "text says 80%, computed 50%" in reader.bottom


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    taken: list[str] = []
    monkeypatch.setattr("reader.tui.screens.reading.copy_text", lambda text, app: taken.append(text))
    return taken


async def test_an_article_without_figures_says_so(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("海邊的小城\n\n這裡很安靜，沒有人說話，也沒有船來。\n", "utf-8")
    async with open_reader(str(path), size=(120, 24)) as reader:
        await ready(reader)
        await reader.press("3")
        assert "has no figures" in pane_text(reader).replace("\n", "")
        await reader.press("n")
        assert "has no figures" in reader.bottom


async def test_a_deck_that_says_the_headline_again_is_counted_once(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "窯火煉出百億新產業\n\n2024-10-16 來源:南窗\n\n    窯火煉出百億新產業——三年建廠12家\n\n"
        "    全縣有窯386口，年年添新。\n",
        "utf-8",
    )
    async with open_reader(str(path), size=(100, 24)) as reader:
        await ready(reader)
        await reader.press("3")
        assert [figure.text for figure in reader.screen.open_article.figure_index.figures].count("百億") == 1
        assert "12家" in reader.text


@pytest.mark.parametrize("columns", [100, 104, 110, 116])
async def test_a_number_is_never_cut_in_a_narrow_list(open_reader: Open, source: str, columns: int) -> None:
    async with open_reader(source, size=(columns, 40)) as reader:
        await ready(reader)
        await reader.press("3")
        text = pane_text(reader)
        for figure in ("66.7億元", "120萬平方米", "6.02億美元"):
            assert figure in text
        for number in re.findall(r"[0-9][0-9.,]*[KMB]?", text.split("\n", 3)[3]):
            assert number in TEXT or number in {"6.67B", "602M", "1.2", "15,000"}, number


async def test_message_of_an_empty_list_is_shown_in_full(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("海邊的小城\n\n這裡很安靜，沒有人說話，也沒有船來。\n", "utf-8")
    async with open_reader(str(path), size=(100, 24)) as reader:
        await reader.press("2")
        words = " ".join(row.strip("│ ") for row in pane_text(reader).split("\n")[3:]).split()
        assert " ".join(words) == reader.screen.messages("empty.captions")


async def test_details_of_a_row_leave_the_row_marked_and_named_below(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        await reader.press("3", "S", "S", "j")
        pane = reader.screen.article_pane.side_list
        before, below = pane.selected_target, reader.bottom.split("   ")[0]
        await reader.press("i")
        assert reader.screen.choice_drawer.is_open
        assert pane.selected_target == before
        assert reader.bottom.split("   ")[0] == below
        await reader.press("escape")
        assert pane.has_focus
        assert pane.selected_target == before


async def test_n_walks_the_list_in_its_own_order_from_its_own_row(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 40)) as reader:
        await ready(reader)
        page, pane = reader.screen.article_pane.article_view, reader.screen.article_pane.side_list
        await reader.press("3", "g", "j", "j", "n")
        assert page.current_item == pane.list_rows.all_targets[pane.list_rows.listed_indexes[3]]
        assert pane.selected_target == page.current_item
        await reader.press("G")
        assert page.current_item == pane.selected_target, "what is lit is what is selected"
        await reader.press("g", "S", "S")
        walked = []
        for _ in pane.list_rows.listed_indexes:
            await reader.press("n")
            walked.append(pane.list_rows.selected_index)
            assert page.current_item == pane.selected_target
        order = list(pane.list_rows.listed_indexes)
        assert walked == [*order[1:], order[0]]
        assert "again from the first" in reader.bottom


async def test_bars_are_left_out_where_they_would_cut_what_is_measured(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "海灣縣半年報\n\n2025-07-18 來源:海灣財經\n\n　　新能源裝備製造產業園總產值人民幣366.7億元，"
        "海上風電運維服務公司營業收入人民幣121.5億元。\n",
        "utf-8",
    )
    for size, has_bars in (((120, 40), False), ((200, 50), True)):
        async with open_reader(str(path), size=size) as reader:
            await ready(reader)
            await reader.press("3", "S", "S")
            assert ("█" in pane_text(reader)) is has_bars


async def test_a_box_covers_a_list_of_which_only_the_head_would_be_left(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(80, 24)) as reader:
        await ready(reader)
        await reader.press("3")
        list_rows = reader.screen.article_pane.window_layout.drawer_rows
        await reader.press("Y")
        rows = reader.rows()
        rules = [y for y, row in enumerate(rows) if set(row.strip()) == {"─"}]
        assert rules == [len(rows) - 1 - list_rows] or rules[-1] - rules[0] > 2
        assert "1 Sections" not in reader.text or any("Lead" in row for row in rows)
