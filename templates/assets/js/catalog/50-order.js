// Rows in the order of a column. What is missing comes last in either direction, and rows that are alike keep the
// order of the catalog.

const LIFE = ["stable", "preview", "deprecated", "retired"];
const LARGEST_FIRST = ["context", "released"]; // what readers look for in these columns

// Numbers are compared several times as fast as integers of any size.
const simplest = (units) => (units !== null && units <= Number.MAX_SAFE_INTEGER ? Number(units) : units);

function keysOf(name, { currency, places, costs }) {
  const price = (meter) => (row) => (row.currency === currency ? simplest(row.price(meter, places)) : null);
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
    cost: (row) => simplest(costs.of(row)?.quotient ?? null),
  };
  return keys[name];
}

function putInOrder(rows, sort, units) {
  const name = (sort || "").replace(/^-/, "");
  const key = name && keysOf(name, units);
  if (!key) return rows;
  const sign = sort.startsWith("-") ? -1 : 1;
  const isText = name === "name" || name === "provider";
  const collator = new Intl.Collator(units.lang, { numeric: true });
  const compare = isText ? collator.compare : (one, other) => (one < other ? -1 : Number(one > other));
  const entries = rows.map((row) => ({ row, value: key(row) }));
  const known = entries.filter(({ value }) => value !== null);
  known.sort((one, other) => sign * compare(one.value, other.value) || one.row.place - other.row.place);
  return [...known, ...entries.filter(({ value }) => value === null)].map(({ row }) => row);
}
