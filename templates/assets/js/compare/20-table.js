// The table: the rows of the frame in which any model has something, by the rules of `side_by_side.py`.

// Gives the table; `models` are `{ key, name, href, cells }` in the order of the columns.
function makeTable(frame, models, words, makeTools) {
  const table = frame.content.firstElementChild.cloneNode(true);
  table.dataset.models = models.length;
  for (const model of models) {
    const head = document.createElement("th");
    const link = document.createElement("a");
    head.scope = "col";
    link.href = model.href;
    link.textContent = model.name;
    head.append(link, makeTools(model));
    table.tHead.rows[0].append(head);
  }
  for (const body of table.tBodies) {
    const { group } = body.dataset;
    body.rows[0].cells[0].colSpan = models.length + 1;
    const rows = Array.from(body.rows).slice(1);
    if (group === "pricing") body.append(...makePrices(rows, models, words));
    else for (const row of rows) fill(row, models.map(({ cells }) => (cells[group] || cells.model).get(row.dataset.row)), words);
    if (group === "other") body.append(...makeOthers(models, words));
    for (const row of rows) if (row.cells.length === 1) row.remove();
  }
  for (const body of Array.from(table.tBodies)) if (body.rows.length === 1) body.remove();
  return table;
}

// Puts the cells of the models into a row, if any has one.
function fill(row, cells, words) {
  if (!cells.some(Boolean)) return;
  const known = cells.filter(Boolean);
  const best = row.dataset.better && isComparable(known) ? findBest(known.map((cell) => numberOf(cell[0])), row.dataset.better) : undefined;
  for (const cell of cells) {
    const column = row.insertCell();
    column.append(...(cell || []));
    if (best !== undefined && cell && compareDecimals(numberOf(cell[0]), best) === 0) {
      const mark = document.createElement("small");
      mark.className = "good";
      mark.textContent = row.dataset.meter ? words.lowest : words.best;
      column.append(mark);
    }
  }
  if (cells.some((cell) => said(cell) !== said(cells[0]))) {
    row.className = "differs";
    const mark = document.createElement("b");
    mark.textContent = "≠";
    row.cells[0].prepend(mark, " ");
  }
}

// Whether all are single numbers, in one currency, under equal conditions: a word such as `Varies` may be less than any number.
function isComparable(cells) {
  const isOne = cells.every((cell) => cell.length === 1 && numberOf(cell[0]) !== undefined);
  const isPrice = cells.some((cell) => cell.currency);
  const kinds = new Set(cells.map((cell) => (isPrice ? cell.currency : notesOf(cell[0]))));
  return isOne && kinds.size === 1;
}

// Meters in their usual order; of one, the normal price, then those that most models have.
function makePrices(frame, models, words) {
  const meters = new Map(frame.map((row, place) => [row.dataset.row, { row, place }]));
  const found = new Set(models.flatMap(({ cells }) => Array.from(cells.pricing.keys())));
  const prices = Array.from(found, (key) => {
    const [meter, condition, unit] = JSON.parse(key);
    const order = [meters.get(meter).place, Number(Boolean(condition)), -models.filter(({ cells }) => cells.pricing.has(key)).length];
    return { key, meter, note: [condition, unit].filter(Boolean).join(" · "), order };
  });
  prices.sort(({ order: one }, { order: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  return prices.map(({ key, meter, note }) => {
    const row = meters.get(meter).row.cloneNode(true);
    row.dataset.meter = meter;
    const small = document.createElement("small");
    small.textContent = note;
    row.cells[0].append(small);
    fill(row, models.map(({ cells }) => cells.pricing.get(key)), words);
    return row;
  });
}

// Facts without a field of their own stand in one row where they have the same label.
function makeOthers(models, words) {
  const labels = new Set(models.flatMap(({ cells }) => Array.from(cells.other.keys())));
  return Array.from(labels, (label) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = label;
    row.append(head);
    fill(row, models.map(({ cells }) => cells.other.get(label)), words);
    return row;
  });
}
