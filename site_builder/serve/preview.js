// What the preview adds to a page: it is loaded again when the site has changed, and errors are listed over it.
// The page's policy allows neither inline scripts nor inline styles, so the list has a style sheet made by this script.
{
  const { src } = document.currentScript;
  const pageName = new URL(src).searchParams.get("page");
  const dismissedKey = "site-builder-preview-dismissed";
  const retryMilliseconds = 2000;

  const css = `
    :host {
      all: initial;
      --ground: #fff; --text: #1c1d21; --soft: #54575f; --line: #c9ccd3; --code: #f3f4f6; --error: #b3151d;
      position: fixed; inset: auto 0 0; z-index: 2147483647; display: flex; justify-content: center;
      color-scheme: light dark; pointer-events: none;
    }
    @media (prefers-color-scheme: dark) {
      :host {
        --ground: #1d1f24; --text: #eceef2; --soft: #b3b7c0; --line: #4b4f59; --code: #121317; --error: #ff8f8a;
      }
    }
    @media print { :host { display: none; } }
    section {
      box-sizing: border-box; width: min(100%, 64rem); max-height: 70vh; margin: 0 0.5rem 0.5rem; overflow: auto;
      pointer-events: auto; background: var(--ground); color: var(--text); border: 1px solid var(--line);
      border-top: 4px solid var(--error); border-radius: 6px; box-shadow: 0 4px 24px rgb(0 0 0 / 35%);
      font: 15px/1.5 system-ui, sans-serif; overscroll-behavior: contain;
    }
    header {
      position: sticky; top: 0; display: flex; gap: 1rem; align-items: start; justify-content: space-between;
      padding: 0.75rem 1rem; background: var(--ground); border-bottom: 1px solid var(--line);
    }
    h2 { margin: 0; font: inherit; font-weight: 700; color: var(--error); }
    p { margin: 0; }
    header p { color: var(--soft); }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 0.75rem 1rem; }
    li + li { border-top: 1px solid var(--line); }
    li p { margin-top: 0.25rem; overflow-wrap: anywhere; }
    .place { font: 13px/1.5 ui-monospace, monospace; color: var(--soft); }
    .code { color: var(--error); }
    .message { font-weight: 600; }
    pre {
      margin: 0.5rem 0 0; padding: 0.5rem 0.75rem; overflow-x: auto; background: var(--code); border-radius: 4px;
      font: 13px/1.5 ui-monospace, monospace; tab-size: 8;
    }
    b { font-weight: 600; color: var(--soft); }
    button {
      flex: none; min-height: 32px; padding: 0.25rem 0.75rem; font: inherit; color: inherit; background: transparent;
      border: 1px solid var(--line); border-radius: 4px; cursor: pointer;
    }
    :focus-visible { outline: 2px solid var(--error); outline-offset: -2px; }
    kbd { font: 12px ui-monospace, monospace; color: var(--soft); }
  `;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  };

  // Storage may be blocked; then what was dismissed comes back on the next page.
  const wasDismissed = (errors) => {
    try {
      return sessionStorage.getItem(dismissedKey) === JSON.stringify(errors);
    } catch (error) {
      return false;
    }
  };
  const noteDismissed = (errors) => {
    try {
      sessionStorage.setItem(dismissedKey, JSON.stringify(errors));
    } catch (error) {
      // Nothing to do.
    }
  };

  // An error is text as on the terminal: place, code and message; the line of the file and a mark below it; why; fix.
  const makeItem = (error) => {
    const [head, ...lines] = error.trimEnd().split("\n");
    const [why, fix] = lines.splice(-2).map((line) => line.trim().replace(/^(why|fix): /, ""));
    const [, place, code, message] = head.match(/^(.*?): error\[([^\]]+)\]: (.*)$/);
    return make(
      "li",
      {},
      make("p", { class: "place" }, place, " ", make("span", { class: "code" }, `error[${code}]`)),
      make("p", { class: "message" }, message),
      ...(lines.length ? [make("pre", { tabindex: "0" }, lines.join("\n"))] : []),
      make("p", {}, make("b", {}, "why: "), why),
      make("p", {}, make("b", {}, "fix: "), fix),
    );
  };

  let host = null;
  let listed = [];

  const hide = () => {
    host?.remove();
    host = null;
  };

  const dismiss = () => {
    noteDismissed(listed);
    hide();
  };

  const list = ({ errors, errorCount, isCurrent }) => {
    hide();
    listed = errors;
    if (!errors.length || wasDismissed(errors)) return;
    host = make("div", { id: "site-builder-preview", lang: "en", dir: "ltr" });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    const button = make("button", { type: "button" }, "Dismiss ", make("kbd", { "aria-hidden": "true" }, "Esc"));
    button.addEventListener("click", dismiss);
    const count = errorCount === 1 ? "1 error" : `${errorCount} errors`;
    const state = isCurrent ? "The site does not pass the check." : "The page is as it was before.";
    const more = errorCount > errors.length ? [make("li", {}, `and ${errorCount - errors.length} more`)] : [];
    const announced = make("div", { role: "alert" });
    shadow.append(
      make(
        "section",
        { "aria-label": "Errors of the site", tabindex: "0" },
        make("header", {}, announced, button),
        make("ol", { role: "list" }, ...errors.map(makeItem), ...more),
      ),
    );
    document.body.append(host);
    announced.append(make("h2", {}, count), make("p", {}, state)); // what comes into an alert that is there is read out
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host && !event.defaultPrevented && !document.querySelector("dialog[open]")) dismiss();
  });

  // Only the tab that is looked at is connected: a browser has six connections to a host, and pages need them.
  let events = null;

  const disconnect = () => {
    events?.close();
    events = null;
  };

  const connect = () => {
    if (events || document.hidden) return;
    events = new EventSource(new URL("events", src));
    events.addEventListener("message", ({ data }) => {
      const state = JSON.parse(data);
      if (state.pageName === pageName) {
        list(state);
      } else {
        disconnect();
        location.reload();
      }
    });
    // A lost connection is made again by the browser, but not one that was answered by another program.
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, retryMilliseconds);
    });
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
}
