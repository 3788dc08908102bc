import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { messages } from "../messages";

const pine: MantineColorsTuple = [
  "#edf6f3",
  "#dbebe6",
  "#b5d7cd",
  "#8cc2b3",
  "#69af9d",
  "#4b9b88",
  "#2f8371",
  "#236f5f",
  "#1d6152",
  "#134539",
];

const gray: MantineColorsTuple = [
  "#faf9f7",
  "#f4f3f0",
  "#e9e7e2",
  "#dcd9d3",
  "#d3cfc8",
  "#a29e95",
  "#7b776f",
  "#5a5751",
  "#3b3935",
  "#232220",
];

const dark: MantineColorsTuple = [
  "#e9e7e3",
  "#b4b1ab",
  "#918e88",
  "#686661",
  "#42413e",
  "#343331",
  "#292826",
  "#1e1d1c",
  "#171716",
  "#111110",
];

const field = { size: "sm", radius: "md" } as const;

export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: "pine",
  primaryShade: { light: 8, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "640" },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "18px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: field },
    PasswordInput: {
      defaultProps: {
        ...field,
        visibilityToggleButtonProps: { "aria-label": messages.signIn.showCharacters },
      },
    },
    Select: { defaultProps: { ...field, allowDeselect: false, checkIconPosition: "right" } },
    TagsInput: { defaultProps: field },
    Button: { defaultProps: { size: "sm", fw: 560 } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: "xs", radius: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
  },
});

const fromTokens = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-faint)",
  "--mantine-color-placeholder": "var(--ink-hint)",
  "--mantine-color-default": "var(--raised)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-border": "var(--line-strong)",
};

/** Lets Mantine's components follow the tokens of global.css, in light and in dark. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens });
