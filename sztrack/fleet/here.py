"""Many workspaces on the cores of this machine."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from sztrack.core.fleet.members import Audited, Unread
from sztrack.core.model import Text
from sztrack.core.verdict.report import Question
from sztrack.fleet.audit import audit

AHEAD = 4
"""How many workspaces per process are handed out ahead of the answers."""


def audited(
    wheres: Sequence[str], question: Question, processes: int
) -> Generator[Audited, None, None]:
    """The answers, in the order in which they are there. A workspace that ends its process is
    tried once more by itself; the others lose nothing.
    """
    waiting = deque(wheres)
    while waiting:
        lost: list[str] = []
        yield from _until_a_process_is_lost(waiting, question, processes, lost)
        for where in lost:
            yield _alone(where, question)


def _until_a_process_is_lost(
    waiting: deque[str], question: Question, processes: int, lost: list[str]
) -> Iterator[Audited]:
    """Answers until nothing is `waiting`, or a process is gone and with it the whole pool; `lost`
    are the workspaces whose answers went with it.
    """
    with ProcessPoolExecutor(processes, initializer=_start) as pool:
        asked: dict[Future[Audited], str] = {}
        while waiting or asked:
            try:
                while waiting and not lost and len(asked) < AHEAD * processes:
                    asked[pool.submit(_answer, waiting[0], question)] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                lost += asked.values()
                return
            done, _ = wait(asked, return_when=FIRST_COMPLETED)
            for future in done:
                where = asked.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    lost.append(where)
                else:
                    yield future.result()
            if lost and not asked:
                return


def _alone(where: str, question: Question) -> Audited:
    """One workspace in a process of its own."""
    with ProcessPoolExecutor(1, initializer=_start) as pool:
        try:
            return pool.submit(_answer, where, question).result()
        except BrokenProcessPool:
            return Unread(
                where,
                Text(
                    "审计它的进程被终止（内存不足？）",
                    "the process that audited it was ended (out of memory?)",
                ),
            )


def _start() -> None:
    """What a process does first: leave the keyboard to the one that started it, and take what is
    loaded out of the garbage collector's sight.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()


def _answer(where: str, question: Question) -> Audited:
    """One answer. The garbage is collected between workspaces, where hardly anything is left to
    look at.
    """
    found = audit(where, question)
    gc.collect()
    return found
