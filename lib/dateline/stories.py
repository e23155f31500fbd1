"""Which articles tell the same story, and which of their events are one?

A news site that prints an agency's report adds no new witness; and the event of one article is the
background of the next.  Both are found from tables alone, by rules that a reader can check.
"""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from operator import itemgetter

import networkx as nx
import pandas as pd

from dateline.dates.reckoning import first_day, last_day

WORD = re.compile(r"\w+")
SHINGLE = 5  # words in a row: few stand in two articles that were written apart
SHARE = 0.5  # of the shorter article's shingles; light editing leaves more than that
FEWEST = 12  # shingles: of a shorter text nothing is said
COMMON = 50  # articles that share a shingle: then it is an agency's standing phrase
ORDER = itemgetter("theatre", "first", "last", "article_id", "event_id")  # of linking events
GAP = 7  # days without news that end an episode
DAY = 10  # characters of an ISO date that names its day


def link_copies(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Which story each article tells: `article_id`, `story_id`, `is_copy` and `shared`.

    One row is one article.  Two articles tell one story if half the runs of five words of the
    shorter one stand in the longer; `shared` is the largest such share.  A story is named for the
    first article that told it, by day of publication and then by name; the others are copies.
    """
    told = sentences[~sentences["kind"].isin(("contributor", "promo", "related"))]
    shingles = {key: _shingles(" ".join(part)) for key, part in told.groupby("article_id")["quote"]}
    where = defaultdict(list)
    for article, found in sorted(shingles.items()):
        if len(found) >= FEWEST:
            for shingle in found:
                where[shingle].append(article)
    common: Counter[tuple[str, str]] = Counter()
    for together in where.values():
        if 1 < len(together) <= COMMON:
            common.update(combinations(together, 2))
    days = articles.set_index("article_id")["published"].fillna("9999")
    order = {key: (day, key) for key, day in days.items()}
    told_alike = nx.Graph()
    told_alike.add_nodes_from(order.values())
    shared: dict[str, float] = defaultdict(int)
    for (one, other), n in common.items():
        share = n / min(len(shingles[one]), len(shingles[other]))
        if share >= SHARE:
            told_alike.add_edge(order[one], order[other])
            shared[one], shared[other] = max(shared[one], share), max(shared[other], share)
    groups = nx.connected_components(told_alike)
    first = {place: min(group)[1] for group in groups for place in group}
    rows = [(key, first[place], round(shared[key], 2)) for key, place in order.items()]
    linked = pd.DataFrame(rows, columns=["article_id", "story_id", "shared"])
    return linked.assign(is_copy=linked["article_id"] != linked["story_id"])


def _shingles(text: str) -> set[int]:
    """Runs of five words, without case or marks.

    >>> len(_shingles("Two men were killed in a raid.") & _shingles("two men, were killed in Kyiv"))
    1
    """
    words = WORD.findall(text.lower())
    return {hash(tuple(words[n : n + SHINGLE])) for n in range(len(words) - SHINGLE + 1)}


def link_episodes(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Which episode of the conflict each event of each article belongs to.

    One row is one event of one article.  An episode is a run of days with claims of harm in one
    theatre, ended by a week without any; two events that one article tells apart by their days
    stay apart.  An event known only by month or year joins an episode that no other could be
    meant by, else it stands alone.  `episode` is its first day, or the month or year.
    """
    about = articles.set_index("article_id")[["theatre", "published"]]
    told = claims[claims["scope"].isin(("current", "background"))]
    events = told.groupby(["article_id", "event_id"], sort=True)
    spans = [_span(key, part, about.loc[key[0]]) for key, part in events]
    episodes: list[list[dict]] = []
    for span in sorted((s for s in spans if s["is_exact"]), key=ORDER):
        near = [e for e in episodes if _may_join(span, e)]
        if near:
            near[-1].append(span)
        else:
            episodes.append([span])
    names = [(_name(members), members) for members in episodes]
    rows = [span | {"episode": name} for name, members in names for span in members]
    for span in (s for s in spans if not s["is_exact"]):
        meant = [name for name, members in names if _overlaps(span, members)]
        rows.append(span | {"episode": meant[0] if len(meant) == 1 else span["text"]})
    table = pd.DataFrame(rows, columns=["article_id", "event_id", "episode"])
    return table.sort_values(["article_id", "event_id"], ignore_index=True)


def _span(key: tuple[str, str], claims: pd.DataFrame, article: pd.Series) -> dict:
    """First and last day of an event; the day of publication where no claim has a date."""
    starts, ends = claims["date_start"].dropna(), claims["date_end"].dropna()
    exact = [text[:DAY] for text in starts if len(text) >= DAY]
    text = min(exact or starts, default=article["published"])
    if not isinstance(text, str):
        text = "undated"
    until = max((e for e in ends if len(e) >= DAY), default=text) if exact else text
    known = {"article_id": key[0], "event_id": key[1], "theatre": str(article["theatre"])}
    if text == "undated":
        return known | {"text": text, "is_exact": False, "first": date.max, "last": date.min}
    days = {"first": first_day(text), "last": max(last_day(until[:DAY]), last_day(text))}
    return known | {"text": text, "is_exact": len(text) >= DAY} | days


def _may_join(span: dict, members: list[dict]) -> bool:
    """Whether an event may be part of an episode."""
    last = max(m["last"] for m in members)
    is_near = span["first"] - last <= timedelta(days=GAP)
    own = [m for m in members if m["article_id"] == span["article_id"]]
    apart = any(m["last"] < span["first"] or span["last"] < m["first"] for m in own)
    return is_near and span["theatre"] == members[0]["theatre"] and not apart


def _overlaps(span: dict, members: list[dict]) -> bool:
    """Whether an event known by month or year may be this episode."""
    first, last = min(m["first"] for m in members), max(m["last"] for m in members)
    is_same = span["theatre"] == members[0]["theatre"]
    return is_same and span["first"] <= last and first <= span["last"]


def _name(members: list[dict]) -> str:
    """First day of an episode, from an event known to the day if there is one."""
    days = [m["text"] for m in members if m["first"] == m["last"]]
    return min(days or [m["text"] for m in members])
