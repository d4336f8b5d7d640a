"""The same code, the same verdict: Hypothesis and the sources of randomness, tamed.

Hypothesis is derandomised, but that alone does not do: it mixes constants of all loaded local modules into what it
draws, so that one more module changes every example; and a submission that draws random bytes of its own answers
differently in every run.
"""

import contextlib
import hashlib
import importlib
import os
import random
import re
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings

PROFILE = "interview-kata"
EXAMPLES = 100
THOROUGH_EXAMPLES = 10 * EXAMPLES


def settle_hypothesis(*, thorough: bool = False, seed: int | None = None) -> None:
    """Load the profile that judges. Must come before any check module is imported: ``@given`` keeps what it finds.

    Args:
        thorough: draw ten times as many examples.
        seed: draw from this seed instead of from the check's own text.
    """
    settings.register_profile(
        PROFILE,
        max_examples=THOROUGH_EXAMPLES if thorough else EXAMPLES,
        derandomize=seed is None,
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        # Without the explain phase a failing check takes a third of the time; the transcript explains.
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile(PROFILE)
    if seed is not None:
        hypothesis.core.global_force_seed = seed  # type: ignore[assignment]  # what --hypothesis-seed sets
    _forget_local_constants()
    # Else a folder ".hypothesis" appears beside the learner's files.
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.path.join(tempfile.gettempdir(), "hypothesis-kata"))


def warm_up() -> None:
    """Run one property, so that what Hypothesis builds on first use is built before the first fork."""
    strategies = hypothesis.strategies

    @settings(max_examples=20)
    @hypothesis.given(
        strategies.lists(strategies.text(strategies.characters(codec="utf-8")) | strategies.text("ab")),
        strategies.integers(),
        strategies.binary(),
    )
    def anything(text: object, number: object, octets: object) -> None: ...

    anything()


def pin_entropy(seed: str) -> None:
    """Make every source of randomness that Python code commonly uses depend on this seed alone.

    Args:
        seed: tells the example; the same text gives the same bytes. Addresses in it do not count.
    """
    digest = hashlib.sha256(re.sub(r" at 0x[0-9a-f]+", "", seed).encode(errors="backslashreplace")).digest()
    source = random.Random(digest)

    def pinned(size: int, flags: int = 0) -> bytes:
        return source.randbytes(size)

    os.urandom = pinned
    os.getrandom = pinned
    # `secrets` and `random.SystemRandom` read this one.
    random._urandom = pinned  # type: ignore[attr-defined]
    random.seed(digest)


@contextlib.contextmanager
def entropy_restored() -> Iterator[None]:
    """Put the sources of randomness back afterwards, where the process lives on."""
    before = os.urandom, os.getrandom, random._urandom, random.getstate()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        os.urandom, os.getrandom, random._urandom, state = before  # type: ignore[attr-defined]
        random.setstate(state)


def seed_of(inputs: Mapping[str, Any]) -> str:
    """The seed of an example: what was drawn for it."""
    try:
        return repr(sorted(inputs.items(), key=lambda item: item[0]))
    except Exception:
        return ",".join(sorted(inputs))


def _forget_local_constants() -> None:
    try:
        providers: Any = importlib.import_module("hypothesis.internal.conjecture.providers")
    except ImportError:
        return
    # Private; a Hypothesis without it does not mix them in, and a test holds the effect.
    if hasattr(providers, "_get_local_constants"):
        nothing = providers.Constants()
        providers._get_local_constants = lambda: nothing
