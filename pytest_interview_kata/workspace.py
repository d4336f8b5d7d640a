"""The learner's files: where they are, what is in them, and laying out what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.errors import KataError

FOLDER = "katas"


@dataclass(frozen=True)
class Submission:
    """The learner's file as it is when it is judged: read once, so that all its requirements judge the same text.

    Attributes:
        kata: the exercise it answers.
        path: where it lies.
        source: its bytes; None where it could not be read.
        unreadable: why not, as a clause; empty where it was read.
        untouched: True when it is the stub as shipped.
    """

    kata: Kata
    path: Path
    source: bytes | None
    unreadable: str = ""
    untouched: bool = False


@dataclass(frozen=True)
class Workspace:
    """A folder of submissions, ``<topic>/<name>.py``."""

    folder: Path

    def path_of(self, kata: Kata) -> Path:
        """Where the learner's file for this kata lies, or would lie."""
        return self.folder / kata.topic / f"{kata.name}.py"

    def submission(self, kata: Kata) -> Submission:
        """Read the learner's file. A file that cannot be read is a submission too: one that meets nothing."""
        path = self.path_of(kata)
        try:
            source = path.read_bytes()
        except OSError as error:
            return Submission(kata, path, None, f"could not be read: {error.strerror}")
        return Submission(kata, path, source, untouched=not _same(path, kata.stub) and source == kata.stub.read_bytes())

    def strangers(self, topics: Iterable[str], katas: Iterable[Kata]) -> list[Path]:
        """Python files in the folders of these topics that are no kata: misspelt, renamed, or helpers."""
        known = {self.path_of(kata) for kata in katas}
        files = (path for topic in topics for path in sorted((self.folder / topic).glob("*.py")))
        return [path for path in files if path not in known and not path.name.startswith("_")]


def find(start: Path, folder: str | None) -> Workspace:
    """Find the learner's files.

    Args:
        start: the folder that the command was given in.
        folder: what ``--kata-dir`` names, relative to `start`; by default the nearest ``katas`` folder, in `start` or
            above it.

    Raises:
        KataError: there is none.
    """
    if folder is not None:
        given = start / folder
        if not given.is_dir():
            raise KataError(f"--kata-dir={folder}: no such folder. 'kata init --kata-dir={folder}' lays it out.")
        return Workspace(given.resolve())
    for place in (start, *start.parents):
        if (place / FOLDER).is_dir():
            return Workspace((place / FOLDER).resolve())
    raise KataError(f"No folder '{FOLDER}' in {start} or above it. 'kata init' lays out the katas here.")


def lay_out(workspace: Workspace, katas: Iterable[Kata]) -> tuple[list[Path], list[Path]]:
    """Copy stubs to where they are missing; never over a file that is there.

    Returns:
        The paths written and the paths left alone.

    Raises:
        KataError: a file or folder could not be written.
    """
    written, kept = [], []
    for kata in katas:
        path = workspace.path_of(kata)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" refuses what exists, also when somebody creates it between a look and a leap.
            with path.open("xb") as file:
                file.write(kata.stub.read_bytes())
            written.append(path)
        except FileExistsError:
            kept.append(path)
        except OSError as error:
            raise KataError(
                f"{path} could not be written: {error.strerror}. Choose another place with --kata-dir."
            ) from error
    return written, kept


def _same(one: Path, other: Path) -> bool:
    """True in a clone, where the workspace is the pack's own folder of stubs."""
    return one.resolve() == other.resolve()
