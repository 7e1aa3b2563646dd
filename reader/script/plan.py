"""Which conversion a block needs to be shown in a view: tables, and the few rules that read them. No OpenCC here."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from reader.model import ViewName
from reader.script.chunking import find_cut
from reader.script.detect import HANS_MARK, HANT_MARK, OrthographyRegion, mark_scripts
from reader.text.folding import fold_for_search
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Script

PreferredTraditional = Literal["auto", "hk", "tw", "hant"]
"""The traditional view a reader of simplified articles wants."""

CHARACTER_VIEWS: dict[ViewName, ViewName] = {"hansp": "hans", "hkp": "hk", "twp": "tw"}
"""The views with vocabulary, each with the one that does the same to characters only."""

PRESS_PREFIX = "press2"
"""The configs of press_conversion begin with it; what follows is the view."""

SIMPLIFIED_VIEWS: tuple[ViewName, ...] = ("hans", "hansp")
TRADITIONAL_VIEWS: tuple[ViewName, ...] = ("hant", "hk", "hkp", "tw", "twp")
VIEW_REGIONS: dict[ViewName, OrthographyRegion] = {"hk": "HK", "hkp": "HK", "tw": "TW", "twp": "TW"}
"""Whose forms a traditional view has."""
HONG_KONG_VIEWS = frozenset({"hk", "hkp"})


def choose_config(script: Script, region: OrthographyRegion | None, view_name: ViewName) -> str:
    """The config to apply to a block, OpenCC's or a derived one; "" where it stays as it is.

    From plan.tsv. A block in the script, or in the regional forms, of the view stays untouched: t2hk on a Hong Kong
    paper would respell its author (說 → 説). Traditional text never goes through an s2 config: it would be taken for
    simplified (風采 → 風採). A Mixed block has no conversion of its own: see runs. Und stays.

    Args:
        script: The script of the block.
        region: The region whose orthography it follows; None where unknown.
        view_name: The view.
    """
    if script in ("Und", "Mixed"):
        return ""
    return _load_config_table()[view_name]["Hans" if script == "Hans" else region or "none"]


def get_press_config(config: str) -> str:
    """The config that stands for the conversion of press_conversion in place of one of OpenCC's; "" if there is none.

    It is a name only, for overrides and for has_vocabulary: press2tw, press2hk, press2twp, press2hkp.
    """
    return f"{PRESS_PREFIX}{config[2:]}" if config in ("s2tw", "s2hk", "s2twp", "s2hkp") else ""


@cache
def _load_config_table() -> dict[str, dict[str, str]]:
    return {
        view: dict(zip(("Hans", "TW", "HK", "none"), cells, strict=True))
        for view, *cells in read_rows(__file__, "plan")
    }


def split_by_script(text: str) -> Iterator[tuple[int, int, Script]]:
    """A Mixed text in stretches of one script: start, end, script, in code points; together they are the text.

    Characters that both scripts have go with what is before them, unless a colon, a stop or another separator shows
    where the one stretch ends: 来源:香港商報 is 来源: and 香港商報.
    """
    marked = mark_scripts(text)
    stretches = [found.span() for found in _SCRIPT_RUN.finditer(marked)]
    start = 0
    for (first, end), (following, _) in pairwise([*stretches, (len(text), len(text))]):
        mark = marked[first]
        cut = find_cut(text, marked.rindex(mark, first, end) + 1, following) if following < len(text) else following
        yield start, cut, "Hans" if mark == HANS_MARK else "Hant"
        start = cut
    if start < len(text):
        yield start, len(text), "Und"


_SCRIPT_RUN = re.compile(f"{HANS_MARK}[^{HANT_MARK}]*|{HANT_MARK}[^{HANS_MARK}]*")
"""From a mark of one script up to the next one of the other."""


@cache
def load_press_forms() -> tuple[tuple[str, str], ...]:
    """What OpenCC's Hong Kong views have, and what Hong Kong's press prints for it (説 → 說).

    The government's list of forms, which OpenCC follows, is taught at school; newspapers are set in the forms of
    Big5 for these.
    """
    return tuple((opencc, press) for opencc, press in read_rows(__file__, "press_forms"))


def apply_press_forms(text: str) -> str:
    """The last step of every hk view, unless the user wants OpenCC's forms; the length stays."""
    for opencc, press in load_press_forms():  # seven times as fast as str.translate with a dict
        text = text.replace(opencc, press)
    return text


def choose_other_view(
    script: Script,
    outlet: str | None,
    region: OrthographyRegion | None,
    preferred: PreferredTraditional = "auto",
    locale: str = "",
) -> ViewName:
    """What the script switch goes to from an article as written, and back from.

    A traditional article's other script is hans. A simplified one's is the preferred traditional view; on auto that of
    the user's locale, else hk for a Hong Kong outlet or one whose traditional parts have Hong Kong's forms, else tw;
    never hant, whose 爲 羣 衆 no paper prints. Mixed and undetermined articles go to hans: all of it in one script.

    Args:
        script: Of the article's body.
        outlet: Its name or host as printed, in either script.
        region: Whose forms its traditional blocks have.
        preferred: The setting.
        locale: The user's, as the environment has it (zh_HK.UTF-8) or as BCP 47 (zh-Hant-HK).
    """
    if script != "Hans":
        return "hans"
    if preferred != "auto":
        return preferred
    language, *rest = re.split(r"[^A-Z0-9]+", locale.upper())
    if language == "ZH" and not {"HK", "MO", "TW"}.isdisjoint(rest):
        return "tw" if "TW" in rest else "hk"
    return "hk" if region == "HK" or (outlet and is_hong_kong_outlet(outlet)) else "tw"


def is_hong_kong_outlet(outlet: str) -> bool:
    """Whether an outlet, by its name or host, is one of Hong Kong or Macau, whose readers have the same forms."""
    name = fold_for_search(outlet.strip())
    return any(_NAME_TESTS[where](name, known) for known, where in _load_hong_kong_outlets())


_NAME_TESTS = {"anywhere": str.__contains__, "start": str.startswith, "end": str.endswith}


@cache
def _load_hong_kong_outlets() -> tuple[tuple[str, str], ...]:
    return tuple((fold_for_search(name), where) for name, where in read_rows(__file__, "hong_kong"))


VIEWS: tuple[ViewName, ...] = get_args(ViewName)
