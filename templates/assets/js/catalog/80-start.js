// Ties form, address and table together. `site/50-finder.js` calls what `start` gives.

function usualCurrency(rows) {
  const counts = new Map();
  for (const row of rows) if (row.currency) counts.set(row.currency, (counts.get(row.currency) || 0) + 1);
  return Array.from(counts).sort((one, other) => other[1] - one[1])[0]?.[0] || "USD";
}

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
    this.orders = new Map();
    finder.addEventListener("filterchange", () => this.apply("push"));
    addEventListener("popstate", () => this.follow());
  }

  // The currency that prices are compared in: the chosen one, or that of most models.
  get currency() {
    const { currency } = this.form.elements;
    if (currency) return currency.value;
    this.usual = this.usual || usualCurrency(this.rows);
    return this.usual;
  }

  get units() {
    return { currency: this.currency, places: this.places, lang: this.lang, costs: this.costs };
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
    this.form.elements.q.focus(); // before the page changes, which would be laid out for it
    writeForm(this.form, { sort: this.form.elements.sort.value }, String);
    this.apply("push");
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
    const { found, refused } = this.find(ordered, wanted, costs);
    this.table.show(ordered, found, costs, !Object.keys(wanted).length);
    this.bar.show(wanted, this.tally, found.length, this.rows.length, refused);
    this.markSorted(wanted.sort || "");
    setTimeout(() => this.carry());
  }

  // Lets links to the page in other languages lead to what is shown here.
  carry() {
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
  }

  // Another order has the same rows and the same counts, and so have other costs without a limit.
  find(ordered, { sort, mix, per, ...filters }, costs) {
    const key = JSON.stringify(filters.max ? { ...filters, mix, per, currency: this.currency } : filters);
    if (key === this.filteredBy) return { found: ordered.filter((row) => row.isFound), refused: this.refused };
    const result = this.tally.find(ordered, makeTests(filters, costs));
    [this.filteredBy, this.refused] = [key, result.refused];
    return result;
  }

  findCosts(wanted) {
    if (!wanted.mix) return null;
    const key = [wanted.mix, wanted.per, this.currency].join();
    if (key !== this.costsOf) this.costs = new Costs(wanted, this.units);
    this.costsOf = key;
    return this.costs;
  }

  findOrder(wanted) {
    if (!/cost$/.test(wanted.sort || "")) return this.orderOf(wanted.sort);
    if (!wanted.mix) return this.rows;
    const key = `${wanted.sort},${this.costsOf}`;
    if (key !== this.orderedBy) this.ordered = putInOrder(this.rows, wanted.sort, this.units);
    this.orderedBy = key;
    return this.ordered;
  }

  // Sorting thousands of names takes longer than filtering them, so each order is made once.
  orderOf(sort) {
    const key = `${sort},${this.currency}`;
    if (!this.orders.has(key)) this.orders.set(key, putInOrder(this.rows, sort, this.units));
    return this.orders.get(key);
  }

  // Reads all prices and makes the orders of all columns while nothing else is to be done.
  async prepare() {
    for (const name of ["input", "cached", "output"]) {
      await idle();
      for (const row of this.rows) row.prices(name, this.places);
    }
    for (const head of this.finder.querySelectorAll("th[data-sort]")) {
      for (const sort of [head.dataset.sort, `-${head.dataset.sort}`]) {
        await idle();
        if (head.dataset.sort !== "cost") this.orderOf(sort);
      }
    }
  }

  markSorted(sort) {
    for (const head of this.finder.querySelectorAll("th[data-sort]")) {
      const isSorted = head.dataset.sort === sort.replace(/^-/, "");
      if (isSorted) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }
}

const idle = () => new Promise((resolve) => (window.requestIdleCallback || setTimeout)(resolve));

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
  if (finder.dataset.rows) models.prepare();
  return models;
}
