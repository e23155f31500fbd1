"""Many articles on one conflict: which figure supersedes which, and what is counted once."""

import pandas as pd
import pytest

from dateline import DATA, charts, ledger, schema
from dateline.article import make_article
from dateline.extract import extract_corpus, frames, gather
from dateline.files import write_tables
from dateline.readers import ArticleError
from dateline.stories import link_copies, link_episodes

CORPUS = DATA / "articles" / "corpus-south-caucasus"
EPISODE = "2022-09-13"


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """The corpus of illustrations, extracted once."""
    return ledger.open_corpus(CORPUS, tmp_path_factory.mktemp("corpus"))


def chain(con, side: str, told_by: str) -> list[tuple]:
    """Figures of the killed in the episode, in the order told, with what each supersedes."""
    return con.execute(
        """SELECT figure, supersedes, superseded_by FROM ledger
           WHERE episode = ? AND kind = 'killed' AND side_id = ? AND told_by = ?
           ORDER BY first_told""",
        [EPISODE, side, told_by],
    ).fetchall()


@pytest.mark.parametrize(
    ("side", "told_by", "figures"),
    [
        ("ARM", "own side", [49, 105, 135, 202]),
        ("AZE", "own side", [50, 71, 80]),
        ("AZE", "other side", [431]),
        ("all", "total", [155, 176]),
    ],
)
def test_the_ledger_gives_the_figures_and_their_order(con, side, told_by, figures):
    before, after = [None, *figures[:-1]], [*figures[1:], None]
    assert chain(con, side, told_by) == list(zip(figures, before, after, strict=True))


def test_an_older_war_and_the_missing_stay_apart(con):
    assert con.sql("SELECT episode FROM ledger WHERE figure = 6700").fetchall() == [("2020",)]
    assert con.sql("SELECT harm FROM ledger WHERE figure = 202").fetchall() == [
        ("killed or missing",)
    ]


@pytest.mark.xfail(reason="the depot's dead and its wounded are read as two events", strict=True)
def test_events_that_one_article_tells_apart_are_two_episodes(con):
    found = con.sql(
        "SELECT count(DISTINCT episode) FROM episodes WHERE article_id LIKE '2023-09-27%'"
    )
    assert found.fetchall() == [(2,)]


def test_an_agency_story_on_two_sites_counts_once(con):
    copies = con.sql("SELECT article_id, story_id FROM stories WHERE is_copy").fetchall()
    assert copies == [("2022-09-15-wire-truce-holds", "2022-09-15-gazette-truce-holds")]
    counts = con.sql("SELECT n_stories, n_articles FROM ledger WHERE figure = 155").fetchall()
    assert counts == [(1, 2)]


def test_ranges_hold_what_still_stands(con):
    query = "SELECT side_id, low, best, high FROM ranges WHERE episode = ? AND harm = 'killed'"
    rows = {row[0]: row[1:] for row in con.execute(query, [EPISODE]).fetchall()}
    assert rows["AZE"] == (80, 80, 431) and rows["ARM"] == (202, 202, 202)


def test_an_episode_must_exist(con):
    assert ledger.choose_episode(con) == EPISODE
    with pytest.raises(ArticleError, match="1999.*" + EPISODE):
        ledger.choose_episode(con, "1999")


def test_every_table_is_written_and_can_be_opened_again(con, tmp_path):
    written = ledger.write_ledger(con, tmp_path)
    assert {path.suffix for path in written} == {".parquet", ".csv"}
    assert len(pd.read_csv(tmp_path / "ledger.csv")) == con.table("ledger").shape[0]


def test_a_folder_without_tables_says_what_to_give(tmp_path):
    with pytest.raises(ArticleError, match="dateline extract"):
        ledger.open_tables(tmp_path)


def test_the_sentences_escape_what_articles_say(tmp_path):
    text = "A raid\n<b>Rebel</b> officials said that seven soldiers were killed on Monday."
    rows = gather(extract_corpus([make_article("a", text, published="2021-05-04")]))
    rows["claims"][0]["claimant_name"] = "<script>"
    write_tables(frames(rows), tmp_path)
    con = ledger.open_tables(tmp_path)
    con.sql("UPDATE stories SET shared = 0")
    page = ledger.finding(con, ledger.choose_episode(con)).data
    assert "<script>" not in page and "<b>" not in page


def test_an_empty_corpus_has_an_honest_ledger(tmp_path):
    write_tables(frames({name: [] for name in schema.TABLES}), tmp_path)
    con = ledger.open_tables(tmp_path)
    assert con.table("ledger").shape[0] == 0 and ledger.choose_episode(con) == ""
    assert "None of them states" in ledger.finding(con, "").data
    ax = charts.draw_ledger(con.table("ledger").df())
    assert "No figure" in ax.texts[0].get_text()


def claim(article: str, start: str | None, event: str = "current") -> dict:
    """A claim of one article."""
    return {"article_id": article, "event_id": event, "scope": event.split("-")[0]} | {
        "date_start": start,
        "date_end": start,
    }


def episodes(claims: list[dict], published: dict[str, str], theatre: str = "t") -> list[str]:
    """Names of the episodes of some claims, in their order."""
    days = pd.DataFrame(
        [{"article_id": a, "published": day, "theatre": theatre} for a, day in published.items()]
    )
    linked = link_episodes(pd.DataFrame(claims), days).set_index(["article_id", "event_id"])
    return [linked.loc[(c["article_id"], c["event_id"]), "episode"] for c in claims]


def test_a_week_without_news_ends_an_episode():
    days = {"a": "2021-03-01", "b": "2021-03-08", "c": "2021-03-20"}
    claims = [claim("a", None), claim("b", None), claim("c", None)]
    assert episodes(claims, days) == ["2021-03-01", "2021-03-01", "2021-03-20"]


def test_a_month_joins_the_one_episode_that_it_can_mean():
    days = {"a": "2021-03-01", "b": "2022-01-01"}
    march = claim("b", "2021-03", "background-2021")
    assert episodes([claim("a", None), march], days)[1] == "2021-03-01"
    two = [claim("a", None), claim("c", None), march]
    assert episodes(two, days | {"c": "2021-03-20"})[2] == "2021-03"


def test_short_texts_are_never_copies():
    rows = [
        {"article_id": a, "kind": "body", "quote": "Two men were killed in a raid."} for a in "ab"
    ]
    articles = pd.DataFrame([{"article_id": a, "published": None} for a in "ab"])
    assert not link_copies(pd.DataFrame(rows), articles)["is_copy"].any()
