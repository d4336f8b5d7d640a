"""Paths that leave the folder they are joined to, and odd names that are legal."""

from hypothesis import strategies as st

from pytest_interview_kata.strategies.text import ordinary_text

ODD_NAMES = (
    "..hidden",
    "a..b",
    "...",
    "file..",
    "%2e%2e",
    "%2e%2e%2fsecret.txt",
    "a b",
    " a",
    "-rf",
    ".env",
    "~",
    "a\\b",
    "..\\secret.txt",
    "C:",
    "naïve",
    "\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}",
    "a\nb",
    "a?b#c",
    "*",
    "con",
    "\N{SNOWMAN}.txt",
)
PATH_ATTACKS = (
    "../secret.txt",
    "../../secret.txt",
    "/etc/passwd",
    "//etc/passwd",
    "a/../../secret.txt",
    "./../secret.txt",
    "....//secret.txt",
    "..././secret.txt",
    "..//secret.txt",
    "a/b/../../../secret.txt",
    "../",
    "..",
    "a/../..",
    "/",
    "/../secret.txt",
    "a\0b",
    "../secret.txt\0.png",
)


def file_names() -> st.SearchStrategy[str]:
    """Names of one file, ordinary and odd, all legal on a POSIX file system (no slash, no NUL, not ``.``, ``..``)."""
    return ordinary_text(min_size=1) | st.sampled_from(ODD_NAMES)


def hostile_paths(*, targets: tuple[str, ...] = ("secret.txt",)) -> st.SearchStrategy[str]:
    """Relative and absolute paths built of dots, slashes, names, and the targets that must not be reached."""
    step = st.sampled_from(("..", ".", "", "a", "...", "..\\", "%2e%2e")) | file_names() | st.sampled_from(targets)
    joined = st.builds(
        lambda lead, steps, target: lead + "/".join([*steps, target]),
        st.sampled_from(("", "/", "//", "./", "../")),
        st.lists(step, max_size=5),
        st.sampled_from(targets) | file_names(),
    )
    return st.sampled_from(PATH_ATTACKS) | joined
