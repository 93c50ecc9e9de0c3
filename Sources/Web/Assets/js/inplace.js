// Fields that are edited where they stand: a click or Enter brings the form, Esc brings the value back.
import { on } from "./behaviour.js";

on("click", "[data-inplace]", (field, event) => {
  const target = /** @type {Element} */ (event.target);
  const isEditLink = target.closest(".definition-edit") !== null;
  if (!isEditLink && (!target.closest(".definition-value") || target.closest("a, button"))) return;
  if (!isEditLink && String(getSelection() ?? "")) return;
  event.preventDefault();
  edit(field);
});

on("keydown", "[data-view-url] form", (form, event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    leave(form);
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form instanceof HTMLFormElement) form.requestSubmit();
});

on("click", "[data-inplace-cancel]", (button) => leave(button));

/** @param {HTMLElement} field */
async function edit(field) {
  const list = field.parentElement;
  const index = list ? [...list.children].indexOf(field) : 0;
  await htmx.ajax("GET", field.dataset.inplace ?? "", { target: field, swap: "outerHTML" });
  const control = list?.children[index]?.querySelector("input:not([type=hidden]), select, textarea");
  if (control instanceof HTMLElement) control.focus();
}

/** @param {Element} inside */
function leave(inside) {
  const field = inside.closest("[data-view-url]");
  if (field instanceof HTMLElement) htmx.ajax("GET", field.dataset.viewUrl ?? "", { target: field, swap: "outerHTML" });
}
