"""A compiler and a virtual machine for formulas

Question: Explain how Python is interpreted.
Difficulty: 3
Minutes: 45

Dealers type price formulas into a form, such as

    base * (1 + tax) if country == "DE" else base + 4

and each night a formula runs for two million articles. So far that is `eval` on
the text, once per article: slow, because every call parses the text again, and
last week a dealer's "formula" read our password file. You write what CPython
itself has inside, for formulas only. A compiler turns the text into instructions,
once; they are stored as JSON; and in another process a virtual machine runs them,
as often as you like.

The language is a part of Python, with Python's meaning:

    literals            int, float, str, True, False, None
    names               looked up when run, among the given names and nowhere else
    x + y   and         -  *  /  //  %  **
    -x   +x   not x
    x == y   and        !=  <  <=  >  >=    also in chains: 0 < x <= 10
    x and y   x or y   y if x else z   (x)

All else is a `SyntaxError` when it is compiled, whatever its wording: text that
is no Python expression, and everything that Python has beside these, such as
calls, attributes, `is`, `in`, `~`, `@`, tuples, f-strings, bytes and `1j`.
`ast.parse` is there to use.

What the formula means is what `eval` would do with the same names and no
builtins: the same value, of the same type, or the same type of exception. Operands
are evaluated from left to right and once each, the middle of a chain too. What
Python does not evaluate (the right side of `and` and `or`, the branch not taken,
the rest of a chain that has failed) is not evaluated. `and`, `or` and chains give
what Python gives, which need not be a bool. Only how often a value is asked
whether it is true is up to you; Python's versions differ there, too.

Compiling computes nothing that could fail: `1 / 0` compiles. When run, a name that
is not given is a `NameError`, and exceptions of operators go through as they are.

An `Instruction` is an opcode with at most one argument. The machine has a stack,
which is empty at first. It begins with the first instruction and goes on with the
next, unless told otherwise:

    LOAD_CONST value           push the value: an int, float, str, bool or None
    LOAD_NAME name             push what the name stands for
    UNARY_OP op                pop x; push op x, which is one of  -  +  not
    BINARY_OP op               pop y, pop x; push x op y:  +  -  *  /  //  %  **
    COMPARE_OP op              pop y, pop x; push x op y:  ==  !=  <  <=  >  >=
    COPY n                     push the n-th value from the top again; 1 is the top
    SWAP n                     exchange the top with the n-th value from the top
    POP_TOP                    pop a value and forget it
    JUMP index                 go on at code[index], be it ahead or behind
    POP_JUMP_IF_FALSE index    pop a value; JUMP if it is false, as `if` sees it
    POP_JUMP_IF_TRUE index     pop a value; JUMP if it is true
    RETURN_VALUE               pop a value: the result. The run ends here, whatever
                               is left on the stack

All ops and names are text, n and index are ints. Where no argument is listed, it
is None. These instructions are all there is: what they say is what happens,
also if somebody edits them.

A formula is one line of at most 300 printable ASCII characters, without
backslashes and without a space in front; the tree that `ast.parse` makes of it
is at most 30 deep. The same holds for text that is no formula. Names do not begin
with two underscores. No formula makes numbers or text so big that you would have
to guard against them. Values of names can be anything: None, a `Decimal`, an object
with operators of its own, which may even call `execute`.

Examples:

>>> code = compile_expression("base * 2 if base < 10 else 20")
>>> execute(code, {"base": 7}), execute(code, {"base": 12})
(14, 20)
>>> execute(compile_expression("name or 1 / 0"), {"name": "Ann"})
'Ann'
>>> compile_expression("open('/etc/passwd')")  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
SyntaxError: the text is up to you
>>> stored = [["LOAD_NAME", "a"], ["LOAD_CONST", 2], ["BINARY_OP", "-"], ["RETURN_VALUE", None]]
>>> execute([Instruction(*pair) for pair in stored], {"a": 9})
7

Requirements:

- computes_what_python_computes
- evaluates_from_left_to_right
- skips_what_python_skips
- chains_comparisons
- refuses_all_other_python (critical)
- raises_the_rest_when_run
- compiles_to_listed_instructions (critical)
- runs_any_listed_instructions
"""

import ast
import operator
from collections.abc import Sequence
from typing import Any

from pytest_interview_kata.given.concepts.expression_compiler import Instruction, Opcode

__all__ = ["Instruction", "Opcode"]


def compile_expression(source: str) -> list[Instruction]:
    """Return the instructions that compute the formula `source`.

    They hold nothing but opcodes and arguments as listed, so that they can be
    stored as JSON. Which of them, and in which order, is up to you, as long as a
    machine that does what the list says computes the formula, whatever the names
    stand for.

    Raises:
        SyntaxError: `source` is not a formula.
    """
    raise NotImplementedError


def execute(code: Sequence[Instruction], names: dict[str, Any]) -> Any:
    """Run the instructions with these names, and return the result.

    `code` comes from `compile_expression`, or was read from the database, edited
    or written by hand. It is well-formed: it ends with RETURN_VALUE (and may have
    others before), jumps lead to an index of the list, nothing is popped, copied
    or swapped that is not on the stack, and it comes to an end.

    Runs do not know of each other: the same code may run any number of times, with
    other names, after an exception, or while another run is not over yet. `code`
    and `names` stay as they are.
    """
    raise NotImplementedError
