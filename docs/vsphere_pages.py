"""The pages on the words of vSphere under ``docs``."""

from __future__ import annotations

from documents.page_names import VSPHERE
from documents.vsphere_words import vsphere_page


def pages() -> dict[str, str]:
    """The pages by their paths below ``docs``."""
    return {name: vsphere_page(language) for language, name in VSPHERE.items()}
