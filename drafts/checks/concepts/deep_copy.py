"""What copies must be: graphs of the same shape, compared object by object and by identity."""

import contextlib
import copy as copy_module
import functools
import itertools
import math
import pickle
import re
import types
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import corpus, describe, exhibit, expected, requirement
from pytest_interview_kata.strategies.sequences import short_sequences
from pytest_interview_kata.strategies.showing import shown_on_failure

# What is copied is written as people would write it. This very text runs, and this text is shown.
CLASSES = """
class Task:
    def __init__(self, **attributes):
        vars(self).update(attributes)

class Alike:
    def __eq__(self, other):
        return True

class Caller:
    def __init__(self, x):
        self.x = x
    def __call__(self):
        return self.x

class Hollow:
    def __len__(self):
        return 0

class Row(tuple):
    pass

Pair = namedtuple("Pair", "first second")

class Point(Pair):
    pass

class Named(list):
    def __init__(self, name, *items):
        super().__init__(items)
        self.name = name

class Config(dict):
    def __init__(self, origin, **entries):
        super().__init__(entries)
        self.origin = origin

class Tags(set):
    def __init__(self, owner, *tags):
        super().__init__(tags)
        self.owner = owner

class Labels(frozenset):
    pass

class Stack(list):
    __slots__ = ("limit", "unset")

class Deck(Stack):
    pass

class Index(dict):
    __slots__ = "source"

class Ticket:
    def __init__(self, number, owner):
        self.number, self.owner = number, owner

class Place:
    __slots__ = ("x", "y", "unset")
    def __init__(self, x, y):
        self.x, self.y = x, y

class Room(Place):
    __slots__ = ["door"]

class House(Place):
    pass

class Single:
    __slots__ = "content"

class Told:
    __slots__ = {"left": "what it is", "right": "the other"}

class Safe:
    __slots__ = ("__code",)
    def __init__(self, code):
        self.__code = code

class Vault(Safe):
    __slots__ = ("__code",)
    def lock(self, code):
        self.__code = code
        return self

class Secret:
    def __init__(self, word):
        self.__word = word

class Deeper(Secret):
    def add(self, word):
        self.__word = word
        return self

@dataclass(frozen=True)
class Price:
    amount: object
    notes: object = ()

@dataclass(frozen=True, slots=True)
class Coin:
    amount: object
    notes: object = ()

class Locked:
    __slots__ = ("content", "more")
    def __setattr__(self, name, value):
        raise AttributeError(name)

class Magic:
    __slots__ = ("real", "unset")
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "made up"
"""


@functools.cache
def compiled(code: str) -> CodeType:
    return compile(code, "<the code>", "exec")


WORLD: dict[str, Any] = {"__name__": "plan", "namedtuple": namedtuple, "dataclass": dataclass, "math": math}
exec(compiled(CLASSES), WORLD)
SOURCE_OF = {
    re.sub(r"^(?:@.*\n)?(?:class )?", "", source).partition("(")[0].split(" ")[0].split(":")[0]: source
    for source in map(str.strip, CLASSES.split("\n\n"))
}


def shown(code: str) -> str:
    """The text with the classes that it uses before it."""
    found: list[str] = []
    todo = [code]
    while todo:
        text = todo.pop()
        for name, source in SOURCE_OF.items():
            if source not in found and re.search(rf"\b{name}\b", text):
                found.append(source)
                todo.append(source)
    return "\n".join([*(source for source in SOURCE_OF.values() if source in found), code])


def planned(code: str, **names: Any) -> dict[str, Any]:
    """Run the text, and return what is named in it then."""
    scope = {**WORLD, **names}
    exec(compiled(code), scope)
    return scope


AS_THEY_ARE = (
    *(type(None), bool, int, float, str, bytes, type),
    *(types.FunctionType, types.BuiltinFunctionType, types.ModuleType),
)


@functools.cache
def slots_of(cls: type) -> list[tuple[str, types.MemberDescriptorType]]:
    """The slots of a class and its bases."""
    return [
        (name, slot)
        for base in cls.__mro__
        for name, slot in vars(base).items()
        if isinstance(slot, types.MemberDescriptorType)
    ]


def dict_of(value: object) -> dict[str, Any]:
    """The `__dict__`, past whatever the class says; empty where there is none."""
    try:
        return object.__getattribute__(value, "__dict__")  # type: ignore[no-any-return]
    except AttributeError:
        return {}


def attributes_of(value: object) -> list[tuple[str, Any]]:
    """What is stored in the `__dict__` and in slots."""
    found = sorted(dict_of(value).items())
    cls: Any = type(value)
    for name, slot in slots_of(cls):
        with contextlib.suppress(AttributeError):
            found.append((name, slot.__get__(value)))
    return found


