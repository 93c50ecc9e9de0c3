// The working-day clock goes on between pages, in the portal's time zone.
import { attach } from "./behaviour.js";

attach("[data-clock]", (clock) => {
  const offset = Number(clock.dataset.clock) * 60000;
  const draw = () => (clock.textContent = new Date(Date.now() + offset).toISOString().slice(11, 16));
  setInterval(draw, 15000);
});
