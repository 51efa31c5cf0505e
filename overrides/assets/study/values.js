// What every part of a reader's progress is checked by, when it was stored or exported.

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LAST_TIME = 8.64e15; // of JavaScript's Date

export const isWhole = (value) => Number.isInteger(value) && value >= 0;
export const isTime = (value) => isWhole(value) && value <= LAST_TIME;
export const isId = (value) => typeof value === "string" && ID.test(value);
