/**
 * Mouse, touch and pen over a picture: dragging, pinching, the wheel, a double click or tap, and
 * swiping on to the next one.
 *
 * @module
 */

/** @typedef {import("./zoom.js").Point} Point */
/** @typedef {"left" | "right" | "down"} Direction */

const STILL_PX = 8;
const SWIPE_PX = 50;
const AGAIN_MS = 350;
const AGAIN_PX = 30;
const WHEEL_RATE = 0.002;
/** A pinch on a touchpad comes as a wheel with the control key, in smaller steps. */
const PINCH_RATE = 0.01;

/**
 * @typedef {object} GestureHandlers
 * @property {(factor: number, at: Point) => void} onZoom
 * @property {(by: Point) => void} onMove
 * @property {(at: Point) => void} onDouble
 * @property {(direction: Direction) => void} onSwipe by finger or pen
 * @property {() => void} onBeside the stage was pressed where no picture is
 */

/**
 * Points are from the middle of the stage.
 *
 * @param {HTMLElement} stage
 * @param {GestureHandlers} handlers
 * @returns {() => void} stops watching
 */
export function watchGestures(stage, handlers) {
  const gestures = new Gestures(stage, handlers);
  const controller = new AbortController();
  const { signal } = controller;
  stage.addEventListener("pointerdown", (event) => gestures.down(event), { signal });
  stage.addEventListener("pointermove", (event) => gestures.move(event), { signal });
  stage.addEventListener("pointerup", (event) => gestures.up(event), { signal });
  stage.addEventListener("pointercancel", (event) => gestures.lost(event), { signal });
  stage.addEventListener("wheel", (event) => gestures.wheel(event), { signal, passive: false });
  return () => controller.abort();
}

class Gestures {
  #stage;
  #handlers;
  /** @type {Map<number, Point>} */
  #pointers = new Map();
  /** @type {Point | null} where a single pointer came down; null once there were two */
  #start = null;
  /** @type {Point & {time: number}} the last press that did not move */
  #pressed = { x: 0, y: 0, time: -Infinity };

  /**
   * @param {HTMLElement} stage
   * @param {GestureHandlers} handlers
   */
  constructor(stage, handlers) {
    this.#stage = stage;
    this.#handlers = handlers;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    this.#stage.setPointerCapture(event.pointerId);
    const point = this.#pointOf(event);
    this.#start = this.#pointers.size ? null : point;
    this.#pointers.set(event.pointerId, point);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const point = this.#pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, point);
    if (other) {
      const factor = distance(point, other) / Math.max(1, distance(before, other));
      this.#handlers.onZoom(factor, between(point, other));
    }
    const part = other ? 0.5 : 1;
    this.#handlers.onMove({ x: (point.x - before.x) * part, y: (point.y - before.y) * part });
  }

  /** @param {PointerEvent} event */
  up(event) {
    const start = this.#start;
    this.lost(event);
    if (!start) return;
    const point = this.#pointOf(event);
    if (distance(start, point) < STILL_PX) this.#press(point, event);
    else if (event.pointerType !== "mouse") this.#swipe({ x: point.x - start.x, y: point.y - start.y });
  }

  /** @param {PointerEvent} event */
  lost(event) {
    this.#pointers.delete(event.pointerId);
    this.#start = null;
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const rate = event.ctrlKey ? PINCH_RATE : WHEEL_RATE;
    this.#handlers.onZoom(Math.exp(-event.deltaY * rate), this.#pointOf(event));
  }

  /**
   * @param {Point} point
   * @param {PointerEvent} event
   */
  #press(point, { timeStamp, clientX, clientY }) {
    const isSecond = timeStamp - this.#pressed.time < AGAIN_MS && distance(point, this.#pressed) < AGAIN_PX;
    this.#pressed = { ...point, time: isSecond ? -Infinity : timeStamp };
    if (isSecond) this.#handlers.onDouble(point);
    else if (document.elementFromPoint(clientX, clientY) === this.#stage) this.#handlers.onBeside();
  }

  /** @param {Point} by */
  #swipe({ x, y }) {
    const [across, down] = [Math.abs(x), Math.abs(y)];
    if (across > SWIPE_PX && across > 2 * down) this.#handlers.onSwipe(x < 0 ? "left" : "right");
    else if (y > SWIPE_PX && down > 2 * across) this.#handlers.onSwipe("down");
  }

  /** @param {MouseEvent} event */
  #pointOf({ clientX, clientY }) {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function between(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
