"""One topology model of a design, the views drawn from it, and how they become pictures."""
