import logging

ALL: tuple[str, ...]
RULES: logging.Logger
ACTIVATIONS: logging.Logger
FACTS: logging.Logger
AGENDA: logging.Logger
MATCH: logging.Logger
MATCHER: logging.Logger
ENGINE: logging.Logger

def watch(*what: str, level: int = ...) -> None: ...
def unwatch(*what: str) -> None: ...
def worth(what: str, level_name: str) -> bool: ...
