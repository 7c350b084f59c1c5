// The root page: leads to the language stored on an earlier visit, otherwise to the first one the browser prefers.
// A reader whose languages are all missing stays here and picks one of the links.
(function () {
  "use strict";
  var links = Array.from(document.querySelectorAll("a[hreflang]"));

  function storedTag() {
    try {
      return localStorage.getItem("locale");
    } catch (error) {
      return null;
    }
  }

  // Language and script, the likely one where none is named: "zh-CN" and "zh-Hans" are alike, "zh-TW" is not.
  function writing(tag) {
    try {
      var likely = new Intl.Locale(tag).maximize();
      return likely.language + "-" + likely.script;
    } catch (error) {
      return tag.split("-")[0];
    }
  }

  // An exact tag wins, then the first link of the same language in the same script.
  function linkFor(tag) {
    return (
      links.find(function (link) { return link.hreflang.toLowerCase() === tag.toLowerCase(); }) ||
      links.find(function (link) { return writing(link.hreflang) === writing(tag); })
    );
  }

  var stored = storedTag();
  var tags = (stored ? [stored] : []).concat(navigator.languages || [navigator.language || ""]);
  var target = tags.map(linkFor).find(Boolean);
  if (target) location.replace(target.href);
})();
