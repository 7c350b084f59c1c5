// Which price lines apply to a call, and what it costs: the rules of the price list, without the page.
//
// - All parts of a condition must hold. A threshold is compared with the whole prompt and reprices the whole request.
// - Of several lines that apply, the one whose condition says most is charged, if its condition takes in those of all
//   others. Where none does, the price list does not say what applies, and nothing is invented.
// - A meter without a line for what was chosen keeps its normal price.
// - A line in another unit (`isEquivalent`) is charged only for what is entered in that unit.
// - Factors are already multiplied out: the page shows amounts.

const isThreshold = (part) => part.name.startsWith("prompt_tokens.");

// The quantities a model is charged by, each with the lines that may price it, in the order of the page.
export function groupLines(lines) {
  const groups = new Map();
  for (const line of lines) {
    const key = `${line.meter}.${line.unit}${line.isEquivalent ? ".equivalent" : ""}`;
    if (!groups.has(key)) groups.set(key, { key, meter: line.meter, unit: line.unit, isEquivalent: line.isEquivalent, lines: [] });
    groups.get(key).lines.push(line);
  }
  return Array.from(groups.values());
}

// The conditions a reader can choose from: `{name, hasNormal, values: [{value, label}]}`.
export function listChoices(groups) {
  const choices = new Map();
  for (const { lines } of groups) {
    const names = new Set(lines.flatMap((line) => line.when.filter((part) => !isThreshold(part)).map((part) => part.name)));
    for (const name of names) {
      if (!choices.has(name)) choices.set(name, { name, hasNormal: false, values: new Map() });
      const choice = choices.get(name);
      for (const line of lines) {
        const part = line.when.find((item) => item.name === name);
        if (part) choice.values.set(part.value, part.label);
        else choice.hasNormal = true;
      }
    }
  }
  return Array.from(choices.values(), ({ name, hasNormal, values }) => ({
    name,
    hasNormal,
    values: Array.from(values, ([value, label]) => ({ value, label })),
  }));
}

function holds(part, chosen, prompt) {
  if (!isThreshold(part)) return chosen[part.name] === part.value;
  const side = compare(prompt, readDecimal(part.value));
  return { gt: side > 0, gte: side >= 0, lt: side < 0, lte: side <= 0 }[part.name.split(".")[1]];
}

// The first and the last number of tokens a condition takes in, as far as it says.
function boundsOf(line) {
  const bounds = { first: null, last: null };
  for (const part of line.when.filter(isThreshold)) {
    const count = BigInt(part.value);
    if (part.name.endsWith(".gt")) bounds.first = count + 1n;
    else if (part.name.endsWith(".gte")) bounds.first = count;
    else if (part.name.endsWith(".lt")) bounds.last = count - 1n;
    else bounds.last = count;
  }
  return bounds;
}

// Whether a line's condition takes in another's: wherever the first applies, the second does too.
function takesIn(line, other) {
  const named = (part) => line.when.some((own) => own.name === part.name && own.value === part.value);
  const [inner, outer] = [boundsOf(line), boundsOf(other)];
  const isInside =
    (outer.first === null || (inner.first !== null && inner.first >= outer.first)) &&
    (outer.last === null || (inner.last !== null && inner.last <= outer.last));
  return isInside && other.when.every((part) => isThreshold(part) || named(part));
}

// Gives `{line}`, or `{problem, conditions}` where the price list has no answer.
export function chooseLine(lines, chosen, prompt) {
  const matching = lines.filter((line) => line.when.every((part) => holds(part, chosen, prompt)));
  if (matching.length === 0) return { line: null, problem: "unmatched", conditions: [] };
  const line = matching.find((item) => matching.every((other) => takesIn(item, other)));
  if (line) return { line, problem: null, conditions: [] };
  return { line: null, problem: "unclear", conditions: matching.map((item) => item.condition).filter(Boolean) };
}

// What a line charges for a quantity: of one request, of a day, of 30 days; null where no amount can be named.
function chargeLine(line, quantity, requests, exponent) {
  if (line.state === "free" || line.state === "included") return { request: zero, day: zero, month: zero };
  if (line.amount === null) return null;
  const price = shift(readDecimal(line.amount), -exponent);
  const free = line.allowance ? shift(line.allowance.count, exponent) : zero;
  const per = line.allowance?.per;
  const once = per === "request" ? less(quantity, free) : quantity;
  const daily = multiply(once, requests);
  const day = per === "day" ? less(daily, free) : daily;
  const monthly = multiply(day, { digits: 30n, scale: 0 });
  const month = per === "month" ? less(monthly, free) : monthly;
  return { request: multiply(once, price), day: multiply(day, price), month: multiply(month, price) };
}

// Calculates a call.
//   lines: of one model
//   call: quantities by key of a group (decimals), chosen conditions by name, requests a day (decimal)
//   rules: `prompt`, the meters that count as prompt; `units`, by id a list whose third entry is the power of ten
// Gives the items of the sum in the order of the page, the totals by currency, the length of the prompt, and problems.
export function calculate(lines, call, rules) {
  const groups = groupLines(lines);
  const asked = groups.filter((group) => call.quantities[group.key] && !isZero(call.quantities[group.key]));
  const prompt = asked
    .filter((group) => !group.isEquivalent && group.unit === "million_tokens" && rules.prompt.includes(group.meter))
    .reduce((sum, group) => add(sum, call.quantities[group.key]), zero);
  const result = { prompt, items: [], totals: new Map(), problems: [] };
  for (const group of asked) {
    const { line, problem, conditions } = chooseLine(group.lines, call.chosen, prompt);
    const quantity = call.quantities[group.key];
    const charge = line && chargeLine(line, quantity, call.requests, rules.units[group.unit][2]);
    if (!charge) {
      result.problems.push({ kind: problem ?? "unnamed", group, conditions, state: line?.state });
      continue;
    }
    result.items.push({ group, line, quantity, charge });
    const total = result.totals.get(line.currency) ?? { request: zero, day: zero, month: zero };
    const summed = Object.keys(total).map((span) => [span, add(total[span], charge[span])]);
    result.totals.set(line.currency, Object.fromEntries(summed));
  }
  return result;
}
