"""One pytest session that assesses: hooks that translate between pytest and the assessment, and decide nothing."""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pytest_interview_kata import catalogue, debugging, determinism, isolation, workspace
from pytest_interview_kata.assessment import Assessment
from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.collection import VERDICT, KataModule
from pytest_interview_kata.errors import KataError, nearest
from pytest_interview_kata.isolation import DEFAULT_SECONDS, Limits
from pytest_interview_kata.judging import Check, judge
from pytest_interview_kata.model import Verdict
from pytest_interview_kata.report import json
from pytest_interview_kata.report.telling import Teller
from pytest_interview_kata.report.terminal import KataReporter
from pytest_interview_kata.workspace import Submission, Workspace

_SECONDS = pytest.StashKey[float]()


def start(config: pytest.Config) -> None:
    """Turn this pytest run into an assessment.

    Raises:
        pytest.UsageError: a selector, a path or an option's value makes no sense; one line that says what to do.
    """
    try:
        assessment = _assessment(config)
        _check_options(config)
        config.args = _arguments(config, assessment)
    except KataError as error:
        raise pytest.UsageError(str(error)) from None
    # A doctest collector would import the learner's files into the session.
    config.option.doctestmodules = False
    _settle(config)
    # With --pdb we stop in the learner's frames ourselves; the stock one would stop in ours.
    config.pluginmanager.unregister(name="pdbinvoke")
    config.pluginmanager.register(Judging(config, assessment), "kata-judging")
    if not hasattr(config, "workerinput"):
        _replace_reporter(config, assessment)


def limits_of(item: pytest.Item) -> Limits:
    """What one check may use: the time that pytest-timeout's users set, ten seconds if they set none."""
    passes_output = item.config.getoption("capture") == "no"
    return Limits(seconds=item.stash.get(_SECONDS, None) or _default_seconds(item.config), output=passes_output)


class Judging:
    """The hooks of a session that assesses, in every process that takes part."""

    def __init__(self, config: pytest.Config, assessment: Assessment) -> None:
        self._config = config
        self._assessment = assessment
        self._submissions = {self._assessment.workspace.path_of(kata): kata for kata in self._assessment.katas.values()}
        self._ready = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A selected kata becomes a collector of its hidden checks."""
        kata = self._submissions.get(file_path)
        if kata is None:
            return None
        solutions = self._config.getoption("kata_solutions")
        place = Workspace(kata.pack.solutions) if solutions else self._assessment.workspace
        return KataModule.of(parent, place.submission(kata), self._decide, self._tell)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Collector:
        """Nothing is collected as an ordinary test module, so nothing is imported into the session."""
        return _Nothing.from_parent(parent, path=module_path)

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_timeout_set_timer(self, item: pytest.Item, settings: Any) -> bool:
        """pytest-timeout's users set the limit; we keep it, because its own timer cannot stop a property."""
        item.stash[_SECONDS] = float(settings.timeout)
        return True

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_timeout_cancel_timer(self, item: pytest.Item) -> bool:
        """There is no timer."""
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """The verdict travels with the report, through xdist too; no location of ours is shown."""
        report = yield
        verdict = item.stash.get(VERDICT, None)
        if report.when == "call" and verdict is not None:
            report.kata = msgspec.to_builtins(verdict)
            if report.skipped:
                report.longrepr = (str(item.path), 1, verdict.outcome.value)
        return report

    def _decide(self, item: pytest.Item, check: Check, submission: Submission) -> Verdict:
        if debugging.wanted(self._config):
            return debugging.judge_here(self._config, check, submission)
        if not self._ready and not submission.untouched:
            self._ready = True
            determinism.warm_up()
            isolation.prepare()
        return judge(check, submission, limits_of(item))

    def _tell(self, verdict: Verdict) -> str:
        path = self._assessment.workspace.path_of(self._assessment.katas[verdict.kata])
        shown = self._assessment.relative(path, self._config.invocation_params.dir)
        return "\n".join(line.text for line in Teller().verdict(verdict, shown))


