// The home page offers the Chinese site to a Chinese browser.
"use strict";

const offer = document.getElementById("chinese-offer"); // on the English page only
if (offer) {
  const DISMISSED = "handbook.chinese-offer-dismissed";
  const preferred = navigator.languages.find((language) => /^(en|zh)\b/i.test(language));
  offer.hidden = !preferred?.startsWith("zh") || localStorage.getItem(DISMISSED) !== null;
  offer.querySelector("button").addEventListener("click", () => {
    localStorage.setItem(DISMISSED, "yes");
    offer.hidden = true;
  });
}
