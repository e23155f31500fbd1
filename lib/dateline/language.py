"""Which language is it?  English is read; others are named, and nothing is guessed from them."""

import re
from functools import cache

from dateline.lexicon import read_reference, words

ENGLISH = "en"
# The commonest words of English: a sixth of any report, and a tenth at most of other languages.
COMMON = words("the of and to in that was said on for with by at is as has have were from")
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
SAMPLE = 6_000  # characters from the start and from the middle
ENOUGH = 25  # words by which a language in Latin letters is known
SHARE = 0.12


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that a text is in; a few Latin words are taken for English.

    >>> language_of("Two soldiers were killed on Monday.")
    'en'
    """
    middle = len(text) // 2
    sample = text[:SAMPLE] + (text[middle : middle + SAMPLE] if middle > SAMPLE else "")
    found = WORD.findall(sample)
    is_latin = len(LATIN.findall(sample)) * 2 >= sum(map(len, found))
    if is_latin:
        if len(found) < ENOUGH or sum(w.lower() in COMMON for w in found) >= SHARE * len(found):
            return ENGLISH
    elif not found:
        return ENGLISH
    from py3langid import classify  # takes most of a second to load, and is rarely needed

    code = str(classify(sample)[0])
    is_certain = not is_latin or sum(w.lower() in COMMON for w in found) < SHARE / 3 * len(found)
    return code if is_certain else ENGLISH


def language_name(code: str) -> str:
    """English name of a language, or its code.

    >>> language_name("fr")
    'French'
    """
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    """Names by code."""
    return {row["code"]: row["name"] for row in read_reference("languages")}
