"""What does an e-mail say?  The body, and of the headers what an article would print."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from dateline.readers.markup import plain_text, read_html
from dateline.readers.text import ArticleError, day_of, decode, unwrap

REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)  # "Fwd: Re: Truce holds"
FORWARDED = re.compile(
    r"""^(?:-{2,}\ *(?:Forwarded|Original)\ [Mm]essage\ *-{2,}|Begin\ forwarded\ message:)\s*\n
        (?P<fields>(?:\s*(?:From|Date|Sent|Subject|To|Cc|Reply-To):.*\n+)+)""",
    re.MULTILINE | re.VERBOSE,
)
FIELD = re.compile(r"^\s*(From|Date|Sent|Subject):\s*(.*\S)", re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?\n.*", re.MULTILINE | re.DOTALL)


def read_mail(name: str, data: bytes) -> tuple[str, dict]:
    """Text and metadata of an e-mail, or of a page that a browser saved as one (MHTML)."""
    message = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\r\n"))
    location = _field(message, "Snapshot-Content-Location")
    meta = {"title": _field(message, "Subject"), "published": day_of(_field(message, "Date"))}
    meta |= {"publisher": _sender(_field(message, "From")), "url": location}
    text = _body(name, message, is_page=bool(location))
    if location:
        meta["publisher"] = None
    elif forwarded := FORWARDED.search(text):
        fields = dict(FIELD.findall(forwarded["fields"]))
        meta["title"] = fields.get("Subject") or meta["title"]
        meta["published"] = day_of(fields.get("Date") or fields.get("Sent")) or meta["published"]
        meta["publisher"] = _sender(fields.get("From")) or meta["publisher"]
        text = text[forwarded.end() :]
    text = SIGNATURE.sub("", text).strip()
    if not re.search(r"\w", text):
        raise ArticleError(f"{name} is an e-mail without text. Save what is attached to it.")
    title = REPLY.sub("", meta["title"] or "").strip()
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return text, meta | {"title": title or None}


def _body(name: str, message: EmailMessage, *, is_page: bool) -> str:
    """The words of the message: its plain part, else its page."""
    parts: dict[str, EmailMessage] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if part.get_content_disposition() != "attachment" and kind.startswith("text/"):
            parts.setdefault(kind, part)
    page = parts.get("text/html")
    if is_page and page:
        return read_html(name, _decoded(name, page))[0]
    plain = parts.get("text/plain")
    words = unwrap(_decoded(name, plain)) if plain else ""
    if page is None:
        return words
    told = plain_text(_decoded(name, page))
    return words if len(words) * 2 > len(told) else told  # "This message is in HTML only."


def _decoded(name: str, part: EmailMessage) -> str:
    """The text of a part, in the charset that it names or the likeliest."""
    data = part.get_payload(decode=True) or b""
    charset = part.get_content_charset()
    try:
        text = data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(name, data)
    return text.replace("\r\n", "\n")


def _field(message: EmailMessage, name: str) -> str | None:
    """A header on one line; broken ones are nothing."""
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return None  # Python's parser stumbles over some headers of spam


def _sender(words: str | None) -> str | None:
    """The name of a sender without the address."""
    name = re.sub(r"[\"*]|<[^>]*>|\[?mailto:\S*", "", words or "").strip()
    return name or None
