"""Where do known names stand?  Names of the tables, found before the statistical model reads."""

from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from dateline.fullnames import is_title
from dateline.lexicon import listed
from dateline.names import Name, name_table, short_names
from dateline.theatre import Theatre


def set_known_names(doc: Doc, nlp: Language, theatre: Theatre | None) -> None:
    """Label known names before the model does, and keep them in ``doc.user_data["names"]``.

    The statistical model takes rare countries and regions for organisations or persons.  A name
    that may be part of a longer one ("South China Sea") is left to the model.
    """
    table = name_table(theatre)
    spans = [span for span in _name_matcher(nlp, theatre)(doc, as_spans=True) if span.text in table]
    names = [(span, table[span.text]) for span in filter_spans(spans)]
    short = _short_namings(doc, names)
    names = sorted(names + short, key=lambda named: named[0].start)
    # "ethnic Armenian forces" is no entity
    labelled = filter_spans([span for span in spans if table[span.text].label])
    preset = [
        Span(doc, span.start, span.end, label=table[span.text].label)
        for span in labelled if not _is_in_longer_name(span, table[span.text])
    ]  # fmt: skip
    preset += [span for span, _ in short]
    doc.set_ents(preset, default="missing")
    doc.user_data["names"] = names


def _short_namings(doc: Doc, names: list[tuple[Span, Name]]) -> list[tuple[Span, Name]]:
    """Short names of bodies that the article also names in full, where they are no part of that."""
    named = {name.actor_id for _, name in names}
    forms = {text: name for text, name in short_names().items() if name.actor_id in named}
    if not forms:
        return []
    covered = {i for span, _ in names for i in range(span.start, span.end)}
    return [
        (Span(doc, t.i, t.i + 1, label=forms[t.text].label or ""), forms[t.text])
        for t in doc
        if t.text in forms and t.i not in covered
    ]


@cache
def _name_matcher(nlp: Language, theatre: Theatre | None) -> PhraseMatcher:
    """The names of the reference tables and the theatre, as written."""
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("name", [_tokens(nlp, name) for name in name_table(theatre)])
    return matcher


@cache
def _tokens(nlp: Language, name: str) -> Doc:
    """The tokens of a name; most names are those of every theatre."""
    return nlp.make_doc(name)


def _is_in_longer_name(span: Span, name: Name) -> bool:
    """Whether capitalised neighbours may make another name of a known one."""
    doc = span.doc
    before = doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    after = doc[span.end] if span.end < len(doc) and not doc[span.end].is_sent_start else None
    if len(span) > 1 and name.kind != "demonym":
        return False
    if after is not None and is_capitalised(after):
        opens_title = is_title(after) or after.lower_ in ("prime", "foreign", "vice")
        return name.label != "PERSON" and not opens_title and not _is_shouted(after)
    if before is None or not is_capitalised(before) or name.kind == "demonym":
        return False
    return not (before.is_stop or is_title(before) or _is_shouted(before))


def _is_shouted(token: Token) -> bool:
    """Whether the line around a word capitalises its words, as headlines do."""
    doc = token.doc
    nearby = doc[max(0, token.i - 4) : token.i + 5]
    neighbours = [t.text for t in nearby if t.is_alpha and len(t) > 3]
    return len(neighbours) > 3 and all(w[0].isupper() for w in neighbours)


def is_capitalised(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.is_alpha and token.text[0].isupper() and token.text not in listed("calendar")
