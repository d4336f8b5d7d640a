"""What a lazy pipeline must do: the same as lists do, item by item, and nothing before it is asked for."""

import functools
import itertools
import operator
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import corpus, describe, exhibit, expected, refuses, requirement
from pytest_interview_kata.strategies.sequences import short_sequences
from pytest_interview_kata.strategies.showing import shown_on_failure

END: Any = object()


@dataclass(frozen=True)
class Stage:
    """One step of a pipe.

    Attributes:
        text: the expression that the learner reads, without `each` or `only` around it.
        maker: "each", "only" or "batches", or nothing for a step as it is.
        what: the function, predicate, size or step that `text` says.
    """

    text: str
    maker: str
    what: Any

    def __repr__(self) -> str:
        return f"{self.maker}({self.text})" if self.maker else self.text

    def made(self, makers: Any, around: Callable[[Any], Any] = lambda what: what) -> Any:
        """The step, from the functions of `makers`; `around` wraps what people pass in."""
        if self.maker == "batches":
            return makers.batches(self.what)
        return getattr(makers, self.maker)(around(self.what)) if self.maker else around(self.what)


class GetItemOnly:
    """Python iterates over it by its numbers: the old way, and still valid."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._parts = list(parts)

    def __getitem__(self, index: int) -> Any:
        return self._parts[index]


class IterOnly:
    """Can be iterated over, and is false for `if`."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._parts = list(parts)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._parts)

    def __bool__(self) -> bool:
        return False


