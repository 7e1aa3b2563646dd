"""What the tests of pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model import Article, Origin, clean
from reader.structure.html import read_html_article

if TYPE_CHECKING:
    from collections.abc import Callable


def page_of(body: str, title: str = "", head: str = "") -> Article:
    """The article of a page with a body."""
    text = f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read_html_article(clean(text), Origin("test", path="page.html"))


@pytest.fixture(scope="session", name="page")
def page_fixture() -> Callable[..., Article]:
    """Reads a page from its body, its title and what else is in its head."""
    return page_of


@pytest.fixture(scope="session")
def lines() -> Callable[..., list[str]]:
    """The blocks of a page as `kind|text`."""

    def read(body: str, title: str = "", head: str = "") -> list[str]:
        return [f"{block.kind}|{block.text}" for block in page_of(body, title, head).blocks]

    return read
