// Links with data-slideover open beside the page and still have an address of their own: the panel follows the history.
import { on } from "./behaviour.js";
import { rescueToasts } from "./dialogs.js";

const outlet = document.querySelector("[data-slideover-outlet]");
const panel = outlet instanceof HTMLDialogElement ? outlet : null;

on("click", "a[data-slideover]", (link, event) => {
  const wantsTab = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  if (!panel || wantsTab || !(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const state = { slideover: link.href, width: link.dataset.slideover ?? "" };
  // A link inside the panel replaces it in place; closing always leads back to the page below.
  if (history.state?.slideover) history.replaceState(state, "", link.href);
  else history.pushState(state, "", link.href);
  show(state);
});

addEventListener("popstate", (event) => {
  if (event.state?.slideover) show(event.state);
  else if (panel?.open) panel.close();
});

panel?.addEventListener("close", () => {
  rescueToasts(panel);
  panel.replaceChildren();
  if (history.state?.slideover) history.back();
});

// The server closes the panel with `HX-Trigger: close-slideover` after saving.
document.addEventListener("close-slideover", () => panel?.close());

/**
 * @param {{ slideover: string, width: string }} state
 */
async function show(state) {
  if (!panel) return;
  panel.classList.toggle("slideover-narrow", state.width === "narrow");
  const body = document.createElement("div");
  body.className = "slideover-body";
  panel.replaceChildren(bar(state.slideover), body);
  if (!panel.open) panel.showModal();
  await htmx.ajax("GET", state.slideover, { target: body, swap: "innerHTML", headers: { "X-Slideover": "1" } });
  const title = body.querySelector("h1")?.textContent;
  if (title) panel.setAttribute("aria-label", title);
}

/**
 * @param {string} address
 */
function bar(address) {
  const bar = document.createElement("div");
  bar.className = "slideover-bar";
  const whole = document.createElement("a");
  whole.className = "button button-quiet button-icon";
  whole.href = address;
  whole.target = "_blank";
  whole.innerHTML = '<i class="icon icon-external-link" aria-hidden="true"></i>';
  const close = document.createElement("button");
  close.className = "button button-quiet button-icon";
  close.dataset.close = "";
  close.innerHTML = '<i class="icon icon-x" aria-hidden="true"></i>';
  bar.append(whole, close);
  return bar;
}
