// What the person selector is made of.

const icons = { person: "user", department: "users", role: "shield" };

/**
 * @param {string} tag
 * @param {string} className
 */
export function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  if (element instanceof HTMLButtonElement) element.type = "button";
  return element;
}

/**
 * @param {HTMLOptionElement} option
 * @param {string} words in lower case
 */
export function matches(option, words) {
  return `${option.label} ${option.dataset.note ?? ""}`.toLocaleLowerCase().includes(words);
}

/**
 * A chosen one with its cross.
 * @param {HTMLOptionElement} option
 * @param {string} removeLabel
 * @param {() => void} remove
 */
export function chip(option, removeLabel, remove) {
  const chip = make("span", "chip");
  chip.textContent = option.label;
  const cross = make("button", "chip-remove");
  cross.setAttribute("aria-label", `${removeLabel}: ${option.label}`);
  cross.append(make("i", "icon icon-small icon-x"));
  cross.addEventListener("click", remove);
  chip.append(cross);
  return chip;
}

/**
 * One who may be chosen.
 * @param {HTMLOptionElement} option
 * @param {() => void} toggle
 */
export function row(option, toggle) {
  const row = make("button", "people-option");
  row.setAttribute("aria-selected", String(option.selected));
  const name = make("span", "clip");
  name.textContent = option.label;
  const note = make("small", "");
  note.textContent = option.dataset.note ?? "";
  const kind = /** @type {keyof typeof icons} */ (option.dataset.kind ?? "person");
  row.append(make("i", `icon icon-${icons[kind]}`), name, note);
  row.addEventListener("click", toggle);
  return row;
}

/**
 * @param {Record<string, string>} titles
 * @param {string} current
 * @param {(name: string) => void} choose
 */
export function tabBar(titles, current, choose) {
  const bar = make("div", "tabs");
  for (const [name, title] of Object.entries(titles)) {
    const tab = make("button", "tab");
    tab.setAttribute("aria-selected", String(name === current));
    tab.textContent = title;
    tab.addEventListener("click", () => choose(name));
    bar.append(tab);
  }
  return bar;
}
