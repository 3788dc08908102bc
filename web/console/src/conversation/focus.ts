export const COMPOSER_ID = "composer";

/** Put the caret into the composer, where there is one. */
export function focusComposer(): void {
  document.getElementById(COMPOSER_ID)?.focus();
}
