/**
 * Drawing something again because time has passed.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

/** @param {number} everyMs */
export function useTick(everyMs) {
  const [, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
