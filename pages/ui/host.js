// What scripts know of Streamlit's own markup: here alone; for styles, host.py. tests/browser/test_host.py finds each.

const SCRIPT_STATE = "data-test-script-state";
const CONNECTION_STATE = "data-test-connection-state";

const app = () => document.querySelector("[data-testid=stApp]");

/** Whether the server works on this page: a run has begun and has not ended. */
export const running = () => app()?.getAttribute(SCRIPT_STATE) !== "notRunning";

export const connected = () => app()?.getAttribute(CONNECTION_STATE) === "CONNECTED";

/** @param {() => void} act @param {string} attribute */
function watch(act, attribute) {
  const watcher = new MutationObserver(act);
  const watched = app();
  if (watched) watcher.observe(watched, { attributes: true, attributeFilter: [attribute] });
  return watcher;
}

/** Call `act` whenever a run begins or ends, until the observer that is returned is disconnected. @param {() => void} act */
export const watchRuns = (act) => watch(act, SCRIPT_STATE);

/** Call `act` whenever the connection comes or goes. @param {() => void} act */
export const watchConnection = (act) => watch(act, CONNECTION_STATE);

/** What holds an element that the server has drawn, and stands between its neighbours. @param {Element | null} element */
export const containerOf = (element) => element?.closest(".stElementContainer");

/** The chart in what follows an element, with its own label; null where none is. @param {Element} element */
export const chartAfter = (element) =>
  containerOf(element)?.nextElementSibling?.querySelector("[data-testid=stVegaLiteChart]") ?? null;

/** The button of the navigation's sections that have no room; null where all have. */
export const rest = () => document.querySelector(".rc-overflow-item-rest button");

/** The columns of an experiment: on a phone the first stays in sight, and scrolls where it is high. */
export const columns = () => [...document.querySelectorAll(".st-key-stage-body [data-testid=stColumn]")];

/** @param {string} called */
function dialog(called) {
  const title = document.querySelector("[role=dialog] [slot=title]");
  return title && title.textContent === called ? title.closest("[role=dialog]") : null;
}

/** The dialog that says that a page was not found, while it is open. */
export const notFound = () => dialog("Page not found");

/** The dialog that tells a visitor without a connection to start Streamlit in a terminal, while it is open. */
export const connectionError = () => dialog("Connection error");
