"""`--kata=SELECTOR`, paths and node ids: what is judged."""

import re

import pytest


def judged(result: pytest.RunResult) -> set[str]:
    return set(re.findall(r"(?:arithmetic|words)/\w+(?=  )", "\n".join(result.outlines)))


@pytest.mark.parametrize(
    ("selector", "katas"),
    [
        ("arithmetic", {"arithmetic/add", "arithmetic/needy"}),
        ("arithmetic/add", {"arithmetic/add"}),
        ("arithmetic/add.py", {"arithmetic/add"}),
        ("w*/f*", {"words/faulty"}),
        ("arithmetic/add,words/faulty", {"arithmetic/add", "words/faulty"}),
    ],
)
def test_a_selector_names_katas(learner, selector, katas):
    learner.start("arithmetic/add", "arithmetic/needy", "words/faulty")
    assert judged(learner.run(f"--kata={selector}")) == katas


def test_selectors_add_up_when_repeated(learner):
    learner.start("arithmetic/add", "arithmetic/needy", "words/faulty")
    result = learner.run("--kata=arithmetic/add", "--kata=words/faulty")
    assert judged(result) == {"arithmetic/add", "words/faulty"}


def test_all_takes_every_pack_and_says_which_files_are_missing(learner):
    learner.start("arithmetic/add")
    result = learner.run("--kata=all")
    assert judged(result) >= {"arithmetic/add"}
    result.stdout.fnmatch_lines(["*security/sql_injection*no file*", "*words/faulty*no file; 'kata init' lays it out"])


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("arithmetics", "*--kata=arithmetics: No topic or kata is called 'arithmetics'. Did you mean arithmetic?"),
        ("add", "*--kata=add: No topic or kata is called 'add'. Did you mean arithmetic/add?"),
        ("xyz", "*No topic or kata is called 'xyz'. The topics are arithmetic, security, words*'kata list'*"),
        ("", "*No kata was named: expected a topic (arithmetic, security, words), a kata or 'all'."),
    ],
)
def test_an_unknown_selector_gets_one_line(learner, selector, message):
    learner.start("arithmetic/add")
    result = learner.run(f"--kata={selector}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert len([line for line in result.errlines if line]) == 1
    result.stderr.fnmatch_lines([message])


def test_a_path_narrows_the_selection(learner):
    learner.start("arithmetic/add", "words/faulty")
    result = learner.run("--kata=all", "katas/words")
    assert judged(result) == {"words/faulty"}


def test_a_node_id_narrows_to_one_requirement_and_gives_no_score(learner):
    learner.solve("arithmetic/add")
    result = learner.run("--kata=all", "katas/arithmetic/add.py::totals")
    result.stdout.fnmatch_lines(["*arithmetic/add * 1/1   -  not judged whole"])
    result.assert_outcomes(passed=1)
    assert result.ret == 0


def test_a_path_outside_the_selection_gets_one_line(learner):
    learner.start("arithmetic/add", "words/faulty")
    result = learner.run("--kata=arithmetic", "katas/words")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*katas/words: no kata of --kata=arithmetic is there.*"])


def test_works_from_a_folder_inside_the_workspace(learner, monkeypatch):
    learner.solve("arithmetic/add")
    monkeypatch.chdir(learner.path / "katas" / "arithmetic")
    result = learner.run("--kata=arithmetic/add")
    result.stdout.fnmatch_lines(["*arithmetic/add * 3/3 100  ready"])


def test_kata_dir_names_another_folder(learner):
    learner.solve("arithmetic/add")
    (learner.path / "katas").rename(learner.path / "practice")
    learner.run("--kata=arithmetic/add", "--kata-dir=practice").stdout.fnmatch_lines(["*arithmetic/add * 3/3 100*"])
    missing = learner.run("--kata=arithmetic/add", "--kata-dir=nowhere")
    missing.stderr.fnmatch_lines(["*--kata-dir=nowhere: no such folder. 'kata init --kata-dir=nowhere' lays it out."])


def test_a_folder_without_katas_gets_one_line(learner):
    result = learner.run("--kata=arithmetic")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*No folder 'katas' in * or above it. 'kata init' lays out the katas here."])
    (learner.path / "katas").mkdir()
    learner.run("--kata=arithmetic").stderr.fnmatch_lines(["*None of the 2 selected katas is in *"])


def test_a_renamed_file_is_told_and_left_alone(learner):
    learner.start("arithmetic/add")
    stranger = learner.write("arithmetic/ad", "raise SystemExit('imported')")
    result = learner.run("--kata=arithmetic")
    result.stdout.fnmatch_lines(
        ["*arithmetic/ad.py is not in the catalogue and was left alone. Did you mean arithmetic/add?"]
    )
    assert stranger.read_text() == "raise SystemExit('imported')"


def test_ini_settings_for_other_tests_do_not_change_what_is_judged(learner):
    learner.solve("arithmetic/add")
    learner.pytester.makeini(
        "[pytest]\ntestpaths = elsewhere\npython_files = *.py\npython_functions = *\naddopts = --doctest-modules\n"
        "filterwarnings = error\n"
    )
    learner.pytester.mkdir("elsewhere")
    learner.solve("arithmetic/add", more="\nimport warnings\nwarnings.warn('old', DeprecationWarning)\n")
    result = learner.run("--kata=arithmetic/add")
    result.assert_outcomes(passed=3)


def test_two_packs_with_the_same_kata_are_an_error_that_names_both(learner, monkeypatch):
    learner.start("arithmetic/add")
    twin = learner.path / "twin"
    (twin / "twin_pack" / "katas" / "arithmetic").mkdir(parents=True)
    (twin / "twin_pack" / "__init__.py").touch()
    (twin / "twin_pack" / "katas" / "arithmetic" / "add.py").touch()
    (twin / "twin_pack" / "solutions").mkdir()
    info = twin / "twin_pack-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: twin-pack\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pytest_interview_kata.packs]\ntwin = twin_pack\n")
    monkeypatch.syspath_prepend(twin)
    monkeypatch.setenv("PYTHONPATH", str(twin), prepend=":")
    result = learner.run("--kata=all")
    result.stderr.fnmatch_lines(["*The kata arithmetic/add is in two packs, 'tiny' and 'twin': uninstall one of them."])
