// The theme changes at once and is stored by the form's own post.
import { on, post, text } from "./behaviour.js";
import { showToast } from "./toasts.js";

on("submit", "form[data-theme-form]", async (form, event) => {
  const button = /** @type {SubmitEvent} */ (event).submitter;
  if (!(button instanceof HTMLButtonElement) || !(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  if (button.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = button.value;
  for (const other of form.querySelectorAll("button")) other.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  const answer = await post(form.action, { theme: button.value }).catch(() => null);
  if (!answer?.ok) showToast(text("failed"), "danger");
});
