"""Explain how Python is interpreted.

Say it in a minute
    CPython works in two stages. First it compiles: the source of a whole module is split into tokens, parsed into a
    syntax tree and translated into bytecode, simple instructions for an imaginary machine with a stack, held in a code
    object. So a syntax error in the last line is reported before the first one runs. For imported modules the bytecode
    is kept in `__pycache__`, until the source changes. Then it interprets: a loop written in C takes one instruction
    after the other, pushes and pops operands and calls the types' own operations. `a + b` is two loads and a
    BINARY_OP; only when it runs does `a` have a type. That is what dynamic means: compiling knows the syntax, not the
    types, and names are looked up when they are needed. `dis.dis(function)` shows all of it. Since 3.11 the loop
    replaces instructions by faster ones for the types that it sees (PEP 659). PyPy is another implementation, which
    compiles hot loops to machine code while the program runs.

Trade-offs
    - Stack or registers: a stack machine has a simple compiler and short instructions, and shuffles values more. Lua
      and Android's Dalvik chose registers.
    - A machine in Python, like this one, is far slower per instruction than C. Here it buys safety and control:
      the formula can do what the list allows and nothing else. For speed alone, `compile()` once and `eval` the code.
    - A walk over the tree would be shorter than compiling. Bytecode is flat: it can be stored, sent, listed,
      counted, interrupted after a number of steps, and run without recursion.
    - A list of what is allowed is the only safe way round. `eval` with empty builtins is none:
      `().__class__.__base__.__subclasses__()` needs no names. And a limit is still missing here: `9**9**9`
      takes all memory, so a service bounds the operands of `**` and `*`, too.

Follow-up questions
    *Is Python compiled or interpreted?* Both, and it is a property of the implementation, not of the language.
    *What is in a .pyc file?* A magic number for the bytecode version, the source's time and size or its hash, and the
    marshalled code object. It makes importing faster, not running, and hides nothing.
    *Where does the lock (GIL) come in?* The loop holds it while it runs bytecode, so in the usual build one thread at
    a time does, and it lets others in at certain instructions. One line of Python is several instructions:
    `counter += 1` is not atomic.

What people get wrong
    - "Python compiles and runs line by line." The whole module is compiled first. Only the interactive prompt goes
      statement by statement.
    - "CPython compiles just in time." It interprets bytecode. The JIT that came with 3.13 is an experiment,
      which must be built in and is off by default. Specialised instructions (PEP 659) are still bytecode.
    - `(a < b) < c` for a chain: that compares a bool. And `a < b and b < c` computes b twice.
    - `and` and `or` as functions of two values: then both sides have been evaluated already, and the result is
      an operand, not a bool.
    - Folding constants without care: `1 / 0` must not fail before it is reached, perhaps never.

Read on
    - https://docs.python.org/3/library/dis.html#python-bytecode-instructions
    - https://docs.python.org/3/reference/expressions.html#comparisons
    - https://docs.python.org/3/library/ast.html
    - https://peps.python.org/pep-0659/ (specializing adaptive interpreter), https://peps.python.org/pep-0744/ (JIT)
"""

import ast
import operator
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pytest_interview_kata.given.concepts.expression_compiler import Instruction, Opcode

__all__ = ["Instruction", "Opcode"]

