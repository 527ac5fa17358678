// All that draws a chart, under one name: Vega, the compiler of Vega-Lite, and the interpreter that lets both do without `eval`.

import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, version } from "vega-lite";

globalThis.WillcallVega = { vega, compile, expressionInterpreter, versions: { vega: vega.version, vegaLite: version } };
