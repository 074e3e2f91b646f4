"""The YAML files that come with the advisor; those of users are read by ``strict_yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# PyYAML's wheels carry libyaml, which reads the same ten times as fast; a PyYAML built without it
# has no such name.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_own(path: Path) -> Any:
    """The content of a file; raises OSError and yaml.YAMLError, which tests rule out."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
