// The page for what is not on this device: what can be done instead.
"use strict";
{
  const root = new URL(document.currentScript.dataset.root, location);
  const section = [...document.querySelectorAll("section")].find((each) => each.checkVisibility());
  const load = section.querySelector("[data-do=load]");

  section.querySelector("[data-do=again]").addEventListener("click", () => location.reload());
  addEventListener("online", () => location.reload());

  /** List the pages that are here. */
  async function list() {
    const pages = await handbook.ask({ task: "pages", language: section.dataset.language });
    if (!pages.length) return;
    const links = pages.map(([path, title]) => {
      const name = new DOMParser().parseFromString(title, "text/html").body.textContent;
      const link = Object.assign(document.createElement("a"), { href: new URL(path, root), textContent: name });
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const here = section.querySelector("[data-part=here]");
    here.querySelector("ul").append(...links);
    here.hidden = false;
  }

  // offline.js has found the newer edition. Where no other page is open, nobody needs the older one.
  document.addEventListener("handbook-edition", async ({ detail }) => {
    const take = () => detail.postMessage({ task: "load" });
    if (await handbook.ask({ task: "alone" })) {
      take();
      return;
    }
    section.querySelector("[data-part=waiting]").hidden = true;
    load.hidden = false;
    load.addEventListener("click", take);
  });

  if (document.documentElement.dataset.because === "edition") {
    navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {});
  } else {
    list();
  }
}
