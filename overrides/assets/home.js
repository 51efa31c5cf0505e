// The home page's two extras: a random question, and the Chinese site offered to a Chinese browser.

const random = document.getElementById("random");
random.addEventListener("click", async (event) => {
  event.preventDefault();
  const index = random.href; // which lists every question; without JavaScript the link leads there
  const page = new DOMParser().parseFromString(await (await fetch(index)).text(), "text/html");
  const links = page.querySelectorAll(".hb-question > a");
  const link = links[Math.floor(Math.random() * links.length)];
  location.assign(new URL(link.getAttribute("href"), index));
});

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
