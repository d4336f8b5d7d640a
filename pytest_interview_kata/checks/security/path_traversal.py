"""The hidden checks of ``security/path_traversal``: real files, links and pipes, and every opening of one."""

import contextlib
import enum
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import describe, exhibit, expected, octets, refuses, requirement, scratch
from pytest_interview_kata.strategies.openings import watching

ROOT = "srv/uploads"
# What can be told from its surroundings without quotes.
PLAIN_NAME = re.compile(r"[A-Za-z0-9./-]*[A-Za-z0-9]")


@dataclass(frozen=True)
class Link:
    """A symbolic link; ``{top}`` in its target is the folder that holds everything."""

    target: str


@dataclass(frozen=True)
class Same:
    """Another name of the same file."""

    name: str


class Odd(enum.Enum):
    """What is no regular file."""

    FOLDER = "folder"
    PIPE = "named pipe"
    SOCKET = "socket"


Entry = bytes | Link | Same | Odd


class Disk:
    """A folder with all that a check needs, laid out when it is first asked for.

    One for all examples of a check: nobody changes it, and laying it out takes longer than an example.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self._top: str | None = None

    @property
    def top(self) -> str:
        """The folder that holds everything, without a link in its path."""
        if self._top is None or not os.path.isdir(self._top):
            self._top = os.path.realpath(scratch())
            for name, entry in self.entries.items():
                lay_out(self._top, name, entry)
        return self._top

    @property
    def root(self) -> Path:
        """The folder of uploads."""
        return Path(self.top, ROOT)

    def content(self, name: str) -> bytes:
        """What is in this file beneath the root."""
        content = self.entries[f"{ROOT}/{name}"]
        assert isinstance(content, bytes)
        return content

    def show(self, *names: str) -> None:
        """Let the learner see what lies where, as far as it matters."""
        lines = []
        for name in names:
            match self.entries.get(name):
                case Link(target):
                    lines.append(f"{name} -> {target.replace('{top}', self.top)}")
                case Same(other):
                    lines.append(f"{name} (another name of {other})")
                case Odd() as odd:
                    lines.append(f"{name} ({odd.value})")
                case _:
                    lines.append(name if PLAIN_NAME.fullmatch(name) else describe(name))
        exhibit(f"in {self.top}", "\n".join(lines))


def lay_out(top: str, name: str, entry: Entry) -> None:
    """Make one file, link, folder, pipe or socket, and the folders around it."""
    path = os.path.join(top, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    match entry:
        case bytes():
            with open(path, "wb") as file:
                file.write(entry)
            # The service may read it; of writing nothing is said.
            os.chmod(path, 0o444)
        case Link(target):
            os.symlink(target.replace("{top}", top), path)
        case Same(other):
            os.link(os.path.join(top, other), path)
        case Odd.FOLDER:
            os.mkdir(path)
        case Odd.PIPE:
            os.mkfifo(path)
            # Held open for as long as the process lives, so that opening it ends for those who should not have.
            os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        case Odd.SOCKET:
            os.mknod(path, stat.S_IFSOCK | 0o600)


@dataclass(frozen=True)
class Refusal:
    """That a request was refused; compared with what is served instead."""

    def __repr__(self) -> str:
        return "FileNotFoundError"


REFUSED = Refusal()


def read(file: Any) -> object:
    """What is in the file that a submission opened, and close it."""
    assert callable(getattr(file, "read", None)), f"An open file was due, not {describe(file)}."
    with contextlib.closing(file):
        return file.read()


def served(submission: Any, root: Path, requested: str) -> bytes:
    """What the submission serves, as text if it likes: that it must be bytes is one requirement's matter."""
    content = read(submission.open_upload(root, requested))
    return str.__str__(content).encode() if issubclass(type(content), str) else octets(content)


def outcome(submission: Any, root: Path, requested: str) -> object:
    """What the submission serves, where it should refuse: the refusal, or whatever it gives instead."""
    try:
        file = submission.open_upload(root, requested)
    except FileNotFoundError:
        return REFUSED
    return read(file) if callable(getattr(file, "read", None)) else file


@contextlib.contextmanager
def refused(requested: str) -> Iterator[None]:
    """The block asks for this, and must not get it."""
    with refuses(FileNotFoundError, what=f"a request for {describe(requested, 120)}"):
        yield


