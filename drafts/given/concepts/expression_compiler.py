"""The instructions of the virtual machine in ``concepts/expression_compiler``."""

from typing import Any, Literal, NamedTuple, TypeAlias

Opcode: TypeAlias = Literal[
    "LOAD_CONST",
    "LOAD_NAME",
    "UNARY_OP",
    "BINARY_OP",
    "COMPARE_OP",
    "COPY",
    "SWAP",
    "POP_TOP",
    "JUMP",
    "POP_JUMP_IF_FALSE",
    "POP_JUMP_IF_TRUE",
    "RETURN_VALUE",
]


class Instruction(NamedTuple):
    """One step of the machine; what the argument means depends on the opcode, and some have none."""

    opcode: Opcode
    argument: Any = None
