"""The processes that documents are read and rendered in."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context, parent_process

from .cache import Cache
from .making import Waiting
from .render import compile_templates


def executor(jobs: int, cache: Cache) -> Executor:
    """Return so many processes to read and render in, as many as there are cores for 0.

    A fork is quick, and safe while there is one thread only (not so under `mkdocs serve`): so that all of them are
    forked here and now, with our templates compiled, before any other thread is. Those that are spawned start when
    they are first used.
    """
    compile_templates(cache.templates())
    forks = "fork" in get_all_start_methods() and threading.active_count() == 1
    context = get_context("fork" if forks else "spawn")
    kind = Waiting if forks else ProcessPoolExecutor
    made = kind(jobs or os.cpu_count(), mp_context=context, initializer=_end_with_parent)
    if forks:
        made.submit(int)
    return made


def _end_with_parent() -> None:
    """See that this process ends when the one that started it is killed: it would wait for work without end."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
