// The page of a story while it is open: what arrives, the days before, the last visit, copying. All of it can be had
// without: dates by a form, states by links, what is new by a reload.

import { load, show } from "./parts.js";

const story = document.querySelector("[data-story]");
const form = document.querySelector("[data-asof]");
const number = story.dataset.story;
const LEFT = `onrecord:left:${number}`;
const left = remembered();
let loading = null;

function remembered() {
  try {
    return localStorage.getItem(LEFT) ?? "";
  } catch {
    return "";
  }
}

// ---- other states of the page ---------------------------------------------------------------------------------------

async function go(address, { push = true } = {}) {
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  story.setAttribute("aria-busy", "true");
  story.classList.add("loading");
  try {
    const next = await load(address, mine.signal);
    const other = next.querySelector("[data-story]");
    // A state without the same parts, as before the story's first day, is a page of its own.
    if (!other || !samePlan(other)) {
      location.assign(address);
      return [];
    }
    if (push) history.pushState(null, "", address);
    const come = show(next);
    Object.assign(story.dataset, { revision: other.dataset.revision, newest: other.dataset.newest, asOf: other.dataset.asOf });
    slide(next.querySelector("[data-asof]"));
    ready();
    return come;
  } catch (error) {
    if (error.name !== "AbortError") say(`This could not be loaded: ${error.message}. What stands here is as it was.`);
    return [];
  } finally {
    if (loading === mine) {
      loading = null;
      story.removeAttribute("aria-busy");
      story.classList.remove("loading");
    }
  }
}

const planOf = (page) => [...page.querySelectorAll("[data-part]")].map((part) => part.id).join(" ");
const samePlan = (other) => planOf(other) === planOf(story);

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".choices a, .paging a, .stood a, .asof .now");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const turned = link.closest(".paging");
  await go(link.href);
  if (turned) document.getElementById("timeline").scrollIntoView({ block: "start" });
  else if (link.closest(".choices") || !link.isConnected) document.getElementById("timeline")?.querySelector(".choices a")?.focus({ preventScroll: true });
});
addEventListener("popstate", () => go(location.href, { push: false }));

// ---- the slider -----------------------------------------------------------------------------------------------------

const DAY = 86_400_000;
const WORDS = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const range = form?.querySelector(".range");
const date = form?.querySelector("[type=date]");
let waiting = 0;

const dayAt = (step) => new Date(Date.parse(form.dataset.first) + step * DAY).toISOString().slice(0, 10);

function words() {
  const now = Number(range.value) >= Number(range.max);
  const day = now ? form.dataset.last : dayAt(Number(range.value));
  range.setAttribute("aria-valuetext", now ? "now" : WORDS.format(new Date(day)).replace(",", ""));
  date.value = day;
  return now ? null : day;
}

function back(day) {
  const address = new URL(location.href);
  address.hash = "";
  address.searchParams.delete("page");
  if (day) address.searchParams.set("as_of", day);
  else address.searchParams.delete("as_of");
  return go(address.href);
}

function slide(other) {
  if (!form || !other) return;
  Object.assign(form.dataset, { first: other.dataset.first, last: other.dataset.last });
  const theirs = other.querySelector(".range");
  if (document.activeElement !== range || waiting === 0) {
    range.max = theirs.max;
    range.value = theirs.value;
    words();
    date.value = other.querySelector("[type=date]").value;
  }
  const now = form.querySelector(".now");
  now.href = other.querySelector(".now").href;
  now.toggleAttribute("aria-current", other.querySelector(".now").hasAttribute("aria-current"));
}

function later(wait) {
  const day = words();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    back(day);
  }, wait);
}

function step(by) {
  if (!form) return;
  range.value = String(Number(range.value) + by);
  later(0);
}

if (form) {
  range.hidden = false;
  form.querySelector(".go").hidden = true;
  words();
  date.value = date.defaultValue;
  range.addEventListener("input", () => later(160));
  date.addEventListener("change", () => date.value && back(date.value > form.dataset.last ? null : date.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    back(date.value);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog[open]")) return;
  const act = { "[": () => step(-1), "]": () => step(1), n: () => form && back(null) }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// ---- what is new ----------------------------------------------------------------------------------------------------

// Marks what was seen after the last visit; the server does the same for an address with `since`.
function mark() {
  const days = document.querySelector("[data-arrivals]");
  const line = document.querySelector("[data-fresh]");
  if (!left || !days || !line || story.dataset.asOf || new URLSearchParams(location.search).has("since")) return;
  for (const entry of days.querySelectorAll("[data-seen]")) entry.classList.toggle("new", entry.dataset.seen > left);
  const times = days.dataset.arrivals.split(";").map((one) => one.split(" "));
  const many = times.reduce((sum, [seen, count]) => (seen > left ? sum + Number(count) : sum), 0);
  line.hidden = many === 0;
  line.textContent = `${many} new since you left`;
}

function leave() {
  if (story.dataset.asOf || !story.dataset.newest) return;
  try {
    localStorage.setItem(LEFT, story.dataset.newest);
  } catch {
    // A browser that keeps nothing marks nothing as new.
  }
}
addEventListener("pagehide", leave);

const line = document.querySelector("[data-arrivals-line]");

function say(words, act) {
  if (!line) return;
  line.replaceChildren();
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      line.hidden = true;
      act();
    });
    line.append(button);
  } else {
    line.textContent = words;
  }
  line.hidden = false;
}

// ---- what arrives ---------------------------------------------------------------------------------------------------

let come = 0;
let due = 0;

function arrived(event) {
  const cursor = Number(event.lastEventId);
  clearTimeout(due);
  due = setTimeout(() => fetchUntil(cursor, 8), 250 + Math.random() * 500);
}

// A large story is made anew behind the page that is shown meanwhile: ask again until it is there.
async function fetchUntil(cursor, tries) {
  if (story.dataset.asOf) return;
  if (document.querySelector("[popover]:popover-open")) {
    due = setTimeout(() => fetchUntil(cursor, tries), 1000);
    return;
  }
  const before = new Set([...document.querySelectorAll("[data-seen]")].map((entry) => entry.id));
  const made = await go(location.href, { push: false });
  for (const element of made) element.classList.add("arrived");
  const fresh = [...document.querySelectorAll("[data-seen]")].filter((entry) => !before.has(entry.id));
  come += fresh.length;
  if (fresh.length) {
    const first = fresh[0];
    const visible = first.getBoundingClientRect();
    if (visible.bottom < 0 || visible.top > innerHeight) {
      say(`${come} new`, () => {
        come = 0;
        first.scrollIntoView({ block: "center" });
        first.querySelector("a")?.focus({ preventScroll: true });
      });
    }
  }
  if (Number(story.dataset.revision) < cursor && tries > 0) due = setTimeout(() => fetchUntil(cursor, tries - 1), 1500);
}

let source = null;

function listen() {
  source = new EventSource(`/api/v1/changes?story=${number}&since=${story.dataset.revision}`);
  source.addEventListener("change", arrived);
  source.addEventListener("reset", arrived);
}
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => {
  if (event.persisted) listen();
});

// ---- copying --------------------------------------------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const told = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(field.value);
    told.textContent = `${button.textContent.replace("Copy as ", "")} is in the clipboard.`;
  } catch {
    field.select();
    told.textContent = "Press Ctrl-C (on a Mac ⌘C) to copy what is selected.";
  }
});

function ready() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  mark();
}

ready();
listen();
