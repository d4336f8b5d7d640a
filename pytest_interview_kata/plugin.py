"""The door of pytest: options, and what starts an assessment when ``--kata`` is given.

Imported in every pytest run of everybody who has us installed, so it imports nothing but pytest.
"""

import os
import sys

import pytest

# Every hash of a str depends on the seed, and so does the order of a set: the same answer could be right in one run
# and wrong in the next. The seed can only be chosen before the interpreter starts.
HASH_SEED = "0"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("kata", "interview katas")
    group.addoption(
        "--kata",
        action="append",
        metavar="SELECTOR",
        help="judge these katas: a topic (security), a kata (security/sql_injection), a glob ('*/s*'), 'all', or "
        "several, by comma or by repeating the option",
    )
    group.addoption(
        "--kata-dir",
        metavar="DIR",
        help="where your answers are; by default the nearest folder 'katas', here or above",
    )
    group.addoption(
        "--kata-solutions",
        action="store_true",
        help="judge the reference solutions instead of your answers",
    )
    group.addoption(
        "--kata-compare",
        action="store_true",
        help="show your answers beside the reference solutions, for katas that you have solved",
    )
    group.addoption(
        "--kata-reveal",
        action="store_true",
        help="with --kata-compare: show the reference solutions of unsolved katas, too",
    )
    group.addoption(
        "--kata-report",
        action="append",
        default=[],
        metavar="FILE",
        help="write a report to FILE.json; may be repeated",
    )
    group.addoption(
        "--kata-fail-under",
        type=int,
        metavar="N",
        help="let the exit code say whether every topic's readiness is N or more, instead of whether all is met",
    )
    group.addoption(
        "--kata-thorough",
        action="store_true",
        help="draw ten times as many examples, from a seed that is printed; --hypothesis-seed gives it back",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Keep the learner's ``conftest.py`` out of the session, and fix the hash seed."""
    options = early_config.known_args_namespace
    if options.kata:
        options.noconftest = True
        _fix_hash_seed(early_config)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start an assessment; without ``--kata``, refuse options that mean nothing then."""
    if config.getoption("kata") is not None:
        from pytest_interview_kata.session import start

        start(config)
        return
    for name in ("kata_solutions", "kata_compare", "kata_reveal", "kata_thorough", "kata_report", "kata_fail_under"):
        if config.getoption(name) not in (None, False, []):
            raise pytest.UsageError(f"--{name.replace('_', '-')} needs --kata=SELECTOR, for example --kata=security.")


def _fix_hash_seed(config: pytest.Config) -> None:
    """Start this very command again with a fixed hash seed, where it is a command.

    Not inside another program (an editor's runner, ``pytest.main()``), nor under a debugger or a coverage tool: there
    the process is not ours to replace, and only an answer that hangs on the order of a set can tell the difference.
    """
    command = os.path.basename(sys.argv[0])
    ours = command in {"pytest", "py.test"} or sys.argv[0].endswith(os.path.join("pytest", "__main__.py"))
    if not ours or os.environ.get("PYTHONHASHSEED") == HASH_SEED or sys.gettrace() or sys.getprofile():
        return
    if not sys.executable or sys.flags.ignore_environment:
        return
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.stop_global_capturing()
    sys.stdout.flush()
    sys.stderr.flush()
    os.environ["PYTHONHASHSEED"] = HASH_SEED
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
