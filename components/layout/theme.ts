export type ThemeChoice = "system" | "light" | "dark";

/** Where the member's choice is kept, on this device. */
export const themeKey = "countersign.theme";

/**
 * Sets `data-theme` before the first paint: the member's choice, else the system's. The pages of people without an account
 * (`/v/`, `/a/`) always follow the system. Runs again on the event that `chooseTheme` sends.
 */
export const themeScript = `(function(){var d=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)");
function apply(){var c=null;try{c=/^\\/[va]\\//.test(location.pathname)?null:localStorage.getItem("${themeKey}")}catch(e){}
d.dataset.theme=c==="light"||c==="dark"?c:m.matches?"dark":"light"}
apply();m.addEventListener("change",apply);addEventListener("countersign:theme",apply)})()`;

/** The choice made on this device. */
export function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

/** Keeps the choice and shows it at once. Where storage is refused, the system's theme stays. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // Private windows may refuse storage; the page then keeps following the system.
  }
  window.dispatchEvent(new Event("countersign:theme"));
}
