"""Generates characters.tsv, script_forms.tsv and regional_synonyms.tsv from OpenCC's dictionaries.

    python -m tests.script.make_tables

Detection, folding and search are needed long before anything is converted, and loading OpenCC costs more than any of
them; so what they need is written down once. A test compares the files with what the installed version gives.
OpenCC's dictionaries are under the Apache License 2.0 (see NOTICE).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.script.opencc_package import load_converter, read_dictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.script.opencc_package import Dictionary

_READER = Path(__file__).parents[2] / "reader"
CHARACTERS_FILE = _READER / "script" / "characters.tsv"
SCRIPT_FORMS_FILE = _READER / "text" / "script_forms.tsv"
SYNONYMS_FILE = _READER / "script" / "regional_synonyms.tsv"

MAX_PROTECTING_WORDS = 50
"""A character with more protecting words than this is no evidence of a region: hardly any word with it changes."""


def build_character_rows() -> dict[str, str]:
    """The rows of characters.tsv, by name. `hk` and `tw` are what a trip to that region's forms changes.

    hans, hant: the characters only one script has. A form of Taiwan's or Hong Kong's own (群 床 峰; 户 税 温) is not
    simplified only, though OpenCC's standard has another for it.
    hk, tw: the characters that a Taiwan reader's text changes on its way to Hong Kong forms, and the reverse.
    hk_keeps: the words in which a character of `hk` does not change, separated by spaces.
    """
    simplify, traditionalise = read_dictionary("TSCharacters"), read_dictionary("STCharacters")
    hant = {key for key, values in simplify.items() if values[0] != key and key not in traditionalise}
    regional = {
        form for name in ("HKVariants", "TWVariants") for forms in read_dictionary(name).values() for form in forms
    }
    hans = {
        key
        for key, values in traditionalise.items()
        if values[0] != key and key not in values and key not in simplify and key not in regional
    }
    hk, hk_keeps = _find_regional_characters("tw2t", "t2hk")
    tw, _ = _find_regional_characters("hk2t", "t2tw")
    return {
        "hans": _join(hans),
        "hant": _join(hant),
        "hk": _join(hk),
        "tw": _join(tw),
        "hk_keeps": " ".join(hk_keeps),
    }


def build_script_form_rows() -> dict[str, str]:
    """The rows of script_forms.tsv: the characters that fold to another, and in the same order what they fold to."""
    fold = _build_fold_table(read_dictionary("TSCharacters"), read_dictionary("STCharacters"))
    return {"from": _join(fold), "to": "".join(fold[key] for key in sorted(fold))}


def build_synonym_rows() -> dict[str, str]:
    """The rows of regional_synonyms.tsv: words of the mainland, in traditional script, and those of other regions.

    A word that a region uses beside its own (消息 beside 訊息 in Taiwan) is none of the mainland alone, and left out.
    """
    words: dict[str, dict[str, None]] = {}
    for region in ("TW", "HK"):
        to_region, from_region = read_dictionary(f"{region}Phrases"), read_dictionary(f"{region}PhrasesRev")
        pairs = [(mainland, other) for mainland, others in to_region.items() for other in others]
        pairs += [(mainland, other) for other, mainlands in from_region.items() for mainland in mainlands]
        for mainland, other in pairs:
            if mainland not in to_region.get(mainland, ()) and other not in from_region.get(other, ()):
                words.setdefault(mainland, {})[other] = None
    return {mainland: " ".join(others) for mainland, others in sorted(words.items())}


def _join(characters: Iterable[str]) -> str:
    return "".join(sorted(characters))


def _build_fold_table(simplify: Dictionary, traditionalise: Dictionary) -> dict[str, str]:
    """What t2s does to a single character, and a little more, so that a fold finds what any view shows.

    Compatibility ideographs are normalised, as every config does. A regional form that t2s alone would leave (衞, 敍,
    著) goes to OpenCC's standard form first, unless simplified text has it too (么 才). Targets outside the BMP are
    left out: no font has them. Every chain is followed to its end, so folding twice changes nothing.
    """
    step = {key: values[0] for key, values in read_dictionary("CJK_Compatibility_Ideographs").items()}
    for name in ("HKVariantsRev", "TWVariantsRev"):
        for key, values in read_dictionary(name).items():
            if key not in traditionalise and simplify.get(key, [key])[0] == key:
                step[key] = values[0]
    step |= {key: values[0] for key, values in simplify.items()}
    step = {key: value for key, value in step.items() if key != value and len(value) == 1 and value <= "\uffff"}

    def follow_chain(character: str) -> str:
        while character in step:
            character = step[character]
        return character

    return {key: follow_chain(key) for key in step}


def _find_regional_characters(first_config: str, second_config: str) -> tuple[set[str], list[str]]:
    """The characters that change when text of one region is written in the forms of another, and the words that do not.

    Two configs, one after the other: OpenCC's standard form lies between the regions.
    """
    first, second = load_converter(first_config), load_converter(second_config)

    def convert_twice(text: str) -> str:
        return second.convert(first.convert(text))

    phrases: set[str] = set()
    for name in ("TWVariantsRevPhrases", "HKVariantsRevPhrases", "TWVariantsPhrases", "HKVariantsPhrases"):
        phrases |= read_dictionary(name).keys()
    compatibility = read_dictionary("CJK_Compatibility_Ideographs").keys()
    characters = {
        key for name in ("TWVariantsRev", "HKVariantsRev", "TWVariants", "HKVariants") for key in read_dictionary(name)
    }
    changed = {character for character in characters - compatibility if convert_twice(character) != character}
    keeps = {marker: list(_find_protecting_words(marker, phrases, convert_twice)) for marker in changed}
    return (
        {marker for marker in changed if len(keeps[marker]) <= MAX_PROTECTING_WORDS},
        sorted(word for words in keeps.values() for word in words if len(words) <= MAX_PROTECTING_WORDS),
    )


def _find_protecting_words(
    character: str, phrases: Iterable[str], convert_twice: Callable[[str], str]
) -> Iterator[str]:
    """The words of two characters in which a character stays as it is; longer ones are names, and rare."""
    for phrase in phrases:
        if len(phrase) == 2 and character in phrase and convert_twice(phrase)[phrase.index(character)] == character:
            yield phrase


def main() -> None:
    """Write the tables into the package."""
    for path, header, rows in (
        (CHARACTERS_FILE, "name\tcharacters", build_character_rows()),
        (SCRIPT_FORMS_FILE, "name\tcharacters", build_script_form_rows()),
        (SYNONYMS_FILE, "mainland\telsewhere", build_synonym_rows()),
    ):
        lines = [header, *(f"{name}\t{value}" for name, value in rows.items())]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
