"""Who does what to whom?  A graph of the actors, and the matrix that shows it.

The graph is for analysts who want their own measures; the matrix stays readable where a drawing
of the graph would not.  Both hold candidates read by rules, each with its sentence.
"""

import itertools
import textwrap
from collections import Counter

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from dateline import look
from dateline.events.happenings import counted
from dateline.look import NEUTRAL, evidence, side_colours
from dateline.rows import records
from dateline.theatre import Theatre

# What a reader asks of two actors, from PLOVER's event types; the mark keeps its meaning in grey.
KINDS = {
    "fights": (("ASSAULT", "COERCE", "MOBILIZE"), "X"),
    "accuses or opposes": (("ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST"), "^"),
    "asks": (("REQUEST",), "s"),
    "meets or agrees": (("CONSULT", "AGREE"), "o"),
    "supports or yields": (("SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "P"),
}
KIND_OF = {plover: kind for kind, (types, _) in KINDS.items() for plover in types}
HAPPENED = ("asserted", "claimed")  # filled marks; the rest is planned, hypothetical or denied
CELL = 0.36  # inches
FEW = 2  # acts that a title has room for
FOOTER = "Candidates read by rules from single sentences; not verified."


def actor_graph(actors: pd.DataFrame, events: pd.DataFrame) -> nx.MultiDiGraph:
    """The interactions as a directed graph: an edge is one event from who acts to whom.

    Nodes carry `name`, `side_id` and `actor_type`; edges `kind`, `plover_type`, `factuality`,
    `scope` and `sentence_id`.  Events without a recipient are no edge.  Use any measure of
    networkx on it, or write it for Gephi with `networkx.write_graphml`.

    >>> actors = pd.DataFrame({"actor_id": ["a", "b"], "name": ["A", "B"],
    ...                        "side_id": ["x", None], "actor_type": ["state", "state"]})
    >>> events = pd.DataFrame({"actor": ["a"], "recipient": ["b"], "plover_type": ["ACCUSE"],
    ...                        "factuality": ["asserted"], "scope": ["current"],
    ...                        "sentence_id": [3]})
    >>> actor_graph(actors, events).edges["a", "b", 0]["kind"]
    'accuses or opposes'
    """
    graph = nx.MultiDiGraph()
    facts = {row["actor_id"]: row for row in records(actors)}
    for row in records(events):
        kind = KIND_OF.get(row["plover_type"])
        if not (kind and row["actor"] and row["recipient"]):
            continue
        ends = [part.split(";") for part in (row["actor"], row["recipient"])]
        told = {k: row[k] for k in ("plover_type", "factuality", "scope", "sentence_id")}
        for doer, target in ((a, b) for a in ends[0] for b in ends[1] if a != b):
            graph.add_edge(doer, target, kind=kind, **told)
    for node, data in graph.nodes(data=True):
        row = facts.get(node, {})
        known = {"name": row.get("name") or node, "side_id": row.get("side_id") or ""}
        data.update(known | {"actor_type": row.get("actor_type") or ""})
    return graph


@look.styled
def draw_interactions(
    actors: pd.DataFrame, events: pd.DataFrame, theatre: Theatre | None = None, *,
    most: int = 30, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """A matrix: the row acts, the column is acted on, a mark is a kind of act.

    Filled marks are told as having happened, hollow ones are planned, hypothetical or denied.
    Colour is the side of who acts.  Of more than `most` actors the busiest are drawn.
    """
    graph = actor_graph(actors, events)
    busiest = sorted(graph, key=lambda n: (-graph.degree(n), graph.nodes[n]["name"]))[:most]
    graph = graph.subgraph(busiest)
    rows, columns = (_in_order(graph, degree) for degree in (graph.out_degree, graph.in_degree))
    if not rows:
        ax = ax or look.new_axes(height=0.85)
        return look.empty_axes(ax, "No act of one actor towards another was read.")
    names = {node: textwrap.shorten(name, 30, placeholder=" …")
             for node, name in graph.nodes(data="name")}  # fmt: skip
    sides = pd.Series([data["side_id"] or None for _, data in graph.nodes(data=True)], dtype=object)
    colours = {None: NEUTRAL, "": NEUTRAL} | side_colours(sides, theatre)
    ax = ax or look.new_axes(height=2.6 + CELL * len(rows) * min(1, 12 / len(rows) + 0.4))
    _frame(ax, graph, rows, columns, names, colours)
    for (y, doer), (x, target) in itertools.product(enumerate(rows), enumerate(columns)):
        acts = list(graph.get_edge_data(doer, target, default={}).values())
        _draw_cell(ax, x, y, acts, colours[graph.nodes[doer]["side_id"]], len(columns))
    _legend(ax, graph, theatre, colours)
    return look.finish_axes(ax, _finding(graph, names), _measure(events), FOOTER)


def interactions_alt_text(actors: pd.DataFrame, events: pd.DataFrame) -> str:
    """The matrix in words: the most frequent acts, then how many there are in all."""
    graph = actor_graph(actors, events)
    names = dict(graph.nodes(data="name"))
    acts = Counter((a, d["kind"], b) for a, b, d in graph.edges(data=True))
    told = "; ".join(f"{names[a]} {kind} {names[b]}" for (a, kind, b), _ in acts.most_common(12))
    if not told:
        return "Empty matrix: no act of one actor towards another was read."
    return f"Matrix of who does what to whom, {len(acts)} kinds of act between two actors. {told}."


def _in_order(graph: nx.MultiDiGraph, degree) -> list[str]:
    """The nodes that have such edges: side by side, the busiest of a side first."""
    nodes = [node for node, n in degree() if n]
    keys = {n: (not graph.nodes[n]["side_id"], graph.nodes[n]["side_id"]) for n in nodes}
    return sorted(nodes, key=lambda n: (*keys[n], -degree(n), graph.nodes[n]["name"]))


def _frame(ax: Axes, graph, rows: list, columns: list, names: dict, colours: dict) -> None:
    """The names of who acts and who is acted on, a bar in the colour of the side beside each."""
    small = 9 if max(len(rows), len(columns)) <= 16 else 7
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    ax.set_xticks(range(len(columns)), [names[n] for n in columns], rotation=45, ha="right",
                  rotation_mode="anchor", fontsize=small)  # fmt: skip
    ax.set_yticks(range(len(rows)), [names[n] for n in rows], fontsize=small)
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_xlabel("acted on", fontsize=9)
    ax.set_ylabel("acts", fontsize=9)
    _edge(ax.axhline, ax.hlines, ax.vlines, [graph.nodes[n]["side_id"] for n in rows], colours,
          across=len(columns), at=-0.5)  # fmt: skip
    _edge(ax.axvline, ax.vlines, ax.hlines, [graph.nodes[n]["side_id"] for n in columns], colours,
          across=len(rows), at=len(rows) - 0.5)  # fmt: skip


def _edge(rule, along, beside, sides: list, colours: dict, *, across: int, at: float) -> None:
    """Lines for the names of one edge: a bar in the colour of the side, rules between sides."""
    along(range(len(sides)), -0.5, across - 0.5, color="#EEEEEE", linewidth=0.8, zorder=0)
    for place, side in enumerate(sides):
        beside(at, place - 0.38, place + 0.38, color=colours[side], linewidth=5, clip_on=False)
        if place and side != sides[place - 1]:
            rule(place - 0.5, color="#999999", linewidth=0.8, zorder=1)


def _draw_cell(ax: Axes, x: int, y: int, acts: list[dict], colour: str, n_columns: int) -> None:
    """The marks of one actor's acts towards another: a shape for each kind, larger if repeated."""
    kinds = [kind for kind in KINDS if any(act["kind"] == kind for act in acts)]
    for place, kind in enumerate(kinds):
        same = [act for act in acts if act["kind"] == kind]
        done = any(act["factuality"] in HAPPENED for act in same)
        shift = (place - (len(kinds) - 1) / 2) * 0.33
        size = min(6 + 1.2 * len(same), 10) / (0.4 + 0.6 * len(kinds)) * min(1, 18 / n_columns)
        ax.plot(
            x + shift, y, KINDS[kind][1], markersize=size, markeredgecolor=colour,
            markerfacecolor=colour if done else "white", clip_on=False, zorder=2,
            url=evidence(same[0]["sentence_id"]),
        )  # fmt: skip


def _legend(ax: Axes, graph, theatre: Theatre | None, colours: dict) -> None:
    """What shapes, colours and hollow marks mean, beside the matrix."""
    used = {kind for *_, kind in graph.edges(data="kind")}
    grey = {"color": "#444444", "linestyle": "", "markersize": 7}
    marks = [Line2D([], [], marker=KINDS[k][1], label=k, **grey) for k in KINDS if k in used]
    if any(f not in HAPPENED for *_, f in graph.edges(data="factuality")):
        hollow = grey | {"markerfacecolor": "white"}
        marks.append(Line2D([], [], marker="s", label="planned, possible\nor denied", **hollow))
    marks += look.side_patches((side for _, side in graph.nodes(data="side_id")), theatre, colours)
    ax.legend(handles=marks, loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)


def _finding(graph: nx.MultiDiGraph, names: dict) -> str:
    """The title: each of few acts, else the actor of whom most is told; no verb must agree."""
    acts = Counter((names[a], names[b], d["kind"]) for a, b, d in graph.edges(data=True))
    if len(acts) <= FEW:
        return "; ".join(f"{doer} → {target} ({kind})" for doer, target, kind in acts)
    busiest = min(graph, key=lambda node: (-graph.degree(node), names[node]))
    total = counted(graph.number_of_edges(), "act")
    return f"{names[busiest]} in {graph.degree(busiest)} of {total} between two actors"


def _measure(events: pd.DataFrame) -> str:
    """The subtitle: what is counted and what is not."""
    alone = int((events["actor"].isna() | events["recipient"].isna()).sum())
    left = f"; {alone} events without an actor or a recipient are not drawn" if alone else ""
    return f"Who acts (row) towards whom (column){left}"