def parts_of(value: Any) -> list[tuple[str, Any]]:
    """The parts, each with the way to it: "@[0]" is the first item of what @ stands for."""
    found: list[tuple[str, Any]] = []
    if isinstance(value, (list, tuple)):
        iterate: Any = list.__iter__ if isinstance(value, list) else tuple.__iter__
        found = [(f"@[{index}]", item) for index, item in enumerate(iterate(value))]
    elif isinstance(value, dict):
        for index, (key, item) in enumerate(dict.items(value)):
            found.append((f"list(@)[{index}]", key))
            found.append((f"@[{key!r}]" if type(key) in {int, str} else f"list(@.values())[{index}]", item))
    elif isinstance(value, (set, frozenset)):
        # In no order; so no set here has two members of one class that can change.
        members = list(set.__iter__(value) if isinstance(value, set) else frozenset.__iter__(value))
        found = [(f"(the {type(one).__name__} in @)", one) for one in members if not is_inert(one)]
        found.append(("(what else is in @)", frozenset(one for one in members if is_inert(one))))
    return found + [(f"@.{name}", item) for name, item in attributes_of(value)]


def is_inert(value: Any) -> bool:
    """True for what nobody can tell from a copy: it cannot change, and nothing in it can."""
    if isinstance(value, AS_THEY_ARE):
        return True
    if not isinstance(value, (tuple, frozenset)) or attributes_of(value):
        return False
    return all(map(is_inert, value))


@dataclass(frozen=True)
class Node:
    """A container or object that can be told from a copy.

    Attributes:
        way: to it, from the root, which is "@".
        value: itself.
        parts: as they were when the picture was taken.
    """

    way: str
    value: Any
    parts: list[tuple[str, Any]]


class Picture:
    """A value and all that it leads to, as it is now. It keeps all of it alive, so that ids are worth something."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.nodes: dict[int, Node] = {}
        todo = [("@", root)]
        while todo:
            way, value = todo.pop(0)
            if id(value) not in self.nodes and not is_inert(value):
                node = self.nodes[id(value)] = Node(way, value, parts_of(value))
                todo += [(step.replace("@", way), part) for step, part in node.parts]

    def has_not_changed(self) -> None:
        """The value must be what it was when the picture was taken."""
        for node in self.nodes.values():
            now = parts_of(node.value)
            assert [way for way, _ in now] == [way for way, _ in node.parts] and all(
                is_same(part, was) for (_, part), (_, was) in zip(now, node.parts, strict=True)
            ), f"{named(node.way, 'value')} was changed."


def is_same(part: object, was: object) -> bool:
    """By identity, but for what is left of a set, which `parts_of` makes anew."""
    return part is was or (type(part) is frozenset and type(was) is frozenset and part == was)


def named(way: str, root: str) -> str:
    """The way as people write it, from this root."""
    return way.replace("@", root)


def class_of(value: object) -> str:
    return type(value).__name__


def has_same_parts(way: str, node: Node, twin: Any) -> list[tuple[str, Any, Any]]:
    """The copy must have as many parts, of the same names; returns them in pairs, each with its way."""
    parts = parts_of(twin)
    due = [step for step, _ in node.parts]
    got = [step for step, _ in parts]
    here = named(way, "copy")
    for step in due:
        assert step in got, f"{step.replace('@', here)} is missing: the copy is {describe(twin)}."
    for step in got:
        assert step in due, f"{step.replace('@', here)} is there, and has nothing to correspond to in the original."
    assert due == got, f"{here} has its parts in another order than the original."
    return [(step.replace("@", way), old, new) for (step, old), (_, new) in zip(node.parts, parts, strict=True)]


def matches(original: Picture, twin: Any, *, sharing: bool, apart: bool) -> dict[int, str]:
    """Hold a copy to the picture of its original. Returns the ids of what can be told in it, and the ways there.

    Args:
        original: taken before it was copied.
        twin: the copy.
        sharing: True if two places must hold one object exactly where they do in the original.
        apart: True if nothing of the original may be in the copy.
    """
    copies: dict[int, Any] = {}
    ways: dict[int, str] = {}
    todo: list[tuple[str, Any, Any]] = [("@", original.root, twin)]
    while todo:
        way, old, new = todo.pop(0)
        here = named(way, "copy")
        if isinstance(old, AS_THEY_ARE):
            assert new is old, f"{here} is {describe(new)}; {describe(old)} was due, as it is."
            continue
        assert type(new) is type(old), f"{here} is of the class {class_of(new)}; {class_of(old)} was due."
        node = original.nodes.get(id(old))
        if node is None:
            # Whether it is the same one, nobody can tell; only what is in it counts.
            if isinstance(old, frozenset):
                assert old == new, f"{here} is {describe(new)}; {describe(old)} was due."
            else:
                todo += has_same_parts(way, Node(way, old, parts_of(old)), new)
            continue
        if id(old) in copies:
            first, second = named(node.way, "value"), named(way, "value")
            assert not sharing or copies[id(old)] is new, (
                f"{first} and {second} are one and the same {class_of(old)}; in the copy they are two."
            )
            continue
        copies[id(old)] = new
        assert not sharing or id(new) not in ways, (
            f"{named(ways.get(id(new), ''), 'value')} and {named(way, 'value')} are two; in the copy they are one."
        )
        ways[id(new)] = way
        if apart:
            assert id(new) not in original.nodes, (
                f"{here} is {named(original.nodes[id(new)].way, 'value')} itself, not a copy: it is still shared."
            )
        todo += has_same_parts(way, node, new)
    return ways


def _forbidden(*_: object, **__: object) -> None:
    raise AssertionError("The modules `copy` and `pickle` were used. This is about doing it without them.")


@contextlib.contextmanager
def by_hand() -> Iterator[None]:
    """While the block runs, the library's way is closed, by whatever name it was imported."""
    functions: list[Any] = [copy_module.copy, copy_module.deepcopy]
    codes = [function.__code__ for function in functions]
    names = {name: getattr(pickle, name) for name in ("dumps", "loads", "dump", "load")}
    try:
        for function in functions:
            function.__code__ = _forbidden.__code__
        for name in names:
            setattr(pickle, name, _forbidden)
        yield
    finally:
        for function, code in zip(functions, codes, strict=True):
            function.__code__ = code
        for name, function in names.items():
            setattr(pickle, name, function)


