"""Every format that an article may come in, clean and messy; all documents are made here."""

import io
import json
import os
import sys
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from dateline.article import load_article, load_corpus, load_inputs, make_article
from dateline.batch import find_entries
from dateline.limits import MAX_TEXT, MAX_WORDS, any_size
from dateline.readers import ArticleError, holds_several
from dateline.readers.files import find_files
from dateline.readers.pdf import drop_running_heads, join_lines
from dateline.readers.text import decode, unwrap

HEADLINE = "Shelling kills four in border village"
LEDE = "Four civilians were killed on Monday when shells hit a border village, the governor said."
MORE = "The army said that it had lost nine soldiers in the same week and that talks would go on."
END = "Nobody claimed responsibility, and both ministries declined to comment on the reports."
STORY = [HEADLINE, LEDE, MORE, END]
TEXT = "\n".join(STORY)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that name and content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def body(article) -> str:
    """The words that are story."""
    lines = [p for p in article.paragraphs if p.kind in ("headline", "body")]
    return "\n".join(article.text[p.start_char : p.end_char] for p in lines)


# --- plain text --------------------------------------------------------------------------------

CURLY = TEXT + "\n“We saw naïve boys die,” a café owner said — ‘too young’.\n"
RUSSIAN = "Четверо мирных жителей погибли в понедельник при обстреле села, сообщил губернатор. " * 5


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", CURLY),
        ("utf-16", CURLY),
        ("utf-16-le", CURLY),
        ("utf-16-be", CURLY),
        ("cp1252", CURLY),
        ("koi8-r", RUSSIAN),
        ("cp1251", RUSSIAN),
        ("gb18030", "星期一炮弹击中一个边境村庄。四名平民丧生。省长在新闻发布会上说。" * 9),
    ],
)
def test_text_in_any_encoding(tmp_path, encoding, text):
    article = load_article(write(tmp_path, "a.txt", text.encode(encoding)))
    assert article.text.strip() == text.strip()


def test_an_encoding_can_be_named():
    assert decode("x", "Łódź".encode("cp1250"), "cp1250") == "Łódź"
    with pytest.raises(ArticleError, match="no encoding"):
        decode("x", b"a", "utf-99")


def test_wrapped_text_is_joined():
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(p, 60) for p in STORY + STORY)
    assert unwrap(wrapped).split("\n\n") == STORY + STORY
    assert unwrap(TEXT) == TEXT and unwrap("a\n\nb\nc") == "a\n\nb\nc"
    no_blank_lines = "\n".join(textwrap.fill(p, 56) for p in STORY)
    assert unwrap(no_blank_lines).split("\n") == STORY


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "Correction: An earlier version of this article said that six people died.",
            "contributor",
        ),
        ("Editor’s note: the number of wounded was wrong in the first version.", "contributor"),
        (
            "This article was corrected on May 4. An earlier version of this story had 9 dead.",
            "contributor",
        ),
        ("We use cookies and similar technologies to improve your experience.", "promo"),
        ("Accept all cookies", "promo"),
        ("14:05 GMT", "contributor"),
        ("Updated 9:30 a.m. EST", "contributor"),
        ("23 minutes ago", "contributor"),
        ("First published on Tue 4 May 2021 10.15 BST", "contributor"),
        ("Last updated: 04 May 2021 - 14:05", "contributor"),
        ("Sent from my tablet", "promo"),
        ("Already a member? Log in here", "promo"),
        ("You have one free article left this week.", "promo"),
        ("Unlock full access to every story from our reporters", "promo"),
        ("To keep reading, choose a plan", "promo"),
        ("This report is for subscribers of the paper", "promo"),
        ("Support independent reporting and journalism today", "promo"),
        ("Subscribers of the power company were cut off, the army said.", "body"),
        ("The message was sent from my village, the mayor said.", "body"),
        ("The troops already held the bridge.", "body"),
        ("You could hear free fire all night, a resident said.", "body"),
        ("Read more: Ten die in bus crash", "related"),
        ("The correction came too late: nine soldiers had died.", "body"),
        ("At 14:05 a shell hit the school.", "body"),
        ("He brought cookies to the soldiers at the front.", "body"),
    ],
)
def test_lines_that_are_no_story(line, kind):
    assert make_article("a", f"{HEADLINE}\n{LEDE}\n{line}\n{END}").paragraphs[2].kind == kind


