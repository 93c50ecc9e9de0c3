// Files dropped on their field, and the progress of a form that carries files.
import { on } from "./behaviour.js";
import { showFailure, showToast } from "./toasts.js";
import { text } from "./behaviour.js";

for (const name of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
  on(name, "[data-file-drop]", (place, event) => {
    event.preventDefault();
    place.classList.toggle("is-over", name === "dragover");
    const input = place.querySelector("input[type=file]");
    if (name !== "drop" || !(input instanceof HTMLInputElement) || !event.dataTransfer) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// The browser's own button speaks the browser's language: with script the label stands for it and shows what was chosen.
on("change", "[data-file-drop] input[type=file]", (input) => {
  const names = input.closest("[data-file-drop]")?.querySelector("[data-file-names]");
  const files = input instanceof HTMLInputElement ? [...(input.files ?? [])] : [];
  if (names && files.length) names.textContent = files.map((file) => file.name).join(", ");
});

on("submit", "form[data-upload]", (form, event) => {
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const limit = Number(form.dataset.limit ?? Infinity);
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) =>
    input instanceof HTMLInputElement ? [...(input.files ?? [])] : []);
  if (files.some((file) => file.size > limit)) {
    showToast(form.dataset.limitText ?? text("failed"), "danger");
    return;
  }
  const bar = form.querySelector("progress");
  const button = form.querySelector("button:not([type=button])");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    if (!(bar instanceof HTMLProgressElement)) return;
    bar.hidden = false;
    bar.value = total ? (100 * loaded) / total : 0;
  });
  request.addEventListener("loadend", () => {
    button?.removeAttribute("disabled");
    if (bar) bar.hidden = true;
    if (request.status >= 200 && request.status < 300) finish(form, request);
    else if (request.status === 422 && !request.responseText.startsWith("<div class=\"toast")) finish(form, request);
    else if (request.status) showFailure(request.responseText);
    else showToast(text("failed"), "danger");
  });
  button?.setAttribute("disabled", "");
  request.send(new FormData(form));
});

/**
 * The answer is a fragment for the form's hx-target, or a page that the request was redirected to.
 * @param {HTMLFormElement} form
 * @param {XMLHttpRequest} request
 */
function finish(form, request) {
  const target = form.dataset.upload ? form.closest(form.dataset.upload) ?? document.querySelector(form.dataset.upload) : null;
  if (target) htmx.swap(target, request.responseText, { swapStyle: "outerHTML" });
  else location.assign(request.responseURL);
}
