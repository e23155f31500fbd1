"""What ends a run early?  What the user can mend, texts too large or too slow, and Ctrl-C."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MAX_TEXT = 5_000_000  # characters of an article; a long one has fifty thousand
MAX_WORDS = 50_000  # of one article: each takes 20 kB of memory to parse, and 5 MB would take 18 GB
MAX_FILE = 200_000_000  # bytes of a file that is read whole, pictures included
LIFTED = "DATELINE_ANY_SIZE"  # in the environment, which workers and kernels inherit


class ExpectedError(Exception):
    """What the user can mend; the message is one sentence with the cause, then the remedy."""


@contextmanager
def any_size(lifted: bool = True) -> Iterator[None]:
    """Lift the limits of size while it lasts, in this process and those that it starts."""
    was_lifted = is_lifted()
    if lifted:
        os.environ[LIFTED] = "1"
    try:
        yield
    finally:
        if not was_lifted:
            os.environ.pop(LIFTED, None)


def is_lifted() -> bool:
    """Whether both limits are lifted."""
    return LIFTED in os.environ


def is_too_large(size: int, limit: int) -> bool:
    """Whether a size is over a limit that stands.

    >>> is_too_large(MAX_TEXT, MAX_TEXT), is_too_large(MAX_TEXT + 1, MAX_TEXT)
    (False, True)
    """
    return size > limit and not is_lifted()


@contextmanager
def time_limit(seconds: float | None, error: Exception) -> Iterator[None]:
    """Raise `error` inside what runs too long, so that its traceback shows where.

    Only the main thread of a system with alarms can be stopped so; elsewhere there is no limit.
    """
    if not seconds or not _is_main() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal, _frame) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)  # none: not set from Python


@contextmanager
def ctrl_c(*, waits: bool = False) -> Iterator[list[int]]:
    """Each Ctrl-C, noted and raised; with `waits` it is raised when the piece of work is done.

    It is noted because what a finaliser runs into is raised for nobody.  Only the main thread hears
    it, and not where it is ignored.
    """
    pressed: list[int] = []
    if not _is_main() or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield pressed
        return

    def stop(number: int, _frame) -> None:
        pressed.append(number)
        if not waits:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and waits:
        raise KeyboardInterrupt


def _is_main() -> bool:
    """Whether this is the thread that signals interrupt."""
    return threading.current_thread() is threading.main_thread()
