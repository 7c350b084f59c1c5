// Runs before the first paint: tells the style sheet that scripts work, and applies the stored theme.
// Kept below 1 KB because the page waits for it. If another script cannot be loaded, the page stays as without scripts.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  addEventListener("error", function (event) {
    if (event.target.tagName === "SCRIPT") root.classList.remove("js");
  }, true);
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // Storage is blocked: the theme follows the system.
  }
})();
