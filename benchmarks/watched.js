// Runs in a page before anything of Streamlit, and notes when what happens there. All times are
// performance.now() of the page itself; nobody outside has to look while a click is on its way.
(() => {
  const QUIET_MS = 150; // so long nothing may change before a click counts as answered
  const APP = "[data-testid=stApp]";
  const CONTENT = "[data-testid=stMain], [data-testid=stSidebar]";
  const noted = { clicked: 0, sent: 0, received: 0, messages: 0, bytes: 0 };
  const first = { content: 0 };
  let changed = 0, painted = 0, rest = 0, armed = false;

  // The messages of Streamlit's own connection: when the answer left, when the last word came.
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        noted.received = performance.now();
        noted.messages += 1;
        noted.bytes += event.data.byteLength ?? event.data.size ?? event.data.length;
      });
    }
    send(data) {
      noted.sent ||= performance.now();
      super.send(data);
    }
  };

  const state = () => document.querySelector(APP)?.dataset.testScriptState;
  const drawn = () => [...document.images].every((image) => image.complete);
  const next = () => requestAnimationFrame(() => { painted = performance.now(); });

  function start(event) {
    if (!armed || !event.isTrusted) return;
    if (event.type === "keydown" && event.key !== "Enter") return;
    begin(event.timeStamp);
  }
  function begin(time) {
    armed = false;
    Object.assign(noted, { clicked: time, sent: 0, received: 0, messages: 0, bytes: 0 });
    rest = changed = 0;
  }
  window.addEventListener("pointerup", start, true); // some buttons act on it, before the click
  window.addEventListener("keydown", start, true);
  document.addEventListener("load", (event) => {
    if (event.target instanceof HTMLImageElement) { changed = performance.now(); next(); }
  }, true);

  function isContent(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest(CONTENT) && !element.closest("[data-testid=stHeader]");
  }
  new MutationObserver((records) => {
    const now = performance.now();
    for (const record of records) {
      if (record.attributeName === "data-test-script-state") {
        rest = now;
        next();
      } else if (isContent(record.target)) {
        changed = now;
      }
    }
    if (changed === now) next();
    if (!first.content && document.querySelector(
      "[data-testid=stMain] [data-testid=stMarkdown], [data-testid=stMain] [data-testid=stHeading]"
    )?.textContent.trim()) first.content = now;
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["src", "data-test-script-state"],
  });

  async function calm(patience_ms) {
    const end = performance.now() + patience_ms;
    for (;;) {
      const now = performance.now();
      const last = Math.max(rest, changed);
      const ran = noted.sent && noted.received > noted.sent && state() === "notRunning";
      if (ran && drawn() && now - Math.max(last, noted.received) > QUIET_MS) return last;
      if (now > end) throw new Error("the page does not come to rest");
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  async function answered(patience_ms) {
    await calm(patience_ms);
    return {
      whole: painted - noted.clicked,
      server: noted.received - noted.sent,
      messages: noted.messages,
      bytes: noted.bytes,
    };
  }

  // One of many users: now and then another answer to one of the questions with buttons, each user
  // in an order of his own, which the seed tells.
  async function use(seed, every_ms, until, patience_ms) {
    const times = [];
    let chance = seed;
    const draw = (count) => {
      chance = (chance * 1103515245 + 12345) % 2147483648;
      return Math.floor((chance / 2147483648) * count);
    };
    const wait = (time) => new Promise((done) => setTimeout(done, Math.max(0, time)));
    let turn = Date.now() + draw(every_ms);
    for (; turn < until; turn += every_ms) {
      await wait(turn - Date.now());
      const groups = [...document.querySelectorAll("[data-testid=stSidebar] [role=radiogroup]")];
      const group = groups[draw(groups.length)];
      const others = [...group.querySelectorAll("[role=radio]")].filter(
        (one) => one.getAttribute("aria-checked") !== "true"
      );
      window.watched.arm();
      begin(performance.now());
      others[draw(others.length)].click();
      times.push(await answered(patience_ms));
    }
    return times;
  }

  window.watched = {
    arm() { armed = true; },
    // Milliseconds from the click to the frame that shows the last change it brought about.
    answered,
    // What many users were given, one after the other; fetched when all is over.
    use(...given) {
      window.watched.used = use(...given).then(
        (times) => ({ times, problem: "" }),
        (problem) => ({ times: [], problem: String(problem) })
      );
    },
    // Seconds since 1970 of the first content, and of the page complete.
    async opened(patience_ms) {
      const last = await calm(patience_ms);
      const since = (time) => (performance.timeOrigin + time) / 1000;
      return { content: since(first.content), complete: since(last) };
    },
    text: () => document.querySelector("[data-testid=stMain]").innerText,
    nodes: () => document.querySelectorAll("*").length,
    problems: () => document.querySelectorAll("[data-testid=stException]").length,
  };
})();
