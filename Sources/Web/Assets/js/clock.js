// The working-day clock goes on between pages, in the portal's time zone and style.
import { attach } from "./behaviour.js";

attach("[data-clock]", (clock) => {
  const offset = Number(clock.dataset.clock) * 60000;
  const draw = () => {
    const time = new Date(Date.now() + offset).toISOString().slice(11, 16);
    clock.textContent = clock.dataset.clockHours === "12" ? half(time) : time;
  };
  setInterval(draw, 15000);
});

/**
 * `17:40` as `5:40 PM`.
 * @param {string} time
 */
function half(time) {
  const hour = Number(time.slice(0, 2));
  return `${((hour + 11) % 12) + 1}${time.slice(2)} ${hour < 12 ? "AM" : "PM"}`;
}
