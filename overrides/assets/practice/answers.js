// What a question's own page answers, for study mode, the mock interview, and the page of the same
// question in the other language.

const pages = new Map();

/** Return a section of the page at an address, such as `short-answer`, without its heading. */
export async function section(address, kind) {
  return extracted(await page(address), kind, address);
}

/** Return copies of what a selector finds in the page at an address, for the page of the reader. */
export async function copies(address, selector) {
  const found = [...(await page(address)).querySelectorAll(selector)];
  if (!found.length) missing(address, selector);
  return found.map((each) => settled(document.importNode(each, true), address));
}

async function page(address) {
  if (!pages.has(address)) pages.set(address, load(address));
  try {
    return await pages.get(address);
  } catch (error) {
    pages.delete(address); // so that another try asks again
    throw error;
  }
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Fail, since something else came than the page, such as a network's form to sign in. */
function missing(address, what) {
  pages.delete(address);
  throw new Error(`no ${what} at ${address}`);
}

/** What stands between a heading and the next one, as a fragment for the page of the reader. */
function extracted(page, kind, address) {
  const found = document.createDocumentFragment();
  const heading = page.getElementById(kind);
  if (!heading) missing(address, kind);
  for (let each = heading.nextElementSibling; each && each.tagName !== "H2"; each = each.nextElementSibling) {
    found.append(document.importNode(each, true));
  }
  return settled(found, address);
}

/** Fit what is copied into this page: what is relative there is relative to that page, and an id
 *  may already be taken here. */
function settled(copy, address) {
  for (const name of ["href", "src"]) {
    for (const element of copy.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, new URL(element.getAttribute(name), address));
    }
  }
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  if (copy.id) copy.removeAttribute("id");
  return copy;
}
