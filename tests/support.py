"""What tests of the content share: judging a file against a kata, without a terminal."""

from pathlib import Path

from pytest_interview_kata import catalogue, determinism, isolation
from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.isolation import Limits
from pytest_interview_kata.judging import checks_of, judge
from pytest_interview_kata.model import Verdict
from pytest_interview_kata.workspace import Submission

_ready = False


def kata_named(name: str) -> Kata:
    """The kata ``topic/name``."""
    return next(kata for kata in catalogue.all_katas() if kata.id == name)


def judge_file(name: str, path: Path, seconds: float = 10.0) -> dict[str, Verdict]:
    """Hold this file to every requirement of the kata, as a session would; in the order of the checks."""
    global _ready
    if not _ready:
        determinism.settle_hypothesis()
        determinism.warm_up()
        isolation.prepare()
        _ready = True
    kata = kata_named(name)
    submission = Submission(kata, path, path.read_bytes())
    return {check.requirement.name: judge(check, submission, Limits(seconds=seconds)) for check in checks_of(kata)}


if __name__ == "__main__":
    import sys

    from pytest_interview_kata.report.telling import Teller

    for argument in sys.argv[2:]:
        print(f"== {argument}")
        for verdict in judge_file(sys.argv[1], Path(argument).resolve()).values():
            print(f"{verdict.seconds:6.2f} s", end="")
            for line in Teller().verdict(verdict, argument):
                print(line.text)
