const PATIENCE = 120; // frames until the browser has surely changed the path

export default class LinkWriter {
  /** @param {{ page: string, query: string }} data @param {Tell} _report */
  update({ page, query }, _report, patience = PATIENCE) {
    const { pathname, search } = window.location;
    if (pathname.endsWith("/" + page)) {
      if (!search) window.history.replaceState(window.history.state, "", `${pathname}?${query}`);
    } else if (patience > 0) requestAnimationFrame(() => this.update({ page, query }, _report, patience - 1));
  }
}
