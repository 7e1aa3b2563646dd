"""Classifies the lines of a story on an HTML page: first by their markup, then by the rules for plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import get_boilerplate_kind, is_note, is_unfold_button
from reader.structure.captions import (
    CAPTION_MAX,
    count_inner_stops,
    get_credit,
    has_caption_ending,
    has_caption_mark,
    is_caption,
)
from reader.structure.dates import is_date
from reader.structure.headings import HEADING_SCORE_MIN, get_numbering, is_labelled_value, score_heading
from reader.structure.html.elements import (
    get_markup,
    is_bold,
    is_in_boilerplate,
    is_linked,
    is_linked_teaser,
    is_within,
)
from reader.structure.lexicon import lazy_pattern
from reader.structure.metadata_lines import classify_metadata_line, get_metadata_kind
from reader.structure.notices import is_copyright_notice, is_legal_notice, is_pay_wall
from reader.structure.story import StoryClassifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import BlockKind
    from reader.structure.html.elements import BlockElement, LineMarkup
    from reader.structure.lines import Line, LineWindow
    from reader.structure.text_profile import TextProfile

_HEADING_MAX = 40
"""Characters of a heading that is one by its markup, at most."""
_WRITTEN_HEADING_MAX = 60
"""Code points of a heading in a Markdown file, at most."""
_TITLE_SIZE_MIN = 8
"""Code points of the linked title of another story, at least."""
_LIST_ITEM_MAX, _ITEM_LINES_MAX = 300, 3
"""Code points of a list item, and lines in one <li>, at most."""
_BUTTON_MAX = 3
"""Characters of a label without a value that is a button (編輯), at most."""
_FEW_WORDS_MAX, _CAPTIONED_IMAGES_MIN = 20, 2
"""Code points of a short clause after an image that is its caption, if so many other images have certain captions."""
_CAPTION_DISTANCE_MAX = 2
"""Lines after an image in which its caption is looked for."""


class HtmlStoryClassifier(StoryClassifier):
    """Classifies the lines of the element of the story.

    Args:
        lines: The lines of the element.
        profile: What they have in common.
        main_content: The element.
        has_marked_headings: Whether the page marks its headings, so that a short plain line is none.
        usual_element: Tag and class of the elements that paragraphs are in.
        is_whole_story: Whether there is no boilerplate, as in a Markdown file.
        captioned_images: How many images are certainly followed by a caption, and how many there are.
    """

    def __init__(
        self,
        lines: LineWindow,
        profile: TextProfile,
        main_content: BlockElement,
        *,
        has_marked_headings: bool,
        usual_element: tuple[str, str] = ("", ""),
        is_whole_story: bool = False,
        captioned_images: tuple[int, int] = (0, 0),
    ) -> None:
        super().__init__(lines, 0, profile)
        self._main_content = main_content
        self._has_marked_headings = has_marked_headings
        self._usual_element = usual_element
        self._is_whole_story = is_whole_story
        captioned, images = captioned_images
        self._has_captioned_images = captioned >= _CAPTIONED_IMAGES_MIN
        """Whether a few words after an image are its caption, also if they end like a sentence."""
        self._has_captions_throughout = self._has_captioned_images and captioned * 2 >= images
        """Whether short bold lines after images are captions, and no headings."""
        self._lines_since_image = _CAPTION_DISTANCE_MAX + 1
        """Lines since the last image; 0 for a line directly after one."""

    def _classify_next(self, line: Line) -> BlockKind:
        """The kind of the next line, by its markup, else by its text."""
        markup = get_markup(line)
        self._lines_since_image = 0 if markup is not None and markup.images else self._lines_since_image + 1
        if self._in_tail:
            named = is_within(line, "caption", self._main_content, 3) and not is_in_boilerplate(
                line, self._main_content
            )
            return (
                "caption"
                if named and (is_caption(line) or self._lines_since_image == 0)
                else super()._classify_next(line)
            )
        kind = self._classify_by_markup(line)
        if kind is None:
            kind = super()._classify_next(line)
            if self._is_whole_story:  # a list of links does not end the story: all lines are the author's
                self._in_tail = self._in_title_list = False
            return kind
        if kind == "paragraph":
            self._story_seen, self._in_title_list = True, False
        return kind

    def _classify_by_markup(self, line: Line) -> BlockKind | None:
        """The kind of a line by its markup, and its text where that is ambiguous; None if the markup is not enough."""
        markup = get_markup(line)
        if markup is None:
            return None
        if self._is_whole_story:
            return self._classify_written(line, markup)
        if is_pager(line):
            return "note"
        if is_in_boilerplate(line, self._main_content):
            if get_boilerplate_kind(line) == "tail" and self._is_story_over():
                self._in_tail = self._story_seen
            return classify_signature(line) or "chrome"
        if is_unfold_button(line.normalized) or self._is_notice(line) or self._is_title_of_links(line):
            return "chrome"
        if is_pay_wall(line):
            return "note"
        element, short = markup.element, line.is_short
        if (line.size <= _BUTTON_MAX and not any(map(str.isalnum, line.text))) or is_copyright_notice(line):
            return "chrome"
        if short and "\t" not in line.text and get_boilerplate_kind(line) == "line":
            return "chrome"
        if element.tag in ("figcaption", "caption") or is_within(line, "caption", self._main_content, 4):
            return "caption" if line.size <= 2 * CAPTION_MAX or is_caption(line) else None
        if "\t" in line.text and element.tag == "tr":
            return "table_row"
        if short and (credit := get_credit(line)) is not None and credit.start == 0 and self._is_in_picture(line):
            return "caption"
        if short and get_metadata_kind(line) in ("editor", "byline", "source", "chrome"):
            return "chrome" if line.size <= _BUTTON_MAX else None
        if is_linked(line) and (not line.ends_sentence or line.size < 30):
            return self._classify_link(line)
        if is_linked_teaser(line) and any(
            other is not None and is_linked_teaser(other)
            for other in (self._lines[self._position - 1], self._lines[self._position + 1])
        ):
            return "chrome"
        if short and is_bold(line) and (kind := self._classify_bold(line)) is not None:
            return kind
        if self._is_image_caption(line):
            return "caption"
        return self._classify_by_element(line, element)

    def _classify_by_element(self, line: Line, element: BlockElement) -> BlockKind | None:
        """The kind of a line by the picture, quotation or list that its element is; None for any other element."""
        if (
            self._lines_since_image == 0
            and is_within(line, "picture", self._main_content, 2)
            and element.story_size * 4 < self._main_content.story_size
        ):
            return "caption" if line.size <= 2 * CAPTION_MAX and count_inner_stops(line) <= 2 else None
        if element.tag == "blockquote" or (element.parent is not None and element.parent.tag == "blockquote"):
            return (
                "quote"
                if (line.is_prose or line.ends_sentence) and element.story_size * 2 < self._main_content.story_size
                else None
            )
        if _is_in_list_item(element) and get_boilerplate_kind(line) in ("line", "tail"):
            return None
        if line.is_short and not self._story_seen and classify_metadata_line(line.normalized, in_head=True) is not None:
            return None
        if (
            _is_in_list_item(element)
            and not is_caption(line)
            and not is_linked(line, 0.4)
            and line.size <= _LIST_ITEM_MAX
        ):
            return "list_item" if line.ends_sentence or line.size > 2 else None
        return None

    def _classify_written(self, line: Line, markup: LineMarkup) -> BlockKind | None:
        """The kind of a line of a Markdown file by its markup: nothing is boilerplate, and every heading is one."""
        element = markup.element
        if markup.heading_level and line.size <= _WRITTEN_HEADING_MAX and line.normalized[-1] not in "。;,、":
            return "heading"
        if element.tag in ("figcaption", "caption") or is_within(line, "caption", self._main_content, 2):
            return "caption"
        if is_within(line, "footnote", self._main_content, 4):
            return "note"
        if "\t" in line.text and element.tag == "tr":
            return "table_row"
        if _is_within_tag(element, "blockquote"):
            return "quote"
        if _is_in_list_item(element):
            return "list_item"
        if line.is_short and is_bold(line) and (kind := self._classify_bold(line)) is not None:
            return kind
        if self._is_image_caption(line) and (is_caption(line) or not line.ends_sentence):
            return "caption"
        return None

    def _is_in_picture(self, line: Line) -> bool:
        """Whether a line is in an element with a picture and hardly any text."""
        markup = get_markup(line)
        if markup is None or markup.element.story_size * 4 > self._main_content.story_size:
            return False
        return is_within(line, "picture", self._main_content, 2) or markup.element.tag == "figure"

    def _is_notice(self, line: Line) -> bool:
        """Whether a line is a legal notice of the site, before or after the story."""
        if not is_legal_notice(line):
            return False
        return self._is_story_over() or not self._story_seen

    def _is_title_of_links(self, line: Line) -> bool:
        """Whether a line is the title of a list of links to other stories."""
        if (
            line.size > _HEADING_MAX
            or line.ends_sentence
            or is_linked(line, 0.3)
            or get_metadata_kind(line) is not None
        ):
            return False
        following = self._lines.peek(self._position, 2)
        return len(following) > 1 and all(
            is_linked(other, 0.9) and not other.ends_sentence and other.size >= _TITLE_SIZE_MIN for other in following
        )

    def _classify_link(self, line: Line) -> BlockKind:
        """The kind of a line that is a link: usually one of a list of other stories."""
        if is_note(line.normalized, line.size):
            return "note"
        return "caption" if is_caption(line) and self._lines_since_image == 0 else "chrome"

    def _classify_bold(self, line: Line) -> BlockKind | None:
        """The kind of a line that is bold or has a heading tag; None if its text is neither heading nor caption."""
        markup = get_markup(line)
        assert markup is not None
        normalized = line.normalized
        sort = get_boilerplate_kind(line)
        if sort in ("tail", "line") or is_note(normalized, line.size) or get_metadata_kind(line) is not None:
            return None
        if has_caption_mark(line) or (get_credit(line) is not None and count_inner_stops(line) <= 2):
            return None
        most = _HEADING_MAX if markup.heading_level or get_numbering(line) else _HEADING_MAX - 8
        spoken = normalized.rstrip('”’")')
        inner_stops = sum(map(spoken[:-1].count, "。!?"))
        if not any(map(str.isalnum, normalized)) or line.size > most or normalized[-1] in "。;,、":
            return None
        if spoken[-1:] == "。" or (line.ends_sentence and inner_stops):
            return None
        if is_labelled_value(normalized):
            return None
        if not markup.heading_level and (
            (has_caption_ending(line) and self._lines_since_image <= 1)
            or (self._has_captions_throughout and self._lines_since_image == 0 and not get_numbering(line))
        ):
            return "caption"
        if markup.heading_level > 1 and self._has_content_after():
            return "heading"
        return "heading" if self._has_story_after() else None

    def _has_content_after(self) -> bool:
        """Whether any line of the story follows, such as short lines or a caption."""
        following = self._lines[self._position + 1]
        if following is None or is_in_boilerplate(following, self._main_content) or is_linked(following):
            return False
        return get_boilerplate_kind(following) != "tail" and get_metadata_kind(following) is None

    def _has_story_after(self) -> bool:
        """Whether running text follows, directly or after captions and further headings."""
        for following in self._lines.peek(self._position, 6):
            if following.is_prose or (following.ends_sentence and following.size >= 6) or not following.is_short:
                return get_metadata_kind(following) is None and not is_in_boilerplate(following, self._main_content)
            if get_boilerplate_kind(following) == "tail" or get_metadata_kind(following) is not None:
                return False
        return False

    def _is_image_caption(self, line: Line) -> bool:
        """Whether a line follows an image and may be its caption."""
        markup = get_markup(line)
        if markup is None or self._lines_since_image > 0 or line.size > CAPTION_MAX or count_inner_stops(line) > 0:
            return False
        if (
            line.normalized_end[-1] in ":,;、?!"
            or is_date(line.normalized)
            or get_boilerplate_kind(line)
            or get_numbering(line)
        ):
            return False
        if is_caption(line):
            return True
        centred = "c" in markup.element.style_flags
        flush = self._profile.has_indented_paragraphs and not line.indent
        unlike = (
            markup.element.tag,
            markup.element.class_and_id,
        ) != self._usual_element and markup.element.story_size * 4 < self._main_content.story_size
        if line.ends_sentence and not (centred or flush):
            few = self._has_captioned_images and line.size <= _FEW_WORDS_MAX and "," not in line.normalized
            return unlike or has_caption_ending(line) or few
        return True

    def _is_unmarked_caption(self, line: Line) -> bool:
        """Whether a line without mark or credit is a caption: only after an image, or among indented paragraphs."""
        if self._lines_since_image > 0 and not self._profile.has_indented_paragraphs:
            return False
        return super()._is_unmarked_caption(line)

    def _score_heading(self, line: Line) -> int:
        """The score of a line as a heading; 0 for a plain line on a page that marks its headings."""
        if not any(map(str.isalnum, line.text)):
            return 0
        score = super()._score_heading(line)
        if score <= 0 or get_markup(line) is None:
            return score
        if self._has_marked_headings and get_numbering(line) in ("", "ar", "zero"):
            return 0
        return score if is_bold(line) or score_heading(line) + 1 > HEADING_SCORE_MIN else 0

    def _is_other_storys_title(self, line: Line) -> bool:
        return False


def count_captioned_images(lines: Sequence[Line]) -> tuple[int, int]:
    """Return how many lines with images before them have a caption's mark or credit, and how many there are."""
    behind = [line for line in lines if (markup := get_markup(line)) is not None and markup.images]
    return sum(is_caption(line) for line in behind), len(behind)