@contextlib.contextmanager
def showing(code: str) -> Iterator[None]:
    """Show how the value was made, if the block fails."""
    try:
        yield
    except Exception:
        exhibit("the value", shown(code))
        raise


def copied(how: Callable[[Any], Any], value: Any) -> Any:
    """Let the submission copy."""
    with by_hand():
        return how(value)


def matches_shallowly(original: Picture, twin: Any) -> None:
    """Hold a shallow copy to the picture of its original."""
    old = original.root
    assert type(twin) is type(old), f"copy is of the class {class_of(twin)}; {class_of(old)} was due."
    if not isinstance(old, (tuple, frozenset)) or attributes_of(old):
        assert twin is not old, "copy is value itself."
        assert dict_of(twin) is not dict_of(old), "The copy has no `__dict__` of its own: it is the original's."
    for way, part, new in has_same_parts("@", Node("@", old, parts_of(old)), twin):
        assert is_same(new, part), f"{named(way, 'copy')} is not the very {class_of(part)} that the original holds."


LEAVES = (
    *("[]", "{}", "Task()", "set()", "[1, 'a', None]", "{1, 'a'}", "[len, Task, math]", "({}, [])"),
    "frozenset([Task()])",
    *("Task(run=lambda: 0)", "{'a': 1.5, 'b': b''}", "(1, (2, []))", "{Task()}", "[True, ()]", "Hollow()"),
)
WRAPPERS = (
    *("[@]", "{'k': @}", "(@,)", "Task(x=@)", "[1, @, []]", "{1: @, 2: {}}", "(1, @, ('a',))", "Task(x=@, y=[])"),
    *("{Task(x=@)}", "{(Task(x=@), 1)}", "frozenset([Task(x=@), 1])", "{Task(x=@): 1}", "{(1, Task(x=@)): 'v'}"),
    *("(frozenset([Task(x=@)]), len)", "{frozenset([Task(x=@)]): 2}"),
)


def wrapped(wrappers: Sequence[str], leaf: str) -> str:
    """A tree as an expression: one thing in the other, the first wrapper outermost."""
    return functools.reduce(lambda inner, wrapper: wrapper.replace("@", inner), reversed(wrappers), leaf)


def trees() -> st.SearchStrategy[str]:
    """Values in which nothing is in two places."""
    wrappers = [some for size in range(3) for some in itertools.product(WRAPPERS, repeat=size)]
    return st.sampled_from([*itertools.product(wrappers, LEAVES)]).map(lambda tree: f"value = {wrapped(*tree)}")


ATOMS = ("None", "True", "0", "10**30", "1.5", "''", "'text'", "b'x'", "len", "lambda: 0", "Task", "int", "math")


