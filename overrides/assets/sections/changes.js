// What has changed on a question's page since the reader last read it.
//
// A page counts as read when it has been in view for 20 seconds, or for 5 and the reader is past its
// half. Kept is, for each language and question, the day and the digest of each section's text; that
// of a section which stayed folded is empty.
"use strict";
{
  const LONG = 20; // seconds
  const SHORT = 5;

  const notice = document.getElementById("changed");
  const { question, text, comma, mark } = notice.dataset;
  const language = document.documentElement.lang;
  const answer = document.querySelector(".hb-answer");
  const sections = [...answer.querySelectorAll(".hb-section")];
  const isFolded = (section) => section.querySelector(":scope > .hb-fold[hidden]") !== null;

  /** What was read, by language and question; nothing where the browser keeps nothing. */
  function everything() {
    try {
      return { ...JSON.parse(handbook.read("read")) };
    } catch {
      return {};
    }
  }

  function record() {
    const read = everything();
    const pages = (read[language] = { ...read[language] });
    const before = pages[question]?.sections ?? {};
    const now = sections.map((section) => {
      const { section: anchor, digest } = section.dataset;
      return [anchor, isFolded(section) ? before[anchor] ?? "" : digest];
    });
    const date = new Date().toLocaleDateString("en-CA"); // 2026-11-22
    pages[question] = { date, sections: Object.fromEntries(now) };
    handbook.write("read", JSON.stringify(read)); // or else nothing will be said of changes
  }

  // ---- What to say of an earlier reading ----

  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  function show(date, changed) {
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(`${date}T00:00`));
    const links = changed.flatMap((section, index) => {
      const heading = section.querySelector("h2");
      const name = heading.firstChild.textContent;
      heading.firstChild.after(" ", element("span", { className: "hb-revised", textContent: mark }));
      const link = element("a", { href: `#${heading.id}`, textContent: name });
      return index ? [comma, link] : [link];
    });
    notice.append(text.replace("{date}", day), ...links);
    notice.hidden = false;
  }

  const before = everything()[language]?.[question];
  const changed = sections.filter(({ dataset }) => {
    const digest = before?.sections?.[dataset.section];
    return before?.sections && digest !== "" && digest !== dataset.digest;
  });
  if (changed.length) show(before.date, changed);

  // ---- When the page has been read ----

  let seconds = 0;
  let recorded = 0; // how many sections were open then

  const timer = setInterval(() => {
    if (document.hidden) return;
    seconds += 1;
    const { top, bottom } = answer.getBoundingClientRect();
    const isRead = seconds >= LONG || (seconds >= SHORT && top + bottom < innerHeight);
    const open = sections.filter((section) => !isFolded(section)).length;
    if (!isRead || open <= recorded) return;
    record();
    recorded = open;
    if (open === sections.length) clearInterval(timer);
  }, 1000);
}
