// Colours of a terminal: four of them, by what they mean. Without colours the text stays as it is.

import { styleText } from "node:util";

const styles = { strong: "bold", faint: "dim", accent: "cyan", alert: "yellow" } as const;

export type Paint = Readonly<Record<keyof typeof styles, (text: string) => string>>;

export function paintOf(colours: boolean): Paint {
  const painter =
    (style: keyof typeof styles) =>
    (text: string): string =>
      // The caller knows whether its screen has colours; styleText would look at this process's own.
      colours && text !== "" ? styleText(styles[style], text, { validateStream: false }) : text;
  return {
    strong: painter("strong"),
    faint: painter("faint"),
    accent: painter("accent"),
    alert: painter("alert"),
  };
}