@requirement(
    "A shallow copy is a new container or object of the same class that holds the very same parts. What is neither is "
    "returned as it is.",
    hints=(
        "What is shallow([[]]), what is shallow([[]])[0], and what is shallow(len)?",
        "A new outer object, and the parts as they are; an object's parts are its attributes. Functions, classes and "
        "numbers are neither containers nor objects here.",
        "`cls.__new__(cls)` makes an object without calling `__init__`; `vars(copy).update(vars(value))` gives it what "
        "the other one stores.",
    ),
)
@corpus({"code": f"value = {wrapped([one], '[]')}", "atom": atom} for one, atom in zip(WRAPPERS, ATOMS, strict=False))
@corpus({"code": f"value = {leaf}", "atom": "None"} for leaf in LEAVES)
@corpus([{"code": "value = []; value.append(value)", "atom": "0"}])
@given(code=trees(), atom=st.sampled_from(ATOMS))
def shallow_shares_the_parts(submission: Any, code: str, atom: str) -> None:
    with showing(code):
        value = planned(code)["value"]
        before = Picture(value)
        matches_shallowly(before, copied(submission.shallow, value))
        before.has_not_changed()
    alone = planned(f"value = {atom}")["value"]
    answer = copied(submission.shallow, alone)
    assert answer is alone, f"shallow({atom}) must return it as it is, not {describe(answer)}."


NESTED = tuple(
    f"value = {first}\nfor _ in range({times}): value = {wrapper}"
    for times, wrapper, first in (
        *((48, "[value]", "[]"), (48, "Task(x=value)", "[]"), (48, "(value,)", "[]"), (48, "{'k': value}", "{}")),
        *((24, "{Task(x=value): 1}", "[]"), (24, "frozenset([Task(x=value)])", "{}"), (16, "[({1: value},)]", "[]")),
    )
)


@requirement(
    "A deep copy has no container and no object in common with the original, at any depth, keys of dicts included. The "
    "original stays as it is, and two copies are independent of each other.",
    weight=3,
    critical=True,
    hints=(
        "Copy a list in a list in a tuple, and change the innermost one. Copy it twice.",
        "A tuple cannot change, but what it holds can. So can a key: an object, or a tuple with one in it.",
        "Call `deep` for every part: items, keys, values, attributes. A default argument `memo={}` is made once and "
        "lives on between calls; use None.",
    ),
)
@corpus({"code": f"value = {wrapped([wrapper], '[]')}"} for wrapper in WRAPPERS)
@corpus({"code": f"value = {leaf}"} for leaf in LEAVES)
@corpus({"code": code} for code in (*NESTED, "value = len", "value = math", "value = 1.5"))
@given(code=trees())
def deep_shares_nothing_changeable(submission: Any, code: str) -> None:
    with showing(code):
        value = planned(code)["value"]
        before = Picture(value)
        twin, other = copied(submission.deep, value), copied(submission.deep, value)
        ways = [matches(before, one, sharing=False, apart=True) for one in (twin, other)]
        before.has_not_changed()
        both = [ways[0][key] for key in ways[0].keys() & ways[1].keys()]
        assert not both, f"Two calls of deep(value) share an object: {named(min(both), 'copy')} is one in both."


NAMES = "abcde"
# @1 is the one before, @2 the one before that.
PLAIN = ("[]", "[@1]", "Task()", "{'k': @1}", "[@1, @1]", "Task(x=@1)", "{'a': @1, 'b': @2}", "[@2, []]", "Alike()")
TUPLES = ("([], 1)", "(@1,)", "(@1, @2)", "(Task(), @1)", "((@1,), @1)", "({}, @2)")
SHARED = (
    "a = []; value = [a, a]",
    "a = [1]; b = [1]; value = {'x': a, 'y': b, 'z': a}",
    "a = []; b = []; value = [a, b]",
    "a = Alike(); b = Alike(); value = [a, b, a]",
    "a = Hollow(); value = [a, Hollow(), a]",
    "a = set(); value = Task(x=a, y=a, z=set())",
    "a = Task(); b = Task(); value = [{a: 1}, {b: 1}, {a: 2}]",
    "a = (Task(), 1); value = [{a: 1}, {a: 2}, {(Task(), 1): 3}]",
    "a = Task(); value = [{a}, {a, 1}, {Task()}]",
    "a = frozenset([Task()]); value = [a, a, frozenset([Task()])]",
    "a = ([],); b = ([],); value = [a, b, a, b]",
    "a = ([],); b = (a, a); value = [b, (a, a), b]",
    "a = {}; value = [a, {'k': a}, Task(x=a)]",
)


def linked(shapes: Sequence[str]) -> str:
    """Lines that make one thing after the other, and a list of all of them, the first one twice."""
    lines = []
    for number, shape in enumerate(shapes):
        for back in (1, 2):
            shape = shape.replace(f"@{back}", NAMES[number - back] if number >= back else "[]")
        lines.append(f"{NAMES[number]} = {shape}")
    return "\n".join([*lines, f"value = [{', '.join(NAMES[: len(shapes)])}, a]"])


