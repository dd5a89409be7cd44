import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A mail as it came over the wire, its parts decoded. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A mail server on this machine, until it is closed. */
export interface SmtpServer {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** Starts a mail server that takes every mail, or refuses the addresses that are named. */
export async function startSmtpServer({
  refuse = [],
}: {
  readonly refuse?: readonly string[];
} = {}): Promise<SmtpServer> {
  const received: ReceivedMail[] = [];
  const server = createServer((socket) => void converse(socket, refuse, (mail) => received.push(mail)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server listens nowhere");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

// RFC 5321, as much of it as one client needs.
async function converse(socket: Socket, refuse: readonly string[], take: (mail: ReceivedMail) => void): Promise<void> {
  socket.on("error", () => {});
  const say = (line: string) => socket.write(`${line}\r\n`);
  let [from, to, lines]: [string, string[], string[] | null] = ["", [], null];
  say("220 localhost");
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (lines !== null) {
      if (line !== ".") {
        lines.push(line.replace(/^\./, ""));
        continue;
      }
      take(parse(from, to, lines));
      [from, to, lines] = ["", [], null];
      say("250 taken");
    } else if (/^MAIL FROM:/i.test(line)) {
      from = addressIn(line);
      say("250 well");
    } else if (/^RCPT TO:/i.test(line)) {
      const address = addressIn(line);
      if (refuse.includes(address)) {
        say(`550 nobody here is called ${address}`);
        continue;
      }
      to.push(address);
      say("250 well");
    } else if (/^DATA/i.test(line)) {
      lines = [];
      say("354 go on");
    } else if (/^QUIT/i.test(line)) {
      say("221 bye");
      socket.end();
    } else say("250 localhost");
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? "";
}

function parse(from: string, to: readonly string[], lines: readonly string[]): ReceivedMail {
  const [head = "", ...rest] = lines.join("\n").split("\n\n");
  const fields = head
    .replace(/\n[ \t]+/g, " ")
    .split("\n")
    .map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    });
  const headers = Object.fromEntries(fields);
  const text = rest.join("\n\n");
  const isBase64 = headers["content-transfer-encoding"] === "base64";
  return { from, to, headers, body: isBase64 ? Buffer.from(text, "base64").toString("utf8") : text };
}

// RFC 2047: neighbouring encoded words are one text.
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, encoded: string) => {
      if (encoding.toLowerCase() === "b") return Buffer.from(encoded, "base64").toString("utf8");
      const bytes = encoded.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (__, hex: string) => {
        return String.fromCharCode(Number.parseInt(hex, 16));
      });
      return Buffer.from(bytes, "latin1").toString("utf8");
    });
}
