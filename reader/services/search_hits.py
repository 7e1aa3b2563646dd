"""Hits of a search of the library in the script that they are shown in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import clean

if TYPE_CHECKING:
    from reader.library.search import Hit
    from reader.model import Script, ViewName
    from reader.script.converter import ArticleConverter
    from reader.script.options import ConversionOptions

_CONTEXT = 200
"""Code points on either side of a snippet that are converted with it, since words decide how characters change."""


class HitConverter:
    """Converts titles and snippets; articles of the same script share a converter.

    Args:
        view_name: The script that hits are shown in.
        options: Those that articles are converted with.
    """

    def __init__(self, view_name: ViewName, options: ConversionOptions) -> None:
        self._view_name: ViewName = view_name
        self._options = options
        self._converters: dict[Script, ArticleConverter] = {}

    def convert(self, hit: Hit, script: Script) -> Hit:
        """A hit with its title and snippet, and the marks in it, in the view; what a reader wrote stays as typed.

        Start and end still count in the text as written.

        Args:
            hit: As it was found.
            script: Of its article.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        if self._view_name == "source":
            return hit
        converter = self._get_converter(script)
        title = converter.convert_text(clean(hit.title), self._view_name)
        if hit.annotation_id:
            return replace(hit, title=title)
        first = max(0, hit.snippet_start - _CONTEXT)
        start = hit.snippet_start - first
        end = start + len(hit.snippet)
        around = hit.block_text[first : hit.snippet_start + len(hit.snippet) + _CONTEXT] or hit.snippet
        view = converter.convert(clean(around), self._view_name)
        view_start, view_end = view.span_to_view(start, end)
        marks = []
        for mark_start, mark_end in hit.marks:
            mark = view.span_to_view(start + mark_start, start + mark_end)
            marks.append((mark[0] - view_start, mark[1] - view_start))
        return replace(hit, title=title, snippet=view.text[view_start:view_end], marks=tuple(marks))

    def _get_converter(self, script: Script) -> ArticleConverter:
        if script not in self._converters:
            from reader.script.converter import ArticleConverter

            self._converters[script] = ArticleConverter(script, None, self._options)
        return self._converters[script]
