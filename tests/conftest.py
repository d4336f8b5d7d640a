"""A learner at work: a folder with stubs of the tiny pack, and pytest as they run it."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TINY = Path(__file__).parent / "packs" / "tiny"
SOLUTIONS = TINY / "tiny_pack" / "solutions"
STUBS = TINY / "tiny_pack" / "katas"


class Learner:
    """What a learner does: write answers, run pytest."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.path = pytester.path

    def start(self, *katas: str) -> None:
        """Lay out these stubs."""
        for kata in katas:
            self.write(kata, (STUBS / f"{kata}.py").read_text())

    def write(self, kata: str, source: str | bytes) -> Path:
        """Save an answer."""
        path = self.path / "katas" / f"{kata}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    def solve(self, kata: str, *changes: tuple[str, str], more: str = "") -> Path:
        """Save the reference, with changes, as an answer."""
        source = (SOLUTIONS / f"{kata}.py").read_text()
        for old, new in changes:
            assert old in source, f"{old!r} is not in the reference"
            source = source.replace(old, new)
        return self.write(kata, source + more)

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest as a command."""
        return self.pytester.runpytest_subprocess("-p", "no:randomly", *arguments)


@pytest.fixture
def learner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """A learner in an empty folder, with the tiny pack installed."""
    paths = [str(TINY), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("CI", raising=False)
    return Learner(pytester)
