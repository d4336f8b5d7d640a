"""What somebody meets who has nothing but the installed package, in an empty folder."""

import subprocess
import sys

TOPIC = {
    "csrf_tokens",
    "password_storage",
    "path_traversal",
    "safe_redirect",
    "signed_tokens",
    "sql_injection",
    "xss_escaping",
}


def test_init_then_judge_in_an_empty_folder(learner):
    done = subprocess.run(
        [sys.executable, "-m", "pytest_interview_kata.cli", "init"], cwd=learner.path, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert {path.stem for path in (learner.path / "katas" / "security").iterdir()} >= TOPIC
    result = learner.run("--kata=security")
    for name in TOPIC:
        result.stdout.fnmatch_lines_random([f"*security/{name} *not started"])
    result.stdout.fnmatch_lines(["*security * 0  not started (0 of * ready)"])
    assert result.ret == 1


def test_an_answer_raises_the_readiness(learner):
    subprocess.run(
        [sys.executable, "-m", "pytest_interview_kata.cli", "init", "security"], cwd=learner.path, check=True
    )
    stub = learner.path / "katas" / "security" / "safe_redirect.py"
    stub.write_text(stub.read_text().replace("raise NotImplementedError", "return '/'"))
    learner.run("--kata=security").stdout.fnmatch_lines(
        ["*security/safe_redirect *0/8   0  getting there", "*keeps_paths_of_this_site: unmet"]
    )


def test_the_stubs_and_references_are_those_of_the_installed_package(learner):
    result = learner.run("--kata=security/safe_redirect", "--kata-solutions")
    result.stdout.fnmatch_lines(["*security/safe_redirect * 8/8 100  ready"])
    assert result.ret == 0
