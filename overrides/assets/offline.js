// Every page: starts the worker that keeps the pages a reader has opened (sw.js), and says when
// there is a newer edition.
"use strict";
{
  const { root, fresh, load } = document.currentScript.dataset;
  const workers = navigator.serviceWorker; // not where the site is opened from disk, or without TLS
  const scope = new URL(root, location);

  /** Who stays so many milliseconds keeps the first page too; who leaves at once loads nothing more. */
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

  /** Keep this page, which came without the worker, and what it has loaded. */
  function keep(worker) {
    const loaded = [location, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    const paths = loaded
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
    if (!workers.controller) {
      await new Promise((resolve) => setTimeout(resolve, STAYS));
      keep((await workers.ready).active);
    }
  }

  if (workers && location.protocol !== "file:") {
    // The page on the screen is of the edition that was; another never mixes with it.
    workers.addEventListener("controllerchange", () => location.reload());
    // A browser that refuses to keep anything shows the site as it is.
    const begin = () => start().catch(() => {});
    if (document.readyState === "complete") begin();
    else addEventListener("load", begin);
  }
}
