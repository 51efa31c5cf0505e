// Says on top of a page of the preview what is wrong. Its own words stand here, since the data may
// be what cannot be read.
"use strict";
{
  const server = new URL("/", document.currentScript.src);
  const isChinese = location.pathname.startsWith("/zh/");
  const address = location.pathname.replace(/^\/(zh\/)?/, "");
  // The server has a script that reloads a page, and puts it into the pages that it finds.
  const isFound = "livereload" in window;

  const say = (english, chinese) => (isChinese ? chinese : english);
  const make = (name, ...children) => {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  };
  const list = (problems) =>
    make("ul", ...problems.map(({ line }) => make("li", make("code", line))));

  /** Put a box on top of the page: what is wrong here, and, folded up, what is wrong elsewhere. */
  function show(problems) {
    const isHere = ({ page }) => page === null || page === address || !isFound;
    const here = problems.filter(isHere);
    const elsewhere = problems.filter((problem) => !isHere(problem));
    const box = make("aside");
    box.id = "preview";
    box.setAttribute("role", "alert");
    box.style.cssText = `background: #fff4f2; border-bottom: 3px solid #b3261e; box-sizing: border-box;
      color: #410e0b; font: 14px/1.5 sans-serif; max-height: 50vh; overflow: auto;
      overflow-wrap: anywhere; padding: 8px 16px; position: sticky; top: 0; width: 100%; z-index: 9`;
    if (!isFound) {
      box.append(make("p", say(
        "The preview has no such page: there is none, or it cannot be read, or it is left out.",
        "预览里没有这一页：页面不存在、无法读取，或不在预览范围内。",
      )));
    }
    if (here.length) box.append(make("strong", say("To be mended:", "需要修正：")), list(here));
    if (elsewhere.length) {
      const count = `${elsewhere.length}`;
      const summary = say(`In other pages: ${count}`, `其他页面还有 ${count} 处`);
      box.append(make("details", make("summary", summary), list(elsewhere)));
    }
    if (box.hasChildNodes()) document.body.prepend(box);
  }

  /** Wait until the server has something newer than it had, and load this address again. */
  async function follow(epoch = 0) {
    const answer = await fetch(new URL(`livereload/${epoch}/1`, server));
    const latest = Number(await answer.text());
    if (epoch && latest > epoch) location.reload();
    else follow(latest);
  }

  fetch(new URL("preview.json", server)).then((answer) => answer.json()).then(show);
  if (!isFound) follow();
}
