"""Each verdict of the design, for submissions that deserve it."""

import json
import os
import subprocess
import sys

import pytest


def verdicts(learner, *options: str, kata: str = "arithmetic/add") -> dict[str, dict]:
    """Judge, and read the verdicts from the JSON report."""
    learner.run(f"--kata={kata}", "--kata-report=out.json", *options)
    (topic,) = json.loads((learner.path / "out.json").read_text())["topics"]
    (report,) = topic["katas"]
    return {verdict["requirement"]["name"]: verdict for verdict in report["requirements"]}


def outcomes(learner, *options: str, kata: str = "arithmetic/add") -> list[str]:
    return [verdict["outcome"] for verdict in verdicts(learner, *options, kata=kata).values()]


def test_the_stub_is_not_started(learner):
    learner.start("arithmetic/add")
    assert outcomes(learner) == ["not started"] * 3


def test_a_stub_with_a_comment_is_not_started(learner):
    path = learner.path / "katas/arithmetic/add.py"
    learner.start("arithmetic/add")
    path.write_text(path.read_text() + "\n# my notes\n")
    assert outcomes(learner) == ["not started"] * 3


def test_what_is_implemented_is_judged_and_the_rest_is_not_started(learner):
    learner.solve("arithmetic/add", ("return len(numbers)", "raise NotImplementedError"))
    assert outcomes(learner) == ["met", "met", "not started"]


def test_a_wrong_answer_is_unmet_with_the_smallest_counterexample(learner):
    learner.solve("arithmetic/add", ("return a + b", "return a + b if a < 7 else 0"))
    adds = verdicts(learner)["adds"]
    assert adds["outcome"] == "unmet"
    assert adds["counterexample"]["calls"] == [{"text": "add(7, 0)", "answer": "returned 0", "line": 7}]
    assert adds["counterexample"]["due"] == "7"


def test_an_exception_is_told_with_the_learners_own_line(learner):
    learner.solve("arithmetic/add", ("return a + b", "return {}[a]"))
    adds = verdicts(learner)["adds"]
    assert adds["reason"] == "Your code raised KeyError: 0"
    assert adds["counterexample"]["frames"] == [{"line": 9, "function": "add", "code": "return {}[a]"}]


def test_a_sentence_of_the_check_is_told_and_not_how_it_is_written(learner):
    learner.solve("arithmetic/add", ("return len(numbers)", "return '3'"))
    assert verdicts(learner)["counts"]["reason"] == "A count is an int."


def test_prints_are_told_for_the_counterexample_only(learner):
    learner.solve("arithmetic/add", ("return a + b", "print('adding', a, b); return a + b if a < 7 else 0"))
    assert verdicts(learner)["adds"]["counterexample"]["printed"] == "adding 7 0\n"


@pytest.mark.parametrize(
    "answer",
    [
        "import random; return a + b + (random.SystemRandom().random() > 0.5)",
        "global calls; calls = globals().get('calls', 0) + 1; return a + b + (calls % 7 == 0)",
        "import time; return a + b + (time.perf_counter_ns() // 1000 % 3 == 0)",
    ],
    ids=["entropy", "state", "clock"],
)
def test_an_answer_that_differs_for_the_same_input_is_unmet(learner, answer):
    learner.solve("arithmetic/add", ("return a + b", answer))
    assert outcomes(learner) == ["unmet", "met", "met"]


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        ("while True: pass", "timed out", "still running after 1 s"),
        ("import re; re.match('(a+)+$', 'a' * 64 + 'b')", "timed out", "still running after 1 s"),
        ("import os; os._exit(0)", "crashed", "ended the process"),
        ("import os; os.kill(os.getpid(), 11)", "crashed", "signal 11"),
        ("import os, time; os.kill(os.getppid(), 9); time.sleep(60)", "crashed", "no verdict without a witness"),
        ("import ctypes; ctypes.string_at(0)", "crashed", "signal 11"),
        ("import sys; sys.exit()", "unmet", "SystemExit"),
        ("raise KeyboardInterrupt", "unmet", "KeyboardInterrupt"),
        ("import pytest; pytest.skip('no')", "unmet", "Skipped"),
        ("import pytest; pytest.xfail('no')", "unmet", "XFailed"),
        ("import unittest; raise unittest.SkipTest", "unmet", "SkipTest"),
        ("import hypothesis; hypothesis.reject()", "unmet", "UnsatisfiedAssumption"),
        ("import hypothesis; hypothesis.assume(False)", "unmet", "UnsatisfiedAssumption"),
        ("return add(a, b)", "unmet", "RecursionError"),
        ("x = bytearray(8 << 30)", "unmet", "MemoryError"),
        ("breakpoint()", "unmet", "run pytest with --pdb"),
        ("input()", "unmet", "EOFError"),
    ],
)
def test_nothing_that_an_answer_does_escapes_a_verdict(learner, answer, verdict, words):
    learner.solve("arithmetic/add", ("return a + b", answer))
    found = verdicts(learner, "--timeout=1")
    assert [found[name]["outcome"] for name in found] == [verdict, "met", "met"]
    assert words in found["adds"]["reason"]