class CallOnly:
    """Can be called, and is false for `if`."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __call__(self, argument: Any) -> Any:
        return self._function(argument)

    def method(self, argument: Any) -> Any:
        return self._function(argument)

    def __bool__(self) -> bool:
        return False


def twice(stream: Iterator[Any]) -> Iterator[Any]:
    """A step out of which comes more than goes in."""
    for item in stream:
        yield item
        yield item


NAMES: dict[str, Any] = {
    "islice": itertools.islice,
    "operator": operator,
    "partial": functools.partial,
    "twice": twice,
    "GetItemOnly": GetItemOnly,
    "IterOnly": IterOnly,
    "CallOnly": CallOnly,
}


def stage(text: str) -> Stage:
    """Read a step from what people would write: what runs and what is shown are one text."""
    maker, _, inner = text.partition("(")
    if maker in {"each", "only", "batches"}:
        inner = inner.removesuffix(")")
    else:
        maker, inner = "", text
    what = eval(inner, NAMES)
    if inner.startswith("lambda"):
        # For the report, which shows it as `<function lambda item: [item]>`.
        what.__qualname__ = inner
    return Stage(inner, maker, what)


def written(source: str, stages: Sequence[object]) -> str:
    """The pipe as people would write it."""
    return f"pipe({', '.join([source, *map(repr, stages)])})"


def list_of(source: Iterable[Any], stages: Sequence[Stage]) -> list[Any]:
    """What comes out, computed list by list."""
    found = list(source)
    for one in stages:
        if one.maker == "each":
            found = [one.what(item) for item in found]
        elif one.maker == "only":
            found = [item for item in found if one.what(item)]
        elif one.maker == "batches":
            found = [found[start : start + one.what] for start in range(0, len(found), one.what)]
        else:
            found = list(one.what(iter(found)))
    return found


def taken(pipe: Any, due: Sequence[object]) -> list[Any]:
    """What a pipe gives, up to a few items more than are due: it might never end."""
    return list(itertools.islice(pipe, len(due) + 3))


def noted(item: Any) -> Any:
    """An item as it is now. What kind of list a batch is, and whose, is asked of `batches` alone."""
    return [noted(part) for part in item] if isinstance(item, (list, tuple)) else item


class Shy:
    """An item that must not be looked into."""

    __hash__ = None  # type: ignore[assignment]  # nor is it a key

    def __repr__(self) -> str:
        return "Shy()"

    def __eq__(self, other: object) -> bool:
        raise AssertionError("An item was compared by == or !=. Items are handed on as they are.")

    def __bool__(self) -> bool:
        raise AssertionError("An item was tested for truth. Items are handed on as they are.")


SHY = Shy()
ITEMS = (1, 0, None, "a", "", (), SHY)
# All of these cope with every item, and with what the others give.
STAGES = tuple(
    stage(text)
    for text in (
        "each(lambda item: [item])",
        "only(lambda item: item is not None)",
        "each(lambda item: None)",
        "only(lambda item: 'yes')",
        "only(lambda item: [0] if isinstance(item, int) else [])",
        "only(lambda item: None)",
        "each(lambda item: (item, 1))",
        "each(lambda item: type(item).__name__)",
        "enumerate",
        "lambda items: islice(items, 2)",
        "lambda items: list(items)[::-1]",
        "twice",
    )
)


@requirement(
    "What comes out of a pipe is what a plain computation with lists would give. Items are handed on as they are: "
    "never compared, never tested for truth.",
    weight=2,
    hints=(
        "Try your pipe on a list that holds None, 0 and an empty text. And with two different functions in one pipe.",
        "What comes out of a step goes into the next one. Whether there is an item at all is not for the item to say.",
        "A `for` loop with `yield` in it takes every item and ends at the right moment, without any sentinel.",
    ),
)
@corpus({"source": (1, None, SHY, 0), "stages": (one,)} for one in STAGES)
@corpus(
    {"source": source, "stages": tuple(STAGES[number] for number in numbers)}
    for source in ((), (1, 2, 0), (None, SHY), ("a", None, "", SHY))
    for numbers in ((), (0, 6, 7), (2, 1), (3, 6, 3), (8, 0, 10))
)
@given(source=short_sequences(ITEMS, max_size=4), stages=short_sequences(STAGES, max_size=3))
def computes_what_lists_would(submission: Any, source: Sequence[Any], stages: Sequence[Stage]) -> None:
    items = [*source]
    exhibit("asked for", f"list({written(repr(items), stages)})")
    due = list_of(items, stages)
    assert expected(due) == taken(submission.pipe(items, *[one.made(submission) for one in stages]), due)


class Plain:
    """The same by hand, item by item: the model for what is pulled. It leaves out a batch that is not full."""

    @staticmethod
    def each(function: Any) -> Any:
        return lambda stream: (function(item) for item in stream)

    @staticmethod
    def only(predicate: Any) -> Any:
        return lambda stream: (item for item in stream if predicate(item))

    @staticmethod
    def batches(size: int) -> Any:
        def step(stream: Iterator[Any]) -> Iterator[list[Any]]:
            while len(batch := list(itertools.islice(stream, size))) == size:
                yield batch

        return step

    @staticmethod
    def pipe(source: Iterable[Any], *steps: Any) -> Iterator[Any]:
        stream = iter(source)
        for step in steps:
            stream = iter(step(stream))
        yield from stream


class Run:
    """A pipe over a feed of the numbers 1 to 12, with notes of what was pulled and called."""

    def __init__(self, makers: Any, stages: Sequence[Stage]) -> None:
        self._pulled: list[object] = []
        self._calls: dict[str, list[object]] = {}
        self._begun: list[object] = []
        steps = []
        for place, one in enumerate(stages, start=1):
            kept = self._begun
            if one.maker in {"each", "only"}:
                kept = self._calls[f"calls of step {place}, {one!r}"] = []
            steps.append(one.made(makers, functools.partial(watched, one.text, kept)))
        self.pipe = makers.pipe(feed(self._pulled), *steps)

    def notes(self) -> dict[str, Any]:
        """What happened so far."""
        return {"items pulled": len(self._pulled)} | {name: list(calls) for name, calls in self._calls.items()}

    @property
    def has_begun(self) -> bool:
        """True when a step that is not of the makers' was called."""
        return bool(self._begun)


def feed(pulled: list[object]) -> Iterator[int]:
    """A source that keeps what is pulled from it."""
    for number in range(1, 13):
        pulled.append(number)
        yield number


def watched(text: str, kept: list[object], function: Any) -> Any:
    """A function that does the same, and keeps what it is called with. It leads to no pipe: circles live long."""

    def call(argument: Any) -> Any:
        kept.append(noted(argument))
        return function(argument)

    call.__qualname__ = text
    return call


LAZY = tuple(
    stage(text)
    for text in (
        "each(lambda item: [item])",
        "only(lambda item: item not in [1, 2, 5])",
        "batches(2)",
        "batches(3)",
        "batches(1)",
        "only(lambda item: True)",
        "enumerate",
        "lambda items: items",
        "lambda items: islice(items, 2)",
        "twice",
    )
)
EACH, SOME, PAIRS, TRIPLES, SINGLES, ALL, ENUMERATE, SAME, TWO, TWICE = LAZY
BACKWARDS = stage("lambda items: list(items)[::-1]")