_SYMBOLS: dict[type[ast.AST], str] = {
    ast.USub: "-",
    ast.UAdd: "+",
    ast.Not: "not",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_UNARY: dict[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "not": operator.not_}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_LITERALS = (int, float, str, bool, type(None))


def compile_expression(source: str) -> list[Instruction]:
    """Return the instructions that compute the formula `source`."""
    compiler = _Compiler()
    compiler.visit(ast.parse(source, mode="eval").body)
    compiler.emit("RETURN_VALUE")
    return compiler.code


def execute(code: Sequence[Instruction], names: dict[str, Any]) -> Any:
    """Run the instructions with these names, and return the result."""
    stack: list[Any] = []
    position = 0
    while True:
        opcode, argument = code[position]
        position += 1
        match opcode:
            case "LOAD_CONST":
                stack.append(argument)
            case "LOAD_NAME":
                if argument not in names:
                    raise NameError(f"name {argument!r} is not defined", name=argument)
                stack.append(names[argument])
            case "UNARY_OP":
                stack.append(_UNARY[argument](stack.pop()))
            case "BINARY_OP" | "COMPARE_OP":
                right = stack.pop()
                stack.append(_BINARY[argument](stack.pop(), right))
            case "COPY":
                stack.append(stack[-argument])
            case "SWAP":
                stack[-1], stack[-argument] = stack[-argument], stack[-1]
            case "POP_TOP":
                stack.pop()
            case "JUMP":
                position = argument
            case "POP_JUMP_IF_FALSE":
                if not stack.pop():
                    position = argument
            case "POP_JUMP_IF_TRUE":
                if stack.pop():
                    position = argument
            case "RETURN_VALUE":
                return stack.pop()


class _Compiler(ast.NodeVisitor):
    """Writes the instructions of each node behind those written so far.

    Every `visit` method leaves the stack as it was, with the node's value on top.
    """

    def __init__(self) -> None:
        self.code: list[Instruction] = []

    def emit(self, opcode: Opcode, argument: object = None) -> int:
        """Write an instruction, and return its index."""
        self.code.append(Instruction(opcode, argument))
        return len(self.code) - 1

    def visit_Constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, _LITERALS):  # bytes, complex numbers and the ellipsis are constants, too
            self.generic_visit(node)
        self.emit("LOAD_CONST", node.value)

    def visit_Name(self, node: ast.Name) -> None:
        self.emit("LOAD_NAME", node.id)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        self.visit(node.operand)
        self.emit("UNARY_OP", self._symbol(node.op))

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.visit(node.left)
        self.visit(node.right)
        self.emit("BINARY_OP", self._symbol(node.op))

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        leave: Opcode = "POP_JUMP_IF_FALSE" if isinstance(node.op, ast.And) else "POP_JUMP_IF_TRUE"
        *first, last = node.values
        decided = []
        for value in first:
            self.visit(value)
            decided.append(self._keep_and_jump(leave))
        self.visit(last)
        self._land(*decided)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        otherwise = self.emit("POP_JUMP_IF_FALSE")
        self.visit(node.body)
        end = self.emit("JUMP")
        self._land(otherwise)
        self.visit(node.orelse)
        self._land(end)

    def visit_Compare(self, node: ast.Compare) -> None:
        *middle, last = zip(node.ops, node.comparators, strict=True)
        self.visit(node.left)
        failed = []
        for symbol, right in middle:  # the comments show the stack, its top on the right
            self.visit(right)  # x y
            self.emit("SWAP", 2)  # y x
            self.emit("COPY", 2)  # y x y
            self.emit("COMPARE_OP", self._symbol(symbol))  # y result
            failed.append(self._keep_and_jump("POP_JUMP_IF_FALSE"))  # y
        self.visit(last[1])
        self.emit("COMPARE_OP", self._symbol(last[0]))
        if failed:
            end = self.emit("JUMP")
            self._land(*failed)  # y result
            self.emit("SWAP", 2)
            self.emit("POP_TOP")
            self._land(end)

    def generic_visit(self, node: ast.AST) -> NoReturn:
        """Refuse whatever has no method above: what is allowed is listed, not what is forbidden."""
        raise SyntaxError(f"{type(node).__name__} is not part of a formula")

    def _keep_and_jump(self, opcode: Opcode) -> int:
        """Jump with the deciding value on the stack, or go on without it."""
        self.emit("COPY", 1)
        jump = self.emit(opcode)
        self.emit("POP_TOP")
        return jump

    def _land(self, *jumps: int) -> None:
        """Let these jumps lead to what will be written next."""
        for jump in jumps:
            self.code[jump] = self.code[jump]._replace(argument=len(self.code))

    def _symbol(self, node: ast.AST) -> str:
        symbol = _SYMBOLS.get(type(node))
        return self.generic_visit(node) if symbol is None else symbol
