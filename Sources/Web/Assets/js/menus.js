// Menus are <details>: they close on a choice elsewhere and on Esc, and arrows walk them. Inputs with data-filter-items
// narrow the entries of their menu or palette while typing.
import { on } from "./behaviour.js";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
});

on("keydown", "details.menu[open]", (menu, event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});

on("keydown", "details.menu[open], [data-palette]", (menu, event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const items = visibleItems(menu);
  const current = items.findIndex((item) => item === document.activeElement || item.matches(".is-active"));
  const next = items[(current + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length] ?? items[0];
  if (menu.matches("[data-palette]")) mark(menu, next);
  else next?.focus();
});

on("keydown", "[data-palette] [data-filter-items]", (input, event) => {
  const active = input.closest("[data-palette]")?.querySelector(".menu-item.is-active:not([hidden])");
  if (event.key === "Enter" && active instanceof HTMLElement) {
    event.preventDefault();
    active.click();
  }
});

on("input", "[data-filter-items]", (input) => {
  if (!(input instanceof HTMLInputElement)) return;
  const holder = input.closest(".menu-panel, [data-palette], [data-filtered]");
  const words = input.value.trim().toLocaleLowerCase();
  for (const item of holder?.querySelectorAll(".menu-item, .kind") ?? []) {
    item.toggleAttribute("hidden", !(item.textContent ?? "").toLocaleLowerCase().includes(words));
  }
  for (const title of holder?.querySelectorAll(".menu-title, .kind-group") ?? []) title.toggleAttribute("hidden", words !== "");
  if (holder?.matches("[data-palette]")) mark(holder, words ? visibleItems(holder)[0] : undefined);
});

/** @param {Element} menu */
function visibleItems(menu) {
  return /** @type {HTMLElement[]} */ ([...menu.querySelectorAll(".menu-item:not([hidden])")]);
}

/**
 * @param {Element} palette
 * @param {HTMLElement | undefined} item
 */
function mark(palette, item) {
  for (const other of palette.querySelectorAll(".is-active")) other.classList.remove("is-active");
  item?.classList.add("is-active");
  item?.scrollIntoView({ block: "nearest" });
}
