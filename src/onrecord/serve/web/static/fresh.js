// Says quietly that the article stands differently by now: another text at its address, a newer reading, a correction.
// Nothing moves; the reader asks for it.

const article = document.querySelector("article.read[data-live]");
const SAYS = {
  revised: "Another text stands at its address now.",
  reread: "This article was read anew.",
  forgotten: "This article was taken down.",
  corrected: "Somebody corrected what was read here.",
  undone: "A correction of what was read here was taken back.",
};
let source = null;

function tell(kind) {
  const line = document.querySelector("[data-fresh]");
  line.querySelector("span").textContent = SAYS[kind];
  line.hidden = false;
}

function follow() {
  const { story, live } = article.dataset;
  source = new EventSource(`/api/v1/changes?since=${live}${story ? `&story=${story}` : ""}`);
  source.addEventListener("change", (event) => {
    const told = JSON.parse(event.data);
    if (told.article === Number(article.dataset.article) && told.kind in SAYS) tell(told.kind);
  });
}

if (article) {
  document.querySelector("[data-fresh] button").addEventListener("click", () => location.reload());
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && follow());
  follow();
}
