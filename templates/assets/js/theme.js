// Runs before the first paint: tells the style sheet that scripts work, and applies the stored theme.
// Kept below 1 KB because the page waits for it.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // Storage is blocked: the theme follows the system.
  }
})();
