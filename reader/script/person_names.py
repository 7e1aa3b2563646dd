"""The names of persons: from simplified characters a name cannot be told by its characters alone (范 is 范, not 範).

surnames.tsv and names.tsv have what a surname or a given name becomes where the dictionaries, made for words, say
otherwise; surnames.tsv also has how often newspapers of both regions print either form. In
simplified views names keep the characters that 通用规范汉字表 (2013) allows for them (昇 邨 甯), and 乾, no 干 there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.script.offset_maps import convert
from reader.script.opencc_configs import get_character_config
from reader.script.plan import PRESS_PREFIX
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable


def convert_names(names: Iterable[str], config: str) -> dict[str, str]:
    """What the names become in a conversion between the scripts, where that is not what OpenCC makes of their words.

    Args:
        names: The names, as written.
        config: The name of the config.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    to = "Hans" if config.endswith(("2s", "2sp")) else "Hant" if config.startswith(("s2", PRESS_PREFIX)) else None
    return {name: _convert_name(name, get_character_config(config), to) for name in names} if to else {}


def _convert_name(name: str, config: str, target_script: str) -> str:
    """A name in the other script; of the same length."""
    surnames, given, anywhere = (_load_name_table(place, target_script) for place in ("surname", "given", "any"))
    long = next((size for size in (2, 1) if name[:size] in surnames and len(name) > size), 0)
    converted = _convert_characters(name, config)
    rest = map(lambda own, other: given.get(own, anywhere.get(own, other)), name[1:], converted[1:])
    whole = anywhere.get(name[0], converted[0]) + "".join(rest)
    return surnames[name[:long]] + whole[long:] if long else whole


def _convert_characters(name: str, config: str) -> str:
    if config.startswith(PRESS_PREFIX):
        from reader.script.press_conversion import load_press_converter

        return load_press_converter(config.removeprefix(PRESS_PREFIX)).convert(name)
    return convert(name, config)


@cache
def _load_name_table(place: str, target_script: str) -> dict[str, str]:
    """What names of a place (surname, given, any) have in a script: names.tsv, and the surnames of surnames.tsv."""
    table = {
        written: shown
        for written, shown, where, script in read_rows(__file__, "names")
        if (where, script) == (place, target_script)
    }
    if (place, target_script) == ("surname", "Hant"):
        table |= {row[0]: row[1] for row in read_rows(__file__, "surnames")}
    return table
