import { connected, connectionError, watchConnection } from "../host.js";
import { Later } from "../kit.js";

const PATIENCE = 5000; // milliseconds without the server, before it is said

export default class Connection {
  words = "";

  /** @param {Mount} parent */
  constructor(parent) {
    this.line = parent.querySelector(".no-connection");
    this.later = new Later(() => this.tell(), PATIENCE);
    this.watcher = watchConnection(() => this.look());
    // The host's own words are for who runs it, and its dialog locks the film that could still play.
    this.dialogs = new MutationObserver(() => connectionError()?.querySelector("button")?.click());
    this.look();
  }

  /** @param {{ lost: string }} data */
  update(data) {
    this.words = data.lost;
  }

  look() {
    if (connected()) {
      this.later.stop();
      this.dialogs.disconnect();
      this.line.hidden = true;
    } else if (!this.later.waiting && this.line.hidden) {
      this.dialogs.observe(document.body, { childList: true, subtree: true });
      this.later.start();
    }
  }

  // The words come into a line that is seen, or no screen reader would say them.
  tell() {
    this.line.hidden = false;
    this.line.textContent = this.words;
  }

  destroy() {
    this.watcher.disconnect();
    this.dialogs.disconnect();
    this.later.stop();
  }
}
