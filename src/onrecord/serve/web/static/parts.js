// Brings parts of a page to another state of it, so that nothing moves under the reader's eyes: what stays the same
// keeps its nodes, and with them focus, selection, what is opened and where it stands.

const PARTS = "[data-part], .masthead nav";
// What the page's own scripts and its reader set; the server's HTML does not know of it.
const OURS = new Set(["hidden", "open"]);
const HERE = "here";

export async function load(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export function show(next) {
  const held = anchors();
  const come = [];
  const parts = new Map([...next.querySelectorAll(PARTS)].map((part) => [keyOf(part), part]));
  for (const part of document.querySelectorAll(PARTS)) {
    const other = parts.get(keyOf(part));
    if (other) morph(part, other, come);
  }
  document.title = next.title;
  hold(held);
  return come;
}

const keyOf = (part) => part.id || part.getAttribute("aria-label");

// The elements that a reader may be looking at, with where they stand; the first that is still there is held.
function anchors() {
  const seen = [];
  for (const element of document.querySelectorAll("main [id]")) {
    if (element.offsetParent === null) continue;
    const top = element.getBoundingClientRect().top;
    if (top >= 0 && top < innerHeight) seen.push({ id: element.id, top });
  }
  return seen.sort((one, other) => one.top - other.top);
}

function hold(held) {
  for (const { id, top } of held) {
    const element = document.getElementById(id);
    if (!element || element.offsetParent === null) continue;
    const moved = element.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
    return;
  }
}

function morph(from, to, come) {
  if (from.isEqualNode(to)) return;
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.nodeValue = to.nodeValue;
    return;
  }
  attributes(from, to);
  const named = new Map([...from.children].filter((child) => child.id).map((child) => [child.id, child]));
  let at = from.firstChild;
  for (const child of [...to.childNodes]) {
    const match = child.id ? named.get(child.id) : alike(at, child) ? at : null;
    if (!match) {
      const made = document.importNode(child, true);
      from.insertBefore(made, at);
      if (made.nodeType === Node.ELEMENT_NODE) come.push(made);
    } else {
      if (match === at) at = at.nextSibling;
      else from.insertBefore(match, at);
      morph(match, child, come);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const alike = (at, child) => at && at.nodeName === child.nodeName && !at.id && at.nodeType === child.nodeType;

function attributes(from, to) {
  const here = from.classList.contains(HERE);
  for (const { name, value } of to.attributes) {
    if (!OURS.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!OURS.has(name) && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  if (here) from.classList.add(HERE);
}
