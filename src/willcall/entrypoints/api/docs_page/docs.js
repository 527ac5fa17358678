// Renders our own /openapi.json and sends requests to our own server. Nothing is asked of another host.

const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null));
  return node;
};

// Words with `code` in them, as nodes.
const prose = (text) => (text ?? "").split("`").map((part, at) => (at % 2 ? make("code", { textContent: part }) : part));

const response = await fetch("/openapi.json");
const api = await response.json();
document.getElementById("about").replaceChildren(...prose(api.info.description), ` Version ${api.info.version}; `, make("a", { href: "/openapi.json", textContent: "openapi.json" }), ".");

const resolve = (schema) => (schema?.$ref ? api.components.schemas[schema.$ref.split("/").pop()] ?? {} : schema ?? {});

function typeOf(schema) {
  if (!schema) return "any";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items)}[]`;
  return schema.type ?? "any";
}

function fieldsTable(schema) {
  const shape = resolve(schema);
  const rows = Object.entries(shape.properties ?? {}).map(([name, field]) =>
    make("tr", {}, make("td", {}, make("code", { textContent: name + ((shape.required ?? []).includes(name) ? "" : "?") })), make("td", { textContent: typeOf(field) }), make("td", {}, ...prose(field.description))));
  return rows.length ? make("table", {}, make("tbody", {}, ...rows)) : make("p", { className: "note", textContent: typeOf(schema) });
}

function sample(schema, depth = 0) {
  const shape = resolve(schema);
  if (shape.examples?.length) return shape.examples[0];
  if (shape.default !== undefined) return shape.default;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf ?? shape.oneOf) return sample((shape.anyOf ?? shape.oneOf)[0], depth + 1);
  if (shape.properties && depth < 4) return Object.fromEntries((shape.required ?? []).map((name) => [name, sample(shape.properties[name], depth + 1)]));
  return { string: "", integer: 1, number: 1, boolean: false, array: [], object: {} }[shape.type] ?? null;
}

function tryIt(method, path, operation) {
  const inputs = (operation.parameters ?? []).map((parameter) => ({ parameter, field: make("input", { ariaLabel: parameter.name, placeholder: parameter.name }) }));
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const body = schema ? make("textarea", { value: JSON.stringify(sample(schema), null, 2), ariaLabel: "request body", spellcheck: false }) : null;
  const answer = make("pre", { hidden: true });
  const send = make("button", { type: "button", textContent: "Send" });
  send.addEventListener("click", async () => {
    let target = path;
    const query = new URLSearchParams();
    const headers = {};
    for (const { parameter, field } of inputs) {
      if (parameter.in === "path") target = target.replace(`{${parameter.name}}`, encodeURIComponent(field.value));
      else if (field.value && parameter.in === "query") query.set(parameter.name, field.value);
      else if (field.value && parameter.in === "header") headers[parameter.name] = field.value;
    }
    if (body) headers["Content-Type"] = "application/json";
    const token = document.getElementById("token").value;
    const key = document.getElementById("key").value;
    if (token) headers.Authorization = `Bearer ${token}`;
    if (key) headers["X-API-Key"] = key;
    answer.hidden = false;
    answer.textContent = "…";
    try {
      const got = await fetch(target + (query.size ? `?${query}` : ""), { method, headers, body: body?.value });
      answer.textContent = `${got.status} ${got.statusText}\n`;
      const reader = got.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader.read()) answer.textContent += part.value;
      const [head, ...rest] = answer.textContent.split("\n");
      try { answer.textContent = `${head}\n${JSON.stringify(JSON.parse(rest.join("\n")), null, 2)}`; } catch { /* not one JSON document: shown as it came */ }
    } catch (error) {
      answer.textContent = String(error);
    }
  });
  return make("div", {}, ...inputs.map(({ parameter, field }) => make("label", {}, `${parameter.name} `, field)), body, make("p", {}, send), answer);
}

const groups = new Map();
for (const [path, operations] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    const tag = operation.tags?.[0] ?? "more";
    if (!groups.has(tag)) groups.set(tag, []);
    const schema = operation.requestBody?.content?.["application/json"]?.schema;
    const replies = Object.entries(operation.responses ?? {}).map(([status, reply]) => {
      const shape = Object.values(reply.content ?? {})[0]?.schema;
      return make("tr", {}, make("td", { textContent: status }), make("td", { textContent: shape ? typeOf(shape) : "" }), make("td", {}, ...prose(reply.description)));
    });
    const inside = make("div", {}, make("p", {}, ...prose(operation.description ?? operation.summary)));
    const entry = make("details", {}, make("summary", {}, make("span", { className: "method", textContent: method.toUpperCase() }), make("code", { textContent: path })), inside);
    entry.addEventListener("toggle", () => {
      if (inside.dataset.drawn) return;
      inside.dataset.drawn = "yes";
      if (schema) inside.append(make("h4", { textContent: `Body: ${typeOf(schema)}` }), fieldsTable(schema));
      inside.append(make("h4", { textContent: "Answers" }), make("table", {}, make("tbody", {}, ...replies)), tryIt(method.toUpperCase(), path, operation));
    });
    groups.get(tag).push(entry);
  }
}
const shapes = Object.entries(api.components.schemas).sort(([a], [b]) => a.localeCompare(b)).map(([name, schema]) => {
  const entry = make("details", {}, make("summary", {}, make("code", { textContent: name })));
  entry.addEventListener("toggle", () => entry.childElementCount < 2 && entry.append(make("div", {}, make("p", {}, ...prose(schema.description)), fieldsTable(schema))));
  return entry;
});
document.getElementById("operations").replaceChildren(
  ...[...groups].flatMap(([tag, entries]) => [make("h2", { textContent: tag }), ...entries]),
  make("h2", { textContent: "Shapes" }), ...shapes,
);
