"""``--pdb`` stops in the learner's own code."""

import sys

import pexpect
import pytest


@pytest.fixture
def debug(learner):
    """Start pytest with --pdb at a real terminal."""
    started = []

    def start(*options: str) -> pexpect.spawn:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "pytest", "-p", "no:randomly", "--kata=arithmetic/add", "--pdb", "--color=no", *options],
            cwd=str(learner.path),
            encoding="utf-8",
            timeout=60,
            dimensions=(50, 120),
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def test_an_exception_stops_in_the_learners_frame(learner, debug):
    learner.solve("arithmetic/add", ("return a + b", "wrong = {}\n    return wrong[a]"))
    child = debug()
    child.expect(r"> .*katas/arithmetic/add\.py\(10\)add\(\)")
    child.expect(r"\(Pdb\) ")
    child.sendline("p wrong, a, b")
    child.expect(r"\(\{\}, 0, 0\)")
    child.sendline("q")
    child.expect("1 failed, 2 passed")


def test_a_wrong_value_is_called_again_with_a_breakpoint_on_entry(learner, debug):
    learner.solve("arithmetic/add", ("return a + b", "return a + b if a < 7 else 0"))
    child = debug()
    child.expect(r"add\(7, 0\) returned 0\s+due: 7")
    child.expect(r"> .*katas/arithmetic/add\.py\(9\)add\(\)")
    child.sendline("p a, b")
    child.expect(r"\(7, 0\)")
    child.sendline("c")
    child.expect("1 failed, 2 passed")


def test_progress_is_shown_at_a_terminal(learner):
    learner.solve("arithmetic/add")
    child = pexpect.spawn(
        sys.executable, ["-m", "pytest", "--kata=arithmetic/add"], cwd=str(learner.path), encoding="utf-8", timeout=60
    )
    child.expect("judging arithmetic/add  1/3")
    child.expect("3/3 100  ready")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
