"""Mutants of the rule base: broken on purpose, to see whether scenarios and verifier notice."""
