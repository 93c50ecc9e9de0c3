// Keys: / search, n new, j and k walk the rows, Enter opens, Ctrl+K the command palette. Esc is the dialogs' and menus' own.
import { isTyping } from "./behaviour.js";

document.addEventListener("keydown", (event) => {
  // The physical key: the shortcuts work on a Russian layout too.
  const key = event.code;
  if (key === "KeyK" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (document.querySelector("dialog:modal")) return;
  const handle = keys[key];
  if (handle && handle()) event.preventDefault();
});

/** @type {Record<string, () => boolean>} */
const keys = {
  Slash: () => focus("[data-search]"),
  KeyN: () => click("[data-new]") || click("[data-create] .menu-item"),
  KeyJ: () => walk(1),
  KeyK: () => walk(-1),
};

function openPalette() {
  const palette = document.querySelector("[data-palette]");
  if (!(palette instanceof HTMLDialogElement) || palette.open) return;
  palette.showModal();
  const input = palette.querySelector("input");
  if (input) {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }
}

/** @param {number} step */
function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, current + step))];
  const link = next?.querySelector("a[href]");
  if (link instanceof HTMLElement) link.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

/** @param {string} selector */
function focus(selector) {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLInputElement)) return false;
  element.select();
  element.focus();
  return true;
}

/** @param {string} selector */
function click(selector) {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}
