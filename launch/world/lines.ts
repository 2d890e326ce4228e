import type { Socket } from "node:net";

/** A line longer than this isn't one of ours: the connection is closed. */
const MAX_LINE = 4 * 1024 * 1024;

/** The JSON objects that come on a socket, one in each line. Ends with the connection, and with a line that isn't JSON. */
export async function* received(socket: Socket): AsyncGenerator<unknown> {
  let rest = "";
  socket.setEncoding("utf8");
  try {
    for await (const chunk of socket) {
      rest += chunk;
      let end = rest.indexOf("\n");
      while (end >= 0) {
        yield JSON.parse(rest.slice(0, end));
        rest = rest.slice(end + 1);
        end = rest.indexOf("\n");
      }
      if (rest.length > MAX_LINE) throw new Error("a line without end");
    }
  } catch (error) {
    socket.destroy();
    const code = (error as NodeJS.ErrnoException).code;
    // The other side is gone: that is an end like any other.
    if (code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE") return;
    throw error;
  }
}

/** Sends one object; nothing where the other side is gone. */
export function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
