// Filter forms send themselves: while typing after a pause, at once for lists and check boxes.
import { on } from "./behaviour.js";

const PAUSE = 250;
let timer = 0;

on("input", "form[data-autosubmit] input[type=search]", (input) => {
  clearTimeout(timer);
  timer = window.setTimeout(() => send(input), PAUSE);
});

on("change", "form[data-autosubmit]", (form, event) => {
  const control = /** @type {Element} */ (event.target);
  if (!control.closest("[data-no-autosubmit]") && !control.matches("input[type=search]")) send(form);
});

on("submit", "form[data-autosubmit]", (form, event) => {
  if (form.hasAttribute("hx-get")) return;
  event.preventDefault();
  send(form);
});

/** @param {Element} inside */
function send(inside) {
  const form = inside.closest("form");
  if (!form) return;
  if (form.hasAttribute("hx-get")) return form.requestSubmit();
  // Without htmx the page is loaded anew; the address carries only what is filled in.
  const url = new URL(form.action, location.href);
  url.search = "";
  for (const [name, value] of new FormData(form)) if (value !== "") url.searchParams.append(name, String(value));
  location.assign(url);
}