@contextlib.contextmanager
def nothing_opened_outside(disk: Disk) -> Iterator[None]:
    """Fails if the block opened a file or folder outside the root, even if it refused it afterwards."""
    root = str(disk.root)
    with watching(disk.top) as openings:
        yield
    outside = [opening.path for opening in openings.all if not f"{opening.path}/".startswith(f"{root}/")]
    if outside:
        what = "folder" if os.path.isdir(outside[0]) else "file"
        raise AssertionError(
            f"The {what} {outside[0]} outside the root was opened; to refuse it afterwards is too late."
        )


# Names that a repair, a blacklist or another system reads as something else.
NAMES = (
    "a",
    "letter.txt",
    # Dots.
    "a..b",
    "offer..final.pdf",
    "..a",
    "a..",
    "a.",
    "...",
    "....",
    ".a",
    ".env",
    "..a..",
    # Blanks, at either end too, and what prints nothing.
    " ",
    " a",
    "a ",
    "a b.txt",
    "\ta",
    "a\n",
    "a\nb",
    "a\r",
    "\x01",
    "\x7f",
    "\N{NO-BREAK SPACE}a",
    "a\N{ZERO WIDTH SPACE}",
    # What shells, home folders and addresses take for theirs.
    "-",
    "-rf",
    "~",
    "~root",
    "$HOME",
    "${HOME}",
    "*",
    "[a]",
    "{0}",
    "a;b",
    "a&b",
    "a|b",
    "a'b",
    'a"b',
    "<a>",
    "#a",
    "a?b",
    "a+b",
    "%",
    "%41",
    "a%20b",
    "%2e%2e",
    "%2e%2e%2fa",
    "%252e",
    "%00",
    "&#46;",
    # What other systems reserve.
    "a\\b",
    "..\\a",
    "\\",
    "C:",
    "C:\\a",
    "a:b",
    "con",
    "a.exe",
    "a.py",
    # Letters.
    "A",
    "LETTER.TXT",
    "Größe.pdf",
    "\N{LATIN SMALL LETTER E WITH ACUTE}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{ANGSTROM SIGN}",
    "\N{LATIN SMALL LIGATURE FI}",
    "\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}",
    "\N{TWO DOT LEADER}",
    "\N{CYRILLIC SMALL LETTER A}",
    "日本語",
    "\N{GRINNING FACE}",
    "x" * 255,
    "é" * 127,
)
FOLDERS = (
    "box/a",
    "box/inner/a",
    "/".join(["box", *"bcdefghijklmnopqrstuvwxyz", "a"]),
    "box/.a/.b",
    "box/..a/..b",
    "box/a../b..",
    "box/.../a",
    "box/..../a",
    "box/ / a",
    "box/a /b ",
    "box/-rf/a",
    "box/~/a",
    "box/$HOME/a",
    "box/%2e%2e/a",
    "box/a%2fb/c",
    "box/..\\/a",
    "box/C:/a",
    "box/A/B",
    "box/\N{ANGSTROM SIGN}/\N{LATIN SMALL LIGATURE FI}",
    "box/\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}/a",
    "box/a\n/b\n",
    "box/uploads/a",
    "uploads/a",
    "srv/uploads/a",
)
# Like no text: a byte that no encoding has, line ends, the end of a file on other systems.
CRATES = Disk(
    {
        **{f"{ROOT}/{name}": name.encode() + b"\r\n\xff\x00\x1a\n" for name in (*NAMES, *FOLDERS)},
        f"{ROOT}/a": b"12 crates\r\n",
        f"{ROOT}/letter.txt": b"",
        f"{ROOT}/box/a": bytes(range(256)) * 500,
    }
)


@requirement(
    "Every regular file beneath the root is served byte for byte, whatever its name and however deep it lies.",
    hints=(
        "Try a file called `a..b`, one that begins with a blank, one called `%2e%2e`, and one whose name is `~`.",
        "Only `/` and parts that are exactly `.` or `..` have a meaning. Whoever changes a name finds another file.",
        'Join the text as it is, `root / requested`, and judge the path that results. Open with `"rb"`.',
    ),
)
@given(name=st.sampled_from((*NAMES, *FOLDERS)))
def serves_files_under_any_name(submission: Any, name: str) -> None:
    CRATES.show(f"{ROOT}/{name}")
    assert expected(CRATES.content(name)) == octets(read(submission.open_upload(CRATES.root, name)))


