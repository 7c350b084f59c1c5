// All entries, and which of them a query finds, the best first.
//
// Names and ids are compared whole, in any spelling; then word by word, where every word of the query must be found.
// Chinese has no spaces: a run of its characters is looked for as it stands.

const KINDS = ["model", "provider", "protocol", "parameter", "error", "question", "section"];
const NAMED = ["model", "provider"]; // kinds whose titles are names, the same in all languages
const PREFERENCE = [0.5, 0.45, 0.4, 0.3, 0.35, 0.2, 0.1]; // of kinds, where all else is equal
const AGE = 0.9; // how much less the last model counts than the first: the file has those to use now first

// How much a word counts by where it stands: in a name, in a sentence that is a title, in the second line, elsewhere.
const NAME = 4;
const SENTENCE = 2;
const DETAIL = 2.5;
const REST = 1;
const LEAST = 0.3; // share of the words, where no entry has all of them
const MOST = 0.6; // where few have
const FEW = 5; // hits
const PAUSE = 250; // entries
const isSentence = (kind) => kind >= KINDS.indexOf("question");

class Index {
  constructor() {
    this.entries = [];
    this.vocabulary = new Map(); // by word: it, its stem, and places: number of an entry, weight, number, weight …
    this.byPage = new Map(); // href → number of a model, for prose that arrives later
    this.sections = {};
  }

  // Takes in a file of the index, and pauses after every so many entries: a large one takes longer than a frame.
  *add(file) {
    this.sections = file.sections || this.sections;
    const count = file.entries.filter(([kind]) => KINDS[kind] === "model").length;
    for (const row of file.entries) {
      const [kind, title, href, ids = [], detail = "", text = "", sections = 0, lang = ""] = row;
      const known = KINDS[kind] === "model" ? this.byPage.get(href) : undefined;
      if (known !== undefined) {
        this.note(known, text, SENTENCE);
        this.entries[known].rest += `\n${fold(text)}`;
        continue;
      }
      const number = this.entries.length;
      if (number % PAUSE === 0) yield number;
      const weight = isSentence(kind) ? SENTENCE : NAME;
      // An id with its maker, `openai/gpt-5.4`, is a name only as a whole: the maker has an entry of its own.
      const [long, short] = [ids.filter((id) => id.includes("/")), ids.filter((id) => !id.includes("/"))];
      this.entries.push({
        kind, title, href, ids, detail, sections, lang, weight,
        restWeight: KINDS[kind] === "model" ? SENTENCE : REST,
        preference: PREFERENCE[kind] - (KINDS[kind] === "model" ? (AGE * number) / count : 0),
        names: new Set([title, ...short].map(spell)),
        longNames: new Set(long.map(spell)),
        head: fold([title, ...ids].join("\n")),
        line: fold(detail),
        rest: fold(text),
      });
      if (KINDS[kind] === "model") this.byPage.set(href, number);
      this.note(number, [title, ...short].join(" "), weight);
      this.note(number, [detail, ...long].join(" "), DETAIL);
      this.note(number, text, this.entries[number].restWeight);
    }
  }

  note(number, text, weight) {
    for (const word of split(text)) {
      if (HAN.test(word)) continue;
      if (!this.vocabulary.has(word)) this.vocabulary.set(word, { text: word, stem: stem(word), places: [] });
      this.vocabulary.get(word).places.push(number, weight);
    }
  }

  // Gives hits `{ entry, number, score, share }`, the best first: those of all words, then, where these are few, those of
  // some. Where no entry has all words, the query may have been typed on the wrong keyboard.
  search(query) {
    const found = this.rank(query);
    const complete = found.filter(isComplete);
    if (complete.length >= FEW) return complete;
    const switched = switchKeyboard(query);
    const other = switched === query.toLowerCase() ? [] : this.rank(switched).filter(isComplete);
    if (!complete.length && other.length) return other;
    const least = complete.length ? MOST : LEAST;
    return [...complete, ...found.filter((hit) => hit.share < 1 && hit.share > least)];
  }

  rank(query) {
    const words = fold(query).match(PIECES);
    if (!words) return [];
    const matches = words.map((word) => this.match(word));
    const hits = this.collect(query, matches);
    if (!hits.some((hit) => hit.whole === 1)) hits.push(...this.collectSections(words, matches));
    return hits.sort(byScore);
  }

  // Every entry that has any of the words, or whose name agrees with the whole query.
  collect(query, matches) {
    const key = spell(query);
    const names = this.matchNames(key);
    const sums = new Map(Array.from(names.keys(), (number) => [number, { score: 0, count: 0 }]));
    for (const match of matches) {
      for (const [number, score] of match) {
        if (!sums.has(number)) sums.set(number, { score: 0, count: 0 });
        const sum = sums.get(number);
        sum.score += score;
        sum.count += 1;
      }
    }
    return Array.from(sums, ([number, { score, count }]) => {
      const entry = this.entries[number];
      const whole = names.get(number) || 0;
      const share = whole ? 1 : count / matches.length;
      return { entry, number, whole, share, score: share * (10 * whole + score / matches.length + entry.preference) };
    });
  }

