// How a behaviour meets its elements, in the page and in every fragment that arrives later.

/**
 * Calls `connect` once for each element that matches, now and whenever htmx brings in new ones.
 * @param {string} selector
 * @param {(element: HTMLElement) => void} connect
 */
export function attach(selector, connect) {
  const seen = new WeakSet();
  /** @param {ParentNode} root */
  const scan = (root) => {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.push(root);
    for (const element of found) {
      if (!(element instanceof HTMLElement) || seen.has(element)) continue;
      seen.add(element);
      connect(element);
    }
  };
  scan(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element) scan(event.target);
  });
}

/**
 * Listens on the document for events that come from inside an element that matches.
 * @template {keyof DocumentEventMap} Name
 * @param {Name} name
 * @param {string} selector
 * @param {(element: HTMLElement, event: DocumentEventMap[Name]) => void} handle
 */
export function on(name, selector, handle) {
  document.addEventListener(name, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element instanceof HTMLElement) handle(element, event);
  });
}

/**
 * A text in the viewer's language, handed over in `<body data-texts>`.
 * @param {string} name
 * @returns {string}
 */
export function text(name) {
  return JSON.parse(document.body.dataset.texts ?? "{}")[name] ?? name;
}

/**
 * Posts a form's values with the CSRF token of the page.
 * @param {string} url
 * @param {Record<string, string> | FormData} values
 * @returns {Promise<Response>}
 */
export function post(url, values) {
  const hasFiles = values instanceof FormData && [...values.values()].some((value) => value instanceof File);
  // Without files the plain encoding: FormData alone would be sent as multipart.
  const body = hasFiles ? values : new URLSearchParams(/** @type {Record<string, string>} */ (/** @type {unknown} */ (values)));
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
  return fetch(url, { method: "POST", body, headers: { "X-CSRF-Token": token, "HX-Request": "true" } });
}

/**
 * Whether a key press belongs to what the person is typing.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