@requirement(
    "What is in two places of the original is one object in two places of the copy, and what only looks alike stays "
    "two.",
    weight=3,
    critical=True,
    hints=(
        "Two tasks share a team. How many teams are there in the copy? And two empty lists, are they one?",
        "Remember what was copied already, and look there first. Equal is not the same.",
        "A dict from `id(original)` to the copy, handed on to every call. Ask `in` whether it is there: a copy may be "
        "empty, or claim to be equal to everything.",
    ),
)
@corpus({"code": code} for code in SHARED)
# Tuples by themselves: whoever forgets to copy them at all is told so elsewhere.
@given(
    code=st.sampled_from(
        [
            linked(shapes)
            for kinds in (PLAIN, TUPLES)
            for size in (2, 3)
            for shapes in itertools.product(kinds, repeat=size)
        ]
    )
)
def deep_keeps_what_is_shared(submission: Any, code: str) -> None:
    hold_shape(submission, code)


def hold_shape(submission: Any, code: str, root: str = "value") -> None:
    """The deep copy must be new, and of the same shape; what may be shared is asked elsewhere."""
    with showing(code if root == "value" else f"{code}\nvalue = {root}"):
        value = eval(root, planned(code))
        before = Picture(value)
        twin = copied(submission.deep, value)
        assert twin is not value, "deep(value) is value itself."
        matches(before, twin, sharing=True, apart=False)


# How one thing begins, and how it is made to hold the next one. Where that has to have a hash, it is a task.
LINKS = {
    "list": ("[]", "@.append(#)", False),
    "task": ("Task()", "@.next = #", False),
    "dict": ("{}", "@['k'] = #", False),
    "twice": ("[1]", "@ += [#, #]", False),
    "set": ("set()", "@.add(#)", True),
}


def ring(kinds: Sequence[str]) -> str:
    """Lines that make a circle: each thing holds the next one, and the last one the first."""
    beginnings, links = [], []
    for kind in kinds:
        beginning, link, wants_task = LINKS[kind]
        beginnings.append(beginning)
        links.append(link)
        if wants_task:
            beginnings.append("Task()")
            links.append(LINKS["task"][1])
    names = "abcdefgh"[: len(links)]
    lines = [f"{', '.join(names)} = {', '.join(beginnings)}"]
    for link, name, other in zip(links, names, names[1:] + "a", strict=True):
        lines.append(link.replace("@", name).replace("#", other))
    return "\n".join([*lines, "value = a"])


@requirement(
    "A value that contains itself, through lists, dicts, sets or objects, gets a copy that contains itself in the same "
    "places.",
    weight=2,
    hints=(
        "A project knows its tasks, and each task knows its project. Where does the copying end?",
        "By the time a part leads back to the value, the copy of the value has to be there, though not yet complete.",
        "Make the copy empty, put it into the memo, and only then copy the parts into it.",
    ),
)
@corpus({"kinds": (kind,)} for kind in LINKS)
@corpus({"kinds": (kind, "task")} for kind in LINKS)
@given(kinds=short_sequences(tuple(LINKS), min_size=1, max_size=3))
def closes_circles(submission: Any, kinds: Sequence[str]) -> None:
    code = ring(kinds)
    hold_shape(submission, code)


# Where a set or a dict takes it for a member or a key, everything in it has a hash.
ANY_LINKS = ("(@,)", "(1, @)", "((@,),)", "(@, @)", "[(@,)]", "Row([@])", "{'k': (@, 1)}")
HASHED_LINKS = (
    *("frozenset([@])", "{(@,)}", "{(@, 1): 2}", "(frozenset([@]),)", "frozenset([(@,)])", "{frozenset([@]): 1}"),
)
TUPLE_CIRCLES = (
    "a = []; a.append(Pair(a, 1))",
    "a = []; b = (a,); a += [b, b]",
    "a = []; b = (a, (a, 1)); a.append((b,))",
    "a = Task(); b = frozenset([a]); a.next = [b, (b,)]",
    "a = []; b = []; c = ((a, b),); a.append(c); b.append(c)",
    "a = Row([1]); a.next = [a]",
)


def tuple_ring(links: Sequence[str], of_tasks: bool) -> str:
    """Lines that make a circle of lists or tasks, with other things on the way from one to the next."""
    names = "abcdefgh"[: len(links)]
    lines = [f"{', '.join(names)} = {', '.join(['Task()' if of_tasks else '[]'] * len(names))}"]
    for link, name, other in zip(links, names, names[1:] + "a", strict=True):
        what = link.replace("@", other)
        lines.append(f"{name}.next = {what}" if of_tasks else f"{name}.append({what})")
    return "\n".join(lines)


