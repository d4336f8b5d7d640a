"""What is monkey patching? Give an example.

Say it in a minute
    Monkey patching means changing a module, a class or an object while the program runs, from outside, without
    touching its source: `billing.today = lambda: date(2020, 2, 29)`. It works because attributes live in dictionaries
    and are looked up when they are used, so all code that says `billing.today()` gets the new function, too. Good uses
    are few: in tests, to replace the clock, the network or a mailer; a repair of a library's bug until the release with
    the fix; instruments such as gevent or tracing agents, which change the standard library. It is a global change,
    invisible where the code is read, so I keep it in a block that puts the old thing back whatever happens:
    `unittest.mock.patch.object` or pytest's `monkeypatch`. In my own code I rather pass the clock in as an argument.

Trade-offs
    - Patch or parameter: an argument with a default says what the code needs, and tests need no magic. A patch
      reaches code that cannot be changed.
    - `mock.patch` finds its target by a text with dots and, with `autospec`, checks calls against the original's
      signature. A plain fake checks nothing: it goes on passing when the real function gets another parameter.
    - pytest's `monkeypatch` undoes everything at the end of the test. A block says in the code where the patch ends.
    - To have a context manager and a decorator in one, `contextlib.ContextDecorator` would do for plain functions. With
      `async def`, before Python 3.15, it leaves when the coroutine has been made and its body has not begun.

Follow-up questions
    *Why not `getattr` to remember the old value?* It runs the descriptor protocol. For a class it gives the function
    inside a static method, and a bound method for a class method; put back, they are called with one argument too
    many or with the wrong class. `vars(target)` has what is really stored.
    *A test patches `billing.today`, but the code still sees the real one. Why?* It says `from billing import
    today`, which made a second name for the function. Patch the name where it is looked up, not where it was defined.
    *Can everything be patched?* No. Built-in and extension types refuse (`int.real = 1` is a TypeError), instances with
    `__slots__` have no place for it, and a dunder method on an instance does nothing: operators look at the class.

What people get wrong
    - No `finally`: the first failing test leaves its patch behind, and others fail for no visible reason.
    - `setattr` of what was inherited: the child class now has a copy of its own and no longer follows its parent.
    - One variable for the old value: when the same patch is nested or the decorated function calls itself, the
      second entry saves the replacement as the original. (A `mock.patch` object cannot be nested in itself either.)
    - Patching when the decorator is applied, which is when the module is imported, and for good.
    - Calling any override or subclass "monkey patching": that is ordinary design, known when the class is written.

Read on
    - https://docs.python.org/3/library/unittest.mock.html#where-to-patch
    - https://docs.pytest.org/en/stable/how-to/monkeypatch.html
    - https://docs.python.org/3/howto/descriptor.html
    - https://docs.python.org/3/library/contextlib.html#contextlib.ContextDecorator
"""

import functools
import inspect
from typing import Any, cast

from pytest_interview_kata.given.concepts.monkey_patch import Function, Patch

__all__ = ["Patch"]

_ABSENT = object()  # None is a value like any other


def patched(target: object, name: str, replacement: Any, create: bool = False) -> Patch:
    """Return a patch of the attribute `name` of `target`, which is not in force yet."""
    return _Patch(target, name, replacement, create)


class _Patch:
    def __init__(self, target: object, name: str, replacement: Any, create: bool) -> None:
        self._target = target
        self._name = name
        self._replacement = replacement
        self._create = create
        self._found: list[Any] = []  # one for each open block, the innermost last

    def __enter__(self) -> Any:
        # What is stored there, not what getattr makes of it.
        found = vars(self._target).get(self._name, _ABSENT)
        if found is _ABSENT and not self._create and not hasattr(self._target, self._name):
            raise AttributeError(f"{self._target!r} has no attribute {self._name!r} to patch")
        setattr(self._target, self._name, self._replacement)
        self._found.append(found)
        return self._replacement

    def __exit__(self, *_: object) -> None:
        found = self._found.pop()
        if found is not _ABSENT:
            setattr(self._target, self._name, found)
        elif self._name in vars(self._target):  # unless the block has deleted it
            delattr(self._target, self._name)

    def __call__(self, function: Function, /) -> Function:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def wait(*args: Any, **kwargs: Any) -> Any:
                with self:  # a plain wrapper would leave before the coroutine has begun
                    return await function(*args, **kwargs)

            return cast(Function, wait)

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self:
                return function(*args, **kwargs)

        return cast(Function, call)