def _is_within_tag(element: BlockElement | None, tag: str) -> bool:
    """Whether an element, or one around it, has a tag."""
    while element is not None:
        if element.tag == tag:
            return True
        element = element.parent
    return False


def _is_in_list_item(element: BlockElement) -> bool:
    """Whether an element is a list item, or the only element in one (li > section, li > p)."""
    outer: BlockElement | None = element
    for _ in range(3):
        if outer is None:
            return False
        if outer.tag == "li":
            return outer is element or outer.end_line - outer.first_line <= _ITEM_LINES_MAX
        if outer.tag not in ("p", "div", "section", "span"):
            return False
        outer = outer.parent
    return False


def classify_signature(line: Line) -> BlockKind | None:
    """Return the kind of a line that names author, editor, source or date, also among boilerplate; None for others."""
    if not line.is_short or is_linked(line) or line.size <= _BUTTON_MAX:
        return None
    kind = get_metadata_kind(line)
    if kind in ("editor", "byline", "source", "date"):
        return kind
    return "note" if "编辑" in line.normalized and is_note(line.normalized, line.size) else None


_PAGER_TEXT = lazy_pattern(r"[\d\s\[\]()<>«»|/.…第页共上下一首末尾前后]{2,60}")
_REST_LINK_MAX = 24
_REST_LINK_WORDS = ("阅读全文", "余下全文", "展开全文", "查看全文", "显示全文", "全文阅读", "阅读余下", "阅读更多内容")


def is_pager(line: Line) -> bool:
    """Whether a line links to the next page or the rest of the article: 1 2 3 下一页, 余下全文."""
    if not is_linked(line, 0.3) or line.size > 60:
        return False
    if "下一页" in line.normalized or "下页" in line.normalized:
        return _PAGER_TEXT().fullmatch(line.normalized) is not None
    return line.size <= _REST_LINK_MAX and any(word in line.normalized for word in _REST_LINK_WORDS)
