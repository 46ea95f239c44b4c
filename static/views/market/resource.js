/**
 * What a page fetches once: loading, failed, or there.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { refusalOf } from "../../sdk/errors.js";

/**
 * @template T
 * @typedef {object} Resource
 * @property {T | null} data
 * @property {string | null} failure the code of the refusal
 * @property {() => void} reload
 * @property {(data: T) => void} replace
 */

/**
 * @template T
 * @param {() => Promise<T>} fetchIt
 * @returns {Resource<T>}
 */
export function useResource(fetchIt) {
  const [data, setData] = useState(/** @type {T | null} */ (null));
  const [failure, setFailure] = useState(/** @type {string | null} */ (null));
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setFailure(null);
    fetchIt().then(
      (fetched) => { if (current) setData(() => fetched); },
      (error) => { if (current) setFailure(refusalOf(error).code); },
    );
    return () => { current = false; };
  }, [round]);
  return { data, failure, reload: () => setRound(round + 1), replace: (next) => setData(() => next) };
}
