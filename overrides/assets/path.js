// Following a learning path: the foot of each question's page then leads along it (onward.js).
"use strict";
{
  const KEY = "handbook.path";
  const follow = document.getElementById("follow");
  const button = follow.querySelector("button");
  const press = (pressed) => button.setAttribute("aria-pressed", pressed);

  function show() {
    try {
      press(localStorage.getItem(KEY) === button.value);
    } catch {
      // The browser keeps nothing: no path is followed.
    }
  }

  button.addEventListener("click", () => {
    const follows = button.getAttribute("aria-pressed") !== "true";
    const notice = follow.querySelector("[role=status]");
    try {
      if (follows) localStorage.setItem(KEY, button.value);
      else localStorage.removeItem(KEY);
      press(follows);
      notice.textContent = "";
    } catch {
      notice.textContent = notice.dataset.text;
    }
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
  follow.hidden = false;
}
