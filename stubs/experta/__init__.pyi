# Type stubs for the part of experta 1.9.4 that facts/experta_compat.py hands on.
__version__: str
