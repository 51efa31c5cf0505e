// Keeps the pages a reader has opened, and opens them without a network. What it serves is always of
// one edition: this worker's. `files.json` has the digest of each of the edition's files, and the
// digest of that list is the edition's name. A file is kept under its own digest, so that an edition
// after this one finds there what has not changed; nothing with another digest is served or kept.
// A newer edition comes as a newer worker, which waits until no page of the older one is open, or
// until the reader asks for it.
"use strict";

// The build writes these two lines.
const EDITION = "";
const ALWAYS = {}; // the files that are there from the start, with their digests

const ROOT = new URL("./", location);
const CACHE = `handbook ${ROOT.pathname}`; // a host may have other sites in other folders
const LIST = new URL("files.json", ROOT);

/** What a newer edition has changed of the files kept is fetched at once, up to so many bytes. */
const RENEWED = 2_000_000;

class OtherEditionError extends Error {}

const digest = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 6)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

const placeOf = (hash) => new URL(`kept/${hash}`, ROOT).href;
const listOf = (edition) => `${LIST}?${edition}`;

let reading;
let isListed = false; // once it has been read

/** The pages that came before the list: all of theirs comes from the server, as without a worker.
    Who only looks in is not to wait for the list. */
const passing = new Set();

/** The edition's list, `{ name, files: { path: [digest, bytes, language or none] } }`, fetched when
    it is first needed. */
async function list() {
  const read = async () => {
    const cache = await caches.open(CACHE);
    const here = await cache.match(listOf(EDITION));
    if (here) return here.json();
    const bytes = await (await fetch(LIST, { cache: "no-cache" })).arrayBuffer();
    if ((await digest(bytes)) !== EDITION) throw new OtherEditionError();
    // A browser that has no place for it reads it again the next time.
    await cache.put(listOf(EDITION), new Response(bytes)).catch(() => {});
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  reading ??= read();
  try {
    const found = await reading;
    isListed = true;
    return found;
  } catch (error) {
    reading = undefined;
    throw error;
  }
}

/** A file of this edition, from this device or from the server. What comes from there is kept; if it
    cannot be, that is an error only for who says that it must. */
async function file(path, hash, must = false) {
  const cache = await caches.open(CACHE);
  const here = await cache.match(placeOf(hash));
  if (here) return here;
  for (const mode of ["default", "reload"]) { // the browser's own cache may be of another edition
    const response = await fetch(new URL(path, ROOT), { cache: mode });
    if (response.status >= 500) throw new TypeError(`the server answers ${response.status}`);
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) !== hash) continue;
    const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
    const found = new Response(bytes, { headers });
    try {
      await cache.put(placeOf(hash), found.clone());
    } catch (error) {
      if (must) throw error;
    }
    return found;
  }
  throw new OtherEditionError();
}

/** The digests of the files that are on this device. */
async function kept() {
  const keys = await (await caches.open(CACHE)).keys();
  return new Set(keys.map(({ url }) => url).filter((url) => !url.startsWith(LIST)).map((url) => url.split("/").at(-1)));
}

// ---- Answers ----

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(ROOT)) return;
  const path = decodeURIComponent(url.pathname.slice(ROOT.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
  event.respondWith(answer(event, path));
});

async function answer({ request, clientId, resultingClientId }, path) {
  const isPage = request.mode === "navigate";
  if (isPage ? !(await isHere()) : passing.has(clientId)) {
    passing.add(resultingClientId);
    return fetch(request).catch(() => {
      passing.delete(resultingClientId); // what comes now is this worker's
      return isPage ? apology(path, false) : Response.error();
    });
  }
  const files = (await list().catch(() => undefined))?.files ?? {};
  const hash = files[path]?.[0] ?? ALWAYS[path];
  try {
    if (hash) return await file(path, hash);
    if (files[`${path}/`]) return Response.redirect(new URL(`${path}/${new URL(request.url).search}`, ROOT));
    const response = await fetch(request);
    if (isPage && response.ok && isHtml(response) && (await isOld())) throw new OtherEditionError();
    return response;
  } catch (error) {
    return isPage ? apology(path, error instanceof OtherEditionError) : Response.error();
  }
}

/** Whether the list is on this device. */
async function isHere() {
  return isListed || Boolean(await (await caches.open(CACHE)).match(listOf(EDITION)));
}

const isHtml = (response) => response.headers.get("Content-Type")?.startsWith("text/html");

/** Whether the server has a newer edition: a page that the list has not may be one of its pages. */
async function isOld() {
  await registration.update().catch(() => {});
  return Boolean(registration.installing ?? registration.waiting);
}

