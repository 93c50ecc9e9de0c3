// Small helps in forms of items: one more input for further phones, chosen search results, Ctrl+Enter.
import { on } from "./behaviour.js";

// The last of several inputs always stays empty: writing into it brings another one.
on("input", "[data-repeat] > input:last-of-type", (input) => {
  if (!(input instanceof HTMLInputElement) || !input.value) return;
  const next = /** @type {HTMLInputElement} */ (input.cloneNode());
  next.value = "";
  next.removeAttribute("value");
  next.removeAttribute("id");
  input.after(next);
});

// A found item moves among the chosen ones, and the search starts anew.
on("change", "[data-lookup] .lookup-found input", (input) => {
  const lookup = input.closest("[data-lookup]");
  const chosen = lookup?.querySelector("[data-lookup-chosen]");
  const item = input.closest(".lookup-item");
  if (!lookup || !chosen || !item || !(input instanceof HTMLInputElement)) return;
  if (input.type === "radio") chosen.replaceChildren(item);
  else if (![...chosen.querySelectorAll("input")].some((known) => known.value === input.value)) chosen.append(item);
  lookup.querySelector(".lookup-found")?.replaceChildren();
  const search = lookup.querySelector("[data-lookup-search]");
  if (search instanceof HTMLInputElement) search.value = "";
});

// A single choice is taken away by choosing it again.
on("click", "[data-lookup-chosen] input[type=radio]", (input) => {
  input.closest(".lookup-item")?.remove();
});

on("keydown", "[data-item-form], .composer form", (form, event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form instanceof HTMLFormElement) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Enter in a search chooses the first result instead of sending the form.
on("keydown", "[data-lookup-search]", (input, event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = input.closest("[data-lookup]")?.querySelector(".lookup-found input");
  if (first instanceof HTMLInputElement) first.click();
});

// A link to be copied is taken whole.
on("click", "input[data-select-all]", (input) => {
  if (input instanceof HTMLInputElement) input.select();
});
