"""Editing a feed from the list of articles: its settings in a drawer, each changed in the next drawer or a prompt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

from reader.annotations.tags import split_tags
from reader.errors import ReaderError
from reader.model import to_single_line
from reader.tui.prompts import Choice
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.config.feed_list import FeedRule, FeedSettings, RuleAction
    from reader.tui.parts import ArticleListPart
    from reader.tui.shell import Scheduler, Session, Shell

_TEXT_FIELDS = ("title", "folder", "keep_days", "tags")
"""The settings that are typed."""


class FeedEditingController:
    """Shows what was decided about a feed, and changes it in the list of feeds; each change can be undone.

    Args:
        shell: The screen.
        session: What is open; its reading list knows where the list of feeds is.
        scheduler: Opens a prompt behind the one that closes.
        article_list: The list on the screen.
        on_changed: Called when a feed has changed: its name and folder may be shown.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article_list: ArticleListPart,
        on_changed: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article_list = article_list
        self._on_changed = on_changed

    # -- which feed

    def action_feed_edit(self) -> None:
        """Show the settings of the feed that is listed, or of the one that the selected article is from."""
        try:
            feed = self._find_feed()
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        if feed is None:
            self._shell.show_message(self._session.messages("feed.none"), "warning")
        else:
            self._show_settings(feed)

    def _find_feed(self) -> FeedSettings | None:
        """The feed that is meant; None where there is none that is followed.

        Raises:
            ReaderError: The list of feeds or the library cannot be read.
        """
        from reader.config.feed_list import load_feed_list
        from reader.library.feed_store import make_feed_id

        reading_list = self._session.reading_list
        library, path = reading_list.library, reading_list.feeds_path
        if library is None or path is None or not reading_list.is_library:
            return None
        kind, _, feed_id = reading_list.list_name.partition(":")
        wanted = [feed_id] if kind == "feed" else []
        number = self._article_list.visible_selection
        if not wanted and number is not None:
            wanted = library.listing.find_feeds(reading_list.entries[number].article_id)
        feeds = {make_feed_id(each.url): each for each in load_feed_list(path).feeds}
        return next((feeds[each] for each in wanted if each in feeds), None)

    @property
    def _path(self) -> Path:
        path = self._session.reading_list.feeds_path
        assert path is not None
        return path

    # -- the drawers

    def _show_settings(self, feed: FeedSettings, selected: int = 0) -> None:
        """Show all settings of a feed.

        Args:
            feed: The feed.
            selected: The row that is marked at first.
        """
        words = self._session.messages
        rows = [
            Choice(words(f"feed.field.{name}"), self._describe(feed, name), run=partial(self._ask, feed, name, row))
            for row, name in enumerate(("title", "folder", "script", "full_text", "keep_days", "tags", "private_host"))
        ]
        for rule in feed.rules:
            run = partial(self._show_rule, feed, rule, len(rows))
            rows.append(Choice(words("feed.field.rule"), self._format_rule(rule), run=run))
        rows.append(Choice(words("feed.rule.add"), "", run=partial(self._ask_for_rule, feed, None, len(rows))))
        title = to_single_line(feed.title or self._find_own_title(feed) or feed.url)
        self._shell.show_choices(words("feed.edit.title", title=title), rows, numbered=False, selected=selected)

    def _find_own_title(self, feed: FeedSettings) -> str:
        """The title that the feed has given itself; "" where it was not fetched yet."""
        from reader.library.feed_store import make_feed_id

        library = self._session.reading_list.library
        return library.listing.find_feed_title(make_feed_id(feed.url)) if library is not None else ""

    def _describe(self, feed: FeedSettings, name: str) -> str:
        """The value of a setting, in the language of the screen."""
        words, value = self._session.messages, getattr(feed, name)
        if name == "script":
            return words(f"view.{value}")
        if name in ("full_text", "private_host"):
            return words(f"feed.{name}.{str(value).lower()}")
        if name == "keep_days":
            return words("feed.keep_days.n", n=f"{value:,}") if value else words("feed.keep_days.0")
        if name == "tags":
            return to_single_line(" ".join(f"#{tag}" for tag in value)) or words("feed.empty")
        default = self._find_own_title(feed) if name == "title" else ""
        return to_single_line(value or default) or words("feed.empty")

    def _ask(self, feed: FeedSettings, name: str, row: int) -> object:
        """Ask for the new value of a setting; `row` is its row in the drawer."""
        if name in _TEXT_FIELDS:
            value = getattr(feed, name)
            text = " ".join(value) if isinstance(value, tuple) else str(value or "")
            return self._open_prompt(feed, row, name, text, partial(self._parse_text, feed, name))
        from reader.config.feed_list import FeedScript, FullText

        options: dict[str, Sequence[object]] = {"script": get_args(FeedScript), "full_text": get_args(FullText)}
        values = options.get(name, (False, True))
        choices = [
            Choice(
                self._describe(_change_fields(feed, {name: value}), name),
                run=partial(self._change, feed, row, {name: value}),
            )
            for value in values
        ]
        title = self._session.messages(f"feed.field.{name}")
        self._shell.show_choices(title, choices, selected=values.index(getattr(feed, name)))
        return None

    def _parse_text(self, feed: FeedSettings, name: str, text: str) -> dict[str, object]:
        """The changes that a typed value makes.

        Raises:
            ReaderError: It is no value of the setting.
        """
        text = text.strip()
        if name == "tags":
            return {name: tuple(split_tags(text))}
        if name != "keep_days":
            return {name: text.strip("/") if name == "folder" else text}
        from reader.config.feed_list import parse_keep_days

        days = parse_keep_days(text)
        if days is None:
            raise ReaderError("the days", "that is no number of days", "type a number; 0 keeps all for good")
        return {name: days}

    # -- rules

    @property
    def _action_names(self) -> dict[str, RuleAction]:
        """The actions of rules by their names in the language of the screen."""
        from reader.config.feed_list import RuleAction

        return {self._session.messages(f"feed.rule.{action}"): action for action in get_args(RuleAction)}

    def _format_rule(self, rule: FeedRule) -> str:
        from reader.config.feed_rule_text import format_rule

        return to_single_line(format_rule(rule, self._session.messages(f"feed.rule.{rule.action}")))

    def _show_rule(self, feed: FeedSettings, rule: FeedRule, row: int) -> None:
        """Offer to change a rule or to remove it."""
        words = self._session.messages
        others = tuple(each for each in feed.rules if each != rule)
        self._shell.show_choices(
            self._format_rule(rule),
            [
                Choice(words("feed.rule.change"), run=partial(self._ask_for_rule, feed, rule, row)),
                Choice(words("feed.rule.remove"), run=partial(self._change, feed, row, {"rules": others})),
            ],
        )

    def _ask_for_rule(self, feed: FeedSettings, rule: FeedRule | None, row: int) -> object:
        """Ask for a new rule, or for what takes the place of one."""
        return self._open_prompt(
            feed, row, "rule", self._format_rule(rule) if rule else "", partial(self._parse_rule, feed, rule)
        )

    def _parse_rule(self, feed: FeedSettings, rule: FeedRule | None, text: str) -> dict[str, object]:
        """The changes that a typed rule makes.

        Raises:
            ReaderError: It is no rule.
        """
        from reader.config.feed_rule_text import parse_rule

        typed = parse_rule(text, self._action_names)
        if rule is None:
            return {"rules": tuple(dict.fromkeys((*feed.rules, typed)))}
        return {"rules": tuple(dict.fromkeys(typed if each == rule else each for each in feed.rules))}

    # -- changing

    def _open_prompt(
        self, feed: FeedSettings, row: int, name: str, text: str, parse: Callable[[str], dict[str, object]]
    ) -> object:
        """Ask for a text; what is wrong with it is said while it is typed, and then it is asked for as it was typed."""
        words = self._session.messages

        def accept(typed: str) -> None:
            try:
                self._write_changes(feed, row, parse(typed))
            except ReaderError as error:
                self._shell.show_message(str(error), "error")
                self._scheduler.call_soon(lambda: self._open_prompt(feed, row, name, typed, parse))

        prompt = FeedPrompt(
            words(f"feed.field.{name}"),
            words(f"feed.field.{name}.placeholder"),
            text,
            parse,
            accept,
            lambda: self._scheduler.call_soon(lambda: self._show_settings(feed, row)),
        )
        return self._shell.open_prompt(prompt)

    def _change(self, feed: FeedSettings, row: int, changes: dict[str, object]) -> None:
        """As `_write_changes`, with a message where that cannot be."""
        try:
            self._write_changes(feed, row, changes)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    def _write_changes(self, feed: FeedSettings, row: int, changes: dict[str, object]) -> None:
        """Write changes of a feed, and show its settings again.

        Args:
            feed: The feed as it was.
            row: The row of the drawer that was changed.
            changes: New values of its fields.

        Raises:
            ReaderError: The list of feeds cannot be read or written.
        """
        before = {name: getattr(feed, name) for name in changes}
        if changes == before:
            self._show_settings(feed, row)
            return
        self._session.undo.do(
            UndoableAction("action.feed", partial(self._write, feed, changes), partial(self._write, feed, before))
        )
        self._shell.show_message(self._session.messages("feed.changed"), "done")
        self._scheduler.call_soon(lambda: self._show_settings(_change_fields(feed, changes), row))

    def _write(self, feed: FeedSettings, changes: dict[str, object]) -> None:
        """Change a feed in the list of feeds.

        Raises:
            ReaderError: The list cannot be read or written, or the feed is not in it any more.
        """
        from reader.services.feeds.subscriptions import edit_feed

        after = edit_feed(self._path, feed, changes)
        if any(getattr(after, name) != value for name, value in changes.items()):
            raise ReaderError(str(self._path), "the feed is not in it any more", "follow it again")
        library = self._session.reading_list.library
        if library is not None:
            library.load_followed_feeds(self._path)
        self._on_changed()


