import { once } from "node:events";
import { tenantOf } from "../tenants.ts";
import { prepare, worldOf } from "../world.ts";

/**
 * Runs a world in a process of its own, so that its memory can be measured apart: starts it, deploys a region and a tenant, and places calls. Tells
 * the parent process by IPC when the world is up, and how many milliseconds each call's webhook took. Ends when its parent ends.
 */
// A terminal sends Ctrl-C to this process as well as to its parent. It ignores signals: the parent decides when it ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const tenant = tenantOf("caller-us", 2, "adopt");
const world = await worldOf("world", [tenant]);
process.once("disconnect", () => {
  // Calls in progress now fail. The parent, the only reader of their errors, is gone.
  process.on("uncaughtException", () => {});
  void world.stop().finally(() => process.exit(0));
});
process.send!({ up: true });

const [{ calls }] = (await once(process, "message")) as [{ calls: number }];
await prepare(world, "us", tenant.stack);
process.send!({ deployed: true });
for (let i = 0; i < calls; i++) {
  const to = tenant.account.numbers![i % 2]!.phoneNumber;
  const { webhookMs } = await world.twilio.network.call({ from: "+14155550123", to, says: ["Hello"] });
  process.send!({ webhookMs });
}
process.send!({ done: true });
