import { notFound, refused } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import type { Queue, QueueMember } from "../../store.ts";
import { type ApiRequest, find, type Handler, type Shown, showOne, showPage } from "../request.ts";
import { CALL_CODES } from "./place-call.ts";

/** The calls that wait in a queue. https://www.twilio.com/docs/voice/api/member-resource */
export const members: Readonly<Record<string, Handler>> = {
  /** Lists the queue's members, the front of the queue first. */
  ListMember(request) {
    const queue = queueOf(request);
    const shown = queue.members.map((member) => shownOf(request, queue, member));
    return showPage(request, shown.reverse(), () => true);
  },

  FetchMember(request) {
    const queue = queueOf(request);
    return showOne(request, shownOf(request, queue, memberOf(request, queue)));
  },

  /** Takes a call out of its queue and runs the TwiML of a URL on it. */
  UpdateMember(request) {
    const { operation, form, network } = request;
    const queue = queueOf(request);
    const member = memberOf(request, queue);
    const { url, method } = fieldsOf(operation, form, CALL_CODES);
    if (url === undefined) throw refused(CALL_CODES.url, "Url is required");
    const shown = shownOf(request, queue, member);
    const to = { url: String(url), ...(method === undefined ? {} : { method: String(method) }) };
    if (network.dequeue(queue.sid, member.call_sid, to) === undefined) throw notFound(request.path);
    return showOne(request, shown);
  },
};

const queueOf = (request: ApiRequest): Queue => find(request, request.store.queues, request.parameters.QueueSid);

/** Returns the queue member that the path names by call SID, or by `Front` for the first. */
function memberOf({ parameters, path }: ApiRequest, { members }: Queue): QueueMember {
  const { CallSid } = parameters;
  const member = CallSid === "Front" ? members[0] : members.find((one) => one.call_sid === CallSid);
  if (!member) throw notFound(path);
  return member;
}

function shownOf({ store }: ApiRequest, { sid, account_sid, members }: Queue, member: QueueMember): Shown {
  return {
    sid: member.call_sid,
    account_sid,
    queue_sid: sid,
    ...member,
    position: members.indexOf(member) + 1,
    wait_time: Math.floor((store.clock().getTime() - member.date_enqueued.getTime()) / 1000),
  };
}
