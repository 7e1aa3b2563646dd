"""Finds what opens a paragraph: a dateline, or a run-in head, a phrase that works as a minor heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.lexicon import get_words, lazy_pattern
from reader.structure.metadata_lines import find_reporters
from reader.structure.people import find_names, is_desk, is_outlet, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line
    from reader.structure.people import TextRange

RUN_IN_MIN, RUN_IN_MAX, TEXT_AFTER_RUN_IN_MIN = 4, 24, 40
"""Characters of a run-in phrase that ends in a stop, and of the text that must follow it."""
LABEL_RUN_IN_MIN, LABEL_RUN_IN_MAX = 2, 12
"""Characters of a phrase that ends in a colon or a wide space; a longer one introduces a quotation."""
SIBLING_SCORE_MIN = 4
"""Sum of similarity scores from which a phrase is a run-in."""

_REPORTER_BRACKET = r"(?: ?\(([^()]{2,40})\))?"
_AGENCY_DATELINE = lazy_pattern(
    r"([^ ,。:;!?()“”\d]{2,24}?) ?(?:\d{4}年)?\d{1,2}月\d{1,2}日 ?(?:专?电|讯|消息|报道)"
    + _REPORTER_BRACKET
    + r"(?!费|价|影|力|视)"
)
_PAPER_DATELINE = lazy_pattern(
    r"([^ ,。:;!?()“”\d]{1,10}?[报网刊社台综合]) ?(?:综合)?专?讯" + _REPORTER_BRACKET + r"(?![号息问])"
)
_BRACKETED_DATELINE = lazy_pattern(r"[【〔\[(]([^【】〔〕\[\]()]{2,36})[】〕\])]")
_DISPATCH_ENDINGS = ("讯", "电", "报道", "报导", "特稿", "消息", "综合外电")
_REPORTER_DATELINE = lazy_pattern(r"(?:记者[^/,。 ]{2,14}|[^/,。 ]{2,6}中心)/[^/,。 :]{2,6}(?:报导|报道)")
_SPACED_LABEL = lazy_pattern(r"[^ 。!?:,;“”]{2,12}(?= +[^ ])")
_LEADING_DASHES = "—-–"
"""Dashes before a paragraph that is an item of a list; not part of the phrase."""
_BOLD_PHRASE = lazy_pattern(r"\*\*([^*]{2,30}?)[。:]?\*\*")
_SPEECH_VERBS = (
    "说",
    "表示",
    "介绍",
    "指出",
    "称",
    "认为",
    "透露",
    "告诉记者",
    "如下",
    "例如",
    "比如",
    "据悉",
    "据了解",
    "可见",
)
_SPEAKER_ENDINGS = ("先生", "女士", "某", "记者", "主持人", "问", "答", "岁")
_PROSE_STARTS = (
    *"他她它我你这那谁但而又也就才却",
    "今年",
    "去年",
    "昨",
    "近日",
    "目前",
    "如今",
    "当时",
    "不过",
    "于是",
)
_PROSE_ENDS = tuple("了的吗呢着过吧啊")
_NEAR_PARAGRAPHS = 2
"""Distance, in paragraphs, of phrases that are recognised by similar length."""
_ENUMERATION_START = lazy_pattern(
    r"第?[一二三四五六七八九十]{1,2}(?:是|要|、|,)|其[一二三四五]|首先|其次|再次|最后|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、]"
)


class Dateline:
    """A dateline: it ends at `end`, and has the ranges of its agency or paper and of its reporters.

    Args:
        end: Its end in the line, in code points.
        outlet: The range of its agency or paper; None without one.
        reporters: The ranges of the reporters it names.
    """

    __slots__ = ("end", "outlet", "reporters")

    def __init__(self, end: int, outlet: TextRange | None, reporters: list[TextRange]) -> None:
        self.end = end
        self.outlet = outlet
        self.reporters = reporters


def find_dateline(line: Line) -> Dateline | None:
    """Return the dateline at the beginning of a line, with all its brackets; None without one."""
    head = line.normalized[:80]
    found = (
        _find_bracketed(head) if head[0] in "【〔[(" else _find_reporter_dateline(head) or _find_agency_dateline(head)
    )
    return found if found is not None and line.size > found.end + 5 else None


def _find_bracketed(opening: str) -> Dateline | None:
    """Match a dateline in brackets: 【本報訊】, 【明報專訊】, （中央社記者…電）, 〔記者…／…報導〕."""
    match = _BRACKETED_DATELINE().match(opening)
    if match is None:
        return None
    inner = match[1]
    if not inner.endswith(_DISPATCH_ENDINGS) and "记者" not in inner[:10] and not inner.startswith("即时新闻"):
        return None
    outlet = None if inner.startswith("本") else _find_outlet(inner)
    return Dateline(
        match.end(), outlet and (outlet[0] + 1, outlet[1] + 1), [(a + 1, b + 1) for a, b in find_reporters(inner)]
    )


def _find_reporter_dateline(opening: str) -> Dateline | None:
    """Match a dateline without brackets: 記者X／台北報導."""
    match = _REPORTER_DATELINE().match(opening) if "/" in opening[:20] else None
    return match and Dateline(match.end(), None, find_reporters(match.group()))


def _find_agency_dateline(opening: str) -> Dateline | None:
    """Match a dateline of an agency or paper: 新华社北京5月9日电（记者 …）, 本报讯（记者 …）."""
    if "日" in opening and any(sign in opening for sign in ("电", "讯", "日消息", "日报道")):
        match = _AGENCY_DATELINE().match(opening)
    else:
        match = None
    if match is None and "讯" in opening[:16]:
        match = _PAPER_DATELINE().match(opening)
    if match is None:
        return None
    own = opening.startswith("本")
    outlet = None if own else _find_outlet(match[1])
    if outlet is None and not own:
        return None
    by = match[2] or ""
    start = match.start(2)
    if "记者" in by or "通讯员" in by:
        people = [(start + a, start + b) for a, b in find_reporters(by)]
    else:  # （林一、王二三）
        names, rest = find_names(by, 0, len(by), has_role=False)
        people = [(start + a, start + b) for a, b in names] if not rest else []
    return Dateline(match.end(), outlet, people)


def _find_outlet(text: str) -> TextRange | None:
    """The range of the outlet that a dateline begins with: a known one, or the shortest with an ending of outlets."""
    text = text.partition("记者")[0].partition("/")[0]
    sizes = range(2, min(12, len(text)) + 1)
    known = [size for size in sizes if text[:size] in get_words("outlets")]
    size = known[-1] if known else next((size for size in sizes if is_outlet(text[:size])), 0)
    return (0, size) if size and not is_desk(text[:size]) else None


class RunInCandidate:
    """The range of a phrase in a line that may be a run-in.

    Args:
        start: Its start in the line, in code points.
        end: Its end.
        is_bold: Whether it is bold, so that it needs no similar phrase near it.
    """

    __slots__ = ("end", "is_bold", "start")

    def __init__(self, start: int, end: int, *, is_bold: bool = False) -> None:
        self.start = start
        self.end = end
        self.is_bold = is_bold
        """Bold: accepted without a similar phrase near it."""


def find_run_in_candidate(line: Line) -> RunInCandidate | None:
    """Return the first phrase of a paragraph if it may be a run-in, else None."""
    normalized = line.normalized
    if line.size < LABEL_RUN_IN_MIN + TEXT_AFTER_RUN_IN_MIN and normalized[0] != "*":
        return None
    if normalized.startswith("**"):
        bold = _BOLD_PHRASE().match(normalized)
        return RunInCandidate(*bold.span(1), is_bold=True) if bold and line.size > bold.end() + 10 else None
    if normalized[0] in "《【#>-*" or line.size < LABEL_RUN_IN_MIN + TEXT_AFTER_RUN_IN_MIN:
        return None
    start = len(normalized) - len(normalized.lstrip(_LEADING_DASHES))
    if start > 4:
        return None
    normalized = normalized[start:]
    opening = normalized[: min(RUN_IN_MAX + 1, line.size - start - TEXT_AFTER_RUN_IN_MIN)]
    spaced = _SPACED_LABEL().match(normalized) if " " in opening else None
    if spaced is not None and _is_space_beside_latin(normalized, spaced.end()):
        return None
    end = spaced.end() if spaced else _find_first_stop(opening)
    if not end:
        return None
    text, stop = normalized[:end], normalized[end]
    low, high = (RUN_IN_MIN, RUN_IN_MAX) if stop == "。" else (LABEL_RUN_IN_MIN, LABEL_RUN_IN_MAX)
    if not low <= end <= high or stop in "!?" or line.size - end <= TEXT_AFTER_RUN_IN_MIN:
        return None
    if text.count(",") > 1 or text.count("“") != text.count("”"):
        return None
    if (
        text.startswith("据")
        or text.endswith(_SPEECH_VERBS)
        or text.endswith(_SPEAKER_ENDINGS)
        or (stop != "。" and is_person(text))
    ):
        return None
    return RunInCandidate(start, start + len(text))


def is_speaker(phrase: str) -> bool:
    """Whether a phrase before a colon names a speaker: 记者, 林女士, a name."""
    return phrase.endswith(_SPEAKER_ENDINGS) or phrase.endswith(_SPEECH_VERBS) or is_person(phrase.replace(" ", ""))


def _is_space_beside_latin(normalized: str, at: int) -> bool:
    """Whether a space is typographic, between Han and Latin letters or digits, so that it ends no phrase."""
    behind = normalized[at:].lstrip(" ")[:1]
    return normalized[at - 1].isascii() or behind.isascii()


def _find_first_stop(opening: str) -> int:
    """The position of the first stop; 0 when there is none."""
    return min([at for at in map(opening.find, "。:!?") if at > 0], default=0)


def find_run_ins(lines: Sequence[Line]) -> list[RunInCandidate | None]:
    """Return the run-in of each paragraph of a section, or None: phrases that are similar to others of the section.

    Each is compared with all others, so a section must be of bounded length.
    """
    phrases = [find_run_in_candidate(line) for line in lines]
    rivals = [
        (i, lines[i].normalized[own.start : own.end + 1])
        for i, own in enumerate(phrases)
        if own is not None and not own.is_bold
    ]
    found: list[RunInCandidate | None] = [own if own is not None and own.is_bold else None for own in phrases]
    for i, text in rivals:
        if (
            sum(
                SIBLING_SCORE_MIN
                if _has_dash(phrases[i]) and _has_dash(phrases[j])
                else _score_similarity(text, other, is_near=abs(i - j) <= _NEAR_PARAGRAPHS)
                for j, other in rivals
                if i != j
            )
            >= SIBLING_SCORE_MIN
        ):
            found[i] = phrases[i]
    return found


def _has_dash(phrase: RunInCandidate | None) -> bool:
    """Whether a dash stands before a phrase, as before the items of a list."""
    return phrase is not None and phrase.start > 0 and not phrase.is_bold


def _score_similarity(a: str, b: str, *, is_near: bool) -> int:
    """Similarity of two phrases with their stops: 4 for a shared beginning or end, 2 for a nearly shared one, else 0.

    Nearly the same length (within 2) counts 2 near by and 1 farther off, and nothing for a sentence of running text.
    """
    x, y = a[:-1], b[:-1]
    if a[-1] != b[-1] or x == y or ("," in x) != ("," in y):
        return 0
    apart = abs(len(x) - len(y))
    if x[-2:] == y[-2:] or (x[:2] == y[:2] and apart <= 4) or (_is_enumerated(x) and _is_enumerated(y)):
        return SIBLING_SCORE_MIN
    if apart <= 2 and (x[0] == y[0] or x[-1] == y[-1]):
        return 2
    if "," in x:
        return 2 if x.index(",") == y.index(",") and apart == 0 else 0
    if a[-1] != "。":
        return 2 if apart <= 4 else 0
    if apart > 2 or max(len(x), len(y)) > LABEL_RUN_IN_MAX or _is_prose(x) or _is_prose(y):
        return 0
    return 2 if is_near else 1


def _is_enumerated(text: str) -> bool:
    return text[0] in "第一二三四五六七八九十其首再最(0123456789" and _ENUMERATION_START().match(text) is not None


def _is_prose(text: str) -> bool:
    """Whether a phrase is a short sentence of running text: 他不信, 去年塘填了."""
    return text.startswith(_PROSE_STARTS) or text.endswith(_PROSE_ENDS) or any(char.isdigit() for char in text)