@requirement(
    "Before the first item is asked for, nothing is pulled and no step is called. Then each item pulls just as much as "
    "it needs, and functions and predicates are called once for each item that comes to them.",
    weight=3,
    critical=True,
    hints=(
        "Give your pipe `itertools.count()` for a source. Does the first item ever come? And what does the source give "
        "you afterwards?",
        "A list wants all items at once, and so does a look at the item after this one. Let the asking pull: whoever "
        "wants an item asks the step before for one.",
        "The body of a function with `yield` in it begins at the first `next`. `itertools.islice(items, size)` takes "
        "`size` items and does not look for another one.",
    ),
)
@corpus(
    {"stages": stages, "asked": asked}
    for asked in (1, 3)
    for stages in (
        *((one,) for one in LAZY),
        *((), (SAME, EACH), (SOME, SAME), (PAIRS, PAIRS), (PAIRS, EACH), (EACH, TRIPLES, ALL), (SOME, PAIRS, SAME)),
        *((TWICE, TRIPLES), (ENUMERATE, TWO, EACH), (BACKWARDS,), (BACKWARDS, PAIRS), (EACH, SAME, BACKWARDS)),
    )
)
@given(stages=short_sequences(LAZY, max_size=3), asked=st.integers(1, 4))
def pulls_only_what_is_asked(submission: Any, stages: Sequence[Stage], asked: int) -> None:
    plain, run = Run(Plain, stages), Run(submission, stages)
    code = f"p = {written('feed', stages)}"
    assert not run.has_begun, "A step was called before the first item was asked for."
    for number in range(asked + 1):
        with shown_on_failure("the code, with a feed of 1 to 12", code + "\nnext(p)" * number):
            assert expected(plain.notes()) == run.notes()
            if number == asked or next(plain.pipe, END) is END:
                break
            assert next(run.pipe, END) is not END, f"The pipe ended before its item {number + 1} had come."


@requirement(
    "Batches are new lists of the size that was asked for, in order. The last one holds what is left over, and none is "
    "empty. A size below 1 is refused by `batches` itself.",
    weight=2,
    hints=(
        "What comes of the last three of 503 items, and what of no items at all? When does batches(0) complain?",
        "Fill one new list after the other until nothing comes any more. And what stands in a function with `yield` "
        "is not looked at before the first item is asked for.",
        "`list(itertools.islice(items, size))` is the next batch; an empty one means the end. Check the size outside "
        "of the inner function that is the step.",
    ),
)
@corpus(
    {"source": ("a", None, SHY, 0, "b", None, ())[:length], "size": size, "refused": -length}
    for length in range(8)
    for size in (1, 2, 3, 4, 9)
)
@given(
    source=short_sequences(ITEMS[2:], max_size=5),
    size=st.integers(1, 5),
    refused=st.sampled_from([0, -1, -2, -500]),
)
def cuts_batches_and_keeps_the_rest(submission: Any, source: Sequence[Any], size: int, refused: int) -> None:
    due = list_of(source, [Stage(str(size), "batches", size)])
    exhibit("asked for", f"list(pipe(iter({[*source]}), batches({size})))")
    batches = taken(submission.pipe(iter([*source]), submission.batches(size)), due)
    assert expected(due) == batches
    assert len({id(batch) for batch in batches}) == len(batches), "Each batch must be a list of its own."
    with refuses(ValueError, what=f"a size of {refused}"):
        submission.batches(refused)


# Two items or more each, so that there is one to take.
SOURCES = (
    *("['b', '', 'a']", "'aba'", "{'b': 1, 'a': 2}", "GetItemOnly(['b', 'a'])", "IterOnly(['b', 'a'])"),
    *(
        "(word for word in ['b', 'a', ''])",
        "iter(['b', 'a'])",
        "map(str, [2, 1])",
        "range(3)",
        "{'a': 1, 'b': 2}.items()",
    ),
)
AS_IT_IS = stage("lambda items: items")
STEPS = tuple(
    stage(text)
    for text in (
        *("list", "sorted", "iter", "tuple", "enumerate", "dict.fromkeys", "lambda items: GetItemOnly(items)", "twice"),
        *("lambda items: [next(items)]", "lambda items: zip(items, items)", "CallOnly(list)", "CallOnly(iter).method"),
        *("partial(map, str)", "lambda items: 'ab'", "lambda items: IterOnly(items)"),
    )
)
FUNCTIONS = tuple(
    stage(f"each({text})")
    for text in (
        *("lambda item: [item]", "str", "repr", "'{}!'.format", "CallOnly(repr)", "CallOnly(repr).method"),
        *("partial('{}{}'.format, 1)", "type"),
    )
)
PREDICATES = tuple(
    stage(f"only({text})")
    for text in (
        *("lambda item: item != 'a'", "bool", "callable", "CallOnly(bool)", "CallOnly(bool).method"),
        "partial(operator.ne, 'a')",
    )
)


