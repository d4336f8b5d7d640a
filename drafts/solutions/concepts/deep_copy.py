"""What is the difference between deep and shallow copy?

Say it in a minute
    A shallow copy is a new outer object that holds the very same parts: `copy.copy(x)`, `list(x)`, `x[:]`, `dict(x)`.
    To append to it leaves the original alone, to change one of its parts does not. A deep copy, `copy.deepcopy(x)`,
    copies the parts too, down to what cannot change. Two things make it more than recursion. It keeps a memo from the
    `id` of each original to its copy, so that what was shared is shared in the copy and a circle ends: the copy
    is noted *before* its parts are copied. And it rebuilds objects without calling `__init__`, from what they store; a
    class that knows better says so in `__copy__` and `__deepcopy__`. Assignment copies nothing at all. In
    practice I need deep copies seldom: they copy more than I think, and data that does not change needs no copies.

Trade-offs
    - Deep copies cost time and memory for all that can be reached, and sometimes everything can: a parent link drags in
      the whole tree. Locks, sockets and sessions refuse. A `__deepcopy__` can draw the border.
    - Frozen dataclasses and tuples make sharing harmless. `dataclasses.replace` (`copy.replace` since 3.13) gives a
      changed one.
    - Recursion follows the depth of the data, so a linked list of some hundred nodes ends in a RecursionError, in the
      `copy` module as well as here. An explicit stack has no such limit and is harder to read.
    - The `copy` module rebuilds what it does not know by the protocol of pickle (`__reduce_ex__`). So it copes with
      many more types than this one, and calls `__setstate__` or `append` of a class where it has them.

Follow-up questions
    *Why is the memo keyed by id and not by the object?* Lists cannot be keys, and equal is not the same: two equal
    lists are two lists in the copy.
    *An id is unique only while its object lives. So?* A hook may pass a temporary list. When that dies, the next one
    can get its id, and would be taken for already copied. So the memo keeps alive what it has seen.
    *How does a circle through a tuple end?* The tuple's copy cannot exist before its items' copies. By the time those
    are made, somebody further in has met the same tuple and finished it. So look into the memo again, and use that one.

What people get wrong
    - `[[0] * 3] * 3` and `dict.fromkeys(keys, [])` hold one list several times. A faithful deep copy does, too.
    - "A slice or list.copy() is enough": it is shallow. So are `dataclasses.replace` and `dict | dict`.
    - `json.loads(json.dumps(x))`: tuples become lists, keys become text, shared parts are doubled, circles raise.
    - `memo={}` as a default is made once: the second call finds the ids of the first one, perhaps reused since.
    - `copy.copy(t)` of a tuple is t itself, and `copy.deepcopy(t)`, too, unless something in it had to be copied.
    - "The copy module keeps every circle." Through a frozenset, a namedtuple or another class derived from tuple it
      makes two objects out of one (tried with 3.11 to 3.13); for the plain tuple it looks into the memo again.
    - `vars(x)` as "all attributes": there are slots, in base classes too, under mangled names, perhaps without a value.

Read on
    - https://docs.python.org/3/library/copy.html
    - https://docs.python.org/3/reference/datamodel.html#slots
    - https://docs.python.org/3/reference/datamodel.html#special-lookup
    - https://github.com/python/cpython/blob/main/Lib/copy.py (300 lines, worth an evening)
"""

import types
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")

_AS_THEY_ARE = (
    type(None),
    int,
    float,
    str,
    bytes,
    types.FunctionType,
    types.BuiltinFunctionType,
    type,
    types.ModuleType,
)


def shallow(value: T) -> T:
    """Return a new value of the same class with the same parts."""
    hook = getattr(type(value), "__copy__", None)
    if hook is not None:
        return cast(T, hook(value))
    return cast(T, _rebuild(value, lambda part: part, {}))


def deep(value: T, memo: dict[int, Any] | None = None) -> T:
    """Return a copy of `value` and of all that it leads to."""
    memo = {} if memo is None else memo
    if id(value) in memo:
        return cast(T, memo[id(value)])
    hook = getattr(type(value), "__deepcopy__", None)
    copy = hook(value, memo) if hook is not None else _rebuild(value, lambda part: deep(part, memo), memo)
    memo[id(value)] = copy
    # An id lasts as long as its object. The entry under the memo's own id keeps all originals alive.
    memo.setdefault(id(memo), []).append(value)
    return cast(T, copy)


def _rebuild(value: Any, part: Callable[[Any], Any], memo: dict[int, Any]) -> Any:
    """Make a new `value` of its parts, and note it in `memo` as early as possible: parts may lead back to it."""
    if isinstance(value, _AS_THEY_ARE):
        return value
    cls = type(value)
    copy: Any
    if isinstance(value, (tuple, frozenset)):
        parts = [part(item) for item in value]
        if id(value) in memo:  # its items led back to it, and further in it has been finished
            return memo[id(value)]
        base = tuple if isinstance(value, tuple) else frozenset
        copy = memo[id(value)] = base.__new__(cls, parts)
    elif isinstance(value, list):
        copy = memo[id(value)] = list.__new__(cls)
        copy.extend([part(item) for item in value])
    elif isinstance(value, set):
        copy = memo[id(value)] = set.__new__(cls)
        copy.update([part(item) for item in value])
    elif isinstance(value, dict):
        copy = memo[id(value)] = dict.__new__(cls)
        copy.update([(part(key), part(item)) for key, item in value.items()])
    else:
        copy = memo[id(value)] = object.__new__(cls)
    _copy_attributes(value, copy, part)
    return copy


def _copy_attributes(value: Any, copy: Any, part: Callable[[Any], Any]) -> None:
    """Fill `copy` with what `value` stores, past any `__getattr__` and `__setattr__` of its class."""
    try:
        stored = object.__getattribute__(value, "__dict__")
    except AttributeError:
        pass
    else:
        object.__getattribute__(copy, "__dict__").update({name: part(item) for name, item in stored.items()})
    # Each slot is a descriptor in the class that declares it, so mangled and hidden names need no care.
    for cls in type(value).__mro__:
        for slot in vars(cls).values():
            if isinstance(slot, types.MemberDescriptorType):
                try:
                    item = slot.__get__(value)
                except AttributeError:  # declared, never set
                    continue
                slot.__set__(copy, part(item))
