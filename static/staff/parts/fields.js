/**
 * Fields with their labels.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { html } from "../../views/html.js";

/** @typedef {{value: string, label: string}} Option */

/**
 * @param {{label: string, value: string, options: Option[], onChange: (value: string) => void,
 *   class?: string}} props
 */
export function Select({ label, value, options, onChange, class: extra = "" }) {
  return html`
    <label class=${`field field-compact ${extra}`}>
      <span>${label}</span>
      <select value=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
        ${options.map((option) => html`
          <option key=${option.value} value=${option.value} selected=${option.value === value}>
            ${option.label}
          </option>`)}
      </select>
    </label>`;
}

/**
 * Takes effect when it is left, or by Enter.
 *
 * @param {{label: string, value: string, onCommit: (value: string) => void, placeholder?: string,
 *   type?: string, max?: string, class?: string}} props
 */
export function TextInput({ label, value, onCommit, placeholder, type = "text", max, class: extra = "" }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => { if (text !== value) onCommit(text); };
  return html`
    <label class=${`field field-compact ${extra}`}>
      <span>${label}</span>
      <input type=${type} value=${text} placeholder=${placeholder} max=${max} autocomplete="off"
        onInput=${(/** @type {any} */ event) => setText(event.target.value)} onBlur=${commit}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && commit()} />
    </label>`;
}

/**
 * One of a few, side by side.
 *
 * @param {{label: string, name: string, value: string, class?: string,
 *   options: {value: string, label: string, hint?: string, key?: any}[],
 *   onChange: (value: string) => void}} props
 */
export function Segments({ label, name, value, options, onChange, class: extra = "" }) {
  return html`
    <fieldset class=${`segments ${extra}`}>
      <legend class="visually-hidden">${label}</legend>
      ${options.map((option) => html`
        <label class=${`segment segment-${option.value}`} key=${option.value} title=${option.hint}>
          <input class="visually-hidden" type="radio" name=${name} value=${option.value}
            checked=${option.value === value} onChange=${() => onChange(option.value)} />
          <span>${option.label}</span>${option.key ?? null}
        </label>`)}
    </fieldset>`;
}
