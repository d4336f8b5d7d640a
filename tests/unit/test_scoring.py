"""Verdicts become readiness."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.model import Outcome, Requirement, Verdict
from pytest_interview_kata.scoring import Band, score_kata, score_topic


def verdict(outcome: Outcome, weight: int = 1, *, critical: bool = False, name: str = "x") -> Verdict:
    return Verdict("topic/kata", Requirement(name, "Is so.", weight, critical), outcome)


MET, UNMET, NOT_STARTED = Outcome.MET, Outcome.UNMET, Outcome.NOT_STARTED
verdicts = st.lists(
    st.builds(
        verdict,
        st.sampled_from([*Outcome]),
        st.integers(1, 5),
        critical=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("given_verdicts", "points", "band"),
    [
        ([verdict(MET), verdict(MET)], 100, Band.READY),
        ([verdict(MET, 3), verdict(UNMET, 1)], 75, Band.NEARLY),
        ([verdict(MET, 2), verdict(UNMET, 1)], 66, Band.NEARLY),
        ([verdict(MET, 6), verdict(UNMET, 1)], 85, Band.READY),
        ([verdict(MET, 9), verdict(UNMET, 1, critical=True)], 50, Band.GETTING_THERE),
        ([verdict(MET, 1), verdict(UNMET, 9, critical=True)], 10, Band.GETTING_THERE),
        ([verdict(NOT_STARTED), verdict(NOT_STARTED)], 0, Band.NOT_STARTED),
        ([verdict(NOT_STARTED), verdict(UNMET)], 0, Band.GETTING_THERE),
        ([verdict(Outcome.TIMED_OUT), verdict(MET)], 50, Band.GETTING_THERE),
        ([verdict(Outcome.CRASHED), verdict(MET)], 50, Band.GETTING_THERE),
        ([verdict(MET), verdict(Outcome.UNAVAILABLE)], 100, Band.READY),
        ([verdict(MET), verdict(Outcome.UNAVAILABLE, critical=True)], 100, Band.NEARLY),
        ([verdict(Outcome.UNAVAILABLE)], None, Band.UNAVAILABLE),
        ([verdict(MET), verdict(Outcome.BROKEN)], None, Band.BROKEN),
    ],
)
def test_a_kata(given_verdicts, points, band):
    score = score_kata("topic/kata", given_verdicts, whole=True)
    assert (score.points, score.band) == (points, band)


def test_a_kata_that_was_not_judged_whole_has_no_score():
    score = score_kata("topic/kata", [verdict(MET)], whole=False)
    assert (score.points, score.band) == (None, Band.NOT_JUDGED)


@pytest.mark.parametrize(
    ("katas", "points", "band"),
    [
        ([[verdict(MET)], [verdict(UNMET)]], 50, Band.GETTING_THERE),
        ([[verdict(MET)], [verdict(MET)], [verdict(UNMET)]], 66, Band.NEARLY),
        ([[verdict(MET)], [verdict(MET, 9), verdict(UNMET, 1)]], 95, Band.READY),
        ([[verdict(MET)], [verdict(MET)], [verdict(MET, 9), verdict(UNMET, critical=True)]], 83, Band.NEARLY),
        ([[verdict(NOT_STARTED)], [verdict(NOT_STARTED)]], 0, Band.NOT_STARTED),
        ([[verdict(MET)], [verdict(Outcome.UNAVAILABLE)]], 100, Band.READY),
        ([[verdict(MET)], [verdict(Outcome.UNAVAILABLE, critical=True)]], 100, Band.NEARLY),
        ([[verdict(MET)], [verdict(Outcome.BROKEN)]], None, Band.BROKEN),
    ],
)
def test_a_topic_is_the_mean_of_its_katas_rounded_down(katas, points, band):
    score = score_topic("topic", [score_kata(f"topic/{n}", one, whole=True) for n, one in enumerate(katas)])
    assert (score.points, score.band) == (points, band)


@given(verdicts)
def test_100_means_everything(given_verdicts):
    score = score_kata("topic/kata", given_verdicts, whole=True)
    available = [one.outcome for one in given_verdicts if one.outcome is not Outcome.UNAVAILABLE]
    critical = {one.outcome for one in given_verdicts if one.requirement.critical and one.outcome is not MET}
    if score.points == 100:
        assert set(available) == {MET}
    if critical - {Outcome.UNAVAILABLE} and score.part is not None:
        assert score.part <= Fraction(1, 2)
    if critical:
        assert score.band is not Band.READY
