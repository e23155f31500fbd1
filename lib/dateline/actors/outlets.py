"""Which channel or paper is it?  One outlet is one actor, however the article calls it.

A name beside the word for what it is ("Al Rasa TV", "the daily Al-Rasa") stands for the outlet
wherever else it is written.
"""

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from dateline.actors.cast import Cast
from dateline.fullnames import is_title
from dateline.lexicon import listed
from dateline.names import Name, actor_slug, name_table
from dateline.parse import text_of

WORD = r"[A-Z][\w’]+"
NAME = rf"(?P<name>(?:[Aa]l[- ])?{WORD}(?:[- ]{WORD}){{0,2}})"
NO_NAME = {"state", "national", "local", "public", "satellite"}


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """A name before, and one behind, a word for an outlet."""
    words = "|".join(sorted(listed("word of an outlet"), key=len, reverse=True))
    return (
        re.compile(rf"\b{NAME} (?:satellite |news )?(?P<word>{words})\b"),
        re.compile(rf"\b(?P<word>{words})(?: channel| station| network)? {NAME}\b"),
    )


def find_outlets(cast: Cast) -> dict[int, tuple[int, Name]]:
    """For the first token of each naming of an outlet: the token after it, and who it is.

    Outlets of the reference tables are left to these; the others are noted in the cast.
    """
    doc, called = cast.doc, {}
    for place, pattern in enumerate(_patterns()):
        for match in pattern.finditer(text_of(doc)):
            name, word = match["name"], match["word"]
            text = re.sub(r"(?: (?:TV|Television|Radio))+$", "", name)
            span = doc.char_span(match.start("name"), match.start("name") + len(text))
            if span is None or not _is_name(span):
                continue
            actor_id = actor_slug(text)
            full = f"{name} {word}" if place == 0 and word[0].isupper() else name
            called[actor_id] = max(called.get(actor_id, ""), full, key=len)
    found: dict[int, tuple[int, Name]] = {}
    for actor_id, full in called.items():
        cast.actors[actor_id] = {
            "name": full, "actor_type": "media", "sector": None, "role": None, "side_id": None,
        }  # fmt: skip
        for span in _namings(doc, actor_id):
            found[span.start] = (span.end, Name(actor_id, "name", "ORG"))
    return found


def _is_name(span: Span) -> bool:
    """Whether capitalised words are the name of an outlet, and not a country, person or day."""
    table = name_table(span.doc.user_data["theatre"])
    words = [token for token in span if token.is_alpha]
    is_known = any(part in table for part in (span.text, span[0].text, span[-1].text))
    is_other = span[0].lower_ in NO_NAME or is_title(span[0]) or span[0].text in listed("calendar")
    return not (is_known or is_other) and all(t.pos_ == "PROPN" or t.ent_type_ for t in words)


def _namings(doc: Doc, actor_id: str) -> list[Span]:
    """Where the words of an outlet's name stand, with "TV" or "Radio" behind them."""
    words = "[- ]".join(map(re.escape, actor_id.split("-")))
    pattern = rf"\b(?i:{words})(?: (?:TV|Television|Radio))?\b"
    spans = [doc.char_span(*m.span()) for m in re.finditer(pattern, text_of(doc))]
    return [span for span in spans if span is not None and not span[-1].is_lower]


def outlet_named_before(cast: Cast, head: Token, start: int) -> str | None:
    """The outlet named before with these words at the end: "State TV" after "Syrian state TV"."""
    words = f" {cast.doc[start : head.i + 1].text.lower()}"
    for naming in reversed(cast.namings):
        facts = cast.facts(naming.actor_id)
        if facts["actor_type"] == "media" and facts["name"].lower().endswith(words):
            return naming.actor_id
    return None
