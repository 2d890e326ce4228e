import { once } from "node:events";
import { tenantOf } from "../tenants.ts";
import { prepare, worldOf } from "../world.ts";

/**
 * The whole world in a process of its own, so that its memory is its own: started, with a region, a tenant, and calls. Tells its parent by IPC
 * when it is up, and then each call's webhook in milliseconds. Ends with its parent.
 */
// A terminal sends Ctrl-C to this process as well; the parent decides when it ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const tenant = tenantOf("caller-us", 2, "adopt");
const world = await worldOf("world", [tenant]);
process.once("disconnect", () => {
  // What is under way fails then; its error has no reader.
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
