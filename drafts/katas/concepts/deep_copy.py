"""Copies that share nothing, and still have the same shape

Question: What is the difference between deep and shallow copy?
Difficulty: 3
Minutes: 45

A planning tool lets people try out a change on a copy of the plan. The plan is a
graph: tasks know their project, the project knows its tasks, two tasks share one
team. The first copy was shallow, so the try-out changed the real plan. The
second went through JSON: it lost the classes, made two teams out of one, and
ended in an error at the first circle. You write both kinds of copying, to know
for once how it is done: without the modules `copy` and `pickle`, and without
anything that uses them.

What is copied:

- *Containers*: `list`, `tuple`, `set`, `frozenset`, `dict`, and classes derived
  from one of them (of those in `collections` only namedtuples). A copy has the
  same class, and a dict the same order.
- *Plain objects*: instances of classes derived from `object` alone, or from
  other such classes. A copy has the same class.
- *Attributes* of both (a container has some if its class is a derived one): in a
  `__dict__`, in `__slots__` of any form, or in both. The copy has the same ones,
  private ones (`__name`) and those of base classes too. A slot without a value
  has none in the copy either.

Everything else is returned as it is: `None`, bool, int, float, text, bytes,
functions (`len` is one), classes and modules. No other kinds occur.

The classes may define what they like, such as an `__init__` with any arguments,
an `__eq__` that is always true, a `__setattr__` that refuses (as in a frozen
dataclass), or a `__getattr__` that makes up attributes. Apart from the two hooks
below, and the `__hash__` and `__eq__` that a set or dict asks, none of it is run:
what a copy has is what the original stores. These do not occur: `__new__` (but
for that of namedtuples), `__getattribute__`, methods for pickle (but for those
that `dataclass` makes), `__dict__` or `__weakref__` among the slots, and
containers that override how items are stored or given.

`shallow(value)` makes a new container or object with the very same parts: items,
keys, values, attributes.

`deep(value)` copies the parts as well, keys of dicts included, and their parts,
all the way down. Apart from what is said below, the copy has no container and no
object in common with the original, which stays unchanged. And it has the same
shape: two places in the copy hold one and the same object exactly where they do
in the original, whether objects compare equal or not. Two calls make two
independent copies.

A value may contain itself, through tuples and frozensets, too; then it has at
most 12 containers and objects in all. (No object whose class defines `__hash__`
is part of a circle.) Otherwise values are nested up to 50 deep.

Up to you is what nobody can tell by changing it. A tuple or frozenset without
attributes may be the original, a new one, or shared with an equal one: for
`shallow` always; for `deep` if it holds only "everything else" and such tuples
and frozensets. Plain objects and whatever has attributes are always copied.

Hooks. When the class of a value defines or inherits `__copy__(self)`, `shallow`
returns what that returns. In the same way `deep` asks `__deepcopy__(self, memo)`,
once for each object, and what that returns, be it the object itself, is the copy.
What counts is the class, as with all special methods, not the attributes of the
instance. `memo` is a dict that lasts for one call of `deep` and leads from
`id(original)` to the copy; what else you keep in it is up to you. A hook passes it
on, by `deep(part, memo)`, so that what is shared stays shared. It may put its own
copy into it first, by `memo[id(self)] = copy`, and does so if it is part of a
circle. And it may pass objects that it has just made and forgets at once, such
as `deep([*self.parts], memo)`.

Examples:

>>> team, tasks = ["Ann"], []
>>> tasks.extend([{"team": team}, {"team": team}, (tasks,)])
>>> twin = deep(tasks)
>>> twin[0]["team"].append("Ben")
>>> twin[1], tasks[1], twin[2][0] is twin
({'team': ['Ann', 'Ben']}, {'team': ['Ann']}, True)
>>> shallow(tasks) is tasks, shallow(tasks)[0] is tasks[0]
(False, True)

Requirements:

- shallow_shares_the_parts
- deep_shares_nothing_changeable (critical)
- deep_keeps_what_is_shared (critical)
- closes_circles
- closes_circles_through_tuples
- keeps_derived_containers
- copies_all_attributes
- asks_the_hooks
"""

from typing import Any, TypeVar

T = TypeVar("T")


def shallow(value: T) -> T:
    """Return a new value of the same class with the same parts."""
    raise NotImplementedError


def deep(value: T, memo: dict[int, Any] | None = None) -> T:
    """Return a copy of `value` and of all that it leads to.

    `memo` is None, except where a `__deepcopy__` passes on the one that it got.
    """
    raise NotImplementedError
