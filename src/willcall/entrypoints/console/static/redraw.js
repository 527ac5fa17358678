// What somebody is writing outlives a redraw that a live event asks for.

/** Puts `nodes` in place of what `root` holds. A control keeps what was written or chosen in the one of its name, the focus and the caret. */
export function redraw(root, nodes) {
  const before = new Map([...root.querySelectorAll("[name]")].map((control) => [control.name, control]));
  const focused = document.activeElement;
  const caret = focused?.type === "text" ? [focused.selectionStart, focused.selectionEnd] : null;
  root.replaceChildren(...nodes);
  for (const control of root.querySelectorAll("[name]")) {
    const old = before.get(control.name);
    if (!old) continue;
    control.value = old.value;
    if (old !== focused) continue;
    control.focus({ preventScroll: true });
    if (caret) control.setSelectionRange(...caret);
  }
}

/** What was written in the control of this name has been sent: it is written nowhere any more, whichever redraw made the control that stands there now. */
export function sent(root, name) {
  for (const control of root.querySelectorAll(`[name="${CSS.escape(name)}"]`)) control.value = "";
}
