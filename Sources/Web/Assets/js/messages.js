// A conversation: Enter sends, Shift+Enter begins a new line; after sending the cursor is back in the field.
import { attach, on } from "./behaviour.js";

on("keydown", "form[data-send-on-enter] textarea", (field, event) => {
  if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const form = field.closest("form");
  if (form instanceof HTMLFormElement) form.requestSubmit();
});

attach("form[data-send-on-enter] textarea", (field) => field.focus());
