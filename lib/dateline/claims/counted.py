"""Which people does a text count?  Noun phrases that a number opens, but no ages and no dates."""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from dateline.claims.nounphrases import BODIES, OTHERS, OWN, noun_run, partitive
from dateline.claims.people import PLURAL_VERBS, POSSESSIVES, Group, names_people, people
from dateline.claims.quantities import Quantity, find_quantities
from dateline.lexicon import lexicon
from dateline.parse import sentence_at, sentence_id, text_of

AGED = ("aged", "under", "over", "about", "around", "between", "just", "only")
HOSPITALS = ("hospital", "hospitals")
LED = OTHERS | POSSESSIVES | {"the"}
NAMES = ("NNP", "NNPS")
OF_TIME = ("last", "this", "next")  # "killed nine last week"


def counted_groups(doc: Doc) -> list[Group]:
    """Groups with a count, in the order of the text; counts of things left out."""
    quantities = find_quantities(text_of(doc))
    groups, taken = [], 0
    for quantity, (start, number, end) in zip(
        quantities, token_spans(doc, quantities), strict=True
    ):
        if start < taken or sentence_id(doc[number]) < 0:
            continue
        group = _counted(doc, quantity, start, number, end)
        if group:
            groups.append(group)
            taken = group.end
    return groups


def token_spans(doc: Doc, quantities: list[Quantity]) -> list[tuple[int, int, int]]:
    """First token, first token of the number, and the end token of each quantity."""
    starts = [token.idx for token in doc]
    spans = []
    for q in quantities:
        first, number = (bisect_right(starts, n) - 1 for n in (q.start_char, q.number_start))
        spans.append((first, number, bisect_left(starts, q.end_char)))
    return spans


def _counted(doc: Doc, quantity: Quantity, start: int, number: int, end: int) -> Group | None:
    """The group that a quantity opens; ``None`` when it counts things."""
    if "all but" in doc[max(0, start - 5) : start].text.lower():
        return None  # "all but two", "all but one of the 12"
    limit = sentence_at(doc[number]).end
    is_led = start > 0 and doc[start - 1].lower_ in LED
    first = start - (is_led and sentence_id(doc[start - 1]) == sentence_id(doc[start]))
    opens = end + (end < limit and doc[end].is_quote)  # "46 or 47" bodies; 120 "crusaders"
    stop, head = noun_run(doc, opens, limit)
    if head is None or not names_people(doc[head].lower_):
        stop, head = noun_run(doc, end, limit)
        stop, head = _past_joined(doc, stop, head, limit)
    if head is None and end < limit and doc[end].lower_ in HOSPITALS:
        return None  # "ferried the injured to two hospitals"
    if doc[stop - 1 : stop + 1].text.lower() == "more than":
        return None  # "three more than previously thought"
    is_out_of = stop + 1 < limit and doc[stop : stop + 2].text.lower() == "out of"
    stop += is_out_of  # "two out of five hostages"
    if stop < limit and doc[stop].lower_ == "of":
        stop, inner = partitive(doc, stop, limit, head)
        head = inner if head is None else head
    if head is None:
        head = end - 1
        stop = max(end, stop)
    kind = quantity.kind if quantity.kind != "number" else "count"
    if kind == "zero":
        return Group(first, stop, head, kind, quantity, number)
    is_own = doc[head].lower_ in OWN and doc[head - 1].tag_ == "PRP$"
    if head >= end and people().get(doc[head].lower_) == "not_people" and not is_own:
        return None
    is_share = doc[end : end + 2].text.lower() in ("in ten", "in 10")  # "nine in ten villagers"
    of_each = doc[end : end + 3]  # "one in six has fled", but not "three in two attacks"
    is_each = len(of_each) == 3 and of_each[1].like_num and of_each[2].pos_ == "AUX"
    is_share |= is_each and of_each[0].text == "in"
    if is_share or start > 1 and doc[start - 1].lower_ == "in" and doc[start - 2].like_num:
        return None
    if _is_date_token(doc, number, end, head) or (head < end and _is_age(doc, first, number)):
        return None
    return Group(first, stop, head, kind, quantity, number, quantity.more)


def _past_joined(doc: Doc, stop: int, head: int | None, limit: int) -> tuple[int, int | None]:
    """End and head of "rights and school leaders" after "rights", of "Ansar and JRB rebels"."""
    if head is None or stop + 1 >= limit or doc[stop].lower_ not in ("and", "or"):
        return stop, head
    end, joined = noun_run(doc, stop + 1, limit)
    is_joined = joined and doc[head].dep_ in ("nmod", "compound") and doc[head].head.i == joined
    is_named = joined and joined > stop + 1 and not names_people(doc[head].lower_)
    is_joined = is_joined or is_named and doc[head].tag_ in NAMES and doc[stop + 1].tag_ in NAMES
    return (end, joined) if is_joined and names_people(doc[joined].lower_) else (stop, head)


def _is_age(doc: Doc, first: int, number: int) -> bool:
    """Whether a bare number is an age ("Sara Levi, 22, died", "a villager of 76")."""
    if first < 2:
        return False
    before = doc[first - 2]
    if doc[first - 1].lower_ in AGED and "aged" in doc[first - 2 : first].text.lower():
        return True  # "twins aged four", "children aged under five"
    if doc[first - 1].lower_ in ("aged", "both") and before.text == ",":
        return True  # "two boys, both 15, were beheaded"
    closes = doc[first + 1 : first + 2].text == ")"
    if doc[first].text.isdigit() and closes and doc[first - 1].text in ("(", ","):
        noun = before if doc[first - 1].text == "(" else doc[max(0, first - 4)]
        return noun.tag_ in ("NN", "NNP")  # "a clerk (34)", "a clerk (male, 34)"
    if doc[first - 1].lower_ == "of":
        is_one = before.tag_ == "NN" and before.lower_ not in BODIES
        return is_one and names_people(before.lower_)
    after = doc[number + 1 : number + 2]
    is_place = after and after[0].tag_ == "IN"  # "3 died in Bor, 5 in Juba"
    is_hurt = after and (after[0].lower_ in lexicon() or after[0].lower_ in PLURAL_VERBS)
    is_hurt = is_hurt and before.ent_type_ != "PERSON"  # "Paris, 15 hurt", "in Homs, 9 were hurt"
    is_number = doc[number].text.isdigit() and not (is_place or is_hurt)
    is_apart = after.text == ","  # "their son, 9, was hurt", "the thief, about 30, died"
    is_one = before.tag_ == "NNP" and first == number or before.tag_[:2] == "NN" and is_apart
    is_one |= is_apart and before.like_num and _is_age(doc, first - 2, first - 2)
    return doc[first - 1].text == "," and is_one and is_number


def _is_date_token(doc: Doc, number: int, end: int, head: int) -> bool:
    """Whether a bare number belongs to a date, time, price or share that spaCy has seen."""
    token = doc[number]
    if end < len(doc) and doc[end].lower_ in ("were", "are"):  # "after two days 200 were shot"
        return False
    if head >= end or token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return False
    neighbours = [doc[j] for j in (number - 1, end) if 0 <= j < len(doc)]
    units = [t for t in neighbours if t.is_alpha and t.tag_ not in ("IN", "RB", "JJR", "CD")]
    return any(t.ent_type_ == token.ent_type_ for t in units if t.lower_ not in OF_TIME)
