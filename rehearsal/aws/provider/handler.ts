import {
  type Bag,
  type Context,
  PartialFailure,
  ProviderError,
  type ResourceHandler,
} from "../../../providers/kit/handler.ts";
import { checkArguments } from "./arguments.ts";
import { type Aws, isGone } from "./aws.ts";
import { ResourceBehaviour } from "./behaviour.ts";
import { keepsName, named } from "./naming.ts";
import type { Resource } from "./resource.ts";
import { given, hasUnknown, isBag, withoutReferences } from "./values.ts";

/** Creates the kit's handler of a resource type: adds to its AWS calls what all types have in common. */
export function handlerOf(resource: Resource): ResourceHandler<Aws> {
  const { token } = resource;
  const behaviour = new ResourceBehaviour(resource);
  const { rules, signature } = behaviour;

  const readBack = async (ctx: Context<Aws>, aws: Aws, id: string, inputs: Bag, answered: Bag): Promise<Bag> => {
    const live = await resource.read({ aws, signal: ctx.signal }, id, { ...inputs, ...answered });
    if (!live)
      throw new ProviderError(
        "vanished",
        `${token} ${id}: AWS returns no such resource right after its create or update`,
      );
    return behaviour.state(aws, inputs, live);
  };

  /** Returns the old values of inputs that AWS never returns. */
  const oldUnreadable = (olds: Bag, news: Bag): Bag => {
    const names = Object.keys(behaviour.unreadable({ ...olds, ...news }));
    return Object.fromEntries(names.map((name) => [name, olds[name]]));
  };

  const handler: ResourceHandler<Aws> = {
    check(ctx, { olds, news, randomSeed }) {
      const inputs = named(withoutReferences(given(news)) as Bag, olds, rules, ctx.urn, randomSeed);
      const unserved = Object.keys(inputs).filter((name) => name in signature.inputs && !rules.served.includes(name));
      const reason = `isn't supported in a rehearsal; supported arguments of ${token}: ${rules.served.join(", ")}`;
      const failures = [
        ...checkArguments(inputs, signature.inputs),
        ...unserved.map((property) => ({ property, reason })),
        ...(resource.mistakes?.(inputs) ?? []),
      ];
      return { inputs, failures };
    },

    diff(ctx, { oldInputs, oldState, newInputs }) {
      const aws = ctx.client.in(newInputs.region);
      const changes = behaviour.changes(aws, oldInputs, oldState, newInputs);
      const replaced = Object.values(changes).some((kind) => kind.endsWith("-replace"));
      return replaced && keepsName(oldInputs, newInputs, rules) ? { changes, deleteBeforeReplace: true } : { changes };
    },

    async create(ctx, { inputs }) {
      const aws = ctx.client.in(inputs.region);
      if (ctx.preview) return { state: behaviour.plannedState(aws, inputs) };
      let id: string | undefined;
      const made = (itsId: string) => {
        id = itsId;
      };
      try {
        const call = { aws, signal: ctx.signal, made };
        const created = await resource.create(call, behaviour.settled(inputs), behaviour.tags(aws, inputs));
        id = typeof created === "string" ? created : created.id;
        const answered = typeof created === "string" ? {} : created.properties;
        return { id, state: await readBack(ctx, aws, id, inputs, answered) };
      } catch (error) {
        // The resource exists but is incomplete: the engine keeps it in its state, and the next update completes it.
        if (id === undefined) throw error;
        const known = Object.entries(behaviour.plannedState(aws, inputs)).filter(([, value]) => !hasUnknown(value));
        throw new PartialFailure(id, Object.fromEntries(known), [reasonOf(token, error)], { cause: error });
      }
    },

    async read(ctx, { id, inputs, state }) {
      const aws = ctx.client.in(inputs.region ?? state.region);
      const live = await resource.read({ aws, signal: ctx.signal }, id, { ...inputs, ...state });
      if (!live) return undefined;
      const kept = { ...behaviour.unreadable(state), ...inputs };
      return {
        id: live.id ?? id,
        inputs: behaviour.inputs(aws, inputs, live),
        state: behaviour.state(aws, kept, live),
      };
    },

    async delete(ctx, { id, inputs, state }) {
      const aws = ctx.client.in(state.region ?? inputs.region);
      try {
        await resource.remove({ aws, signal: ctx.signal }, id, { ...inputs, ...state });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };

  if (resource.update) {
    const update = resource.update.bind(resource);
    handler.update = async (ctx, { id, oldInputs, oldState, newInputs }) => {
      const aws = ctx.client.in(newInputs.region);
      if (ctx.preview) {
        const change = behaviour.change(aws, id, oldInputs, newInputs, oldState);
        return { state: behaviour.updatedState(aws, change, newInputs) };
      }
      // Compares with the live resource, not with the old inputs, so that an update also completes an earlier, failed one.
      const call = { aws, signal: ctx.signal };
      const live = await resource.read(call, id, { ...oldInputs, ...oldState });
      if (!live)
        throw new ProviderError(
          "gone",
          `${token} ${id} no longer exists. Run \`pulumi refresh\`; the next update creates it again.`,
        );
      const found = behaviour.inputs(aws, { ...newInputs, ...oldUnreadable(oldInputs, newInputs) }, live);
      const observed = { ...oldState, ...behaviour.state(aws, oldInputs, live) };
      await update(call, behaviour.change(aws, id, found, newInputs, observed));
      return { state: await readBack(ctx, aws, id, newInputs, {}) };
    };
  }
  if (resource.secrets) Object.assign(handler, { secrets: resource.secrets });
  return explained(token, handler);
}

function reasonOf(token: string, error: unknown): string {
  return error instanceof Error ? `${token}: ${error.name}: ${error.message}` : String(error);
}

/** Wraps a handler: converts AWS SDK errors to ones with the resource type and a code, and rethrows others. */
function explained(token: string, handler: ResourceHandler<Aws>): ResourceHandler<Aws> {
  const wrap =
    <Args extends unknown[], R>(method: (...args: Args) => Promise<R> | R) =>
    async (...args: Args): Promise<R> => {
      try {
        return await method(...args);
      } catch (error) {
        if (!isBag(error) || !("$metadata" in error)) throw error;
        throw new ProviderError(String(error.name), reasonOf(token, error), { cause: error });
      }
    };
  return {
    ...handler,
    create: wrap(handler.create),
    read: wrap(handler.read),
    delete: wrap(handler.delete),
    ...(handler.update ? { update: wrap(handler.update) } : {}),
  };
}
