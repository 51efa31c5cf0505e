// What a question's own page answers: its short answer and its common mistakes.

const pages = new Map();

/** Return `{ short, mistakes }` of the page at an address, each a fragment of its own. */
export async function answer(address) {
  if (!pages.has(address)) pages.set(address, load(address));
  try {
    const page = await pages.get(address);
    return { short: section(page, "short-answer"), mistakes: section(page, "common-mistakes") };
  } catch (error) {
    pages.delete(address); // so that another try asks again
    throw error;
  }
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // What is relative there is relative to that page, and an id may already be taken here.
  for (const name of ["href", "src"]) {
    for (const element of page.querySelectorAll(`article [${name}]`)) {
      element.setAttribute(name, new URL(element.getAttribute(name), response.url));
    }
  }
  return page;
}

/** What stands between a heading and the next one, as a fragment for the page of the reader. */
function section(page, id) {
  const found = document.createDocumentFragment();
  const heading = page.getElementById(id);
  if (!heading) throw new Error(`no section ${id}`);
  for (let each = heading.nextElementSibling; each && each.tagName !== "H2"; each = each.nextElementSibling) {
    found.append(document.importNode(each, true));
  }
  for (const element of found.querySelectorAll("[id]")) element.removeAttribute("id");
  return found;
}

/** What each mistake is, in the words that its item begins with in bold. */
export function leads(mistakes) {
  return [...mistakes.querySelectorAll("li > strong:first-child, li > p:first-child > strong:first-child")];
}
