// Price lines as the page shows them. Any element may be one: it has `data-meter` and `data-unit`, and inside, the amount
// as `<data value>`. What else it may have: `data-when` (conditions), `data-price` (a state in the place of an amount),
// `data-equivalent`, `data-allowance`; around it or on it, `data-model` and `data-currency`; inside, `.condition`.

// Gives a list of models, each with `id`, `name` and `lines`, in the order of the page.
export function readModels(root, separator = " · ") {
  const models = new Map();
  for (const element of root.querySelectorAll("[data-meter][data-unit]")) {
    const holder = element.closest("[data-model]");
    const id = holder?.dataset.model ?? "";
    if (!models.has(id)) models.set(id, { id, name: nameOf(element, holder) ?? id, lines: [] });
    models.get(id).lines.push(readLine(element, separator));
  }
  return Array.from(models.values());
}

function nameOf(element, holder) {
  return holder?.dataset.name ?? holder?.querySelector(":scope > th")?.textContent.trim();
}

function readLine(element, separator) {
  const { meter, unit, when, price, equivalent, allowance } = element.dataset;
  const [count, per] = (allowance ?? "").split("/");
  return {
    meter,
    unit,
    currency: element.closest("[data-currency]").dataset.currency,
    amount: element.querySelector("data")?.value ?? null,
    state: price ?? null,
    when: when ? readConditions(when, element, separator) : [],
    condition: when ? textOf(element, ".condition") : "",
    isEquivalent: equivalent !== undefined,
    allowance: allowance ? { count: readDecimal(count), per, text: textOf(element, ".allowance") } : null,
  };
}

// A condition for scripts has as many parts as that for readers.
function readConditions(when, element, separator) {
  const labels = textOf(element, ".condition").split(separator);
  return when.split(";").map((part, place) => {
    const name = part.slice(0, part.indexOf("="));
    const value = part.slice(name.length + 1);
    return { name, value, label: labels[place] ?? value };
  });
}

const textOf = (element, selector) => element.querySelector(selector)?.textContent.trim() ?? "";