# --- Markdown ----------------------------------------------------------------------------------

MARKDOWN = {
    "plain": "\n\n".join(["# " + HEADLINE, *STORY[1:]]),
    "emphasis and links": f"# {HEADLINE}\n\n**Four civilians** were killed on [Monday](https://example.org) when shells hit a border village, _the governor_ said.\n\n{MORE}\n\n{END}",
    "front matter": f"---\ntitle: {HEADLINE}\ndate: 2021-05-04\nauthor: Ana Ruiz\npublisher: Daily\n---\n{LEDE}\n\n{MORE}\n\n{END}\n",
    "wrapped": f"# {HEADLINE}\n\n" + "\n\n".join(p[:40] + p[40:].replace(" ", "\n", 1) for p in STORY[1:]),
    "comments and scripts": f"# {HEADLINE}\n\n<!-- not for print -->\n\n{LEDE}\n\n<script>alert(1)</script>\n\n{MORE}\n\n{END}",
    "quotation and list": f"# {HEADLINE}\n\n> {LEDE}\n\n- {MORE}\n- {END}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown(tmp_path, name):
    article = load_article(write(tmp_path, "a.md", MARKDOWN[name]))
    assert [line for line in article.text.split("\n") if line] == STORY
    assert article.title == HEADLINE


def test_front_matter_is_metadata(tmp_path):
    article = load_article(write(tmp_path, "a.md", MARKDOWN["front matter"]))
    assert (article.published, article.published_from) == (date(2021, 5, 4), "file")
    assert (article.byline, article.publisher) == ("Ana Ruiz", "Daily")
    with pytest.raises(ArticleError, match="YAML"):
        load_article(write(tmp_path, "b.md", "---\ntitle: [\n---\nTwo died."))


# --- web pages ---------------------------------------------------------------------------------

META = (
    f'<title>{HEADLINE} - Daily Example</title><meta property="og:title" content="{HEADLINE}">'
    '<meta property="og:site_name" content="Daily Example">'
    '<meta property="article:published_time" content="2021-05-04T10:00:00Z">'
    '<link rel="canonical" href="https://example.org/news/1">'
)
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in STORY[1:])
MENU = "<nav><ul><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>"


def page(story: str, before: str = MENU, after: str = "<footer>© Daily Example</footer>") -> str:
    """A saved page around a story."""
    return (
        f"<!doctype html><html><head>{META}</head><body>{before}<article><h1>{HEADLINE}</h1>"
        f"{story}</article>{after}</body></html>"
    )


