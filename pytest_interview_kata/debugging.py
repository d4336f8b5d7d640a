"""``--pdb``: judge in the session itself, and stop in the learner's own code.

An exception stops where it passed the learner's frame. A wrong value has no such place, so the last call into the
submission is made once more, with a breakpoint on entry.
"""

import contextlib
import importlib
import pdb
import tempfile
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

import pytest

from pytest_interview_kata.examining import Finding, Trial, in_session
from pytest_interview_kata.judging import Check, paper_of
from pytest_interview_kata.model import Outcome, Verdict
from pytest_interview_kata.workspace import Submission


def wanted(config: pytest.Config) -> bool:
    """True with ``--pdb``."""
    return bool(config.getoption("usepdb", False))


def judge_here(config: pytest.Config, check: Check, submission: Submission) -> Verdict:
    """Judge in this process. What the submission does to it, it does; the caller asked for that."""
    paper = paper_of(check, submission)
    if submission.untouched or submission.source is None:
        outcome = Outcome.NOT_STARTED if submission.untouched else Outcome.UNMET
        return Verdict(check.kata.id, check.requirement, outcome, submission.unreadable, siblings=check.siblings)
    with _scratch(), in_session(paper) as trial:
        finding = trial.hold()
        if finding.outcome is Outcome.UNMET:
            _stop(config, trial, finding, str(paper.path))
    return Verdict(
        check.kata.id,
        check.requirement,
        finding.outcome,
        finding.reason,
        finding.counterexample,
        finding.line,
        siblings=check.siblings,
    )


@contextlib.contextmanager
def _scratch() -> Iterator[None]:
    """Temporary files go where they can be removed, as in a judged process."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        before = tempfile.tempdir
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _stop(config: pytest.Config, trial: Trial, finding: Finding, filename: str) -> None:
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.suspend(in_=True)
    try:
        debugger = _debugger(config)
        traceback = _only(trial.failure.__traceback__ if trial.failure else None, filename)
        if traceback is not None:
            print(f"\n{finding.reason}\nStopped where it passed your code; q quits.")
            debugger.reset()
            debugger.interaction(None, traceback)
        elif trial.transcript is not None and trial.transcript.last is not None:
            call = finding.counterexample.calls[-1] if finding.counterexample else None
            due = finding.counterexample.due if finding.counterexample else None
            told = f"{call.text} {call.answer}" if call else ""
            print(f"\n{told}\n{f'due: {due}' if due else finding.reason}\nCalled once more; q quits.")
            code, given = trial.transcript.last
            _replay(debugger, trial, code, given)
    finally:
        if capture is not None:
            capture.resume()


def _replay(debugger: pdb.Pdb, trial: Trial, code: Any, arguments: Mapping[str, object]) -> None:
    """Call the function of this code again, under the debugger."""
    function = trial.function_of(code)
    if function is not None:
        names = code.co_varnames[: code.co_argcount]
        keywords = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
        debugger.runcall(function, *(arguments[name] for name in names), **{name: arguments[name] for name in keywords})


def _debugger(config: pytest.Config) -> pdb.Pdb:
    """The class that ``--pdbcls`` names, or the standard one."""
    chosen = config.getoption("usepdb_cls", None)
    kind: Any = pdb.Pdb
    if chosen:
        module, name = chosen
        kind = importlib.import_module(module)
        for part in name.split("."):
            kind = getattr(kind, part)
    debugger: pdb.Pdb = kind()
    return debugger


def _only(traceback: TracebackType | None, filename: str) -> TracebackType | None:
    """The same traceback with nothing but the submission's frames, so that the debugger stops in one."""
    frames = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            frames.append(traceback)
        traceback = traceback.tb_next
    kept: TracebackType | None = None
    for one in reversed(frames):
        kept = TracebackType(kept, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return kept