class Reporting:
    """The hooks of the process that reports."""

    def __init__(self, config: pytest.Config, assessment: Assessment, reporter: KataReporter) -> None:
        self._config = config
        self._assessment = assessment
        self._reporter = reporter

    def pytest_report_header(self) -> list[str]:
        """Say what is judged, and from which seed if not from the usual one."""
        names = ", ".join(self._config.getoption("kata"))
        judged = "the reference solutions" if self._config.getoption("kata_solutions") else "your answers"
        where = self._assessment.workspace.folder
        lines = [f"kata: {names}: judging {judged} in {where}"]
        if self._config.getoption("kata_thorough"):
            lines.append(f"kata: thorough, --hypothesis-seed={self._config.getoption('hypothesis_seed')}")
        known = self._assessment.katas.values()
        for path in self._assessment.workspace.strangers({kata.topic for kata in known}, catalogue.all_katas()):
            name = f"{path.parent.name}/{path.stem}"
            hint = nearest(name, [kata.id for kata in known])
            lines.append(f"kata: {name}.py is not in the catalogue and was left alone.{hint}")
        return lines

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know how far the progress will go."""
        self._reporter.expect(len(session.items))

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Verdicts are told by the kata, not by letters."""
        if getattr(report, "kata", None) is None:
            return None
        return report.outcome, "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a verdict, from whichever process."""
        told = getattr(report, "kata", None)
        if told is not None:
            self._reporter.take(msgspec.convert(told, Verdict))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """The exit code is about the requirements, or about the score where that is asked for."""
        if session.config.option.collectonly or exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return
        wanted = self._config.getoption("kata_fail_under")
        good = self._assessment.everything_met() if wanted is None else self._assessment.reaches(wanted)
        session.exitstatus = pytest.ExitCode.OK if good else pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self) -> None:
        """Readiness, and the reports that were asked for."""
        if self._config.option.collectonly:
            return
        self._reporter.tell_readiness()
        for name in self._config.getoption("kata_report"):
            try:
                json.write(self._assessment, self._config.invocation_params.dir / name)
                self._reporter.write_line(f"Report: {name}")
            except KataError as error:
                self._reporter.write_line(str(error), red=True)
        if self._config.getoption("kata_compare"):
            self._reporter.tell_comparisons(reveal=self._config.getoption("kata_reveal"))


class _Nothing(pytest.Module):
    """A Python file that is not ours to collect."""

    def collect(self) -> Sequence[pytest.Item]:
        return []


def _assessment(config: pytest.Config) -> Assessment:
    selectors = config.getoption("kata")
    try:
        katas = catalogue.select(catalogue.all_katas(), selectors)
    except KataError as error:
        raise KataError(f"--kata={','.join(selectors)}: {error}") from None
    start_folder = config.invocation_params.dir
    if config.getoption("kata_solutions"):
        return Assessment(katas, _References(katas[0].pack.solutions))
    place = workspace.find(start_folder, config.getoption("kata_dir"))
    assessment = Assessment(katas, place)
    if len(assessment.absent) == len(katas):
        raise KataError(f"None of the {len(katas)} selected katas is in {place.folder}. 'kata init' lays them out.")
    return assessment


class _References(Workspace):
    """The reference solutions, each in its own pack, as if they were somebody's answers."""

    def path_of(self, kata: Kata) -> Path:
        """Where the reference lies."""
        return kata.solution


def _check_options(config: pytest.Config) -> None:
    wanted = config.getoption("kata_fail_under")
    if wanted is not None and not 0 <= wanted <= 100:
        raise KataError(f"--kata-fail-under={wanted}: expected a readiness from 0 to 100.")
    for name in config.getoption("kata_report"):
        json.check_writable(config.invocation_params.dir / name)


def _arguments(config: pytest.Config, assessment: Assessment) -> list[str]:
    """The selected files, narrowed by the paths and node ids on the command line.

    Raises:
        KataError: a path on the command line holds no selected kata.
    """
    files = [path for kata in assessment.katas.values() if (path := assessment.workspace.path_of(kata)).is_file()]
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return [str(path) for path in files]
    chosen: list[str] = []
    narrowed: set[Path] = set()
    for argument in config.args:
        name, sign, node = argument.partition("::")
        place = (config.invocation_params.dir / name).resolve()
        inside = [path for path in files if path.resolve().is_relative_to(place)]
        if not inside:
            selectors = ",".join(config.getoption("kata"))
            raise KataError(f"{argument}: no kata of --kata={selectors} is there. Leave the path out, or widen --kata.")
        narrowed.update(inside)
        chosen += [f"{path}{sign}{node}" for path in inside]
    assessment.narrow(narrowed)
    return chosen


def _settle(config: pytest.Config) -> None:
    seed = config.getoption("hypothesis_seed", None)
    if config.getoption("kata_thorough") and seed is None:
        seed = config.option.hypothesis_seed = random.SystemRandom().getrandbits(32)
    number = None if seed is None else int(seed)
    determinism.settle_hypothesis(thorough=config.getoption("kata_thorough"), seed=number)


def _replace_reporter(config: pytest.Config, assessment: Assessment) -> None:
    stock = config.pluginmanager.getplugin("terminalreporter")
    if stock is None:
        return
    config.pluginmanager.unregister(stock)
    reporter = KataReporter(config, sys.stdout)
    reporter.report_on(assessment, config.getoption("kata_fail_under"))
    config.pluginmanager.register(reporter, "terminalreporter")
    config.pluginmanager.register(Reporting(config, assessment, reporter), "kata-reporting")


def _default_seconds(config: pytest.Config) -> float | None:
    """Ten seconds; none at all where pytest-timeout's option or setting is an explicit 0."""
    option = config.getoption("timeout", None)
    try:
        setting = config.getini("timeout")
    except (KeyError, ValueError):
        setting = None
    explicit = option if option is not None else setting if setting not in {None, ""} else None
    return None if explicit is not None and float(explicit) <= 0 else DEFAULT_SECONDS
