"""Who has been named so far?  The actors of an article while it is being read."""

from dataclasses import dataclass, field

from spacy.tokens import Doc

from dateline.names import Name, known_actors


@dataclass(frozen=True)
class Naming:
    """One naming of an actor while the article is being read."""

    index: int
    actor_id: str
    sentence: int
    is_subject: bool
    is_plural: bool
    noun: str


@dataclass(frozen=True)
class Cast:
    """The actors found so far, in the order of their namings."""

    doc: Doc
    owners: dict[int, Name]  # known names by their first token
    ends: dict[int, int]  # and the token after each
    actors: dict[str, dict] = field(default_factory=dict)
    namings: list[Naming] = field(default_factory=list)
    at: dict[int, str] = field(default_factory=dict)
    misread: set[str] = field(default_factory=set)  # "persons" that stood where places stand
    quoted: frozenset[int] = frozenset()  # tokens inside quotation marks
    home: str | None = None  # country that most of the article is about

    def facts(self, actor_id: str) -> dict:
        """What is known of an actor."""
        return self.actors.get(actor_id) or known_actors(self.doc.user_data["theatre"])[actor_id]

    def kind(self, actor_id: str | None) -> str | None:
        """The type of an actor, where there is one."""
        return self.facts(actor_id)["actor_type"] if actor_id else None

    def country(self, actor_id: str | None) -> str | None:
        """ISO code of the country of an actor, which is also the id of that state."""
        return self.facts(actor_id).get("country_iso3") if actor_id else None
