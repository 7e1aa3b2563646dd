"""The head of an article: all that stands before its story (rules 1 to 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.captions import captioned, credit, pictures
from reader.structure.draft import Draft
from reader.structure.furniture import breadcrumb, chrome, furniture, menu, note
from reader.structure.headings import number, siblings, worth
from reader.structure.labels import with_value
from reader.structure.openings import dateline
from reader.structure.people import is_outlet, names_in
from reader.structure.tables import lazy

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.lines import Line
    from reader.structure.survey import Survey
    from reader.structure.window import Window

HEAD_MAX = 40
"""Lines of a head at most."""
TITLE_MAX = 60
_CRUMBS = 5
"""A breadcrumb stands in the first lines."""
_DECK = lazy(r"[【\[]?(?:摘要|内容摘要|导读|导语|核心提示|内容提要|提要|内容提示|新闻提要|副题|副标题)[】\]]? ?[:|】\]]?")
_LABELLED_DECK = lazy(r"[【\[](?:摘要|导读|导语|核心提示|提要|内容提要)[】\]]|(?:摘要|内容摘要|导读|导语|核心提示|内容提要|提要|内容提示) ?[:|]")
_SITE = lazy(r" ?[-_|—–:·] ?.*")


def head(lines: Window, facts: Survey) -> list[Draft]:
    """The drafts of the head's lines; the story begins behind them. Empty when the first line is story."""
    drafts, titles, lead = _scan(lines)
    if lead is None:  # no running text in sight: only what is surely furniture is head
        if len(drafts) == 1 and titles:
            return []
        known = [i for i in range(len(drafts)) if i not in titles]
        end = max([known[-1] + 1 if known else 0, (titles[0] + 1) if titles else 0])
        drafts, titles = drafts[:end], [i for i in titles if i < end]
    headline = _headline(drafts, titles)
    if headline is None:
        return _until_title(drafts, titles)
    for i in titles:
        draft = drafts[i]
        if i < headline:
            draft.kind = "chrome"
        elif i == headline:
            draft.kind = "headline"
        elif draft.line.shadow.lstrip("# ") == drafts[headline].line.shadow.lstrip("# "):
            draft.kind = "chrome"
        elif lead is None or (kind := _second(drafts, headline, i, facts)) is None:
            return drafts[:i]
        else:
            draft.kind = kind
    return drafts


def _scan(lines: Window) -> tuple[list[Draft], list[int], bool | None]:
    """The lines before the story, which of them are like titles, and whether a story follows."""
    drafts: list[Draft] = []
    titles: list[int] = []
    i = 0
    while i < HEAD_MAX and (line := lines[i]) is not None:
        following = lines[i + 1]
        if (pair := with_value(line, following)) is not None:
            drafts.append(Draft(*pair))
            lines.replace(i, pair[0])
            i += 1
            continue
        kind, found = _known(line, i), None
        if kind is None and line.short:
            found = credit(line)
            if captioned(line, found) and not (not titles and found is None):
                kind = "caption"
        if kind is None and titles and _LABELLED_DECK().match(line.shadow):
            kind = "deck"
        if kind is None and titles and _signed(line):
            kind = "byline"
        if kind is None:
            if line.text.startswith("##") or (titles and line.text.startswith("# ")):
                return drafts, titles, True
            if _is_story(line, titled=bool(titles)):
                return drafts, titles, True
            titles.append(i)
            kind = "paragraph"
        drafts.append(Draft(line, kind, found))
        i += 1
    return drafts, titles, None


def _known(line: Line, i: int) -> Kind | None:
    """The kind of a line that tells by itself what it is."""
    shadow, size = line.shadow, len(line.text)
    if i < _CRUMBS and breadcrumb(shadow):
        return "breadcrumb"
    if size > TITLE_MAX * 3:
        return None
    if (kind := furniture(shadow, size, head=True)) is not None:
        return kind
    if note(shadow, size):
        return "note"
    if chrome(shadow, size) or menu(shadow, size):
        return "chrome"
    return None


def _is_story(line: Line, *, titled: bool) -> bool:
    """The story begins. A headline may be a question or a cry, also a long one."""
    size = len(line.text)
    if dateline(line) is not None:
        return True
    if not titled and size <= TITLE_MAX and not line.shadow.rstrip("”)").endswith("。"):
        return False
    if titled and worth(line) >= 2:
        return False
    return line.story or line.stopped or size > TITLE_MAX


def _signed(line: Line) -> bool:
    """A line of nothing but names, as some papers print under a headline."""
    if len(line.text) > 24:
        return False
    names, rest = names_in(line.shadow, 0, len(line.shadow), labelled=False)
    return not rest and (len(names) > 1 or (len(names) == 1 and len(line.text) <= 4))


def _headline(drafts: list[Draft], titles: list[int]) -> int | None:
    """Which of the lines that are like titles is the headline: the first that is no site name, section or page title."""
    shadows = [drafts[i].line.shadow for i in titles]
    for at, i in enumerate(titles):
        own = shadows[at]
        if drafts[i].line.text.startswith("# "):
            return i
        later = shadows[at + 1 :]
        if any(len(other) >= 4 and own != other and own.startswith(other) and _SITE().fullmatch(own[len(other) :]) for other in later):
            continue
        if later and (len(own) < 4 or is_outlet(own) or (len(own) <= 5 and own.endswith(("新闻", "频道", "专题", "中心")))):
            continue
        return i
    return None


def _until_title(drafts: list[Draft], titles: list[int]) -> list[Draft]:
    return drafts[: titles[0]] if titles else drafts


def _second(drafts: list[Draft], headline: int, i: int, facts: Survey) -> Kind | None:
    """A further title-like line: deck, caption, or None for the first line of the body (a section's heading)."""
    line, top = drafts[i].line, drafts[headline].line
    shadow = line.shadow
    if shadow.startswith(top.shadow) or shadow.startswith("—") or shadow.startswith("--"):
        return "deck"
    if number(line) or any(draft.kind == "deck" for draft in drafts[:i]):
        return None
    apart = i > headline + 1
    if apart and facts.indented and not line.indent and (pictures(line) or not top.indent) and len(shadow) > 4 and pictures(line):
        return "caption"
    if apart and len(shadow) <= 20 and any(other is not line and other.number != line.number and siblings(line, other) for other in facts.headings):
        return None
    return "deck"
