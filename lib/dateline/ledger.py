"""Who claimed what, when, and what has become of the figure?  Tables over many articles, in SQL.

:func:`open_tables` gives a DuckDB connection with a view of every table that ``dateline batch`` or
``dateline extract`` wrote, and four more that only a corpus has:

``stories``
    one row is one article, with the story that it tells first or copies (:mod:`stories`)
``episodes``
    one row is one event of one article, with the episode of the conflict that it belongs to
``figures``
    one row is one figure in one article, with its claimant's side and who that is to the victims
``ledger``
    one row is one figure about one side in one episode, as one voice tells it: since when, by
    how many stories, and which later figure supersedes it
``ranges``
    one row is one episode, side and harm: the lowest, the own side's latest and the highest
    figure that still stands
"""

from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
from IPython.display import HTML

from dateline import ROOT, schema
from dateline.article import load_inputs
from dateline.extract import extract_corpus, frames, gather
from dateline.files import write_csv, write_tables, write_whole
from dateline.look import figure_text, side_names
from dateline.page import block
from dateline.readers import ArticleError
from dateline.rows import records
from dateline.stories import link_copies, link_episodes
from dateline.theatre import Theatre, load_theatre

VIEWS = Path(__file__).with_name("ledger.sql")


def open_tables(folder: str | Path) -> duckdb.DuckDBPyConnection:
    """A connection with a view of each table in `folder`, and those of a corpus.

    `folder` is one that ``dateline batch`` or ``dateline extract`` wrote.  Raises
    ``ArticleError`` when a table is missing there.
    """
    con = duckdb.connect()
    for name in schema.TABLES:
        files = _find(Path(folder), name)
        if not files:
            raise ArticleError(
                f"{folder} holds no table {name!r}. Give a folder that 'dateline extract' or "
                "'dateline batch' has written, or one of articles."
            )
        con.read_parquet(files, hive_partitioning=False, union_by_name=True).create_view(name)
    articles = con.table("articles").df()
    linked = {
        "stories": link_copies(con.table("sentences").df(), articles),
        "episodes": link_episodes(con.table("claims").df(), articles),
    }
    for name, table in linked.items():
        con.register(f"linked_{name}", table)
        con.sql(f"CREATE TABLE {name} AS SELECT * FROM linked_{name}")
    con.execute(VIEWS.read_text(encoding="utf-8"))
    return con


def _find(folder: Path, table: str) -> list[str]:
    """The Parquet files of a table, in the layouts of both commands."""
    for below in (folder, folder / "tables"):
        single, parts = below / f"{table}.parquet", sorted((below / table).rglob("*.parquet"))
        if single.is_file() or parts:
            return [str(single)] if single.is_file() else [str(part) for part in parts]
    return []


def open_corpus(
    path: str | Path, out: str | Path, *, theatre: str | None = None
) -> duckdb.DuckDBPyConnection:
    """The tables in a folder or, if it holds articles, those extracted from them into `out`."""
    own = ROOT / path  # papermill and JupyterLab start a notebook in different folders
    folder = own if not Path(path).exists() and own.exists() else Path(path)
    if not folder.is_dir():
        raise ArticleError(f"{path} is no folder. Check the name.")
    if _find(folder, "claims"):
        return open_tables(folder)
    found = list(extract_corpus(_sound(load_inputs([folder])), theatre=theatre))
    if not found:
        raise ArticleError(f"{path} holds neither tables nor articles. Give another folder.")
    tables = Path(out) / "tables"
    write_tables(frames(gather(_sound(found))), tables)
    return open_tables(tables)


def _sound(items):
    """The items; the first that is an error is raised, for a person is looking on."""
    for item in items:
        if isinstance(item, ArticleError):
            raise item
        yield item


