// A row as data. It is read from its markup, so that rows of the page and rows from the file of all rows are alike.

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };
const decode = (text) => text.replace(/&(?:amp|lt|gt|#34|#39);/g, (entity) => ENTITIES[entity]);
const LISTS = ["provider", "kind", "input", "output", "status", "protocol"];

class Row {
  constructor(html, place, element = null) {
    this.html = html;
    this.place = place;
    this.element = element;
    this.facts = new Map();
    for (const pair of /data-facts="([^"]*)"/.exec(html)[1].split(" ")) {
      const at = pair.indexOf("=");
      this.facts.set(pair.slice(0, at), pair.slice(at + 1));
    }
    this.lists = {};
    for (const name of [...LISTS, "can", "cannot"]) this.lists[name] = this.facts.get(name)?.split(",") || [];
    this.context = Number(this.facts.get("context") || 0);
    this.released = this.facts.get("released") || "";
    this.currency = this.facts.get("currency") || "";
    // What a reader sees of it, but for numbers and days, which have filters of their own.
    this.text = decode(html.replace(/<td class="number[^]*?<\/td>|<[^>]*>/g, " ")).toLowerCase();
    this.name = decode(/<a [^>]*>([^<]*)</.exec(html)?.[1] || "");
    this.maker = decode(/<\/span>([^<]*)<\/a>/.exec(html)?.[1] || this.lists.provider[0]);
    this.values = []; // numbers of its values of facets, see `Tally`
    this.known = {}; // prices that were asked for
    this.cost = null; // see `Costs`
    this.isFound = false;
  }

  has(name, value) {
    return name === "unknown"
      ? !this.lists.can.includes(value) && !this.lists.cannot.includes(value)
      : this.lists[name].includes(value);
  }

  // Gives the prices of `input`, `cached` or `output`, each with the lengths of the prompt it holds for; `places` are
  // the same for all rows of a page.
  prices(name, places) {
    this.known[name] = this.known[name] || this.readPrices(name, places);
    return this.known[name];
  }

  readPrices(name, places) {
    const written = this.facts.get(`price-${name}`);
    return (written ? written.split("|") : []).map((price) => {
      const [amount, bounds = ""] = price.split(":").reverse();
      const [first, last] = bounds.split("-");
      return { units: toUnits(amount, places), first: Number(first), last: Number(last || Infinity), isBase: !bounds };
    });
  }

  // The normal price in units, null where there is none.
  price(name, places) {
    return this.prices(name, places).find((price) => price.isBase)?.units ?? null;
  }
}

const PAUSE = 200; // rows, so that no task lasts longer than a reader notices
// Timers of pages in the background are slowed down, messages are not.
const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

// Gives all rows: of the page, or where it has not all of them, of the file; with pauses, as a large one takes long.
async function readRows(finder) {
  const elements = Array.from(finder.querySelector("tbody").rows);
  if (!finder.dataset.rows) return elements.map((element, place) => new Row(element.outerHTML, place, element));
  const response = await fetch(finder.dataset.rows);
  if (!response.ok) throw new Error(`${finder.dataset.rows}: ${response.status}`);
  const pieces = (await response.text()).split("<tr ").slice(1);
  const [name, value] = (finder.dataset.scope || "").split("=");
  const rows = [];
  for (const [place, piece] of pieces.entries()) {
    if (place % PAUSE === 0) await pause();
    const row = new Row(`<tr ${piece.slice(0, piece.indexOf("</tr>"))}</tr>`, place);
    if (!name || row.has(name, value)) rows.push(row);
  }
  return rows;
}
