// The process designer: the drawing opens at its middle, and Alt with an arrow does what a block's buttons do.
import { attach, isTyping, on } from "./behaviour.js";

attach("[data-flow]", (sheet) => {
  if (!location.hash) sheet.scrollLeft = (sheet.scrollWidth - sheet.clientWidth) / 2;
});

/** @type {Record<string, string[]>} */
const STEPS = { ArrowUp: ["up"], ArrowDown: ["down"], ArrowRight: ["inward", "across"], ArrowLeft: ["outward"] };

on("keydown", "[data-block]", (block, event) => {
  const acts = event.altKey ? STEPS[event.key] : event.key === "Delete" ? ["delete"] : undefined;
  if (!acts || isTyping(event.target)) return;
  event.preventDefault();
  const buttons = acts.map((act) => block.querySelector(`button[name="act"][value="${act}"]`));
  const button = buttons.find((found) => found instanceof HTMLButtonElement);
  if (button instanceof HTMLButtonElement) button.click();
});
