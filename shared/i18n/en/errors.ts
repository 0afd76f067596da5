/** Errors (`error.<code>` what happened, `error.<code>.hint` what to do). */
export const errors = {};
