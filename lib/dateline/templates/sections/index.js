"use strict";
const body = document.querySelector("#briefings tbody");
const rows = [...body.rows];
const words = document.getElementById("words");
function search() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  document.getElementById("count").textContent = wanted.length ? `${shown} of ${rows.length}` : "";
}
words.addEventListener("input", search);
words.form.addEventListener("submit", (event) => event.preventDefault());
const heads = [...document.querySelectorAll("#briefings th")];
heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
  const down = head.getAttribute("aria-sort") === "ascending";
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const sign = down ? -1 : 1;
  const key = (row) => {
    const cell = row.cells[column];
    return "number" in cell.dataset ? Number(cell.dataset.key) : cell.dataset.key;
  };
  rows.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  body.append(...rows);
}));
search();
