// What the calculator and the table of prices share: the address, elements, numbers in the language of the page.

const language = document.documentElement.lang;

// Takes values into the address, so that it can be shared; empty ones leave it. What others keep there stays.
function writeAddress(values) {
  const search = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  // These stand for themselves in a query: https://www.rfc-editor.org/rfc/rfc3986#section-3.4
  const query = search.toString().replace(/%3A/g, ":").replace(/%3B/g, ";").replace(/%2F/g, "/");
  const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
  history.replaceState(history.state, "", address);
}

const readAddress = (name) => new URLSearchParams(location.search).get(name) ?? "";

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const formats = new Map();

function numberFormat(options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language, options));
  return formats.get(key);
}

// No digit is rounded away; browsers take a text of digits as the exact number it says.
export function writeNumber(value, options = {}) {
  const text = writeDecimal(value);
  const places = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  const usual = numberFormat(options).resolvedOptions();
  const least = options.style === "currency" ? usual.minimumFractionDigits : 0;
  const exact = { minimumFractionDigits: least, maximumFractionDigits: Math.min(100, Math.max(least, places)) };
  return numberFormat({ ...options, ...exact }).format(text);
}

const writeMoney = (value, currency) => writeNumber(value, { style: "currency", currency });

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
