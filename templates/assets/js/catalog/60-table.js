// Shows rows. A page that has all rows hides and moves them; where there are thousands, the first of those found are
// written, and more at the press of a button.

const AT_ONCE = 100;

class Table {
  constructor(finder, rows) {
    this.finder = finder;
    this.body = finder.querySelector("tbody");
    this.more = finder.querySelector(".filter-more");
    this.pager = finder.querySelector(".pager");
    this.isWhole = !finder.dataset.rows;
    this.original = Array.from(this.body.rows);
    this.rows = rows;
    this.found = [];
    this.shown = 0;
    this.more.firstElementChild.addEventListener("click", () => this.showMore());
  }

  // `ordered` are all rows in their order, `found` those to show; `isPlain` where nothing is wanted but the page as it was.
  show(ordered, found, costs, isPlain) {
    this.found = found;
    this.costs = costs;
    this.showCostHead();
    if (this.isWhole) this.rearrange(ordered);
    else if (isPlain) this.body.replaceChildren(...this.original);
    else this.rewrite();
    this.more.hidden = this.isWhole || isPlain || this.shown >= found.length;
    if (this.pager) this.pager.hidden = !isPlain;
    this.finder.dispatchEvent(new CustomEvent("rowschange", { bubbles: true }));
  }

  rearrange(ordered) {
    const visible = new Set(this.found);
    if (ordered !== this.ordered) this.body.append(...ordered.map((row) => row.element));
    this.ordered = ordered;
    for (const row of ordered) {
      row.element.hidden = !visible.has(row);
      this.showCost(row.element, row);
    }
  }

  rewrite() {
    this.shown = 0;
    this.body.replaceChildren();
    this.append();
  }

  append() {
    const next = this.found.slice(this.shown, this.shown + AT_ONCE);
    const before = this.body.rows.length;
    this.body.insertAdjacentHTML("beforeend", next.map((row) => row.html).join(""));
    if (this.costs) next.forEach((row, place) => this.showCost(this.body.rows[before + place], row));
    this.shown += next.length;
  }

  // The first of the new rows takes the focus: the button moves on, and may be gone.
  showMore() {
    const first = this.shown;
    this.append();
    this.more.hidden = this.shown >= this.found.length;
    this.body.rows[first]?.querySelector("a").focus();
    this.finder.dispatchEvent(new CustomEvent("rowschange", { bubbles: true }));
  }

  // The column of costs stands after that of output prices.
  get place() {
    return this.finder.querySelector("th[data-sort=output-price]").cellIndex + 1;
  }

  showCostHead() {
    const head = this.finder.querySelector("th[data-sort=cost]");
    if (!this.costs) head?.remove();
    else if (!head) {
      const model = this.finder.querySelector("th[data-sort=output-price]").cloneNode(true);
      model.dataset.sort = "cost";
      model.removeAttribute("aria-sort");
      model.firstElementChild.replaceChildren(this.finder.dataset.cost, document.createElement("small"));
      this.finder.querySelector("thead tr").cells[this.place - 1].after(model);
    }
    const per = this.finder.querySelector("select[name=per]");
    if (this.costs) this.finder.querySelector("th[data-sort=cost] small").textContent = per.selectedOptions[0].text;
  }

  showCost(element, row) {
    const cell = element.querySelector("td[data-cost]");
    if (!this.costs) cell?.remove();
    else {
      const own = cell || element.insertCell(this.place);
      own.className = "number";
      own.dataset.cost = "";
      own.dataset.label = this.finder.dataset.cost;
      own.replaceChildren();
      if (row.cost !== null) own.append(Object.assign(document.createElement("data"), { textContent: this.costs.textOf(row) }));
    }
  }
}
