// The picker «{…}»: writes the chosen field at the cursor of the control beside it.
import { on } from "./behaviour.js";

on("click", "[data-insert]", (button) => {
  const holder = button.closest("[data-insertions]");
  const control = holder?.querySelector(":scope > input, :scope > textarea");
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return;
  const start = control.selectionStart ?? control.value.length;
  control.setRangeText(button.dataset.insert ?? "", start, control.selectionEnd ?? start, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
  holder?.querySelector("details")?.removeAttribute("open");
  control.focus();
});
