// Keeps the drafts of designs in this browser; screens/draft.py says what is kept or wanted.
//
// They lie in IndexedDB: what is committed there is with the operating system, so that a browser
// that is killed loses none of it, while localStorage is written seconds later. Each tab writes
// to a slot of its own, named in sessionStorage; an empty name means that the tab shows no draft.

const NAME = "hyper-v-ha-advisor-draft";
const MOST = 10;
const PATIENCE_MS = { lock: 300, database: 5000, run: 10_000, shown: 3000 };

// On the page, not in the module: another version of this file takes over without a refresh.
const own = (window[NAME] ??= { queue: Promise.resolve(), held: "", release() {} });

const settled = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = request.oncomplete = () => done(request.result);
    request.onerror = request.onabort = () => failed(request.error);
    setTimeout(failed, PATIENCE_MS.database, new Error("no answer"));
  });

const indexed = {
  async drafts(mode) {
    if (!own.database) {
      const request = indexedDB.open(NAME, 1);
      const shape = { keyPath: "slot" };
      request.onupgradeneeded = () => request.result.createObjectStore("drafts", shape);
      own.database = await settled(request);
      own.database.onclose = () => delete own.database;
    }
    return own.database.transaction("drafts", mode, { durability: "strict" }).objectStore("drafts");
  },
  all: async () => settled((await indexed.drafts("readonly")).getAll()),
  async put(draft) {
    const drafts = await indexed.drafts("readwrite");
    drafts.put(draft);
    await settled(drafts.transaction);
  },
  async drop(slots) {
    const drafts = await indexed.drafts("readwrite");
    for (const slot of slots) drafts.delete(slot);
    await settled(drafts.transaction);
  },
};

// For browsers without IndexedDB, and for the one draft of versions before there were slots.
const local = {
  async all() {
    const entries = Object.entries(localStorage).filter(([key]) => key.startsWith(NAME));
    return entries.map(([key, text]) => {
      const slot = key.slice(NAME.length + 1);
      const old = { slot: "old", text, name: "", when: Date.now() };
      return slot ? { ...JSON.parse(text), slot } : old;
    });
  },
  put: async (draft) => localStorage.setItem(`${NAME}.${draft.slot}`, JSON.stringify(draft)),
  async drop(slots) {
    for (const slot of slots) localStorage.removeItem(slot === "old" ? NAME : `${NAME}.${slot}`);
  },
};

async function store() {
  if (own.store) return own.store;
  try {
    await indexed.all();
    for (const draft of await local.all().catch(() => [])) {
      await indexed.put(draft);
      await local.drop([draft.slot]);
    }
    own.store = indexed;
  } catch {
    own.store = local;
  }
  return own.store;
}

async function newest() {
  const drafts = await (await store()).all();
  return drafts.sort((one, other) => other.when - one.when);
}

// Two tabs never write to one slot. A tab that is just being closed or refreshed is waited for.
async function hold(slot) {
  if (slot === own.held) return true;
  if (!navigator.locks) return slot === sessionStorage.getItem(NAME);
  let free;
  const until = { signal: AbortSignal.timeout(PATIENCE_MS.lock) };
  const held = await new Promise((done) => {
    const holding = () => new Promise((end) => done(Boolean((free = end))));
    navigator.locks.request(`${NAME}.${slot}`, until, holding).catch(() => done(false));
  });
  if (held) {
    own.release();
    Object.assign(own, { held: slot, release: free });
  }
  return held;
}

// The draft of that slot; of this tab, if none is named; the newest for a tab that is new.
async function found(wanted) {
  const slot = wanted || sessionStorage.getItem(NAME);
  const drafts = slot === "" ? [] : await newest();
  const draft = drafts.find((one) => one.slot === slot) ?? (wanted ? undefined : drafts[0]);
  if (!draft) return { text: "", slot: "", works: true };
  return { text: draft.text, slot: (await hold(draft.slot)) ? draft.slot : "", works: true };
}

// Whether there was something new to keep, and it is kept.
async function keep({ slot, text, name }) {
  sessionStorage.setItem(NAME, slot);
  if (!text || own.kept === slot + text) return false;
  const drafts = await store();
  await drafts.put({ slot, text, name, when: Date.now() });
  own.kept = slot + text;
  if (own.held !== slot) {
    await hold(slot);
    await drafts.drop((await newest()).slice(MOST).map((draft) => draft.slot));
  }
  return true;
}

async function clear() {
  for (const drafts of [indexed, local]) {
    const all = await drafts.all().catch(() => []);
    await drafts.drop(all.map((draft) => draft.slot)).catch(() => {});
  }
  sessionStorage.removeItem(NAME);
  delete own.kept;
}

async function list(language) {
  const written = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const mine = sessionStorage.getItem(NAME);
  const other = ({ slot, text }) => slot !== mine && own.kept !== mine + text;
  const told = ({ slot, name, when }) => ({ slot, name, when: written.format(when) });
  return { others: (await newest()).filter(other).map(told) };
}

// A server that was restarted knows neither the design nor the questions that are on the screen:
// it would show a blank design, and ignore what is clicked. So the page hands over its draft as
// soon as it is connected again, and takes no clicks until that is shown.
function watch(component) {
  own.observer?.disconnect();
  const app = document.querySelector("[data-testid=stApp]");
  const connected = () => app.dataset.testConnectionState === "CONNECTED";
  let before = connected();
  own.observer = new MutationObserver((changes) => {
    const ran = changes.some(({ oldValue }) => oldValue === "running");
    if (ran && app.dataset.testScriptState === "notRunning") app.inert = false;
    if (connected() && !before) {
      app.inert = true;
      clearTimeout(own.patience);
      own.patience = setTimeout(() => (app.inert = false), PATIENCE_MS.run);
      own.woken = true;
      answer(component, { wake: true }, () => found(""));
    }
    before = connected();
  });
  const attributeFilter = ["data-test-connection-state", "data-test-script-state"];
  own.observer.observe(app, { attributeFilter, attributeOldValue: true });
}

// One thing after the other. What fails is told, so that the architect can save the file.
function answer({ setTriggerValue }, question, work) {
  own.queue = own.queue.then(work).then(
    (value) => setTriggerValue("found", { ...question, ...value }),
    () => setTriggerValue("found", { ...question, text: "", slot: "", works: false }),
  );
}

export default function (component) {
  const { data } = component;
  if (data.list) return answer(component, { list: data.list }, () => list(data.language));
  watch(component);
  own.ask = data.ask;
  if (data.ask) {
    // What was handed over by itself is being shown; asking again would break that off.
    const ask = () => own.ask === data.ask && answer(component, { ask: data.ask }, () => found(""));
    setTimeout(ask, own.woken ? PATIENCE_MS.shown : 0);
    own.woken = false;
    return;
  }
  const tell = (works) => data.works === works || component.setTriggerValue("found", { works });
  own.queue = own.queue
    .then(async () => {
      if (data.clear && data.clear !== own.cleared) await clear();
      own.cleared = data.clear;
      return keep(data);
    })
    .then((kept) => kept && tell(true), () => tell(false));
  if (data.take) answer(component, { take: data.take }, () => found(data.take));
}
