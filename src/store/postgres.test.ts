import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openPostgres } from "./postgres.ts";

const servers: Server[] = [];

afterEach(closeAll);

test.each(["", "acme", "mysql://localhost/acme", "postgres://[", "postgres://localhost:99999/acme"])(
  "%j is no PostgreSQL's URL",
  async (url) => {
    const opened = await openPostgres({ url });

    expect(opened).toEqual({ ok: false, fault: { kind: "unreadable-url" } });
  },
);

test("a PostgreSQL that is not there is unreachable", async () => {
  const port = await portOf(createServer());
  await closeAll();

  const opened = await openPostgres({ url: `postgres://hr:secret@127.0.0.1:${port}/acme` });

  expect(opened).toEqual({
    ok: false,
    fault: { kind: "unreachable", host: `127.0.0.1:${port}`, code: "ECONNREFUSED" },
  });
});

test("a server that hangs up is unreachable", async () => {
  const port = await portOf(createServer((socket) => socket.destroy()));

  const opened = await openPostgres({ url: `postgres://hr:secret@127.0.0.1:${port}/acme` });

  expect(opened).toMatchObject({ ok: false, fault: { kind: "unreachable", host: `127.0.0.1:${port}` } });
});

test.each([
  ["28P01", { kind: "sign-in-refused", user: "hr" }],
  ["28000", { kind: "sign-in-refused", user: "hr" }],
  ["3D000", { kind: "no-such-database", database: "acme" }],
])("a server that answers %s is told apart from one that is not there", async (code, fault) => {
  const port = await portOf(serverThat((socket) => socket.end(message("E", `SFATAL\0C${code}\0Mrefused\0\0`))));

  const opened = await openPostgres({ url: `postgres://hr:secret@127.0.0.1:${port}/acme` });

  expect(opened).toEqual({ ok: false, fault });
});

test.each([
  ["a PostgreSQL older than 15", ["140009", "14.9", "UTF8"], { kind: "too-old", version: "14.9", oldest: 15 }],
  [
    "a database that cannot hold every name",
    ["150004", "15.4", "SQL_ASCII"],
    { kind: "wrong-encoding", encoding: "SQL_ASCII" },
  ],
])("%s is refused", async (_, settings, fault) => {
  const port = await portOf(serverThat((socket) => answerSettings(socket, settings)));

  const opened = await openPostgres({ url: `postgres://hr:secret@127.0.0.1:${port}/acme` });

  expect(opened).toEqual({ ok: false, fault });
});

/** As much of a PostgreSQL as it takes to be refused: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function serverThat(answer: (socket: Socket) => void): Server {
  return createServer((socket) => socket.once("data", () => answer(socket)));
}

function answerSettings(socket: Socket, settings: readonly string[]): void {
  const ready = message("Z", "I");
  const names = ["number", "version", "encoding"];
  const fields = names.map((name) => [
    Buffer.from(`${name}\0`),
    Buffer.from("00000000000000000019ffffffffffff0000", "hex"),
  ]);
  const values = settings.map((setting) => [int32(setting.length), Buffer.from(setting)]);
  socket.write(Buffer.concat([message("R", int32(0)), ready]));
  socket.once("data", () => {
    socket.write(
      Buffer.concat([
        message("T", Buffer.concat([int16(names.length), ...fields.flat()])),
        message("D", Buffer.concat([int16(settings.length), ...values.flat()])),
        message("C", "SELECT 1\0"),
        ready,
      ]),
    );
  });
}

function message(kind: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(kind), int32(bytes.length + 4), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  return int32(value).subarray(2);
}

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closeAll(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, "close");
  }
}
