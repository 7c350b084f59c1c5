// Tables as GitHub reads them: one row of heads, cells without blocks, `|` escaped everywhere.

// A cell that spans columns or rows is written once where it begins, and again in every further row it spans.
function readGrid(rows, place) {
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      if (isSkipped(cell)) continue;
      while (grid[y][x] !== undefined) x += 1;
      const isHeadOfRows = cell.scope === "rowgroup";
      const text = finish(writeInline(cell.childNodes, { ...place, isBold: isHeadOfRows }), "<br>").replaceAll("|", "\\|");
      for (let down = 0; down < cell.rowSpan && y + down < rows.length; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          grid[y + down][x + right] = right ? "" : isHeadOfRows && text ? `**${text}**` : text;
        }
      }
      x += cell.colSpan;
    }
  });
  return grid;
}

// Several rows of heads become one; a table without heads gets empty ones, which it must have.
function joinHeads(heads, width) {
  const columns = Array.from({ length: width }, (_, x) => new Set(heads.map((row) => row[x]).filter(Boolean)));
  return columns.map((texts) => Array.from(texts).join("<br>"));
}

/** Give the blocks of a table: its caption and its lines; none if it has no rows. */
function writeTable(table, place) {
  const rows = Array.from(table.rows).filter((row) => !isSkipped(row) && !isSkipped(row.parentElement));
  const grid = readGrid(rows, place);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const headCount = rows.filter((row) => row.parentElement === table.tHead).length;
  const lines = [joinHeads(grid.slice(0, headCount), width), ...grid.slice(headCount)];
  const numbers = new Set(rows.flatMap((row) => Array.from(row.cells).filter((cell) => !isSkipped(cell)).flatMap(
    (cell, x) => (cell.matches(".number") ? [x] : []),
  )));
  const rule = Array.from({ length: width }, (_, x) => (numbers.has(x) ? "---:" : "---"));
  const written = lines.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ""));
  written.splice(1, 0, rule);
  const caption = table.caption ? finish(`\u0002${writeInline(table.caption.childNodes, { ...place, isBold: true })}\u0003`, " ") : "";
  return width ? [caption, written.map((row) => `| ${row.join(" | ")} |`).join("\n")].filter(Boolean) : [];
}
