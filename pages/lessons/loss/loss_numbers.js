import { written } from "./axes.js";
import { RHO, lossOf } from "./line_losses.js";

const SIGNS = { squared: ["", "²"], absolute: ["|", "|"], huber: ["h(", ")"] };

/** A short piece of a line, as it is drawn. */
export const sample = (dash, colour = "currentColor") =>
  `<svg viewBox="0 0 30 10" aria-hidden="true"><path d="M0,5H30" stroke="${colour}" stroke-width="3" stroke-dasharray="${dash}"/></svg>`;

/** The line, and its loss with the numbers in it. */
export function formula({ data, line: [a, b], residuals, loss, colour }) {
  const [before, after] = SIGNS[data.loss];
  const terms = residuals.map((r) => {
    const number = data.loss === "squared" && r < -0.004 ? `(${written(r, 2)})` : written(r, 2);
    return `<span class="term" style="border-color:${colour(r)}">${before}${number}${after}</span>`;
  });
  const sum =
    data.beside === "cost" ? "" : ` = <sup>1</sup>⁄<sub>${residuals.length}</sub> ( ${terms.join(" + ")}&nbsp;)`;
  return `ŷ = ${written(a, 2)}·x ${b < 0 ? "−" : "+"} ${written(Math.abs(b), 2)}<br>
      ${data.words.loss}${sum} <span class="total">= <b>${written(loss, 3)}</b></span>`;
}

const named = ({ best, dash, label }) => `${best ? `${sample(dash)} ` : ""}${label}`;

/** A button for each line to compare with, its loss in it; the least of the three lines stands out. */
export function buttons({ chips }) {
  const least = Math.min(...chips.filter((one) => !one.best).map((one) => one.value));
  const button = (one, i) =>
    `<button type="button" data-chip="${i}" data-least="${!one.best && one.value === least}">${named(one)} <b>${written(one.value, 3)}</b></button>`;
  return chips.map(button).join("");
}

/** The loss of every line by every loss; the least of the three lines in bold. */
export function table({ data, chips, line: mine, points, upright }) {
  const rows = [...chips, { line: mine, label: data.words.yours, mine: true }];
  const columns = data.curves.map(({ loss }) =>
    rows.map(({ line }) => lossOf(line, points, RHO[loss](data.delta), upright)),
  );
  const least = columns.map((values) => Math.min(...values.filter((_, i) => !rows[i].best && !rows[i].mine)));
  const cells = (i) =>
    columns.map((values, k) => {
      const [value, stands] = [written(values[i], 3), !rows[i].best && !rows[i].mine && values[i] === least[k]];
      return `<td>${stands ? `<b>${value}</b>` : value}</td>`;
    });
  const head = (one, i) => (one.mine ? one.label : `<button type="button" data-chip="${i}">${named(one)}</button>`);
  const body = rows.map((one, i) => `<tr><th scope="row">${head(one, i)}</th>${cells(i).join("")}</tr>`).join("");
  const heads = data.curves.map(({ head: words }) => `<th scope="col">${words}</th>`).join("");
  return `<table aria-label="${data.words.table}"><thead><tr><td></td>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}
