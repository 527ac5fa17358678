// The drawing of a hall: section blocks for a look from afar, seats for a look up close, the stage, the price bands.
// Geometry and SVG only; what is picked is the seat map's business.

import { h, svg, uid } from "./dom.js";

const BANDS = 5;

/** What the map says, ready to draw: every place with its section's dot size, sections with their boxes, and the box of it all. */
export function layout(map) {
  const free = map.sections.flatMap((s) =>
    s.rows.flatMap((r) => r.seats.filter(isFree).map((seat) => seat.price.amount)),
  );
  const band = bandsOf(free);
  const sections = map.sections
    .filter((section) => section.rows.some((row) => row.seats.length))
    .map((section) => {
      const seats = section.rows.flatMap((row) => row.seats);
      const radius = dotOf(section, Math.min(map.width, map.height)); // in the drawing's units
      const open = seats.filter(isFree);
      const cheapest = open.reduce(
        (least, seat) => (!least || seat.price.amount < least.amount ? seat.price : least),
        null,
      );
      return {
        name: section.name,
        radius,
        box: boxOf(seats, radius * 2.4),
        open: open.length,
        cheapest,
        band: cheapest ? band(cheapest.amount) : 0,
      };
    });
  const places = map.sections.flatMap((section) => {
    const radius = sections.find((s) => s.name === section.name)?.radius;
    return section.rows.flatMap((row) =>
      row.seats.map((seat) => ({
        seat,
        section: section.name,
        row: row.name,
        radius,
        band: band(seat.price.amount),
        free: isFree(seat),
      })),
    );
  });
  return { sections, places, whole: wholeOf(sections, map) };
}

function isFree(seat) {
  return seat.status === "free" || seat.status === "yours";
}

/** Price bands of about equal size: 1 is the cheapest. Few prices make few bands. */
function bandsOf(amounts) {
  const prices = [...new Set(amounts)].sort((a, b) => a - b);
  const count = Math.min(BANDS, prices.length);
  const edges = Array.from(
    { length: Math.max(0, count - 1) },
    (_, i) => prices[Math.floor(((i + 1) * prices.length) / count)],
  );
  return (amount) =>
    Math.round(((edges.filter((edge) => amount >= edge).length + 1) * BANDS) / Math.max(count, 1));
}

/** A dot that leaves a little air to its nearest neighbour in the section. */
function dotOf(section, size) {
  let least = size / 24;
  const rows = section.rows.map((row) => row.seats);
  rows.forEach((row, i) => {
    for (let n = 1; n < row.length; n += 1) least = Math.min(least, gap(row[n], row[n - 1]) || least);
    for (const seat of rows[i + 1] ?? [])
      for (const other of row) least = Math.min(least, gap(seat, other) || least);
  });
  return least * 0.42;
}

