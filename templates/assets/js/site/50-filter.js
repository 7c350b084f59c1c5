// Filters the rows of a table by what the reader types: every word must occur in the row.
for (const input of document.querySelectorAll("input[data-filter]")) {
  const rows = Array.from(document.getElementById(input.dataset.filter).tBodies[0].rows, (row) => ({
    row,
    text: row.textContent.toLowerCase(),
  }));
  const empty = input.closest(".table-filter").querySelector(".table-empty");
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text } of rows) {
      const matches = words.every((word) => text.includes(word));
      row.hidden = !matches;
      found += matches ? 1 : 0;
    }
    empty.hidden = found > 0;
    document.getElementById("status").textContent = found > 0 ? "" : empty.textContent;
  });
}
