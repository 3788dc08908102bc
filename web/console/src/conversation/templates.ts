import type { NewTemplate, Template } from "../api/types";

/** What stands in a template's variables. */
export type Values = Pick<NewTemplate, "header" | "body" | "buttons">;

export interface Variable {
  part: "header" | "body" | "buttons";
  name: string;
  /** The text that it stands in. */
  within: string;
}

export const EMPTY: Values = { header: {}, body: {}, buttons: {} };
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** What has to be filled in, in the order in which it is read. */
export function variablesOf({ header, body, buttons, variables }: Template): Variable[] {
  return [
    ...variables.header.map((name) => ({ part: "header" as const, name, within: header })),
    ...variables.body.map((name) => ({ part: "body" as const, name, within: body })),
    ...variables.buttons.map((name) => ({
      part: "buttons" as const,
      name,
      within: buttons[Number(name)]?.url ?? "",
    })),
  ];
}

export const isFilled = (template: Template, values: Values) =>
  variablesOf(template).every(({ part, name }) => values[part]?.[name]?.trim());

/** How a template reads with what is filled in; a variable that is empty stands there still. */
export function preview(template: Template, values: Values): string {
  const buttons = template.buttons
    .map(({ text, url }, place) => ({ text, url: fill(url, () => values.buttons?.[place]) }))
    .filter(({ url }) => url)
    .map(({ text, url }) => `${text}: ${url}`);
  const parts = [
    fill(template.header, (name) => values.header?.[name]),
    fill(template.body, (name) => values.body?.[name]),
    template.footer,
    ...buttons,
  ];
  return parts.filter(Boolean).join("\n\n");
}

const fill = (text: string, value: (name: string) => string | undefined) =>
  text.replace(VARIABLE, (whole, name: string) => value(name)?.trim() || whole);
