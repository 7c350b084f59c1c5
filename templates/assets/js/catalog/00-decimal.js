// Money without rounding: a decimal is a BigInt of units of its last place. These files are joined into one module,
// loaded when a table of models is first filtered or sorted.

const PER_PRICE = 6; // prices are per million tokens, so a sum for single tokens has six places more

const countPlaces = (text) => (text.split(".")[1] || "").length;

// `1.25` with three places is 1250n.
function toUnits(text, places) {
  const [whole, part = ""] = text.split(".");
  return BigInt(whole + part.slice(0, places).padEnd(places, "0"));
}

// 1250n with three places is `1.25`.
function toDecimal(units, places) {
  const digits = String(units).padStart(places + 1, "0");
  const part = digits.slice(digits.length - places).replace(/0+$/, "");
  const whole = digits.slice(0, digits.length - places);
  return part ? `${whole}.${part}` : whole;
}

// To the nearest, and halves to the even neighbour.
function divide(units, divisor) {
  const [quotient, rest] = [units / divisor, units % divisor];
  const isUp = 2n * rest > divisor || (2n * rest === divisor && quotient % 2n === 1n);
  return { quotient: isUp ? quotient + 1n : quotient, isExact: rest === 0n };
}
