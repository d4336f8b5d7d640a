"""Code that katas hand to the learner, by topic."""
