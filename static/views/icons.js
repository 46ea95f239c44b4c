/**
 * Icons as inline SVG, drawn on a 24-pixel grid in the colour of the text around them.
 *
 * @module
 */

import { html } from "./html.js";

const SHAPES = {
  store: "M4 9.5V19a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1V9.5M3 9l1.6-4.4A1 1 0 0 1 5.5 4h13a1 1 0 0 1 .9.6L21 9a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM9.5 20v-5h5v5",
  box: "M12 3l8 4.3v9.4L12 21l-8-4.3V7.3L12 3zM4.3 7.5L12 11.7l7.7-4.2M12 11.7V21M8 5.2l8 4.3",
  chat: "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 4v-4h-1A1.5 1.5 0 0 1 4 14.5v-8A1.5 1.5 0 0 1 5.5 5z",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3L20 20",
  bin: "M5 7h14M10 7V5a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v2M7 7l.8 12a1 1 0 0 0 1 1h6.4a1 1 0 0 0 1-1L17 7M10.5 11v5M13.5 11v5",
  back: "M15 5l-7 7 7 7",
  send: "M5 12L4 4.5 20.5 12 4 19.5 5 12zm0 0h7",
  reply: "M10 6L4 11.5 10 17v-3.5c5 0 8 1 10 4.5-.5-6-4-9-10-9V6z",
  more: "M5.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0zM11.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0zM17.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0z",
  copy: "M9 9h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM5 15a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1",
  flag: "M6 21V4M6 4.5c4-2 7 2 12 0v9c-5 2-8-2-12 0",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5L7 17l9.5-9.5M12 16.5l.5.5L22 7.5",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2",
  alert: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v5M12 16h.01",
  down: "M12 5v14M6 13l6 6 6-6",
  chevron: "M8 10l4 4 4-4",
  truck: "M3 6.5h11v10H3zM14 10h4l3 3v3.5h-7M7 18.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM17 18.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z",
  offline: "M4 4l16 16M8.5 16.5a5 5 0 0 1 7 0M5 12.8a10 10 0 0 1 4-2.5M13.5 9.8a10 10 0 0 1 5.5 3M2 9.3a14 14 0 0 1 4-2.7M11 5.5a14 14 0 0 1 11 3.8M12 20h.01",
  tab: "M14 5h5v5M19 5l-8 8M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-4",
  lock: "M7 11h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  filter: "M4 6.5h16M7 12h10M10.5 17.5h3",
  shield: "M12 3.5l7 2.5v5.5c0 4.5-3 7.7-7 9-4-1.3-7-4.5-7-9V6l7-2.5zM9 12l2.2 2.2L15.2 10",
  rules: "M5 6h9M5 12h6M5 18h9M17.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM14.5 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  chart: "M4 20h16M6.5 16.5v-5M11 16.5V5M15.5 16.5V9M19.5 16.5v-3",
  book: "M6 4h11a1 1 0 0 1 1 1v15H7.5A1.5 1.5 0 0 1 6 18.5V4zM6 18.5A1.5 1.5 0 0 1 7.5 17H18M9.5 8h5M9.5 11.5h5",
  download: "M12 4v11M7.5 11L12 15.5l4.5-4.5M5 19.5h14",
  plus: "M12 5v14M5 12h14",
  history: "M4.5 12a7.5 7.5 0 1 0 2.2-5.3M4 4.5v3.7h3.7M12 8v4.3l3 1.7",
  translate: "M4 6.5h9M8.5 4.5v2M11 6.5c-.8 3.6-3 6.2-6.5 8M6 9.5c1 2 2.7 3.6 5 4.8M12.5 20l4-9.5 4 9.5M13.9 16.8h5.2",
  bolt: "M13 3.5L5.5 13.5H11l-1 7 8-10.5h-5.5l.5-6.5z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  help: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM9.7 9.6a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.6M12 16.2h.01",
};

/** @typedef {keyof typeof SHAPES} IconName */

/**
 * Purely visual: whatever it stands for is said in text or in a label beside it.
 *
 * @param {{name: IconName, size?: number}} props
 */
export function Icon({ name, size = 20 }) {
  return html`
    <svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true">
      <path d=${SHAPES[name]} />
    </svg>`;
}
