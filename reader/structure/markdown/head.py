"""Reads the fields of a Markdown file from its beginning, for lists of many files."""

from __future__ import annotations

import re

from reader.model import Article, CleanText, Origin, clean
from reader.script.detect import detect_region, detect_script
from reader.structure.lines import WHITESPACE
from reader.structure.markdown.front_matter import FrontMatter, read_front_matter, split_front_matter

_HEADLINE = re.compile(r"^#[ \t]+(.{1,200}?)[ \t#]*$", re.M)
_SAMPLE_SIZE = 4_000
"""Code points after the front matter that are used to detect script and region."""


def read_markdown_head(text: str) -> Article:
    """Return a Markdown article with its fields and without blocks.

    Args:
        text: The file or its beginning, clean.
    """
    body, rest = split_front_matter(text)
    fields = read_front_matter(body) if body else FrontMatter()
    sample = rest[:_SAMPLE_SIZE]
    headline = _HEADLINE.search(sample)
    printed = CleanText(clean(headline[1]).strip(WHITESPACE + "*")) if headline is not None else None
    script = detect_script(f"{fields.title or ''}\n{sample}")
    return Article(
        Origin(""),
        (),
        title=fields.title or printed,
        date=fields.date,
        outlet=fields.outlet,
        authors=fields.authors,
        script=script,
        region=detect_region([sample]) if script in ("Hant", "Mixed") else None,
    )
