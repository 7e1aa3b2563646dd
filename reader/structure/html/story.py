"""The lines of a story on a page: the rules of plain text, with what the markup says before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import chrome_of, note
from reader.structure.captions import CAPTION_MAX, captioned, credit, marked, pictures, sentences
from reader.structure.dates import is_date
from reader.structure.furniture import furniture_of
from reader.structure.headings import LIKELY, number, worth
from reader.structure.html.elements import hint_of, is_bold, is_linked, junk_in, within
from reader.structure.html.main_content import is_legal
from reader.structure.lexicon import lazy
from reader.structure.story import Body

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.html.elements import Box
    from reader.structure.lines import Line, Window
    from reader.structure.text_profile import Survey

_HEADING_MAX = 40
"""Characters of a heading that the markup makes one."""
_ITEM_MAX = 300
_LABEL_MAX = 3
"""Characters of a label without a value: a button (編輯)."""
_NEAR = 2
"""Lines behind an image in which its caption may stand."""


class PageBody(Body):
    """Classifies the lines of the box that holds the story."""

    def __init__(
        self, lines: Window, facts: Survey, top: Box, *, headed: bool, usual: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(lines, 0, facts)
        self._top = top
        self._headed = headed
        """Headings are marked as such, so that a short plain line is none."""
        self._usual = usual
        """Tag and class of the boxes that paragraphs stand in."""
        self._since = _NEAR + 1
        """Lines since the last image."""

    def _decided(self, line: Line) -> Kind:
        """The kind of the next line; the markup is asked first."""
        hint = hint_of(line)
        self._since = 0 if hint is not None and hint.images else self._since + 1
        if self._tail:
            named = within(line, "caption", self._top, 3) and not junk_in(line, self._top)
            return "caption" if named and (captioned(line) or self._since == 0) else super()._decided(line)
        kind = self._by_markup(line)
        if kind is None:
            return super()._decided(line)
        if kind == "paragraph":
            self._told, self._box = True, False
        return kind

    def _by_markup(self, line: Line) -> Kind | None:
        """What the markup alone tells, or with a glance at the words."""
        hint = hint_of(line)
        if hint is None:
            return None
        if is_pager(line):
            return "note"
        if junk_in(line, self._top):
            return signs(line) or "chrome"
        box, short = hint.box, line.short
        if (line.size <= _LABEL_MAX and not any(map(str.isalnum, line.text))) or is_legal(line):
            return "chrome"
        if box.tag in ("figcaption", "caption") or within(line, "caption", self._top, 4):
            return "caption" if line.size <= 2 * CAPTION_MAX or captioned(line) else None
        if "\t" in line.text and box.tag == "tr":
            return "table_row"
        if short and furniture_of(line) in ("editor", "byline", "source"):
            return "chrome" if line.size <= _LABEL_MAX else None
        if is_linked(line) and (not line.stopped or line.size < 30):
            return self._linked(line)
        if short and (hint.rank > 1 or is_bold(line)) and (kind := self._bold(line)) is not None:
            return kind
        if self._is_image_caption(line):
            return "caption"
        if self._since == 0 and within(line, "picture", self._top, 2) and box.story * 4 < self._top.story:
            return "caption" if line.size <= 2 * CAPTION_MAX and sentences(line) <= 2 else None
        if box.tag == "blockquote" or (box.parent is not None and box.parent.tag == "blockquote"):
            return "quote" if (line.story or line.stopped) and box.story * 2 < self._top.story else None
        if box.tag == "li" and short and not captioned(line) and not is_linked(line, 0.4) and line.size <= _ITEM_MAX:
            return "list_item" if line.stopped or line.size > 2 else None
        return None

    def _linked(self, line: Line) -> Kind:
        """A line that is a link: as a rule one of a list of other stories."""
        if note(line.shadow, line.size):
            return "note"
        return "caption" if captioned(line) and self._since == 0 else "chrome"

    def _bold(self, line: Line) -> Kind | None:
        """A line that is bold or a heading by its tag."""
        hint = hint_of(line)
        assert hint is not None
        shadow = line.shadow
        sort = chrome_of(line)
        if sort in ("tail", "line") or note(shadow, line.size) or furniture_of(line) is not None:
            return None
        if marked(line) or (credit(line) is not None and sentences(line) <= 2):
            return None
        most = _HEADING_MAX if hint.rank or number(line) else _HEADING_MAX - 8
        if line.size > most or shadow[-1] in "。;,、" or shadow.endswith("。”") or (line.stopped and sentences(line)):
            return None
        if shadow[-1] == ":" and not hint.rank and line.size > 12:
            return None
        if pictures(line) and self._since <= 1 and not hint.rank:
            return "caption"
        return "heading" if self._goes_on() else None

    def _goes_on(self) -> bool:
        """Something follows that a heading can be over: running text, also behind captions and further headings."""
        for following in self._lines.ahead(self._at, 6):
            if following.story or (following.stopped and following.size >= 6) or not following.short:
                return furniture_of(following) is None and not junk_in(following, self._top)
            if chrome_of(following) == "tail" or furniture_of(following) is not None:
                return False
        return False

    def _is_image_caption(self, line: Line) -> bool:
        """It stands under an image and reads as its caption."""
        hint = hint_of(line)
        if hint is None or self._since > 0 or line.size > CAPTION_MAX or sentences(line) > 0:
            return False
        if line.ending[-1] in ":,;、?!" or is_date(line.shadow) or chrome_of(line) or number(line):
            return False
        if captioned(line):
            return True
        centred = "c" in hint.box.style
        flush = self._facts.indented and not line.indent
        unlike = (hint.box.tag, hint.box.name) != self._usual and hint.box.story * 4 < self._top.story
        return centred or flush or unlike or not line.stopped

    def _is_bare_caption(self, line: Line) -> bool:
        """Without a mark or credit only what stands under an image, or apart from indented paragraphs."""
        if self._since > 0 and not self._facts.indented:
            return False
        return super()._is_bare_caption(line)

    def _heading_worth(self, line: Line) -> int:
        """A plain line is a heading only on a page that marks none."""
        score = super()._heading_worth(line)
        if score <= 0 or hint_of(line) is None:
            return score
        if self._headed and number(line) in ("", "ar", "zero"):
            return 0
        return score if is_bold(line) or worth(line) + 1 > LIKELY else 0

    def _is_leftover(self, line: Line) -> bool:
        return False


def signs(line: Line) -> Kind | None:
    """The kind of a line that names who wrote or edited the article, also among the page's own lines."""
    if not line.short or is_linked(line) or line.size <= _LABEL_MAX:
        return None
    kind = furniture_of(line)
    if kind in ("editor", "byline", "source"):
        return kind
    return "note" if "编辑" in line.shadow and note(line.shadow, line.size) else None


_PAGER = lazy(r"[\d\s\[\]()<>«»|/.…第页共上下一首末尾前后]{2,60}")
_MORE_MAX = 24
_MORE = ("阅读全文", "余下全文", "展开全文", "查看全文", "显示全文", "全文阅读", "阅读余下", "阅读更多内容")


def is_pager(line: Line) -> bool:
    """It leads to the next page of the article, or to the rest of it: 1 2 3 下一页, 余下全文."""
    if not is_linked(line, 0.3) or line.size > 60:
        return False
    if "下一页" in line.shadow or "下页" in line.shadow:
        return _PAGER().fullmatch(line.shadow) is not None
    return line.size <= _MORE_MAX and any(word in line.shadow for word in _MORE)
