"""The command ``kata``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def kata(*arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    """Run the command."""
    command = [sys.executable, "-m", "pytest_interview_kata.cli", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_init_lays_out_what_pytest_then_judges(learner):
    done = kata("init", "arithmetic", cwd=learner.path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "2 katas laid out in katas/, 0 were there and are as they were.",
        "Begin with katas/arithmetic/add.py, then: pytest --kata=arithmetic/add",
    ]
    learner.run("--kata=arithmetic/add").stdout.fnmatch_lines(["*arithmetic/add  not started"])


def test_init_never_writes_over_a_file(learner):
    mine = learner.write("arithmetic/add", "# my work\n")
    done = kata("init", "arithmetic", cwd=learner.path)
    assert done.stdout.startswith("1 katas laid out in katas/, 1 were there")
    assert mine.read_text() == "# my work\n"


def test_init_elsewhere(learner):
    done = kata("init", "arithmetic/add", "--kata-dir=practice", cwd=learner.path)
    assert "pytest --kata=arithmetic/add --kata-dir=practice" in done.stdout
    learner.run("--kata=arithmetic/add", "--kata-dir=practice").stdout.fnmatch_lines(["*not started"])


def test_list_shows_difficulty_minutes_title_and_question(learner):
    done = kata("list", "arithmetic", cwd=learner.path)
    assert "arithmetic: How does one add?" in done.stdout
    assert any(line.split() == ["arithmetic/add", "*", "5", "min", "Adding", "up"] for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "arithmetics"], "Error: No topic or kata is called 'arithmetics'. Did you mean arithmetic?"),
        (["init", "add"], "Error: No topic or kata is called 'add'. Did you mean arithmetic/add?"),
        (["init", "--kata-dir=/proc/nowhere"], "could not be written"),
    ],
)
def test_bad_input_gets_one_line(learner, arguments, words):
    done = kata(*arguments, cwd=learner.path)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_init_in_a_read_only_folder_gets_one_line(learner):
    learner.path.chmod(0o500)
    try:
        done = kata("init", "arithmetic", cwd=learner.path)
    finally:
        learner.path.chmod(0o700)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