# All of them end in the folder that the root is in.
CLIMBS = (
    "../",
    "docs/../../",
    "docs/2024/../../../",
    "./../",
    "..//",
    ".././",
    "../uploads/../",
    "docs/../../uploads/../",
)
# These are names of folders that are not there, until somebody repairs or decodes them.
MISREAD = (
    "....//",
    "..././",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%2f",
    "..\\",
    " ../",
    "\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}/",
)
SECRETS = ("settings.py", "uploads-private/plan.pdf", "uploads.bak", "private/plan.pdf")
OTHER_ENDS = (
    "..",
    "../",
    "../..",
    "docs/../..",
    "../private",
    "../uploads-private",
    "../../notes.txt",
    "../../srv/settings.py",
    "{top}/srv/settings.py",
    "{top}/srv/uploads-private/plan.pdf",
    "/{top}/srv/settings.py",
    "{top}/srv/uploads/../settings.py",
)
NEIGHBOURS = Disk(
    {
        f"{ROOT}/a": b"12 crates",
        f"{ROOT}/docs/2024/letter.txt": b"Dear customer",
        # For those who repair a path until it leads to a file.
        f"{ROOT}/settings.py": b"colour = 'red'",
        f"{ROOT}/private/plan.pdf": b"a customer's plan",
        "srv/settings.py": b"PASSWORD = 'tulip'",
        "srv/uploads.bak": b"last year's uploads",
        "srv/uploads-private/plan.pdf": b"a plan of another customer",
        "srv/private/plan.pdf": b"the plan of next year",
        "notes.txt": b"call the bank",
    }
)


@requirement(
    "What ends outside the root is refused, by whatever way it climbs there, and nothing outside is opened.",
    weight=4,
    critical=True,
    hints=(
        "Where does `docs/../../settings.py` end? And `../uploads-private/plan.pdf`: does it begin with the root?",
        "Do not search the text for bad pieces. Find out where the path ends, and ask whether that is beneath the "
        "root, part by part and before you open it.",
        "`Path.resolve` (or `os.path.realpath`) finds the end; then `is_relative_to` (or `os.path.commonpath`) "
        "compares parts. On a path that is not resolved `is_relative_to` sees only text.",
    ),
)
@given(
    request=st.sampled_from((*(f"{lead}{secret}" for lead in (*CLIMBS, *MISREAD) for secret in SECRETS), *OTHER_ENDS))
)
def stays_beneath_the_root(submission: Any, request: str) -> None:
    requested = request.replace("{top}", NEIGHBOURS.top)
    NEIGHBOURS.show(*NEIGHBOURS.entries)
    with nothing_opened_outside(NEIGHBOURS):
        assert expected(REFUSED) == outcome(submission, NEIGHBOURS.root, requested)
    assert expected(b"12 crates") == served(submission, NEIGHBOURS.root, "a")


@dataclass(frozen=True)
class Route:
    """A request that leads over links; their names are unlike all others, so that they can share a folder."""

    requested: str
    links: Mapping[str, Entry]
    # What may be served; refusing is right where nothing is named, or `..` is read by the text.
    ends: str = ""

    def __repr__(self) -> str:
        return self.requested


def in_a_row(name: str, end: str) -> dict[str, Entry]:
    """Ten links, each to the next one."""
    names = [f"{name}{number}" for number in range(1, 11)]
    return {one: Link(other) for one, other in zip(names, [*names[1:], end], strict=True)}


