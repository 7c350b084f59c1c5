// The filter bar: counts beside choices, filters in use as buttons that remove them, and what to give up where no row
// is left. Words and labels are those of the page.

class Bar {
  constructor(finder, lang) {
    this.finder = finder;
    this.form = finder.querySelector("form");
    this.lang = lang;
    this.numbers = new Intl.NumberFormat(lang);
    this.status = finder.querySelector(".filter-count");
    this.chips = this.form.querySelector(".chips");
    this.clear = this.form.querySelector("[type=reset]");
    this.empty = finder.querySelector(".filter-empty");
    this.controls = Array.from(this.form.querySelectorAll("[data-facet] :is(input, select)"));
    this.groups = Array.from(this.form.querySelectorAll(".facet"));
    // Counts nobody sees are not written: there may be hundreds of makers.
    for (const group of this.groups) group.addEventListener("toggle", () => this.tally && this.showCounts(group));
  }

  get capabilities() {
    return Array.from(this.form.querySelectorAll("[data-capability]"), (select) => select.dataset.capability);
  }

  get contexts() {
    const select = this.form.elements.context;
    return select ? Array.from(select.options, (option) => option.value).filter(Boolean) : [];
  }

  say(name, values) {
    return this.finder.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  show(wanted, tally, found, total, refused) {
    const count = (number) => this.numbers.format(number);
    const isFiltered = Object.keys(wanted).some((name) => !["sort", "per", "currency"].includes(name));
    const filters = this.list();
    this.status.textContent = isFiltered ? this.say("found", { count: count(found), total: count(total) }) : "";
    this.clear.hidden = !isFiltered;
    this.tally = tally;
    this.showUse(filters.length);
    for (const group of this.groups) if (group.open) this.showCounts(group);
    this.showChips(filters);
    this.showEmpty(found === 0 && isFiltered, wanted, filters, refused);
  }

  // How many filters are in use, of each facet and of all.
  showUse(total) {
    const inUse = this.controlsInUse();
    const set = (root, count) => {
      const element = root.querySelector(".filter-active");
      const text = count ? this.numbers.format(count) : "";
      if (element.textContent !== text) element.textContent = text;
    };
    for (const group of this.groups) {
      const own = inUse.filter((control) => group.contains(control));
      set(group, new Set(own.map((control) => (control.name === "mix" ? "mix" : control))).size);
    }
    const toggle = this.form.querySelector(".filter-toggle");
    if (toggle) set(toggle, total);
  }

  showCounts(group) {
    const set = (element, text) => {
      if (element.textContent !== text) element.textContent = text;
    };
    for (const element of group.querySelectorAll("[data-count]")) {
      const count = this.tally.countOf(group.dataset.facet, element.dataset.count);
      set(element, this.numbers.format(count));
      element.parentElement.classList.toggle("none", !count);
    }
    for (const option of group.querySelectorAll("option[data-label]")) {
      const { name, dataset } = option.parentElement;
      const facet = name === "capability" ? `capability:${dataset.capability}` : name;
      set(option, `${option.dataset.label} (${this.numbers.format(this.tally.countOf(facet, option.value))})`);
    }
  }

  controlsInUse() {
    return this.controls.filter((control) => {
      if (control.name === "per" || control.name === "currency") return false;
      return control.type === "checkbox" ? control.checked : Boolean(control.value.trim());
    });
  }

  // Gives the filters in use, in the order of the page: facet, label, and what takes them back.
  list() {
    const filters = [];
    let mix = null;
    for (const control of this.controlsInUse()) {
      const group = control.closest("[data-facet]");
      const title = group.querySelector("summary > span").firstChild.textContent.trim();
      const label = control.closest("label").querySelector("span").textContent;
      const remove = () => {
        if (control.type === "checkbox") control.checked = false;
        else control.value = "";
      };
      if (control.name === "mix") {
        const value = this.numbers.format(BigInt(digitsOf(control.value) || 0));
        if (!mix) filters.push((mix = { facet: "mix", labels: [], removals: [], title }));
        mix.labels.push(this.say("choice", { facet: label, value }));
        mix.removals.push(remove);
      } else if (control.name === "capability") {
        const value = control.selectedOptions[0].dataset.label;
        filters.push({ facet: `capability:${control.dataset.capability}`, title: label, labels: [value], removals: [remove] });
      } else if (control.type === "checkbox") {
        filters.push({ facet: control.name, title, labels: [label], removals: [remove] });
      } else {
        const option = control.selectedOptions?.[0];
        const value = option ? option.dataset.label || option.text : this.dateOf(control) || control.value.trim();
        const bound = control.name === "max" ? "≤" : "≥";
        filters.push({ facet: control.name, title, labels: [`${bound} ${value}`], removals: [remove] });
      }
    }
    return filters;
  }

  dateOf(control) {
    if (control.type !== "date") return "";
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(control.value));
  }

  labelOf({ title, labels }) {
    return this.say("choice", { facet: title, value: labels.join(" · ") });
  }

  showChips(filters) {
    const focused = Array.from(this.chips.children).findIndex((item) => item.contains(document.activeElement));
    this.chips.replaceChildren(
      ...filters.map((filter) => this.makeChip(this.labelOf(filter), [filter], this.say("remove", { filter: this.labelOf(filter) }))),
    );
    this.chips.hidden = !filters.length;
    if (focused < 0) return;
    const next = this.chips.querySelectorAll("button");
    (next[Math.min(focused, next.length - 1)] || this.form.elements.q).focus();
  }

  makeChip(text, filters, name) {
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    button.type = "button";
    button.className = "chip";
    button.textContent = text;
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      for (const { removals } of filters) for (const remove of removals) remove();
      button.dispatchEvent(new CustomEvent("filterchange", { bubbles: true }));
    });
    item.append(button);
    return item;
  }

  // Says by how much each filter would widen the result, the widest first.
  showEmpty(isEmpty, wanted, filters, refused) {
    const field = this.form.elements.q;
    const text = { facet: "q", title: field.labels[0].textContent.trim(), labels: [wanted.q || ""], removals: [() => (field.value = "")] };
    const all = [...filters, ...(wanted.q ? [text] : [])];
    const ways = Array.from(refused).sort((one, other) => other[1] - one[1]);
    const list = this.empty.querySelector(".chips");
    list.replaceChildren();
    this.empty.hidden = !isEmpty;
    if (!isEmpty) return;
    for (const [facet, count] of ways) {
      const own = all.filter((filter) => filter.facet === facet);
      if (!own.length) continue;
      const filter = this.labelOf({ title: own[0].title, labels: own.flatMap(({ labels }) => labels) });
      list.append(this.makeChip(this.say("widen", { filter, count: this.numbers.format(count) }), own));
    }
    this.empty.querySelector("[data-hint=widen]").hidden = !list.children.length;
    this.empty.querySelector("[data-hint=reset]").hidden = Boolean(list.children.length);
  }
}
