// Rows of products: sums while typing, a new row when the last one is used, removal without a round trip.
import { on } from "./behaviour.js";

on("input", "[data-products]", (form, event) => {
  const row = event.target instanceof Element ? event.target.closest("[data-product]") : null;
  if (row && !row.nextElementSibling && value(row, "name") + value(row, "price")) addRow(form);
  count(form);
});

on("click", "[data-product-add]", (button) => {
  const form = button.closest("[data-products]");
  if (form instanceof HTMLElement) addRow(form)?.querySelector("input")?.focus();
});

on("click", "[data-product-remove]", (button, event) => {
  const form = button.closest("[data-products]");
  const row = button.closest("[data-product]");
  if (!(form instanceof HTMLElement) || !row) return;
  event.preventDefault();
  if (form.querySelectorAll("[data-product]").length === 1) addRow(form);
  row.remove();
  count(form);
});

/** @param {HTMLElement} form */
function addRow(form) {
  const rows = form.querySelectorAll("[data-product]");
  const last = rows[rows.length - 1];
  if (!last) return null;
  const row = /** @type {Element} */ (last.cloneNode(true));
  for (const input of row.querySelectorAll("input")) input.value = input.name === "quantity" ? "1" : "";
  for (const select of row.querySelectorAll("select")) select.selectedIndex = 0;
  for (const sum of row.querySelectorAll("[data-product-sum]")) sum.textContent = "";
  last.after(row);
  return row;
}

/** @param {HTMLElement} form */
function count(form) {
  let total = 0;
  let tax = 0;
  for (const row of form.querySelectorAll("[data-product]")) {
    const price = number(value(row, "price"));
    const rate = number(value(row, "tax"));
    const net = Math.round(price * number(value(row, "quantity")) * (100 - number(value(row, "discount")))) / 100;
    const isOnTop = value(row, "onTop") === "1";
    const part = isOnTop ? (net * rate) / 100 : (net * rate) / (100 + rate);
    const sum = isOnTop ? net + part : net;
    const place = row.querySelector("[data-product-sum]");
    if (place) place.textContent = price ? money(sum) : "";
    total += sum;
    tax += part;
  }
  write(form, "[data-product-total]", total);
  write(form, "[data-product-tax]", tax);
}

/** @param {HTMLElement} form @param {string} selector @param {number} sum */
function write(form, selector, sum) {
  const place = form.querySelector(selector);
  if (place) place.textContent = money(sum);
}

/** @param {Element} row @param {string} name */
function value(row, name) {
  const input = row.querySelector(`[name="${name}"]`);
  return input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? input.value.trim() : "";
}

/** @param {string} text */
function number(text) {
  const found = Number(text.replaceAll(/\s/g, "").replace(",", "."));
  return Number.isFinite(found) ? found : 0;
}

/** @param {number} sum */
function money(sum) {
  return sum.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 0, maximumFractionDigits: 2 });
}
