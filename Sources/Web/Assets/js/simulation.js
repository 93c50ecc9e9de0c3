// Rows of a scenario are taken away in the page; they are only read when the form is sent.
import { on } from "./behaviour.js";

on("click", "[data-remove-event]", (button) => {
  const row = button.closest(".scenario-row");
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  row?.remove();
  next?.querySelector("select")?.focus();
});

// On a narrow screen the result stands below the form: it is brought into view when it has arrived.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLElement) || target.id !== "simulation-result") return;
  if (target.getBoundingClientRect().top > innerHeight * 0.6 || target.getBoundingClientRect().top < 0) {
    target.scrollIntoView({ block: "start", behavior: "smooth" });
  }
});
