"""The page and the list beside it: their layout, and navigation through a category."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partialmethod
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message

from reader.tui.layout import MIN_WIDTH_FOR_COLUMNS, center_page, compute_layout, make_page_style
from reader.tui.rows.status import find_current_index, find_nearest_index
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.side_list import SideList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.tui.shell import Session
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset.page_layout import PageStyle


class ListState(NamedTuple):
    """What is shown of the list beside the page."""

    is_list_requested: bool
    is_drawer_requested: bool
    category: NavigationCategory
    listed_category: NavigationCategory
    selected_index: int
    has_focus: bool
    """Whether the list has the keyboard."""


class ArticlePane(Horizontal):
    """The page of the open article, with the list of a category beside it or in a drawer."""

    DEFAULT_CSS = """
    ArticlePane {
        height: 1fr;
        & ArticleView { width: 1fr; height: 1fr; }
        &.-airy ArticleView { margin: 1 0; }
    }
    """

    @dataclass
    class Changed(Message):
        """The current item, the category or the list has changed."""

        message: str = ""
        """A message to show, if any."""

    class UnplacedChosen(Message):
        """An entry was chosen whose annotation has no place in the text."""

    @dataclass
    class LinkChosen(Message):
        """A link is to be followed."""

        open_article: OpenArticle
        """The article that it is in; another one may be open when the message arrives."""
        link: NavigationTarget

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        settings = session.settings
        self._max_measure = settings.measure * 2
        self.window_layout = compute_layout(0, 0, self._max_measure)
        """The layout of the window."""
        self._is_list_requested = True
        """Whether the list is wanted beside the page."""
        self._is_drawer_requested = False
        self.article_view = ArticleView(make_page_style(settings))
        self.side_list = SideList(session.open_article, session.messages, settings.ambiguous_width)

    def compose(self) -> ComposeResult:
        """The page and the list."""
        yield self.article_view
        yield self.side_list

    # -- showing

    def show_article(self) -> None:
        """Show the article of the session from its beginning; of a front page `n` goes through the links at once."""
        opened = self._session.open_article
        self._session.category = self._session.listed_category = "sections"
        links = opened.all_targets["links"] if opened.article.is_front_page else []
        if links:
            self._session.category = "links"
            self._session.listed_category = "sections" if opened.all_targets["sections"] else "links"
        self.refresh_list()  # before the page, whose new position has the bars name the selected entry
        self.article_view.show_article(opened, links[0] if links else None)

    def refresh_list(self) -> None:
        """Show the list anew: in another language, or with more entries."""
        session = self._session
        self.side_list.show_category(session.open_article, session.messages, session.listed_category)
        self._update_margin()

    def refresh_for_view(self) -> None:
        """Show the article in the script of its view; the page stays where it was."""
        self.article_view.refresh_for_view()
        self.refresh_list()

    def apply_settings(self) -> None:
        """Show everything as the settings of the session have it."""
        settings = self._session.settings
        self._max_measure = settings.measure * 2
        style = replace(make_page_style(settings), show_boilerplate=self.article_view.page.style.show_boilerplate)
        self.side_list.forget_styles()
        self.article_view.set_page_style(self._fit_style(style), self.article_view.text_column)
        self.article_view.refresh_for_view()
        self.article_view.repaint()
        self.refresh_list()

    def fit_to_window(
        self, width: int, height: int, *, article_list_beside: bool = False, is_alone: bool = False
    ) -> None:
        """Lay out page and list for a window.

        Args:
            width: Cells of the window, or of what is right of the list of articles.
            height: Rows of the window.
            article_list_beside: Whether the list of articles stands at the left.
            is_alone: Whether nothing but the page is to be shown.
        """
        in_columns = self._session.settings.wide_page == "columns" and width >= MIN_WIDTH_FOR_COLUMNS
        layout = compute_layout(
            width, height, self._max_measure, article_list_beside=article_list_beside, in_columns=in_columns
        )
        if is_alone:
            layout = center_page(layout, width)
        if layout != self.window_layout:
            self.window_layout = layout
            self._apply_layout()

    def sync_list(self) -> None:
        """Select the entry of the reading position in the list."""
        self._mark_reading_position()

    def _mark_reading_position(self, *, is_navigating: bool = False) -> None:
        targets = self._session.open_article.all_targets[self._session.listed_category]
        index = find_current_index(targets, self.article_view)
        self.side_list.follow_reading_position(index, is_navigating=is_navigating)

    @property
    def is_list_shown(self) -> bool:
        """Whether the list is there, beside the page or as a drawer."""
        return self._is_list_requested if self.window_layout.has_list_beside else self._is_drawer_requested

    @property
    def category(self) -> NavigationCategory:
        """The category that `n` goes through."""
        return self._session.category

    @property
    def is_list_in_drawer(self) -> bool:
        """Whether a drawer is open."""
        return self.is_list_shown and not self.window_layout.has_list_beside

    def _set_list_shown(self, is_shown: bool) -> None:
        if self.window_layout.has_list_beside:
            self._is_list_requested = is_shown
        else:
            self._is_drawer_requested = is_shown
        if not is_shown and self.side_list.has_focus:
            self.article_view.focus()
        self._apply_layout()

    def _apply_layout(self) -> None:
        """Place the list; the text stays in its column of the window, with or without it."""
        layout = self.window_layout
        left = self._is_list_at_left
        width = layout.left_list_cells if left else layout.right_list_cells
        self.side_list.set_layout(
            Size(width, layout.drawer_rows),
            is_shown=self.is_list_shown,
            as_drawer=not layout.has_list_beside,
            at_left=left,
        )
        self._update_margin()
        self.article_view.set_column_count(layout.column_count)
        column = layout.text_column - (layout.left_list_cells if left and self.is_list_shown else 0)
        self.set_class(layout.has_air, "-airy")
        self.article_view.set_page_style(self._fit_style(self.article_view.page.style), column)
        self.post_message(self.Changed())

    def _fit_style(self, style: PageStyle) -> PageStyle:
        """A style of the page as the window has room for it; without air the page begins with an empty row."""
        layout = self.window_layout
        return replace(style, measure=layout.measure, space_above=int(not layout.has_air))

    @property
    def _is_list_at_left(self) -> bool:
        return self.window_layout.left_list_cells > 0

    def _update_margin(self) -> None:
        """Have notes in the margin of a window that has room for them: there the list stands at the left."""
        self.article_view.show_margin(is_shown=self._is_list_at_left)

    # -- going through the targets of a category

    def action_walk_next(self) -> None:
        """Go to the next target of the category."""
        self._step(1)

    def action_walk_previous(self) -> None:
        """Go to the previous target of the category."""
        self._step(-1)

    def _step(self, step: Literal[1, -1]) -> None:
        stops = self._session.open_article.get_navigation_targets(self._session.category)
        if not stops:
            self.post_message(self.Changed(self._session.messages("empty." + self._session.listed_category)))
            return
        if self._is_list_walked:
            self._step_in_list(stops, step)
            return
        index = find_current_index(stops, self.article_view)
        if step > 0 and self.article_view.current_item is None and self.article_view.top == (0, 0):
            index = -1  # nothing has been walked yet
        if step < 0 and (index < 0 or stops[index] != self.article_view.current_item):
            index += 1  # from within a section, back is to its own heading
        target, message = index + step, ""
        if not 0 <= target < len(stops):
            kind = "wrapped" if self._session.category == "hits" else "again"
            message = self._session.messages(f"status.{kind}." + ("next" if step > 0 else "previous"))
        self.article_view.show_target(stops[target % len(stops)])
        self._mark_reading_position(is_navigating=True)
        self.post_message(self.Changed(message))

    @property
    def _is_list_walked(self) -> bool:
        """Whether `n` goes on from the selected entry of the list, in its order, and not from the place on the page.

        It does where the list has the keyboard and another order than the text, or the user has moved in it.
        """
        if not self.side_list.has_focus or self._session.category != self._session.listed_category:
            return False
        rows = self.side_list.list_rows
        if not rows.is_in_text_order:
            return True
        followed = rows.find_listed(self._find_followed_index(self._session.category))
        return rows.selected_index != (followed if followed >= 0 else next(iter(rows.listed_indexes), -1))

    def _step_in_list(self, targets: Sequence[NavigationTarget], step: Literal[1, -1]) -> None:
        """Go to the next target in the order of the list; the first one is that of the selected entry."""
        rows, selected = self.side_list.list_rows, self.side_list.selected_target
        is_first = self.article_view.current_item is None and not rows.is_in_text_order and selected in targets
        found = (rows.selected_index, False) if is_first else rows.find_next(frozenset(targets), step)
        if found is None:
            self.post_message(self.Changed(self._session.messages("empty.filter")))
            return
        index, is_around = found
        message = self._session.messages("status.again." + ("next" if step > 0 else "previous")) if is_around else ""
        self.article_view.show_target(rows.all_targets[index])
        self.side_list.follow_reading_position(index, is_navigating=True)
        self.post_message(self.Changed(message))

    def _find_followed_index(self, category: NavigationCategory) -> int:
        """The index of the entry that is selected as long as nobody moves in the list."""
        targets = self._session.open_article.all_targets[category]
        if category == "sections" or self.article_view.current_item is not None:  # of sections it is the one read
            return find_current_index(targets, self.article_view)
        return find_nearest_index(self._session.open_article, targets, self.article_view)

    def on_side_list_moved(self, message: SideList.Moved) -> None:
        """Let what is lit on the page be what is selected in the list, unless another article was opened meanwhile."""
        is_open = message.open_article is self._session.open_article
        if is_open and self._session.category == self._session.listed_category:
            self.article_view.follow_list(message.navigation_target)

    def _toggle_category(self, category: NavigationCategory) -> None:
        """List a category with the entry nearest to the reading position, and give the list the keyboard.

        A list of the category that has the keyboard already is hidden.
        """
        is_listed = self.is_list_shown and self._session.listed_category == category == self._session.category
        if is_listed and self.side_list.has_focus:
            self._set_list_shown(False)
            return
        self.show_category(category)
        self._set_list_shown(True)
        targets = self._session.open_article.all_targets[category]
        if category == "sections":  # of these it is the one that is read
            nearest = find_current_index(targets, self.article_view)
        else:
            nearest = find_nearest_index(self._session.open_article, targets, self.article_view)
        self.side_list.follow_reading_position(nearest, is_navigating=True)
        self.side_list.focus()

    action_pane_sections = partialmethod(_toggle_category, "sections")
    action_pane_captions = partialmethod(_toggle_category, "captions")
    action_pane_figures = partialmethod(_toggle_category, "figures")
    action_pane_notes = partialmethod(_toggle_category, "notes")
    action_pane_links = partialmethod(_toggle_category, "links")

    def show_category(self, category: NavigationCategory) -> None:
        """List a category, and let `n` go through it."""
        if category == "figures":
            self._session.open_article.figure_index.request_all()
        self._session.category = self._session.listed_category = category
        self.side_list.show_category(self._session.open_article, self._session.messages, category)
        self.post_message(self.Changed())

    def action_place_back(self) -> None:
        """Scroll the page to where it was before the last jump; again to come back."""
        if not self.article_view.move_back():
            self.post_message(self.Changed(self._session.messages("status.no_place_before")))

    @property
    def list_state(self) -> ListState:
        """What `restore_list` brings back."""
        session = self._session
        return ListState(
            self._is_list_requested,
            self._is_drawer_requested,
            session.category,
            session.listed_category,
            self.side_list.list_rows.selected_index,
            self.side_list.has_focus,
        )

    def restore_list(self, state: ListState) -> None:
        """Show or hide the list as it was, with the category it had; the keyboard goes where it was."""
        self._is_list_requested, self._is_drawer_requested = state.is_list_requested, state.is_drawer_requested
        self._session.category = state.category
        if self._session.listed_category != state.listed_category:
            self._session.listed_category = state.listed_category
            self.side_list.show_category(self._session.open_article, self._session.messages, state.listed_category)
        self.side_list.follow_reading_position(state.selected_index, is_navigating=True)
        self.screen.set_focus(self.side_list if state.has_focus else self.article_view)  # at once: a motion follows
        self._apply_layout()

    def action_panel(self) -> None:
        """Show or hide the list."""
        self._set_list_shown(not self.is_list_shown)

    def on_side_list_category_requested(self, message: SideList.CategoryRequested) -> None:
        """List the category whose tab was clicked."""
        if message.category != self._session.listed_category:
            self._toggle_category(message.category)

    def on_side_list_chosen(self, message: SideList.Chosen) -> None:
        """Show the target of the chosen entry, or follow its link; a drawer closes.

        Nothing is done where another article was opened meanwhile.
        """
        if message.open_article is not self._session.open_article:
            return
        if message.navigation_target.block < 0:
            self.post_message(self.UnplacedChosen())
            return
        self._session.category = self._session.listed_category
        if self._session.category == "links":
            self.post_message(self.LinkChosen(message.open_article, message.navigation_target))
        if self.is_list_in_drawer:
            self._set_list_shown(False)
        self.article_view.focus()
        self.article_view.show_target(message.navigation_target, force=True)
        self.post_message(self.Changed())

    def close_drawer(self) -> None:
        """Hide the list if it is a drawer."""
        if self.is_list_in_drawer:
            self._set_list_shown(False)
