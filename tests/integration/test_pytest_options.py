"""What users of pytest expect of its own options."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

WRONG = ("return a + b", "return a - b")


def test_collect_only_lists_requirements_in_the_learners_file(learner):
    path = learner.start("arithmetic/add")
    result = learner.run("--kata=arithmetic/add", "--collect-only", "-q")
    assert path is None
    assert result.outlines[:3] == [
        "katas/arithmetic/add.py::adds",
        "katas/arithmetic/add.py::totals",
        "katas/arithmetic/add.py::counts",
    ]
    assert result.ret == 0


def test_collecting_imports_nothing_of_the_learners(learner):
    learner.write("arithmetic/add", "open('imported', 'w').close()")
    assert learner.run("--kata=arithmetic/add", "--collect-only").ret == 0
    assert not (learner.path / "imported").exists()


def test_k_deselects_and_gives_no_score(learner):
    learner.solve("arithmetic/add", WRONG)
    result = learner.run("--kata=arithmetic/add", "-k", "totals")
    result.assert_outcomes(passed=1, deselected=2)
    result.stdout.fnmatch_lines(
        ["*arithmetic/add * 1/1   -  not judged whole", "No score where a kata was not judged*"]
    )
    assert result.ret == 0


def test_x_and_maxfail_stop_at_the_first_failure(learner):
    learner.solve("arithmetic/add", WRONG)
    for option in ("-x", "--maxfail=1"):
        result = learner.run("--kata=arithmetic/add", option)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["*arithmetic/add * 0/1   -  not judged whole"])
        assert result.ret == 1


def test_lf_judges_again_what_failed(learner):
    learner.solve("arithmetic/add", WRONG)
    learner.run("--kata=arithmetic/add").assert_outcomes(passed=2, failed=1)
    learner.run("--kata=arithmetic/add", "--lf").assert_outcomes(failed=1)
    learner.solve("arithmetic/add")
    learner.run("--kata=arithmetic/add", "--lf").assert_outcomes(passed=1)


def test_v_shows_every_requirement_and_q_the_scores_only(learner):
    learner.solve("arithmetic/add", WRONG)
    verbose = learner.run("--kata=arithmetic/add", "-v")
    verbose.stdout.fnmatch_lines(["*adds (critical): unmet", "*totals", "*counts"])
    quiet = learner.run("--kata=arithmetic/add", "-q")
    quiet.stdout.fnmatch_lines(["*arithmetic/add * 2/3  50  getting there", "*arithmetic * 50  getting there*"])
    quiet.stdout.no_fnmatch_line("*unmet*")
    quiet.stdout.no_fnmatch_line("Next:*")


@pytest.mark.parametrize(
    "options",
    [("-l", "--tb=long", "-vv"), ("--tb=native",), ("--full-trace",), ("-rA",), ("--showlocals", "-rfE", "-v")],
    ids=" ".join,
)
def test_no_option_shows_a_line_of_a_check(learner, options):
    learner.solve(
        "arithmetic/add", WRONG, ("return len(numbers)", "return 0"), ("return sum(numbers)", "return 1 // 0")
    )
    result = learner.run("--kata=arithmetic/add", *options)
    result.assert_outcomes(failed=3)
    told = result.stdout.str() + result.stderr.str()
    for secret in ("expected(", "SECRET_OF_THE_CHECK", "tiny_pack", "examining.py", "inner_test", "@given"):
        assert secret not in told


def test_junitxml_carries_verdicts_and_places_in_the_learners_file(learner):
    learner.solve("arithmetic/add", WRONG)
    learner.run("--kata=arithmetic/add", "--junitxml=out.xml", "-o", "junit_family=xunit1")
    cases = {case.get("name"): case for case in ElementTree.parse(learner.path / "out.xml").iter("testcase")}
    assert {name: case.find("properties/property").get("value") for name, case in cases.items()} == {
        "adds": "unmet",
        "totals": "met",
        "counts": "met",
    }
    assert cases["adds"].get("file") == "katas/arithmetic/add.py"
    assert "returned 1" in cases["adds"].find("failure").text or "returned -1" in cases["adds"].find("failure").text


def test_two_workers_come_to_the_same_verdicts(learner):
    learner.solve("arithmetic/add", WRONG)
    learner.start("words/faulty", "arithmetic/needy")
    reports = []
    for options in ([], ["-n", "2"], ["-n", "2", "--dist=loadfile"]):
        learner.run("--kata=arithmetic,words", "--kata-report=out.json", *options)
        report = json.loads((learner.path / "out.json").read_text())
        for topic in report["topics"]:
            for kata in topic["katas"]:
                for verdict in kata["requirements"]:
                    del verdict["seconds"], verdict["busy"]
        reports.append(report)
    assert reports[0] == reports[1] == reports[2]


def test_s_lets_the_learners_prints_through(learner):
    learner.solve("arithmetic/add", ("return a + b", "print('hello from add'); return a + b"))
    learner.run("--kata=arithmetic/add", "-s").stdout.fnmatch_lines(["*hello from add*"])
    learner.run("--kata=arithmetic/add").stdout.no_fnmatch_line("*hello from add*")


def test_a_learners_conftest_does_not_run(learner):
    learner.solve("arithmetic/add")
    (learner.path / "conftest.py").write_text("raise RuntimeError('conftest ran')")
    (learner.path / "katas" / "conftest.py").write_text("raise RuntimeError('conftest ran')")
    learner.run("--kata=arithmetic/add").assert_outcomes(passed=3)


def test_plain_ascii_where_the_stream_is(learner, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    learner.solve("arithmetic/add", WRONG)
    result = learner.run("--kata=arithmetic/add")
    assert result.stdout.str().isascii()
    result.stdout.fnmatch_lines(["x arithmetic/add * #####..... *"])


def test_colour_as_asked_and_none_into_a_pipe(learner):
    learner.solve("arithmetic/add", WRONG)
    assert "\x1b[" not in learner.run("--kata=arithmetic/add").stdout.str()
    assert "\x1b[31m" in learner.run("--kata=arithmetic/add", "--color=yes").stdout.str()


def test_nothing_is_left_in_the_learners_folder(learner):
    learner.solve("arithmetic/add", more="\nopen('litter', 'w').close()\nimport tempfile\ntempfile.mkdtemp()\n")
    learner.run("--kata=arithmetic/add", "-p", "no:cacheprovider").assert_outcomes(passed=3)
    # The last two are pytester's own.
    assert {path.name for path in learner.path.rglob("*") if path.is_file()} == {"add.py", "stdout", "stderr"}
