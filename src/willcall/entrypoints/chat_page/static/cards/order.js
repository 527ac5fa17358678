// An order and its tickets. A code opens large and bright, for the scanner at the door.

import { h, icon, ownAddress, uid } from "../dom.js";
import { hasBearer, request } from "../wire.js";
import { localTime } from "../format.js";
import { place, printed, when } from "./parts.js";

const STATUS = {
  pending: ["Waiting for the payment", "wait"],
  confirmed: ["Confirmed", "good"],
  upgraded: ["Upgraded", "good"],
  exchanged: ["Exchanged", "good"],
  refund_pending: ["Refund awaits approval", "wait"],
  partly_refunded: ["Partly refunded", "wait"],
  refunded: ["Refunded", "over"],
  cancelled: ["Cancelled", "over"],
};

export function statusBadge(status) {
  const [words, mood] = STATUS[status] ?? [status, "wait"];
  return h("span", { class: `status ${mood}` }, words);
}

/** An image of ours. Where cookies do not travel it is fetched with the token instead. */
function picture(address, alt) {
  const img = h("img", {
    alt,
    width: "96",
    height: "96",
    decoding: "async",
    onerror: () => img.replaceWith(h("span", { class: "no-code" }, "Code not available; use the PDF")),
  });
  const own = ownAddress(address);
  if (!own) return img;
  if (!hasBearer()) img.src = own;
  else
    request(own, { headers: { Accept: "image/svg+xml" } })
      .then((response) => response.blob())
      .then((blob) => (img.src = URL.createObjectURL(blob)))
      .catch(() => {});
  return img;
}

function file(address, label, iconName, name) {
  const own = ownAddress(address);
  if (!own) return null;
  const link = h("a", { class: "file", href: own, target: "_blank", rel: "noopener" }, icon(iconName), label);
  if (hasBearer())
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const blob = await (await request(own, { headers: { Accept: "*/*" } })).blob();
      h("a", { href: URL.createObjectURL(blob), download: name }).click();
    });
  return link;
}

function enlarge(ticket, order) {
  const title = uid("code");
  const dialog = h(
    "dialog",
    { class: "code", "aria-labelledby": title },
    h("h2", { id: title }, order.event_name || "Your ticket"),
    picture(ticket.qr_svg_url, `QR code of the ticket for ${ticket.seat.label ?? "this seat"}`),
    seat(ticket.seat),
    h("p", { class: "mono" }, ticket.ticket_id),
    h("button", { type: "button", class: "second", onclick: () => dialog.close() }, "Close"),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function seat({ section, row, number, unreserved }) {
  const where = unreserved ? [["Place", "any"]] : [["Row", row], ["Seat", number]];
  return printed([["Section", section], ...where]);
}

function stub(ticket, order) {
  const live = ticket.status === "valid" || ticket.status === "transferred";
  return h(
    "li",
    { class: `stub ${live ? "" : "dead"}` },
    h(
      "div",
      { class: "stub-body" },
      seat(ticket.seat),
      h(
        "div",
        { class: "stub-foot" },
        live
          ? file(ticket.pdf_url, "PDF", "file", `${ticket.ticket_id}.pdf`)
          : h("span", { class: "status over" }, ticket.status),
        ticket.seat.accessible ? h("span", { class: "tag" }, icon("access"), "Accessible") : null,
      ),
    ),
    live
      ? h(
          "button",
          {
            type: "button",
            class: "stub-code",
            "aria-label": `Show the code for ${ticket.seat.label}`,
            onclick: () => enlarge(ticket, order),
          },
          picture(ticket.qr_svg_url, ""),
        )
      : null,
  );
}

const inHall = new Intl.Collator("en", { numeric: true });

/** Neighbours beside each other: by section, row, seat. */
function seated(tickets) {
  const place = ({ seat: s }) => `${s.section}\n${s.row}\n${s.number}`;
  return [...tickets].sort((a, b) => inHall.compare(place(a), place(b)));
}

export function order(order, { chat }) {
  const head = h("div", { class: "order-what" }, h("strong", {}, order.event_name || "Your order"));
  chat.event(order.event_id).then((event) => {
    if (!event) return;
    const at = localTime(event.starts_at, event.time_zone);
    head.replaceChildren(
      h("strong", {}, order.event_name || event.name),
      h("span", { class: "facts" }, at ? when(event) : null, h("span", {}, place(event))),
    );
  });
  return h(
    "section",
    { class: "card order", "aria-label": `Order ${order.order_id}` },
    h("div", { class: "order-head" }, head, statusBadge(order.status)),
    order.tickets.length
      ? h(
          "ul",
          { class: "stubs" },
          seated(order.tickets).map((ticket) => stub(ticket, order)),
        )
      : null,
    h(
      "div",
      { class: "order-foot" },
      h("span", { class: "mono" }, order.order_id),
      h("span", {}, h("small", {}, "Total "), h("strong", {}, order.total.text)),
      order.calendar_url && ["confirmed", "upgraded", "exchanged", "partly_refunded"].includes(order.status)
        ? file(order.calendar_url, "Add to calendar", "calendar", `${order.order_id}.ics`)
        : null,
    ),
  );
}
