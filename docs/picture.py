"""Draw `docs/run.svg`, the picture in the README, from a real run: ``python docs/picture.py``."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ANSWER = HERE.parent / "tests" / "wrong_answers" / "security" / "sql_injection" / "underscore_unescaped.py"
COLUMNS = 96


def main() -> None:
    """Lay out the stubs, answer one kata with a mistake and another one rightly, run, and draw what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "interview")
        workspace.mkdir()
        _run(workspace, "pytest_interview_kata.cli", "init")
        (workspace / "katas/security/sql_injection.py").write_bytes(ANSWER.read_bytes())
        reference = HERE.parent / "solutions/security/safe_redirect.py"
        (workspace / "katas/security/safe_redirect.py").write_bytes(reference.read_bytes())
        told = _run(
            workspace,
            "pytest",
            "--kata=security",
            "--color=yes",
            "-p",
            "no:cacheprovider",
            "--no-header",
            "-p",
            "no:randomly",
        )
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"))  # noqa: SIM115  goes with the process
    console.print(Text.from_ansi("$ pytest --kata=security\n" + told))
    picture = console.export_svg(title="pytest --kata=security")
    # The reader's own monospace font will do; a picture in a README should fetch nothing.
    (HERE / "run.svg").write_text(re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL))


def _run(folder: Path, module: str, *arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": str(COLUMNS)}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    main()
