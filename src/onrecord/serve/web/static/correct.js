// Correcting beside the text: the form opens in a sheet, and words chosen in the article go into its fields.
// Without this the same form is a page of its own, and words are typed as they stand.

let sheet = null;
let field = null; // into which chosen words go
let opener = null; // what had the focus before

function picked(form) {
  for (const box of form.querySelectorAll("[data-pick] input, [data-pick] textarea")) {
    box.addEventListener("focus", () => {
      field?.classList.remove("picking");
      field = box;
      box.classList.add("picking");
    });
  }
  for (const box of form.querySelectorAll("[data-remember]")) {
    if (!box.value) box.value = localStorage.getItem(box.dataset.remember) ?? "";
  }
  form.addEventListener("submit", () => {
    for (const box of form.querySelectorAll("[data-remember]")) localStorage.setItem(box.dataset.remember, box.value);
  });
}

// The words as they stand: without what the page itself puts between them.
function chosen() {
  const selection = getSelection();
  if (selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const place = within.nodeType === Node.TEXT_NODE ? within.parentElement : within;
  if (!place.closest(".read")) return "";
  const words = document.createElement("div");
  words.append(range.cloneContents());
  for (const own of words.querySelectorAll(".tip, .corner, .notes, .rule, .about, .time")) own.remove();
  const blocks = [...words.querySelectorAll(".words")];
  const lines = blocks.length ? blocks.map((block) => block.textContent) : [words.textContent];
  return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}

document.addEventListener("mouseup", (event) => {
  if (!field?.isConnected || event.target.closest("form, dialog")) return;
  const words = chosen();
  if (!words) return;
  field.value = field.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey) ? `${field.value.trim()}\n${words}` : words.replaceAll("\n", field.tagName === "TEXTAREA" ? "\n" : " ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

function close() {
  if (!sheet) return;
  sheet.remove();
  sheet = null;
  field = null;
  opener?.focus({ preventScroll: true });
}

async function open(href) {
  const answer = await fetch(href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("form[data-mend]");
  if (!answer.ok || !form) {
    location.assign(href);
    return;
  }
  close();
  opener = document.activeElement;
  sheet = document.createElement("dialog");
  sheet.className = "sheet label";
  const title = document.createElement("h2");
  title.id = "sheet-title";
  title.textContent = page.querySelector("h1").textContent;
  const end = document.createElement("button");
  end.type = "button";
  end.textContent = "Close";
  end.addEventListener("click", close);
  title.append(" ", end);
  sheet.setAttribute("aria-labelledby", title.id);
  sheet.append(title, document.adoptNode(form));
  document.body.append(sheet);
  sheet.show();
  picked(form);
  form.querySelector("input:not([type=hidden]), select")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-correct]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link.href);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !sheet) return;
  event.stopPropagation();
  close();
}, { capture: true });

for (const form of document.querySelectorAll("form[data-mend]")) picked(form);
