# The facts that an engine begins each run with. Only the engine makes and reads them here.
class DefFacts:
    order: int
