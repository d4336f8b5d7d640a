from pytest_interview_kata.authoring import expected, requirement


@requirement("The word is right.")
def says_a_word(submission):
    assert expected("word") == submission.word()


@requirement("This cannot be met.")
def has_a_fault(submission):
    submission.word()
    raise KeyError("a defect of the check")