@requirement(
    "Circles close through tuples and frozensets as well, wherever the copying begins: what is one tuple stays one.",
    hints=(
        "Put a list into a tuple and the tuple into the list. Copy the tuple, then the list.",
        "A tuple cannot be made before its items are. By the time they are copied, somebody further in may have met "
        "the same tuple and finished a copy of it.",
        "After copying the items look into the memo once more, before you make the tuple.",
    ),
)
@corpus({"code": tuple_ring((link,), False)} for link in ANY_LINKS)
@corpus({"code": tuple_ring((link,), True)} for link in HASHED_LINKS)
@corpus({"code": code} for code in TUPLE_CIRCLES)
@given(
    code=st.sampled_from(
        [
            tuple_ring(links, of_tasks)
            for size in (1, 2)
            for of_tasks, kinds in ((False, ANY_LINKS), (True, ANY_LINKS + HASHED_LINKS))
            for links in itertools.product(kinds, repeat=size)
        ]
    )
)
def closes_circles_through_tuples(submission: Any, code: str) -> None:
    for root in ("a", "a.next" if ".next" in code else "a[0]"):
        hold_shape(submission, code, root)


CONTENTS = ("[1]", "{'k': []}", "1", "[]", "Task()", "len")
DERIVED = (
    *("value = Named('plan', @, 2)", "value = Named(@)", "value = Config(@, k=@, a=1)", "value = Tags(@, 'a', 1)"),
    *("value = Tags('me')", "value = Config('me')", "value = Named('x')"),
    "value = Row([@, 2]); value.table = @",
    "value = Row(); value.table = @",
    "value = Labels(['a', 'b']); value.owner = @",
    "value = Tags('me', Task(x=@))",
    *("value = Pair(@, 2)", "value = Pair(@, [])", "value = Point(@, 2); value.name = @"),
    *("value = Stack([@, 2]); value.limit = @", "value = Stack([@])", "value = Deck([1, @]); value.more = @"),
    *("value = Index({'k': @, 'a': 2}); value.source = @", "value = Index(k=@)"),
    "value = Named('x', 1); value.more = Named('y', @)",
)
ATTRIBUTES = (
    *("value = Ticket(7, @)", "value = Ticket(@, @)", "value = Place(@, 2)", "value = Room(@, 2); value.door = @"),
    *("value = Room(1, @)", "value = House(@, 2); value.garden = @", "value = Single(); value.content = @"),
    "value = Single()",
    *("value = Told(); value.right = @", "value = Safe(@)", "value = Vault(@)", "value = Vault(@).lock([2])"),
    *("value = Secret(@)", "value = Deeper(@).add([2])", "value = Price(@)", "value = Price(1, @)", "value = Coin(@)"),
    *("value = Coin(@, 2)", "value = Ticket(print, @); value.then = lambda: 0", "value = Place(Task, math)"),
    "value = Locked(); object.__setattr__(value, 'content', @)",
    *("value = Magic(); value.real = @", "value = Magic()", "value = Task(_x=@, __y=@, z=None)"),
    *("value = Hollow(); value.x = @", "value = Alike(); value.x = @", "value = Caller(@)"),
)


def hold_both(submission: Any, code: str) -> None:
    """Both kinds of copy of one value must be right."""
    with showing(code):
        value = planned(code)["value"]
        before = Picture(value)
        matches_shallowly(before, copied(submission.shallow, value))
        matches(before, copied(submission.deep, value), sharing=False, apart=True)
        before.has_not_changed()


def filled(codes: Sequence[str]) -> st.SearchStrategy[str]:
    """Each text with each content."""
    return st.sampled_from([code.replace("@", content) for content in CONTENTS for code in codes])


@requirement(
    "A copy of a container of a derived class has that class, its items and its attributes, whatever its `__init__` "
    "wants; namedtuples, too.",
    weight=2,
    hints=(
        "Derive a class from list whose `__init__` takes a name first, and copy one.",
        "`cls(items)` runs an `__init__` that you do not know. Make the container without it, and fill it as its base "
        "class would. And then it may have attributes, as any object.",
        "`list.__new__(cls)`, then `extend`; `tuple.__new__(cls, items)` for tuples, namedtuples among them.",
    ),
)
@corpus({"code": code.replace("@", "[1]")} for code in DERIVED)
@given(code=filled(DERIVED))
def keeps_derived_containers(submission: Any, code: str) -> None:
    hold_both(submission, code)


