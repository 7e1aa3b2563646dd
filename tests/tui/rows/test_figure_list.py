from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import Language, Messages
from reader.tui.rows.figure_list import FigureListRows
from reader.typeset import cell_len
from tests.tui.open_articles import find_all_figures, open_text

if TYPE_CHECKING:
    from reader.tui.state.article import OpenArticle

TEXT = """數字新聞

    開頭說有3億元，也有2億元。

    一、去年

    去年有500名工人，300名學生，還有800名工人；路長3公里，又修了500米。

    二、今年

    今年的產量從100噸增加到120噸，增長50%。在2024年5月6日開工。
"""


def make(text: str = TEXT, width: int = 40, language: Language = "hant") -> tuple[OpenArticle, FigureListRows]:
    article = open_text(text)
    find_all_figures(article)
    rows = FigureListRows(article, Messages(language), 1)
    rows.set_size(width, 30)
    return article, rows


def lines(rows: FigureListRows) -> list[str]:
    return ["".join(part.text for part in row.parts) for index in rows.listed_indexes for row in rows.get_rows(index)]


def titles(rows: FigureListRows) -> list[str]:
    found = (row for index in rows.listed_indexes for row in rows.get_rows(index))
    return ["".join(part.text for part in row.parts).strip() for row in found if row.is_group_title]


def test_figures_stand_under_their_sections() -> None:
    article, rows = make()
    assert titles(rows) == ["導語", "一、去年", "二、今年"]
    figures = [article.figure_index.figures[index] for index in rows.listed_indexes]
    assert [figure.start for figure in figures[:2]] == sorted(figure.start for figure in figures[:2])
    assert "date" not in {figure.kind for figure in figures}


def test_another_order_groups_by_kind_and_sorts_by_size() -> None:
    article, rows = make()
    message = rows.cycle_order()
    assert message == "status.figures.order.kind"
    assert len(titles(rows)) == len(set(titles(rows))) >= 3
    assert rows.cycle_order() == "status.figures.order.size"
    people = [
        article.figure_index.figures[index].text
        for index in rows.listed_indexes
        if article.figure_index.figures[index].text.endswith("名")
    ]
    assert people == ["800名", "500名", "300名"]


def test_bars_compare_figures_of_one_scale_only_where_they_are_grouped() -> None:
    _, rows = make(width=60)
    assert not any("█" in line for line in lines(rows))
    rows.cycle_order()
    assert any("█" in line for line in lines(rows))
    article, _ = make()
    plain = FigureListRows(article, Messages("hant"), 1, block_elements=False)
    plain.set_size(60, 30)
    plain.cycle_order()
    assert any("#" in line for line in lines(plain))


def test_figures_of_a_narrow_list_end_at_its_edge() -> None:
    article, rows = make(width=28, language="en")
    for index in rows.listed_indexes:
        row = rows.get_rows(index)[-1]
        line = "".join(part.text for part in row.parts)
        assert line.endswith(article.figure_index.figures[index].text)
        assert row.indent_cells + cell_len(line) == 27


def test_figures_of_a_wide_list_stand_beside_what_they_measure() -> None:
    for width in (60, 120):
        article, rows = make(width=width)
        ends = {
            cell_len(line[: line.index(text) + len(text)])
            for index in rows.listed_indexes
            for line in ["".join(part.text for part in rows.get_rows(index)[-1].parts)]
            for text in [article.figure_index.figures[index].text]
        }
        assert len(ends) == 1, "the figures end in one column"
        subjects = [cell_len(article.figure_index.figures[index].subject) for index in rows.listed_indexes]
        assert ends.pop() <= max(subjects) + 16


def test_a_group_collapses_to_its_title_with_the_count() -> None:
    _, rows = make()
    count = len(rows.listed_indexes)
    rows.select_index(rows.listed_indexes[3])
    group = rows.get_group_indexes(rows.selected_index)
    assert rows.selected_index in group
    assert rows.collapse(hide=True)
    assert len(rows.listed_indexes) == count - len(group) + 1
    assert any(f"一、去年 ({len(group)})" in line for line in lines(rows))
    assert not rows.collapse(hide=True)
    assert rows.collapse(hide=False)
    assert len(rows.listed_indexes) == count


def test_a_filter_looks_at_figure_value_subject_and_kind() -> None:
    article, rows = make()
    assert rows.set_filter("工人") == 2
    assert rows.set_filter("公里") >= 1
    assert rows.set_filter("500") >= 2
    assert rows.set_filter("沒有") == 0
    assert rows.step_from_selected(1) == -1
    assert rows.set_filter("") == len(article.figure_index.navigation_targets)


def test_a_figure_that_does_not_add_up_has_a_question_mark() -> None:
    _, rows = make()
    doubtful = [line for line in lines(rows) if "50%" in line]
    assert doubtful
    assert all("?" in line for line in doubtful)


def test_no_row_is_wider_than_the_list_and_no_number_is_cut() -> None:
    for width in range(8, 70):
        article, rows = make(width=width)
        for index in rows.listed_indexes:
            text = ""
            for row in rows.get_rows(index):
                line = "".join(part.text for part in row.parts)
                text += line
                assert row.indent_cells + cell_len(line) <= max(width, 12), (width, line)
            printed = article.figure_index.figures[index].text
            assert "".join(printed.split()) in "".join(text.split()), (width, printed, text)


def test_titles_follow_the_view_and_the_language() -> None:
    article, rows = make()
    article.converted.view_name = "hans"
    rows.refresh()
    assert "二、今年" in titles(rows)
    version = rows.version
    rows.set_messages(Messages("en"))
    assert rows.version > version
    assert titles(rows)[0] == Messages("en")("part.lead")
