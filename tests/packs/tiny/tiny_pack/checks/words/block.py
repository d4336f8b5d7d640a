from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import expected, requirement


@requirement("The block gives the word.")
@given(word=st.text("ab"))
def gives_the_word(submission, word):
    with submission.block(word) as given:
        assert expected(word) == given