def choose_episode(con: duckdb.DuckDBPyConnection, episode: str = "") -> str:
    """The episode asked for, else the one that most stories tell of; SQL's variable ``episode``.

    Raises ``ArticleError`` for one that the corpus does not have.
    """
    found = con.execute(
        """SELECT episode FROM figures GROUP BY episode
           ORDER BY count(DISTINCT story_id) DESC, count(*) DESC, episode"""
    ).fetchall()
    names = [name for (name,) in found]
    if episode and episode not in names:
        raise ArticleError(f"no episode {episode!r}. The corpus has: {', '.join(sorted(names))}.")
    chosen = episode or (names[0] if names else "")
    con.execute("SET VARIABLE episode = ?", [chosen]).fetchall()
    return chosen


def theatre_of(con: duckdb.DuckDBPyConnection) -> Theatre | None:
    """The theatre that most articles were read with; none if most have none."""
    rows = con.execute(
        "SELECT theatre FROM articles GROUP BY ALL ORDER BY count(*) DESC, theatre"
    ).fetchall()
    return load_theatre(rows[0][0]) if rows and rows[0][0] else None


def last_day(con: duckdb.DuckDBPyConnection) -> date | None:
    """The day of the latest article."""
    [(text,)] = con.execute("SELECT max(published) FROM articles").fetchall()
    return date.fromisoformat(text) if text else None


def events(con: duckdb.DuckDBPyConnection, episode: str) -> pd.DataFrame:
    """The events of the stories that tell of an episode as their news; copies are left out."""
    return con.execute(
        """SELECT e.* FROM events AS e JOIN stories USING (article_id)
           WHERE NOT is_copy AND e.scope = 'current' AND article_id IN (
             SELECT article_id FROM episodes WHERE episode = ? AND event_id LIKE 'current%')""",
        [episode],
    ).df()


def places(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row is one place of the corpus; ``n_mentions`` counts each story once."""
    return con.sql(
        """SELECT place_id, any_value(COLUMNS(p.* EXCLUDE (article_id, place_id, n_mentions))),
                  sum(n_mentions) AS n_mentions
           FROM places AS p JOIN stories USING (article_id) WHERE NOT is_copy
           GROUP BY place_id ORDER BY place_id"""
    ).df()


def write_ledger(con: duckdb.DuckDBPyConnection, folder: str | Path) -> list[Path]:
    """What only a corpus has, as Parquet and CSV; files appear whole."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in ("stories", "episodes", "figures", "ledger", "ranges"):
        table = con.table(name).df()
        written.append(write_whole(folder / f"{name}.parquet", table.to_parquet))
        written.append(write_csv(table, folder / f"{name}.csv"))
    return written


def finding(con: duckdb.DuckDBPyConnection, episode: str) -> HTML:
    """What the corpus says of an episode, in sentences: how much there is and what stands."""
    (count,) = records(
        con.sql(
            """SELECT count(*) AS n_articles, count(*) FILTER (NOT is_copy) AS n_stories,
                      min(published) AS first, max(published) AS last
               FROM articles JOIN stories USING (article_id)"""
        ).df()
    )
    standing = con.execute(
        """FROM ledger WHERE episode = ? AND superseded_by IS NULL AND NOT is_below_earlier
             AND side_id <> 'unknown' ORDER BY kind, told_by, side_id""",
        [episode],
    ).df()
    names = side_names(theatre_of(con))
    rows = [
        row | {"side": names.get(row["side_id"], row["side_id"]),
               "words": figure_text(row["low"], row["best"], row["high"])}
        for row in records(standing)
    ]  # fmt: skip
    return block("corpus", count=count, episode=episode, rows=rows)


def alt_text(rows: pd.DataFrame) -> str:
    """The chart of a ledger in words."""
    told = [
        f"{row['first_told']}: {row['figure']:,} {row['harm']}, {row['side_id']} ({row['told_by']})"
        for row in records(rows.sort_values(["first_told", "figure"]))
    ]
    return "Figures in the order in which they were told. " + "; ".join(told) + "."


def about(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """How large the corpus is, and what it was read with: one row is one fact."""
    sizes = {f"rows of {name}": con.table(name).shape[0] for name in (*schema.TABLES, "ledger")}
    parts = {f"version of {part}": version(part) for part in ("dateline", "duckdb", "spacy")}
    return pd.DataFrame((sizes | parts).items(), columns=["what", "value"])
