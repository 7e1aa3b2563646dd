"""The head of an article: all that stands above its story (rules 1 to 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import breadcrumb, chrome, is_button, menu, note
from reader.structure.captions import BARE_CAPTION_MAX, captioned, credit, pictures
from reader.structure.furniture import furniture
from reader.structure.headings import LIKELY, number, worth
from reader.structure.lead_ins import dateline
from reader.structure.lexicon import lazy
from reader.structure.lines import Draft
from reader.structure.people import is_outlet, names_in
from reader.structure.unwrap import with_value

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.lines import Line, Window
    from reader.structure.text_profile import Survey

HEAD_MAX = 40
"""Lines of a head at most."""
TITLE_MAX = 60
"""Characters of a headline."""
_CRUMBS = 5
"""A breadcrumb stands in the first lines."""
_DECK_LABEL = lazy(
    r"[【\[](?:摘要|导读|导语|核心提示|提要|内容提要)[】\]]|"
    r"(?:内容|核心)?(?:摘要|提要|提示|导读|导语) ?[:|]"
)
_SITE = lazy(r" ?[-_|—–:·] ?.*")
_BULLETS = "■◆●◎▲○◇□ /"
_SECTION_MAX = 6
_SECTION_ENDS = ("新闻", "频道", "专题", "中心", "网")


def head(lines: Window, facts: Survey) -> list[Draft]:
    """The drafts of the head's lines; the story begins behind them. Empty when the first line is story."""
    drafts, titles, has_story = _scan(lines, facts)
    if not has_story:  # only what is surely furniture, and a headline above it or below
        if len(drafts) == 1 and titles:
            return []
        known = [i for i in range(len(drafts)) if i not in titles]
        drafts = drafts[: max([i + 1 for i in known[-1:]] + [i + 1 for i in titles[:1]], default=0)]
        titles = [i for i in titles if i < len(drafts)]
    headline = _headline(drafts, titles)
    if headline is None:
        return drafts
    drafts[headline].kind = "headline"
    top = drafts[headline].line
    for i in titles:
        draft = drafts[i]
        if i < headline or (i > headline and _bare(draft.line) == _bare(top)):
            draft.kind = "chrome"  # the site's name, the page's title, a headline printed twice
        elif i > headline:
            kind = _second(drafts, headline, i, facts) if has_story else None
            if kind is None:
                return drafts[:i]
            draft.kind = kind
    return drafts


def _scan(lines: Window, facts: Survey) -> tuple[list[Draft], list[int], bool]:
    """The lines above the story, which of them are like titles, and whether a story follows."""
    drafts: list[Draft] = []
    titles: list[int] = []
    for i in range(HEAD_MAX):
        line = lines[i]
        if line is None:
            return drafts, titles, False
        if (pair := with_value(line, lines[i + 1])) is not None:
            lines.replace(i, pair[0])
            drafts.append(Draft(*pair))
            continue
        kind = _known(line, i) or (_above_story(line, facts) if titles else None)
        if kind is None and line.short and captioned(line) and (titles or credit(line) is not None):
            kind = "caption"
        if kind is None:
            if line.text.startswith("## ") or _is_story(
                line, titled=any(drafts[t].line.size > _SECTION_MAX for t in titles)
            ):
                return drafts, titles, True
            titles.append(i)
            kind = "paragraph"
        drafts.append(Draft(line, kind))
    return drafts, titles, False


def _known(line: Line, i: int) -> Kind | None:
    """The kind of a line that tells by itself what it is."""
    shadow = line.shadow
    if not line.short:
        return None
    if i < _CRUMBS and breadcrumb(shadow):
        return "breadcrumb"
    if (kind := furniture(shadow, head=True)) is not None:
        return kind
    if note(shadow, line.size):
        return "note"
    return "chrome" if chrome(shadow, line.size) or menu(shadow, line.size) else None


def _above_story(line: Line, facts: Survey) -> Kind | None:
    """What stands between a headline and the story: a labelled deck, names alone, a bare caption."""
    opening = line.shadow[:8]
    if line.size <= 2 * TITLE_MAX and any(sign in opening for sign in "]】:|") and _DECK_LABEL().match(line.shadow):
        return "deck"
    if is_signature(line):
        return "byline"
    if (
        line.stopped
        and line.size <= BARE_CAPTION_MAX
        and ((facts.indented and not line.indent) or (line.size > 10 and pictures(line)))
    ):
        return "caption"
    return None


def is_signature(line: Line) -> bool:
    """A line of nothing but names, as some papers print under a headline."""
    if line.size > 24 or line.stopped:
        return False
    bare = line.shadow.lstrip(_BULLETS)
    names, rest = names_in(bare, 0, len(bare), labelled=False)
    return not rest and (len(names) > 1 or (len(names) == 1 and (len(bare) <= 4 or "·" in bare)))


def _is_story(line: Line, *, titled: bool) -> bool:
    """The story begins. A headline may be a question or a cry, also a long one."""
    if dateline(line) is not None:
        return True
    if titled:
        return worth(line) < LIKELY and (line.story or line.stopped or line.ending[-1] == ":" or line.size > TITLE_MAX)
    return line.size > TITLE_MAX or line.shadow.rstrip("”)")[-1:] in ("。", ":")


def _bare(line: Line) -> str:
    return line.shadow.lstrip("# ")


def _headline(drafts: list[Draft], titles: list[int]) -> int | None:
    """Which of the title-like lines is the headline: the first that is no site's name, section or page title."""
    shadows = [_bare(drafts[i].line) for i in titles]
    for at, i in enumerate(titles):
        own, later = shadows[at], shadows[at + 1 :]
        if drafts[i].line.text.startswith("# "):
            return i
        if any(len(other) >= 4 and own.startswith(other) and _SITE().fullmatch(own, len(other)) for other in later):
            continue
        if later and (
            "_" in own
            or len(own) < 4
            or (len(own) <= 7 and is_outlet(own))
            or (len(own) <= _SECTION_MAX and (own.endswith(_SECTION_ENDS) or any(mark in own for mark in "·./|")))
        ):
            continue
        return i
    return None


def _second(drafts: list[Draft], headline: int, i: int, facts: Survey) -> Kind | None:
    """A further title-like line: deck, caption, or None for the first line of the body (a section's heading)."""
    line, top = drafts[i].line, drafts[headline].line
    if line.shadow.startswith((_bare(top), "—", "--")):
        return "deck"
    if is_button(line.shadow) or (line.size <= _SECTION_MAX and line.shadow.endswith(_SECTION_ENDS)):
        return "chrome"
    if number(line) or any(draft.kind == "deck" for draft in drafts[:i]):
        return None
    if i > headline + 1:  # furniture stands between
        if facts.indented and not line.indent and pictures(line):
            return "caption"
        if line.size <= 20 and facts.has_sibling(line):
            return None
    return "deck"
