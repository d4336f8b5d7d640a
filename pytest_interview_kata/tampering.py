"""Tell whether a submission has replaced a part of Python, or of the libraries that judge it.

A function that "always passes" has to be put somewhere; this compares what was there before the submission was
imported with what is there after it was judged. It sees rebound functions and classes, not data: modules change their
own data all the time. Against somebody who takes more trouble nothing in the same process helps.
"""

import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

# Whose classes are compared, too; of all others only the modules' own names.
_JUDGES = ("pytest_interview_kata", "hypothesis")
# Set by us for every example.
_OURS = {("os", "urandom"), ("os", "getrandom"), ("random", "_urandom")}


@dataclass(frozen=True)
class Snapshot:
    """What the names of modules and classes were bound to, where that could be called."""

    spaces: tuple[tuple[str, Any, dict[str, Any]], ...]

    def replaced(self) -> str | None:
        """The first name that is bound to something else now, or to nothing; None if there is none."""
        for name, space, before in self.spaces:
            now = vars(space)
            for attribute, value in before.items():
                if now.get(attribute) is not value and (name, attribute) not in _OURS:
                    return f"{name}.{attribute}"
        return None


def snapshot() -> Snapshot:
    """Take down what there is now. Modules that hold checks are among it, if they are loaded."""
    spaces: list[tuple[str, Any, dict[str, Any]]] = []
    for name, module in list(sys.modules.items()):
        # sys is where hooks are set, for good reasons too.
        if isinstance(module, ModuleType) and name not in {"sys", "__main__"}:
            names = _callables(module)
            spaces.append((name, module, names))
            if name.startswith(_JUDGES):
                spaces += [
                    (f"{name}.{attribute}", value, _callables(value))
                    for attribute, value in names.items()
                    if type(value) is type and value.__module__ == name
                ]
    return Snapshot(tuple(spaces))


def _callables(space: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(space).items() if callable(value)}
