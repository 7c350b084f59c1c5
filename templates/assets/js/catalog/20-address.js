// What is wanted, as texts by name: `{ provider: "google,openai", can: "streaming", sort: "-released" }`. It is the same in
// the form and in the address, whose names and values are those of the records and so the same in every language.

const NAMES = [
  "q", "provider", "kind", "input", "output", "can", "cannot", "unknown", "status", "protocol", "context", "since",
  "mix", "per", "currency", "max", "sort",
]; // prettier-ignore

const listOf = (wanted, name) => (wanted[name] ? wanted[name].split(",") : []);

function readAddress() {
  const found = {};
  for (const [name, value] of new URLSearchParams(location.search)) if (NAMES.includes(name) && value) found[name] = value;
  return found;
}

// Commas stay readable, and names that are not ours stay as they are.
function writeAddress(wanted) {
  const others = Array.from(new URLSearchParams(location.search)).filter(([name]) => !NAMES.includes(name));
  const own = NAMES.filter((name) => wanted[name]).map((name) => [name, wanted[name]]);
  const write = (text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%20", "+");
  const query = [...others, ...own].map(([name, value]) => `${name}=${write(value)}`).join("&");
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
}

const digitsOf = (text) => text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");

function readForm(form) {
  const wanted = {};
  const mix = [];
  const add = (name, value) => {
    wanted[name] = wanted[name] ? `${wanted[name]},${value}` : value;
  };
  for (const control of form.elements) {
    const value = control.value?.trim();
    if (control.type === "checkbox") control.checked && add(control.name, value);
    else if (control.name === "capability") value && add(value, control.dataset.capability);
    else if (control.name === "mix") mix.push(digitsOf(value) || "0");
    else if (control.name === "currency") control.selectedIndex > 0 && add("currency", value);
    else if (control.name && value) wanted[control.name] = value;
  }
  if (wanted.max) wanted.max = wanted.max.replace(/[\s\u00a0]/g, "").replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(wanted.max || "")) delete wanted.max;
  if (mix.some((count) => count !== "0")) wanted.mix = mix.join(",");
  else for (const name of ["per", "max"]) delete wanted[name];
  return wanted;
}

// Sets every control, and leaves out what is no choice here, e.g. a provider the catalog no longer has.
function writeForm(form, wanted, format) {
  const states = ["can", "cannot", "unknown"];
  for (const control of form.elements) {
    const { name, type } = control;
    if (type === "checkbox") control.checked = listOf(wanted, name).includes(control.value);
    else if (name === "capability") {
      control.value = states.find((state) => listOf(wanted, state).includes(control.dataset.capability)) || "";
    } else if (name === "mix") {
      const count = digitsOf(listOf(wanted, "mix")[["input", "cached", "output"].indexOf(control.dataset.part)] || "");
      control.value = count === "0" ? "" : count;
    } else if (name === "context") {
      const size = digitsOf(wanted.context || "");
      const isKnown = !size || Array.from(control.options).some((option) => option.value === size);
      if (!isKnown) control.add(new Option(format(size), size));
      control.value = size;
    } else if (name === "currency") {
      control.value = wanted.currency;
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    } else if (name) control.value = wanted[name] || "";
    if (control.tagName === "SELECT" && control.selectedIndex < 0) control.selectedIndex = 0;
  }
}
