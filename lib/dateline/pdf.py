"""How does the page become paper?  A tagged PDF, printed by a Chromium that is installed.

The sheet is A4 or Letter.  Headings become the outline, and the tags let a screen reader read the
file; both are Chromium's work, as is every line and page break, so paper and page say the same.
"""

import os
import shutil
import subprocess
from pathlib import Path

from dateline.files import scratch, write_whole
from dateline.limits import ExpectedError

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
)  # fmt: skip
PAPERS = ("A4", "Letter")
FLAGS = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--no-first-run", "--no-pdf-header-footer",
    "--export-tagged-pdf", "--generate-pdf-document-outline",
)  # fmt: skip
SECONDS = 120


class PdfError(ExpectedError, RuntimeError):
    """No PDF can be made; the message names the cause and the remedy."""


def browser() -> str:
    """Path of the browser that prints; raises :class:`PdfError` where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise PdfError(
            "--pdf needs Chromium or Chrome, and none was found on the PATH. Install one (on "
            "Debian: apt install chromium), or open briefing.html in a browser and print it."
        )
    return found


def write_pdf(page: Path, paper: str = "A4") -> Path:
    """The page as a tagged PDF of the same name beside it; `paper` is ``A4`` or ``Letter``."""
    command = [browser(), *FLAGS]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium does not start as root otherwise
    with scratch() as folder:
        sheet = folder / "sheet.html"
        size = f"<style>@page {{ size: {paper}; }}</style></head>"
        sheet.write_text(page.read_text(encoding="utf-8").replace("</head>", size, 1), "utf-8")
        command.append(f"--user-data-dir={folder / 'profile'}")

        def write(part: Path) -> None:
            _run([*command, f"--print-to-pdf={part}", sheet.as_uri()])
            if not part.is_file() or not part.stat().st_size:
                raise PdfError(f"Chromium wrote no PDF of {page}. Open the page and print it.")

        return write_whole(page.with_suffix(".pdf").resolve(), write)


def _run(command: list[str]) -> None:
    """Run the browser; what it says on failure goes into the message."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"{command[0]} did not print the page within {SECONDS} seconds.") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or [f"exit code {error.returncode}"]
        raise PdfError(f"{command[0]} could not print the page: {lines[-1]}") from error
