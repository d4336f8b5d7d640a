"""Without ``--kata`` it is as if we were not installed."""

import re

import pytest

SUITE = """
    import sys
    import pytest

    def test_passes(): pass

    def test_nothing_of_ours_is_imported():
        ours = [name for name in sys.modules if name.startswith("pytest_interview_kata")]
        assert ours == ["pytest_interview_kata", "pytest_interview_kata.plugin"]

    def test_fails(): assert [1, 2] == [1, 3]

    @pytest.mark.skip(reason="no")
    def test_skipped(): pass

    @pytest.mark.parametrize("n", range(3))
    def test_parametrised(n, tmp_path): pass
"""


def shape(result: pytest.RunResult) -> list[str]:
    """The output without times, and without our name in the header."""
    lines = [re.sub(r"\d+\.\d+s", "N s", line) for line in result.outlines]
    # Which of two workers does what, and when, is theirs.
    lines = [line.replace("[gw1]", "[gw0]") for line in lines]
    lines = ["".join(sorted(line)) if line.endswith("[100%]") else line for line in lines]
    return [line.replace("interview-kata-0.1.0, ", "") for line in lines]


@pytest.mark.parametrize(
    "options", [[], ["-v"], ["-q", "-rA"], ["-n", "2"], ["--collect-only"], ["--tb=short"]], ids=str
)
def test_the_output_is_the_same_with_and_without_the_plugin(learner, options):
    learner.pytester.makepyfile(SUITE.replace("assert ours ==", "assert not ours or ours =="))
    with_it = learner.run(*options)
    without = learner.run("-p", "no:interview-kata", *options)
    if options == ["-n", "2"]:  # the order of two workers is theirs
        assert sorted(shape(with_it)) == sorted(shape(without))
    else:
        assert shape(with_it) == shape(without)
    assert with_it.ret == without.ret


def test_nothing_but_the_option_definitions_is_imported(learner):
    learner.pytester.makepyfile(SUITE)
    learner.run().assert_outcomes(passed=5, failed=1, skipped=1)


def test_no_library_of_ours_is_imported_by_the_plugin(learner):
    learner.pytester.makepyfile(
        """
        import sys
        def test_light():
            assert not {"hypothesis", "msgspec", "flask", "django", "html5lib"} & set(sys.modules)
        """
    )
    options = ["-p", "no:hypothesispytest", "-p", "no:requests_mock", "-p", "no:xdist"]
    learner.run(*options).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    "option", ["--kata-solutions", "--kata-compare", "--kata-fail-under=3", "--kata-report=x.json"]
)
def test_an_option_that_means_nothing_without_kata_says_so(learner, option):
    result = learner.run(option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{option.partition('=')[0]} needs --kata=SELECTOR, for example --kata=security."])
