"""Every kata is finished, as the kata guide has it: what a machine can prove of that."""

import ast
import doctest
import re
from pathlib import Path
from types import ModuleType

import pytest
from support import TESTS, WrongAnswer, answers, judge_file, katas

from pytest_interview_kata.examining import load
from pytest_interview_kata.judging import checks_of
from pytest_interview_kata.model import Outcome
from pytest_interview_kata.scoring import score_kata

NAMES = sorted(katas())
RIGHT = [(name, path) for name in NAMES for path in answers("right_answers", name)]
WRONG = [(name, path) for name in NAMES for path in answers("wrong_answers", name)]
NEVER_SHOWN = ("assert ", "submission.", "expected(", "hypothesis", "/checks/", "examining.py", "inner_test")


def idents(pairs: list[tuple[str, Path]]) -> list[str]:
    return [f"{name}-{path.stem}" for name, path in pairs]


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_tells_what_a_stub_must(name):
    kata = katas()[name]
    assert kata.title and not kata.title.endswith(".")
    assert kata.question.endswith(("?", "."))
    assert kata.difficulty in {1, 2, 3}
    assert 20 <= kata.minutes <= 45
    assert len(kata.requirements) >= 5
    assert ">>> " in kata.stub.read_text()


@pytest.mark.parametrize("name", NAMES)
def test_the_stubs_list_and_the_checks_agree(name):
    kata = katas()[name]
    checks = checks_of(kata)
    assert [(check.requirement.name, check.requirement.critical) for check in checks] == list(kata.requirements)
    for check in checks:
        assert check.requirement.sentence.endswith(".")
        assert len(check.requirement.hints) >= 2, f"{check.requirement.name} has no steps of help"
    assert any(check.requirement.critical for check in checks)


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_is_not_started(name):
    assert {verdict.outcome for verdict in judge_file(name, katas()[name].stub).values()} == {Outcome.NOT_STARTED}


@pytest.mark.parametrize("name", NAMES)
def test_the_stubs_examples_hold_for_the_reference(name):
    kata = katas()[name]
    reference = load(f"reference_{kata.name}", kata.solution, kata.solution.read_bytes())
    stub = load(f"stub_{kata.name}", kata.stub, kata.stub.read_bytes())
    tried = 0
    for owner in _documented(stub):
        test = doctest.DocTestParser().get_doctest(
            owner.__doc__ or "", {**vars(stub), **vars(reference)}, name, None, 0
        )
        result = doctest.DocTestRunner().run(test, out=print)
        assert not result.failed
        tried += result.attempted
    assert tried >= 2


def _documented(stub: ModuleType) -> list:
    return [stub, *(value for value in vars(stub).values() if getattr(value, "__module__", "") == stub.__name__)]


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_meets_everything_and_says_how_to_answer(name):
    kata = katas()[name]
    _all_met(name, kata.solution)
    spoken = ast.get_docstring(ast.parse(kata.solution.read_text()))
    for section in ("Say it in a minute", "Trade-offs", "Follow-up questions", "What people get wrong", "Read on"):
        assert f"\n{section}\n" in spoken
    assert "https://" in spoken
    assert kata.question.rstrip("?.") in " ".join(spoken.split())


@pytest.mark.parametrize(("name", "path"), RIGHT, ids=idents(RIGHT))
def test_a_right_answer_meets_everything(name, path):
    assert path.read_text().startswith("# Approach: ")
    _all_met(name, path)


@pytest.mark.parametrize(("name", "path"), WRONG, ids=idents(WRONG))
def test_a_wrong_answer_is_refused_by_the_requirement_that_it_names(name, path):
    answer = WrongAnswer.read(path)
    verdicts = judge_file(name, path)
    failed = {requirement for requirement, verdict in verdicts.items() if verdict.outcome is not Outcome.MET}
    assert answer.refused_by in failed, f"accepted, though {answer.misconception}"
    assert failed <= {answer.refused_by} | answer.may_also_fail
    _teaches(verdicts[answer.refused_by], path)


def _teaches(verdict, path: Path) -> None:
    """The report says what was given, what the code did and what was due, in the learner's terms only."""
    assert verdict.outcome in {Outcome.UNMET, Outcome.TIMED_OUT}
    example = verdict.counterexample
    assert example is not None
    assert example.calls or example.inputs or example.frames, "no input is told"
    assert verdict.reason or example.due is not None, "nothing says what was due"
    told = " ".join(
        [verdict.reason, example.due or "", example.got or "", *(call.text + call.answer for call in example.calls)]
    )
    source = path.read_text()
    assert not [secret for secret in NEVER_SHOWN if secret in told and secret not in source]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ["None", "True", "False", "''", "0", "[]", "the argument", "a refusal"])
def test_an_answer_that_does_nothing_scores_below_15(name, answer, tmp_path):
    kata = katas()[name]
    path = tmp_path / f"{kata.name}.py"
    path.write_text(_doing_nothing(kata.stub.read_text(), answer))
    score = score_kata(name, list(judge_file(name, path).values()), whole=True)
    assert score.points < 15, [verdict.requirement.name for verdict in score.verdicts if verdict.outcome is Outcome.MET]


def _doing_nothing(stub: str, answer: str) -> str:
    """The stub with every body replaced by one that ignores the task."""

    def body(match: re.Match) -> str:
        function = stub[: match.start()].rpartition("def ")[2]
        parameters = re.findall(r"(\w+)\s*:", function.partition("(")[2].partition(") ->")[0])
        given = [name for name in parameters if name != "self"]
        does = {
            "the argument": f"return {given[-1] if given else None}",
            "a refusal": "raise ValueError('no')",
        }.get(answer, f"return {answer}")
        return f"{match[1]}{does}"

    return re.sub(r"^( +)raise NotImplementedError", body, stub, flags=re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_answers(name):
    assert len(answers("wrong_answers", name)) >= 6
    assert len(answers("right_answers", name)) >= 2


def test_every_file_of_content_belongs_to_a_kata():
    roots = [next(iter(katas().values())).pack.solutions, TESTS / "wrong_answers", TESTS / "right_answers"]
    for root in roots:
        for path in root.rglob("*.py"):
            topic, name = path.relative_to(root).parts[:2]
            assert f"{topic}/{name.removesuffix('.py')}" in katas(), f"{path} belongs to no kata"


def _all_met(name: str, path: Path) -> None:
    unmet = {
        requirement: (verdict.outcome.value, verdict.reason, verdict.counterexample)
        for requirement, verdict in judge_file(name, path).items()
        if verdict.outcome is not Outcome.MET
    }
    assert not unmet