@requirement(
    "Whatever can be iterated over is a source, and whatever can be called is a function, a predicate or a step. A "
    "step gets an iterator and may return any iterable.",
    hints=(
        "What can a `for` loop take, besides lists? And what can be called, besides functions that you wrote?",
        "Do not ask what type a thing is. Use it: iterate, call. `next` wants more than that, it wants an iterator.",
        "`iter(something)` makes an iterator of whatever can be iterated over: the source, and what a step returns.",
    ),
)
@corpus({"source": source, "stages": (STEPS[8], FUNCTIONS[0])} for source in SOURCES)
@corpus({"source": source, "stages": (PREDICATES[0],)} for source in SOURCES)
@corpus({"source": SOURCES[0], "stages": (*first, one)} for one in STEPS for first in ((), (STEPS[1],)))
@corpus({"source": SOURCES[0], "stages": (one,)} for one in (*FUNCTIONS, *PREDICATES))
@given(
    source=st.sampled_from(SOURCES),
    stages=st.builds(
        lambda steps, calls: (*steps, *calls),
        short_sequences(STEPS, max_size=2),
        st.sampled_from([(function, predicate) for function in FUNCTIONS for predicate in PREDICATES]),
    ),
)
def takes_any_iterable_and_callable(submission: Any, source: str, stages: Sequence[Stage]) -> None:
    exhibit("asked for", f"list({written(source, stages)})")
    due = list_of(eval(source, NAMES), stages)
    pipe = submission.pipe(eval(source, NAMES), *[one.made(submission) for one in stages])
    assert expected(due) == taken(pipe, due)


# Whole batches only: what becomes of the rest is asked elsewhere.
REUSED = (PAIRS, EACH, stage("only(lambda item: item != '-')"), SINGLES, TWICE)
TURNS = ("abab", "aab", "abba", "bab", "aba", "b", "")


@requirement(
    "A step can be used in several pipes at the same time, and more than once in one pipe.",
    weight=2,
    hints=(
        "Keep your steps in a list and make two pipes of it. Take one item of the first pipe, then one of the second.",
        "A step is a function. Each pipe calls it, and what belongs to one pipe has to begin anew with that call.",
        "Create what you collect in inside of the step. A default argument such as `batch=[]` is made once, when `def` "
        "runs, and then shared by all calls.",
    ),
)
@corpus({"stages": (one,), "turns": turns} for one in REUSED for turns in TURNS[:2])
@given(
    stages=st.sampled_from([(one,) for one in REUSED] + [(one, other) for one in REUSED[1:] for other in REUSED]),
    turns=st.sampled_from(TURNS),
)
def lets_steps_be_used_again(submission: Any, stages: Sequence[Stage], turns: str) -> None:
    sources: dict[str, list[Any]] = {"a": [1, "-", 2, "-", 3, "-", 4, "-"], "b": list("x-y-z-q-")}
    steps = [one.made(submission) for one in stages]
    code = (
        f"steps = {[*stages]}\na = pipe(iter([1, '-', 2, '-', 3, '-', 4, '-']), *steps)\n"
        f"b = pipe(iter('x-y-z-q-'), *steps)\n{', '.join(f'next({name})' for name in turns)}\nlist(a), list(b)"
    )
    with shown_on_failure("the code", code):
        pipes = {name: submission.pipe(iter(source), *steps) for name, source in sources.items()}
        due = {name: list_of(source, stages) for name, source in sources.items()}
        got: dict[str, list[Any]] = {"a": [], "b": []}
        for name in turns:
            got[name] += map(noted, itertools.islice(pipes[name], 1))
        for name, pipe in pipes.items():
            got[name] += map(noted, itertools.islice(pipe, len(due[name]) - len(got[name])))
        assert expected(due) == got
    code = f"steps = {[*stages]}\nlist(pipe(iter([1, '-', 2, '-', 3, '-', 4, '-']), *steps, *steps))"
    with shown_on_failure("the code", code):
        both = list_of(sources["a"], [*stages, *stages])
        twice = submission.pipe(iter(sources["a"]), *steps, *steps)
        assert expected(both) == [noted(item) for item in itertools.islice(twice, len(both))]


