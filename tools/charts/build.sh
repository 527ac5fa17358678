#!/usr/bin/env bash
# Makes src/willcall/insights/drawing/vega.js and its licences anew, from the versions in package.json (npm's ordinary client is needed).
# After changing a version: rm package-lock.json, run this, look at the charts in the console and in a report, and commit what changed.
set -euo pipefail
cd "$(dirname "$0")"
out=../../src/willcall/insights/drawing
npm install --no-audit --no-fund --omit-lockfile-registry-resolved
npx esbuild entry.js --bundle --minify --format=iife --target=es2022 --legal-comments=none --metafile=node_modules/made-of.json --outfile="$out/vega.js"
node licences.js node_modules/made-of.json >"$out/vega.LICENSES.txt"