BOX: Mapping[str, Entry] = {"box": Link("../private")}
UP: Mapping[str, Entry] = {"up": Link("..")}
OUTSIDE = (
    Route("latest", {"latest": Link("../private/plan.pdf")}),
    Route("box/plan.pdf", BOX),
    Route("newest", {"newest": Link("{top}/srv/private/plan.pdf")}),
    Route("crate/plan.pdf", {"crate": Link("{top}/srv/private")}),
    Route("docs/out", {"docs/out": Link("../../private/plan.pdf")}),
    Route("docs/far/plan.pdf", {"docs/far": Link("../../private")}),
    Route("box/deep/plan.pdf", BOX),
    Route("up/settings.py", UP),
    Route("up/private/plan.pdf", UP),
    Route("two/notes.txt", {"two": Link("../..")}),
    Route("disk{top}/notes.txt", {"disk": Link("/")}),
    Route("second", {"first": Link("../private/plan.pdf"), "second": Link("first")}),
    Route("out1", in_a_row("out", "../private/plan.pdf")),
    Route("away1/plan.pdf", in_a_row("away", "../private")),
    Route("docs/2024/way/plan.pdf", {**BOX, "docs/2024/way": Link("../../box")}),
    Route("winding", {"winding": Link("docs/../../private/plan.pdf")}),
    Route("box", BOX),
    Route("up", UP),
    Route("deep/../plan.pdf", {"deep": Link("../private/deep")}, ends="plan.pdf"),
    Route("docs/inner/../plan.pdf", {"docs/inner": Link("../../private/deep")}),
    Route("deepest/../../settings.py", {"deepest": Link("../private/deep")}),
    Route("own/../settings.py", {"own": Link(".")}),
)
SHELF: Mapping[str, Entry] = {"shelf": Link("docs")}
INSIDE = (
    Route("now", {"now": Link("docs/letter.txt")}, ends="docs/letter.txt"),
    Route("shelf/letter.txt", SHELF, ends="docs/letter.txt"),
    Route("here", {"here": Link("{top}/srv/uploads/docs/letter.txt")}, ends="docs/letter.txt"),
    Route("rack/letter.txt", {"rack": Link("{top}/srv/uploads/docs")}, ends="docs/letter.txt"),
    Route("docs/back", {"docs/back": Link("../plan.pdf")}, ends="plan.pdf"),
    Route("docs/self/letter.txt", {"docs/self": Link(".")}, ends="docs/letter.txt"),
    Route("year/offer.pdf", {"year": Link("docs/2024")}, ends="docs/2024/offer.pdf"),
    Route("shelf/2024/offer.pdf", SHELF, ends="docs/2024/offer.pdf"),
    Route("docs/2024/start/plan.pdf", {"docs/2024/start": Link("../..")}, ends="plan.pdf"),
    Route("once", {"once": Link("twice"), "twice": Link("docs/letter.txt")}, ends="docs/letter.txt"),
    Route("in1", in_a_row("in", "docs/letter.txt"), ends="docs/letter.txt"),
    Route("row1/letter.txt", in_a_row("row", "docs"), ends="docs/letter.txt"),
    Route("shelf/mail", {**SHELF, "docs/mail": Link("letter.txt")}, ends="docs/letter.txt"),
    Route("bend", {"bend": Link("docs/2024/../letter.txt")}, ends="docs/letter.txt"),
    Route("copy.txt", {"copy.txt": Same("srv/uploads/list.txt")}, ends="list.txt"),
)
# Every one of the first with four of the second.
ROUTES = tuple(
    (outside, INSIDE[(number + 4 * turn) % len(INSIDE)]) for turn in range(4) for number, outside in enumerate(OUTSIDE)
)
LINKED = Disk(
    {
        f"{ROOT}/docs/letter.txt": b"Dear customer",
        f"{ROOT}/docs/2024/offer.pdf": b"12 crates",
        f"{ROOT}/plan.pdf": b"a customer's plan",
        f"{ROOT}/list.txt": b"12 crates, 3 barrels",
        "srv/settings.py": b"PASSWORD = 'tulip'",
        "srv/private/plan.pdf": b"the plan of next year",
        "srv/private/deep/plan.pdf": b"the plan of the year after",
        "notes.txt": b"call the bank",
        **{f"{ROOT}/{name}": entry for route in (*OUTSIDE, *INSIDE) for name, entry in route.links.items()},
    }
)


@requirement(
    "A link counts by where it ends: beneath the root it is served, and outside it is refused and not opened, be it "
    "the last part of the path or one on the way.",
    weight=3,
    critical=True,
    hints=(
        "Make a link in the folder of uploads that leads out of it, and one that does not. What do you serve?",
        "`normpath`, `abspath` and `safe_join` look at the text, never at the disk. A link can be any part of a path.",
        "`Path.resolve` and `os.path.realpath` follow every link. Open the path that they gave you, not the one that "
        "you were asked for.",
    ),
)
@given(routes=st.sampled_from(ROUTES))
def judges_links_by_where_they_end(submission: Any, routes: tuple[Route, Route]) -> None:
    outside, inside = routes
    LINKED.show(*(f"{ROOT}/{name}" for name in {**outside.links, **inside.links}))
    requested = outside.requested.replace("{top}", LINKED.top)
    due = [REFUSED, LINKED.content(outside.ends)] if outside.ends else [REFUSED]
    with nothing_opened_outside(LINKED):
        assert expected(*due) == outcome(submission, LINKED.root, requested)
    assert expected(LINKED.content(inside.ends)) == served(submission, LINKED.root, inside.requested)


