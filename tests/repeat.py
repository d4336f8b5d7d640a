"""Judge every answer again and again, each time in another order and under another hash seed.

``python tests/repeat.py 20``: references and right answers must meet everything, each wrong answer must be refused by
the requirement that it names, in every round alike. Two rounds run side by side.
"""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from support import WrongAnswer, answers, judge_file, katas

from pytest_interview_kata.model import Outcome


def main(rounds: int) -> int:
    """Run the rounds, each in an interpreter of its own; returns in how many of them something was not as due."""

    def start(number: int) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": str(number)}
        command = [sys.executable, __file__, "round", str(number)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout

    odd = 0
    with ThreadPoolExecutor(2) as pool:
        for number, text in enumerate(pool.map(start, range(rounds))):
            print(f"round {number + 1}: {text.strip() or 'died'}", flush=True)
            odd += not text.strip().endswith(" 0 not as due")
    return odd


def one_round(number: int) -> str:
    """Judge everything once, in this round's order."""
    work = [
        (name, path, None)
        for name, kata in katas().items()
        for path in [kata.solution, *answers("right_answers", name)]
    ]
    work += [
        (name, path, WrongAnswer.read(path).refused_by) for name in katas() for path in answers("wrong_answers", name)
    ]
    random.Random(number).shuffle(work)
    odd = []
    for name, path, refused_by in work:
        if refused_by is None:
            fine = {verdict.outcome for verdict in judge_file(name, path).values()} == {Outcome.MET}
        else:
            fine = judge_file(name, path, refused_by)[refused_by].outcome.failed
        odd += [] if fine else [f"{name}/{path.stem}"]
    return f"{' '.join(odd)} {len(work)} answers, {len(odd)} not as due"


if __name__ == "__main__":
    if sys.argv[1] == "round":
        print(one_round(int(sys.argv[2])))
    else:
        sys.exit(main(int(sys.argv[1])))
