"""What is the story on a page?  Saved web pages, Markdown, and fragments of HTML."""

import re

from dateline.readers.text import CONTROLS, ArticleError, with_title

DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "form", "svg", "math",
    "nav", "aside", "head", "button", "select", "textarea",
)  # fmt: skip
BLOCKS = (
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "section", "article", "blockquote", "pre", "dt", "dd", "figure", "figcaption", "header",
    "footer", "main", "body", "caption", "address",
)  # fmt: skip
SHORTEST = "10"  # characters of a story; under trafilatura's own 250 all of a page is one paragraph
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
SITE_BREAK = re.compile(r"\s+[|–—:»-]+\s+")  # "Headline - World - Daily Example"
SENTENCE = re.compile(r"\w[.!?”\"](?:\s|$)|(?:\w+[ ,]+){4}\w")  # links alone have none
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{2,20})""", re.IGNORECASE)


def read_html(name: str, markup: str) -> tuple[str, dict]:
    """Story and metadata of a saved web page."""
    import trafilatura
    from trafilatura.settings import use_config

    markup = CONTROLS.sub(" ", markup)
    config = use_config()
    for limit in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", limit, SHORTEST)
    try:
        page = trafilatura.bare_extraction(
            markup, include_comments=False, with_metadata=True, config=config,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
        text = (page.text if page else "") or _story_element(markup)
    except (ValueError, RecursionError, LookupError, AttributeError) as error:
        raise ArticleError(
            f"{name} is a web page that cannot be read ({error}). Save its article as text."
        ) from None
    if not SENTENCE.search(text):
        raise ArticleError(
            f"{name} holds no article text that could be told from the page around it. "
            "Save the article in it as text."
        )
    if page is None:
        return text, {}
    title, site = _headline(page, markup)
    meta = {"title": title, "publisher": site, "published": page.date, "url": page.url}
    first, _, rest = text.partition("\n")
    if rest and _same(first, site):
        text = rest
    return with_title(title, text), {**meta, "byline": page.author}


def read_markdown(name: str, source: str) -> tuple[str, dict]:
    """The words of a Markdown file without its marks, and what its front matter says."""
    import mistune
    import yaml

    meta, front = {}, FRONT_MATTER.match(source)
    if front:
        try:
            found = yaml.safe_load(front[1])
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = str(error).splitlines()[0]
            raise ArticleError(
                f"{name} opens with a block that is no valid YAML ({problem}). Mend or remove it."
            ) from None
        meta = found if isinstance(found, dict) else {}
        source = source[front.end() :]
    known = {"title": meta.get("title") or meta.get("headline")}
    known |= {"published": meta.get("date") or meta.get("published")}
    known |= {"byline": meta.get("author"), "publisher": meta.get("publisher")}
    known |= {"url": meta.get("url") or meta.get("link")}
    text = plain_text(str(mistune.html(source)))
    known = {key: str(value) for key, value in known.items() if value}
    return with_title(known.get("title"), text), known


def plain_text(markup: str) -> str:
    """The words of a piece of HTML, a block a line; scripts, styles and menus are left out.

    >>> plain_text("<p>Two <b>died</b>.<script>alert(1)</script></p><p>One fled.")
    'Two died.\\nOne fled.'
    """
    from lxml import etree, html

    if not markup.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(CONTROLS.sub(" ", markup).encode(), parser=parser)
    except etree.ParserError:  # nothing but comments
        return ""
    etree.strip_elements(root, *DROPPED, with_tail=False)
    for element in root.iter():
        element.text = re.sub(r"\s+", " ", element.text or "")
        element.tail = re.sub(r"\s+", " ", element.tail or "")
        if element.tag in BLOCKS:
            element.text, element.tail = f"\n{element.text}", f"\n{element.tail}"
    lines = (line.strip() for line in "".join(root.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page says it is in, if Python knows it."""
    import codecs

    found = CHARSET.search(data[:4096])
    try:
        return codecs.lookup(found[1].decode("ascii")).name if found else None
    except LookupError:
        return None


def _headline(page, markup: str) -> tuple[str | None, str | None]:
    """What the page says is its headline, and the name of its site, which is none.

    The name of the site stands in the title too, before or after the headline.
    """
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8")
    root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    told = root.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    heads = [e.text_content() for level in ("h1", "h2") for e in root.iter(level)]
    heads = [" ".join(words.split()) for words in (*told, *heads)]
    whole = " ".join((root.findtext(".//title") or page.title or "").split())
    *parts, last = SITE_BREAK.split(whole)
    is_name = len(last.split()) < 4 and all(word[0].isupper() for word in last.split())
    site = page.sitename or (last if parts and is_name else None)
    part = max(SITE_BREAK.split(_bare(whole, site)), key=len)
    usable = [_bare(words, site) for words in (*heads[:1], part, *heads)]
    title = next((words for words in usable if len(words.split()) > 3), None)
    title = title or next((words for words in usable if words), None)
    if title and title == whole and not heads and len(title.split()) < 4:
        return None, site or title
    return title, site


def _bare(words: str, site: str | None) -> str:
    """A headline without the name of the site before it, after it or in its place."""
    if not site:
        return words
    name, mark = re.escape(site.strip()), "[|–—:»-]+"
    return re.sub(rf"^{name}(?:\s*{mark}\s+|$)|\s+{mark}\s+{name}$", "", words, flags=re.IGNORECASE)


def _same(words: str, name: str | None) -> bool:
    """Whether words are a name and nothing else."""
    return bool(name) and words.strip().casefold() == name.strip().casefold()


def _story_element(markup: str) -> str:
    """The words of the element that says it is the story, or of a page that links to nothing."""
    story = re.search(r"<(article|main)\b.*?</\1>", markup, re.IGNORECASE | re.DOTALL)
    if story:
        return plain_text(story[0])
    return "" if re.search(r"<a\s", markup, re.IGNORECASE) else plain_text(markup)
