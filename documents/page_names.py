"""Names of the pages on what is known, by their languages; they link to each other."""

from __future__ import annotations

GUIDANCE = {"en": "guidance.md", "ja": "guidance.ja.md"}
VSPHERE = {"en": "vsphere.md", "ja": "vsphere.ja.md"}
