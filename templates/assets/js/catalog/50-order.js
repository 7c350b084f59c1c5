// Rows in the order of a column. What is missing comes last in either direction, and rows that are alike keep the
// order of the catalog.

const LIFE = ["stable", "preview", "deprecated", "retired"];
const LARGEST_FIRST = ["context", "released"]; // what readers look for in these columns

function keysOf(name, currency, places) {
  const price = (meter) => (row) => (row.currency === currency ? row.price(meter, places) : null);
  const kinds = (facet) => (row) => `${row.lists[facet].length}${row.lists[facet].join()}`;
  const keys = {
    name: (row) => row.name,
    provider: (row) => row.maker,
    status: (row) => LIFE.indexOf(row.lists.status[0]),
    context: (row) => row.context || null,
    "input-price": price("input"),
    "output-price": price("output"),
    input: kinds("input"),
    output: kinds("output"),
    released: (row) => row.released || null,
    cost: (row) => row.cost?.quotient ?? null,
  };
  return keys[name];
}

function putInOrder(rows, sort, { currency, places, lang }) {
  const name = (sort || "").replace(/^-/, "");
  const key = name && keysOf(name, currency, places);
  if (!key) return rows;
  const sign = sort.startsWith("-") ? -1 : 1;
  const isText = name === "name" || name === "provider";
  const collator = new Intl.Collator(lang, { numeric: true });
  const compare = isText ? collator.compare : (one, other) => (one < other ? -1 : Number(one > other));
  return rows
    .map((row) => ({ row, value: key(row) }))
    .sort((one, other) => {
      if (one.value === null || other.value === null) return Number(one.value === null) - Number(other.value === null);
      return sign * compare(one.value, other.value) || one.row.place - other.row.place;
    })
    .map(({ row }) => row);
}
