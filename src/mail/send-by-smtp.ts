import { createTransport } from "nodemailer";
import type { Mail, MailFault } from "../core/mail.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { letterText } from "../text/letter-text.ts";

/** How mail leaves the installation. */
export interface SmtpSettings {
  /** `smtp://` (encrypted as soon as the server offers it) or `smtps://`, with user and password where they are needed. */
  readonly url: string;
  /** An address, or a name with the address in angle brackets. */
  readonly from: string;
}

/** The mail door over a mail server. A letter is handed over once; whoever wants it to arrive for certain says so on the screen, too. */
export function sendBySmtp({ url, from }: SmtpSettings): Mail {
  // Somebody waits in front of the screen meanwhile.
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  return {
    send(letter) {
      const { subject, body } = letterText(letter);
      const to = { name: "", address: letter.to };
      return orFault(() => transport.sendMail({ from, to, subject, text: body, textEncoding: "base64" }));
    },
    // Connects, greets, encrypts and signs in as for a letter.
    check: () => orFault(() => transport.verify()),
  };
}

async function orFault(ask: () => Promise<unknown>): Promise<Result<null, MailFault>> {
  try {
    await ask();
    return ok(null);
  } catch (error) {
    // The server's answer quotes addresses, so its code is all that is told of it.
    const code = error instanceof Error && "code" in error ? String(error.code) : "EUNKNOWN";
    return fail({ kind: "mail-unsent", code });
  }
}
