"""Packs, topics and katas: what can be selected. The path is the registry; nothing is listed anywhere."""

import fnmatch
import importlib.metadata
import importlib.util
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pytest_interview_kata.errors import KataError, nearest

ENTRY_POINTS = "pytest_interview_kata.packs"


@dataclass(frozen=True)
class Pack:
    """A distribution that brings katas.

    Attributes:
        name: the entry point's name.
        package: the dotted package that holds ``checks/``.
        root: the package's folder.
    """

    name: str
    package: str
    root: Path

    @cached_property
    def stubs(self) -> Path:
        """The folder of stubs, ``<topic>/<name>.py``."""
        return self._content("katas")

    @cached_property
    def solutions(self) -> Path:
        """The folder of reference solutions, laid out like the stubs."""
        return self._content("solutions")

    def katas(self) -> "Iterator[Kata]":
        """All katas of this pack, by topic and name."""
        for path in sorted(self.stubs.glob("*/*.py")):
            if not path.name.startswith("_"):
                yield Kata(self, path.parent.name, path.stem)

    def _content(self, folder: str) -> Path:
        # Inside the package in a wheel; beside it in a checkout, which an editable install points at.
        inside, beside = self.root / folder, self.root.parent / folder
        for candidate in (inside, beside):
            if candidate.is_dir():
                return candidate
        raise KataError(
            f"The pack {self.name!r} ({self.package}) has no folder {folder!r}: looked for {inside} and {beside}. "
            "Reinstall it, or tell its author."
        )


@dataclass(frozen=True)
class Need:
    """Something outside the plain install: an importable module or a command, and how to get it."""

    name: str
    remedy: str

    @property
    def satisfied(self) -> bool:
        """True when this machine has it; nothing is imported to find out."""
        return importlib.util.find_spec(self.name) is not None or shutil.which(self.name) is not None


@dataclass(frozen=True)
class Kata:
    """One exercise. What people read of it comes from the shipped stub's docstring, which is its only home."""

    pack: Pack
    topic: str
    name: str

    @property
    def id(self) -> str:
        """``topic/name``."""
        return f"{self.topic}/{self.name}"

    @property
    def stub(self) -> Path:
        """The file as shipped."""
        return self.pack.stubs / self.topic / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The reference solution."""
        return self.pack.solutions / self.topic / f"{self.name}.py"

    @property
    def checks(self) -> str:
        """The dotted name of the hidden check module."""
        return f"{self.pack.package}.checks.{self.topic}.{self.name}"

    @cached_property
    def title(self) -> str:
        """The stub's first line."""
        return self._docstring.strip().partition("\n")[0].strip() or self.name

    @cached_property
    def question(self) -> str:
        """The interview question."""
        return self._field("Question")

    @cached_property
    def difficulty(self) -> int:
        """1 to 3."""
        return int(self._field("Difficulty") or 0)

    @cached_property
    def minutes(self) -> int:
        """How long it should take."""
        return int(self._field("Minutes") or 0)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What the plain install may lack: ``Needs: chromium (apt install chromium); lxml (pip install lxml)``."""
        found = re.findall(r"([\w.-]+)\s*\(([^)]*)\)", self._field("Needs"))
        return tuple(Need(name, remedy) for name, remedy in found)

    @cached_property
    def requirements(self) -> tuple[tuple[str, bool], ...]:
        """The names that the stub lists, in order, each with whether it is called critical."""
        listed = self._docstring.partition("\nRequirements:")[2]
        return tuple(
            (match["name"], bool(match["critical"]))
            for match in re.finditer(r"^- (?P<name>\w+)(?P<critical> \(critical\))?$", listed, re.MULTILINE)
        )

    def _field(self, name: str) -> str:
        match = re.search(rf"^{name}: *(.*)$", self._docstring, re.MULTILINE)
        return match[1].strip() if match else ""

    @cached_property
    def _docstring(self) -> str:
        # As text, not as syntax: in a clone the shipped stub is the learner's file, at any stage of editing.
        source = self.stub.read_text(encoding="utf-8", errors="replace")
        match = re.match(r'\s*(?:"""|\'\'\')(.*?)(?:"""|\'\'\')', source, re.DOTALL)
        return match[1] if match else ""


def installed_packs() -> tuple[Pack, ...]:
    """Find the packs through their entry points, without importing them.

    Raises:
        KataError: an entry point names a package that is not there.
    """
    packs = {}
    for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
        spec = importlib.util.find_spec(entry.value)
        if spec is None or not spec.submodule_search_locations:
            raise KataError(f"The pack {entry.name!r} names a package {entry.value!r} that is not there: reinstall it.")
        packs[entry.value] = Pack(entry.name, entry.value, Path(next(iter(spec.submodule_search_locations))))
    return tuple(packs[package] for package in sorted(packs))


def all_katas(packs: Iterable[Pack] | None = None) -> tuple[Kata, ...]:
    """Every kata of these packs (of the installed ones by default), by topic and name.

    Raises:
        KataError: two packs bring the same kata.
    """
    found: dict[str, Kata] = {}
    for pack in installed_packs() if packs is None else packs:
        for kata in pack.katas():
            if kata.id in found:
                raise KataError(
                    f"The kata {kata.id} is in two packs, {found[kata.id].pack.name!r} and {pack.name!r}: "
                    "uninstall one of them."
                )
            found[kata.id] = kata
    return tuple(found[key] for key in sorted(found))


def select(katas: Sequence[Kata], selectors: Iterable[str]) -> tuple[Kata, ...]:
    """The katas that the selectors name, in catalogue order.

    Args:
        katas: the catalogue.
        selectors: each a topic, a ``topic/name``, a glob over the latter, ``all``, or several by comma.

    Raises:
        KataError: a selector names nothing; the message tells the nearest names.
    """
    names = [part.strip() for selector in selectors for part in selector.split(",")]
    if not any(names):
        raise KataError(f"No kata was named: expected a topic ({', '.join(_topics(katas))}), a kata or 'all'.")
    chosen: set[str] = set()
    for name in filter(None, names):
        chosen.update(kata.id for kata in _named(katas, name))
    return tuple(kata for kata in katas if kata.id in chosen)


def _named(katas: Sequence[Kata], name: str) -> list[Kata]:
    if name == "all":
        return list(katas)
    wanted = name.removesuffix(".py").strip("/")
    matches = [kata for kata in katas if kata.topic == wanted or fnmatch.fnmatchcase(kata.id, wanted)]
    if not matches:
        known = [*_topics(katas), *(kata.id for kata in katas)]
        hint = nearest(name, known) or f" The topics are {', '.join(_topics(katas))}; 'kata list' shows every kata."
        raise KataError(f"No topic or kata is called {name!r}.{hint}")
    return matches


def _topics(katas: Iterable[Kata]) -> list[str]:
    return sorted({kata.topic for kata in katas})
