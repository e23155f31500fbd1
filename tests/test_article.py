"""From a file to an article: repair, lines, dateline, dates and bad input."""

import json
from datetime import date

import pytest

from dateline.article import load_article, load_corpus, make_article, parse_date
from dateline.readers import ArticleError, repair_text


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("“We agreed,†Ruiz said.", "“We agreed,” Ruiz said."),
        ("an “attack.â€\nNext", "an “attack.”\nNext"),
        ("naÃ¯ve", "naïve"),
        ("Two died.\r\nOne fled.", "Two died.\nOne fled."),
        ("Plain text stays.", "Plain text stays."),
        ("“Curly quotes stay”, ‘too’", "“Curly quotes stay”, ‘too’"),
        ("5†", "5†"),  # a footnote mark at the end is no quotation mark
    ],
)
def test_repair(broken, mended):
    assert repair_text(broken)[0] == mended


def test_default_article_is_repaired_as_measured(article):
    assert article.text.count("“") == article.text.count("”") == 7
    assert article.sha256.startswith("95eda4cae288da26")
    assert len(article.text) == 6383
    assert article.published == date(2022, 9, 15)
    assert article.published_from == "sidecar"
    assert article.dateline_place == "YEREVAN, Armenia"
    assert sum(article.repairs.values()) == 7


def test_paragraphs_lead_back_to_the_text(article):
    kinds = [p.kind for p in article.paragraphs]
    assert kinds[0] == "headline"
    assert kinds.count("contributor") == 1
    assert kinds[-4:] == ["related", "promo", "promo", "promo"]
    for paragraph in article.paragraphs:
        line = article.text[paragraph.start_char : paragraph.end_char]
        assert line.strip() and "\n" not in line


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KHARTOUM, Sudan — Fighting resumed.", "KHARTOUM, Sudan"),
        ("KABUL (Reuters) - Two police officers died.", "KABUL"),
        ("Juba, South Sudan (CNN) -- Five soldiers died.", "Juba, South Sudan"),
        ("KYIV, Sept 12 (Reuters) - Shelling went on.", "KYIV"),
        ("PORT-AU-PRINCE – Gangs attacked.", "PORT-AU-PRINCE"),
        ("MAIDUGURI, 9 May 2022 — Fifteen soldiers died.", "MAIDUGURI"),
        ("GOMA, May 9, 2022 (Reuters) - Fifteen soldiers died.", "GOMA"),
        ("The army - or what is left of it - withdrew.", None),
        ("NATO said it would help.", None),
        ("BEIRUT Air strikes hit a hospital.", "BEIRUT"),
        ("MOSCOW/KIEV Ukrainian pilots were freed.", "MOSCOW/KIEV"),
        ("Beira — Five sailors were rescued.", "Beira"),
        ("Cox Bazar, Bangladesh – Five sailors were rescued.", "Cox Bazar, Bangladesh"),
        ("UNICEF Director Ana Ruiz spoke.", None),
        ("UNICEF said it would help.", None),
    ],
)
def test_dateline(line, place):
    assert make_article("a", line).dateline_place == place


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ana Ruiz in Lima and Bo Li in Rome contributed to this report.", "contributor"),
        ("(Reporting by Ana Ruiz; Editing by Bo Li)", "contributor"),
        ("By Ana Ruiz", "contributor"),
        ("Sign up for our daily newsletter", "promo"),
        ("Read more", "related"),
        ("By Friday the troops had left the town and its airport.", "body"),
        ("They read more than 40 names aloud.", "body"),
    ],
)
def test_kind_of_line(line, kind):
    text = f"Headline of the day\nA first paragraph tells the news.\n{line}\nA last one ends it."
    assert make_article("a", text).paragraphs[2].kind == kind


def test_published_parameter_beats_sidecar_beats_text(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("Headline here\nMarch 3, 2021\nTwo soldiers were killed.")
    found = load_article(path)
    assert (found.published, found.published_from) == (date(2021, 3, 3), "text")
    path.with_suffix(".yml").write_text("published: 2021-03-04\n")
    assert load_article(path).published == date(2021, 3, 4)
    given = load_article(path, published="2021-03-05")
    assert (given.published, given.published_from) == (date(2021, 3, 5), "parameter")


@pytest.mark.parametrize("words", ["Sept. 15, 2022", "15 September 2022", "2022-09-15"])
def test_dates_in_words(words):
    assert parse_date(words) == date(2022, 9, 15)


@pytest.mark.parametrize("words", ["soon", "2022-13-40", "yesterday"])
def test_no_date_is_an_error(words):
    with pytest.raises(ArticleError, match="is no date"):
        parse_date(words)


def test_date_of_two_meanings_is_an_error():
    with pytest.raises(ArticleError, match="05 January or 01 May"):
        parse_date("1/5/2024")
    assert parse_date("25/5/2024") == parse_date("5/25/2024") == date(2024, 5, 25)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\t\n", "holds no text"),
        ("binary.txt", b"\x7fELF\x00\x00\x01" * 50, "binary file"),
        ("broken.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("broken.docx", b"PK\x03\x04 nothing", "Word"),
    ],
)
def test_bad_files_end_in_one_sentence(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ArticleError, match=message) as caught:
        load_article(path)
    assert "\n" not in str(caught.value) and name in str(caught.value)


