"""The same code, the same verdict."""

import json
import random
import string

import pytest

# Two people whose code hangs on chance: one on the order of a set, one on random bytes.
BY_SET_ORDER = ("return a + b", "return a + b if list({'apple', 'pear', 'plum'})[0] == 'plum' else a - b")
BY_ENTROPY = ("return a + b", "import secrets; return a + b + secrets.token_hex(1).startswith('0')")


def told(learner, *options: str) -> list:
    """All that a report says, but for the times."""
    learner.run("--kata=arithmetic/add", "--kata-report=out.json", *options)
    return told_of(learner)


def told_of(learner) -> list:
    """What the last report says."""
    report = json.loads((learner.path / "out.json").read_text())
    verdicts = report["topics"][0]["katas"][0]["requirements"]
    return [{key: value for key, value in verdict.items() if key not in {"seconds", "busy"}} for verdict in verdicts]


@pytest.mark.parametrize("change", [BY_SET_ORDER, BY_ENTROPY], ids=["set order", "entropy"])
def test_under_five_hash_seeds(learner, monkeypatch, change):
    learner.solve("arithmetic/add", change)
    found = []
    for seed in ("0", "1", "42", "4294967295", "random"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        found.append(told(learner))
    assert all(report == found[0] for report in found)


def test_with_unrelated_modules_in_the_tree(learner):
    """Hypothesis mixes in constants of local modules; one more module would change every draw."""
    learner.solve("arithmetic/add", ("return a + b", "return a + b if b != 17 else 0"))
    before = told(learner)
    for number in range(3):
        words = ["".join(random.choices(string.ascii_letters, k=9)) for _ in range(50)]
        learner.pytester.makepyfile(**{f"local_{number}": f"WORDS = {words}\nNUMBERS = {[17 * number, 123456]}"})
    after = told(learner, "-p", "local_0", "-p", "local_1", "-p", "local_2")
    assert before == after


def test_in_any_order_and_on_two_workers(learner):
    learner.solve("arithmetic/add", BY_ENTROPY)
    usual = told(learner)
    assert told(learner, "-n", "2") == usual
    for seed in (1, 2):
        shuffled = learner.pytester.runpytest_subprocess(
            "--kata=arithmetic/add", "--kata-report=out.json", f"--randomly-seed={seed}"
        )
        assert shuffled.ret == 1
        assert told_of(learner) == usual


def test_thorough_draws_more_from_a_seed_that_gives_it_back(learner):
    learner.solve("arithmetic/add", ("return a + b", "print('x', flush=True); return a + b"))
    usual = learner.run("--kata=arithmetic/add", "-s", "-k", "adds").stdout.str().count("x\n")
    result = learner.run("--kata=arithmetic/add", "--kata-thorough", "-s", "-k", "adds")
    assert result.stdout.str().count("x\n") > 5 * usual
    (line,) = [line for line in result.outlines if "--hypothesis-seed=" in line]
    seed = line.partition("--hypothesis-seed=")[2]

    learner.solve("arithmetic/add", ("return a + b", "print('x', a, b); return a + b"))
    runs = [
        [line for line in learner.run("--kata=arithmetic/add", *options, "-s", "-k", "adds").outlines if "x " in line]
        for options in (
            ["--kata-thorough", f"--hypothesis-seed={seed}"],
            ["--kata-thorough", f"--hypothesis-seed={seed}"],
            ["--kata-thorough", "--hypothesis-seed=1"],
        )
    ]
    assert runs[0] == runs[1] != runs[2]
