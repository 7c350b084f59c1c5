// The calculator: fields for what the model is charged by, choices where its prices have conditions, and the sum.

let built = 0; // makes ids of several calculators differ

// Builds a calculator into an element, for the price lines of the page or of `root`.
export async function start(box, root = document) {
  const answer = await fetch(box.dataset.words);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const rules = await answer.json();
  const models = readModels(root, rules.separator);
  const panel = make("div", { class: "calculator-panel", role: "group", "aria-label": rules.words.title });
  box.append(panel);
  build(panel, models, rules, readState(readAddress("cost")));
  return panel;
}

const shortKey = (key) => key.replace(".million_tokens", "");

// What one request of a model may have, by the keys of its charges.
function chooseExample(groups, { examples, units }) {
  const plainKey = ({ key }) => shortKey(key).replace(".equivalent", "");
  for (const example of examples) {
    const decisive = groups.find((group) => plainKey(group) === Object.keys(example)[0]);
    if (!decisive) continue;
    const filled = decisive.isEquivalent ? [decisive] : groups.filter((group) => !group.isEquivalent);
    return new Map(filled.map((group) => [group.key, example[plainKey(group)]]));
  }
  const [first] = groups.filter((group) => !group.isEquivalent);
  return new Map(first && [[first.key, units[first.unit][2] ? "1000" : "1"]]);
}

// What was shared: `input:2000;requests:1000;service_tier:batch`.
function readState(text) {
  const pairs = text.split(";").map((part) => [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)]);
  return new Map(pairs.filter(([name]) => name));
}

function build(panel, models, rules, state) {
  const { words } = rules;
  const model = models.find(({ id }) => id === state.get("model")) ?? models[0];
  const groups = groupLines(model.lines);
  const form = make("form", { class: "fields" });
  form.addEventListener("submit", (event) => event.preventDefault());
  let isOwn = Array.from(state.keys()).some((name) => name !== "model"); // what nobody changed is only an example
  if (models.length > 1) {
    const options = models.map(({ id, name }) => [id, name]);
    const select = addSelect(form, words.model, "model", options, model.id);
    select.addEventListener("change", () => {
      const typed = Array.from(form.elements).filter((field) => field.name);
      const own = [...state, ...typed.map((field) => [shortKey(field.name), field.value])];
      panel.replaceChildren();
      build(panel, models, rules, new Map(isOwn ? own : [["model", select.value]]));
      panel.querySelector("select").focus();
    });
  }
  addQuantities(form, groups, rules, state);
  addChoices(form, groups, rules, state);
  addNumber(form, words.requests, "", "requests", state.get("requests") ?? "1000", "1");
  const result = make("div", { class: "calculator-result" });
  const status = make("div", { role: "status" });
  panel.append(form, status, result);
  const update = () => {
    const call = readForm(form, groups);
    showSums(status, model, calculate(model.lines, call, rules), call, rules);
    showItems(result, calculate(model.lines, call, rules), rules);
    const shown = Array.from(form.elements).filter((field) => field.name && field.value !== "");
    const values = shown.map((field) => `${shortKey(field.name)}:${field.value}`);
    writeAddress({ cost: values.join(";") });
    result.append(make("p", {}, make("a", { href: `${location.pathname}${location.search}#calculator` }, words.link)));
  };
  form.addEventListener("input", ({ target }) => {
    isOwn ||= target.name !== "model";
    update();
  });
  update();
}

function addQuantities(form, groups, rules, state) {
  const { words, meters, units } = rules;
  const isShared = groups.some((group) => state.get(shortKey(group.key)));
  const example = chooseExample(groups, rules);
  for (const isEquivalent of [false, true]) {
    const shown = groups.filter((group) => group.isEquivalent === isEquivalent);
    if (shown.length === 0) continue;
    const fields = make("fieldset", {}, make("legend", {}, words[isEquivalent ? "equivalents" : "quantities"]));
    for (const group of shown) {
      const value = isShared ? state.get(shortKey(group.key)) : example.get(group.key);
      addNumber(fields, meters[group.meter], units[group.unit][0], group.key, value ?? "", units[group.unit][2] ? "1" : "any");
    }
    if (isEquivalent) fields.append(make("p", {}, words.equivalent));
    else if (shown.some((group) => group.meter === "cache_read")) fields.append(make("p", {}, words.cached));
    form.append(fields);
  }
}

function addChoices(form, groups, rules, state) {
  const choices = listChoices(groups);
  if (choices.length === 0) return;
  const fields = make("fieldset", {}, make("legend", {}, rules.words.conditions));
  for (const { name, hasNormal, values } of choices) {
    const options = values.map(({ value, label }) => [value, label]);
    if (hasNormal) options.unshift(["", rules.words.normal]);
    const known = options.some(([value]) => value === state.get(name));
    addSelect(fields, rules.choices[name] ?? name, name, options, known ? state.get(name) : options[0][0]);
  }
  form.append(fields);
}

