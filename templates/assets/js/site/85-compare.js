// The models a reader has chosen to compare: remembered while this tab is open, shown in a bar on every page.
// Controls are checkboxes and buttons with `data-compare`, the key of a model, and `data-compare-name`.
const comparison = {
  most: 4,
  // Pairs of key and name, in the order of the columns. Storage may be blocked; then the page's own list holds.
  chosen: [],
  read() {
    try {
      comparison.chosen = JSON.parse(sessionStorage.getItem("compare")) || comparison.chosen;
    } catch (error) {
      // Nothing to do: what was chosen on this page is known.
    }
    return comparison.chosen;
  },
  write(chosen) {
    comparison.chosen = chosen;
    try {
      sessionStorage.setItem("compare", JSON.stringify(chosen));
    } catch (error) {
      // Nothing to do: the choice holds until the page is left.
    }
  },
  // In the address, keys stand as they are: `?models=google/gemini-3.1-pro,openai/gpt-5.4`
  search: (keys) => (keys.length ? `?models=${keys.join(",")}` : ""),
};

{
  const bar = document.getElementById("compare-bar");

  const controlsOf = (key) => document.querySelectorAll(`[data-compare="${CSS.escape(key)}"]`);
  const mark = (control, isChosen) => {
    if (control.type === "checkbox") control.checked = isChosen;
    else control.setAttribute("aria-pressed", String(isChosen));
  };

  const makeChip = ([key, name]) => {
    const chip = bar.querySelector("template").content.firstElementChild.cloneNode(true);
    const button = chip.firstElementChild;
    button.firstElementChild.textContent = name;
    button.lastElementChild.textContent = button.lastElementChild.textContent.replace("{name}", () => name);
    button.value = key;
    return chip;
  };

  const show = () => {
    const chosen = comparison.chosen;
    bar.hidden = !chosen.length;
    document.documentElement.classList.toggle("comparing", !bar.hidden);
    bar.querySelector("ul").replaceChildren(...chosen.map(makeChip));
    bar.querySelectorAll("a").forEach((link, place) => {
      link.hidden = place !== chosen.length - 1;
      link.search = comparison.search(chosen.map(([key]) => key));
    });
  };

  const change = (chosen) => {
    const keys = new Set([...comparison.chosen, ...chosen].map(([key]) => key));
    comparison.write(chosen);
    bar.querySelector("small").textContent = "";
    for (const key of keys) {
      for (const control of controlsOf(key)) mark(control, chosen.some((entry) => entry[0] === key));
    }
    show();
  };

  const toggle = (control) => {
    const { compare: key, compareName: name } = control.dataset;
    const others = comparison.read().filter((entry) => entry[0] !== key);
    const isFull = others.length === comparison.chosen.length && others.length >= comparison.most;
    bar.querySelector("small").textContent = isFull ? bar.dataset.full : "";
    if (isFull) mark(control, false);
    else change(others.length < comparison.chosen.length ? others : [...others, [key, name]]);
  };

  if (bar) {
    document.addEventListener("change", ({ target }) => target.matches("input[data-compare]") && toggle(target));
    document.addEventListener("click", ({ target }) => {
      const control = target.closest("button[data-compare]");
      if (control) toggle(control);
    });
    bar.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      const place = comparison.chosen.findIndex(([key]) => key === button.value);
      change(button.value ? comparison.chosen.filter((_, at) => at !== place) : []);
      const next = bar.querySelectorAll("li > button")[Math.min(place, comparison.chosen.length - 1)];
      (next || document.getElementById("main")).focus();
    });
    const markBoxes = () => {
      const keys = new Set(comparison.chosen.map(([key]) => key));
      for (const box of document.querySelectorAll("input[data-compare]")) mark(box, keys.has(box.dataset.compare));
    };
    // Rows that a filter has written know nothing of the choice yet.
    document.addEventListener("rowschange", markBoxes);
    // Also after Back: the choice may have changed on the page that was left. A browser may have ticked boxes as they were.
    addEventListener("pageshow", () => {
      change(comparison.read());
      markBoxes();
    });
  }
}