  // Names that agree with the query as a whole; with a slip or two where none does.
  matchNames(key) {
    const rateAll = (rate) => {
      const found = new Map();
      this.entries.forEach((entry, number) => {
        const close = rate(entry);
        if (close) found.set(number, close);
      });
      return found;
    };
    const found = rateAll((entry) => {
      if (entry.longNames.has(key)) return 1;
      return isSentence(entry.kind) ? Number(entry.names.has(key)) : closenessOfName(key, entry.names);
    });
    if (found.size || key.length < 5) return found;
    const slips = key.length < 8 ? 1 : 2;
    return rateAll((entry) => (!isSentence(entry.kind) && some(entry.names, (name) => isNear(key, name, slips)) ? 0.4 : 0));
  }

  // `gpt-5.4 pricing`: some words name a section, the others the page it is on.
  collectSections(words, matches) {
    const hits = [];
    for (const [kind, sections] of Object.entries(this.sections)) {
      sections.forEach(([id, title, more], place) => {
        const isNamed = words.map((word) => namesSection(word, `${title} ${more}`));
        const rest = words.filter((_, at) => !isNamed[at]);
        if (rest.length === words.length || (!rest.length && KINDS[kind] === "model")) return;
        const pages = rest.length
          ? this.collect(rest.join(" "), matches.filter((_, at) => !isNamed[at])).filter((hit) => hit.whole)
          : this.pagesOf(kind, 10 * closenessOfName(words.join(""), [spell(title)]));
        const present = pages.filter(({ entry }) => entry.kind === Number(kind) && entry.sections & (1 << place));
        for (const hit of present.sort(byScore).slice(0, 3)) {
          const shown = { title, kind: KINDS.indexOf("section"), ids: [], href: `${hit.entry.href}#${id}`, detail: hit.entry.title };
          hits.push({ ...hit, whole: 0, share: 1, entry: shown });
        }
      });
    }
    return hits;
  }

  pagesOf(kind, score) {
    const pages = this.entries.map((entry, number) => ({ entry, number, score }));
    return pages.filter(({ entry }) => entry.kind === Number(kind));
  }

  // Gives how well each entry matches a word: from 0 to 4, by number.
  match(word) {
    return HAN.test(word) ? this.matchHan(word) : this.matchWord(word);
  }

  // Slips are looked for only where no word agrees.
  matchWord(text) {
    const asked = { text, stem: stem(text) };
    const found = this.gather(asked, closeness);
    if (IS_RUSSIAN.test(text)) this.gatherNames(soundOf(text), found);
    return found.size ? found : this.gather(asked, closenessOfSlips);
  }

  // Adds models and makers whose names sound like a Russian word.
  gatherNames(sound, found) {
    const rate = (_, word) => closenessOfSounds(sound, (word.sound ??= soundOf(word.text)));
    this.gather(sound, rate, (number, weight) => weight === NAME && NAMED.includes(KINDS[this.entries[number].kind]), found);
  }

  gather(asked, rate, isWanted = () => true, found = new Map()) {
    for (const word of this.vocabulary.values()) {
      const close = rate(asked, word);
      for (let at = 0; close && at < word.places.length; at += 2) {
        const [number, weight] = [word.places[at], word.places[at + 1]];
        if (close * weight > (found.get(number) || 0) && isWanted(number, weight)) found.set(number, close * weight);
      }
    }
    return found;
  }

  // Where the whole run is nowhere, the share of its pairs of characters counts.
  matchHan(run) {
    const whole = this.scoreHan((text) => (text.includes(run) ? 1 : 0));
    if (whole.size || run.length < 3) return whole;
    const pairs = Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
    return this.scoreHan((text) => {
      const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length;
      return share >= 0.5 ? share * 0.8 : 0;
    });
  }

  scoreHan(rate) {
    const found = new Map();
    this.entries.forEach((entry, number) => {
      const { head, line, rest, weight, restWeight } = entry;
      const score = Math.max(rate(head) * weight, rate(line) * DETAIL, rate(rest) * restWeight);
      if (score) found.set(number, score);
    });
    return found;
  }
}

const isComplete = (hit) => hit.share === 1;
const byScore = (one, other) => other.score - one.score || one.number - other.number;
const some = (values, holds) => {
  for (const value of values) if (holds(value)) return true;
  return false;
};

function namesSection(word, words) {
  if (HAN.test(word)) return fold(words).includes(word);
  if (word.length < 3) return false;
  const asked = { text: word, stem: stem(word) };
  return some(split(words), (text) => text.length > 2 && closeness(asked, { text, stem: stem(text) }) > 0);
}
