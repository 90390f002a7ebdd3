// The front page while it is open: says quietly what has arrived, and shows it when the reader asks.

import { load, show } from "./parts.js";

const list = document.getElementById("list");
const line = document.querySelector("[data-arrivals-line]");
let articles = new Set();
let cursor = 0;
let source = null;

const wait = (time) => new Promise((done) => setTimeout(done, time));

function say(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", act);
  line.replaceChildren(button);
  line.hidden = false;
}

// Sentences and counts that were still being made when the page was sent.
async function complete(tries = 20) {
  if (!("partial" in list.dataset) || !tries) return;
  await wait(900);
  try {
    show(await load(location.href));
  } catch {
    // The list stands as it is; a reload asks again.
  }
  complete(tries - 1);
}

async function renew() {
  try {
    let next = await load(location.href);
    // The page may be made anew behind the one that is sent meanwhile.
    for (let tries = 8; tries && Number(next.getElementById("list").dataset.revision) < cursor; tries -= 1) {
      await wait(500);
      next = await load(location.href);
    }
    for (const element of show(next)) element.classList.add("arrived");
    articles = new Set();
    line.hidden = true;
    list.querySelector("[data-item]")?.focus({ preventScroll: true });
  } catch (error) {
    say(`This could not be loaded: ${error.message}. Try again`, renew);
  }
}

function told(event) {
  cursor = Math.max(cursor, Number(event.lastEventId));
  const change = event.data ? JSON.parse(event.data) : {};
  if (change.kind === "arrived" && change.article) articles.add(change.article);
  const many = articles.size;
  if (event.type === "reset") say("Much has changed: show it", renew);
  else if (many) say(`${many} new ${many === 1 ? "article" : "articles"}: show ${many === 1 ? "it" : "them"}`, renew);
}

function listen() {
  source = new EventSource(`/api/v1/changes?since=${list.dataset.revision}`);
  source.addEventListener("change", told);
  source.addEventListener("reset", told);
}

if (!list.dataset.asOf) {
  listen();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
}
complete();
