// The frame of every page: its colour scheme, the title in the header, where one is in the table of
// contents, and the way back to the top.
"use strict";
{
  // ---- What a reader does stays in the browser, under `handbook.<name>`. Other scripts use this ----

  globalThis.handbook = {
    /** Return what is kept under a name, or null; also where the browser forbids it. */
    read(name) {
      try {
        return localStorage.getItem(`handbook.${name}`);
      } catch {
        return null;
      }
    },

    /** Keep a text, or nothing if it is null; return whether the browser does. */
    write(name, text) {
      try {
        if (text === null) localStorage.removeItem(`handbook.${name}`);
        else localStorage.setItem(`handbook.${name}`, text);
        return true;
      } catch {
        return false;
      }
    },
  };

  // ---- Colour scheme: the system's, until the reader chooses (partials/palette.html) ----

  const button = document.getElementById("scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme;
    button.title = scheme === "slate" ? button.dataset.toLight : button.dataset.toDark;
  }

  const follow = () => show(handbook.read("scheme") ?? (system.matches ? "slate" : "default"));

  button.hidden = false;
  button.addEventListener("click", () => {
    const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    show(scheme);
    handbook.write("scheme", scheme); // or else it lasts as long as the page
  });
  system.addEventListener("change", follow);
  addEventListener("storage", follow); // chosen in another tab
  follow();

  // ---- The page's title, in the header while its heading is out of sight ----

  const heading = document.querySelector("article h1");
  const title = document.querySelector(".md-header__title");
  if (heading) {
    new IntersectionObserver((entries) => {
      const { isIntersecting, boundingClientRect } = entries.at(-1);
      title.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.top < 0);
    }).observe(heading);
  }

  // ---- The table of contents: marked is the last heading in the upper quarter, or above ----

  const links = new Map(
    [...document.querySelectorAll(".md-sidebar--secondary a.md-nav__link")]
      .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
      .filter(([target]) => target),
  );
  const passed = new Map([...links.keys()].map((target) => [target, false]));
  const marking = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed.set(target, isIntersecting);
      const here = [...passed.keys()].findLast((target) => passed.get(target));
      for (const [target, link] of links) {
        link.classList.toggle("md-nav__link--active", target === here);
        if (target === here) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "1000000px 0px -75% 0px" },
  );
  for (const target of links.keys()) marking.observe(target);

  // ---- Back to the top, for who scrolls up from far below ----

  const up = document.querySelector(".md-top");
  let before = scrollY;
  addEventListener(
    "scroll",
    () => {
      up.hidden = scrollY >= before || scrollY < innerHeight;
      before = scrollY;
    },
    { passive: true },
  );
  up.addEventListener("click", () => scrollTo({ top: 0 }));
}
