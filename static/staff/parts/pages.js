/**
 * What comes in pages, read on as it comes into view.
 *
 * @module
 */

import { useRef, useState } from "preact/hooks";

import { reasonOf } from "../feedback.js";

/**
 * @template T
 * @typedef {{items: T[], next_cursor: string | null}} PageOf
 */

/**
 * @template T
 * @param {(cursor: string | null) => Promise<PageOf<T>>} fetchPage
 * @returns {{items: T[] | null, cursor: string | null, failure: string, load: () => void,
 *   restart: () => void}} nothing is read before the first `restart`
 */
export function usePages(fetchPage) {
  const [page, setPage] = useState(/** @type {PageOf<T> | null} */ (null));
  const [failure, setFailure] = useState("");
  const round = useRef(0);
  const read = async (/** @type {PageOf<T> | null} */ before) => {
    round.current += 1;
    const asked = round.current;
    setFailure("");
    try {
      const { items, next_cursor } = await fetchPage(before?.next_cursor ?? null);
      if (asked === round.current) setPage({ items: [...(before?.items ?? []), ...items], next_cursor });
    } catch (error) {
      if (asked === round.current) setFailure(reasonOf(error));
    }
  };
  return {
    items: page?.items ?? null,
    cursor: page?.next_cursor ?? null,
    failure,
    load: () => void read(page),
    restart: () => void read(null),
  };
}