function gap(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function boxOf(seats, air) {
  const xs = seats.map((seat) => seat.x);
  const ys = seats.map((seat) => seat.y);
  const x = Math.min(...xs) - air;
  const y = Math.min(...ys) - air;
  return { x, y, w: Math.max(...xs) + air - x, h: Math.max(...ys) + air - y };
}

function wholeOf(sections, map) {
  const boxes = sections.map((section) => section.box);
  if (map.stage) boxes.push({ x: map.stage[0], y: map.stage[1], w: map.stage[2], h: map.stage[3] });
  if (!boxes.length) return { x: 0, y: 0, w: map.width, h: map.height };
  const air = Math.max(map.width, map.height) * 0.015;
  const x = Math.min(...boxes.map((b) => b.x)) - air;
  const y = Math.min(...boxes.map((b) => b.y)) - air;
  return {
    x,
    y,
    w: Math.max(...boxes.map((b) => b.x + b.w)) + air - x,
    h: Math.max(...boxes.map((b) => b.y + b.h)) + air - y,
  };
}

/** A section from afar: a block in the colour of its cheapest free seat. Up close only its outline and name stay. */
export function sectionBlock({ name, box, band, open, cheapest }, index) {
  const { x, y, w, h: height } = box;
  const tall = height > w * 1.6;
  const along = tall ? height : w;
  const across = tall ? w : height;
  const size = Math.min(across * 0.42, (along / Math.max(name.length, 2)) * 1.25, 26);
  const turn = tall ? `rotate(-90 ${x + w / 2} ${y + height / 2})` : null;
  return svg(
    "g",
    { class: `block ${open ? `band-${band}` : "full"}`, "data-block": index },
    svg("title", {}, open ? `${name}: ${open} free, from ${cheapest.text}` : `${name}: nothing free`),
    svg("rect", { x, y, width: w, height, rx: Math.min(w, height, 60) * 0.12 }),
    svg("text", { x: x + w / 2, y: y + height / 2, "font-size": size, transform: turn }, name),
  );
}

/** One seat. Only free ones can be picked, so only they are options to a screen reader. */
export function seatShape({ seat, section, row, radius: r, band, free }) {
  const { x, y } = seat;
  const shape = seat.accessible
    ? svg("rect", { x: x - r, y: y - r, width: r * 2, height: r * 2, rx: r * 0.35 })
    : svg("circle", { cx: x, cy: y, r });
  shape.setAttribute("class", "dot");
  const node = svg(
    "g",
    { class: `seat ${free ? `free band-${band}` : "taken"} ${seat.accessible ? "accessible" : ""}` },
    shape,
  );
  if (!free) {
    node.setAttribute("aria-hidden", "true");
    return node;
  }
  if (seat.accessible)
    node.append(svg("path", { class: "glyph", d: `M${x - r * 0.5} ${y}h${r}M${x} ${y - r * 0.5}v${r}` }));
  node.append(
    svg("path", { class: "tick", d: `M${x - r * 0.5} ${y}l${r * 0.4} ${r * 0.4} ${r * 0.65} ${-r * 0.8}` }),
  );
  node.id = uid("seat");
  node.dataset.id = seat.seat_id;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  node.setAttribute(
    "aria-label",
    `${placeName(section)}, row ${row}, seat ${seat.number}, ${seat.price.text}${seat.accessible ? ", wheelchair accessible" : ""}`,
  );
  return node;
}

/** Numbers and letters are "Section 102"; a section with a name of its own needs no such word. */
export function placeName(section) {
  return /^[A-Z]?\d+[A-Z]?$|^[A-Z]{1,2}$/.test(section) ? `Section ${section}` : section;
}

/** A row's name left of its first seat, for a look up close. */
export function rowLabels(map, sections) {
  return map.sections.flatMap((section) => {
    const radius = sections.find((s) => s.name === section.name)?.radius ?? 1;
    return section.rows
      .filter((row) => row.seats.length)
      .map((row) => {
        const first = row.seats.reduce((a, b) => (b.x < a.x ? b : a));
        return svg("text", { x: first.x - radius * 1.75, y: first.y, "font-size": radius * 1.1 }, row.name);
      });
  });
}

export function stageShape([x, y, width, height], word) {
  const size = Math.min(height / 2.5, width / 6, 34);
  return svg(
    "g",
    { class: "stage-box", "aria-hidden": "true" },
    svg("rect", { x, y, width, height, rx: Math.min(width, height) / 8 }),
    svg("text", { x: x + width / 2, y: y + height / 2, "font-size": size }, word),
  );
}

export function legend(places) {
  const prices = new Map();
  for (const { seat, band, free } of places) {
    if (!free) continue;
    const known = prices.get(band) ?? { low: seat.price, high: seat.price };
    if (seat.price.amount < known.low.amount) known.low = seat.price;
    if (seat.price.amount > known.high.amount) known.high = seat.price;
    prices.set(band, known);
  }
  const key = (kind, words) => h("li", {}, h("i", { class: kind, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "legend", "aria-label": "What the colours mean" },
    [...prices]
      .sort(([a], [b]) => a - b)
      .map(([n, { low, high }]) =>
        key(`band-${n}`, low.amount === high.amount ? low.text : `${low.text}–${high.text}`),
      ),
    key("taken", "Taken"),
    places.some(({ seat }) => seat.accessible) ? key("square", "Accessible") : null,
  );
}
