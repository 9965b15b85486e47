/* The script of every page: it brings the page's islands to life. The pages do all that they do without it. */
import { openDoor } from "./door.ts";
import { sendForms } from "./forms.ts";
import { wakeIslands } from "./islands.ts";
import { refreshOnReturn, swapLinks } from "./refresh.ts";

document.documentElement.classList.add("has-script");
openDoor();
sendForms();
swapLinks();
refreshOnReturn();
wakeIslands();