class OurError(Exception):
    """An error that nobody has heard of."""


ERRORS = (ValueError, StopIteration, KeyError, IndexError, TypeError, AttributeError, RuntimeError, OSError, OurError)


class Failure(NamedTuple):
    """What is to raise, at its item number `number`, and which error."""

    place: str
    number: int
    kind: type[Exception]


STOPPING = ("each(fails)", "only(fails)", "step")
PLACES = (*STOPPING, "source", "generator")
FAILURES = [
    Failure(place, number, kind)
    for kind in ERRORS
    for number in range(3)
    for place in (STOPPING if kind is StopIteration else PLACES)
]
Around = tuple[Sequence[Stage], Sequence[Stage]]
HARMLESS = (stage("each(lambda item: item)"), stage("only(lambda item: True)"), SINGLES, PAIRS, SAME)
SOME_HARMLESS = [(), *((one,) for one in HARMLESS)]


def failing_at(number: int, error: Exception) -> Callable[[Any], Any]:
    """What returns the item that it is called with, until it raises."""
    calls = itertools.count()

    def call(item: Any) -> Any:
        if next(calls) == number:
            raise error
        return item

    call.__qualname__ = "fails"
    return call


def failing_stream(stream: Iterable[Any], number: int, error: Exception) -> Iterator[Any]:
    """The first items of `stream`, and then the error."""
    yield from itertools.islice(stream, number)
    raise error


def failing_pipe(makers: Any, failure: Failure, error: Exception, around: Around) -> Any:
    """A pipe in which something raises when it comes to a certain item."""

    def raising(stream: Iterator[Any]) -> Any:
        raise error

    raising.__qualname__ = "step"
    source: Iterable[Any] = iter(range(1, 30))
    if failure.place == "source":
        source = failing_stream(source, failure.number, error)
    steps: dict[str, Callable[[], Any]] = {
        "each(fails)": lambda: makers.each(failing_at(failure.number, error)),
        "only(fails)": lambda: makers.only(failing_at(failure.number, error)),
        "step": lambda: raising,
        "generator": lambda: lambda stream: failing_stream(stream, failure.number, error),
    }
    middle = [steps[failure.place]()] if failure.place in steps else []
    before, after = ([one.made(makers) for one in some] for some in around)
    return makers.pipe(source, *before, *middle, *after)


def told(failure: Failure, around: Around) -> str:
    """The same for people to read."""
    error = repr(failure.kind("the reason"))
    what = {
        "each(fails)": f"fails: a function that raises {error} when it is called for item {failure.number + 1}",
        "only(fails)": f"fails: a predicate that raises {error} when it is called for item {failure.number + 1}",
        "step": f"step: raises {error} when it is called",
        "generator": f"generator: a step with `yield` that raises {error} in place of item {failure.number + 1}",
        "source": f"source: a generator that raises {error} in place of item {failure.number + 1}",
    }[failure.place]
    middle = [] if failure.place == "source" else [Stage(failure.place, "", None)]
    source = "source" if failure.place == "source" else "iter(range(1, 30))"
    return f"{what}\n{written(source, [*around[0], *middle, *around[1]])}"


def outcome(makers: Any, *arguments: Any) -> tuple[list[Any], Exception | None]:
    """What comes out of a failing pipe, and the exception that ends it."""
    came: list[Any] = []
    try:
        for item in itertools.islice(failing_pipe(makers, *arguments), 20):
            came.append(noted(item))
    except NotImplementedError:
        # Nobody's exception here, but that of a stub that is not written yet.
        raise
    except Exception as error:
        return came, error
    return came, None


