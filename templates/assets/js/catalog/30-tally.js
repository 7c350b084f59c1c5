// Which rows match, and what each further choice would leave.
//
// A count beside a choice follows all other filters: a row that only one facet refuses counts for that facet alone.
// The same numbers say what to give up where nothing is left. Values of facets are numbered once, as counting goes over
// every row on every key stroke.

const ANY = ["provider", "kind", "status", "protocol"]; // one of the chosen values is enough
const ALL = ["input", "output"]; // every chosen value must be there
const STATES = ["can", "cannot", "unknown"];

class Tally {
  // `capabilities` and `contexts` are those that can be chosen.
  constructor(rows, capabilities, contexts) {
    this.numbers = new Map();
    this.contexts = contexts.map(Number);
    const states = capabilities.map((name) => STATES.map((state) => this.number(`capability:${name}`, state)));
    const lists = new Map(LISTS.map((name) => [name, new Map()]));
    this.contextNumbers = contexts.map((size) => this.number("context", size));
    for (const row of rows) {
      row.values = Array.from(lists, ([name, known]) => row.lists[name].map((value) => {
        if (!known.has(value)) known.set(value, this.number(name, value));
        return known.get(value);
      }));
      row.states = capabilities.map((name, place) => states[place][STATES.findIndex((state) => row.has(state, name))]);
      row.windows = this.contextNumbers.filter((_, place) => row.context >= this.contexts[place]);
      row.numbers = [...row.values.flat(), ...row.states, ...row.windows];
    }
    this.places = new Map([
      ...LISTS.map((name, place) => [name, { list: "values", place }]),
      ...capabilities.map((name, place) => [`capability:${name}`, { list: "states", place }]),
    ]);
    this.counts = new Uint32Array(this.numbers.size);
  }

  number(facet, value) {
    const name = `${facet}=${value}`;
    if (!this.numbers.has(name)) this.numbers.set(name, this.numbers.size);
    return this.numbers.get(name);
  }

  // How many rows a choice has with all other filters; a value that no row has at all was never numbered.
  countOf(facet, value) {
    return this.counts[this.numbers.get(`${facet}=${value}`)] || 0;
  }

  // Gives the rows that all tests `{ facet, holds }` let through, in their order, and by facet how many more there
  // would be without it.
  find(rows, tests) {
    const found = [];
    const refused = new Map();
    this.counts.fill(0);
    for (const row of rows) {
      let failed = null;
      let failures = 0;
      for (const test of tests) {
        if (test.holds(row)) continue;
        failed = test.facet;
        failures += 1;
        if (failures > 1) break;
      }
      row.isFound = failures === 0;
      if (failures > 1) continue;
      if (row.isFound) {
        found.push(row);
        this.count(row.numbers);
      } else {
        refused.set(failed, (refused.get(failed) || 0) + 1);
        if (!ALL.includes(failed)) this.countFacet(row, failed);
      }
    }
    return { found, refused };
  }

  count(numbers) {
    for (const number of numbers) this.counts[number] += 1;
  }

  countFacet(row, facet) {
    if (facet === "context") this.count(row.windows);
    const place = this.places.get(facet);
    if (place?.list === "states") this.count([row.states[place.place]]);
    else if (place) this.count(row.values[place.place]);
  }
}

// Whether a text has a word. A number is found where one begins with it: `3` is in `gemini-3.1`, and not in `gpt-4.3`.
function finderOf(word) {
  if (!/^\d/.test(word)) return (text) => text.includes(word);
  const pattern = new RegExp(`(?:^|[^\\d.])${word.replace(/[^\w\s]/g, "\\$&")}`);
  return (text) => pattern.test(text);
}

// Gives one test for each facet in use.
function makeTests(wanted, costs) {
  const tests = [];
  const add = (facet, holds) => tests.push({ facet, holds });
  const words = (wanted.q || "").toLowerCase().split(/\s+/).filter(Boolean).map(finderOf);
  for (const name of ANY) {
    const values = listOf(wanted, name);
    if (values.length) add(name, (row) => values.some((value) => row.lists[name].includes(value)));
  }
  for (const name of ALL) {
    const values = listOf(wanted, name);
    if (values.length) add(name, (row) => values.every((value) => row.lists[name].includes(value)));
  }
  for (const state of STATES) {
    for (const name of listOf(wanted, state)) add(`capability:${name}`, (row) => row.has(state, name));
  }
  if (wanted.context) add("context", (row) => row.context >= Number(wanted.context));
  if (wanted.since) add("since", (row) => row.released >= wanted.since);
  if (costs && wanted.max) add("max", (row) => costs.isAtMost(row, wanted.max));
  if (words.length) add("q", (row) => words.every((isIn) => isIn(row.text)));
  return tests;
}
