"""The comparison that cannot be fooled, and how values are told."""

import collections
import contextlib
import dataclasses
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata import evidence
from pytest_interview_kata.authoring import expected, items, number, octets, refuses, text
from pytest_interview_kata.evidence import Transcript, describe, same


class Equal:
    __hash__ = None

    def __eq__(self, other):
        return True


class Int(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Text(str):
    __slots__ = ()

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class List(list):
    def __len__(self):
        return 0

    def __iter__(self):
        return iter([1, 2])

    def __eq__(self, other):
        return True


class Liar:
    """Equal to everything, with a hash of your choice."""

    def __init__(self, claimed):
        self.claimed = claimed

    def __hash__(self):
        return hash(self.claimed)

    def __eq__(self, other):
        return True


Pair = collections.namedtuple("Pair", "one other")


@dataclasses.dataclass
class Box:
    content: object


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner) | st.builds(Box, inner),
    max_leaves=8,
)


@given(values, values)
def test_agrees_with_itself_and_with_python_where_types_agree(one, other):
    assert same(one, one)
    if repr(one) == repr(other):
        assert same(one, other)
    elif same(one, other):
        assert one == other


@pytest.mark.parametrize(
    ("due", "answer"),
    [
        (1, True),
        (1, 1.0),
        (0, Int(0)),
        ("a", Text("a")),
        (1, Equal()),
        ([1, 2], List([1, 2])),
        ([1], [Equal()]),
        ([1], (1,)),
        ((1, 2), Pair(1, 2)),
        ({"a": 1}, {Liar("a"): 1}),
        ({"a": 1}, {"a": Equal()}),
        ({1}, {Liar(1)}),
        ({1}, frozenset({1})),
        (Box(1), Box(Equal())),
        (Decimal("1"), 1),
        (None, Equal()),
        ([[1, [2]]], [[1, [Equal()]]]),
    ],
)
def test_an_imposter_is_not_the_same(due, answer):
    assert not same(due, answer)
    assert not (expected(due) == answer)
    assert expected(due) != answer


def test_a_mismatch_is_remembered_as_text():
    evidence.begin()
    changing = [1]
    assert not (expected([2]) == changing)
    changing.append(3)
    assert evidence.CURRENT.mismatch == ("[2]", "[1]")


def test_alternatives():
    assert expected(1, 2) == 2
    assert not (expected(1, 2) == 3)
    assert evidence.CURRENT.mismatch == ("1 or 2", "3")
    with pytest.raises(TypeError):
        expected()


def test_parts_are_read_past_what_a_subclass_overrides():
    assert type(text(Text("a"))) is str
    assert type(number(Int(3))) is int
    assert items(List([5])) == [5]
    assert octets(b"x") == b"x"


@pytest.mark.parametrize(("read", "answer"), [(text, b""), (text, Equal()), (number, True), (octets, ""), (items, {})])
def test_what_is_of_another_type_is_a_failed_assertion(read, answer):
    with pytest.raises(AssertionError, match=r"due, not"):
        read(answer)


def test_refuses():
    with refuses(ValueError) as caught:
        raise ValueError("x")
    assert str(caught.error) == "x"
    with pytest.raises(AssertionError, match=r"^A stale token must raise ValueError; nothing was raised\.$"):
        with refuses(ValueError, what="a stale token"):
            pass
    with pytest.raises(KeyError), refuses(ValueError):
        raise KeyError


class Unspeakable:
    def __repr__(self):
        raise RuntimeError


class Loud:
    def __repr__(self):
        return "\x1b[31m\ud800\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (object(), "<object>"),
        (Unspeakable(), "<Unspeakable, whose repr raises RuntimeError>"),
        (Loud(), "\\x1b[31m\\ud800\n"),
        ("x" * 400, "'" + "x" * 299 + "... (402 characters)"),
        (1.5, "1.5"),
    ],
)
def test_any_value_can_be_told(value, told):
    assert describe(value) == told


def test_a_value_nested_too_deeply_can_be_told():
    deep: list = []
    for _ in range(sys.getrecursionlimit() * 200):
        deep = [deep]
    assert "nested too deeply" in describe(deep)


SUBMISSION = """
import asyncio

class Money:
    def __init__(self, amount):
        self.amount = amount
    def __repr__(self):
        return f"Money({self.amount})"
    def add(self, other):
        return Money(self.amount + other.amount)

def helper(x):
    return x

def calls_itself(n):
    return calls_itself(n - 1) if n else helper("end")

def counts(n):
    yield from range(n)

def fails(*things, key=1, **more):
    raise ValueError("no")

def handles():
    try:
        fails()
    except ValueError:
        return None

def hopes():
    try:
        fails()
    except KeyError:
        pass

def cleans_up():
    try:
        fails()
    finally:
        helper(1)

def yields_after_an_exception():
    try:
        fails()
    except ValueError:
        yield 1
    yield 2

async def waits(n):
    await asyncio.sleep(0)
    return n * 2
"""


@pytest.fixture
def told(tmp_path):
    """The transcript of a function that uses the submission."""
    path = tmp_path / "answer.py"
    space: dict = {}
    exec(compile(SUBMISSION, str(path), "exec"), space)

    def tell(use) -> list[str]:
        with Transcript(str(path), lambda filename: filename == __file__) as transcript:
            with contextlib.suppress(ValueError):
                use(space)
        return [f"{call.text} {call.answer}" for call in transcript.calls]

    return tell


def test_calls_are_told_with_their_answers_and_not_what_they_call(told):
    assert told(lambda answer: answer["calls_itself"](2)) == ["calls_itself(2) returned 'end'"]


def test_methods_generators_and_exceptions_are_told(told):
    assert told(lambda answer: answer["Money"](1).add(answer["Money"](2))) == [
        "Money(1) made Money(1)",
        "Money(2) made Money(2)",
        "Money.add(Money(1), Money(2)) returned Money(3)",
    ]
    assert told(lambda answer: list(answer["counts"](2))) == ["counts(2) yielded 0, 1 and ended"]
    assert told(lambda answer: next(answer["counts"](2))) == ["counts(2) yielded 0"]
    assert told(lambda answer: answer["fails"](1, key=2, x=3)) == ["fails(key=2, 1, x=3) raised ValueError: no"]
    assert told(lambda answer: answer["handles"]()) == ["handles() returned None"]
    assert told(lambda answer: answer["hopes"]()) == ["hopes() raised ValueError: no"]
    assert told(lambda answer: answer["cleans_up"]()) == ["cleans_up() raised ValueError: no"]
    assert told(lambda answer: list(answer["yields_after_an_exception"]())) == [
        "yields_after_an_exception() yielded 1, 2 and ended"
    ]
