// What scripts leave in the document for each other, and shapes that several of them name. Only tsc reads this file.

/** Two numbers: a place on the screen or on the plane. */
type Place = number[];

interface Window {
  components?: Record<string, Function & { version: string }>;
  /** The players on the page: a space or an arrow key goes to one of them. */
  filmPlayers?: Set<any>;
  /** Bars that were moved on a page that has been left, by their key. */
  countBars?: Map<string, any>;
  /** What draws charts, in a saved film: Vega-Embed. */
  vegaEmbed?: (place: HTMLElement, spec: any, options: any) => Promise<any>;
  /** Closes the dialog that says that a page was not found, where it was. */
  alarmWatched?: MutationObserver;
}

interface HTMLElement {
  /** The part that is mounted at a place, and the markup that was put there for it. */
  component?: any;
  markup?: HTMLElement;
  /** The stage drawn in an element of its class, for tests. */
  stage?: any;
}
