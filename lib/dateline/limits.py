"""How much is too much?  The size of a text and the time that an article may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MAX_TEXT = 5_000_000  # characters of an article; a long one has fifty thousand
MAX_FILE = 200_000_000  # bytes of a file that is read whole, pictures included

_is_any_size: ContextVar[bool] = ContextVar("is_any_size", default=False)


@contextmanager
def any_size(lifted: bool = True) -> Iterator[None]:
    """Lift both limits while it lasts, in this process and those forked from it."""
    token = _is_any_size.set(lifted)
    try:
        yield
    finally:
        _is_any_size.reset(token)


def is_lifted() -> bool:
    """Whether both limits are lifted."""
    return _is_any_size.get()


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
    is_main = threading.current_thread() is threading.main_thread()
    if not seconds or not is_main or not hasattr(signal, "setitimer"):
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
        signal.signal(signal.SIGALRM, before)
