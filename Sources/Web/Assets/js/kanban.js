// Cards of a board are dragged between columns: at once on the screen, undone when the server refuses.
import { attach, post, text } from "./behaviour.js";
import { showFailure, showToast } from "./toasts.js";

/**
 * Where a card stood before it was taken.
 * @typedef {{ list: Element, next: Element | null }} Place
 */

attach("[data-kanban]", async (board) => {
  // @ts-ignore The library is no module: it sets window.Sortable.
  await import("../sortable.js");
  const lists = [...board.querySelectorAll("[data-cards]"), ...board.querySelectorAll("[data-drop]")];
  /** @type {Place | null} */
  let origin = null;
  for (const list of lists) {
    new window.Sortable(/** @type {HTMLElement} */ (list), {
      group: "cards",
      sort: false, // columns keep their own order: a card that arrives goes to the top
      filter: ".deal-menu, .deal-channels",
      preventOnFilter: false,
      draggable: "[data-move-url]",
      animation: 120,
      delay: 180,
      delayOnTouchOnly: true,
      ghostClass: "is-ghost",
      dragClass: "is-dragged",
      onStart: ({ item, from }) => {
        origin = { list: from, next: nextCard(item) };
        document.body.dataset.dragging = "";
      },
      onEnd: ({ item, to, from }) => {
        delete document.body.dataset.dragging;
        if (origin && to !== from) drop(item, to, origin);
      },
    });
  }
});

/**
 * @param {HTMLElement} card
 * @param {HTMLElement} target
 * @param {Place} origin
 */
function drop(card, target, origin) {
  const dialog = target.dataset.dropUrl;
  if (dialog) {
    putBack(card, origin);
    const url = new URL(dialog, location.href);
    url.searchParams.set("item", card.dataset.card ?? "");
    htmx.ajax("GET", url.href, { target: document.body, swap: "beforeend" });
    return;
  }
  const stage = target.dataset.stage ?? target.closest("[data-stage]")?.getAttribute("data-stage") ?? "";
  if (target.matches("[data-drop]")) card.hidden = true;
  else target.prepend(card);
  move(card, { stage, ...versionOf(card) }, origin);
}

/**
 * @param {HTMLElement} card
 * @param {Record<string, string> | FormData} values
 * @param {Place} origin
 */
async function move(card, values, origin) {
  const answer = await post(card.dataset.moveUrl ?? "", values).catch(() => null);
  const content = answer ? await answer.text() : "";
  if (answer?.ok) {
    htmx.swap(document.body, content, { swapStyle: "none" });
    return offerUndo(card, origin);
  }
  if (answer?.status === 422 && content.includes("<dialog")) return ask(card, content, origin);
  putBack(card, origin);
  if (content) showFailure(content);
  else showToast(text("undone"), "danger");
}

/**
 * The target stage requires fields: the server's form is shown; leaving it undoes the move.
 * @param {HTMLElement} card
 * @param {string} content
 * @param {Place} origin
 */
function ask(card, content, origin) {
  const holder = document.createElement("div");
  holder.innerHTML = content;
  const dialog = holder.querySelector("dialog");
  const form = dialog?.querySelector("form");
  if (!dialog || !form) return putBack(card, origin);
  document.body.append(dialog);
  htmx.process(dialog);
  dialog.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  if (!dialog.open) dialog.showModal();
  let isSent = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isSent = true;
    const values = new FormData(form);
    dialog.close();
    move(card, values, origin);
  });
  dialog.addEventListener("close", () => {
    if (!isSent) putBack(card, origin);
    dialog.remove();
  });
}

/**
 * @param {HTMLElement} card
 * @param {Place} origin
 */
function offerUndo(card, origin) {
  const stage = origin.list.closest("[data-stage]");
  const name = card.closest("[data-stage]")?.querySelector(".column-name .clip, span")?.textContent ?? "";
  if (!stage || stage === card.closest("[data-stage]")) return;
  showToast(text("moved").replace("{stage}", name), "success", {
    label: text("undo"),
    run: () => {
      const now = { list: card.parentElement ?? origin.list, next: nextCard(card) };
      putBack(card, origin);
      move(card, { stage: stage.getAttribute("data-stage") ?? "", ...versionOf(card) }, now);
    },
  });
}

/**
 * @param {HTMLElement} card
 * @param {Place} origin
 */
function putBack(card, origin) {
  card.hidden = false;
  const next = origin.next?.parentElement === origin.list ? origin.next : origin.list.querySelector(".column-more");
  origin.list.insertBefore(card, next);
}

/**
 * The version this page has seen; the answer to a move brings the next one.
 * @param {Element} card
 * @returns {Record<string, string>}
 */
function versionOf(card) {
  const version = card.querySelector("[data-version]")?.getAttribute("data-version");
  return version ? { version } : {};
}

/** @param {Element} card */
function nextCard(card) {
  const next = card.nextElementSibling;
  return next?.matches("[data-card]") ? next : null;
}
