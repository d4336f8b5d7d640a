"""A patch that takes itself back

Question: What is monkey patching? Give an example.
Difficulty: 2
Minutes: 35

The tests of the billing service take twenty minutes, and since Monday they fail in
some orders only. Somebody wrote `billing.today = lambda: date(2020, 2, 29)` in one
test and never put the old function back, so all that came later ran on a leap day.
You write the helper that the team will use from now on:

    with patched(billing, "today", lambda: date(2020, 2, 29)):
        ...                                       # replaced in here, and only here

    @patched(Mailer, "send", fake_send)           # replaced while the test runs
    async def test_reminder(): ...

`target` is a module, a class, or an instance with a `__dict__`. The patch replaces
one attribute of this very object. From the beginning of a block to its end, the
replacement stands in `vars(target)` under `name`, just as it was given (a static
method is replaced by a `staticmethod`, if that is what you want; the caller sees
to it). When the block ends, however it ends, `vars(target)` holds under `name`
what it held when the block began: the very same object, not what `getattr` makes
of it; or nothing, if there was nothing. So an attribute that the target got from
elsewhere, from its class or a base class, shows through again, even if that has
changed meanwhile. This is also true when the block itself has set or deleted the
attribute. All other entries of `vars(target)` stay as they are; their order is
nobody's business.

An attribute exists if its name is in `vars(target)` or `hasattr` finds it. If it
does not exist, then entering the block raises `AttributeError` and changes nothing,
unless `create` is true: then it is there during the block and gone afterwards.
An existing attribute may be patched with `create` as well.

A patch looks when a block begins, not when `patched` is called: nothing is read,
changed or refused before. The same patch may be used again, and its blocks may be
nested: each begins with what it finds, and puts that back. Blocks end in the
reverse of the order in which they began, whichever patch they belong to. (Threads,
and tasks that overlap in another way, are not our business.)

`with patched(...) as value` gives the replacement. Exceptions leave the block
as they are.

A patch decorates functions that were made by `def` and `async def`, methods too:

- The result is a function, too. It has the name and docstring of the original, and
  the same signature as `inspect.signature` tells it; what was `async def` is still
  so for `inspect.iscoroutinefunction`. It takes the same arguments, returns the
  same, raises the same, and can be called any number of times, from within itself,
  too. Generator functions are not decorated.
- Each call is a block: it begins when the function's body would begin to run and
  ends when that has ended. For a coroutine this means when it is awaited, not when
  it is made; it lasts while the coroutine waits for something else, and ends with
  it, also when it is cancelled or closed. Outside of calls nothing is patched.

Values and replacements can be anything, None too, and may compare in odd ways.
Targets are plain: neither they nor their classes have a `__setattr__`,
`__delattr__`, `__getattribute__` or `__slots__` of their own, and an instance is
not patched where its class has a property, cached or not. Names are identifiers,
like `send`, or a method of an operator, like `__len__`.

Examples:

>>> class Shop:
...     @staticmethod
...     def opens():
...         return 8
>>> class Kiosk(Shop):
...     pass
>>> with patched(Kiosk, "opens", staticmethod(lambda: 6)):
...     Kiosk.opens(), Shop.opens()
(6, 8)
>>> Kiosk.opens(), "opens" in vars(Kiosk)
(8, False)
>>> @patched(Shop, "opens", lambda shop: 10)
... def holiday():
...     return Shop().opens()
>>> Shop.opens(), holiday(), Shop().opens()
(8, 10, 8)
>>> with patched(Shop, "closes", 20):  # doctest: +IGNORE_EXCEPTION_DETAIL
...     pass
Traceback (most recent call last):
AttributeError: the text is up to you

Requirements:

- puts_back_the_very_same_object (critical)
- leaves_inherited_attributes_inherited
- undoes_what_the_block_did
- restores_after_exceptions (critical)
- missing_names_need_create
- may_be_nested_and_used_again
- decorates_functions
- decorates_async_functions
"""

import functools
import inspect
from typing import Any

from pytest_interview_kata.given.concepts.monkey_patch import Patch

__all__ = ["Patch"]


def patched(target: object, name: str, replacement: Any, create: bool = False) -> Patch:
    """Return a patch of the attribute `name` of `target`, which is not in force yet."""
    raise NotImplementedError