@requirement(
    "Exceptions of the source, of functions, predicates and steps come out as they are. A StopIteration of a function, "
    "a predicate or the call of a step comes out as a RuntimeError: it does not end the pipe in silence.",
    weight=2,
    hints=(
        "Let a function raise StopIteration in the middle of the data. What happens to the rest?",
        "StopIteration is how an iterator says that it has ended. `map` and `filter` let one from your function "
        "through, and whoever iterates takes it for the end.",
        "In a generator, a StopIteration that is not caught becomes a RuntimeError (PEP 479): write the loop with "
        "`yield`, and call the steps inside of a generator. Catch nothing.",
    ),
)
@corpus(
    {"failure": Failure(place, 1, kind), "around": ((), after)}
    for place in PLACES
    for kind in ((OurError, StopIteration) if place in STOPPING else (OurError,))
    for after in ((), (HARMLESS[0],), (PAIRS,))
)
@given(
    failure=st.sampled_from(FAILURES),
    around=st.sampled_from([(before, after) for after in SOME_HARMLESS for before in SOME_HARMLESS]),
)
def passes_exceptions_on(submission: Any, failure: Failure, around: Around) -> None:
    error = failure.kind("the reason")
    exhibit("asked for", told(failure, around))
    due, _ = outcome(Plain, failure, failure.kind("the reason"), around)
    came, ended_by = outcome(submission, failure, error, around)
    instead = f"{describe(ended_by)} came out" if ended_by else "the pipe just ended"
    if failure.kind is StopIteration:
        assert isinstance(ended_by, RuntimeError), f"Instead of a RuntimeError, {instead}."
    else:
        assert ended_by is error, f"Instead of the very {error!r} that was raised, {instead}."
    # An item less may have come before it. That is asked where the pulls are counted.
    assert expected(due[: len(came)]) == came


WATCHED = Stage("watched", "", None)
OPEN = (stage("each(lambda item: item)"), stage("only(lambda item: True)"), SINGLES, SAME, ENUMERATE, WATCHED)


class Watch:
    """What is open: the source, and the generators of the steps."""

    def __init__(self) -> None:
        self.pulled = 0
        self.source_closed = False
        self.opened = 0
        self.closed = 0

    def source(self) -> Iterator[int]:
        try:
            for number in range(1, 10):
                self.pulled += 1
                yield number
        except GeneratorExit:
            self.source_closed = True
            raise

    def step(self, stream: Iterator[Any]) -> Iterator[Any]:
        self.opened += 1
        try:
            # No `yield from`: that would close what it is given.
            for item in stream:  # noqa: UP028
                yield item
        finally:
            self.closed += 1


@requirement(
    "A pipe is a generator. After its close() the generators that the steps made are closed, and a generator that was "
    "the source is still open and goes on with the first item that was not pulled.",
    hints=(
        "Put `try` and `finally` around the loop of a step of your own, take one item of a pipe and close it.",
        "`close()` ends a generator at its `yield`. What happens to the generators inside of it depends on how it "
        "iterates over them: `yield from` closes what it delegates to, be it the caller's own source.",
        "A generator expression around the source, `(item for item in source)`, can be closed in its place. For the "
        "steps there is `contextlib.ExitStack` with `contextlib.closing`.",
    ),
)
@given(
    stages=short_sequences(OPEN, min_size=1, max_size=3, including=WATCHED),
    asked=st.integers(0, 2),
)
def closes_its_steps_and_not_the_source(submission: Any, stages: Sequence[Stage], asked: int) -> None:
    # All three in every example: a bare source, one behind a step that hands on what it gets, and what was drawn.
    for some in ((), (SAME,), stages):
        code = f"p = {written('source', some)}\n" + "next(p)\n" * asked
        notes = "# source: a generator of 1 to 9; watched: a step with try and finally"
        with shown_on_failure("the code", f"{code}p.close()\nnext(source)\n{notes}"):
            leave_early(submission, some, asked)


def leave_early(submission: Any, stages: Sequence[Stage], asked: int) -> None:
    """Close a pipe after a few items, and look at what is open then."""
    watch = Watch()
    source = watch.source()
    pipe = submission.pipe(source, *[watch.step if one is WATCHED else one.made(submission) for one in stages])
    assert type(pipe) is types.GeneratorType, f"pipe() must return a generator, not {describe(pipe)}."
    for number in range(1, asked + 1):
        assert next(pipe, END) is not END, f"The pipe ended before its item {number} had come."
    pipe.close()
    if asked:
        assert watch.opened == stages.count(WATCHED), "An item came, and yet `watched` was not asked for one."
    left = watch.opened - watch.closed
    assert not left, f"After close(), {left} of {watch.opened} generators of `watched` had not run their `finally`."
    assert not watch.source_closed, "close() has closed the source, which the caller still holds."
    # Who pulled everything has ended the source; how much may be pulled is asked elsewhere.
    if watch.pulled < 9:
        assert expected(watch.pulled + 1) == next(source, END)
