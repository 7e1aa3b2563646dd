"""Renders Markdown as HTML: CommonMark with tables, footnotes, ==highlights==, and links and notes of Obsidian.

Emphasis is also recognised beside Chinese punctuation, where CommonMark does not (**「词」**后文), and delimiters that
match nothing are removed.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_COMMENT = re.compile(r"%%[^%]{0,2000}%%")
_EMBED = re.compile(r"!\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,200}))?\]\]")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_CALLOUT = re.compile(r"^([ \t]{0,3}>[ \t]?)\[![\w-]{1,30}\][+-]?[ \t]*([^\n]*)$", re.M)
"""The first line of a callout of Obsidian: its kind, which is not shown, and its title."""
_LOOSE_STRONG = re.compile(r"^([ \t\u3000>]*)\*\*[ \u3000\u00a0]+([^*\n]{1,200}?)[ \u3000\u00a0]*\*\*[ \t]*$", re.M)
_LOOSE_STRONG_END = re.compile(r"^([ \t\u3000>]*)\*\*([^*\s][^*\n]{0,200}?)[ \u3000\u00a0]+\*\*[ \t]*$", re.M)
_INDENTED_HAN = re.compile(r"^(?:\u3000|\u00a0| {4,}(?=[\u3000\u2e80-\uffee])|\t(?=[\u3000\u2e80-\uffee]))+", re.M)
"""The indent of a Chinese paragraph, which does not make it a code block."""
_STRAY_DELIMITER = re.compile(r"(?<![A-Za-z0-9])\*{2,3}|\*{2,3}(?![A-Za-z0-9])")
_TYPED_DASH = re.compile(r"-{3,}")
"""A dash typed as hyphens."""
_STRAY_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\n]{0,1000})\)|\]\([^()\s]{0,1000}\)")
_FILE_NAME = re.compile(
    r"[\w.%@ -]+\.(?:jpe?g|png|gif|webp|svg|bmp|avif)|[0-9a-fA-F_-]{8,}|(?:img|dsc|image|photo|图片|圖片)?[ _-]?\d*",
    re.I,
)
_SENTENCE_ENDS = "。！？!?…”」』）)：:"
_TOKENS_BEFORE_BREAK = 8
"""Tokens before a line end in which the text before it is looked for."""
_MARK_SIZE_MAX = 2_000
_CAPTION_SIZE_MAX = 160
"""Code points of an emphasised line under an image that is its caption, at most."""


def render_markdown(text: str) -> str:
    """Return the HTML of a Markdown text without its front matter.

    Args:
        text: Clean text.
    """
    text = _INDENTED_HAN.sub(_keep_indent, text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LOOSE_STRONG_END.sub(r"\1**\2**", _LOOSE_STRONG.sub(r"\1**\2**", text))
    text = _CALLOUT.sub(_render_callout, _COMMENT.sub("", text))
    text = _WIKI_LINK.sub(
        lambda match: match[2] or match[1].partition("#")[0] or match[1], _EMBED.sub(_render_embed, text)
    )
    parser = _create_parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    _mark_captions(tokens)
    _number_footnotes(tokens)
    html: str = parser.renderer.render(tokens, parser.options, environment)
    return html


def _keep_indent(match: re.Match[str]) -> str:
    """An indent that HTML keeps; the spaces and tabs that Markdown uses are removed."""
    return match[0].replace(" ", "").replace("\t", "\u3000")


def _render_callout(match: re.Match[str]) -> str:
    title = match[2].strip()
    return f"{match[1]}**{title}**  " if title else match[1]


def _render_embed(match: re.Match[str]) -> str:
    """An embedded image of Obsidian as one of Markdown; of any other embedded file the name."""
    name = match[1].strip()
    if _FILE_NAME.fullmatch(name.rpartition("/")[2]):
        return f"![{'' if (match[2] or '').isdecimal() else match[2] or ''}](<{name}>)"
    return match[2] or name


@cache
def _create_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline
    from mdit_py_plugins.footnote import footnote_plugin

    class HanInline(ParserInline):
        """Inline rules with delimiters that may open and close beside Han characters and their punctuation."""

        def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
            state = _create_state_class()(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens

    parser = MarkdownIt("commonmark", {"html": True, "breaks": False, "linkify": False})
    parser.enable(["table", "strikethrough"])
    parser.inline = HanInline()
    parser.enable(["strikethrough"])
    parser.use(footnote_plugin)
    parser.inline.ruler.before("emphasis", "mark", _parse_mark)
    parser.inline.ruler.before("link", "note", _parse_note)
    parser.disable("footnote_inline")
    for name, rule in _RENDER_RULES.items():
        parser.add_render_rule(name, rule)
    return parser


@cache
def _create_state_class() -> type[StateInline]:
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Scanned

    class HanState(StateInline):
        """State of the inline rules; a Han character or punctuation beside a delimiter counts as a word border."""

        def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
            """Whether a run of delimiters may open and close."""
            found = super().scanDelims(start, canSplitWord)
            before = self.src[start - 1] if start else " "
            end = start + found.length
            behind = self.src[end] if end < self.posMax else " "
            if not canSplitWord or not (_is_han(before) or _is_han(behind)):
                return found
            return Scanned(not behind.isspace(), not before.isspace(), found.length)

    return HanState


def _is_han(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’…—"


def _parse_mark(state: StateInline, silent: bool) -> bool:
    """Parse ==highlighted words==, as in Obsidian and others."""
    start = state.pos
    if not state.src.startswith("==", start) or state.src[start + 2 : start + 3] in ("=", " ", ""):
        return False
    end = state.src.find("==", start + 2, min(state.posMax, start + _MARK_SIZE_MAX))
    if end < 0 or state.src[end - 1] == " ":
        return False
    if not silent:
        most = state.posMax
        state.pos, state.posMax = start + 2, end
        state.push("mark_open", "mark", 1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = most
    state.pos = end + 2
    return True


def _parse_note(state: StateInline, silent: bool) -> bool:
    """Parse ^[a note], as in Obsidian, which is not part of the article's text."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.src.find("]", start + 2, min(state.posMax, start + _MARK_SIZE_MAX))
    if end <= start + 2:
        return False
    if not silent:
        state.push("note", "", 0).content = state.src[start + 2 : end]
    state.pos = end + 1
    return True


