// Exact decimals: all digits as one BigInt, and how many of them stand behind the point. Money is never a float here.

const zero = { digits: 0n, scale: 0 };

// Reads `12`, `0.20` or `1e6`, as records and number fields write them; null for anything else and for what is below 0.
function readDecimal(text) {
  const found = /^\+?(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i.exec(text.trim());
  if (!found || !(found[1] || found[2])) return null;
  const fraction = found[2] ?? "";
  return shift({ digits: BigInt(`${found[1]}${fraction}`), scale: fraction.length }, Number(found[3] ?? 0));
}

// Moves the point: `shift(x, -6)` is a millionth of x.
function shift({ digits, scale }, places) {
  const moved = scale - places;
  return moved >= 0 ? { digits, scale: moved } : { digits: digits * 10n ** BigInt(-moved), scale: 0 };
}

const widen = ({ digits, scale }, wanted) => digits * 10n ** BigInt(wanted - scale);

function add(one, two) {
  const scale = Math.max(one.scale, two.scale);
  return { digits: widen(one, scale) + widen(two, scale), scale };
}

const negate = ({ digits, scale }) => ({ digits: -digits, scale });

const multiply = (one, two) => ({ digits: one.digits * two.digits, scale: one.scale + two.scale });

// Negative, 0 or positive, as sorting wants it.
function compare(one, two) {
  const { digits } = add(one, negate(two));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

const isZero = ({ digits }) => digits === 0n;

// What is left of an amount when some of it is taken away; never below 0.
function less(amount, taken) {
  const rest = add(amount, negate(taken));
  return rest.digits > 0n ? rest : zero;
}

// Plain digits without zeros that say nothing: `0.0125`.
function writeDecimal({ digits, scale }) {
  const sign = digits < 0n ? "-" : "";
  const all = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const fraction = all.slice(all.length - scale, scale ? undefined : 0).replace(/0+$/, "");
  return `${sign}${all.slice(0, all.length - scale)}${fraction && `.${fraction}`}`;
}
