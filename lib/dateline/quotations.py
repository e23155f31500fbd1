"""What stands between quotation marks?  Paired marks, paragraph by paragraph.

One lost or extra mark never spreads: a quotation without an end stops with its paragraph.
"""

from spacy.tokens import Doc

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
SINGLE_OPENING, SINGLE_CLOSING = "'‘", "'’"


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of the words inside each pair of marks, in the order of the article."""
    if "quotations" not in doc.user_data:  # looked for once
        double = _double_quotations(doc)
        spans = double + _single_quotations(doc, double)
        doc.user_data["quotations"] = sorted((s, e) for s, e in spans if e > s)
    return doc.user_data["quotations"]


def _double_quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds between double marks; an opening one without an end ends with its paragraph."""
    article = doc.user_data["article"]
    ends = [paragraph.end_char for paragraph in article.paragraphs]
    spans: list[tuple[int, int]] = []
    opened, paragraph = None, 0
    for token in doc:
        while paragraph < len(ends) and token.idx >= ends[paragraph]:
            if opened is not None:
                spans.append((opened, token.i))
            opened, paragraph = None, paragraph + 1
        mark = token.text
        if mark not in OPENING and mark not in CLOSING and mark != STRAIGHT:
            continue
        if mark in OPENING or (mark == STRAIGHT and opened is None):
            opened = token.i + 1 if opened is None else opened
        elif opened is not None:
            spans.append((opened, token.i))
            opened = None
    if opened is not None:
        spans.append((opened, len(doc)))
    return spans


def is_closed(doc: Doc, quotation: tuple[int, int]) -> bool:
    """Whether a quotation ends with a mark, not only with its paragraph."""
    end = quotation[1]
    return end < len(doc) and doc[end].text in CLOSING + STRAIGHT + SINGLE_CLOSING


def _single_quotations(doc: Doc, double: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token bounds between single marks, which must be told from apostrophes.

    A mark opens after a space and closes before one; one that never closes is no quotation.
    """
    taken = {i for start, end in double for i in range(start, end)}
    spans, opened = [], None
    for token in doc:
        if token.is_space and opened is not None and "\n" in token.text:
            opened = None
        if token.i in taken or len(token) != 1:
            continue
        before = doc[token.i - 1] if token.i else None
        is_apart = before is None or before.whitespace_ or before.is_space or before.is_left_punct
        if opened is None and token.text in SINGLE_OPENING and is_apart and not token.whitespace_:
            opened = token.i + 1
        elif opened is not None and token.text in SINGLE_CLOSING and not is_apart:
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if token.tag_ != "POS" or after is None or after.is_punct or after.is_space:
                spans.append((opened, token.i))
                opened = None
    return spans
