// Says in the language of the page what Streamlit says in English: it has no setting for that.
// And shows the top of the advice when it takes the place of the first page.
//
// Texts are looked for only in elements that Streamlit fills by itself, and names for screen
// readers (which may hold Markdown where a label does) everywhere. A text node keeps its place in
// React's tree; when React writes English into it again, it is translated again. WORDS holds, for
// each language, what is replaced by what; page_script.py puts it in front of this file.

const ROOTS = [
  "[data-testid=stSkipToContent]", "[data-testid=stFileUploader]", "[data-testid=InputInstructions]",
  "[data-testid=stSelectboxVirtualDropdown]", "[data-testid=stMultiSelectVirtualDropdown]",
  "[data-testid=stStatusWidget]", "[data-testid=stConnectionStatus]", "[data-testid=stDialog]",
  "[data-testid=stElementToolbar]", "[data-testid=stDownloadButtonError]", "[data-testid=stToolbar]",
  "[data-testid=stTooltipContent]", "[data-live-announcer]", "[class*=gdg-search]",
  "[data-testid^=stDataFrameColumn]",
].join(",");
const NAMES =
  "[aria-label],[placeholder],[data-testid=stFileUploader] [title],[data-testid=stElementToolbar] [title]";
const LONGEST = 300;

let exact = new Map();
let patterns = [];
let language = "";
let waiting = false;
let stage = "";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function learn(words) {
  exact = new Map();
  patterns = [];
  for (const [from, to] of words) {
    if (!from.includes("{")) {
      exact.set(from, to);
      continue;
    }
    const names = [];
    const source = from.split(/(\{\w+\})/).map((part) => {
      if (!/^\{\w+\}$/.test(part)) return escaped(part);
      names.push(part);
      return "([^]+?)";
    });
    patterns.push([new RegExp(`^${source.join("")}$`), names, to]);
  }
}

function translated(text) {
  const found = exact.get(text);
  if (found !== undefined) return found;
  if (text.length > LONGEST) return text;
  for (const [pattern, names, to] of patterns) {
    const match = pattern.exec(text);
    if (match) return names.reduce((said, name, i) => said.replace(name, () => match[i + 1]), to);
  }
  return text;
}

function say(text) {
  const core = text.trim();
  return core ? text.replace(core, () => translated(core)) : text;
}

// A label with a badge or an escaped sign is Markdown; a screen reader would spell it out.
const plain = (name) =>
  name.replace(/:[a-z]+(?:-badge|-background)?\[([^\]]*)\]/g, "$1").replace(/\\([!-/:-@[-`{-~])/g, "$1");

function sweep() {
  waiting = false;
  for (const root of document.querySelectorAll(ROOTS)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const said = say(node.nodeValue);
      if (said !== node.nodeValue) node.nodeValue = said;
    }
  }
  for (const element of document.querySelectorAll(NAMES)) {
    for (const attribute of ["aria-label", "title", "placeholder"]) {
      const name = element.getAttribute(attribute);
      if (!name) continue;
      const said = say(attribute === "aria-label" ? plain(name) : name);
      if (said !== name) element.setAttribute(attribute, said);
    }
  }
}

const soon = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(sweep);
};

// The button that opened a design is gone then, and the focus with it, unless it is elsewhere.
function arrive(now) {
  if (stage && stage !== now) {
    document.querySelector(".stMain").scrollTop = 0;
    const top = document.querySelector(".st-key-header h1");
    if (top && document.activeElement === document.body) {
      top.tabIndex = -1;
      top.focus({ preventScroll: true });
    }
  }
  stage = now;
}

export default function (component) {
  const { data } = component;
  arrive(data.stage);
  if (language !== data.language) {
    language = data.language;
    document.documentElement.lang = language;
    learn(WORDS[language]);
  }
  const observer = new MutationObserver(soon);
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["aria-label", "title", "placeholder"],
  });
  soon();
  return () => observer.disconnect();
}
