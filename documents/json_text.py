"""The advice as JSON text."""

from __future__ import annotations

import json

from knowledge.advice import Advice, as_data


def json_text(advice: Advice) -> str:
    """The advice as JSON in the published schema, the same bytes for the same advice."""
    return json.dumps(as_data(advice), ensure_ascii=False, indent=1) + "\n"
