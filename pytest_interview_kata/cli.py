"""The door of the command line: ``kata``. Translates, decides nothing."""

from pathlib import Path

import click

from pytest_interview_kata import catalogue, workspace
from pytest_interview_kata.errors import KataError
from pytest_interview_kata.workspace import Workspace


class _Line(click.ClickException):
    """A `KataError` as click tells it: one line, and the exit code of a usage error."""

    exit_code = 2


@click.group(epilog="Judge your answers with: pytest --kata=SELECTOR")
@click.version_option(package_name="pytest-interview-kata")
def main() -> None:
    """Prepare for Python web interviews, in code: lay out the katas, look through them."""


@main.command()
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
@click.option("--kata-dir", default=workspace.FOLDER, show_default=True, metavar="DIR", help="where the stubs go")
def init(selectors: tuple[str, ...], kata_dir: str) -> None:
    """Lay out the stubs, all of them or those of SELECTOR; never over a file that is there.

    \b
    kata init                       every topic, in ./katas
    kata init security              one topic
    kata init --kata-dir=practice   somewhere else; judge with pytest --kata=all --kata-dir=practice
    """
    try:
        katas = catalogue.select(catalogue.all_katas(), selectors or ("all",))
        written, kept = workspace.lay_out(Workspace(Path(kata_dir)), katas)
    except KataError as error:
        raise _Line(str(error)) from error
    click.echo(f"{len(written)} katas laid out in {kata_dir}/, {len(kept)} were there and are as they were.")
    option = "" if kata_dir == workspace.FOLDER else f" --kata-dir={kata_dir}"
    if katas:
        example = min(katas, key=lambda kata: kata.difficulty)
        click.echo(f"Begin with {kata_dir}/{example.id}.py, then: pytest --kata={example.id}{option}")


@main.command(name="list")
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
def list_(selectors: tuple[str, ...]) -> None:
    """Show the katas: difficulty, minutes, title, the interview question.

    \b
    kata list
    kata list security
    """
    try:
        katas = catalogue.select(catalogue.all_katas(), selectors or ("all",))
    except KataError as error:
        raise _Line(str(error)) from error
    question = ""
    for kata in katas:
        if kata.question != question:
            question = kata.question
            click.secho(f"\n{kata.topic}: {question}", bold=True)
        click.echo(f"  {kata.id:<28} {'*' * kata.difficulty:<3} {kata.minutes:>3} min  {kata.title}")


if __name__ == "__main__":
    main()
