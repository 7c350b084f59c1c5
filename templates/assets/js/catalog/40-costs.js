// What a mix of tokens costs with each model: exact sums of the prices in one currency.

class Costs {
  constructor(rows, wanted, { currency, places, lang }) {
    this.places = places + PER_PRICE;
    this.isRatio = wanted.per === "ratio";
    const money = { style: "currency", currency, maximumFractionDigits: 20 };
    this.format = new Intl.NumberFormat(lang, money);
    const [input, cached, output] = listOf(wanted, "mix").map((count) => BigInt(digitsOf(count) || 0));
    const total = input + cached + output;
    const prompt = this.isRatio ? 1 : Number(input + cached);
    for (const row of rows) {
      const sum = row.currency === currency ? sumOf(row, { input, cached, output }, prompt, places) : null;
      row.cost = sum === null ? null : this.scale(sum, total, wanted.per);
    }
  }

  // A ratio is the price of a million tokens, and may have no end of places.
  scale(sum, total, per) {
    if (!this.isRatio) return { quotient: per === "1000" ? sum * 1000n : sum, isExact: true };
    return divide(sum * 10n ** BigInt(PER_PRICE), total);
  }

  isAtMost(row, limit) {
    return row.cost !== null && row.cost.quotient <= toUnits(limit, this.places);
  }

  textOf(row) {
    const { quotient, isExact } = row.cost;
    const kept = isExact ? quotient : divide(quotient, 10n ** BigInt(this.places - PER_PRICE)).quotient;
    const text = this.format.format(toDecimal(kept, isExact ? this.places : PER_PRICE));
    return isExact ? text : `≈ ${text}`;
  }
}

// Places after the point that every price of the catalog has room in.
function placesOf(rows) {
  let places = 2;
  for (const row of rows) {
    for (const name of ["input", "cached", "output"]) {
      const written = row.facts.get(`price-${name}`);
      for (const amount of written ? written.match(/\d+\.\d+/g) || [] : []) places = Math.max(places, countPlaces(amount));
    }
  }
  return places;
}

// Null where a price is missing; cached input without a price of its own is input.
function sumOf(row, counts, prompt, places) {
  const priceOf = (name) => {
    const prices = row.prices(name, places);
    const holds = ({ isBase, first, last }) => !isBase && first <= prompt && prompt <= last;
    const price = prices.find(holds) || prices.find(({ isBase }) => isBase);
    return price ? price.units : null;
  };
  let sum = 0n;
  for (const [name, count] of Object.entries(counts)) {
    if (!count) continue;
    const price = name === "cached" ? (priceOf("cached") ?? priceOf("input")) : priceOf(name);
    if (price === null) return null;
    sum += count * price;
  }
  return sum;
}
