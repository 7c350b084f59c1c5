// What a mix of tokens costs with each model: exact sums of the prices in one currency.

class Costs {
  constructor(wanted, { currency, places, lang }) {
    this.currency = currency;
    this.pricePlaces = places;
    this.places = places + PER_PRICE;
    this.per = wanted.per;
    this.isRatio = wanted.per === "ratio";
    const money = { style: "currency", currency, maximumFractionDigits: 20 };
    this.format = new Intl.NumberFormat(lang, money);
    const [input, cached, output] = listOf(wanted, "mix").map((count) => BigInt(digitsOf(count) || 0));
    this.total = input + cached + output;
    this.prompt = this.isRatio ? 1 : Number(input + cached);
    this.counts = Object.entries({ input, cached, output }).filter(([, count]) => count);
  }

  // The cost of a model, null where it is not known; computed when it is first asked for.
  of(row) {
    if (row.costedBy !== this) {
      const isKnown = row.currency === this.currency;
      const sum = isKnown ? sumOf(row, this.counts, this.prompt, this.pricePlaces) : null;
      row.cost = sum === null ? null : this.scale(sum);
      row.costedBy = this;
    }
    return row.cost;
  }

  // A ratio is the price of a million tokens, and may have no end of places.
  scale(sum) {
    if (!this.isRatio) return { quotient: this.per === "1000" ? sum * 1000n : sum, isExact: true };
    return divide(sum * 10n ** BigInt(PER_PRICE), this.total);
  }

  isAtMost(row, limit) {
    return this.of(row) !== null && row.cost.quotient <= toUnits(limit, this.places);
  }

  textOf(row) {
    const { quotient, isExact } = this.of(row);
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
  let sum = 0n;
  for (const [name, count] of counts) {
    const price = priceOf(row, name, prompt, places) ?? (name === "cached" ? priceOf(row, "input", prompt, places) : null);
    if (price === null) return null;
    sum += count * price;
  }
  return sum;
}

// The price for a prompt of this length, else the normal one.
function priceOf(row, name, prompt, places) {
  const prices = row.prices(name, places);
  const holds = ({ isBase, first, last }) => !isBase && first <= prompt && prompt <= last;
  return (prices.find(holds) || prices.find(({ isBase }) => isBase))?.units ?? null;
}
