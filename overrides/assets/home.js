// The home page offers the Chinese site to a Chinese browser.
"use strict";

const offer = document.getElementById("chinese-offer"); // on the English page only
if (offer) {
  const DISMISSED = "chinese-offer-dismissed";
  const preferred = navigator.languages.find((language) => /^(en|zh)\b/i.test(language));
  offer.hidden = !preferred?.startsWith("zh") || handbook.read(DISMISSED) !== null;
  offer.querySelector("button").addEventListener("click", () => {
    handbook.write(DISMISSED, "yes");
    offer.hidden = true;
  });
}
