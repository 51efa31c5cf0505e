// Following a learning path: the foot of each question's page then leads along it (onward.js).
"use strict";
{
  const follow = document.getElementById("follow");
  const button = follow.querySelector("button");
  const press = (pressed) => button.setAttribute("aria-pressed", pressed);

  const show = () => press(handbook.read("path") === button.value);

  button.addEventListener("click", () => {
    const follows = button.getAttribute("aria-pressed") !== "true";
    const notice = follow.querySelector("[role=status]");
    const isKept = handbook.write("path", follows ? button.value : null);
    if (isKept) press(follows);
    notice.textContent = isKept ? "" : notice.dataset.text;
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
  follow.hidden = false;
}
