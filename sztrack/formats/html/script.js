"use strict";
// Tables can be sorted, long ones filtered. Without this script everything is still there to be read.
const words = document.body.dataset;

function key(row, place) {
  const cell = row.cells[place];
  if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
  const text = cell.textContent.trim();
  if (text === "" || text === "-") return null;
  const number = cell.classList.contains("number") ? parseFloat(text.replace(/[^-0-9.]/g, "")) : NaN;
  return Number.isNaN(number) ? text : number;
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);
}

function sortable(table) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], original = [...body.rows];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = words.sort;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      const sign = next === "descending" ? -1 : 1;
      const rows = next === "" ? original : [...original].sort((one, two) => {
        const [a, b] = [key(one, place), key(two, place)];
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * compare(a, b);
      });
      body.append(...rows);
    });
  });
}

function labelled(text, control) {
  const label = document.createElement("label");
  label.append(text, control);
  return label;
}

function filterable(table) {
  const rows = [...table.tBodies[0].rows], bar = document.createElement("div"), count = document.createElement("output");
  bar.className = "controls";
  const search = Object.assign(document.createElement("input"), { type: "search" });
  const choices = [...table.tHead.rows[0].cells].flatMap((head, place) => {
    if (head.dataset.choices === undefined) return [];
    const select = document.createElement("select");
    const values = new Set(rows.map((row) => row.cells[place].textContent.trim()));
    select.append(new Option(words.all, ""), ...[...values].map((value) => new Option(value, value)));
    return [{ place, select, name: head.textContent }];
  });
  const apply = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(wanted)
        && choices.every(({ place, select }) => !select.value || row.cells[place].textContent.trim() === select.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} / ${rows.length} ${words.shown}`;
  };
  bar.append(labelled(words.filter, search), ...choices.map(({ name, select }) => labelled(name, select)), count);
  bar.addEventListener("input", apply);
  table.parentElement.before(bar);
  apply();
}

for (const table of document.querySelectorAll(".wide > table")) {
  if (table.tBodies[0].rows.length > 12) filterable(table);
  if (table.tBodies[0].rows.length > 1) sortable(table);
}
