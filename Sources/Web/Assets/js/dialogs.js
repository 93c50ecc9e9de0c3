// Dialogs: opened by a button that names them, or at once when they arrive as a fragment.
import { attach, on } from "./behaviour.js";

attach("dialog[data-open-now]", (dialog) => {
  if (!(dialog instanceof HTMLDialogElement)) return;
  document.body.append(dialog);
  dialog.showModal();
  dialog.addEventListener("close", () => {
    rescueToasts(dialog);
    dialog.remove();
  });
});

on("click", "[data-open-dialog]", (button) => {
  const dialog = document.querySelector(`dialog[data-dialog="${CSS.escape(button.dataset.openDialog ?? "")}"]`);
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
});

on("click", "[data-close]", (button) => button.closest("dialog")?.close());

// A press that begins and ends on the veil closes; one that began inside (selecting text) does not.
/** @type {EventTarget | null} */
let pressed = null;
document.addEventListener("pointerdown", (event) => (pressed = event.target));
document.addEventListener("click", (event) => {
  const dialog = event.target;
  if (dialog instanceof HTMLDialogElement && pressed === dialog && isOutside(dialog, event)) dialog.close();
});

// A form in a dialog that htmx has sent: 2xx with nothing to show closes it; one with data-closes is closed by any answer that
// changes the page behind it, also by a 422, which brings the next dialog.
document.addEventListener("htmx:afterRequest", (event) => {
  const { detail, target } = /** @type {any} */ (event);
  if (target instanceof HTMLFormElement && closes(target, detail.xhr.status)) target.closest("dialog")?.close();
});

/**
 * @param {HTMLFormElement} form
 * @param {number} status
 */
function closes(form, status) {
  return status === 204 || ("closes" in form.dataset && ((status >= 200 && status < 300) || status === 422));
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {MouseEvent} event
 */
function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return !inside;
}

/**
 * Messages shown inside a dialog outlive it.
 * @param {Element} dialog
 */
export function rescueToasts(dialog) {
  const toasts = dialog.querySelector("[data-toasts]");
  if (toasts) document.body.append(toasts);
}
