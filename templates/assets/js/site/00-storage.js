// Small choices of the reader, kept in this browser. Storage may be blocked; then they last for the page.
const choices = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch (error) {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch (error) {
      // Nothing to do: the choice holds until the page is left.
    }
  },
};

// The language switch is made of plain links; a click is remembered for the root page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[hreflang]");
  if (link) choices.set("locale", link.hreflang);
});
