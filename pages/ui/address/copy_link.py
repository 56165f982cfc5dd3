"""The link to exactly what is on the screen, and two other things that only the browser can do.

It tells the document its language. And it closes a false alarm: to the very first visitor of a process Streamlit 1.67
says "Page not found" over the page it has found, since it looks for scripts directly in pages/ before app.py has run.
"""

from collections.abc import Mapping

import streamlit as st

from pages.ui import text
from pages.ui.text import Text, say

COPY = Text("Copy link", "링크 복사")
COPIED = Text("Copied", "복사했습니다")
BY_HAND = Text("Copy this link", "이 링크를 복사하십시오")

HTML = """
<button type="button">
<svg aria-hidden="true" viewBox="0 0 24 24">
<path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1"/>
</svg>
<span data-part="label"></span>
</button>
<input type="text" readonly hidden>
<span role="status" aria-live="polite"></span>
<a target="_blank" rel="opener" hidden></a>
"""

CSS = """
svg { width: 1em; height: 1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: .35rem .75rem;
  width: 100%; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible, input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input { font: inherit; font-size: .8rem; width: 100%; box-sizing: border-box; margin-top: .4rem; padding: .3rem;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color); }
a { color: var(--st-link-color); font-size: .95rem; }
[role=status] { display: block; font-size: .85rem; min-height: 1.3em; margin-top: .3rem; }
"""

JS = """
function closeFalseAlarm() {
  const title = document.querySelector("[role=dialog] [slot=title]");
  if (title?.textContent === "Page not found") title.closest("[role=dialog]").querySelector("button").click();
}

// After a lost connection the host draws nothing by itself, and a new server would answer the next change with the
// address, which does not know it yet. So the page is drawn anew at once.
function comeBack(parentElement, setTriggerValue) {
  const app = document.querySelector("[data-testid=stApp]");
  let before = app.dataset.testConnectionState;
  parentElement.back = new MutationObserver(() => {
    const now = app.dataset.testConnectionState;
    if (now === "CONNECTED" && before !== now) setTriggerValue("back", Date.now());
    before = now;
  });
  parentElement.back.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function ({ data: [data], parentElement, setTriggerValue }) {
  if (!data.open) parentElement.back ?? comeBack(parentElement, setTriggerValue);
  const [arrival] = performance.getEntriesByType("navigation");
  if (new URL(arrival.name).pathname.endsWith("/" + data.page) && !window.alarmWatched) {
    window.alarmWatched = new MutationObserver(closeFalseAlarm);
    window.alarmWatched.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => window.alarmWatched.disconnect(), 5000);
    closeFalseAlarm();
  }
  const part = (selector) => parentElement.querySelector(selector);
  document.documentElement.lang = data.language;
  // The switch names each language in itself.
  for (const button of document.querySelectorAll(".st-key-language_switch button")) {
    const [lang] = data.languages.find(([, name]) => button.textContent.trim() === name) ?? [];
    if (lang) button.lang = lang;
  }
  part("[data-part=label]").textContent = data.copy;
  part("input").setAttribute("aria-label", data.by_hand);
  const address = () => {
    const url = new URL(window.location.href);
    const settings = { lang: data.language, room: null, seat: null, ...data.settings };
    const player = document.querySelector("[data-frame]");
    if (player && data.frame) settings.frame = player.dataset.frame;
    else if (data.settings) settings.frame = null;
    const predictions = [...url.searchParams.keys()].filter((name) => name.startsWith("predict"));
    if (data.settings) predictions.forEach((name) => (settings[name] = null)); // A class predicts for itself.
    for (const [name, word] of Object.entries(settings)) {
      if (word === null) url.searchParams.delete(name);
      else url.searchParams.set(name, word);
    }
    return url.href.replaceAll("%2C", ",");
  };
  if (data.open) {
    Object.assign(part("a"), { hidden: false, textContent: data.open, href: address() });
    if (!part("input").hidden) Object.assign(part("input"), { value: address() });
    part("[role=status]").textContent = "";
  }
  part("button").onclick = async () => {
    const href = address();
    const field = part("input");
    field.hidden = false;
    field.value = href;
    field.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(href);
      copied = true;
    } catch {
      copied = document.execCommand("copy");
    }
    part("[role=status]").textContent = copied ? data.copied : data.by_hand;
  };
  return () => {
    parentElement.back?.disconnect();
    delete parentElement.back;
  };
}
"""

_component = st.components.v2.component("share_link", html=HTML, css=CSS, js=JS)


def copy_link(page: str) -> None:
    """Draw the button that copies the address of this state of `page`, the frame of the film included."""
    words = {"copy": say(COPY), "copied": say(COPIED), "by_hand": say(BY_HAND)}
    data = {"language": text.language(), "languages": _languages(), "page": page, "frame": True, **words}
    _component(key="share", data=[data], on_back_change=lambda: None)


def copy_class_link(page: str, settings: Mapping[str, str | None], *, frame: bool, open_words: str) -> None:
    """Draw the button that copies the address with these settings, and a link that opens it; None takes one out."""
    words = {"copy": say(COPY), "copied": say(COPIED), "by_hand": say(BY_HAND), "open": open_words}
    data = {"language": text.language(), "languages": _languages(), "page": page, "frame": frame, **words}
    _component(key="share_class", data=[data | {"settings": dict(settings)}])


def _languages() -> list[list[str]]:
    return [list(pair) for pair in text.LANGUAGES.items()]
