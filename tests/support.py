"""What tests of the content share: judging a file against a kata, without a terminal.

As a script it shows the verdicts: ``python tests/support.py security/sql_injection FILE...``.
"""

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pytest_interview_kata import catalogue, determinism, isolation
from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.isolation import Limits
from pytest_interview_kata.judging import checks_of, judge
from pytest_interview_kata.model import Verdict
from pytest_interview_kata.workspace import Submission

TESTS = Path(__file__).parent


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer's header: what it believes, the requirement that must catch it, others that may fail, too."""

    path: Path
    misconception: str
    refused_by: str
    may_also_fail: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> "WrongAnswer":
        """Read the header.

        Raises:
            ValueError: it is not as CONTRIBUTING says.
        """
        text = path.read_text(encoding="utf-8")
        belief = re.match(r"# Misconception: (.+)\n", text)
        named = re.search(r"^# Refused by: (\w+)$", text, re.MULTILINE)
        others = re.search(r"^# May also fail: (.+)$", text, re.MULTILINE)
        if belief is None or named is None:
            raise ValueError(f"{path}: expected '# Misconception: ...' and '# Refused by: requirement' at the top")
        return cls(path, belief[1], named[1], frozenset(re.findall(r"\w+", others[1])) if others else frozenset())


@cache
def katas() -> dict[str, Kata]:
    """Our own katas by name."""
    return {kata.id: kata for kata in catalogue.all_katas() if kata.pack.name == "interview-kata"}


def answers(folder: str, kata: str) -> list[Path]:
    """The files of ``tests/<folder>/<kata>/``."""
    return sorted((TESTS / folder / kata).glob("*.py"))


def judge_file(name: str, path: Path, *requirements: str, seconds: float = 30.0) -> dict[str, Verdict]:
    """Hold this file to the requirements of the kata (to all by default), as a session would."""
    _prepare()
    submission = Submission(katas()[name], path, path.read_bytes())
    return {
        check.requirement.name: judge(check, submission, Limits(seconds=seconds))
        for check in checks_of(katas()[name])
        if not requirements or check.requirement.name in requirements
    }


@cache
def _prepare() -> None:
    determinism.settle_hypothesis()
    determinism.warm_up()
    isolation.prepare()


if __name__ == "__main__":
    from pytest_interview_kata.report.telling import Teller

    for argument in sys.argv[2:]:
        print(f"== {argument}")
        for verdict in judge_file(sys.argv[1], Path(argument).resolve()).values():
            print(f"{verdict.seconds:6.2f} s", end="")
            for line in Teller().verdict(verdict, argument):
                print(line.text)
