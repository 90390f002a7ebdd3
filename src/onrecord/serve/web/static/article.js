// Lights what belongs together, draws the rules of the margin, and steps from statement to statement.
// The page says all of it without this, too.

const article = document.querySelector("article.read");
const ROLES = { c: "lit", w: "lit-who", q: "lit-cue" };
const note = (key) => document.getElementById(`note-${key}`);

const parts = new Map(); // key of a statement → [[piece, class when lit]]
for (const [role, lit] of Object.entries(ROLES)) {
  for (const piece of article.querySelectorAll(`[data-${role}]`)) {
    for (const key of piece.dataset[role].split(" ")) {
      if (!parts.has(key)) parts.set(key, []);
      parts.get(key).push([piece, lit]);
    }
  }
}
const stops = new Map(); // key → the piece at which the statement begins
for (const piece of article.querySelectorAll("[data-opens]")) {
  for (const key of piece.dataset.opens.split(" ")) stops.set(key, piece);
}
const order = [...stops.keys()];
const rules = new Map(); // key → its rules
let lit = null;
let held = null;

function mark(key, on) {
  for (const [piece, name] of parts.get(key) ?? []) piece.classList.toggle(name, on);
  for (const rule of rules.get(key) ?? []) rule.classList.toggle("lit", on);
  note(key)?.classList.toggle("lit", on);
}

function light(key) {
  const next = key ?? held;
  if (next === lit) return;
  if (lit) mark(lit, false);
  if (next) mark(next, true);
  lit = next;
}

function hold(key) {
  if (held) note(held)?.classList.remove("held");
  held = key;
  if (held) note(held)?.classList.add("held");
  light(held);
}

// The innermost statement at a place: its cue before its source before its content.
function under(target) {
  const part = target.closest?.("[data-note], [data-q], [data-w], [data-c]");
  if (!part || !article.contains(part)) return null;
  const { note: own, q, w, c } = part.dataset;
  return own ?? q?.split(" ").pop() ?? w?.split(" ").pop() ?? c?.split(" ").pop();
}

article.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch") light(under(event.target));
});
article.addEventListener("pointerleave", () => light(null));
article.addEventListener("focusin", (event) => {
  const opens = event.target.dataset?.opens;
  const key = opens ? opens.split(" ").includes(held) ? held : opens.split(" ")[0] : under(event.target);
  if (key) hold(key);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a, button, input, select, textarea, dialog, .fact")) return;
  if (!getSelection().isCollapsed) return;
  hold(article.contains(event.target) ? under(event.target) : null);
});

// ---- the rules of the margin: measured once, then written ----

function reaches(key) {
  const rows = new Map();
  for (const [piece, name] of parts.get(key)) {
    if (name !== "lit") continue;
    const row = piece.closest(".row");
    const box = piece.getBoundingClientRect();
    const reach = rows.get(row) ?? [Infinity, -Infinity];
    rows.set(row, [Math.min(reach[0], box.top), Math.max(reach[1], box.bottom)]);
  }
  return [...rows].map(([row, [top, bottom]]) => {
    const frame = row.getBoundingClientRect().top;
    return [row, top - frame, bottom - frame];
  });
}

function draw() {
  const narrow = matchMedia("(max-width: 64rem)").matches;
  const [base, step] = narrow ? [-11, 4] : [-20, 5];
  const found = [...parts.keys()].map((key) => [key, reaches(key)]);
  for (const drawn of rules.values()) for (const rule of drawn) rule.remove();
  rules.clear();
  for (const [key, rows] of found) {
    const classes = note(key)?.classList;
    const depth = classes?.contains("d2") ? 2 : classes?.contains("d1") ? 1 : 0;
    rules.set(key, rows.map(([row, top, bottom]) => {
      const rule = document.createElement("div");
      rule.className = "rule";
      rule.classList.toggle("unsure", classes?.contains("unsure") ?? false);
      rule.classList.toggle("lit", key === lit);
      rule.style.top = `${top + 2}px`;
      rule.style.height = `${Math.max(bottom - top - 4, 2)}px`;
      rule.style.left = `${base + depth * step}px`;
      row.append(rule);
      return rule;
    }));
  }
  article.classList.add("drawn");
}

let waiting = 0;
function later() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(draw);
}
addEventListener("resize", later);
addEventListener("load", later);
draw();

// ---- keys ----

function go(key) {
  const piece = stops.get(key);
  if (!piece) return;
  piece.focus({ preventScroll: true });
  hold(key);
  piece.scrollIntoView({ block: "center" });
}

function step(by) {
  const at = order.indexOf(held ?? lit);
  go(order[Math.min(Math.max(at + by, 0), order.length - 1)]);
}

const follow = (selector) => held && note(held)?.querySelector(selector)?.click();

const KEYS = {
  n: () => step(1),
  p: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  o: () => follow("[data-page]"),
  e: () => follow("[data-correct]"),
  Escape: () => {
    document.activeElement?.blur();
    for (const fact of article.querySelectorAll(".fact:hover")) fact.classList.add("closed");
    hold(null);
  },
};

// Before the keys that all pages share, whose j and k go through items.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.stopPropagation();
  act();
}, { capture: true });
article.addEventListener("pointerout", (event) => event.target.closest?.(".fact")?.classList.remove("closed"));

// ---- where the address leads ----

function arrive() {
  const key = decodeURIComponent(location.hash.slice(1)).replace(/^note-/, "");
  if (!key) return;
  if (stops.has(key)) {
    go(key);
  } else if (!document.getElementById(key) && Number(article.dataset.parts) > 1) {
    const there = new URL(location.href);
    if (there.searchParams.get("at") === key) return;
    there.searchParams.delete("part");
    there.searchParams.set("at", key);
    location.replace(there);
  }
}
addEventListener("hashchange", arrive);
arrive();

for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;
