// How instants, time spans and counts read. Money arrives with its own text and is never computed here.

// The page speaks English; whether the day or the month comes first is the reader's own.
const ENGLISH = navigator.languages.find((language) => /^en\b/i.test(language)) ?? "en";
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) {
    let made;
    try {
      made = new Intl.DateTimeFormat(ENGLISH, { timeZone: zone, ...options });
    } catch {
      made = new Intl.DateTimeFormat(ENGLISH, { timeZone: "UTC", ...options }); // an unknown zone: better UTC, and said so, than nothing
    }
    formats.set(key, made);
  }
  return formats.get(key);
}

/** An event's start as people at its venue say it. `here` is false when the reader's own clock shows another zone. */
export function localTime(instant, zone) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const place = zone || "UTC";
  const part = (options) => format(place, options).format(at);
  const sameYear = part({ year: "numeric" }) === format(place, { year: "numeric" }).format(new Date());
  const zoneName =
    format(place, { timeZoneName: "short" })
      .formatToParts(at)
      .find((p) => p.type === "timeZoneName")?.value ?? "";
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = { hour: "numeric", minute: "2-digit" };
  const here = format(mine, clock).format(at) === format(place, clock).format(at);
  const time = part(clock);
  return {
    month: part({ month: "short" }),
    day: part({ day: "numeric" }),
    weekday: part({ weekday: "short" }),
    date: part({
      weekday: "short",
      month: "short",
      day: "numeric",
      ...(sameYear ? {} : { year: "numeric" }),
    }),
    time: here ? time : `${time} ${zoneName}`,
    here,
  };
}

/** `4:05`, or `1:02:05`. */
export function countdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const pad = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** What a screen reader says at `seconds` left, or null when it should keep quiet: minute marks, 30, 20, 10 and 0. */
export function spokenCountdown(seconds) {
  if (seconds <= 0) return "The hold on your seats has ended.";
  if (seconds % 60 === 0) {
    const minutes = seconds / 60;
    return `Your seats are held for ${minutes} more ${minutes === 1 ? "minute" : "minutes"}.`;
  }
  return seconds === 30 || seconds === 20 || seconds === 10 ? `${seconds} seconds left on your seats.` : null;
}

export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** `7, 8, 9` as `7–9` where they run on. */
export function seatRange(numbers) {
  const all = numbers.map(Number);
  const runs =
    all.length > 2 && all.every((n, i) => Number.isInteger(n) && (i === 0 || n === all[i - 1] + 1));
  return runs ? `${all[0]}–${all.at(-1)}` : numbers.join(", ");
}

/** Money with the sign left to the words around it. */
export function withoutSign(money) {
  return money.text.replace(/^[-−]/, "");
}

/** The sum of Money in one currency, in the style of the texts it came with (for a live total of picked seats). */
export function sumText(amounts) {
  if (!amounts.length) return "";
  const { currency, text, amount } = amounts[0];
  const total = amounts.reduce((sum, money) => sum + money.amount, 0);
  const decimals = text.match(/\d[.](\d+)$/)?.[1].length ?? 0;
  const number = new Intl.NumberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(total / 10 ** decimals);
  const sign = amount < 0 ? "" : text.replace(/[\d.,]+$/, "");
  return `${sign || currency + " "}${number}`;
}