PAGES = {
    "clean": page(PARAGRAPHS),
    "cookie banner": page(
        PARAGRAPHS,
        "<div id='cookie-banner' class='cookie-consent'><p>We use cookies to improve your experience.</p><button>Accept all</button></div>" + MENU,
    ),
    "caption inline": page(
        f"<figure><img src=a.jpg><figcaption>A man sweeps glass. (Jo Li/Daily)</figcaption></figure>{PARAGRAPHS}"
    ),
    "related links": page(
        f"{PARAGRAPHS}<aside class='related'><h3>Related</h3><ul><li><a href=/9>Ten die in bus crash</a></li></ul></aside>"
    ),
    "scripts and comments": page(
        f"<script>var dead = 99;</script>{PARAGRAPHS}<div class='comments' id='comments'><p>First! 500 died, I heard.</p></div>"
    ),
    "no closing tags": page("".join(f"<p>{p}" for p in STORY[1:])),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_web_pages(tmp_path, name):
    article = load_article(write(tmp_path, "a.html", PAGES[name]))
    lines = body(article).split("\n")
    assert lines[:4] == STORY
    for noise in ("cookies", "sweeps", "bus crash", "99", "500", "Sport"):
        assert noise not in body(article)
    assert (article.title, article.publisher) == (HEADLINE, "Daily Example")
    assert (article.published, article.published_from) == (date(2021, 5, 4), "file")
    assert article.url == "https://example.org/news/1"


def test_live_blog_and_correction(tmp_path):
    entries = "".join(f"<h3>1{i}:05 GMT</h3><p>{p}</p>" for i, p in enumerate(STORY[1:]))
    note = "<p>Correction: An earlier version of this article said that six civilians died.</p>"
    article = load_article(write(tmp_path, "a.html", page(entries + note)))
    kinds = {article.text[p.start_char : p.end_char]: p.kind for p in article.paragraphs}
    assert kinds[note[3:-4]] == "contributor"
    assert kinds["10:05 GMT"] == "contributor"
    assert [kinds[p] for p in STORY[1:]] == ["body"] * 3


def test_the_list_over_a_live_blog_is_not_its_story():
    points = ["Key events", "2h ago", "Four killed in village, governor says", "Talks go on"]
    text = "\n".join([HEADLINE, *points, LEDE, MORE, "Key witnesses left", END])
    kinds = [p.kind for p in make_article("a", text).paragraphs]
    assert kinds[1:5] == ["related", "contributor", "related", "related"]
    assert kinds[5:] == ["body"] * 4


SITE = "<title>Daily Example</title>"
HEADS = {
    "no h1": f"{SITE}</head><body><h2>{HEADLINE}</h2>",
    "h1 is the site": f"{SITE}</head><body><header><h1>Daily Example</h1></header><h2>{HEADLINE}</h2>",
    "og:title": f'{SITE}<meta property="og:title" content="{HEADLINE}"></head><body>',
    "site after": f"<title>{HEADLINE} | Daily Example</title></head><body>",
    "site and section after": f"<title>{HEADLINE} – World – Daily Example</title></head><body>",
    "site before": f'<title>Daily Example: {HEADLINE}</title><meta property="og:site_name" content="Daily Example"></head><body>',
    "site in og:title": f'<meta property="og:site_name" content="Daily Example"><meta property="og:title" content="{HEADLINE} - Daily Example"></head><body>',
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_the_name_of_the_site_is_no_headline(tmp_path, name):
    saved = f"<!doctype html><html><head>{HEADS[name]}{PARAGRAPHS}</body></html>"
    article = load_article(write(tmp_path, "a.html", saved))
    assert article.title == HEADLINE and article.text.split("\n") == STORY


def test_a_page_that_names_only_its_site_has_no_headline(tmp_path):
    saved = f"<html><head>{SITE}</head><body>{PARAGRAPHS}</body></html>"
    article = load_article(write(tmp_path, "a.html", saved))
    assert (article.publisher, article.text.split("\n")) == ("Daily Example", STORY[1:])


def test_page_in_the_encoding_that_it_declares(tmp_path):
    text = page(
        PARAGRAPHS + "<p>Łódź fell silent, and the mayor of Białystok spoke of “a dark day”.</p>"
    )
    text = text.replace("<head>", '<head><meta charset="cp1250">')
    article = load_article(write(tmp_path, "a.html", text.encode("cp1250")))
    assert "Łódź" in article.text


def test_page_without_a_story(tmp_path):
    links = "".join(f"<li><a href=/{i}>{i}</a></li>" for i in range(40))
    with pytest.raises(ArticleError, match=r"no article text"):
        load_article(write(tmp_path, "a.html", f"<html><body><ul>{links}</ul></body></html>"))


# --- PDF ---------------------------------------------------------------------------------------


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF whose pages hold lines of text, each at its place in points."""
    n = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(n))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {n}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for i, lines in enumerate(pages):
        shown = "\n".join(
            f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text.translate({40: chr(92) + '(', 41: chr(92) + ')'})}) Tj ET"
            for x, y, text in lines
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {5 + 2 * i} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>",
            f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{thing}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def column(
    paragraphs: list[str], width: int, x: int = 50, top: int = 740
) -> list[tuple[int, int, str]]:
    """Paragraphs as lines of a column."""
    import textwrap

    lines = [line for p in paragraphs for line in textwrap.wrap(p, width)]
    return [(x, top - 14 * i, line) for i, line in enumerate(lines)]


def interleaved() -> list[tuple[int, int, str]]:
    """Two columns, written line by line across the page."""
    left, right = column([LEDE, MORE], 34, 50), column([END, LEDE], 34, 320)
    return (
        [line for pair in zip(left, right, strict=False) for line in pair]
        + left[len(right) :]
        + right[len(left) :]
    )


PDFS = {
    "one column": pdf(column(STORY, 80)),
    "narrow column": pdf([(50, 775, HEADLINE), *column(STORY[1:], 50)]),
    "running heads": pdf(
        *([(50, 780, f"DAILY EXAMPLE   {i}"), *column(STORY[a:b], 80), (280, 30, f"Page {i} of 3")]
          for i, (a, b) in enumerate([(0, 2), (2, 3), (3, 4)], 1))
    ),
    "two columns": pdf([(50, 775, HEADLINE), *column([LEDE, MORE], 34, 50), *column([END], 34, 320)]),
    "two columns, across": pdf([(50, 775, HEADLINE), *interleaved()]),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_pdf(tmp_path, name):
    article = load_article(write(tmp_path, "a.pdf", PDFS[name]))
    assert [line for line in article.text.split("\n") if line][:4] == STORY


def test_pdf_says_what_it_left_out(tmp_path):
    article = load_article(write(tmp_path, "a.pdf", PDFS["running heads"]))
    assert article.repairs == {"running heads left out": 6}
    pages = [["A", "body one"], ["B", "body two"]]
    assert drop_running_heads(pages) == (pages, 0)


def test_words_cut_at_the_end_of_a_line_are_joined():
    lines = [
        "Four soldiers were killed in the govern-",
        "ment's raid on a village in the hills that",
        "day.",
    ]
    assert (
        join_lines(lines)
        == "Four soldiers were killed in the government's raid on a village in the hills that day."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pdf([]), "scanned PDF"),
        (pdf([], [(50, 700, " ")]), "scanned PDF"),
        (b"%PDF-1.7\n1 0 obj<<", "cannot be read"),
        (PDFS["one column"][:300], "cannot be read"),
        (PDFS["one column"].replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "PDF"),
    ],
)
def test_pdf_without_text(tmp_path, content, message):
    with pytest.raises(ArticleError, match=message):
        load_article(write(tmp_path, "a.pdf", content))


# --- Word --------------------------------------------------------------------------------------


def word(make) -> bytes:
    """A Word file that a function has filled."""
    document, out = docx.Document(), io.BytesIO()
    make(document)
    document.save(out)
    return out.getvalue()


def word_plain(document):
    for line in STORY:
        document.add_paragraph(line)


def word_with_heads(document):
    document.sections[0].header.paragraphs[0].text = "DAILY EXAMPLE"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    word_plain(document)


def word_with_table(document):
    word_plain(document)
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Side", "Killed", "Army", "9"), strict=True):
        cell.text = words


def word_with_runs(document):
    for line in STORY:
        paragraph = document.add_paragraph()
        for i, piece in enumerate(line.split(" ")):
            paragraph.add_run(piece if i == 0 else f" {piece}").bold = i % 2 == 0


def word_with_gaps(document):
    for line in STORY:
        document.add_paragraph(line)
        document.add_paragraph("")


@pytest.mark.parametrize(
    "make", [word_plain, word_with_heads, word_with_table, word_with_runs, word_with_gaps]
)
def test_word(tmp_path, make):
    article = load_article(write(tmp_path, "a.docx", word(make)))
    assert article.text.split("\n")[:4] == STORY
    assert "DAILY" not in article.text
    assert ("Army 9" in article.text) == (make is word_with_table)


# --- e-mail ------------------------------------------------------------------------------------


def mail(plain: str | None = None, html: str | None = None, **fields: str) -> bytes:
    """An e-mail with a plain part, a page or both."""
    message = EmailMessage()
    known = {"From": "Daily Example <news@example.org>", "To": "desk@example.org"}
    known |= {"Subject": HEADLINE, "Date": "Tue, 04 May 2021 10:00:00 +0000"}
    for name, value in (known | fields).items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        (message.add_alternative if plain is not None else message.set_content)(
            html, subtype="html"
        )
    return message.as_bytes()


BODY = "\n\n".join(STORY[1:])
FORWARD = (
    "For tomorrow?\n\n---------- Forwarded message ---------\nFrom: Daily Example <n@example.org>\n"
    f"Date: Tue, 4 May 2021 10:00:00 +0000\nSubject: {HEADLINE}\nTo: <desk@example.org>\n\n{BODY}\n"
)


def attached() -> bytes:
    """An e-mail with a file attached that is no part of the story."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Daily Example <news@example.org>", HEADLINE
    message["Date"] = "Tue, 04 May 2021 10:00:00 +0000"
    message.set_content(BODY)
    message.add_attachment(
        b"900 died, this says.", maintype="text", subtype="plain", filename="x.txt"
    )
    return message.as_bytes()


MAILS = {
    "plain": mail(BODY),
    "html": mail(html=f"<html><style>p {{}}</style>{PARAGRAPHS}</html>"),
    "both": mail("This message is in HTML only.", PARAGRAPHS),
    "signature": mail(f"{BODY}\n\n-- \nAna Ruiz, 12 Example Street\n"),
    "signature without a space": mail(f"{BODY}\n\n--\nSent from my phone\n"),
    "forwarded": mail(FORWARD, Subject=f"Fwd: {HEADLINE}", From="A Colleague <c@example.org>"),
    "attachment": attached(),
    "latin-1, no charset": mail(BODY).replace(b"utf-8", b"x-odd"),
}


@pytest.mark.parametrize("name", MAILS)
def test_mail(tmp_path, name):
    article = load_article(write(tmp_path, "a.eml", MAILS[name]))
    assert [line for line in article.text.split("\n") if line] == STORY
    assert (article.title, article.publisher) == (HEADLINE, "Daily Example")
    assert (article.published, article.published_from) == (date(2021, 5, 4), "file")


def test_mail_without_text_and_page_saved_as_mail(tmp_path):
    with pytest.raises(ArticleError, match="attached"):
        load_article(write(tmp_path, "a.eml", mail("")))
    saved = mail(html=page(PARAGRAPHS), Snapshot_Content_Location="https://example.org/news/1")
    article = load_article(write(tmp_path, "a.mhtml", saved))
    assert article.url == "https://example.org/news/1" and LEDE in article.text


# --- several in one file -----------------------------------------------------------------------

RECORDS = [
    {"id": "a/1", "title": HEADLINE, "text": TEXT, "published": "2021-05-04"},
    {"id": "2", "title": "Talks", "text": LEDE, "published": "2021-05-05"},
]


def table(delimiter: str, columns: dict[str, str]) -> str:
    """The records as a table with columns named so."""
    import csv

    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter)
    rows.writerow(columns.values())
    rows.writerows([[record[name] for name in columns] for record in RECORDS])
    return out.getvalue()


SAME = dict.fromkeys(("id", "title", "text", "published"))
RSS_ITEM = "<item><guid>{id}</guid><title>{title}</title><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><description>Short.</description><content:encoded><![CDATA[{html}]]></content:encoded></item>"
ATOM_ITEM = '<entry><id>{id}</id><title>{title}</title><published>2021-05-04T10:00:00Z</published><link href="https://example.org/{id}"/><content type="html"><![CDATA[{html}]]></content></entry>'


def feed(start: str, item: str, end: str) -> str:
    """The records as a feed."""
    items = (
        item.format(
            html="".join(f"<p>{p}</p>" for p in r["text"].split("\n")),
            **{k: r[k] for k in ("id", "title")},
        )
        for r in RECORDS
    )
    return start + "".join(items) + end


RSS = feed(
    '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0"><channel><title>Daily Example</title>',
    RSS_ITEM,
    "</channel></rss>",
)
ATOM = feed(
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Example</title>',
    ATOM_ITEM,
    "</feed>",
)
EXPORTS = {
    "c.jsonl": "\n".join(map(json.dumps, RECORDS)),
    "blank.jsonl": "\n\n".join(map(json.dumps, RECORDS)) + "\n\n",
    "bom.jsonl": "\ufeff" + "\n".join(map(json.dumps, RECORDS)),
    "list.json": json.dumps(RECORDS),
    "c.txt": "\n".join(map(json.dumps, RECORDS)),
    "c.csv": table(",", {n: n for n in SAME}),
    "semicolon.csv": table(";", {"id": "ID", "title": "Headline", "text": "Body", "published": "Date"}),
    "c.tsv": table("\t", {"id": "guid", "title": "title", "text": "full text", "published": "date"}),
    "bom.csv": "\ufeff" + table(",", {n: n.upper() for n in SAME}),
    "table.txt": table(",", {n: n for n in SAME}),
    "c.rss": RSS,
    "c.xml": RSS,
    "c.atom": ATOM,
    "feed.txt": ATOM,
    "entity.xml": RSS.replace('<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_exports(tmp_path, name):
    path = write(tmp_path, name, EXPORTS[name])
    assert holds_several(path)
    first, second = load_corpus(path)
    assert [line for line in first.text.split("\n") if line][:4] == STORY
    assert LEDE in second.text
    assert (first.article_id, first.title, first.published) == ("a/1", HEADLINE, date(2021, 5, 4))
    entries = list(find_entries([path]))
    assert [e.slug for e in entries] == ["a-1", "2"] and not any(e.fault for e in entries)
    with pytest.raises(ArticleError, match="dateline extract"):
        load_article(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.csv", "day,killed\n2021-05-04,9\n", "without articles"),
        ("c.csv", "id,text\n1\n", "short row"),
        ("c.rss", "<rss><channel></channel></rss>", "without articles"),
        ("c.rss", "<rss><channel><item><title></title></item></channel></rss>", "no text"),
        ("c.jsonl", '{"id": 1}\n', "no article"),
        ("c.jsonl", "[" * 100_000, "no article"),
        ("c.jsonl", '{"id": 1, "text": 7}', "no article"),
    ],
)
def test_bad_exports_say_what_is_wrong(tmp_path, name, content, message):
    path = write(tmp_path, name, content)
    (error,) = load_inputs([path])
    assert isinstance(error, ArticleError) and message in str(error) and name in str(error)
    (entry,) = find_entries([path])
    assert entry.fault["stage"] == "load" and message in entry.fault["cause"]


def test_entities_bring_in_no_file_and_no_flood(tmp_path):
    secret = write(tmp_path, "secret.txt", "TOP SECRET")
    outside = RSS.replace(
        '<?xml version="1.0"?>',
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
    )
    path = write(tmp_path, "a.rss", outside.replace("<title>Talks", "<title>&x; Talks"))
    assert not any("SECRET" in a.text for a in load_corpus(path))
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{entities}]>'
    path = write(
        tmp_path,
        "b.rss",
        RSS.replace('<?xml version="1.0"?>', bomb).replace("<title>Talks", "<title>&e11;"),
    )
    read = [a for a in load_inputs([path]) if not isinstance(a, ArticleError)]
    assert sum(len(a.text) for a in read) < 10_000


def test_a_folder_gives_its_articles_and_no_tables(tmp_path):
    for name in ("a.txt", "b.eml", "c.csv", "d.csv", "e.xml", "f.xml", "g.png", "h.yml"):
        write(
            tmp_path, name, {"c.csv": EXPORTS["c.csv"], "e.xml": RSS}.get(name, "day,killed\n1,2")
        )
    assert [p.name for p in find_files([tmp_path])] == ["a.txt", "b.eml", "c.csv", "e.xml"]


# --- the wrong extension -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.html", "a.eml", "a", "a.dat"])
@pytest.mark.parametrize(
    "content",
    [PAGES["clean"], PDFS["one column"], word(word_plain), TEXT, mail(BODY)],
    ids=["html", "pdf", "docx", "text", "mail"],
)
def test_content_beats_the_extension(tmp_path, name, content):
    if name == "a.docx" and content == TEXT:
        assert load_article(write(tmp_path, name, content)).title == HEADLINE
    article = load_article(write(tmp_path, name, content))
    assert [line for line in article.text.split("\n") if line][:4] == STORY


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Word"),
        (rb"{\rtf1\ansi Two died.}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        (b"PK\x03\x04" + b"inner.zip", "archive"),
        (b"\x1f\x8b\x08" + bytes(99), "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (b"PK\x03\x04 xl/workbook.xml", "Excel"),
        (b"PAR1" + bytes(99), "Parquet"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_what_is_no_article_says_what_it_is(tmp_path, name, content, what):
    with pytest.raises(ArticleError, match=what):
        load_article(write(tmp_path, name, content))


def test_standard_input_is_read_by_content(monkeypatch):
    for content in (PAGES["clean"], PDFS["one column"], MAILS["plain"], TEXT, word(word_plain)):
        data = content if isinstance(content, bytes) else content.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert LEDE in load_article("-").text


# --- limits and languages ----------------------------------------------------------------------


def test_too_much_text_is_refused_and_the_limit_can_be_lifted(tmp_path):
    path = write(tmp_path, "a.txt", LEDE * (MAX_TEXT // len(LEDE) + 1))
    with pytest.raises(ArticleError, match=r"5\.0 MB .* --any-size"):
        load_article(path)
    with any_size():
        assert len(load_article(path).text) > MAX_TEXT
    with pytest.raises(ArticleError, match="MB"):
        load_article(path)


def test_too_many_words_are_refused_and_workers_know_that_the_limit_is_lifted(tmp_path):
    import multiprocessing

    path = write(tmp_path, "a.txt", "Two soldiers died.\n" * (MAX_WORDS // 3 + 1))
    with pytest.raises(ArticleError, match="50,00[0-9] words.*one by one.*--any-size"):
        load_article(path)
    with multiprocessing.get_context("spawn").Pool(1) as pool, pytest.raises(ArticleError):
        pool.apply(load_article, (path,))
    with any_size(), multiprocessing.get_context("spawn").Pool(1) as pool:
        assert len(pool.apply(load_article, (path,)).paragraphs) > MAX_WORDS // 3
    assert "DATELINE_ANY_SIZE" not in os.environ


def test_a_word_file_that_unpacks_to_a_flood_is_refused(tmp_path):
    import zipfile

    path = write(tmp_path, "a.docx", word(word_plain))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/x.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(bytes(1_000_000))
    with pytest.raises(ArticleError, match="unpacks to"):
        load_article(path)


LANGUAGES = {
    "ru": RUSSIAN,
    "hy": "Երկուշաբթի օրը հրետակոծության հետևանքով զոհվել է չորս քաղաքացիական անձ, հայտնել է մարզպետը։",
    "ar": "قتل أربعة مدنيين يوم الاثنين عندما سقطت قذائف على قرية حدودية، حسبما قال المحافظ.",
    "de": "Vier Zivilisten wurden am Montag getötet, als Granaten ein Dorf an der Grenze trafen, sagte der Gouverneur. Die Armee teilte mit, sie habe in derselben Woche neun Soldaten verloren.",
    "fr": "Quatre civils ont été tués lundi lorsque des obus ont touché un village frontalier, a déclaré le gouverneur. L'armée a dit avoir perdu neuf soldats la même semaine.",
    "tr": "Valinin açıklamasına göre pazartesi günü bir sınır köyüne düşen top mermileri dört sivilin ölümüne yol açtı. Ordu aynı hafta dokuz askerini kaybettiğini ve görüşmelerin süreceğini bildirdi.",
    "en": TEXT,
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_are_named(code):
    assert make_article("a", LANGUAGES[code]).language == code


def test_english_with_foreign_names_stays_english():
    names = "Volodymyr Zelenskyy, Nikol Pashinyan, Abdel Fattah al-Burhan, Jean-Noël Barrot. " * 3
    assert make_article("a", TEXT + "\n" + names).language == "en"
    assert make_article("a", "Soldiers killed: Petrov, Ivanov, Sidorov.").language == "en"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tar", b"a.txt".ljust(257, b"\0") + b"ustar" + bytes(250), "archive"),
        ("a.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, said):
    path = write(tmp_path, name, content)
    with pytest.raises(ArticleError, match=said):
        list(load_corpus(path)) if holds_several(path) else load_article(path)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [("published: [2024", "no valid YAML"), ("2024-05-01", "Write lines as 'published: …'")],
)
def test_a_sidecar_that_says_nothing_is_named(tmp_path, sidecar, said):
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.yml", sidecar)
    with pytest.raises(ArticleError, match=said) as error:
        load_article(path)
    assert "a.yml" in str(error.value)


def test_a_pipe_is_no_article(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="no file but a device or pipe"):
        load_article(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_may_have_empty_rows_and_be_utf_16(tmp_path, encoding):
    table = f'id,text\n1,"{LEDE}"\n,\n\n2,"{MORE}"\n'
    path = write(tmp_path, "a.csv", table.encode(encoding))
    assert [article.article_id for article in load_corpus(path)] == ["1", "2"]
