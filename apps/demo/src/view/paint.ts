import { styleText } from "node:util";

/** How a piece of text stands out. */
export type Style = "plain" | "bold" | "dim" | "red" | "green" | "yellow";

/** Puts text into a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** @param colors whether whoever reads it shows them */
export function createPaint(colors: boolean): Paint {
  return (style, text) => (colors && style !== "plain" && text !== "" ? styleText(style, text) : text);
}
