// What depends on the day the page is read: how old a check is, and whether a review is due.
"use strict";

const DAY = 24 * 60 * 60 * 1000;
const today = new Date(new Date().toDateString());

for (const time of document.querySelectorAll(".hb-status time")) {
  const day = new Date(`${time.dateTime}T00:00`);
  const days = Math.round((today - day) / DAY);
  if (time.dataset.age) {
    time.append(` (${time.dataset.age.replace("{}", Math.max(days, 0))})`);
  } else if (days > 0) {
    time.append(` (${time.dataset.due})`);
    time.classList.add("hb-overdue");
  }
}
