// Columns of a board that are fetched anew when somebody moved a card.

// A column that is fetched anew asks for as many cards as it shows, keeps its place, and lights up what is new on the board.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = /** @type {any} */ (event).detail;
  if (!elt.matches("[data-live-cards]")) return;
  parameters.limit = elt.querySelectorAll("[data-card]").length;
});

/** @type {Set<string>} */
let known = new Set();
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt } = /** @type {any} */ (event).detail;
  if (elt.matches("[data-live-cards]")) known = cardsOf(document);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const { elt } = /** @type {any} */ (event).detail;
  if (!elt.matches("[data-live-cards]")) return;
  for (const card of elt.querySelectorAll("[data-card]")) {
    const id = card.getAttribute("data-card");
    card.classList.toggle("is-arriving", !known.has(id));
    // The card has gone from the column it stood in: that one is fetched anew too, but until then nobody sees it twice.
    for (const other of document.querySelectorAll(`[data-cards] > [data-card="${id}"]`)) if (other !== card) other.remove();
  }
});

/** @param {ParentNode} root */
function cardsOf(root) {
  return new Set([...root.querySelectorAll("[data-card]")].map((card) => card.getAttribute("data-card") ?? ""));
}
