import type { SimulatedPhone } from "../call/phone.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { Script } from "../twiml/script.ts";
import { onNet } from "./on-net.ts";
import { telephone } from "./telephone.ts";
import type { Transport } from "./transport.ts";

const NO_SUCH_DEVICE: SimulatedPhone = { name: "unknown", answers: "failed" };

/** Returns the transport to a simulated telephone, to a number of this network, or else to `unknownPhone`. */
export async function transportTo(network: Switchboard, to: string, script: Script): Promise<Transport> {
  const known = network.phones.get(to);
  if (known) return { ...telephone(known), name: known.name };
  if (to.startsWith("+") && (await network.exchange.subscriber(to))) return onNet(network, script);
  return telephone(to.startsWith("sip:") ? NO_SUCH_DEVICE : network.unknownPhone);
}
