// On a narrow screen the bar of stages begins where the item stands.
import { attach } from "./behaviour.js";

attach(".stagebar", (bar) => {
  const now = bar.querySelector("[aria-current]");
  if (!now || bar.scrollWidth <= bar.clientWidth) return;
  const [outer, inner] = [bar.getBoundingClientRect(), now.getBoundingClientRect()];
  bar.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
});
