export { MAIL_MAX_HOURS } from "./attempts.ts";
export { healthOfMails } from "./health.ts";
export { forgetMailQueue, queueMails } from "./queue.ts";
export { queueReminders } from "./remind.ts";
export { sendMails } from "./send.ts";
export type { MailContext, MailSettings, MailTrouble } from "./settings.ts";
export { MAIL_DIALOGUE_MAX_MILLISECONDS } from "./smtp.ts";
export { deleteOldMails, MAILS_KEPT_DAYS, requeueMails } from "./sweep.ts";
