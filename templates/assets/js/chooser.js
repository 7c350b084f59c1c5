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

  // "zh-CN" finds "zh-Hans": an exact tag wins, then the first link of the same language.
  function linkFor(tag) {
    var wanted = tag.toLowerCase();
    var language = wanted.split("-")[0];
    return (
      links.find(function (link) { return link.hreflang.toLowerCase() === wanted; }) ||
      links.find(function (link) { return link.hreflang.toLowerCase().split("-")[0] === language; })
    );
  }

  var stored = storedTag();
  var tags = (stored ? [stored] : []).concat(navigator.languages || [navigator.language || ""]);
  var target = tags.map(linkFor).find(Boolean);
  if (target) location.replace(target.href);
})();
