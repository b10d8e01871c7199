// Elements made by hand. Text only ever arrives as text: nothing on this page is parsed as HTML.

/** `el("p", { class: "text" }, "words", child)`; an attribute set to `false`, `null` or `undefined` is left out. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Lets the browser draw and hear a press before the next piece of work. */
export function pause() {
  return new Promise((go) => setTimeout(go));
}
