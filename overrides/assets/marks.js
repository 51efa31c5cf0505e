// What a reader has marked, as read, solid or again: the buttons on a question's page, a badge beside
// each question of a list, and how far the reader is. The words stand in the page's template.
//
// Marks are { id: { mark, at } }, the same in both languages; assets/study/marks.js merges them.
"use strict";
{
  const badges = [...document.getElementById("marks").content.children];

  /** What the browser would not keep; it lives as long as the page. */
  let unkept = null;

  function read() {
    try {
      return unkept ?? JSON.parse(handbook.read("marks")) ?? {};
    } catch {
      return {};
    }
  }

  /** Keep marks; return whether the browser does. */
  function write(marks) {
    const isKept = handbook.write("marks", JSON.stringify(marks));
    unkept = isKept ? null : marks;
    return isKept;
  }

  /** The badge of a question's mark, or undefined if it has none. */
  const badgeOf = (marks, id) => badges.find((badge) => badge.dataset.mark === marks[id]?.mark);

  // ---- Lists of questions ----

  const links = [...document.querySelectorAll(".hb-question > a, .hb-list > li > a")];
  const idOf = (link) => link.pathname.replace(/index\.html$/, "").split("/").at(-2);

  function showBadges(marks) {
    for (const link of links) {
      const item = link.parentElement;
      const badge = badgeOf(marks, idOf(link));
      item.dataset.mark = badge?.dataset.mark ?? "none"; // for the filter of the question index
      item.querySelector(".hb-mark")?.remove();
      if (!badge) continue;
      const about = item.querySelector(".hb-question__about");
      if (about) about.prepend(badge.cloneNode(true));
      else link.after(badge.cloneNode(true));
    }
  }

  const filled = (text, ...values) => text.replaceAll("{}", () => values.shift());

  /** Say how far the reader is: of this page's questions or, at home, of all. */
  function showProgress(marks) {
    const line = document.getElementById("marked");
    if (!line) return;
    const { text, separator, total } = line.dataset;
    const ids = total ? Object.keys(marks) : [...new Set(links.map(idOf))];
    const marked = ids.map((id) => badgeOf(marks, id)).filter(Boolean);
    const counts = badges
      .map((badge) => [badge, marked.filter((each) => each === badge).length])
      .filter(([, count]) => count)
      .map(([badge, count]) => filled(badge.dataset.count, count));
    line.textContent = filled(text, marked.length, total || ids.length, counts.join(separator));
    line.hidden = !marked.length;
  }

  // ---- A question's page ----

  const group = document.getElementById("marking");

  function showPressed(marks) {
    const pressed = badgeOf(marks, group.dataset.id)?.dataset.mark;
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === pressed);
    }
  }

  function press({ target }) {
    const button = target.closest("button");
    if (!button) return;
    // A mark that is taken off stays as null, or else an older export would bring it back.
    const mark = button.getAttribute("aria-pressed") === "true" ? null : button.value;
    const isKept = write({ ...read(), [group.dataset.id]: { mark, at: Date.now() } });
    const notice = group.querySelector("[role=status]");
    notice.textContent = isKept ? "" : notice.dataset.text;
    show();
  }

  // ---- All of it ----

  function show() {
    const marks = read();
    showBadges(marks);
    showProgress(marks);
    if (group) showPressed(marks);
    document.dispatchEvent(new Event("handbook:marks"));
  }

  show();
  if (group) {
    group.addEventListener("click", press);
    group.hidden = false;
  }
  addEventListener("storage", ({ key }) => {
    if (key === "handbook.marks" || key === null) show();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show(); // the reader comes back, from a page where there may be new marks
  });
}
