"""A saved copy opens as the same article with the same annotations, in every format that opens again."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import READABLE_FORMATS
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.model import clean
from reader.script.plan import VIEWS
from tests.copies.articles import COUNT, annotated

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.copies import CopyFormat
    from reader.model import Article, ViewName

CHUNK = 50


def in_order(annotations: list[Annotation] | tuple[Annotation, ...]) -> list[Annotation]:
    return sorted(annotations, key=lambda each: each.id)


def trip(article: Article, annotations: list[Annotation], form: CopyFormat, script: ViewName) -> None:
    """Save and open again."""
    text = render_copy(make_annotated_view(article, annotations, script), form)
    assert clean(text) == text
    assert text.encode("utf-8").decode("utf-8") == text
    copy = open_copy(text, "copy")
    assert copy is not None
    assert copy.article == article
    assert in_order(copy.annotations) == in_order(annotations)
    assert (copy.is_unchanged, copy.notices, copy.format, copy.view_name) == (True, (), form, script)


@pytest.mark.parametrize("form", READABLE_FORMATS)
@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_a_copy_opens_as_what_was_saved(form: CopyFormat, first: int) -> None:
    for seed in range(first, min(first + CHUNK, COUNT)):
        trip(*annotated(seed), form, Random(seed).choice(["source", "source", *VIEWS]))
