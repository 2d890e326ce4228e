import { spent } from "../../usage/meter.ts";
import { type Handler, showOne } from "../request.ts";

/** Balance that the API reports at first for an account with unlimited funds, in US dollars. */
const SHOWN_AT_FIRST = 1000;

/** https://www.twilio.com/docs/usage/api/balance */
export const balance: Readonly<Record<string, Handler>> = {
  /** Returns the parent's balance for a subaccount: the parent pays for it. */
  FetchBalance(request) {
    const { account, store } = request;
    const payer = store.accounts.get(account.owner_account_sid) ?? account;
    const left = (payer.balance ?? SHOWN_AT_FIRST) - spent(store, payer);
    return showOne(request, { sid: account.sid, account_sid: account.sid, balance: left.toFixed(2), currency: "USD" });
  },
};
