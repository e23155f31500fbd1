"""Which party is named by words that no table has?  Capitalised words before or after a noun."""

from collections.abc import Iterable
from itertools import dropwhile, takewhile

from spacy.tokens import Token

from dateline.claims.parties import Side, is_opposed
from dateline.claims.people import people
from dateline.claims.sidenames import NOT_SIDES, SideNames
from dateline.lexicon import listed, words

NO_PARTIES = words("PERSON GPE LOC FAC DATE CARDINAL")
FORCE_NAMES = words("force forces guard corps police gendarmerie rifles army militia brigades")
NO_NAMES = words("DT RB IN")  # "At least nine of the Home Guard"
OF_ANY_STATE = listed("word of a body") | words("force guard coast police navy air military")


class NewNames(SideNames):
    """The parties that an article names in words without an entry."""

    def _capitalised(self, start: int, end: int) -> Side | None:
        """A party without an entry: capitalised words before the noun ("Shabab fighters")."""
        first, head = self.doc[start], self.doc[end - 1]
        modifiers = dropwhile(lambda t: not self._is_new(t), self.doc[start : end - 1])
        words = [t.text for t in takewhile(self._is_new, modifiers)]
        if head.tag_ in ("NNP", "NNPS") and head.lower_ not in people():
            body = list(takewhile(lambda t: t.text[:1].isupper(), reversed(self.doc[start:end])))
            if len(body) > 1 and body[-1].i - 2 >= start and body[-1].nbor(-1).lower_ == "the":
                words = [t.text for t in reversed(body)]  # "three of the Home Guard Unit"
        if force := self._force(self.doc[start:end]):
            words = [] if self._is_of_any_state(force) else force
        kind = people().get(head.lower_, "unknown")
        is_people = kind in ("combatant", "unknown", "police")
        are_counted = head.tag_ == "NNS" and first.tag_ == "CD"
        if kind in ("civilian", "child") and len(words) == 1 and are_counted:
            is_people = self._is_people(words[0])
        before = self.doc[end - 2]  # no surname, no half of a place
        is_alone = before.like_num or before.tag_ not in ("NNP", "NNPS")
        if not words and is_alone and self._is_people(head.text):
            words, is_people = [head.text], head.tag_ in ("NNPS", "NNS", "NNP")
        name = " ".join(words)
        return self.of_new(name) if words and is_people else None

    def _force(self, tokens: Iterable[Token]) -> list[str]:
        """The whole name of a force ("three Border Security Force men", "of the Home Guard")."""
        run = takewhile(_is_name, dropwhile(lambda t: not _is_name(t), tokens))
        name = [t.text for t in run]
        last = name[-1].lower() if len(name) > 2 else ""
        if last.endswith("s") and last in people() and last not in FORCE_NAMES:
            name.pop()  # "Six Defence Force Members"
        return name if len(name) > 1 and name[-1].lower() in FORCE_NAMES else []

    def _is_of_any_state(self, name: list[str]) -> bool:
        """Whether every state has a force of that name ("Coast Guard", "Defence Force")."""
        return len(name) == 2 and {word.lower() for word in name} <= OF_ANY_STATE

    def _is_new(self, token: Token) -> bool:
        """Whether a capitalised word can be part of a party's name that no table has."""
        return (
            token.text[:1].isupper()
            and not token.like_num
            and (token.tag_ in ("NNP", "NNPS", "JJ") or bool(self._if_counted(token)))
            and not any(token.lower_ in known for known in (people(), self.common, NOT_SIDES))
            and token.ent_type_ not in NO_PARTIES - self._if_counted(token)
        )

    def _if_counted(self, token: Token) -> set[str]:
        """What a name between a count and its noun can be taken for ("5 Sayyaf men")."""
        is_counted = token.i + 1 < len(self.doc) and token.nbor(1).tag_ == "NNS"
        return {"PERSON"} if is_counted and token.i and token.nbor(-1).tag_ == "CD" else set()

    def _is_people(self, word: str) -> bool:
        """Whether a capitalised word without an entry can be a people ("Berom farmers")."""
        is_name = word[:1].isupper() and not word.isupper() and word not in self.names
        is_common = word.lower() in self.common or word.lower() in people()
        return is_name and not is_common and word not in self.places

    def _body(self, start: int, end: int) -> Side | None:
        """A body without an entry after "members of": its capitalised words, else a party."""
        run = [t for t in self.doc[start:end] if t.lower_ not in ("the", "a", "an")]
        names = [t.text for t in takewhile(lambda t: t.text[:1].isupper(), run)]
        if len(run) > 2 and is_opposed(run[2]):  # "members of the anti-balaka"
            names = [self.doc[run[0].i : run[2].i + 1].text]
        name = " ".join(names)
        is_place = len(names) == 1 and name in self.places
        is_place |= self._is_of_any_state(names)
        is_body = name and not is_place and name.lower() not in NOT_SIDES
        return self.of_new(name) if is_body else self.of_party(run)


def _is_name(token: Token) -> bool:
    """Whether a word is capitalised like a part of a name, and no number."""
    return token.text[:1].isupper() and token.tag_ not in NO_NAMES and not token.like_num
