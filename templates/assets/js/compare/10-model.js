// A model as its own page shows it, taken apart into the cells of a column: so the comparison always says what the page says.

// Loads the page of a model; rejects if it cannot be had.
async function loadModel(href) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  return readModel(new DOMParser().parseFromString(await response.text(), "text/html"));
}

// Gives the cells of a page by group and row; a cell is a list of paragraphs.
function readModel(page) {
  const cells = { model: new Map(), other: new Map(), pricing: new Map(), capabilities: new Map(), benchmarks: new Map() };
  const add = (group, row, paragraph) => cells[group].set(row, [...(cells[group].get(row) || []), paragraph]);
  for (const part of page.querySelectorAll("[data-compared]")) add("model", part.dataset.compared, take(part));
  for (const row of page.querySelectorAll("tr[data-fact]")) {
    if (row.dataset.fact.startsWith("fact-")) add("other", row.cells[0].textContent, take(row.cells[1]));
    else add("model", row.dataset.fact, take(row.cells[1]));
  }
  for (const section of page.querySelectorAll(".protocols > [data-tab]")) {
    const link = document.createElement("a");
    link.href = section.querySelector(".api-links > a").getAttribute("href");
    link.textContent = section.dataset.tabTitle;
    add("model", "protocols", paragraph(link));
  }
  for (const row of page.querySelectorAll("tr[data-meter]")) readPrice(row, cells.pricing);
  for (const row of page.querySelectorAll("[data-capability]")) {
    const state = document.createElement("span");
    state.dataset.state = row.dataset.state;
    state.textContent = row.querySelector("dd").textContent;
    add("capabilities", row.dataset.capability, paragraph(state));
  }
  // The second cell is the model's own result; in the table of changes against other versions it is the third.
  for (const cell of page.querySelectorAll("tr[data-benchmark] > td.own:nth-child(2)")) {
    add("benchmarks", cell.parentElement.dataset.benchmark, take(cell));
  }
  return { name: page.querySelector("h1").textContent, cells };
}

// Prices of one meter, under one condition, per one unit stand in one row.
function readPrice(row, prices) {
  const { meter } = row.dataset;
  const { currency } = row.closest("[data-currency]").dataset;
  const condition = row.querySelector(".condition")?.textContent ?? "";
  const unit = row.querySelector(".unit").textContent;
  const price = take(row.querySelector(".our-price"));
  // The head of the row has the condition first, then what else to know of the price.
  for (const note of row.cells[0].querySelectorAll(":scope > small")) {
    if (note.textContent !== condition) price.append(document.importNode(note, true));
  }
  prices.set(JSON.stringify([meter, condition, unit]), Object.assign([price], { currency }));
}

// Gives the content of an element of another page as a paragraph of this one.
function take(element) {
  return paragraph(...Array.from(element.childNodes, (node) => document.importNode(node, true)));
}

function paragraph(...nodes) {
  const made = document.createElement("p");
  made.append(...nodes);
  return made;
}

// What a paragraph says, and what its notes add; the number in it, if it is one.
const notesOf = (made) => Array.from(made.querySelectorAll(":scope > small"), (note) => note.textContent).join("\n");
const numberOf = (made) => made.querySelector(":scope > data")?.value;
function said(cell) {
  return (cell || []).map((made) => {
    const bare = made.cloneNode(true);
    for (const note of bare.querySelectorAll(":scope > small")) note.remove();
    return bare.textContent.trim();
  }).join("\n");
}
