// How our pictures look: colours as on the page in the light, one font that knows Hangul, everything in pixels of a picture drawn once as large.

export const FONT = "Pretendard";

export const ink = "#1f2226";
export const soft = "#5b6068";
export const rule = "#e3dfd8";
export const paper = "#ffffff";

/** One a series; behind the last they begin anew, told apart by their strokes. */
const colours = ["#0b7a69", "#c2560c", "#2f5fc4", "#8a3ea6", "#8a6d00", "#5b6068"] as const;
const strokes: readonly number[][] = [[], [6, 3], [2, 3], [9, 3, 2, 3]];

export function colourOf(series: number): string {
  return colours[series % colours.length] ?? ink;
}

/** Dashes of a line, none for a whole one: lines are told apart without colours, too. */
export function strokeOf(series: number): number[] {
  return strokes[(series + Math.floor(series / colours.length)) % strokes.length] ?? [];
}

/** The width of every picture; Slack shows it a little smaller on a desktop. */
export const WIDTH = 800;
export const PAD = 24;
export const size = { title: 18, text: 14, small: 12.5 } as const;
