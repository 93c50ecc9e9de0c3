// Lists whose items are dragged inside and between them (robots, stages, check lists). A drop posts `item`, `list` and
// `position`; a list without an address sends its order with its form, because inputs are sent as they stand.
import { attach, post } from "./behaviour.js";
import { showFailure } from "./toasts.js";

attach("[data-sortable]", async (list) => {
  // @ts-ignore The library is no module: it sets window.Sortable.
  await import("../sortable.js");
  new window.Sortable(list, {
    group: list.dataset.sortable || undefined,
    draggable: "[data-item]",
    handle: list.querySelector("[data-handle]") ? "[data-handle]" : undefined,
    filter: "a, button, input, select",
    preventOnFilter: false,
    animation: 120,
    delay: 180,
    delayOnTouchOnly: true,
    ghostClass: "is-ghost",
    fallbackOnBody: true,
    emptyInsertThreshold: 12,
    // Over the branches of an item (the process designer) only a list among them takes what is dragged: the item itself would
    // jump out of the way.
    onMove: ({ to }, event) => {
      const nest = event.target instanceof Element ? event.target.closest("[data-nest]") : null;
      return !nest || nest.contains(to);
    },
    onEnd: ({ item, from, to, oldIndex, newIndex }) => {
      if (from !== to || oldIndex !== newIndex) save(item, from, to, oldIndex, newIndex);
    },
  });
});

/**
 * @param {HTMLElement} item
 * @param {HTMLElement} from
 * @param {HTMLElement} to
 * @param {number} oldIndex
 * @param {number} newIndex
 */
async function save(item, from, to, oldIndex, newIndex) {
  const field = item.querySelector("[data-list-field]");
  if (field instanceof HTMLInputElement) field.value = to.dataset.list ?? "";
  const url = to.dataset.sortUrl;
  if (!url) {
    to.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const values = { item: item.dataset.item ?? "", list: to.dataset.list ?? "", position: String(newIndex) };
  const answer = await post(url, values).catch(() => null);
  const content = answer ? await answer.text() : "";
  if (answer?.ok) {
    htmx.swap(document.body, content, { swapStyle: "none" });
    return;
  }
  const place = from.querySelectorAll(":scope > [data-item]")[oldIndex + (from === to && newIndex < oldIndex ? 1 : 0)];
  from.insertBefore(item, place ?? null);
  showFailure(content);
}
