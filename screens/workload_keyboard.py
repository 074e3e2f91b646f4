"""What the grid lacks: a name for the field in which a cell is typed, and pastes that never vanish.

The grid drops what is pasted beyond its last row or column, and puts all lines into one cell while
that cell is being typed. Such a paste goes to the field for pasted text instead. A component
without a face watches for both while the table is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from screens import workload_paste
from screens.language import say
from screens.pasted_workloads import headings
from screens.workload_cells import NAME

_SCRIPT = """
const FIELD = "textarea.gdg-input, .gdg-input textarea, .gdg-input";
export default function (component) {
  const { data, setTriggerValue } = component;
  const grid = () => document.querySelector("[class*=st-key-workload-table]");
  const name = () => {
    for (const field of document.querySelectorAll(FIELD)) {
      if (grid() && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", data.cell);
    }
  };
  const observer = new MutationObserver(name);
  observer.observe(document.getElementById("portal") ?? document.body,
                   { childList: true, subtree: true });
  const fits = (lines, typing) => {
    const width = Math.max(...lines.map((line) => line.split("\\t").length));
    if (typing) return lines.length === 1 && width === 1;
    const heading = lines[0].split("\\t")[0].trim().toLowerCase().normalize("NFKC");
    if (lines.length > 1 && data.headings.includes(heading)) return false;
    const cell = grid().querySelector("td[aria-selected=true]");
    const column = Number(cell?.getAttribute("aria-colindex") ?? 1);
    const row = Number(cell?.closest("tr")?.getAttribute("aria-rowindex") ?? 2);
    return column - 1 + width <= data.columns && row - 2 + lines.length <= data.rows;
  };
  const paste = (event) => {
    const active = document.activeElement;
    const typing = active?.matches(FIELD) ?? false;
    if (!grid() || !(typing || grid().contains(active))) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.replace(/\\r\\n?/g, "\\n").replace(/\\n$/, "").split("\\n");
    if (fits(lines, typing)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (typing) active.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    setTriggerValue("pasted", { text: text });
  };
  window.addEventListener("paste", paste, true);
  return () => {
    observer.disconnect();
    window.removeEventListener("paste", paste, true);
  };
}
"""
_component = st.components.v2.component("hyper_v_ha_advisor_workload_keyboard", js=_SCRIPT)
_KEY = "workload-keyboard"


def watch(columns: int, rows: int) -> None:
    """Watch over a grid of that many columns that can be edited, and rows."""
    of_names = [text for text, column in headings().items() if column == NAME]
    _component(
        key=_KEY,
        data={
            "cell": say("workloads.cell"),
            "columns": columns,
            "rows": rows,
            "headings": of_names,
        },
        on_pasted_change=_take,
        height=1,
    )


def _take() -> None:
    pasted = st.session_state[_KEY].pasted
    if isinstance(pasted, Mapping):
        workload_paste.offer(str(pasted.get("text", "")))
