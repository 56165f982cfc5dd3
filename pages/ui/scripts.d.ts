// What scripts leave in the document for each other, and shapes that several of them name. Only tsc reads this file.

/** Two numbers: a place on the screen or on the plane. */
type Place = number[];

/** What tells the server of something that happened, by name. */
type Tell = (name: string, value: unknown) => void;

/** What stands in the markup of a component, which has all that its script looks for. */
type Find = {
  <K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K];
  (selector: string): HTMLElement;
};

/** The place of a component: an element in which its markup stands. */
type Mount = Omit<HTMLElement, "querySelector"> & { querySelector: Find };

/** The elements of a component's markup that carry `data-part`, by its value. */
type Parts = Record<string, HTMLElement>;

/** What is mounted at a place. */
interface Part {
  update(data: any, report: Tell): void;
  destroy?(): void;
}

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
