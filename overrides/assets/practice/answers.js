// What a question's own page answers, for study mode and the mock interview.

const pages = new Map();

/** Return a section of the page at an address, such as `short-answer`, without its heading. */
export async function section(address, kind) {
  if (!pages.has(address)) pages.set(address, load(address));
  try {
    return extracted(await pages.get(address), kind, address);
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

/** What stands between a heading and the next one, as a fragment for the page of the reader. */
function extracted(page, kind, address) {
  const found = document.createDocumentFragment();
  const heading = page.getElementById(kind);
  if (!heading) throw new Error(`no section ${kind}`);
  for (let each = heading.nextElementSibling; each && each.tagName !== "H2"; each = each.nextElementSibling) {
    found.append(document.importNode(each, true));
  }
  // What is relative there is relative to that page, and an id may already be taken here.
  for (const name of ["href", "src"]) {
    for (const element of found.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, new URL(element.getAttribute(name), address));
    }
  }
  for (const element of found.querySelectorAll("[id]")) element.removeAttribute("id");
  return found;
}
