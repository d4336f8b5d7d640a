from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import expected, requirement


@requirement("The sum is right.", weight=3, critical=True, hints=("What is a sum?", "+"))
@given(a=st.integers(-99, 99), b=st.integers(-99, 99))
def adds(submission, a, b):
    assert expected(a + b) == submission.add(a, b)


@requirement("The total is right.", weight=2)
@given(numbers=st.lists(st.integers(-9, 9), max_size=5))
def totals(submission, numbers):
    assert expected(sum(numbers)) == submission.total(list(numbers))


@requirement("The count is right.")
def counts(submission):
    SECRET_OF_THE_CHECK = [1, 2, 3]
    count = submission.count(SECRET_OF_THE_CHECK)
    assert type(count) is int, "A count is an int."
    assert expected(len(SECRET_OF_THE_CHECK)) == count
