"""Recognises front pages, and makes a list of their links to articles, grouped under the page's headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Article, Block, CleanText
from reader.script.detect import detect_region, detect_script
from reader.structure.block_builder import build_blocks
from reader.structure.boilerplate import get_boilerplate_kind
from reader.structure.dates import parse_date
from reader.structure.html.elements import get_markup, is_bold, is_in_menu, is_linked
from reader.structure.html.headline import strip_site_name
from reader.structure.html.markup_spans import add_markup_spans
from reader.structure.lines import ClassifiedLine
from reader.structure.notices import is_copyright_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import BlockKind, Origin
    from reader.structure.html.html_page import HtmlPage
    from reader.structure.lines import Line

_LINKS_MIN = 5
"""Links of a front page without a story, at least."""
_CROWDED_LINKS_MIN = 20
"""Links of a front page with some running text, at least."""
_STORY_SHARE_MAX = 0.3
"""Running text in the main element of a front page, as a share of the linked titles, at most."""
_TEASERS_MIN, _TEASER_SHARE_MIN = 5, 0.7
"""Teasers under linked titles in the main element of a page that lists articles, and their share of its text."""
_TEASERS_OUTSIDE_MIN, _PROSE_BESIDE_TEASERS_MAX = 8, 2
"""Teasers outside of the main element, and paragraphs in it, such as a notice of the site."""
_TEASER_DISTANCE, _TEASER_SIZE_MIN = 3, 25
"""Lines under a title in which its teaser is looked for, and code points of a teaser."""
_TITLE_MIN, _TITLE_MAX = 6, 80
"""Code points of a linked title, at least and at most."""
_TITLE_LETTERS_MIN = 5
"""Letters and Han characters of a linked title, at least: else it is a temperature or a price."""
_HEADING_MAX = 20
"""Code points of a heading over a group of links, at most."""
_GROUP_DISTANCE = 3
"""Lines after a heading in which its first link is looked for."""
_ITEMS_MAX = 2_000
"""Links of a front page that are shown, at most."""
_ROOT_PATHS = ("", "/", "/index.html", "/index.htm", "/index.shtml", "/index.php", "/home", "/news", "/news/")


def is_front_page(page: HtmlPage, url: str | None) -> bool:
    """Whether a page lists articles rather than being one.

    A page without a story needs a few links to articles. One with a story needs many, hardly any running text beside
    them, no date or byline, and an address that looks like a front page's or no headline; or its running text is a
    teaser under each of several links.

    Args:
        page: The page.
        url: Its URL; None for a file.
    """
    links = find_article_links(page.lines)
    if not page.has_story:
        return len(links) >= _LINKS_MIN
    is_root = url is not None and _find_path(url) in _ROOT_PATHS
    top = page.headline_index
    if not is_root and top is not None and page.lines[top].size >= _TITLE_MIN and top not in links:
        return False
    if _has_teasers(page, links):
        return True
    if len(links) < _CROWDED_LINKS_MIN or page.metadata_lines:
        return False
    return page.story_size <= _STORY_SHARE_MAX * sum(page.lines[i].size for i in links)


def _has_teasers(page: HtmlPage, links: list[int]) -> bool:
    """Whether the running text of a page is a teaser under each of several linked titles.

    Args:
        page: The page.
        links: The positions of its linked titles.
    """
    teasers = find_teasers(page.lines, links)
    story = page.main_content
    if story is None or len(teasers) < _TEASERS_MIN:
        return False
    inside = range(story.first_line, story.end_line)
    prose = [i for i in inside if _is_running_text(page.lines[i])]
    own = sum(i in inside for i in teasers)
    if own >= _TEASERS_MIN:
        return own >= _TEASER_SHARE_MIN * len(prose)
    return len(teasers) >= _TEASERS_OUTSIDE_MIN and len(prose) <= _PROSE_BESIDE_TEASERS_MAX


def find_teasers(lines: Sequence[Line], links: list[int]) -> list[int]:
    """Return the positions of the lines of running text that stand under a linked title.

    Args:
        lines: The lines of a page.
        links: The positions of its linked titles.
    """
    titles = set(links)
    return [
        i
        for i, line in enumerate(lines)
        if _is_running_text(line) and any(i - distance in titles for distance in range(1, _TEASER_DISTANCE + 1))
    ]


def _is_running_text(line: Line) -> bool:
    return line.is_prose or (line.ends_sentence and line.size >= _TEASER_SIZE_MIN)


def _find_path(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).path
    except ValueError:
        return url


def find_article_links(lines: Sequence[Line]) -> list[int]:
    """Return the positions of the lines that are linked titles of articles, each address once, without menus."""
    found: list[int] = []
    known: set[str] = set()
    for i, line in enumerate(lines):
        markup = get_markup(line)
        if (
            markup is None
            or not markup.link_ranges
            or not _TITLE_MIN <= line.size <= _TITLE_MAX
            or sum(map(str.isalpha, line.text)) < _TITLE_LETTERS_MIN
            or (line.text.isascii() and parse_date(line.text) is not None)
            or not is_linked(line, 0.7)
        ):
            continue
        href = markup.link_ranges[0][2].partition("#")[0].strip()
        if not href or href in known or href.lower().startswith(("javascript:", "mailto:", "tel:")):
            continue
        if (
            len({link[2] for link in markup.link_ranges}) > 2
            or get_boilerplate_kind(line) is not None
            or is_copyright_notice(line)
            or is_in_menu(markup.element, len(lines))
        ):
            continue
        known.add(href)
        found.append(i)
        if len(found) >= _ITEMS_MAX:
            break
    return found


def build_front_page(page: HtmlPage, origin: Origin, base_url: str | None = None) -> Article:
    """Return the links of a front page as an article: its name, headings, and a list item for each link.

    Args:
        page: A page for which `is_front_page` holds.
        origin: Where it came from.
        base_url: The base URL for its relative links; None leaves them as they are.
    """
    lines, metadata = page.lines, page.metadata
    links = set(find_article_links(lines))
    teasers = set(find_teasers(lines, sorted(links))) - links
    title = strip_site_name(metadata.titles, metadata.site_names)
    classified_lines: list[ClassifiedLine] = []
    groups = [i for i, line in enumerate(lines) if _is_group_heading(line, len(lines))]
    headings = {i for i in groups if any(i + distance in links for distance in range(1, _GROUP_DISTANCE + 1))}
    for i, line in enumerate(lines):
        kind: BlockKind | None = None
        if i in links:
            kind = "list_item"
        elif i in teasers:
            kind = "paragraph"
        elif i == page.headline_index and not classified_lines:
            kind = "headline"
        elif i in headings:
            kind = "heading"
        if kind is not None:
            classified_lines.append(ClassifiedLine(line, kind))
    blocks = [
        add_markup_spans(classified, block, base_url)
        for classified, block in zip(classified_lines, build_blocks(classified_lines, 0), strict=True)
    ]
    if title and not any(block.kind == "headline" for block in blocks):
        blocks.insert(0, Block("headline", title, script=detect_script(title)))
    texts = [block.text for block in blocks]
    script = detect_script("\n".join(texts[:200]))
    headline = next((block.text for block in blocks if block.kind == "headline"), None)
    return Article(
        origin=origin,
        blocks=tuple(blocks),
        title=headline or title,
        outlet=next((CleanText(name) for name in metadata.site_names if 2 <= len(name) <= 20), None),
        script=script,
        region=detect_region(texts) if script in ("Hant", "Mixed") else None,
        is_front_page=True,
    )


def _is_group_heading(line: Line, line_count: int) -> bool:
    markup = get_markup(line)
    return (
        markup is not None
        and 2 <= line.size <= _HEADING_MAX
        and (markup.heading_level > 0 or is_bold(line) or "title" in markup.element.purposes)
        and not line.ends_sentence
        and not is_in_menu(markup.element, line_count)
    )