@requirement(
    "A copy of an object has all attributes of the original and no others: those in `__dict__` and in slots, private "
    "and inherited ones, too, even if the class forbids to set them or makes up what is not there.",
    weight=2,
    hints=(
        "What does vars() tell about an object with `__slots__`? And what about one whose base class has some, too?",
        "`getattr` and `setattr` ask the class, and it may refuse or invent. What is stored can be read and written "
        "past it.",
        "Each class in `type(value).__mro__` may have slots; they are descriptors in its `vars()`, with `__get__` and "
        "`__set__`. `object.__getattribute__(value, '__dict__')` and `object.__setattr__` pass by the class as well.",
    ),
)
@corpus({"code": code.replace("@", "[1]")} for code in ATTRIBUTES)
@given(code=filled(ATTRIBUTES))
def copies_all_attributes(submission: Any, code: str) -> None:
    hold_both(submission, code)


@dataclass(frozen=True)
class Story:
    """A text that makes a value whose class has a hook, and what must be true of its copy.

    Attributes:
        code: makes `value`.
        how: "deep" or "shallow".
        claims: expressions over `value` and `copy`, each with what it must give.
    """

    code: str
    how: str
    claims: tuple[tuple[str, object], ...]

    def __repr__(self) -> str:
        return self.code


PART = """\
class Part:
    def __init__(self, parts):
        self.parts, self.asked = parts, 0
    def __deepcopy__(self, memo):
        self.asked += 1
        copy = memo[id(self)] = type(self)(None)
        copy.parts = deep(self.parts, memo)
        return copy
"""
FORGETFUL = """\
class Part:
    def __init__(self, parts):
        self.parts = parts
    def __deepcopy__(self, memo):
        return Part(deep({}, memo))
"""
STORIES = (
    Story(
        "class Point:\n    def __copy__(self):\n        return ['a copy', self]\nvalue = Point()",
        "shallow",
        (("copy[0]", "a copy"), ("copy[1] is value", True)),
    ),
    Story(
        "class Bag(list):\n    def __copy__(self):\n        return self\nclass Box(Bag):\n    pass\nvalue = Box([[1]])",
        "shallow",
        (("copy is value", True),),
    ),
    Story(
        "class Point:\n    def __deepcopy__(self, memo):\n        return 'a copy'\nvalue = Point()",
        "shallow",
        (("type(copy) is Point", True), ("copy is value", False)),
    ),
    Story(
        "class Point:\n    def __copy__(self):\n        return 'a copy'\nvalue = [Point()]",
        "deep",
        (("type(copy[0]) is type(value[0])", True), ("copy[0] is value[0]", False)),
    ),
    Story(
        "class Point:\n    def __copy__(self):\n        return 'a copy'\nvalue = Point",
        "shallow",
        (("copy is Point", True),),
    ),
    Story(
        "class Point:\n    def __deepcopy__(self, memo):\n        return 'a copy'\nvalue = [Point, Point()]",
        "deep",
        (("copy[0] is value[0]", True), ("copy[1]", "a copy")),
    ),
    Story(
        "class Point:\n    def __deepcopy__(self, memo):\n        return self\nvalue = [Point(), [1], {'k': Point()}]",
        "deep",
        (
            *(("copy[0] is value[0]", True), ("copy[2]['k'] is value[2]['k']", True)),
            *(("copy[1] is value[1]", False), ("copy[2] is value[2]", False)),
        ),
    ),
    Story(
        "class Bag(list):\n    def __deepcopy__(self, memo):\n        return ['a copy', *deep([*self], memo)]\n"
        "class Box(Bag):\n    pass\nvalue = [Box([[1]])]",
        "deep",
        (("copy", [["a copy", [1]]]), ("copy[0][1] is value[0][0]", False)),
    ),
    Story(
        "class Point:\n    pass\nvalue = Point()\nvalue.__copy__ = lambda: 'of the instance'\nvalue.x = []",
        "shallow",
        (("type(copy) is Point", True), ("copy.x is value.x", True), ("copy.__copy__ is value.__copy__", True)),
    ),
    Story(
        "class Point:\n    pass\nvalue = Point()\nvalue.__deepcopy__ = lambda memo: 'of the instance'",
        "deep",
        (
            *(("type(copy) is Point", True), ("copy is value", False)),
            ("copy.__deepcopy__ is value.__deepcopy__", True),
        ),
    ),
    Story(
        "class Point:\n    __slots__ = ('x',)\n    def __getattr__(self, name):\n        return lambda *_: 'made up'\n"
        "value = Point()\nvalue.x = 1",
        "deep",
        (("type(copy) is Point", True), ("copy is value", False), ("copy.x", 1)),
    ),
    *(
        Story(
            "class Point:\n    def __getattr__(self, name):\n        return lambda *_: 'made up'\n"
            "value = Point()\nvalue.x = 1",
            how,
            (("type(copy) is Point", True), ("copy is value", False), ("copy.x", 1)),
        )
        for how in ("shallow", "deep")
    ),
    Story(
        f"{PART}part = Part([[1]])\nvalue = [part, part]",
        "deep",
        (
            *(("copy[0] is copy[1]", True), ("copy[0] is part", False), ("part.asked", 1)),
            *(("copy[0].parts", [[1]]), ("copy[0].parts is part.parts", False)),
        ),
    ),
    Story(
        "class Part:\n    asked = 0\n    def __deepcopy__(self, memo):\n        self.asked += 1\n"
        "        return Part()\npart = Part()\nvalue = [part, {'k': part}]",
        "deep",
        (("copy[0] is copy[1]['k']", True), ("copy[0] is part", False), ("part.asked", 1)),
    ),
    Story(
        "class Two:\n    def __init__(self, left, right):\n        self.left, self.right = left, right\n"
        "    def __deepcopy__(self, memo):\n        return Two(deep(self.left, memo), deep(self.right, memo))\n"
        "team = ['Ann']\nvalue = Two(team, team)",
        "deep",
        (("copy.left is copy.right", True), ("copy.left is team", False), ("copy.left", ["Ann"])),
    ),
    Story(
        f"{PART}team = ['Ann']\nvalue = [Part([team]), team, Part([team]), {{'k': team}}]",
        "deep",
        (
            *(("copy[0].parts[0] is copy[1]", True), ("copy[2].parts[0] is copy[1]", True)),
            *(("copy[3]['k'] is copy[1]", True), ("copy[1] is team", False), ("copy[1]", ["Ann"])),
        ),
    ),
    Story(
        f"{PART}class Piece(Part):\n    pass\nvalue = Piece([])\nvalue.parts.append(value)",
        "deep",
        (
            *(("type(copy) is Piece", True), ("copy is value", False), ("copy.parts[0] is copy", True)),
            ("value.asked", 1),
        ),
    ),
    Story(
        f"{PART}part = Part([1])\nvalue = {{'a': [part], 'b': {{part}}}}",
        "deep",
        (
            *(("copy['b'] == {copy['a'][0]}", True), ("copy['a'][0] is part", False)),
            *(("part.asked", 1), ("copy['a'][0].parts", [1])),
        ),
    ),
    Story(
        "seen = []\nclass Part:\n    def __init__(self, parts):\n        self.parts = parts\n"
        "    def __deepcopy__(self, memo):\n        copy = deep(self.parts, memo)\n"
        "        seen.append((isinstance(memo, dict), memo[id(self.parts)] is copy))\n        return Part(copy)\n"
        "value = [Part([1]), Part({'k': 2})]",
        "deep",
        (("seen", [(True, True)] * 2), ("copy[1].parts", {"k": 2}), ("copy[1].parts is value[1].parts", False)),
    ),
)
# What a hook passes on dies as soon as it is copied; the next one may be made in the same place.
TEMPORARIES = tuple(
    Story(
        FORGETFUL.format(passed) + f"value = [Part({parts}) for n in range({count})]",
        "deep",
        ((f"[part.parts for part in copy] == [{due} for n in range({count})]", True),),
    )
    for count in (12, 14, 17)
    for passed, parts, due in (
        ("[*self.parts]", "[n]", "[n]"),
        ("{'k': self.parts}", "[n]", "{'k': [n]}"),
        ("(self.parts, 1)", "[n]", "([n], 1)"),
        ("[*self.parts]", "[[n], n]", "[[n], n]"),
        ("[[self.parts]]", "{n: []}", "[[{n: []}]]"),
    )
)


@requirement(
    "The hooks that a class defines decide: `__copy__` for shallow, `__deepcopy__` for deep, asked once for each "
    "object, with a memo by which shared parts stay shared.",
    weight=2,
    hints=(
        "Let a class define `__deepcopy__` and copy a list that holds one object of it twice. And a list of twelve "
        "such objects, each of which copies a temporary list.",
        "Python looks special methods up on the class. The memo belongs to one call of `deep` and goes along into "
        "every hook. An id is worth something only as long as its object lives.",
        "`getattr(type(value), '__deepcopy__', None)`. Keep each original alive as long as the memo, in a list that is "
        "in the memo.",
    ),
)
@corpus({"story": story} for story in (*STORIES, *TEMPORARIES))
@given(story=st.sampled_from([*STORIES, *TEMPORARIES]))
def asks_the_hooks(submission: Any, story: Story) -> None:
    exhibit("the code", f"{story.code}\ncopy = {story.how}(value)")
    scope = planned(story.code, deep=submission.deep)
    scope["copy"] = copied(getattr(submission, story.how), scope["value"])
    for claim, due in story.claims:
        with shown_on_failure("then", claim):
            assert expected(due) == eval(claim, scope)
