/** Words in exported files. */
export const files = {};