function addNumber(place, label, unit, name, value, step) {
  const field = make("input", { type: "number", name, min: "0", step, value, inputmode: "decimal", autocomplete: "off" });
  place.append(make("label", {}, make("span", {}, label), field, ...(unit ? [make("small", {}, unit)] : [])));
}

function addSelect(place, label, name, options, chosen) {
  const select = make("select", { name, autocomplete: "off" });
  for (const [value, text] of options) select.append(make("option", { value }, text));
  select.value = chosen;
  place.append(make("label", {}, make("span", {}, label), select));
  return select;
}

function readForm(form, groups) {
  const call = { quantities: {}, chosen: {}, requests: zero, isValid: true };
  const read = (field) => {
    const value = field.value === "" ? zero : readDecimal(field.value);
    const isValid = value !== null && !field.validity.badInput;
    field.setAttribute("aria-invalid", String(!isValid));
    call.isValid &&= isValid;
    return isValid ? value : zero;
  };
  for (const group of groups) call.quantities[group.key] = read(form.elements[group.key]);
  call.requests = read(form.elements.requests);
  for (const field of form.querySelectorAll("select")) call.chosen[field.name] = field.value;
  return call;
}

// Sums for machines and readers, with a plus between those in different currencies.
const sumsOf = (totals, span) =>
  Array.from(totals, ([currency, total], place) => {
    const sum = make("data", { value: writeDecimal(total[span]) }, writeMoney(total[span], currency));
    return place ? [" + ", sum] : [sum];
  }).flat();

const writeTotals = (totals, span) =>
  Array.from(totals, ([currency, total]) => writeMoney(total[span], currency)).join(" + ");

function showSums(status, model, result, call, rules) {
  const { words } = rules;
  const list = make("dl", { class: "facts" });
  for (const span of result.totals.size ? ["request", "day", "month"] : []) {
    list.append(make("div", { class: "fact-price" }, make("dt", {}, words[span]), make("dd", { "data-sum": span }, ...sumsOf(result.totals, span))));
  }
  const problems = result.problems.map(({ kind, group, conditions, state }) => {
    const values = { meter: rules.meters[group.meter], state: rules.states[state], conditions: conditions.join(" + ") };
    return make("li", {}, fill(words[kind], values));
  });
  status.replaceChildren();
  if (!call.isValid) status.append(make("p", { class: "bad" }, words.invalid));
  if (result.totals.size) status.append(list);
  else if (problems.length === 0) status.append(make("p", {}, words.nothing));
  if (problems.length) status.append(make("p", { class: "bad" }, words.incomplete), make("ul", { class: "prose" }, ...problems));
  const dependsOnLength = model.lines.some((line) => line.when.some(isThreshold));
  if (dependsOnLength) status.append(make("p", {}, fill(words.prompt, { count: writeNumber(result.prompt) })));
}

function showItems(place, { items, totals }, { words, meters, units, states }) {
  place.replaceChildren();
  if (items.length === 0) return;
  built += 1;
  const number = (text) => make("td", { class: "number" }, text);
  const head = [words.what, words.quantity, words.price, words.request, words.day, words.month];
  const cells = head.map((text, at) => make("th", { scope: "col", ...(at && { class: "number" }) }, text));
  const body = make("tbody");
  for (const { group, line, quantity, charge } of items) {
    const name = make("th", { scope: "row" }, meters[group.meter]);
    for (const text of [line.condition, line.allowance?.text]) if (text) name.append(make("small", {}, text));
    const price = number(line.state ? states[line.state] : writeMoney(readDecimal(line.amount), line.currency));
    if (!line.state) price.append(make("small", {}, units[group.unit][1]));
    const amount = number(writeNumber(quantity));
    amount.append(make("small", {}, units[group.unit][0]));
    const sums = ["request", "day", "month"].map((span) => number(writeMoney(charge[span], line.currency)));
    body.append(make("tr", {}, name, amount, price, ...sums));
  }
  const sums = ["request", "day", "month"].map((span) => number(writeTotals(totals, span)));
  const foot = make("tr", {}, make("th", { scope: "row", colspan: "3" }, words.total), ...sums);
  const caption = make("caption", { id: `calculation-${built}` }, words.sum);
  const table = make("table", {}, caption, make("thead", {}, make("tr", {}, ...cells)), body, make("tfoot", {}, foot));
  place.append(make("div", { class: "scroll", role: "region", tabindex: "0", "aria-labelledby": caption.id }, table));
  if (items.some(({ line }) => line.allowance)) place.append(make("p", {}, words.shared));
}
