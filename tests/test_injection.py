"""An article that attacks whoever reads it: shown as text everywhere, executed nowhere."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import geopandas as gpd
import nbformat
import pandas as pd
import pytest

from dateline import schema
from dateline.article import load_article, load_inputs, make_article
from dateline.batch import run_batch
from dateline.extract import extract_corpus, frames, gather
from dateline.files import FORMULA, write_tables
from dateline.readers import ArticleError

PWN = "window.pwned=1;alert(1)"
PAYLOADS = {
    "script": f"<script>{PWN}</script>",
    "handler": f'<img src=x onerror="{PWN}">',
    "closing": f"</script></style></title></textarea>--><script>{PWN}</script>",
    "attribute": f'" onmouseover="{PWN}" autofocus onfocus="{PWN}" x="',
    "quote": f"' onfocus='{PWN}' '",
    "link": f'<a href="javascript:{PWN}">here</a> [here](javascript:{PWN})',
    "svg": f'<svg onload="{PWN}"><animate onbegin="{PWN}" attributeName=x dur=1s></svg>',
    "frame": f'<iframe srcdoc="<script>parent.{PWN}</script>"></iframe>',
    "css": "<style>body{background:url(http://evil.example/x)} </style> } body{display:none}",
    "refresh": '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    "base": '<base href="http://evil.example/"><link rel=stylesheet href="//evil.example/a.css">',
    "jinja": "{{ 7 * 7 }}{{ cycler.__init__.__globals__.os.system('touch pwned') }}{% raw %}{# x #}",
    "mathtext": r"$\frac{1}{\undefined}$ $unclosed _{^{ \href{javascript:alert(1)}{x}",
    "template": "${7*7} #{7*7} <%= 7*7 %> %(x)s {0.__class__} %s%n",
    "python": "'''\"\"\"\\'; import os; os.system('touch pwned') #\n%system touch pwned\n!touch pwned",
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\x\x00\x08\x7f\x9b2J",
    "comment": "--> <!-- <![CDATA[ ]]> <?php system('touch pwned') ?>",
    "bidi": "\u202eevil\u202c \ufeff\u200b",
}  # fmt: skip
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1",
    '=HYPERLINK("http://evil.example")',
)
SIDES = "Ukraine’s military said on Monday that Russia’s missiles killed 12 civilians in Kharkiv."
PATHS = ("../../../../tmp/pwned", "/etc/passwd", "..", ".", "a/b\\c", "CON", "x" * 400, "\0", "")


def hostile_text() -> str:
    """A report whose every part carries a payload: lines, names, quotations, figures, places."""
    lines = [f"Attack {PAYLOADS['script']} kills 12 in Kharkiv", SIDES]
    for name, payload in PAYLOADS.items():
        flat = payload.replace("\n", " ")
        lines += [
            f"Rebels killed 9 soldiers {flat} near Kyiv on Friday, the {flat} ministry said.",
            f"“We lost 7 soldiers {flat} in Donetsk,” General Ivan {flat} Petrov said on Monday.",
            f"{payload} {name}: the Russian army denied that 30 civilians were wounded in Odesa.",
        ]
    lines += [f"{formula} people were killed, police said." for formula in FORMULAS]
    return "\n".join(lines)


def records() -> list[dict]:
    """The report with payloads in its id and metadata, and small ones with each odd id."""
    bad = " ".join(p.replace("\n", " ") for p in PAYLOADS.values())
    known = {"title": f"12 dead {bad}", "publisher": bad, "byline": bad, "published": "2024-05-06"}
    known |= {"url": f"javascript:{PWN}"}
    whole = {"id": f"../../pwned{PAYLOADS['script']}", "text": hostile_text(), **known}
    odd = [{"id": path, "text": f"{path} kills 12\n{SIDES}"} for path in PATHS]
    return [whole, *odd]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder that a payload would write into."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "in").mkdir()
    lines = "\n".join(map(json.dumps, records()[:3]))
    (folder / "in" / "corpus.jsonl").write_text(lines)
    name = (
        "=x';import os;os.system('touch pwned')#\"\n{{7*7}}<img src=x onerror=alert(1)>\x1b[2J.txt"
    )
    (folder / "in" / name).write_text(hostile_text())
    (folder / "in" / "=bad.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def out(place) -> Path:
    """The briefings of it, made from inside the folder that a payload would write into."""
    before = Path.cwd()
    os.chdir(place)
    try:
        run_batch([place / "in"], place / "out", workers=2, progress=False)
    finally:
        os.chdir(before)
    return place / "out"


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> tuple[dict[str, pd.DataFrame], Path]:
    """The tables over all records, and the folder that they were written to."""
    folder = tmp_path_factory.mktemp("tables")
    path = folder / "corpus.jsonl"
    path.write_text("\n".join(map(json.dumps, records())))
    found = [a for a in load_inputs([path]) if not isinstance(a, ArticleError)]
    read = list(extract_corpus(found))
    assert not [r for r in read if isinstance(r, ArticleError)]
    whole = frames(gather(read))
    write_tables(whole, folder / "out")
    return whole, folder / "out"


def test_every_article_was_briefed_and_nothing_was_run_or_written_elsewhere(place, out):
    with (out / "failures.csv").open(newline="") as lines:
        failed = [row["article"] for row in csv.DictReader(lines)]
    assert failed == ["bad"]
    assert len(list((out / "briefings").iterdir())) == 4
    assert sorted(p.name for p in place.iterdir()) == ["in", "out"]
    assert not [p for p in place.rglob("*pwned*") if p.is_file() and p.parent == place]
    for folder in (out / "briefings").iterdir():
        assert re.fullmatch(r"\w[\w.\-]*", folder.name) and len(folder.name) <= 80


def test_pages_hold_no_element_of_the_article(out):
    from lxml import html

    pages = [*out.glob("briefings/*/briefing.html"), out / "index.html"]
    assert len(pages) == 5
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\0-\x08\x0b\x0e-\x1f]", text)
        root = html.document_fromstring(text)
        tags = [e.tag for e in root.iter() if isinstance(e.tag, str)]
        assert not {"iframe", "base", "embed", "object", "animate", "textarea"} & set(tags)
        assert tags.count("script") <= 2 and "pwned" not in "".join(root.xpath("//script/text()"))
        assert not root.xpath("//meta[@http-equiv='refresh'] | //link | //*[@srcdoc]")
        for element in root.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path.parent.name, element.tag, name)
                if name in ("href", "src", "xlink:href", "action"):
                    assert value.startswith(("#", "data:image/", "briefings/")), value


def test_no_payload_runs_in_chromium(out, browser):
    """The pages as a reader opens them: clicked, hovered and opened all over."""
    pages = [*sorted(out.glob("briefings/*/briefing.html")), out / "index.html"]
    for path in pages:
        page = browser.new_page()
        told: list[str] = []
        page.on("dialog", lambda d, told=told: (told.append(f"dialog {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e, told=told: told.append(f"error {e}"))
        page.on("console", lambda m, told=told: m.type == "error" and told.append(m.text))
        page.on("request", lambda r, told=told: told.append(r.url))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(
            "for (const e of document.body.querySelectorAll('*'))"
            " for (const kind of ['mouseover', 'focus', 'mouseenter'])"
            " e.dispatchEvent(new Event(kind, {bubbles: true}))"
        )
        assert page.evaluate("window.pwned === undefined")
        # Requests: the page itself, and the images that it carries.
        assert [t for t in told if not t.startswith("data:image/")] == [path.as_uri()]
        assert "Attack <script>" in page.inner_text("body") or "kills 12" in page.inner_text("body")
        page.close()


def test_notebooks_keep_the_words_as_text(out):
    notebooks = list(out.glob("briefings/*/briefing.ipynb"))
    assert notebooks
    for path in notebooks:
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                html = output.get("data", {}).get("text/html", "")
                assert not re.search(r"<(?:script|iframe|base|svg onload|img src=x)", html)
                assert output["output_type"] != "error"


def test_figures_hold_no_element_of_the_article(out):
    from lxml import etree

    figures = list(out.glob("briefings/*/figures/*.svg"))
    assert figures
    for path in figures:
        root = etree.fromstring(path.read_bytes())
        names = {etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str)}
        assert not names & {"script", "foreignObject", "iframe", "animate", "image"}
        assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]


def test_tables_are_valid_and_keep_every_word(tables):
    whole, _ = tables
    for name, table in whole.items():
        schema.frame(name, table.astype(object).where(table.notna(), None).to_dict("records"))
    texts = {r["id"]: make_article(r["id"], r["text"]).text for r in records() if r["id"] != "\0"}
    for name in ("sentences", "mentions", "dates", "claims", "statements", "events"):
        for row in whole[name].to_dict("records"):
            if row["article_id"] in texts:
                text = texts[row["article_id"]]
                assert text[row["start_char"] : row["end_char"]] == row["quote"], name
    assert len(whole["claims"]) > 20


def test_no_cell_is_a_formula_and_files_are_read_back(tables, out):
    _, folder = tables
    n_cells = 0
    for path in [*folder.glob("*.csv"), out / "failures.csv"]:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                for cell in row:
                    n_cells += 1
                    is_number = re.fullmatch(r"-?[\d.]+(?:e-?\d+)?", cell)
                    assert is_number or not FORMULA.match(cell) or cell[0] == "'", (path.name, cell)
    assert n_cells > 1000
    points = gpd.read_file(folder / "places.geojson")
    assert points.crs.to_epsg() == 4326 and len(points)


def test_a_name_decides_no_path(tables, tmp_path):
    for path in PATHS:
        slug = make_article(path, SIDES).slug
        assert slug and slug == Path(slug).name and slug not in (".", "..") and len(slug) <= 80
        assert (tmp_path / slug).resolve().parent == tmp_path.resolve()


@pytest.mark.parametrize(
    "words", ["1'); import os #", "2024-05-06\nimport os", "{{7*7}}", "\x1b[2J"]
)
def test_parameters_are_checked_before_a_notebook_sees_them(tmp_path, words):
    from dateline.render import brief
    from dateline.theatre import TheatreError

    article = tmp_path / "a.txt"
    article.write_text(SIDES)
    with pytest.raises(ArticleError, match="is no date"):
        brief(article, published=words, out=tmp_path / "out", progress=False)
    with pytest.raises(TheatreError, match="no theatre"):
        brief(article, theatre=words, out=tmp_path / "out", progress=False)
    with pytest.raises(TheatreError, match="no theatre"):
        brief(article, theatre="../theatres/ukraine", out=tmp_path / "out", progress=False)
    assert not (tmp_path / "out").exists()


def test_a_file_name_gives_no_orders_to_the_terminal(tmp_path, capsys):
    import typer

    from dateline.cli import brief

    with pytest.raises(typer.Exit):
        brief(str(tmp_path / "\x1b[2J\nno such.txt"))
    told = capsys.readouterr().err
    assert "\x1b" not in told and told.count("\n") == 1 and "does not exist" in told


def test_control_characters_are_left_out_and_counted(monkeypatch):
    monkeypatch.setattr(
        sys,
        "stdin",
        io.TextIOWrapper(io.BytesIO(PAYLOADS["ansi"].replace("\0", "").encode() + b" Two died.")),
    )
    article = load_article("-")
    assert article.text.endswith("Two died.") and not re.search(
        r"[\0-\x08\x0e-\x1f\x7f-\x9f]", article.text
    )
    assert article.repairs["control characters"]
