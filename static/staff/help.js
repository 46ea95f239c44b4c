/**
 * Every key, in an overlay.
 *
 * @module
 */

import { html } from "../views/html.js";
import { Dialog } from "../views/ui/dialog.js";
import { say } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

/** @type {[Word, [string[], Word][]][]} */
const GROUPS = [
  ["help.group_queue", [
    [["j", "k"], "help.move"],
    [["⏎"], "help.open"],
    [["/"], "help.search"],
    [["Esc"], "help.close"],
  ]],
  ["help.group_decision", [
    [["u"], "help.uphold"],
    [["o"], "help.overturn"],
    [["e"], "help.erase"],
    [["w"], "help.warn"],
    [["s"], "help.suspend"],
    [["n"], "help.note"],
    [["⏎"], "help.decide"],
  ]],
  ["help.group_all", [
    [["1", "2", "3", "4"], "help.go"],
    [["?"], "help.help"],
  ]],
];

/** @param {{onClose: () => void}} props */
export function Help({ onClose }) {
  return html`
    <${Dialog} title=${say("help.title")} onClose=${onClose}>
      ${GROUPS.map(([name, keys]) => html`
        <section key=${name}>
          <h3 class="case-label">${say(name)}</h3>
          <dl class="keys">
            ${keys.map(([shown, meaning]) => html`
              <dt key=${meaning}>${shown.map((key) => html`<kbd class="key" key=${key}>${key}</kbd>`)}</dt>
              <dd>${say(meaning)}</dd>`)}
          </dl>
        </section>`)}
      <div class="dialog-actions">
        <button class="button" type="button" autofocus onClick=${onClose}>${say("common.close")}</button>
      </div>
    <//>`;
}
