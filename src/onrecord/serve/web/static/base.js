// Keys that all pages share. Nothing here is needed to read a page or to follow a link.

const GO = { s: "/", a: "/actors" };
let leading = false;

const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);

function step(by) {
  const all = items();
  if (!all.length) return;
  const at = all.findIndex((item) => item.classList.contains("here"));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  all.forEach((item) => item.classList.toggle("here", item === next));
  const link = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, [tabindex]");
  (link ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) {
    field.focus();
    field.select();
  } else {
    location.assign("/search");
  }
}

function list() {
  const dialog = document.getElementById("keys");
  if (!dialog.open) dialog.showModal();
}

const KEYS = { j: () => step(1), k: () => step(-1), "/": search, "?": list };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog[open]")) return;
  if (leading && GO[event.key]) location.assign(GO[event.key]);
  leading = event.key === "g";
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", list);
}
