"""What are the words?  From an :class:`Article` to a spaCy ``Doc`` with the same offsets.

The whole article is one ``Doc``, so that ``token.idx`` is an offset into the repaired text.  Each
paragraph, and the story after a dateline, is a sentence start that the parser may not cross.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import IDX, IS_ALPHA, IS_STOP, IS_TITLE, IS_UPPER, LIKE_NUM, ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dateline.article import Article
from dateline.entities import mend_entities
from dateline.knownnames import set_known_names
from dateline.lexicon import listed
from dateline.model import load_model
from dateline.names import SPEECH
from dateline.theatre import Theatre


def parse(article: Article, theatre: Theatre | None = None) -> Doc:
    """The article as a ``Doc``; ``doc.user_data`` holds the `article` and the `theatre`."""
    return next(parse_many([(article, theatre)]))


def parse_many(
    articles: Iterable[tuple[Article, Theatre | None]], *, batch_size: int = 32
) -> Iterator[Doc]:
    """Docs of many articles, in their order, through one stream of the model."""
    nlp = load_model()
    prepared = (
        prepare(nlp.make_doc(article.text), nlp, article, theatre) for article, theatre in articles
    )
    for doc in nlp.pipe(prepared, batch_size=batch_size):
        finish(doc)
        yield doc


def prepare(doc: Doc, nlp: Language, article: Article, theatre: Theatre | None) -> Doc:
    """The tokens of an article with the sentence starts and names that the model must respect."""
    doc.from_array([SENT_START], _sentence_starts(doc, article))
    doc.user_data.update(article=article, theatre=theatre)
    set_known_names(doc, nlp, theatre)
    return doc


def _sentence_starts(doc: Doc, article: Article) -> np.ndarray:
    """Whether each token opens a sentence: 1 it does, -1 it does not, 0 is for the model to say.

    A headline is one sentence ("Toll rises to 12: officials"), and no sentence opens right after
    a word, a number or a comma, save at "The", which may open a line that lost its stop.
    """
    starts = [at for p in article.paragraphs for at in (p.start_char, p.end_char)]
    at, orth, *flags = doc.to_array([IDX, ORTH, IS_ALPHA, LIKE_NUM, IS_STOP, IS_TITLE, IS_UPPER]).T
    is_alpha, is_number, is_stop, is_title, is_upper = (flag.astype(bool) for flag in flags)
    goes_on = is_alpha | is_number | (orth == doc.vocab.strings[","])
    inside = np.zeros(len(doc), dtype=bool)
    inside[1:] = goes_on[:-1] & ~(is_stop & (is_title | is_upper))[1:]
    inside[[i for i in np.flatnonzero(~inside) if i and _is_title_before(doc, int(i))]] = True
    for p in article.paragraphs:
        if p.kind == "headline":
            inside |= (p.start_char < at) & (at < p.end_char)
    opens = np.isin(at, [*starts, article.dateline_end])
    return np.where(opens, 1, np.where(inside, -1, 0)).astype(np.uint64)


def _is_title_before(doc: Doc, i: int) -> bool:
    """Whether an abbreviated title stands before a token, as one token or with its full stop."""
    before = doc[i - 1].text
    if before == "." and i > 1 and not doc[i - 2].whitespace_:
        before = doc[i - 2].text
    elif not before.endswith("."):
        return False
    return before[0].isupper() and before.rstrip(".").lower() in listed("abbreviated title")


def finish(doc: Doc) -> Doc:
    """The parsed article with its entities mended and its sentences numbered and labelled."""
    for token in doc[:-1]:  # "12 IS militants": capitals amid small letters are no verb
        if token.text == "IS" and token.pos_ == "AUX" and not token.nbor().is_upper:
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", "IS"
    mend_entities(doc)
    _index_sentences(doc)
    return doc


def sentences(doc: Doc, kinds: tuple[str, ...] = ("headline", "body", "caption")) -> list[Span]:
    """Sentences of the kinds asked for, in the order of the article."""
    rows = doc.user_data["sentences"]
    return [doc[r["start"] : r["end"]] for r in rows if r["kind"] in kinds]


def sentence_id(token: Token) -> int:
    """Id of the sentence that a token stands in; -1 for white space between paragraphs."""
    return token.doc.user_data["sentence_of"][token.i]


def sentence_at(token: Token) -> Span:
    """The sentence that a token stands in, by its number (spaCy would search for it)."""
    number = sentence_id(token)
    if number < 0:
        return token.doc[token.i : token.i + 1]
    row = token.doc.user_data["sentences"][number]
    return token.doc[row["start"] : row["end"]]


def entity_at(token: Token) -> Span | None:
    """The entity that a token is part of."""
    if not token.ent_type_:
        return None
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Span(doc, start, end, label=token.ent_type_)


def is_hyphen(token: Token) -> bool:
    """Whether a token joins the words beside it: the hyphen of "pro-Russian", no dash of a line."""
    before = token.nbor(-1) if token.i else token
    return token.text == "-" and not token.whitespace_ and not before.whitespace_


def text_of(doc: Doc) -> str:
    """The text of a doc, at hand (``doc.text`` joins its tokens anew each time)."""
    return doc.user_data["article"].text


def sentence_kind(token: Token) -> str:
    """Kind of the sentence that a token stands in (see ``fields.SENTENCE_KINDS``)."""
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


def _index_sentences(doc: Doc) -> None:
    """Number the sentences, say what kind each is, and which sentence each token stands in."""
    article = doc.user_data["article"]
    paragraphs = iter(article.paragraphs)
    paragraph = next(paragraphs, None)
    rows: list[dict] = []
    sentence_of = [-1] * len(doc)
    for sent in doc.sents:
        start, end = _trim(doc, sent.start, sent.end)
        if start == end:
            continue
        while paragraph and doc[start].idx >= paragraph.end_char:
            paragraph = next(paragraphs, None)
        sentence_of[start:end] = [len(rows)] * (end - start)
        opens = doc[end - 1].idx < (article.dateline_end or 0) <= paragraph.end_char
        kind = "dateline" if opens and paragraph.kind == "body" else paragraph.kind
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
            reason = "summary line without news of its own (caption or related video)"
            row.update(kind="caption", reason=reason)


def _is_caption(span: Span) -> bool:
    """Whether a lone sentence reads as a caption."""
    root = span.root
    auxiliaries = {t.lower_ for t in root.children if t.dep_ in ("aux", "auxpass")}
    is_perfect = root.tag_ == "VBN" and bool(auxiliaries & {"has", "have", "is", "are"})
    has_news = any(
        t.like_num or t.ent_type_ in ("DATE", "TIME") or t.text in '“”"' or t.lemma_ in SPEECH
        for t in span
    )
    is_present = root.tag_ in ("VBZ", "VBP", "VBG") or is_perfect
    return is_present and not has_news and span[-1].text == "." and span[0].is_title
