import { refused } from "../../api/errors.ts";
import { assign, checkFriendlyName, fieldsOf } from "../../api/parameters.ts";
import type { Account, Fields, Queue, Store } from "../../store.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** Default of a queue's `max_size`; the maximum is below. https://www.twilio.com/docs/voice/api/queue-resource */
export const DEFAULT_MAX_SIZE = 1000;
const LARGEST_MAX_SIZE = 5000;

/** https://www.twilio.com/docs/voice/api/queue-resource */
export const queues: Readonly<Record<string, Handler>> = {
  CreateQueue(request) {
    const { store, account } = request;
    const fields = checked(request);
    if (fields.friendly_name === undefined) throw refused(20002, "A FriendlyName is required: 1 to 64 characters");
    const created: Queue = {
      ...store.stamp("QU"),
      account_sid: account.sid,
      friendly_name: String(fields.friendly_name),
      max_size: DEFAULT_MAX_SIZE,
      members: [],
    };
    assign(created, fields);
    store.queues.set(created.sid, created);
    return showOne(request, created, shown(created, store));
  },

  ListQueue: (request) =>
    showPage(
      request,
      request.store.queues.values(),
      (queue) => queue.account_sid === request.account.sid,
      (queue) => shown(queue, request.store),
    ),

  FetchQueue(request) {
    const queue = find(request, request.store.queues);
    return showOne(request, queue, shown(queue, request.store));
  },

  UpdateQueue(request) {
    const { store } = request;
    const queue = find(request, store.queues);
    assign(queue, { ...checked(request, queue), date_updated: store.clock() });
    return showOne(request, queue, shown(queue, store));
  },

  /** Deletes a queue, which must be empty. */
  DeleteQueue(request) {
    const queue = find(request, request.store.queues);
    if (queue.members.length > 0) throw refused(22002, `Queue ${queue.sid} is not empty: it can't be deleted`);
    request.store.queues.delete(queue.sid);
    return undefined;
  },
};

/** Returns the fields that are computed at the time of the request. */
function shown({ members }: Queue, store: Store): Fields {
  const now = store.clock().getTime();
  const waited = members.reduce((sum, member) => sum + (now - member.date_enqueued.getTime()) / 1000, 0);
  return {
    current_size: members.length,
    average_wait_time: members.length === 0 ? 0 : Math.round(waited / members.length),
  };
}

/** Checks a form's settings: a queue's name must be unique in its account. An empty MaxSize resets it to the default. */
function checked(request: ApiRequest, current?: Queue): Fields {
  const fields = fieldsOf(request.operation, request.form);
  checkFriendlyName(fields);
  if (fields.friendly_name !== undefined) checkTaken(request, String(fields.friendly_name), current);
  if (!("max_size" in fields)) return fields;
  const size = Number(fields.max_size ?? DEFAULT_MAX_SIZE);
  if (size < 1 || size > LARGEST_MAX_SIZE) {
    throw refused(22004, `Invalid MaxSize: it must be 1 to ${LARGEST_MAX_SIZE}, not ${size}`);
  }
  return { ...fields, max_size: size };
}

function checkTaken({ store, account }: ApiRequest, name: string, current?: Queue): void {
  const holder = queueNamed(store, account, name);
  if (holder && holder !== current)
    throw refused(22003, `A queue with the FriendlyName ${name} exists already: ${holder.sid}`);
}

/** Finds the account's queue with the given name. https://www.twilio.com/docs/voice/twiml/enqueue */
export const queueNamed = (store: Store, account: Pick<Account, "sid">, name: string): Queue | undefined =>
  [...store.queues.values()].find((queue) => queue.account_sid === account.sid && queue.friendly_name === name);