def test_an_endless_loop_is_told_with_its_line_and_its_input(learner):
    learner.solve("arithmetic/add", ("return a + b", "\n    while a > 7:\n        a = a\n    return a + b"))
    adds = verdicts(learner, "--timeout=1")["adds"]
    assert adds["outcome"] == "timed out"
    assert adds["counterexample"]["frames"][0]["function"] == "add"
    assert [shown["label"] for shown in adds["counterexample"]["inputs"]] == ["a", "b"]
    assert adds["line"] in {10, 11}


EQUAL = """

class Equal:
    __hash__ = int.__hash__ if False else None
    def __eq__(self, other): return True
    def __ne__(self, other): return False

class Number(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__

"""


@pytest.mark.parametrize("answer", ["return Equal()", "return Number(0)", "return [Equal()]", "return True"])
def test_an_object_that_equals_everything_is_unmet(learner, answer):
    learner.solve("arithmetic/add", ("return a + b", answer), ("return sum(numbers)", answer), more=EQUAL)
    assert outcomes(learner)[:2] == ["unmet", "unmet"]


def test_a_swallowed_mismatch_is_a_mismatch(learner):
    learner.write(
        "words/block",
        "class block:\n    def __init__(self, word): pass\n    def __enter__(self): return 'wrong'\n"
        "    def __exit__(self, *_): return True\n",
    )
    found = verdicts(learner, kata="words/block")["gives_the_word"]
    assert (found["outcome"], found["counterexample"]["due"]) == ("unmet", "''")


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("import pytest_interview_kata.evidence as e; e.Expected.__eq__ = lambda *_: True", "evidence.Expected.__eq__"),
        ("import pytest_interview_kata.evidence as e; e.same = lambda *_: True", "evidence.same"),
        ("import builtins; builtins.sum = lambda *_: 0", "builtins.sum"),
        ("import hypothesis.core as c; c.StateForActualGivenExecution.run_engine = lambda *_: None", "run_engine"),
        ("import unittest; unittest.TestCase = object", "unittest.TestCase"),
    ],
)
def test_replacing_what_judges_is_unmet_and_named(learner, tampering, named):
    learner.solve(
        "arithmetic/add", ("return a + b", "return 0"), ("return sum(numbers)", "return 0"), more=f"\n{tampering}\n"
    )
    found = verdicts(learner)
    assert "met" not in {verdict["outcome"] for verdict in found.values()}
    assert any(named in verdict["reason"] for verdict in found.values())