# Rendering


def _render_softbreak(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A line end within a paragraph: a new paragraph after a sentence, else nothing."""
    near = range(index - 1, max(-1, index - 1 - _TOKENS_BEFORE_BREAK), -1)
    before = next((tokens[i].content for i in near if tokens[i].content), "").rstrip()
    return "<br>\n" if before[-1:] and before[-1] in _SENTENCE_ENDS else "\n"


def _render_text(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Text without unmatched delimiters and without the rest of broken links."""
    text = tokens[index].content
    if "**" in text:
        text = _STRAY_DELIMITER.sub("", text)
    if "---" in text:
        text = _TYPED_DASH.sub("——", text)
    if "](" in text:
        text = _STRAY_LINK.sub(lambda match: match[1] or "", text).replace("](", " ")
    return escape(text, quote=False)


def _render_image(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """An image, with its title or its alternative text as its caption."""
    token = tokens[index]
    src = str(token.attrs.get("src", ""))
    caption = str(token.attrs.get("title") or "") or self.renderInlineAsText(token.children or [], options, env)
    caption = "" if _FILE_NAME.fullmatch(caption.strip()) else caption.strip()
    image = f'<img src="{escape(src)}">'
    if not caption:
        return image
    return f"</p><figure>{image}<figcaption>{escape(caption, quote=False)}</figcaption></figure><p>"


def _render_note(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<data data-note="{escape(tokens[index].content)}"></data>'


def _render_footnote_mark(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """The reference mark of a footnote, [1]."""
    number = tokens[index].meta.get("id", 0) + 1
    return f"[{number}]"


def _render_nothing(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return ""


_RENDER_RULES = {
    "softbreak": _render_softbreak,
    "text": _render_text,
    "image": _render_image,
    "note": _render_note,
    "footnote_ref": _render_footnote_mark,
    "footnote_block_open": lambda *_: '<section class="footnotes">',
    "footnote_block_close": lambda *_: "</section>",
    "footnote_open": lambda *_: '<div class="footnote">',
    "footnote_close": lambda *_: "</div>",
    "footnote_anchor": _render_nothing,
}


def _number_footnotes(tokens: list[Token]) -> None:
    """Put the numbers of footnotes before their texts."""
    from markdown_it.token import Token

    number = ""
    for token in tokens:
        if token.type == "footnote_open":
            number = f"[{token.meta.get('id', 0) + 1}] "
        elif token.type == "inline" and number:
            token.children = [Token("text", "", 0, content=number), *(token.children or [])]
            number = ""


def _mark_captions(tokens: list[Token]) -> None:
    """Mark an emphasised paragraph directly under an image as its caption."""
    after_image = False
    for i, token in enumerate(tokens):
        if token.type != "inline":
            continue
        children = token.children or []
        kinds = [
            child.type
            for child in children
            if child.type not in ("softbreak", "hardbreak") and (child.type != "text" or child.content.strip())
        ]
        is_emphasised = (
            len(kinds) > 2 and kinds[0] == "em_open" and kinds[-1] == "em_close" and kinds.count("em_open") == 1
        )
        if after_image and is_emphasised and len(token.content) <= _CAPTION_SIZE_MAX:
            tokens[i - 1].attrSet("class", "caption")
        after_image = bool(kinds) and kinds[-1] in ("image", "link_close") and "image" in kinds and "text" not in kinds
