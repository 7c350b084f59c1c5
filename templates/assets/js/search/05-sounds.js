// Names as they are heard: readers of Russian write `джемини` and `клод опус` for `gemini` and `claude opus`.
//
// Consonants are compared: vowels differ too much between the two spellings, but for one at the beginning.

const LATIN_SOUNDS = { sh: "s", ch: "c", ph: "f", th: "t", wh: "v", ck: "k", qu: "kv", x: "ks", q: "k", c: "k", w: "v", j: "g" };
const RUSSIAN_SOUNDS = {
  дж: "g", б: "b", в: "v", г: "g", д: "d", ж: "g", з: "z", к: "k", л: "l", м: "m", н: "n", п: "p", р: "r", с: "s", т: "t",
  ф: "f", х: "h", ц: "s", ч: "c", ш: "s", щ: "s",
};
const SOUND = /[scptw]h|ck|qu|дж|[a-zа-я]/g;
const IS_RUSSIAN = /^[а-я]+$/;

// Gives the sounds of a word without accents, e.g. `gmn`, `kld`, `aps` for `opus`; of other scripts, none.
function soundOf(word) {
  const isRussian = IS_RUSSIAN.test(word);
  if (!isRussian && !/^[a-z]+$/.test(word)) return "";
  const letters = word.replace(/(.)\1/g, "$1");
  const sounds = Array.from(letters.matchAll(SOUND), ([letter]) => {
    if (isRussian) return RUSSIAN_SOUNDS[letter] || "";
    return LATIN_SOUNDS[letter] ?? (/[aeiouy]/.test(letter) ? "" : letter);
  });
  return (/^[aeiouаеиоуыэюя]/.test(word) ? "a" : "") + sounds.join("");
}
