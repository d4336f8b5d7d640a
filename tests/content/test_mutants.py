"""One-step mutants of every reference are caught, or explained beside the kata."""

import pytest
from mutants import explained, survivors
from support import katas


@pytest.mark.parametrize("name", sorted(katas()))
def test_every_mutant_is_caught_or_explained(name):
    count, alive = survivors(name)
    reasons = explained(name)
    assert count > 5
    assert [str(mutant) for mutant in alive if str(mutant) not in reasons] == []
    assert set(reasons) <= {str(mutant) for mutant in alive}, "explained, but caught or gone"
