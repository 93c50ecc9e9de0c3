// Server-sent events. «change» names what is different: {"items": ["deal_7"], "columns": ["deal/NEW"], "tasks": [5]};
// elements with data-live-topic="deal_7 deal/NEW task_5" receive the htmx trigger «live» and fetch themselves anew.
import { showToast } from "./toasts.js";
import { text } from "./behaviour.js";

const address = document.body.dataset.live;
/** @type {EventSource | null} */
let source = null;
let lastID = "";
let failures = 0;
/** @type {Set<string>} */
const pending = new Set();
let isScheduled = false;

// A hidden tab gives its connection back: browsers allow six to a server. The last id makes up for what was missed.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
if (address && !document.hidden) connect();

function connect() {
  if (!address || source) return;
  const url = new URL(address, location.href);
  if (lastID) url.searchParams.set("after", lastID);
  source = new EventSource(url);
  source.addEventListener("change", receive);
  source.addEventListener("bell", () => refresh(["bell"]));
  source.addEventListener("reload", refreshAll);
  source.addEventListener("open", () => (failures = 0));
  source.addEventListener("error", () => {
    failures += 1;
    if (failures === 3) showToast(text("offline"), "neutral");
    // The browser tries again by itself unless the answer was no event stream at all.
    if (source?.readyState !== EventSource.CLOSED) return;
    disconnect();
    setTimeout(connect, Math.min(60000, 2000 * failures));
  });
}

function disconnect() {
  source?.close();
  source = null;
}

/** @param {MessageEvent<string>} event */
function receive(event) {
  lastID = event.lastEventId || lastID;
  /** @type {{ items?: string[], columns?: string[], tasks?: number[] }} */
  const change = JSON.parse(event.data);
  const topics = [...(change.items ?? []), ...(change.columns ?? []), ...(change.tasks ?? []).map((id) => `task_${id}`)];
  if (change.tasks?.length) topics.push("tasks");
  refresh(topics);
}

/** @param {string[]} topics */
function refresh(topics) {
  for (const topic of topics) pending.add(topic);
  if (!pending.size || isScheduled) return;
  isScheduled = true;
  setTimeout(deliver, 150);
}

/** Everything on the page that can be fetched anew: this browser has missed more than the server remembers. */
function refreshAll() {
  refresh([...document.querySelectorAll("[data-live-topic]")].flatMap(topicsOf));
}

/**
 * What an element follows; a column with data-live-cards="deal" also follows each of its cards.
 * @param {Element} element
 */
function topicsOf(element) {
  const own = (element.getAttribute("data-live-topic") ?? "").split(" ").filter(Boolean);
  const kind = element.getAttribute("data-live-cards");
  if (!kind) return own;
  return own.concat([...element.querySelectorAll("[data-card]")].map((card) => `${kind}_${card.getAttribute("data-card")}`));
}

/**
 * Nothing is fetched anew under the hands of whoever edits a field, writes or has opened a menu in it.
 * @param {Element} element
 */
function isBusy(element) {
  return element.matches("[data-live-calm]") && element.querySelector("[data-inplace-cancel], details.menu[open], textarea:focus") !== null;
}

/** Several events of one moment refresh an element once; nothing moves under a hand that drags. */
function deliver() {
  if ("dragging" in document.body.dataset) {
    setTimeout(deliver, 300);
    return;
  }
  isScheduled = false;
  for (const element of document.querySelectorAll("[data-live-topic]")) {
    if (topicsOf(element).some((topic) => pending.has(topic)) && !isBusy(element)) htmx.trigger(element, "live");
  }
  pending.clear();
}