@pytest.mark.parametrize(
    "module",
    ["tiny_pack.checks.arithmetic.add", "tiny_pack.solutions", "pytest_interview_kata.checks.security.sql_injection"],
)
def test_checks_and_references_cannot_be_imported(learner, module):
    learner.solve("arithmetic/add", ("return a + b", f"import {module}"))
    adds = verdicts(learner)["adds"]
    assert (adds["outcome"], "is not for submissions" in adds["reason"]) == ("unmet", True)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"def add(:\n", "not Python yet: invalid syntax, line 1: def add(:"),
        (b"\xff\xfe", "not Python yet"),
        (b"x = '\x00'", "not Python yet|could not be imported"),
        (b"", "Your file has no `add`."),
        (b"def ad(a, b): return a + b", "Your file has no `add`."),
        (b"def add(a): return a", "cannot be called as the stub says: TypeError: add() takes 1 positional argument"),
        (b"import nonsense_module", "could not be imported: ModuleNotFoundError: No module named 'nonsense_module'"),
        (b"1 / 0", "could not be imported: ZeroDivisionError"),
        (b"raise SystemExit(0)", "could not be imported: SystemExit"),
        (b"(" * 500 + b")" * 500, "not Python yet|could not be imported"),
    ],
)
def test_a_file_that_cannot_be_judged_gets_a_verdict_and_leaves_the_others_judged(learner, source, words):
    learner.write("arithmetic/add", source)
    learner.solve("words/faulty")
    result = learner.run("--kata=arithmetic/add,words", "--kata-report=out.json")
    topics = json.loads((learner.path / "out.json").read_text())["topics"]
    found = {
        verdict["requirement"]["name"]: verdict
        for topic in topics
        for kata in topic["katas"]
        for verdict in kata["requirements"]
    }
    assert found["adds"]["outcome"] == "unmet"
    assert any(word in found["adds"]["reason"] for word in words.split("|"))
    assert found["says_a_word"]["outcome"] == "met"
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_our_own_fault_is_broken_and_neither_passes_nor_costs(learner):
    learner.solve("words/faulty")
    found = verdicts(learner, kata="words/faulty")
    assert [found[name]["outcome"] for name in found] == ["met", "broken"]
    assert "not your fault" in found["has_a_fault"]["reason"]
    assert "tiny" in found["has_a_fault"]["reason"]
    result = learner.run("--kata=words/faulty")
    result.stdout.fnmatch_lines(["*words/faulty * 1/2   -  broken"])


def test_what_this_machine_lacks_is_unavailable_and_says_how_to_get_it(learner):
    learner.start("arithmetic/needy")
    found = verdicts(learner, kata="arithmetic/needy")
    assert found["adds"]["outcome"] == "unavailable"
    assert found["adds"]["reason"] == "needs no_such_module: pip install no-such-module"


@pytest.mark.parametrize(
    "more",
    [
        "import sys; sys.stdout.close(); sys.stderr.close()",
        "import os; os.close(1); os.close(2)",
        "import os; os.chdir('/'); os.environ.clear()",
        "import atexit; atexit.register(lambda: 1 / 0)",
        "import threading, time; threading.Thread(target=lambda: time.sleep(99)).start()",
        "import gc; gc.disable()",
        "print('x' * 5_000_000)",
    ],
)
def test_a_right_answer_with_odd_manners_is_right(learner, more):
    learner.solve("arithmetic/add", more=f"\n{more}\n")
    assert outcomes(learner) == ["met"] * 3


def test_one_run_gives_each_its_verdict(learner):
    """An endless loop, two exits and a right answer side by side; the right one has its 100."""
    learner.write("words/faulty", "while True: pass")
    learner.write("words/block", "import os\nos._exit(0)")
    learner.write("security/sql_injection", "import sys\nsys.exit()")
    learner.solve("arithmetic/add")
    result = learner.run("--kata=words/faulty,words/block,security/sql_injection,arithmetic/add", "--timeout=1")
    result.stdout.fnmatch_lines_random(
        ["*arithmetic/add * 3/3 100  ready", "*: timed out", "*: crashed", "*could not be imported: SystemExit"]
    )


def test_a_killed_session_leaves_no_process_behind(learner):
    mark = "kata-orphan-of-a-killed-session"
    learner.solve("arithmetic/add", ("return a + b", f"import os; os.execv('/bin/sleep', ['{mark}', '60'])"))
    temporary = learner.pytester.mkdir("temporary")
    session = subprocess.Popen(
        [sys.executable, "-m", "pytest", "--kata=arithmetic/add", "--timeout=50"],
        cwd=learner.path,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    try:
        _until(lambda: mark in _processes())
        assert mark in _processes()
    finally:
        session.kill()
        session.wait()
    _until(lambda: mark not in _processes() and not list(temporary.glob("kata-*")))
    assert mark not in _processes()
    assert not list(temporary.glob("kata-*"))


def test_a_daemon_of_an_answer_is_ended(learner):
    mark = "kata-daemon-of-an-answer"
    learner.solve(
        "arithmetic/add",
        ("return a + b", "\n    import os\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
         f"            os.execv('/bin/sleep', ['{mark}', '60'])\n        os._exit(0)\n    return a + b"),
    )  # fmt: skip
    assert outcomes(learner) == ["met"] * 3
    assert mark not in _processes()


def _processes() -> str:
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout


def _until(condition, seconds: float = 20) -> None:
    """Wait for something that another process does."""
    import select
    import time

    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        select.select([], [], [], 0.05)
