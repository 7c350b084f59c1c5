// Sorts and filters the table of prices, and says what a request of the reader costs with each model.
// All it knows of columns is their `data-column`; a cell is compared by `data-sort`, its `<data>`, its `<time>` or its text.

const TOKENS = ["input", "output", "cache_read"];

// Starts a table by the form that belongs to it; what the address says is applied at once.
export function startTable(form) {
  const table = document.getElementById(form.dataset.table);
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const rows = Array.from(body.rows, (row, place) => ({ row, place, text: row.textContent.toLowerCase() }));
  const places = new Map(heads.map((head, place) => [head.dataset.column, place]));
  const view = { sort: readAddress("sort"), models: null };

  for (const field of form.elements) {
    if (field.localName === "select") fillSelect(field, rows, places.get(field.name));
    if (field.type === "checkbox") field.checked = readAddress(field.name) !== "";
    else if (field.name) field.value = readAddress(field.name);
  }
  for (const head of heads) addSortButton(head, view, update);
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  update();

  function update() {
    showCosts();
    filter();
    sort();
    markRepeated();
    const values = Array.from(form.elements, (field) => [field.name, field.type === "checkbox" ? field.checked && "1" : field.value]);
    writeAddress({ ...Object.fromEntries(values.filter(([name]) => name)), sort: view.sort });
  }

  function filter() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const selects = Array.from(form.querySelectorAll("select")).filter((select) => select.value);
    let found = 0;
    for (const { row, text } of rows) {
      const isWanted = selects.every((select) => keyOf(row, select.name, places.get(select.name)) === select.value);
      const isNormal = !form.elements.normal.checked || !row.dataset.when;
      row.hidden = !(isWanted && isNormal && words.every((word) => text.includes(word)));
      found += row.hidden ? 0 : 1;
    }
    const empty = form.querySelector(".table-empty");
    empty.hidden = found > 0;
    const status = document.getElementById("status");
    const isFiltered = found < rows.length;
    status.textContent = found === 0 ? empty.textContent : isFiltered ? fill(form.dataset.found, { count: String(found) }) : "";
  }

  function sort() {
    const isDescending = view.sort.startsWith("-");
    const column = places.get(view.sort.replace(/^-/, ""));
    for (const [at, head] of heads.entries()) {
      if (at === column) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const keys = column === undefined ? [] : rows.map(({ row }) => sortKey(row.cells[column]));
    const order = column === undefined ? rows : rows.toSorted((one, two) => {
      const [left, right] = [keys[one.place], keys[two.place]];
      if (left === null || right === null) return (left === null) - (right === null) || one.place - two.place;
      return compareKeys(left, right) * (isDescending ? -1 : 1) || one.place - two.place;
    });
    // Rows that stand where they belong are left alone: to move them all would lay out the whole table again.
    if (order.some(({ row }, at) => body.rows[at] !== row)) body.append(...order.map(({ row }) => row));
  }

  // A model that is named in the row above need not be read again.
  function markRepeated() {
    let above = null;
    for (const row of body.rows) {
      if (row.hidden) continue;
      row.classList.toggle("repeated", row.dataset.model === above);
      above = row.dataset.model;
    }
  }

  function showCosts() {
    const tokens = TOKENS.map((name) => readDecimal(form.elements[name].value) ?? zero);
    const isAsked = tokens.some((count) => !isZero(count));
    const place = places.get("cost");
    if (!isAsked && !view.models) return;
    view.models ??= new Map(readModels(table).map((model) => [model.id, model.lines]));
    const costs = new Map();
    heads[place].hidden = !isAsked;
    table.classList.toggle("has-cost", isAsked);
    for (const { row } of rows) {
      const { model } = row.dataset;
      if (isAsked && !costs.has(model)) costs.set(model, requestCost(view.models.get(model), tokens));
      const cell = row.cells[place] ?? row.appendChild(make("td", { class: "number", "data-label": heads[place].textContent }));
      cell.hidden = !isAsked;
      const cost = costs.get(model);
      cell.replaceChildren(...(cost ? [make("data", { value: writeDecimal(cost.amount) }, writeMoney(cost.amount, cost.currency))] : []));
    }
  }
}

// What a request costs at normal prices; null where the model is not charged by tokens. Without a price of their own,
// cached tokens are input.
export function requestCost(lines, [input, output, cached]) {
  const keys = new Set(groupLines(lines).map((group) => group.key));
  const hasCache = keys.has("cache_read.million_tokens");
  const counts = { input: hasCache ? input : add(input, cached), output, cache_read: hasCache ? cached : zero };
  const asked = TOKENS.filter((name) => !isZero(counts[name]));
  if (asked.some((name) => !keys.has(`${name}.million_tokens`))) return null;
  const quantities = Object.fromEntries(asked.map((name) => [`${name}.million_tokens`, counts[name]]));
  const rules = { prompt: ["input", "cache_read"], units: { million_tokens: ["", "", 6] } };
  const { totals, problems } = calculate(lines, { quantities, chosen: {}, requests: zero }, rules);
  if (problems.length || totals.size !== 1) return null;
  const [[currency, total]] = totals;
  return { amount: total.request, currency };
}

function addSortButton(head, view, update) {
  const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const name = head.dataset.column;
    view.sort = view.sort === name ? `-${name}` : view.sort === `-${name}` ? "" : name;
    update();
  });
}

function fillSelect(select, rows, column) {
  const options = new Map(rows.map(({ row }) => [keyOf(row, select.name, column), row.cells[column].firstChild.textContent]));
  for (const [value, text] of options) select.append(make("option", { value }, text));
}

const keyOf = (row, name, column) => row.dataset[name] ?? row.cells[column].textContent.trim();

const collator = new Intl.Collator(language, { numeric: true });

// Gives a decimal for numbers, a text for words and dates, null for what is missing.
function sortKey(cell) {
  const value = cell.dataset.sort ?? cell.querySelector("data")?.value;
  if (value !== undefined) return value.startsWith("-") ? negate(readDecimal(value.slice(1))) : readDecimal(value);
  if (cell.classList.contains("number")) return null;
  return (cell.querySelector("time")?.dateTime ?? cell.textContent.trim()) || null;
}

const compareKeys = (one, two) => (typeof one === "string" ? collator.compare(one, two) : compare(one, two));
