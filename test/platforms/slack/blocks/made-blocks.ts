// Blocks made to measure for the tests of the validator: as long, as many, as odd as a case needs.

export type Json = Record<string, unknown>;

export const letters = (length: number): string => "가".repeat(length);
export const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export const plain = (text: string): Json => ({ type: "plain_text", text });
export const mrkdwn = (text: string): Json => ({ type: "mrkdwn", text });
export const raw = (text: string): Json => ({ type: "raw_text", text });

export const button = (over: Json = {}): Json => ({
  type: "button",
  action_id: "press:0",
  text: plain("보기"),
  value: "t1",
  ...over,
});
export const buttons = (count: number): Json => ({
  type: "actions",
  elements: many(count, (at) => button({ action_id: `press:${at}` })),
});
export const withButton = (over: Json): Json => ({ type: "actions", elements: [button(over)] });
export const withElement = (over: Json): Json => ({
  type: "actions",
  elements: [{ action_id: "a", ...over }],
});

export const section = (over: Json): Json => ({ type: "section", ...over });
export const richText = (...inline: Json[]): Json => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: inline }],
});

export const options = (count: number, over: Json = {}): Json[] =>
  many(count, (at) => ({ text: plain("보기"), value: `v${at}`, ...over }));

/** @param rows below the header */
export const dataTable = (rows: number, columns = 2, over: Json = {}): Json => ({
  type: "data_table",
  caption: "표",
  rows: [many(columns, () => raw("머리")), ...many(rows, () => many(columns, () => raw("칸")))],
  ...over,
});
export const table = (rows: number, columns = 2): Json => ({
  type: "table",
  rows: many(rows, () => many(columns, () => raw("칸"))),
});

const point = (label: string): Json => ({ label, value: 1 });
export const lineChart = (series: number, points: number, over: Json = {}): Json => {
  const labels = many(points, (at) => `${at}일`);
  return {
    type: "data_visualization",
    title: "일별",
    chart: {
      type: "line",
      series: many(series, (at) => ({ name: `선${at}`, data: labels.map(point) })),
      axis_config: { categories: labels },
    },
    ...over,
  };
};
export const pieChart = (segments: number, value = 1): Json => ({
  type: "data_visualization",
  title: "비중",
  chart: { type: "pie", segments: many(segments, (at) => ({ label: `${at}`, value })) },
});

export const message = (...blocks: Json[]): Json => ({
  text: "답",
  blocks,
  unfurl_links: false,
  unfurl_media: false,
});
