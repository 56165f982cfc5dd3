// What the scripts of several components need.

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** A number as text, with the minus sign of mathematics for the hyphen. */
export const minus = (text) => String(text).replaceAll("-", "−");

/** An act put off until nothing more has come for a while. */
export class Later {
  constructor(act, wait = 600) {
    [this.act, this.wait] = [act, wait];
  }

  get waiting() {
    return this.timer !== undefined;
  }

  start() {
    this.stop();
    this.timer = setTimeout(() => this.now(), this.wait);
  }

  /** Act at once. */
  now() {
    this.stop();
    this.act();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

function insert(parent, html, css) {
  const box = document.createElement("div");
  const style = Object.assign(document.createElement("style"), { textContent: css });
  box.append(style, document.createRange().createContextualFragment(html));
  parent.markup?.remove();
  parent.markup = parent.appendChild(box);
}

/** The function that the host calls with every message of data: one Part for each place, kept while that is there. */
export const mounting = (Part, html, css) => ({ data, parentElement: parent, setTriggerValue }) => {
  if (parent.component?.constructor !== Part) {
    parent.component?.destroy?.();
    insert(parent, html, css);
    parent.component = new Part(parent);
  }
  parent.component.update(Array.isArray(data) ? data[0] : data, setTriggerValue);
  return () => {
    // The host also calls this when newer data came before the script was loaded: then the place is still there.
    if (parent.isConnected) return;
    parent.component?.destroy?.();
    delete parent.component;
  };
};
