// Shows rows. A page that has all rows hides and moves them; where there are thousands, the first of those found are
// written, and more at the press of a button.

const AT_ONCE = 40;
const AT_FIRST = 8; // as many as a screen has; the others follow after they are painted, a few at a time
const LATER = 16;

class Table {
  constructor(finder, rows) {
    this.finder = finder;
    this.body = finder.querySelector("tbody");
    this.more = finder.querySelector(".filter-more");
    this.pager = finder.querySelector(".pager");
    this.isWhole = !finder.dataset.rows;
    this.original = Array.from(this.body.rows);
    this.rows = rows;
    this.ordered = rows;
    this.found = [];
    this.shown = 0;
    this.more.firstElementChild.addEventListener("click", () => this.showMore());
    this.room = this.body.closest(".scroll");
    this.height = 0; // known without asking for it, which would lay out the page once more
    if (!this.isWhole) new ResizeObserver(([entry]) => (this.height = entry.borderBoxSize[0].blockSize)).observe(this.room);
  }

  // `ordered` are all rows in their order, `found` those to show; `isPlain` where nothing is wanted but the page as it was.
  show(ordered, found, costs, isPlain) {
    clearTimeout(this.filling);
    this.hold();
    this.found = found;
    this.costs = costs;
    this.isPlain = isPlain;
    this.more.hidden = true;
    this.showCostHead();
    if (this.isWhole) this.rearrange(ordered);
    else if (isPlain) this.restore();
    else this.rewrite();
    if (this.pager) this.pager.hidden = !isPlain;
    if (this.isWhole) this.tell();
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

  // Keeps the room of rows that are to follow, so that nothing below moves meanwhile.
  hold() {
    if (this.height) this.room.style.minHeight = `${this.height}px`;
  }

  // The page as it came, at first what a screen has of it.
  restore() {
    const [first, rest] = [this.original.slice(0, AT_FIRST), this.original.slice(AT_FIRST)];
    this.body.replaceChildren(...first);
    this.filling = setTimeout(() => {
      this.body.append(...rest);
      this.tell();
    }, 20);
  }

  // The rows of before go first: a table is laid out as a whole, so it must be short when the new ones are painted.
  rewrite() {
    this.shown = 0;
    this.limit = AT_ONCE;
    this.body.replaceChildren();
    this.append(AT_FIRST);
    this.fill();
  }

  append(count) {
    const next = this.found.slice(this.shown, Math.min(this.shown + count, this.limit));
    const before = this.body.rows.length;
    this.body.insertAdjacentHTML("beforeend", next.map((row) => row.html).join(""));
    if (this.costs) next.forEach((row, place) => this.showCost(this.body.rows[before + place], row));
    this.shown += next.length;
  }

  // Goes on until something else is wanted.
  fill() {
    clearTimeout(this.filling);
    if (this.shown >= Math.min(this.limit, this.found.length)) return this.tell();
    this.filling = setTimeout(() => {
      this.append(LATER);
      this.fill();
    }, 20);
    return undefined;
  }

  tell() {
    this.room.style.minHeight = "";
    this.more.hidden = this.isWhole || this.isPlain || this.shown >= this.found.length;
    this.finder.dispatchEvent(new CustomEvent("rowschange", { bubbles: true }));
  }

  // The first of the new rows takes the focus: the button moves on, and may be gone.
  showMore() {
    const first = this.shown;
    this.limit += AT_ONCE;
    this.append(AT_FIRST);
    this.body.rows[first]?.querySelector("a").focus();
    this.fill();
  }

  // The column of costs stands after that of output prices.
  get place() {
    return this.finder.querySelector("th[data-sort=output-price]").cellIndex + 1;
  }

  showCostHead() {
    this.body.parentElement.toggleAttribute("data-costs", Boolean(this.costs));
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
      if (this.costs.of(row) !== null) own.append(Object.assign(document.createElement("data"), { textContent: this.costs.textOf(row) }));
    }
  }
}
