// The catalogue behind the names of product rows: suggestions while typing, price, unit and tax of the chosen one.
import { on } from "./behaviour.js";

const PAUSE = 150;
let timer = 0;
let asked = "";

on("focusin", '[data-product] [name="name"]', (input) => suggest(/** @type {HTMLInputElement} */ (input)));

on("input", '[data-product] [name="name"]', (element) => {
  const input = /** @type {HTMLInputElement} */ (element);
  const row = input.closest("[data-product]");
  const option = [...(list(input)?.options ?? [])].find((known) => known.value === input.value);
  if (row && option) return fill(row, option);
  if (row) set(row, "product", "");
  clearTimeout(timer);
  timer = window.setTimeout(() => suggest(input), PAUSE);
});

/** @param {Element} row @param {HTMLOptionElement} option */
function fill(row, option) {
  const { id = "", price = "", unit = "", tax = "", onTop = "" } = option.dataset;
  const values = { product: id, price, unit, tax, onTop };
  for (const [name, value] of Object.entries(values)) set(row, name, value);
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {Element} row @param {string} name @param {string} value */
function set(row, name, value) {
  const input = row.querySelector(`[name="${name}"]`);
  if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = value;
}

/** @param {HTMLInputElement} input */
async function suggest(input) {
  const options = list(input);
  const words = input.value.trim();
  if (!options || (asked === words && options.options.length)) return;
  asked = words;
  const answer = await fetch(`${options.dataset.productSuggestions}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
  if (answer.ok && asked === words) options.innerHTML = await answer.text();
}

/** @param {HTMLInputElement} input */
function list(input) {
  return input.list instanceof HTMLDataListElement ? input.list : null;
}
