import type { Socket } from "node:net";

/** Maximum length of a line in characters. A longer line closes the connection. */
const MAX_LINE = 4 * 1024 * 1024;

/** Yields the JSON objects received on a socket, one a line. Ends when the connection closes; throws at a line that isn't JSON. */
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
      if (rest.length > MAX_LINE) throw new Error("the line is too long");
    }
  } catch (error) {
    socket.destroy();
    const code = (error as NodeJS.ErrnoException).code;
    // The other process has ended: handle it like a closed connection.
    if (code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE") return;
    throw error;
  }
}

/** Sends one object, unless the connection is closed. */
export function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
