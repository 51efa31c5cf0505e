// What the views of the mock interview share: the page's cards and words, and making elements.

import { section } from "../practice/answers.js";
import { loadCards } from "../practice/cards.js";

export const root = document.getElementById("interview");
export const cards = await loadCards(root.dataset.cards); // none: the page says it, and no more
export const setup = document.getElementById("setup");

/** An element with properties and children; no text becomes HTML. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A text of the page with its `{}` filled in, one after the other. */
export const filled = (text, ...values) => text.replaceAll("{}", () => values.shift());

export const part = (view, name) => view.querySelector(`[data-part="${name}"]`);

/** Where a card's page is. This page stands in a folder of its language's root. */
export const addressOf = (card) => new URL(`../${card.address}`, location.href).href;

export const linkTo = (card) => make("a", { href: addressOf(card) }, card.title);

/** What the form calls a level or a topic. */
export const nameOf = (value) => setup.querySelector(`[value="${value}"] + span`).textContent;

/** A card's level and topic, as the lists of questions show them. */
export const about = (card) => [
  make("span", { className: `hb-level hb-level--${card.level}` }, nameOf(card.level)),
  make("span", {}, nameOf(card.topic)),
];

/** What an interviewer wants to hear of a card, and what is said wrongly: two sections of its page. */
export async function answer(card) {
  const kinds = ["short-answer", "common-mistakes"];
  const [short, mistakes] = await Promise.all(kinds.map((kind) => section(addressOf(card), kind)));
  return { short, mistakes };
}
