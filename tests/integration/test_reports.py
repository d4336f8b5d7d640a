"""Scores, exit codes, the terminal report and the JSON report."""

import json
import os

import jsonschema
import pytest

from pytest_interview_kata.report import json as json_report

WRONG = ("return a + b", "return a - b")
WRONG_COUNT = ("return len(numbers)", "return 0")


def test_exit_code_0_when_everything_is_met_and_1_otherwise(learner):
    learner.start("arithmetic/add")
    assert learner.run("--kata=arithmetic/add").ret == 1
    learner.solve("arithmetic/add", WRONG_COUNT)
    assert learner.run("--kata=arithmetic/add").ret == 1
    learner.solve("arithmetic/add")
    assert learner.run("--kata=arithmetic/add").ret == 0


def test_what_is_unavailable_does_not_count_against_the_exit_code(learner):
    learner.solve("arithmetic/add")
    learner.start("arithmetic/needy")
    assert learner.run("--kata=arithmetic").ret == 0


def test_a_missing_file_is_not_everything(learner):
    learner.solve("arithmetic/add")
    assert learner.run("--kata=arithmetic").ret == 1


@pytest.mark.parametrize(("points", "code"), [(0, 0), (83, 0), (84, 1), (100, 1)])
def test_fail_under_alone_decides_where_it_is_given(learner, points, code):
    learner.solve("arithmetic/add", WRONG_COUNT)
    result = learner.run("--kata=arithmetic/add", f"--kata-fail-under={points}")
    result.stdout.fnmatch_lines(["*arithmetic * 83  nearly*"])
    assert result.ret == code
    assert (f"Readiness is below --kata-fail-under={points}." in result.outlines) == bool(code)


def test_a_run_that_judged_nothing_whole_reaches_no_score(learner):
    learner.solve("arithmetic/add")
    assert learner.run("--kata=arithmetic/add", "-k", "adds", "--kata-fail-under=0").ret == 1


@pytest.mark.parametrize("value", ["-1", "101", "many"])
def test_a_bad_fail_under_gets_one_line(learner, value):
    learner.start("arithmetic/add")
    result = learner.run("--kata=arithmetic/add", f"--kata-fail-under={value}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*--kata-fail-under*{value}*"])


def test_a_critical_requirement_caps_the_score(learner):
    learner.solve("arithmetic/add", WRONG)
    learner.run("--kata=arithmetic/add").stdout.fnmatch_lines(["*arithmetic/add * 2/3  50  getting there"])


def test_the_report_teaches(learner):
    learner.solve("arithmetic/add", ("return a + b", "print('adding'); return a + b if a < 7 else 0"), WRONG_COUNT)
    result = learner.run("--kata=arithmetic/add")
    result.stdout.fnmatch_lines(
        [
            "*arithmetic/add * 1/3 *  getting there",
            "*adds (critical): unmet",
            "*The sum is right.",
            "*add(7, 0)",
            "*returned 0",
            "*due 7",
            "*your code printed:",
            "*adding",
            "*katas/arithmetic/add.py:7",
            "*= readiness =*",
            "*arithmetic * getting there (0 of 1 ready)",
            "Next: katas/arithmetic/add.py:7, adds.",
        ],
        consecutive=False,
    )
    result.stdout.no_fnmatch_line("*counts*")


def test_eighty_columns_are_enough(learner, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    learner.solve("arithmetic/add", ("return a + b", "return 'x' * 500"))
    lines = learner.run("--kata=arithmetic/add", "-v").outlines
    ours = lines[next(index for index, line in enumerate(lines) if line.startswith("collect")) :]
    assert max(map(len, ours)) <= 80


def test_the_json_report_follows_the_shipped_schema(learner):
    schema = json.loads(json_report.SCHEMA.read_text())
    learner.solve("arithmetic/add", WRONG, ("return sum(numbers)", "while True: print()"))
    learner.start("arithmetic/needy", "words/faulty")
    learner.run("--kata=arithmetic,words", "--kata-report=out.json", "--timeout=1")
    report = json.loads((learner.path / "out.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert [topic["topic"] for topic in report["topics"]] == ["arithmetic", "words"]
    assert (report["version"], report["everything_met"]) == (1, False)


def test_the_shipped_schema_is_that_of_the_code():
    assert json.loads(json_report.SCHEMA.read_text()) == json_report.schema()


def test_several_reports_at_once(learner):
    learner.solve("arithmetic/add")
    learner.run("--kata=arithmetic/add", "--kata-report=a.json", "--kata-report=b.json")
    assert (learner.path / "a.json").read_text() == (learner.path / "b.json").read_text()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere/out.json", "could not be written: No such file or directory"),
        ("out.pdf", "expected a file name that ends in .json"),
        ("katas", "expected a file name that ends in .json"),
        ("/proc/out.json", "could not be written"),
    ],
)
def test_a_report_that_cannot_be_written_is_told_before_the_work(learner, path, words):
    learner.solve("arithmetic/add", ("return a + b", "open('/tmp/kata-was-judged', 'w'); return a + b"))
    result = learner.run("--kata=arithmetic/add", f"--kata-report={path}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*--kata-report=*{path}*{words}*"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everything")
def test_a_read_only_folder_gets_one_line(learner):
    learner.solve("arithmetic/add")
    learner.path.chmod(0o500)
    try:
        result = learner.run("--kata=arithmetic/add", "--kata-report=out.json")
        result.stderr.fnmatch_lines(["*--kata-report=*out.json: could not be written: Permission denied*"])
        assert learner.run("--kata=arithmetic/add", "-p", "no:cacheprovider").ret == 0
    finally:
        learner.path.chmod(0o700)


def test_kata_solutions_judges_the_references(learner):
    learner.solve("arithmetic/add", WRONG)
    result = learner.run("--kata=arithmetic/add,words/block", "--kata-solutions")
    result.stdout.fnmatch_lines(["*arithmetic/add * 3/3 100  ready", "*words/block * 1/1 100  ready"])
    assert result.ret == 0
    elsewhere = learner.path / "elsewhere"
    elsewhere.mkdir()


def test_kata_solutions_needs_no_workspace(learner):
    assert learner.run("--kata=arithmetic/add", "--kata-solutions").ret == 0


def test_compare_is_guarded_while_unsolved(learner):
    learner.solve("arithmetic/add", ("return a + b", "return sum((a, b, 1))"))
    guarded = learner.run("--kata=arithmetic/add", "--kata-compare")
    guarded.stdout.fnmatch_lines(["*add.py is not solved yet; --kata-reveal shows its reference all the same."])
    guarded.stdout.no_fnmatch_line("*return a + b*")
    revealed = learner.run("--kata=arithmetic/add", "--kata-compare", "--kata-reveal")
    revealed.stdout.fnmatch_lines(["*return a + b*"])


def test_compare_shows_requirements_time_code_and_the_interview_answer(learner, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    learner.solve("arithmetic/add", ("return a + b", "return sum((a, b))"))
    result = learner.run("--kata=arithmetic/add", "--kata-compare")
    result.stdout.fnmatch_lines(
        [
            "*adds *met * times the reference's time",
            "your answer * | the reference",
            "    return sum((a, b)) * |     return a + b",
            "How to answer aloud",
            "With a plus sign.",
        ]
    )
    monkeypatch.setenv("COLUMNS", "80")
    narrow = learner.run("--kata=arithmetic/add", "--kata-compare")
    narrow.stdout.fnmatch_lines(
        ["add, your answer:", "*return sum((a, b))", "add, the reference:", "total: the same in both"]
    )
