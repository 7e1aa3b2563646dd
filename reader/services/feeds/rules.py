"""Rules of the user for new articles of feeds: which ones match, in either script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.config.feed_list import FeedRule


class RuleSubject(NamedTuple):
    """The texts of an article that rules match, folded for search."""

    title: str
    text: str
    authors: tuple[str, ...]
    sections: tuple[str, ...]


def make_subject(title: str, text: str, authors: Iterable[str], sections: Iterable[str]) -> RuleSubject:
    """The texts of an article that rules match.

    Args:
        title: Its title.
        text: All of its text.
        authors: Their names.
        sections: What the feed files it under.
    """
    folded_authors = tuple(map(fold_for_search, authors))
    return RuleSubject(
        fold_for_search(title), fold_for_search(text), folded_authors, tuple(map(fold_for_search, sections))
    )


def find_matching(rules: Iterable[FeedRule], subject: RuleSubject) -> list[FeedRule]:
    """The rules that an article matches, in their order.

    Args:
        rules: Those of its feed and of all feeds.
        subject: The article.
    """
    return [rule for rule in rules if _matches(rule, subject)]


def _matches(rule: FeedRule, subject: RuleSubject) -> bool:
    texts = (subject.title,) if rule.title_only else (subject.title, subject.text)
    wanted = (rule.words, texts), (rule.authors, subject.authors), (rule.sections, subject.sections)
    return all(
        any(word in text for word in map(fold_for_search, words) for text in among) for words, among in wanted if words
    )
