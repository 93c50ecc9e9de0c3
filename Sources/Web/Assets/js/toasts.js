// Messages at the foot of the window: they leave by themselves, errors stay until dismissed.
import { attach, on, text } from "./behaviour.js";

const LIFETIME = 6000;
const MOST = 3;

attach("[data-toast]", (toast) => {
  add(toast);
  if (!toast.matches(".toast-danger")) setTimeout(() => toast.remove(), LIFETIME);
});

on("click", "[data-dismiss]", (button) => button.closest("[data-toast]")?.remove());

document.addEventListener("htmx:responseError", (event) => showFailure(/** @type {any} */ (event).detail.xhr.responseText));
document.addEventListener("htmx:sendError", () => showToast(text("failed"), "danger"));

/**
 * Shows a message; with `action` it carries one button.
 * @param {string} message
 * @param {"success" | "danger" | "neutral"} tone
 * @param {{ label: string, run: () => void }} [action]
 */
export function showToast(message, tone, action) {
  const toast = document.createElement("div");
  toast.className = `toast toast-${tone}`;
  toast.dataset.toast = "";
  toast.setAttribute("role", tone === "danger" ? "alert" : "status");
  const words = document.createElement("span");
  words.textContent = message;
  toast.append(words);
  if (action) {
    const button = document.createElement("button");
    button.className = "button button-small";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      toast.remove();
      action.run();
    });
    toast.append(button);
  }
  const close = document.createElement("button");
  close.className = "button button-quiet button-icon button-small";
  close.setAttribute("aria-label", text("close"));
  close.dataset.dismiss = "";
  close.innerHTML = '<i class="icon icon-x" aria-hidden="true"></i>';
  toast.append(close);
  add(toast);
  if (tone !== "danger") setTimeout(() => toast.remove(), LIFETIME);
}

/**
 * Shows what the server said about a refusal: a toast fragment as it is, anything else as the general words.
 * @param {string} answer
 */
export function showFailure(answer) {
  const toast = new DOMParser().parseFromString(answer, "text/html").querySelector("[data-toast]");
  const message = toast?.querySelector("span")?.textContent;
  showToast(message ?? text("failed"), "danger");
}

/**
 * The oldest messages make room.
 * @param {HTMLElement} toast
 */
function add(toast) {
  const place = container();
  place.append(toast);
  while (place.childElementCount > MOST) place.firstElementChild?.remove();
}

/** Inside the topmost open dialog, because everything outside it cannot be clicked. */
function container() {
  const place = document.querySelector("[data-toasts]") ?? document.createElement("div");
  const dialogs = document.querySelectorAll("dialog:modal");
  (dialogs[dialogs.length - 1] ?? document.body).append(place);
  return place;
}
