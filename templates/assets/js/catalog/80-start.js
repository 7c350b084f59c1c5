// Ties form, address and table together. `site/50-finder.js` calls what `start` gives.

class Models {
  constructor(finder, rows) {
    this.finder = finder;
    this.lang = document.documentElement.lang;
    this.form = finder.querySelector("form");
    this.rows = rows;
    this.bar = new Bar(finder, this.lang);
    this.tally = new Tally(rows, this.bar.capabilities, this.bar.contexts);
    this.table = new Table(finder, rows);
    this.places = placesOf(rows);
    this.orderedBy = null;
    finder.addEventListener("filterchange", () => this.apply("push"));
    addEventListener("popstate", () => this.follow());
  }

  // The currency that prices are compared in: the chosen one, or that of most models.
  get currency() {
    const { currency } = this.form.elements;
    if (currency) return currency.value;
    const counts = new Map();
    for (const row of this.rows) if (row.currency) counts.set(row.currency, (counts.get(row.currency) || 0) + 1);
    return Array.from(counts).sort((one, other) => other[1] - one[1])[0]?.[0] || "USD";
  }

  get units() {
    return { currency: this.currency, places: this.places, lang: this.lang };
  }

  // What the address says, shown.
  follow() {
    writeForm(this.form, readAddress(), (size) => this.bar.numbers.format(Number(size)));
    this.apply(null);
  }

  // A choice is a step in the history, what is being typed is not.
  change(control) {
    const isTyped = control.matches("input:not([type=checkbox])");
    this.apply(isTyped ? "replace" : "push");
  }

  reset() {
    writeForm(this.form, { sort: this.form.elements.sort.value }, String);
    this.apply("push");
    this.form.elements.q.focus();
  }

  // One direction, then the other, then the order of the catalog.
  sortBy(name) {
    const largestFirst = LARGEST_FIRST.includes(name);
    const steps = largestFirst ? [`-${name}`, name, ""] : [name, `-${name}`, ""];
    const { sort } = this.form.elements;
    sort.value = steps[(steps.indexOf(sort.value || "-") + 1) % steps.length];
    this.apply("push");
  }

  apply(step) {
    const wanted = readForm(this.form);
    const address = writeAddress(wanted);
    const isNew = address !== `${location.pathname}${location.search}${location.hash}`;
    if (step && isNew) history[`${step}State`](null, "", address);
    const costs = this.findCosts(wanted);
    const ordered = this.findOrder(wanted);
    const { found, refused } = this.tally.find(ordered, makeTests(wanted, costs));
    this.table.show(ordered, found, costs, !Object.keys(wanted).length);
    this.bar.show(wanted, this.tally, found.length, this.rows.length, refused);
    this.markSorted(wanted.sort || "");
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
  }

  findCosts(wanted) {
    if (!wanted.mix) return null;
    const key = [wanted.mix, wanted.per, this.currency].join();
    if (key !== this.costsOf) this.costs = new Costs(this.rows, wanted, this.units);
    this.costsOf = key;
    return this.costs;
  }

  // Sorting thousands of names takes longer than filtering them, so an order is kept until it changes.
  findOrder(wanted) {
    const isCost = /cost$/.test(wanted.sort || "");
    if (isCost && !wanted.mix) return this.rows;
    const key = [wanted.sort, this.currency, isCost && this.costsOf].join();
    if (key !== this.orderedBy) {
      this.ordered = putInOrder(this.rows, wanted.sort, this.units);
    }
    this.orderedBy = key;
    return this.ordered;
  }

  markSorted(sort) {
    for (const head of this.finder.querySelectorAll("th[data-sort]")) {
      const isSorted = head.dataset.sort === sort.replace(/^-/, "");
      if (isSorted) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }
}

export async function start(finder) {
  const status = finder.querySelector(".filter-count");
  if (finder.dataset.rows) status.textContent = finder.dataset.loading;
  const rows = await readRows(finder);
  if (finder.dataset.rows) await pause();
  const models = new Models(finder, rows);
  if (finder.dataset.rows) await pause();
  // What was chosen while all this was on its way comes before what the address says.
  const typed = readForm(models.form);
  if (Object.keys(typed).length) models.apply(null);
  else models.follow();
  return models;
}
