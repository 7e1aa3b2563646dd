from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from reader.i18n import Messages
from reader.input.keymap import Keymap
from reader.tui.layout import compute_layout
from reader.tui.rows.key_hints import list_key_hints
from reader.tui.rows.status import (
    compute_percent_read,
    find_current_index,
    find_nearest_index,
    format_navigation_position,
    format_time_left,
    format_title_bar,
)
from reader.tui.state.annotations import NO_BLOCK
from reader.tui.state.navigation import NavigationTarget
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle
from tests.tui.open_articles import annotate, find_all_figures, open_text

if TYPE_CHECKING:
    from reader.tui.rows.bar_row import BarPart
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory

ENGLISH = Messages("en")


def texts(parts: tuple[BarPart, ...]) -> str:
    """What some parts of a bar say."""
    return "".join(part.text for part in parts)


@dataclass
class Position:
    """Where a page of an article is scrolled to."""

    article: OpenArticle
    reading_position: tuple[int, int] = (0, 0)
    last_position: tuple[int, int] = (0, 0)
    top: LineLocation = field(default_factory=lambda: LineLocation(0, 0))
    current_item: NavigationTarget | None = None
    is_at_end: bool = False
    is_visible: bool = True
    page: PageLayout = field(default_factory=lambda: PageLayout(PageStyle()))

    def __post_init__(self) -> None:
        self.page.extend(self.article.blocks)

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        return self.is_visible


@pytest.fixture
def article() -> OpenArticle:
    return open_text()


# -- where the user is


def test_the_current_index_is_that_of_the_section_that_is_read(article: OpenArticle) -> None:
    sections = article.get_navigation_targets("sections")
    first, second = sections
    assert find_current_index(sections, Position(article, (0, 0))) == -1
    assert find_current_index(sections, Position(article, (first.block, 0))) == 0
    assert find_current_index(sections, Position(article, (first.block + 1, 3))) == 0
    assert find_current_index(sections, Position(article, (second.block, 0))) == 1


def test_a_visible_current_item_counts_instead_of_the_place(article: OpenArticle) -> None:
    sections = article.get_navigation_targets("sections")
    position = Position(article, (0, 0), current_item=sections[1])
    assert find_current_index(sections, position) == 1
    position.is_visible = False
    assert find_current_index(sections, position) == -1


def test_at_the_end_of_a_scrolled_article_the_last_row_counts(article: OpenArticle) -> None:
    sections = article.get_navigation_targets("sections")
    end = (len(article.blocks) - 1, 5)
    position = Position(article, (0, 0), end, LineLocation(1, 0), is_at_end=True)
    assert find_current_index(sections, position) == 1
    position.top = LineLocation(0, 0)
    assert find_current_index(sections, position) == -1, "an article that fits into the window is not scrolled"