/** The page that says why there is none, in the language of the one that was asked for. */
async function apology(path, isOtherEdition) {
  const page = await file("offline.html", ALWAYS["offline.html"]);
  const html = (await page.text())
    .replace('lang="en"', path.startsWith("zh/") ? 'lang="zh-Hans"' : 'lang="en"')
    .replace('data-because="offline"', `data-because="${isOtherEdition ? "edition" : "offline"}"`)
    .replace(/(href|src|data-root)="(?!#)(?:\.\/)?/g, `$1="${ROOT.pathname}`);
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// ---- From one edition to the next ----

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  await Promise.all(Object.entries(ALWAYS).map(([path, hash]) => file(path, hash, true)));
  const cache = await caches.open(CACHE);
  for (const key of await cache.keys(LIST, { ignoreSearch: true })) {
    if (key.url !== listOf(EDITION)) await renew((await (await cache.match(key)).json()).files);
  }
}

/** The name of an asset without the digest that the build puts into it. */
const plain = (path) => path.replace(/\.[0-9a-f]{8}(?=\.(js|mjs|css|woff2)$)/, "");

/** Fetch what is kept of an older edition and has changed, so that it is there without a network. */
async function renew(older) {
  const [{ files }, here] = [await list(), await kept()];
  const isPage = (path) => !path || path.endsWith("/");
  const had = new Set(Object.keys(older).filter((path) => here.has(older[path][0])).map(plain));
  const changed = Object.keys(files)
    .filter((path) => had.has(plain(path)) && !here.has(files[path][0]))
    .sort((a, b) => isPage(a) - isPage(b)); // what pages need comes first
  let bytes = 0;
  for (const path of changed) {
    bytes += files[path][1];
    if (bytes > RENEWED) return;
    await file(path, files[path][0]);
  }
}

addEventListener("activate", (event) => event.waitUntil(tidy()));

/** Throw away what is not of this edition. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const older = (await cache.keys(LIST, { ignoreSearch: true })).filter(({ url }) => url !== listOf(EDITION));
  if (!older.length) return;
  const { files } = await list();
  const wanted = new Set([...Object.values(ALWAYS), ...Object.values(files).map(([hash]) => hash)]);
  for (const hash of await kept()) if (!wanted.has(hash)) await cache.delete(placeOf(hash));
  for (const key of older) await cache.delete(key);
}

// ---- What pages ask for ----

const belongs = (language) => ([, [, , only]]) => !only || only === language;

const TASKS = {
  /** Take over from the older edition. */
  load: () => skipWaiting(),

  /** Whether no other page is open. */
  alone: async () => (await clients.matchAll({ type: "window" })).length < 2,

  /** Keep these files; say what was in the way, if anything. */
  async keep({ paths }) {
    let problem;
    await Promise.all(
      paths.map(async (path) => {
        const hash = (await list()).files[path]?.[0];
        if (hash) await file(path, hash, true);
      }).map((done) => done.catch((error) => {
        problem = error instanceof OtherEditionError ? "edition" : error.name === "QuotaExceededError" ? "full" : "network";
      })),
    );
    return { problem };
  },

  /** The book in a language: its edition, and path, bytes and whether it is here, of each file. */
  async book({ language }) {
    const [{ name, files }, here] = [await list(), await kept()];
    const book = Object.entries(files).filter(belongs(language));
    const edition = `${name} ${EDITION.slice(0, 6)}`; // a day may see several
    return { edition, files: book.map(([path, [hash, bytes]]) => [path, bytes, here.has(hash)]) };
  },

  /** Delete the book in a language, but not what the other one needs too. */
  async forget({ language }) {
    const cache = await caches.open(CACHE);
    for (const [hash, , only] of Object.values((await list()).files)) {
      if (only === language) await cache.delete(placeOf(hash));
    }
  },

  /** Path and title of the pages in a language that are here. */
  async pages({ language }) {
    const [{ files }, here, cache] = [await list(), await kept(), await caches.open(CACHE)];
    const pages = Object.entries(files).filter(
      ([path, [hash, , only]]) => only === language && here.has(hash) && (!path || path.endsWith("/")),
    );
    return Promise.all(
      pages.slice(0, 200).map(async ([path, [hash]]) => {
        const html = await (await cache.match(placeOf(hash))).text();
        return [path, /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? path];
      }),
    );
  },
};

addEventListener("message", (event) => {
  const { task, ...rest } = event.data;
  const reply = async () => {
    try {
      return await TASKS[task](rest);
    } catch (error) {
      return { problem: error instanceof OtherEditionError ? "edition" : "network" };
    }
  };
  event.waitUntil(reply().then((answer) => event.ports[0]?.postMessage(answer)));
});
