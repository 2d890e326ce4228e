import { close, statusOf } from "../../account/status.ts";
import { refused } from "../../api/errors.ts";
import { assign, checkFriendlyName, fieldsOf } from "../../api/parameters.ts";
import { type Account, mintSecret, type Store } from "../../store.ts";
import { type Handler, showOne, showPage } from "../request.ts";
import { refuseKeys } from "./keys.ts";

/** https://www.twilio.com/docs/iam/api/account and https://www.twilio.com/docs/iam/api/subaccounts */
export const accounts: Readonly<Record<string, Handler>> = {
  ListAccount(request) {
    refuseKeys(request);
    const { store, principal, query } = request;
    const name = query.get("FriendlyName");
    const status = query.get("Status");
    return showPage(
      request,
      store.accounts.values(),
      (account) =>
        (account === principal.account || account.owner_account_sid === principal.account.sid) &&
        (!name || account.friendly_name === name) &&
        (!status || statusOf(store, account) === status),
      (account) => ({ status: statusOf(store, account) }),
    );
  },

  FetchAccount(request) {
    refuseKeys(request);
    return showOne(request, request.account, { status: statusOf(request.store, request.account) });
  },

  CreateAccount(request) {
    refuseKeys(request);
    const { store, principal, operation, form } = request;
    if (principal.account.owner_account_sid !== principal.account.sid) {
      throw refused(21101, "Subaccounts cannot contain subaccounts");
    }
    const fields = fieldsOf(operation, form);
    checkFriendlyName(fields);
    checkRoom(store, principal.account);
    const created: Account = {
      ...store.stamp("AC"),
      // Twilio's default name contains the time of creation.
      friendly_name: String(fields.friendly_name ?? `SubAccount Created at ${store.clock().toISOString()}`),
      auth_token: mintSecret(),
      owner_account_sid: principal.account.sid,
      status: "active",
      type: principal.account.type,
      api_keys: new Map(),
      test: false,
      ...voiceBelow(principal.account),
      ...(principal.account.concurrency !== undefined && { concurrency: principal.account.concurrency }),
    };
    store.accounts.set(created.sid, created);
    return showOne(request, created);
  },

  UpdateAccount(request) {
    refuseKeys(request);
    const { store, account, operation, form } = request;
    checkStatus(form.get("Status"));
    const fields = fieldsOf(operation, form);
    checkFriendlyName(fields);
    if (fields.status !== undefined) {
      if (account.owner_account_sid === account.sid) {
        throw refused(21477, "Unable to update Status for parent accounts");
      }
      if (account.status === "closed") {
        throw refused(21479, "Unable to update Status for subaccount, subaccount has been closed.");
      }
    }
    if (fields.status === "closed") close(store, account);
    assign(account, { ...fields, date_updated: store.clock() });
    return showOne(request, account, { status: statusOf(store, account) });
  },
};

/** Refuses an update's status that is empty or unknown. https://www.twilio.com/docs/api/errors/21475 */
function checkStatus(given: string | null): void {
  if (given === null || /^(active|suspended|closed)$/.test(given)) return;
  throw refused(21475, "Unable to update Status, invalid Status: it must be active, suspended or closed");
}

/** Maximum number of an account's subaccounts, closed ones not counted. A trial account may have one. */
const MOST_SUBACCOUNTS = 1000;

function checkRoom(store: Store, owner: Account): void {
  const most = owner.type === "Trial" ? 1 : MOST_SUBACCOUNTS;
  const has = [...store.accounts.values()].filter(
    (a) => a !== owner && a.owner_account_sid === owner.sid && a.status !== "closed",
  ).length;
  if (has >= most) throw refused(21480, "Account has reached the maximum allowed number of subaccounts");
}

function voiceBelow({ voice, subaccount_voice = voice }: Account): Pick<Account, "voice"> {
  return subaccount_voice === undefined ? {} : { voice: subaccount_voice };
}
