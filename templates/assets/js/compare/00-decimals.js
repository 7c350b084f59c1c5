// Exact decimals as pages write them: `0.20`, `-26.8`. Prices are compared as whole numbers, never as binary fractions.
// These files are joined into one module, loaded by the page of comparisons alone.

// Whether one number is less than, equal to or greater than the other: -1, 0 or 1.
function compareDecimals(one, other) {
  const digits = (number) => (number.split(".")[1] || "").length;
  const most = Math.max(digits(one), digits(other));
  const scale = (number) => BigInt(number.replace(".", "") + "0".repeat(most - digits(number)));
  const [left, right] = [scale(one), scale(other)];
  return left < right ? -1 : Number(left > right);
}

// The least, or else the greatest, of two or more numbers that are not all the same; undefined if there is none to name.
function findBest(numbers, better) {
  const sorted = [...numbers].sort(compareDecimals);
  if (sorted.length < 2 || compareDecimals(sorted[0], sorted.at(-1)) === 0) return undefined;
  return better === "lower" ? sorted[0] : sorted.at(-1);
}
