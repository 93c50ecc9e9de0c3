// Lists with check boxes: the box in the head ticks the page, the number of ticked rows is shown.
import { on } from "./behaviour.js";

on("change", "[data-selection]", (form, event) => {
  const control = event.target;
  if (!(control instanceof HTMLInputElement)) return;
  const boxes = rows(form);
  if (control.matches("[data-select-all]")) for (const box of boxes) box.checked = control.checked;
  const chosen = boxes.filter((box) => box.checked).length;
  const head = form.querySelector("[data-select-all]");
  if (head instanceof HTMLInputElement) {
    head.checked = chosen > 0 && chosen === boxes.length;
    head.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const count = form.querySelector("[data-selection-count]");
  if (count) count.textContent = String(chosen);
});

/** @param {ParentNode} form */
function rows(form) {
  return /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[type="checkbox"][name="id"]')]);
}
