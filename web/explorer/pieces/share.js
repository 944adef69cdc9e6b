/** Sharing: the address of the view, put where it can be pasted from. */
import { html, useState } from "../../vendor/ui.js";
import { t } from "../words/words.js";

const SECONDS = 3;

/** Copy a text; where the page is not served securely browsers offer only the old way. */
async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = Object.assign(document.createElement("textarea"), { value: text, ariaHidden: "true" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/** The button; it says what came of it, and takes that back after a moment. */
export function Share() {
  const [said, say] = useState(null);
  const share = async () => {
    say(await copied(location.href) ? t("Address copied") : t("Copy it from the address bar"));
    setTimeout(() => say(null), SECONDS * 1000);
  };
  return html`<button class="quiet" onClick=${share}>${t("Share")}</button><span role="status" class="said">${said}</span>`;
}
