"""How a command lives in a terminal: the progress that it shows there, and the signals that end it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..making import Progress


@contextmanager
def interrupted_well(workers: Executor) -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, with all put back, and without what is still to do."""
    kinds = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    kept = [(kind, signal.signal(kind, _end)) for kind in kinds if signal.getsignal(kind) is not signal.SIG_IGN]
    try:
        yield
    except BaseException:
        workers.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        for kind, handler in kept:
            signal.signal(kind, handler)


def _end(number: int, _: object) -> None:
    """Exit as a shell tells that a signal ended a program."""
    sys.exit(128 + number)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Show how far long work is on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show
