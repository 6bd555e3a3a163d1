/** A piece of a template: words that all the messages share, or a place where they vary. */
export interface TemplatePart {
  readonly text: string;
  readonly isVariable: boolean;
}

const VARIABLE = "<*>";

/** A template in pieces, in their order; none of them is empty. */
export function templateParts(template: string): readonly TemplatePart[] {
  return template
    .split(/(<\*>)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, isVariable: text === VARIABLE }));
}
