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

  // Where it cannot be kept, the page sees from the files that they are there, but not that it was
  // once complete.
  const KEY = `offline.${language}`;
  const remembered = () => handbook.read(KEY);
  const remember = (edition) => handbook.write(KEY, edition);

  /** The book as it is here: what `sw.js` says, with the bytes of all and of what is here. */
  async function look() {
    const book = await handbook.ask({ task: "book", language });
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
      ({ problem } = await handbook.ask({ task: "keep", paths: some.map(([path]) => path) }));
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
    await handbook.ask({ task: "forget", language });
    remember(null);
    started = false;
    show(await look());
    state.textContent = say("removed");
    take.focus();
  });

  if (location.protocol !== "file:") {
    section.querySelector("#offline-book-part").hidden = false;
    look()
      .then(show)
      .catch(() => {
        state.textContent = say("unable"); // there is no worker: handbook.ask fails
        take.hidden = true;
      });
  }
}
