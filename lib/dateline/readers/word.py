"""What does a Word file say?  Its paragraphs and tables, without the heads and feet of pages."""

from io import BytesIO
from zipfile import ZipFile

from dateline.limits import MAX_FILE, is_too_large
from dateline.readers.text import ArticleError

DRAWING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(name: str, data: bytes) -> tuple[str, dict]:
    """Text of a Word file, one paragraph or row of a table a line, in their order."""
    import docx

    try:
        unpacked = sum(part.file_size for part in ZipFile(BytesIO(data)).infolist())
        if is_too_large(unpacked, MAX_FILE):
            raise ArticleError(
                f"{name} unpacks to {unpacked / 1e6:,.0f} MB, and {MAX_FILE / 1e6:.0f} MB is the "
                "limit. Save its text alone, or lift the limit with --any-size."
            )
        document = docx.Document(BytesIO(data))
        lines = [_words(block) for block in document.element.body.iterchildren()]
    except ArticleError:
        raise
    except Exception as error:  # a broken archive breaks its reader in many ways
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ArticleError(
            f"{name} is a Word file that cannot be read ({cause}). Save it anew in Word."
        ) from None
    return "\n".join(line for line in lines if line.strip()), {}


def _words(block) -> str:
    """The words of a paragraph, or of a table with a row a line; deleted text is left out."""
    if block.tag == f"{DRAWING}tbl":
        rows = (
            [_words(cell) for cell in row.iter(f"{DRAWING}tc")]
            for row in block.iter(f"{DRAWING}tr")
        )
        return "\n".join(" ".join(filter(None, row)) for row in rows)
    words = {f"{DRAWING}tab": "\t", f"{DRAWING}br": "\n", f"{DRAWING}cr": "\n"}
    paragraphs = block.iter(f"{DRAWING}p")
    lines = []
    for paragraph in paragraphs:
        pieces = (
            part.text or "" if part.tag == f"{DRAWING}t" else words.get(part.tag, "")
            for part in paragraph.iter()
            if next(part.iterancestors(f"{DRAWING}p"), None) is paragraph
        )
        lines.append("".join(pieces).strip())
    return "\n".join(filter(None, lines))
