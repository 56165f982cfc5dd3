// The teacher's secret: behind the # of the link, then in the memory of this tab. Neither is ever part of a request.
/**
 * @typedef {{ code: string, secret?: string, ask?: boolean, path: string, copy?: string, copied: string, help?: string,
 *   by_hand: string }} Key
 */

export default class TeacherKey {
  data = /** @type {Key} */ ({});
  /** The code of the room whose secret was asked for last. @type {string | undefined} */
  asked;

  /** @param {Mount} parent */
  constructor(parent) {
    this.part = /** @type {Find} */ (parent.querySelector.bind(parent));
    this.part("button").onclick = () => this.copy();
  }

  /** @param {Key} data @param {Tell} report */
  update(data, report) {
    this.data = data;
    if (data.secret) this.remember(data.secret);
    const given = location.hash.slice(1);
    if (given) history.replaceState(history.state, "", location.pathname + location.search);
    if (data.ask && this.asked !== data.code) report("secret", given || this.remembered || "none");
    this.asked = data.code;
    Object.assign(this.part("button"), { hidden: !data.copy, textContent: data.copy ?? "", title: data.help ?? "" });
    this.part("input").setAttribute("aria-label", data.by_hand ?? "");
  }

  get remembered() {
    try {
      return sessionStorage.getItem(`room ${this.data.code}`);
    } catch {
      return null;
    }
  }

  /** @param {string} secret */
  remember(secret) {
    try {
      sessionStorage.setItem(`room ${this.data.code}`, secret);
    } catch {
      // Without a memory the teacher's link is needed after a reload.
    }
  }

  async copy() {
    const { data } = this;
    const query = new URLSearchParams(location.search);
    query.set("room", data.code);
    query.set("seat", "teacher");
    const link = `${location.origin}${location.pathname}?${query}#${data.secret}`;
    const field = Object.assign(this.part("input"), { hidden: false, value: link });
    field.select();
    let copied = true;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      copied = document.execCommand("copy");
    }
    field.hidden = copied;
    this.part("[role=status]").textContent = copied ? data.copied : data.by_hand;
  }
}
