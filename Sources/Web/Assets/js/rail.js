// Folds the rail and remembers it in a cookie, so that the server draws the next page the same way.
import { on } from "./behaviour.js";

on("click", "[data-rail-fold]", () => {
  const root = document.documentElement;
  if (root.dataset.rail === "collapsed") delete root.dataset.rail;
  else root.dataset.rail = "collapsed";
  document.cookie = `rail=${root.dataset.rail ?? ""};path=/;max-age=31536000;samesite=lax`;
});