def _change_fields(feed: FeedSettings, changes: dict[str, object]) -> FeedSettings:
    """A feed with other values of some fields.

    Args:
        feed: The feed.
        changes: The values, by the names of the fields.
    """
    return replace(feed, **changes)  # type: ignore[arg-type]


class FeedPrompt:
    """A prompt for a setting of a feed.

    Args:
        name: The name of the setting.
        placeholder: The text of the empty prompt.
        text: The text in it at first.
        parse: Raises ReaderError for a text that is no value.
        accept: Takes the text.
        cancel: Called on Esc.
    """

    def __init__(
        self,
        name: str,
        placeholder: str,
        text: str,
        parse: Callable[[str], object],
        accept: Callable[[str], None],
        cancel: Callable[[], None],
    ) -> None:
        self.prefix = name
        self.placeholder = placeholder
        self.initial_text = text
        self._parse = parse
        self._accept = accept
        self._cancel = cancel

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer nothing."""
        return ()

    def preview(self, text: str) -> str:
        """What is wrong with the text typed so far; nothing for an empty one."""
        try:
            self._parse(text)
        except ReaderError as error:
            return error.translated_why if text.strip() else ""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Take the text; the choice is none."""
        self._accept(text)

    def cancel(self) -> None:
        """Go back to the settings of the feed."""
        self._cancel()