def test_per_cent_is_where_the_first_row_is_and_minutes_follow_the_last(article: OpenArticle) -> None:
    last = len(article.blocks) - 1
    start, end = Position(article), Position(article, last_position=(last, len(article.blocks[last].text)))
    assert compute_percent_read(article, start) == 0
    assert compute_percent_read(article, end) == 0, "the beginning is still at the top"
    middle = Position(article, top=LineLocation(len(start.page.items) // 2, 0))
    assert 0 < compute_percent_read(article, middle) < 100
    end.is_at_end = True
    assert compute_percent_read(article, end) == 100
    assert format_time_left(article, start, ENGLISH) == ENGLISH("status.minutes", n=1)
    assert format_time_left(article, end, ENGLISH) == ENGLISH("status.end")


def test_the_title_bar_shows_the_headline_once_it_is_scrolled_away(article: OpenArticle) -> None:
    layout = compute_layout(80, 24, 72)
    position = Position(article)
    assert texts(format_title_bar(article, position, ENGLISH, layout)[0]) == "海灣財經"
    position.top = LineLocation(2, 0)
    left, right = format_title_bar(article, position, ENGLISH, layout)
    assert texts(left) == "海灣縣三年變了樣"
    assert re.fullmatch(r"As written +[1-9]\d?%  1 min left", texts(right))
    assert [part.command_id for part in right if part.text == "As written"] == ["script.other"]
    article.converted.view_name = "hans"
    assert texts(format_title_bar(article, position, ENGLISH, layout)[0]) == "海湾县三年变了样"
    assert format_title_bar(article, position, ENGLISH, compute_layout(40, 24, 72))[0] == (), "no room for a path"


def test_the_nearest_target_is_that_nearest_to_the_current_item(article: OpenArticle) -> None:
    sections, captions = article.get_navigation_targets("sections"), article.all_targets["captions"]
    for current in sections:
        position = Position(article, current_item=current)
        assert sections[find_nearest_index(article, sections, position)] == current
        distances = [abs(caption.block - current.block) for caption in captions]
        nearest = captions[find_nearest_index(article, captions, position)]
        assert abs(nearest.block - current.block) == min(distances)
    assert find_nearest_index(article, [], Position(article)) == -1
    unplaced = [NavigationTarget(NO_BLOCK, 0, 0)]
    assert find_nearest_index(article, unplaced, Position(article)) == -1


def test_the_position_names_the_target_and_its_number(article: OpenArticle) -> None:
    second = article.get_navigation_targets("sections")[1]
    position = Position(article, (second.block, 0))
    assert format_navigation_position(article, position, ENGLISH, "sections") == ("section 2/2", "二、再招工廠")
    assert format_navigation_position(article, Position(article), ENGLISH, "sections")[1] == ""
    assert format_navigation_position(article, position, ENGLISH, "links") == ("", "")
    first = article.get_navigation_targets("sections")[0]
    selected = format_navigation_position(article, position, ENGLISH, "sections", first)
    assert selected == ("section 1/2", "一、先修碼頭")
    selected = format_navigation_position(article, position, ENGLISH, "sections", first, 1)
    assert selected == ("section 2/2", "一、先修碼頭"), "the second of a list in another order"


def test_the_position_has_notes_and_figures_in_words(article: OpenArticle) -> None:
    annotate(article, "舊碼頭", note="要  核實\n的")
    find_all_figures(article)
    position = Position(article, (len(article.blocks) - 1, 40))
    assert format_navigation_position(article, position, ENGLISH, "notes")[1] == "要 核實 的"
    assert "800" in format_navigation_position(article, position, ENGLISH, "figures")[1]
    article.search("碼頭")
    assert format_navigation_position(article, position, ENGLISH, "hits") == ("hit 5/5", "")


# -- key hints


def hints(
    article: OpenArticle,
    context: str = "article",
    category: NavigationCategory = "sections",
    messages: Messages = ENGLISH,
    *,
    in_drawer: bool = False,
    others: bool = False,
) -> tuple[str, ...]:
    found = list_key_hints(
        context,  # type: ignore[arg-type]
        article,
        messages,
        category,
        is_list_in_drawer=in_drawer,
        has_other_articles=others,
    )
    assert all(hint.command_id for hint in found)
    return tuple(hint.text for hint in found)


@pytest.mark.parametrize("context", ["article", "cursor", "pane", "list", "everywhere", "box"])
def test_the_help_is_the_last_hint(article: OpenArticle, context: str) -> None:
    assert hints(article, context)[-1] == "? help"


def test_the_next_article_is_named_where_there_is_one(article: OpenArticle) -> None:
    assert "J next article" in hints(article, others=True)
    assert not any("article" in hint for hint in hints(article))


def test_hints_that_stay_keep_their_order(article: OpenArticle) -> None:
    annotate(article, "舊碼頭")
    categories: tuple[NavigationCategory, ...] = ("sections", "captions", "figures", "notes", "links")
    orders = [[hint.split()[0] for hint in hints(article, category=category)] for category in categories]
    for one, other in combinations(orders, 2):
        assert [key for key in one if key in other] == [key for key in other if key in one]


def test_hints_name_the_category_that_is_gone_through(article: OpenArticle) -> None:
    assert "n next section" in hints(article)
    assert "n next caption" in hints(article, category="captions")
    assert not any(hint.startswith("n ") for hint in hints(article, category="links")), "there are no links"
    find_all_figures(article)
    assert f"i {ENGLISH('hint.inspect')}" in hints(article, category="figures")


def test_hints_for_notes_need_notes(article: OpenArticle) -> None:
    for context in ("article", "pane"):
        assert not any(hint.startswith("d ") for hint in hints(article, context, "notes"))
    annotate(article, "舊碼頭")
    for context in ("article", "pane"):
        assert any(hint.startswith("d ") for hint in hints(article, context, "notes"))
        assert not any(hint.startswith("d ") for hint in hints(article, context, "sections"))


def test_the_list_says_whether_esc_closes_it_or_goes_to_the_page(article: OpenArticle) -> None:
    beside, drawer = hints(article, "pane"), hints(article, "pane", in_drawer=True)
    assert len(beside) == len(drawer)
    assert set(beside) ^ set(drawer) == {f"Esc {ENGLISH('hint.page')}", f"Esc {ENGLISH('hint.close')}"}


def test_the_script_key_leads_to_the_other_view_and_back(article: OpenArticle) -> None:
    assert f"t {ENGLISH('hint.hans')}" in hints(article)
    article.converted.view_name = "hans"
    assert f"t {ENGLISH('hint.source')}" in hints(article)


def test_commands_without_keys_are_left_out(article: OpenArticle) -> None:
    messages = Messages("en", Keymap({"search": (), "help": ("f1",)}))
    found = hints(article, messages=messages)
    assert found[-1] == "F1 help"
    assert not any("search" in hint for hint in found)
