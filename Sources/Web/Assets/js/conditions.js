// Rows and groups of the condition builder. The numbers of the groups are hidden inputs, written anew after each change.
import { on } from "./behaviour.js";

on("click", "[data-add-condition]", (button) => {
  const builder = button.closest("[data-conditions]");
  const row = newRow(builder);
  const group = button.closest("[data-condition-group]");
  if (!builder || !row || !group) return;
  group.insertBefore(row, button.parentElement);
  renumber(builder);
  row.querySelector("select")?.focus();
});

on("click", "[data-add-group]", (button) => {
  const builder = button.closest("[data-conditions]");
  const groups = builder?.querySelectorAll("[data-condition-group]");
  const last = groups?.[groups.length - 1];
  const row = newRow(builder);
  if (!builder || !last || !row) return;
  const group = /** @type {Element} */ (last.cloneNode(true));
  for (const old of group.querySelectorAll("[data-condition-row]")) old.remove();
  group.insertBefore(row, group.querySelector("[data-add-condition]")?.parentElement ?? null);
  last.after(group);
  htmx.process(group);
  renumber(builder);
});

on("click", "[data-remove-condition]", (button) => {
  const builder = button.closest("[data-conditions]");
  const group = button.closest("[data-condition-group]");
  button.closest("[data-condition-row]")?.remove();
  const isEmpty = group && !group.querySelector("[data-condition-row]");
  if (isEmpty && (builder?.querySelectorAll("[data-condition-group]").length ?? 0) > 1) group.remove();
  if (builder) renumber(builder);
});

// A row that the server sent for another field does not know its group.
document.addEventListener("htmx:load", (event) => {
  const builder = event.target instanceof Element ? event.target.closest("[data-conditions]") : null;
  if (builder) renumber(builder);
});

/** @param {Element | null} builder */
function newRow(builder) {
  const template = builder?.querySelector("template[data-condition-row-template]");
  if (!(template instanceof HTMLTemplateElement)) return null;
  const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild;
  if (row) queueMicrotask(() => htmx.process(row));
  return row;
}

/** @param {Element} builder */
function renumber(builder) {
  const groups = builder.querySelectorAll("[data-condition-group]");
  groups.forEach((group, number) => {
    for (const input of group.querySelectorAll("input[name=conditionGroup]")) {
      if (input instanceof HTMLInputElement) input.value = String(number);
    }
  });
  builder.querySelector(".condition-between")?.toggleAttribute("hidden", groups.length < 2);
}
