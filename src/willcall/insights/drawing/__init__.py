"""Draws Vega-Lite as SVG, with the very bundle that the console's page draws with (`vega.js`, made by tools/charts/build.sh).

The JavaScript runs in an embedded engine (QuickJS) that has no files, no network and a bounded memory; each call has an engine of its own and
leaves nothing behind. Knows no chart.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

BUNDLE = Path(__file__).parent / "vega.js"
MEMORY = 256 * 1024 * 1024
SECONDS = 20
# What a browser has and Vega asks for when it is loaded, though nothing here waits or repeats.
_WORLD = """
globalThis.setInterval = globalThis.setTimeout = () => 0;
globalThis.clearInterval = globalThis.clearTimeout = () => {};
globalThis.structuredClone ??= (value) => JSON.parse(JSON.stringify(value));
globalThis.console ??= { log() {}, warn() {}, error() {} };
"""
_DRAW = """
globalThis.draw = (text) => {
  const { vega, compile, expressionInterpreter } = WillcallVega;
  let failed = null;
  globalThis.drawn = null;
  const { spec, config, width } = JSON.parse(text);
  const sized = { ...spec, width, autosize: { type: "fit-x", contains: "padding" } };
  const loader = { load() { throw new Error("a chart holds its data"); }, sanitize() { throw new Error("a chart has no links"); } };
  const quiet = { level: () => quiet, error: (...words) => { failed = words.join(" "); return quiet; }, warn: (what, ...more) => (String(what).startsWith("Loading") ? quiet.error(what, ...more) : quiet), info: () => quiet, debug: () => quiet };
  const parsed = vega.parse(compile(sized, { config, logger: quiet }).spec, null, { ast: true });
  const view = new vega.View(parsed, { expr: expressionInterpreter, renderer: "none", loader, logger: quiet });
  view.toSVG().then((svg) => { drawn = failed === null ? { svg } : { error: failed }; }, (error) => { drawn = { error: String(error) }; }).finally(() => view.finalize());
};
"""


class NotDrawn(Exception):
    """A chart that Vega does not take."""


def draw(specs: Sequence[Mapping[str, Any]], *, width: int, config: Mapping[str, Any]) -> list[str]:
    """SVG of every chart, in order.

    Args:
        specs: Vega-Lite, with their data in them.
        width: In pixels, axes and all.
        config: Vega-Lite's: fonts and colours.

    Raises:
        NotDrawn: If one of them is no chart.
    """
    import quickjs  # noqa: PLC0415 - only who draws needs it

    engine = quickjs.Context()
    engine.set_memory_limit(MEMORY)
    engine.set_time_limit(SECONDS)
    found = []
    try:
        for text in (_WORLD, _bundle(), _DRAW):
            engine.eval(text)
        for spec in specs:
            engine.get("draw")(json.dumps({"spec": spec, "config": config, "width": width}))
            while engine.execute_pending_job():
                pass
            drawn = json.loads(engine.eval("JSON.stringify(drawn)"))
            if drawn is None or "error" in drawn:
                raise NotDrawn((drawn or {}).get("error", "it never came to an end"))
            found.append(drawn["svg"])
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        raise NotDrawn(str(error).partition("\n")[0]) from error
    return found


@cache
def _bundle() -> str:
    return BUNDLE.read_text("utf-8")
