// Text as the search compares it. These files are joined into one module, loaded when the search is first opened.

const HAN = /\p{Script=Han}/u;
const PIECES = /\p{Script=Han}+|\p{N}+|(?:(?!\p{Script=Han})\p{L})+/gu;

// Small letters without accents, full-width ones as usual: `Ｇemini` and `gemini`, `ё` and `е` are the same, and so is `э`,
// as people write both `кэширование` and `кеширование`.
const ASCII = /^[ -~\n]*$/;
const fold = (text) =>
  ASCII.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("э", "е");

// A name in any spelling: `GPT 5.4 mini`, `gpt-5-4-mini` and `gpt_5.4mini` are the same.
const spell = (text) => fold(text).replace(/[\s._\-/:\[\](),]/g, "");

// `maxTokens` and `max_tokens` are found by `max`, `tokens` and `maxtokens`.
function split(text) {
  const words = new Set(fold(text).match(PIECES));
  for (const name of text.match(/[\p{L}\p{N}]+(?:[._\-:/][\p{L}\p{N}]+)*/gu) || []) {
    const pieces = fold(name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")).match(PIECES) || [];
    if (pieces.length > 1 && !HAN.test(name)) words.add(spell(name));
    for (const piece of pieces) words.add(piece);
  }
  return words;
}

// Endings of Russian words: nouns and adjectives of all cases, the commonest of verbs; longest first, `й` folded to `и`.
const RUSSIAN =
  /(?:иями|ями|ами|ыми|ими|ого|его|ому|ему|иях|иям|ются|ится|ать|ять|ить|еть|ешь|ете|ает|яет|ают|яют|ует|уют|ия|ие|ии|ию|ее|ое|ые|ая|яя|ую|юю|ои|еи|ыи|ов|ев|ом|ем|ым|им|ах|ях|ых|их|ам|ям|ою|ью|ут|ют|ит|ят|ла|ло|ли|ть|а|я|о|е|и|ы|у|ю|ь)$/u;
const ENGLISH = /(?:ings?|ed|es|s|e)$/u;

// The part of a word that its forms share: `ошибок` and `ошибки` give `ошибк`, `prices` and `pricing` give `pric`.
function stem(word) {
  const isRussian = /\p{Script=Cyrillic}/u.test(word);
  const short = word.replace(isRussian ? RUSSIAN : ENGLISH, "");
  const kept = short.length < 3 ? word : short;
  return isRussian && kept.length > 4 ? kept.replace(/[ое]к$/u, "к") : kept;
}

// What the keys of a Russian keyboard give when it is taken for a Latin one: `пзе` is `gpt`.
const RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю";
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const switchKeyboard = (text) =>
  Array.from(text.toLowerCase(), (key) => LATIN_KEYS[RUSSIAN_KEYS.indexOf(key)] || key).join("");

// Whether two words differ by at most so many slips: a letter more, less, other, or two exchanged.
function isNear(one, other, slips) {
  if (Math.abs(one.length - other.length) > slips) return false;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1));
      const isExchanged = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isExchanged) next[at] = Math.min(next[at], before[at - 2] + 1);
    }
    if (Math.min(...next) > slips) return false;
    [before, last] = [last, next];
  }
  return last[other.length] <= slips;
}
