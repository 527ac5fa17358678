// How figures read: values with their units, changes with their sign and whether they are for the better.

const WHOLE = new Intl.NumberFormat("en");
const TWO = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function valueText(unit, value) {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return "–";
  if (Array.isArray(value)) return value.map((money) => money.text).join(", ");
  if (unit === "share") return `${(value * 100).toFixed(1)} %`;
  if (unit === "ms") return value >= 60_000 ? `${(value / 60_000).toFixed(1)} min` : `${WHOLE.format(Math.round(value))} ms`;
  if (unit === "usd") return Math.abs(value) < 1 && value !== 0 ? `$${value.toFixed(4)}` : `$${TWO.format(value)}`;
  if (unit === "number") return TWO.format(value);
  return WHOLE.format(value);
}

/** `{words, tone}`: tone is good, bad or flat. */
export function changeText(figure) {
  const by = figure.change;
  if (by === null || by === undefined) return { words: "", tone: "flat" };
  if (Math.abs(by) < 0.0005) return { words: "no change", tone: "flat" };
  const size = Math.abs(by * 100);
  const words = `${by > 0 ? "+" : "−"}${size < 10 ? size.toFixed(1) : WHOLE.format(Math.round(size))} %`;
  if (figure.better === null) return { words, tone: "flat" };
  return { words, tone: by > 0 === (figure.better === "up") ? "good" : "bad" };
}

/** A name of the code (`find_events`) as people read it; anything longer stays what it is. */
export function plainly(label) {
  return label.includes(" ") ? label : label.replaceAll("_", " ");
}
