"""What are the key features of Python?

Say it in a minute
    Python is a high-level language with one strong habit: everything is an object, functions and classes included. So I
    can pass functions around, return them from functions and keep state in closures. Typing is dynamic, checked when
    the code runs, and strong: "1" + 1 is an error. What counts is what an object can do: whatever has `__iter__` goes
    into a for loop, whatever has `__call__` can be called; annotations and a type checker make that visible without
    changing it. Generators make laziness cheap: a function with `yield` stops between two items, so a pipeline needs
    the memory of one item, and the source may never end. Around the language: memory is managed for me, with
    reference counts and a collector for circles; a large standard library; packages for nearly everything; C
    underneath for what must be fast. The price is slow plain loops, and by default one thread at a time runs Python
    code.

Trade-offs
    - Lazy means that errors come late, far from the line that built the pipe, and that a generator can be read
      once. A list is better for small data that is used twice or measured with `len`.
    - A call per item and step costs. For numbers in bulk NumPy or the database does the loop.
    - A plain loop without the ExitStack would do on most days: CPython closes a generator when its last reference goes.
      But a debugger or a traceback can hold on to a frame, and PyPy waits for its collector. Cleaning up that matters
      is worth saying.
    - `itertools.batched` exists since 3.12 and gives tuples.

Follow-up questions
    *Iterable, iterator, generator?* An iterable makes iterators (`iter`); an iterator gives items (`next`) and is
    its own iterable; a generator is an iterator written as a function, which can also be closed.
    *What does `yield from` add to a loop with `yield`?* It delegates: `send`, `throw` and `close` go to the inner
    generator, and its return value comes back. Without the shell around it, `pipe` would close the caller's source.
    *Can it use several cores?* Processes always could. Threads can in the free-threaded build, experimental in 3.13
    and officially supported since 3.14, but a build of its own; the usual one still has the lock (GIL).

What people get wrong
    - "Python is interpreted line by line." CPython compiles the whole file to bytecode first, so a syntax error in the
      last line stops the first one. Nor is it "just-in-time compiled": the JIT that came with 3.13 is an experiment.
    - "Dynamically typed, so weakly typed." Those are two questions. And annotations are not enforced at run time.
    - `map` in place of a generator: when the function raises StopIteration, the loop around it takes that for the
      end, and the rest of the data is silently lost. Inside a generator it becomes a RuntimeError (PEP 479).
    - `items = (function(item) for item in items)` in a loop over functions: `function` is looked up when an item is
      asked for, not when the line runs, so every stage ends up with the last one.
    - `zip(*[items] * size)` for batches loses the incomplete last one.

Read on
    - https://docs.python.org/3/howto/functional.html
    - https://docs.python.org/3/reference/expressions.html#generator-iterator-methods
    - https://peps.python.org/pep-0479/ (StopIteration inside generators)
    - https://docs.python.org/3/howto/free-threading-python.html
"""

import contextlib
import itertools
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

Step = Callable[[Iterator[Any]], Iterable[Any]]


def pipe(source: Iterable[Any], *steps: Step) -> Generator[Any, None, None]:
    """Return a generator of what comes out of the last step; without steps, of the items of `source`."""
    # A generator function: none of this happens before the first item is asked for.
    with contextlib.ExitStack() as opened:
        # A shell around the source: to close it, by `yield from` or by a step, leaves the caller's own generator open.
        stream: Iterator[Any] = (item for item in source)
        for step in steps:
            stream = iter(step(stream))
            if isinstance(stream, Generator):
                opened.enter_context(contextlib.closing(stream))
        yield from stream


def each(function: Callable[[Any], Any]) -> Step:
    """Return a step that gives `function(item)` for each item."""

    def step(items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            yield function(item)

    return step


def only(predicate: Callable[[Any], Any]) -> Step:
    """Return a step that gives the items for which `predicate(item)` is true, in the sense of `if`."""

    def step(items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            if predicate(item):
                yield item

    return step


def batches(size: int) -> Step:
    """Return a step that gives lists of `size` items each, in order."""
    if size < 1:
        raise ValueError(f"a batch holds 1 item or more, not {size}")

    def step(items: Iterator[Any]) -> Iterator[list[Any]]:
        # islice stops after `size` items without looking for another one.
        while batch := list(itertools.islice(items, size)):
            yield batch

    return step
