// The person selector: chips, search and the tabs «Недавние · Сотрудники и отделы · Роли» over a plain select, which stays
// in the form and keeps the choice.
import { attach } from "./behaviour.js";
import { chip, make, matches, row, tabBar } from "./people-parts.js";

class Picker {
  /**
   * @param {HTMLElement} root
   * @param {HTMLSelectElement} select
   */
  constructor(root, select) {
    this.root = root;
    this.select = select;
    this.tab = this.options().some((option) => "recent" in option.dataset) ? "recent" : "people";
    this.box = make("div", "input people-box");
    this.search = document.createElement("input");
    this.search.className = "people-search";
    this.search.setAttribute("role", "combobox");
    this.search.setAttribute("aria-label", root.dataset.searchLabel ?? "");
    this.search.placeholder = root.dataset.searchLabel ?? "";
    this.panel = make("div", "people-panel");
    this.panel.hidden = true;
    // The label of the field belongs to what is seen; the select keeps only its name and value.
    this.search.id = select.id;
    select.removeAttribute("id");
    select.required = false;
    select.hidden = true;
    root.append(this.box, this.panel);
    this.listen();
    this.drawChips();
  }

  options() {
    return [...this.select.options].filter((option) => option.value !== "");
  }

  listen() {
    this.box.addEventListener("click", () => this.search.focus());
    this.search.addEventListener("focus", () => this.open());
    this.search.addEventListener("input", () => this.open());
    this.search.addEventListener("keydown", (event) => this.press(event));
    this.root.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node) || !this.root.contains(event.relatedTarget)) this.close();
    });
    // Pressing inside the panel must not take the focus away before the click arrives.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const items = [...this.panel.querySelectorAll(".people-option")];
    const index = items.findIndex((item) => item.matches(".is-active"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items[index]?.classList.remove("is-active");
      const next = items[(index + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length];
      next?.classList.add("is-active");
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !this.panel.hidden) {
      event.preventDefault();
      const chosen = items[index] ?? items[0];
      if (chosen instanceof HTMLElement) chosen.click();
    } else if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && !this.search.value) {
      this.toggle([...this.select.selectedOptions].filter((option) => option.value).pop());
    }
  }

  open() {
    this.panel.hidden = false;
    this.drawPanel();
  }

  close() {
    this.panel.hidden = true;
    this.search.value = "";
  }

  /** @param {HTMLOptionElement | undefined} option */
  toggle(option) {
    if (!option) return;
    const isChosen = option.selected;
    if (!this.select.multiple) for (const other of this.select.options) other.selected = other.value === "" && isChosen;
    option.selected = !isChosen;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.search.value = "";
    this.drawChips();
    if (this.select.multiple) this.drawPanel();
    else this.close();
  }

  drawChips() {
    const chosen = [...this.select.selectedOptions].filter((option) => option.value);
    const chips = chosen.map((option) => chip(option, this.root.dataset.removeLabel ?? "", () => this.toggle(option)));
    this.search.placeholder = chips.length ? "" : this.root.dataset.searchLabel ?? "";
    this.box.replaceChildren(...chips, this.search);
  }

  drawPanel() {
    const words = this.search.value.trim().toLocaleLowerCase();
    const list = make("div", "people-list");
    const found = this.options().filter((option) => (words ? matches(option, words) : this.isOnTab(option)));
    for (const option of found.slice(0, 200)) list.append(row(option, () => this.toggle(option)));
    if (!found.length) {
      const empty = make("p", "people-empty");
      empty.textContent = this.root.dataset.noneLabel ?? "";
      list.append(empty);
    }
    this.panel.replaceChildren(...(words ? [list] : [this.tabs(), list]));
  }

  tabs() {
    return tabBar(JSON.parse(this.root.dataset.tabs ?? "{}"), this.tab, (name) => {
      this.tab = name;
      this.drawPanel();
    });
  }

  /** @param {HTMLOptionElement} option */
  isOnTab(option) {
    if (this.tab === "recent") return "recent" in option.dataset;
    return (this.tab === "roles") === (option.dataset.kind === "role");
  }
}

attach("[data-people]", (root) => {
  const select = root.querySelector("select");
  if (select) new Picker(root, select);
});
