/** A token of ours; the names of parts of a page are shorter. */
const CODE = /^#([\w-]{20,200})$/;

/**
 * Opens a booking by the code behind the # of the address, as it stands in mails: it is sent once, to a cookie that no script
 * reads, and does not stay in the address or in the history.
 */
export function openDoor(): void {
  const code = CODE.exec(location.hash)?.[1];
  if (code === undefined) return;
  history.replaceState(null, "", location.pathname + location.search);
  const form = document.querySelector<HTMLFormElement>("form[data-door]");
  const field = form?.querySelector<HTMLInputElement>("[name=token]");
  if (!form || !field) return;
  field.value = code;
  form.submit();
}