def test_folder_and_missing_file(tmp_path):
    with pytest.raises(ArticleError, match="is a folder"):
        load_article(tmp_path)
    with pytest.raises(ArticleError, match="does not exist"):
        load_article(tmp_path / "none.txt")


def test_html_page_gives_story_and_date(tmp_path):
    path = tmp_path / "page.html"
    story = "<p>Three soldiers were killed near the border on Monday, the ministry said.</p>" * 4
    path.write_text(
        "<html><head><title>Three soldiers killed</title>"
        '<meta property="article:published_time" content="2021-05-04T10:00:00Z"></head>'
        f"<body><nav>Home | World</nav><article><h1>Three soldiers killed</h1>{story}</article></body></html>"
    )
    article = load_article(path)
    assert "Home | World" not in article.text
    assert article.title == "Three soldiers killed"
    assert article.published == date(2021, 5, 4)


def test_word_file(tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph("Truce holds for a second day")
    document.add_paragraph("Two soldiers were wounded on Monday.")
    document.save(tmp_path / "a.docx")
    assert load_article(tmp_path / "a.docx").title == "Truce holds for a second day"


def test_corpus_reads_each_line(tmp_path):
    path = tmp_path / "c.jsonl"
    rows = [
        {"id": 7, "text": "Two died.", "published": "2020-01-02"},
        {"id": "../x", "text": "Hi."},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    first, second = load_corpus(path)
    assert (first.article_id, first.published) == ("7", date(2020, 1, 2))
    assert second.article_id == "../x" and second.slug == "x"


def test_corpus_names_the_bad_lines_and_goes_on(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(
        '{"id": 1, "text": "Two died."}\n{"id": 2}\nnot json\n{"id": 4, "text": "Hi."}\n'
    )
    first, second, third, fourth = load_corpus(path)
    assert (first.article_id, fourth.article_id) == ("1", "4")
    assert "line 2" in str(second) and "line 3" in str(third)


def test_half_a_date_leaves_the_day_unknown():
    article = make_article("a", "Two died on Monday.", published="2019-11")
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("BAMAKO: Two men died on Monday.", "BAMAKO"),
        ("ADEN, YEMEN: Two men died on Monday.", "ADEN, YEMEN"),
        ("UPDATE: Two men died on Monday.", None),
        ("NATO: two men died on Monday.", None),
    ],
)
def test_a_colon_may_stand_for_the_dash_of_a_dateline(line, place):
    assert make_article("a", f"Two men dead\n\n{line}\n").dateline_place == place


def test_a_dateline_with_its_year_dates_the_article():
    wire = make_article("a", "BUNIA, Congo, Feb 11 2025 - Gunmen killed five on Tuesday.")
    assert (str(wire.published), wire.published_from) == ("2025-02-11", "text")
    office = make_article("a", "GENEVA (24 May 2024) – The envoy voiced alarm.")
    assert str(office.published) == "2024-05-24"
    assert make_article("a", "GOMA, Jan 30 (AP) - Two died.").published is None


@pytest.mark.parametrize(
    "links",
    [
        "Related readings:\nSix hurt in clash at border\nFemale bombers leave 57 dead",
        "Two servicemen die in a day of shelling 08.04.2015\nTwo servicemen die in a day of shelling",
        "Tags: war, army\nThree dead in raid on village",
    ],
)
def test_links_below_a_story_are_no_story(links):
    story = [
        "Nine soldiers die in fighting",
        "Nine soldiers died on Monday, the army said.",
        "Fighting went on near the town until noon.",
        "Nobody else was hurt there.",
        "The army sent more troops.",
    ]
    article = make_article("a", "\n".join(story) + f"\n{links}\nThe talks go on next week.")
    kinds = [p.kind for p in article.paragraphs]
    assert kinds[:5] == ["headline", *["body"] * 4] and kinds[-1] == "body"
    assert set(kinds[5:-1]) == {"related"}
