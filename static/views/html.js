/**
 * Markup as tagged templates. Text in a template becomes text nodes, never markup.
 *
 * @module
 */

import htm from "htm";
import { h } from "preact";

/** @type {(strings: TemplateStringsArray, ...values: any[]) => any} */
export const html = htm.bind(h);