ABSOLUTE = (
    "/a",
    "{top}/srv/uploads/a",
    "//a",
    "///a",
    "/docs/letter.txt",
    "//docs/letter.txt",
    "{top}/srv/uploads/docs/letter.txt",
    "/{top}/srv/uploads/a",
    "{top}/srv/alias/a",
    "{top}/srv/uploads/docs/../a",
    "/./a",
    "/../a",
    "/",
    "{top}/srv/uploads",
)
PLAIN = Disk(
    {
        f"{ROOT}/a": b"12 crates",
        f"{ROOT}/docs/letter.txt": b"Dear customer",
        "srv/alias": Link("uploads"),
    }
)


@requirement(
    "Nothing that begins with `/` is served, not even where it leads to a file beneath the root.",
    hints=(
        "What is `Path('/srv/uploads') / '/srv/uploads/a'`?",
        "Joined to an absolute path the root vanishes, and the result may still lie beneath it. Cutting the slash off "
        "serves what was not asked for.",
        "`requested.startswith('/')`, before anything else.",
    ),
)
@given(request=st.sampled_from(ABSOLUTE))
def refuses_absolute_paths(submission: Any, request: str) -> None:
    requested = request.replace("{top}", PLAIN.top)
    PLAIN.show(*PLAIN.entries)
    assert expected(REFUSED) == outcome(submission, PLAIN.root, requested)
    assert expected(b"12 crates") == served(submission, PLAIN.root, "a")


IRREGULAR = (
    "docs",
    "",
    "pipe",
    "socket",
    "docs/",
    "docs/2024",
    "empty",
    "scans.pdf",
    "shelf",
    ".",
    "./",
    "docs/..",
    "self",
    "docs/pipe",
    "docs/socket",
    "to-pipe",
    "to-socket",
)
MIXED = Disk(
    {
        f"{ROOT}/a": b"12 crates",
        f"{ROOT}/docs/2024/offer.pdf": b"12 crates",
        f"{ROOT}/empty": Odd.FOLDER,
        f"{ROOT}/scans.pdf": Odd.FOLDER,
        f"{ROOT}/shelf": Link("docs"),
        f"{ROOT}/self": Link("."),
        f"{ROOT}/pipe": Odd.PIPE,
        f"{ROOT}/docs/pipe": Odd.PIPE,
        f"{ROOT}/to-pipe": Link("pipe"),
        f"{ROOT}/socket": Odd.SOCKET,
        f"{ROOT}/docs/socket": Odd.SOCKET,
        f"{ROOT}/to-socket": Link("docs/socket"),
    }
)


@requirement(
    "What is no regular file is refused at once: a folder, the root itself, a socket, a named pipe.",
    weight=2,
    hints=(
        "What happens when somebody asks for a folder? Or for a named pipe (`mkfifo`)?",
        "That something exists does not make it a file. Opening a pipe waits until somebody writes into it.",
        "`Path.is_file` follows links and asks the system without opening anything.",
    ),
)
@given(requested=st.sampled_from(IRREGULAR))
def opens_regular_files_only(submission: Any, requested: str) -> None:
    MIXED.show(*MIXED.entries)
    with watching(MIXED.top) as openings, refused(requested):
        submission.open_upload(MIXED.root, requested)
    for opening in openings.all:
        is_pipe = stat.S_ISFIFO(os.stat(opening.path).st_mode)
        assert not is_pipe or opening.flags & os.O_NONBLOCK, (
            f"The named pipe {opening.path} was opened before it was refused; that waits until somebody writes into it."
        )
    assert expected(b"12 crates") == served(submission, MIXED.root, "a")


