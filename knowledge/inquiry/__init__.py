"""What is asked of an advice once it is there: what it amounts to, and what differs from another.

Nothing is inferred here; only ``knowledge.advisor.advise`` and what it returns are read.
"""
