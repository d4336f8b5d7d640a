"""Packs, katas, selection; the learner's files."""

import pytest

from pytest_interview_kata.catalogue import Kata, Pack, all_katas, select
from pytest_interview_kata.errors import KataError, nearest
from pytest_interview_kata.workspace import Workspace, find, lay_out

STUB = '''"""A title

Question: Why?
Difficulty: 2
Minutes: 25
Needs: nonsense (pip install nonsense); sh (apt install dash)

Requirements:

- one (critical)
- two
"""
'''


@pytest.fixture
def pack(tmp_path):
    root = tmp_path / "a_pack"
    for name in ("web/one", "web/two", "security/three"):
        for folder in ("katas", "solutions"):
            path = root / folder / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STUB)
    (root / "katas" / "web" / "_shared.py").touch()
    return Pack("a-pack", "a_pack", root)


def test_the_path_is_the_registry(pack):
    assert [kata.id for kata in all_katas([pack])] == ["security/three", "web/one", "web/two"]


def test_what_a_stub_tells(pack):
    kata = Kata(pack, "web", "one")
    assert (kata.title, kata.question, kata.difficulty, kata.minutes) == ("A title", "Why?", 2, 25)
    assert kata.requirements == (("one", True), ("two", False))
    assert [(need.name, need.remedy, need.satisfied) for need in kata.needs] == [
        ("nonsense", "pip install nonsense", False),
        ("sh", "apt install dash", True),
    ]
    assert kata.checks == "a_pack.checks.web.one"


@pytest.mark.parametrize("edited", ["", "def broken(:", '"""never closed', "\x00", "# only a comment"])
def test_a_stub_under_edit_in_a_clone_still_tells_something(pack, edited):
    kata = Kata(pack, "web", "one")
    kata.stub.write_text(edited)
    assert kata.title
    assert kata.requirements == ()


@pytest.mark.parametrize(
    ("selectors", "names"),
    [
        (["web"], ["web/one", "web/two"]),
        (["web/two"], ["web/two"]),
        (["*/t*"], ["security/three", "web/two"]),
        (["all"], ["security/three", "web/one", "web/two"]),
        (["web/two, security"], ["security/three", "web/two"]),
        (["web", "web/one"], ["web/one", "web/two"]),
    ],
)
def test_select(pack, selectors, names):
    assert [kata.id for kata in select(all_katas([pack]), selectors)] == names


@pytest.mark.parametrize(
    ("given", "words"), [("wed", "Did you mean web?"), ("two", "Did you mean web/two?"), ("qqq", "topics are")]
)
def test_select_names_the_nearest(pack, given, words):
    with pytest.raises(KataError, match=words.replace("?", r"\?")):
        select(all_katas([pack]), [given])


def test_nearest_is_silent_when_nothing_is_near():
    assert nearest("xyz", ["security"]) == ""


def test_the_same_kata_twice_names_both_packs(pack):
    with pytest.raises(KataError, match="'a-pack' and 'b-pack'"):
        all_katas([pack, Pack("b-pack", "b_pack", pack.root)])


def test_a_pack_without_content_is_told(tmp_path):
    with pytest.raises(KataError, match="has no folder 'katas'"):
        list(Pack("empty", "empty", tmp_path / "empty").katas())


def test_laying_out_writes_what_is_missing_and_nothing_else(pack, tmp_path):
    place = Workspace(tmp_path / "mine")
    katas = all_katas([pack])
    (tmp_path / "mine" / "web").mkdir(parents=True)
    place.path_of(katas[1]).write_text("my work")
    written, kept = lay_out(place, katas)
    assert (len(written), kept) == (2, [place.path_of(katas[1])])
    assert place.path_of(katas[1]).read_text() == "my work"
    assert place.submission(katas[0]).untouched
    assert not place.submission(katas[1]).untouched


def test_a_clone_works_in_place(pack):
    """There the learner's file is the shipped stub, so it cannot be told by comparing."""
    place = Workspace(pack.stubs)
    assert not place.submission(Kata(pack, "web", "one")).untouched


def test_what_cannot_be_read_is_a_submission_that_says_so(pack, tmp_path):
    submission = Workspace(tmp_path / "nowhere").submission(Kata(pack, "web", "one"))
    assert (submission.source, submission.unreadable) == (None, "could not be read: No such file or directory")


def test_the_workspace_is_found_from_below(tmp_path):
    deep = tmp_path / "katas" / "web"
    deep.mkdir(parents=True)
    assert find(deep, None).folder == tmp_path / "katas"
    assert find(tmp_path, "katas/web").folder == deep
