"""Pipelines that take one item at a time

Question: What are the key features of Python?
Difficulty: 1
Minutes: 25

The nightly import makes a list at every stage. The log has grown to 40 GB, and
the machine swaps until morning. A colleague wants the same stages on the live
feed, which never ends. You write the small module that both can use:

    pipe(lines, each(parse), only(is_error), batches(500))

Here `lines` is the *source*, and the others are *steps*. A step is any callable
that takes one argument, an iterator over what comes out of the step before it
(for the first step: over the source), and returns an iterable. That may be a
list as well as a generator, or the very iterator that it was given. `each`,
`only` and `batches` return steps; the built-in `enumerate` and `sorted` are
steps as they are.

Whatever Python can iterate over is a source, and whatever it can call is a
function, a predicate or a step. An item can be any object, `None` too. It is
handed on as it is, never compared with anything nor tested for truth.

A pipe is lazy:

- Until its first item is asked for, nothing is pulled from the source (to call
  `iter` on it is no pull), and no step, function or predicate is called.
- For each item that is asked for, just as much is pulled from the source as this
  item needs, and not one item more. `each` needs one. `only` needs all up to
  the next that fits. `batches` needs a full batch, or all that is left. (What
  has ended may be asked again, if that suits you: it stays ended.)
- A function or predicate is called once for each item that comes to it, in order.

A step can be used again: in several pipes that run by turns, and more than once
in one pipe. Each time it works as if it were the only one.

Exceptions go through to whoever asked for the item, as they are, wherever they
come from. There is one exception to that. When a function, a predicate or the
call of a step raises `StopIteration`, it must not look like the end of the data:
whoever asked gets a `RuntimeError`, of whatever wording.

A pipe can be left early. It is a generator (`types.GeneratorType`), so it has a
`close()`. When that returns, the generators that the steps made are closed, too,
so their `finally` blocks have run. (Nobody but the pipe holds them.) The source
is not yours. A generator that the caller passed in and still holds stays open,
also where there is no step at all, and goes on with the first item that was not
pulled. (Unless a step closes it: what a step does with its input is its author's
business.)

Examples:

>>> list(pipe("abcdefg", each(str.upper), only("BCEFG".__contains__), batches(2)))
[['B', 'C'], ['E', 'F'], ['G']]
>>> from itertools import count
>>> ticks = count()
>>> evens = pipe(ticks, only(lambda tick: tick % 2 == 0), each(str))
>>> next(evens), next(evens)
('0', '2')
>>> evens.close()
>>> next(ticks)
3
>>> list(pipe([3, 1, 2], sorted, enumerate))
[(0, 1), (1, 2), (2, 3)]

Requirements:

- computes_what_lists_would
- pulls_only_what_is_asked (critical)
- cuts_batches_and_keeps_the_rest
- takes_any_iterable_and_callable
- lets_steps_be_used_again
- passes_exceptions_on
- closes_its_steps_and_not_the_source
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

Step = Callable[[Iterator[Any]], Iterable[Any]]


def pipe(source: Iterable[Any], *steps: Step) -> Generator[Any, None, None]:
    """Return a generator of what comes out of the last step; without steps, of the items of `source`."""
    raise NotImplementedError


def each(function: Callable[[Any], Any]) -> Step:
    """Return a step that gives `function(item)` for each item."""
    raise NotImplementedError


def only(predicate: Callable[[Any], Any]) -> Step:
    """Return a step that gives the items for which `predicate(item)` is true, in the sense of `if`."""
    raise NotImplementedError


def batches(size: int) -> Step:
    """Return a step that gives lists of `size` items each, in order.

    Each batch is a new list. The last one is shorter if the items do not add up;
    it is never empty. A `size` below 1 is a `ValueError`, raised by `batches`
    itself.
    """
    raise NotImplementedError
