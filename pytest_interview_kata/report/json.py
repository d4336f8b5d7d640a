"""The report as JSON, for teachers and programs. Its schema ships with the package: ``report/schema.json``."""

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pytest_interview_kata.assessment import Assessment
from pytest_interview_kata.errors import KataError
from pytest_interview_kata.model import Verdict
from pytest_interview_kata.scoring import Band

VERSION = 1
SCHEMA = Path(__file__).with_name("schema.json")


@dataclass(frozen=True)
class KataReport:
    """One kata: its score in hundredths, null where it was not judged whole, is unavailable or broken."""

    kata: str
    title: str
    question: str
    file: str
    score: int | None
    state: Band
    met: int
    not_checked: int
    requirements: tuple[Verdict, ...]


@dataclass(frozen=True)
class TopicReport:
    """One topic: its readiness, 0 to 100, null where a kata has none."""

    topic: str
    readiness: int | None
    state: Band
    katas: tuple[KataReport, ...]


@dataclass(frozen=True)
class Report:
    """One assessment. `version` changes when a field changes its meaning or goes away."""

    version: int
    everything_met: bool
    topics: tuple[TopicReport, ...]


def report_of(assessment: Assessment) -> Report:
    """The assessment as data."""
    topics = []
    for topic in assessment.topics():
        katas = []
        for score in topic.katas:
            kata = assessment.katas[score.kata]
            katas.append(
                KataReport(
                    kata=kata.id,
                    title=kata.title,
                    question=kata.question,
                    file=str(assessment.workspace.path_of(kata)),
                    score=score.points,
                    state=score.band,
                    met=score.met,
                    not_checked=score.not_checked,
                    requirements=score.verdicts,
                )
            )
        topics.append(TopicReport(topic.topic, topic.points, topic.band, tuple(katas)))
    return Report(VERSION, assessment.everything_met(), tuple(topics))


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_tidied(msgspec.json.schema(Report))}


def _tidied(part: Any) -> Any:
    """Descriptions are docstrings, whose indentation differs from one Python to the next."""
    if isinstance(part, dict):
        return {
            key: inspect.cleandoc(value) if key == "description" and isinstance(value, str) else _tidied(value)
            for key, value in part.items()
        }
    return [_tidied(one) for one in part] if isinstance(part, (list, tuple)) else part


def write(assessment: Assessment, path: Path) -> None:
    """Write the report, whole or not at all.

    Raises:
        KataError: the file could not be written.
    """
    text = msgspec.json.format(msgspec.json.encode(report_of(assessment)), indent=2)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(text + b"\n")
        beside.replace(path)
    except OSError as error:
        raise KataError(f"--kata-report={path}: could not be written: {error.strerror}.") from error


def check_writable(path: Path) -> None:
    """Find out before the work is done whether its report can be written.

    Raises:
        KataError: the format is unknown, or the folder is missing or read-only.
    """
    if path.suffix != ".json":
        raise KataError(f"--kata-report={path}: expected a file name that ends in .json.")
    try:
        beside = path.with_name(f".{path.name}.part")
        beside.touch()
        beside.unlink()
    except OSError as error:
        raise KataError(
            f"--kata-report={path}: could not be written: {error.strerror}. Choose another place."
        ) from error
    if path.is_dir():
        raise KataError(f"--kata-report={path}: is a folder. Expected a file name that ends in .json.")
