// The downloads page: saves the whole book in this browser. The worker (sw.js) fetches the files,
// some at a time; this shows how far it is, and remembers which edition was complete.
"use strict";
{
  const section = document.getElementById("read-offline");
  const { root, language } = section.dataset;
  const part = (name) => section.querySelector(`[data-part=${name}]`);
  const button = (name) => section.querySelector(`[data-do=${name}]`);
  const [take, cancel, remove] = ["take", "cancel", "remove"].map(button);
  const progress = section.querySelector("progress");
  const state = part("state");
  const words = { take: take.textContent, ...take.dataset };

  /** How many files a message to the worker names; Cancel waits for them. */
  const AT_ONCE = 8;

  const megabytes = new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  const inWords = (bytes) => megabytes.format(Math.ceil(bytes / 1e5) / 10);
  const say = (key, ...values) => values.reduce((text, value) => text.replace("{}", value), state.dataset[key]);

  // ---- Which edition was complete here ----

  const KEY = `handbook.offline.${language}`;

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(edition) {
    try {
      if (edition) localStorage.setItem(KEY, edition);
      else localStorage.removeItem(KEY);
    } catch {
      // Then the page sees from the files that they are there, but not that it was once complete.
    }
  }

  // ---- The worker ----

  async function ask(message) {
    // A page that came before the worker did is not yet its own.
    const worker = navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready).active;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", ({ data }) => resolve(data));
      port1.start();
      worker.postMessage(message, [port2]);
    });
  }

  /** The book as it is here: what `sw.js` says, with the bytes of all and of what is here. */
  async function look() {
    const book = await ask({ task: "book", language });
    if (book.problem) return book;
    const bytes = (files) => files.reduce((sum, [, size]) => sum + size, 0);
    const missing = book.files.filter(([, , isHere]) => !isHere);
    const all = bytes(book.files);
    return { ...book, missing, all, here: all - bytes(missing) };
  }

  // ---- What is shown ----

  function show(book, problem = book.problem) {
    const reason = { network: "failed", full: "full", edition: "edition" }[problem];
    const why = reason ? say(reason, inWords((book.all ?? 0) - (book.here ?? 0))) : "";
    cancel.hidden = progress.hidden = true;
    take.hidden = false;
    if (!book.files) {
      state.textContent = why;
      take.textContent = words.goOn;
      return;
    }
    const before = remembered();
    const isWhole = !book.missing.length;
    if (isWhole) remember(book.edition);
    part("size").textContent = inWords(book.all);
    take.hidden = isWhole;
    remove.hidden = !isWhole && !before && !started;
    const isOlder = before && !isWhole && before !== book.edition;
    take.textContent = isOlder ? words.update : started || before ? words.goOn : words.take;
    const how = isWhole ? say("done", book.edition)
      : isOlder ? say("older", before, inWords(book.all - book.here))
      : started || before ? say("partly", inWords(book.here), inWords(book.all)) : "";
    state.textContent = [why, how].filter(Boolean).join(language === "zh" ? "" : " ");
  }

  let started = false; // and not finished, on this page
  let isCancelled = false;

  async function save() {
    const hadFocus = document.activeElement === take;
    [started, isCancelled] = [true, false];
    take.hidden = remove.hidden = true;
    cancel.hidden = progress.hidden = false;
    if (hadFocus) cancel.focus();
    // A book that was asked for is not to be thrown away when space gets short.
    navigator.storage?.persist?.().catch(() => {});
    const book = await look();
    let { problem, here } = book;
    progress.max = book.all ?? 1;
    const missing = book.missing ?? [];
    let tenth;
    const tell = () => {
      progress.value = here;
      if (tenth === (tenth = Math.floor((10 * here) / book.all))) return; // who listens hears enough
      state.textContent = say("loading", inWords(here), inWords(book.all));
    };
    if (!problem) tell();
    for (let at = 0; at < missing.length && !problem && !isCancelled; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      ({ problem } = await ask({ task: "keep", paths: some.map(([path]) => path) }));
      here += some.reduce((sum, [, size]) => sum + size, 0);
      tell();
    }
    const hadFocusStill = document.activeElement === cancel;
    show(await look(), problem);
    if (hadFocusStill) (take.hidden ? remove : take).focus();
  }

  take.addEventListener("click", save);
  cancel.addEventListener("click", () => (isCancelled = true));
  remove.addEventListener("click", async () => {
    await ask({ task: "forget", language });
    remember(null);
    started = false;
    show(await look());
    state.textContent = say("removed");
    take.focus();
  });

  if (location.protocol !== "file:") {
    section.querySelector("#offline-book-part").hidden = false;
    if (navigator.serviceWorker) look().then(show);
    else {
      state.textContent = say("unable");
      take.hidden = true;
    }
  }
}
