import { spent } from "../../usage/meter.ts";
import { type Handler, showOne } from "../request.ts";

/** What an account begins with that doesn't say what it may spend, in US dollars: it shows, and limits nothing. */
const SHOWN_AT_FIRST = 1000;

/** https://www.twilio.com/docs/usage/api/balance */
export const balance: Readonly<Record<string, Handler>> = {
  /** A subaccount is billed to the account above, so the balance is that one's. */
  FetchBalance(request) {
    const { account, store } = request;
    const payer = store.accounts.get(account.owner_account_sid) ?? account;
    const left = (payer.balance ?? SHOWN_AT_FIRST) - spent(store, payer);
    return showOne(request, { sid: account.sid, account_sid: account.sid, balance: left.toFixed(2), currency: "USD" });
  },
};
