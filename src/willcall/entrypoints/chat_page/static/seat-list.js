// The seat map in words: section, then row, then seats as checkboxes. For those who do not see the chart, or would rather not.

import { h, uid } from "./dom.js";
import { plural } from "./format.js";

export function seatList(map, { limit, onPick, isPicked }) {
  const sections = map.sections
    .map((section) => ({
      ...section,
      rows: section.rows
        .map((row) => ({
          ...row,
          free: row.seats.filter((seat) => seat.status === "free" || seat.status === "yours"),
        }))
        .filter((row) => row.free.length),
    }))
    .filter((section) => section.rows.length);
  const ids = { section: uid("section"), row: uid("row") };
  const sectionField = h(
    "select",
    { id: ids.section },
    sections.map((section, i) =>
      h(
        "option",
        { value: i },
        `${section.name} (${plural(
          section.rows.reduce((n, row) => n + row.free.length, 0),
          "seat",
        )} free)`,
      ),
    ),
  );
  const rowField = h("select", { id: ids.row });
  const boxes = h("div", { class: "seat-boxes", role: "group", "aria-label": "Seats" });
  let checks = new Map();

  function showRows() {
    const section = sections[sectionField.value];
    rowField.replaceChildren(
      ...(section?.rows ?? []).map((row, i) =>
        h("option", { value: i }, `Row ${row.name} (${row.free.length} free)`),
      ),
    );
    showSeats();
  }

  function showSeats() {
    const row = sections[sectionField.value]?.rows[rowField.value];
    checks = new Map();
    boxes.replaceChildren(
      ...(row?.free ?? []).map((seat) => {
        const check = h("input", { type: "checkbox", onchange: () => onPick(seat.seat_id) });
        checks.set(seat.seat_id, check);
        return h(
          "label",
          {},
          check,
          h("span", {}, `Seat ${seat.number}`),
          h("small", {}, seat.price.text, seat.accessible ? " · accessible" : ""),
        );
      }),
    );
    update();
  }

  function update() {
    for (const [id, check] of checks) check.checked = isPicked(id);
  }

  sectionField.addEventListener("change", showRows);
  rowField.addEventListener("change", showSeats);
  showRows();
  const box = h(
    "details",
    { class: "seat-list" },
    h("summary", {}, "Choose from a list instead"),
    h("p", { class: "small" }, `Choose ${plural(limit, "seat")}.`),
    h(
      "div",
      { class: "selects" },
      h("label", { for: ids.section }, "Section"),
      sectionField,
      h("label", { for: ids.row }, "Row"),
      rowField,
    ),
    boxes,
  );
  box.update = update;
  return box;
}
