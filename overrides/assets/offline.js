// Every page: starts the worker that keeps the pages a reader has opened (sw.js), and says when
// there is a newer edition.
"use strict";
{
  const { root, fresh, load } = document.currentScript.dataset;
  const workers = navigator.serviceWorker; // not where the site is opened from disk, or without TLS
  const scope = new URL(root, location);
  let started; // the worker's registration, once it works

  /** Who stays so many milliseconds keeps the page; who leaves at once loads nothing more. */
  const STAYS = 8000;

  const notice = Object.assign(document.createElement("div"), { className: "hb-edition md-typeset" });
  notice.setAttribute("role", "status");
  document.body.append(notice);

  /** Say that a newer edition waits, with a button that lets it take over. */
  function offer(worker) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: load });
    button.addEventListener("click", () => {
      button.disabled = true;
      worker.postMessage({ task: "load" });
    });
    notice.replaceChildren(Object.assign(document.createElement("span"), { textContent: fresh }), button);
    document.dispatchEvent(new CustomEvent("handbook-edition", { detail: worker }));
  }

  globalThis.handbook ??= {}; // frame.js has more, but not for the page that says that there is none

  /** Ask the worker, and return its answer. It fails where there will be no worker. */
  handbook.ask = async (message) => {
    // A page that came before the worker did is not yet its own.
    const worker = workers.controller ?? (await started).active;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", ({ data }) => resolve(data));
      port1.start();
      worker.postMessage(message, [port2]);
    });
  };

  /** Keep this page, what it has loaded, and its figures, which are loaded when a reader is near. */
  function keep(worker) {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const figures = [...document.images].map(({ src }) => src);
    const paths = [...new Set([location.href, ...loaded, ...figures])]
      .map((address) => new URL(address))
      .filter(({ href }) => href.startsWith(scope))
      .map(({ pathname }) => decodeURIComponent(pathname.slice(scope.pathname.length)));
    worker.postMessage({ task: "keep", paths: paths.map((path) => path.replace(/(^|\/)index\.html$/, "$1")) });
  }

  async function start() {
    const registration = await workers.register(new URL("sw.js", scope), { updateViaCache: "none" });
    /** Offer a worker once it waits; the very first one does not, it has nothing to wait for. */
    const watch = (worker) => {
      if (!worker || !workers.controller) return;
      if (worker.state === "installed") offer(worker);
      else worker.addEventListener("statechange", () => watch(worker), { once: true });
    };
    watch(registration.waiting ?? registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    await working(registration.active ?? registration.waiting ?? registration.installing);
    return registration;
  }

  /** Wait until a worker works; fail if it never will, as when the browser has no space for it. */
  function working(worker) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve();
        else if (worker.state === "redundant") reject(new Error("the worker could not be installed"));
        else worker.addEventListener("statechange", look, { once: true });
      };
      look();
    });
  }

  if (workers && location.protocol !== "file:") {
    // The page on the screen is of the edition that was; another never mixes with it.
    workers.addEventListener("controllerchange", () => location.reload());
    const loaded = new Promise((resolve) => {
      if (document.readyState === "complete") resolve();
      else addEventListener("load", resolve);
    });
    started = loaded.then(start);
    // A browser that refuses to keep anything shows the site as it is.
    started
      .then(({ active }) => setTimeout(() => keep(workers.controller ?? active), STAYS))
      .catch(() => {});
  }
}
