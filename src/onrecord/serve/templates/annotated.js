(() => {
  "use strict";
  const pieces = new Map();
  for (const piece of document.querySelectorAll("[data-s]")) {
    for (const id of piece.dataset.s.split(" ")) {
      if (!pieces.has(id)) pieces.set(id, []);
      pieces.get(id).push(piece);
    }
  }
  const rules = new Map();
  let lit = null;
  const show = (id) => {
    if (id === lit) return;
    for (const [which, on] of [[lit, false], [id, true]]) {
      if (which === null) continue;
      const note = document.getElementById("note-" + which);
      const parts = [...(pieces.get(which) || []), ...(rules.get(which) || []), ...(note ? [note] : [])];
      for (const part of parts) part.classList.toggle("lit", on);
    }
    lit = id;
  };
  const under = (target) => {
    const part = target.closest && target.closest("[data-s], [data-note]");
    if (!part) return null;
    return part.dataset.note || part.dataset.s.split(" ").pop();
  };
  const opened = (target) => {
    const described = target.getAttribute && target.getAttribute("aria-describedby");
    return described && described.startsWith("note-") ? described.split(" ")[0].slice(5) : under(target);
  };
  document.addEventListener("mouseover", (event) => show(under(event.target)));
  document.addEventListener("focusin", (event) => show(opened(event.target)));

  const draw = () => {
    for (const old of document.querySelectorAll(".rule")) old.remove();
    rules.clear();
    for (const [id, parts] of pieces) {
      const rows = new Map();
      for (const part of parts) {
        if (!part.classList.contains("c")) continue;
        const row = part.closest(".row");
        const boxes = [...part.getClientRects()];
        const frame = row.getBoundingClientRect();
        const reach = rows.get(row) || [Infinity, -Infinity];
        for (const box of boxes) {
          reach[0] = Math.min(reach[0], box.top - frame.top);
          reach[1] = Math.max(reach[1], box.bottom - frame.top);
        }
        rows.set(row, reach);
      }
      const note = document.getElementById("note-" + id);
      const depth = note && note.classList.contains("d2") ? 2 : note && note.classList.contains("d1") ? 1 : 0;
      for (const [row, [top, bottom]] of rows) {
        const rule = document.createElement("div");
        rule.className = "rule";
        rule.style.top = top + 2 + "px";
        rule.style.height = Math.max(bottom - top - 4, 2) + "px";
        rule.style.left = depth * 5 - 20 + "px";
        row.append(rule);
        if (!rules.has(id)) rules.set(id, []);
        rules.get(id).push(rule);
      }
    }
  };
  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  };
  addEventListener("resize", later);
  addEventListener("load", later);
  draw();

  const stops = new Map();
  for (const piece of document.querySelectorAll("[data-n]")) {
    for (const note of piece.getAttribute("aria-describedby").split(" ")) stops.set(note.slice(5), piece);
  }
  const order = [...stops.keys()];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (document.activeElement) document.activeElement.blur();
      show(null);
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !order.length) return;
    const next = order[Math.min(Math.max(order.indexOf(lit) + step, 0), order.length - 1)];
    const piece = stops.get(next);
    piece.focus({ preventScroll: true });
    piece.scrollIntoView({ block: "center" });
    show(next);
  });
})();
