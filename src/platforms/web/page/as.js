// The menu that shows a conversation as another surface would draw it; what draws that is loaded when somebody asks for it.

import { byId } from "./dom.js";
import { t } from "./words.js";

/** @param tools `here` says where the page is, `say` tells what did not work */
export function buildAs({ here, say }) {
  const menu = byId("as");
  let preview;
  const show = async () => {
    try {
      if (menu.value !== "web") preview ??= (await import("./preview.js")).buildPreview({ here, menu });
      await preview?.show(menu.value);
    } catch {
      menu.value = "web";
      say(t("sentFailed"));
    }
  };
  menu.addEventListener("change", () => {
    // On a phone the list of conversations lies over what was asked for.
    byId("side-close").click();
    void show();
  });
  return { refresh: () => preview && void show() };
}
