/**
 * Which rules somebody looks for.
 *
 * @module
 */

/** @typedef {import("../types.js").Rule} Rule */

/**
 * @param {Rule[]} rules
 * @param {string} query words that all have to be there: in the id, the description or the languages
 * @param {string} category empty for all
 */
export function found(rules, query, category) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    const text = `${rule.id} ${rule.description} ${rule.category} ${rule.languages.join(" ")}`.toLowerCase();
    return (!category || rule.category === category) && words.every((word) => text.includes(word));
  });
}

/**
 * @param {Rule[]} rules
 * @returns {string[]} categories in the order in which they first appear
 */
export const categoriesOf = (rules) => [...new Set(rules.map(({ category }) => category))];

/**
 * @param {Rule["decided"]} decided
 * @returns {number} how many decisions its precision rests on
 */
export const decisionsOf = ({ upheld, overturned }) => upheld + overturned;