IMPOSSIBLE = (
    "nothing.txt",
    "nothing/a",
    "docs/nothing.txt",
    "docs/nothing/a",
    "\0",
    "a\0",
    "\0a",
    "docs/\0/a",
    "a\0.pdf",
    "x" * 256,
    "docs/" + "x" * 256,
    "x" * 256 + "/a",
    "é" * 128,
    "x" * 10_000,
    "/".join(["x"] * 5_000),
    "a/b",
    "a/b/c",
    "docs/letter.txt/a",
    "now/a",
    "dead",
    "dead/a",
    "docs/dead",
    "gone",
    "loop",
    "loop/a",
    "docs/loop",
    "ping",
    "ping/a",
)
BROKEN = Disk(
    {
        f"{ROOT}/a": b"12 crates",
        f"{ROOT}/docs/letter.txt": b"Dear customer",
        f"{ROOT}/now": Link("docs/letter.txt"),
        f"{ROOT}/dead": Link("nothing.txt"),
        f"{ROOT}/docs/dead": Link("nothing/at/all"),
        f"{ROOT}/gone": Link("{top}/srv/uploads/nothing.txt"),
        f"{ROOT}/loop": Link("loop"),
        f"{ROOT}/docs/loop": Link("../docs/loop"),
        f"{ROOT}/ping": Link("pong"),
        f"{ROOT}/pong": Link("ping"),
    }
)


@requirement(
    "A path that leads nowhere, or that cannot be one, raises FileNotFoundError and nothing else.",
    weight=2,
    hints=(
        "Ask for a name with a NUL in it, one of 300 letters, a link to itself, and something beneath a file.",
        "The system has an error of its own for each of them, and some are no OSError at all.",
        "A NUL is a ValueError. A long name, a file on the way, a link in a circle are OSErrors, the last one a "
        "RuntimeError of `Path.resolve` before Python 3.13. Catch them where you look at the path.",
    ),
)
@given(requested=st.sampled_from(IMPOSSIBLE))
def answers_impossible_paths(submission: Any, requested: str) -> None:
    BROKEN.show(*BROKEN.entries)
    with refused(requested):
        submission.open_upload(BROKEN.root, requested)
    assert expected(b"12 crates") == served(submission, BROKEN.root, "a")


# The current folder, and the root as it is passed.
ROOTS = (
    ("srv", "uploads"),
    ("srv", "{top}/srv/uploads"),
    ("", "srv/uploads"),
    ("srv/uploads", "."),
    ("srv/uploads/docs", ".."),
    ("srv/private", "../uploads"),
    ("srv", "{top}/srv/alias"),
    ("srv", "alias"),
    ("srv", "{top}/srv/other"),
    ("", "srv/second"),
    ("", "mount/uploads"),
    ("srv", "{top}/mount/uploads"),
    ("srv", "{top}/mount/alias"),
    ("srv", "{top}/srv/private/../uploads"),
    ("srv", "{top}/srv/alias/docs/.."),
)
ALIASED = Disk(
    {
        f"{ROOT}/plan.pdf": b"a customer's plan",
        f"{ROOT}/letter.txt": b"Dear customer",
        f"{ROOT}/docs": Odd.FOLDER,
        "srv/private": Odd.FOLDER,
        "srv/alias": Link("uploads"),
        "srv/other": Link("{top}/srv/uploads"),
        "srv/second": Link("alias"),
        "mount": Link("srv"),
    }
)
ELSEWHERE = Disk(
    {name: b"elsewhere: " + entry if isinstance(entry, bytes) else entry for name, entry in ALIASED.entries.items()}
)


@requirement(
    "The root may be relative to the current folder, a link, or behind one: what lies beneath it is served.",
    hints=(
        "Pass a root like `Path('uploads')`, and one that is a link to the folder.",
        "If you follow the links of the whole path, and not those of the root, the one does not begin with the other.",
        "Resolve both: `root.resolve()` first, then the path that you joined to it.",
    ),
)
@given(place=st.sampled_from(ROOTS), name=st.sampled_from(("plan.pdf", "letter.txt")))
def accepts_any_spelling_of_the_root(submission: Any, place: tuple[str, str], name: str) -> None:
    folder, spelling = place
    root = Path(spelling.replace("{top}", ALIASED.top))
    ALIASED.show(*ALIASED.entries)
    exhibit("the current folder", os.path.join(ALIASED.top, folder))
    with contextlib.chdir(os.path.join(ALIASED.top, folder)):
        assert expected(ALIASED.content(name)) == served(submission, root, name)
        with refused("nothing.txt"):
            submission.open_upload(root, "nothing.txt")
    if not root.is_absolute():
        # The same spelling means another folder when the service runs elsewhere.
        with contextlib.chdir(os.path.join(ELSEWHERE.top, folder)):
            assert expected(ELSEWHERE.content(name)) == served(submission, root, name)
