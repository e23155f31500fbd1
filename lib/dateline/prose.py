"""How is it put in a sentence?  Names with their article, and lists of words."""

from dateline.names import roles

PLURAL_NOUNS = ("police", "media", "people", "others", "fighters", "troops")
# Proper names that end so stand with an article: "the Red Cross", "the White House".
ARTICLED = (
    "nations", "states", "emirates", "kingdom", "union", "cross", "crescent", "house", "pentagon",
    "kremlin", "observatory", "taliban", "houthis", "vatican", "league", "alliance", "network",
)  # fmt: skip


def in_prose(name: str) -> str:
    """A name with the article that a sentence needs.

    >>> in_prose("United Nations"), in_prose("local official"), in_prose("aid workers")
    ('the United Nations', 'a local official', 'aid workers')
    >>> in_prose("Ana Ruiz, governor of Lima"), in_prose("Ministry of Health of Mali")
    ('Ana Ruiz, governor of Lima', 'the Ministry of Health of Mali')
    >>> in_prose("African Union’s envoy"), in_prose("Iran’s mission")
    ('the African Union’s envoy', 'Iran’s mission')
    """
    owner, mark, owned = name.partition("’s ")
    if mark:
        return f"{in_prose(owner)}{mark}{owned}"
    words = name.partition(",")[0].partition(" of ")[0].lower().split()
    last = words[-1]
    if words[0] in ("the", "a", "an", "his", "her", "their") or last in PLURAL_NOUNS:
        return name
    kinds = roles().get(last) or roles().get(last.removesuffix("s"), {})
    is_body = bool(kinds.keys() & {"body", "organ"}) and not name[0].islower()
    if last in ARTICLED or is_body or not last.endswith("s") and kinds.keys() & {"body", "organ"}:
        return f"the {name}"
    if not name[0].islower() or last.endswith("s"):
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_words(words: list[str], joint: str) -> str:
    """Words as a list in prose, each once.

    >>> in_words(["a", "b", "b", "c"], "or")
    'a, b or c'
    """
    words = list(dict.fromkeys(words))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
