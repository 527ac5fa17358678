"""Fits the judge of claims (`agent.safeguards.judging`) to our own sentences: `python -m willcall.training.recipes.claims`."""
