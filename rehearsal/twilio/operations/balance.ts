import { type Handler, showOne } from "./request.ts";

/** What an account begins with, in US dollars. */
export const FIRST_BALANCE = 1000;

/** https://www.twilio.com/docs/usage/api/balance */
export const balance: Readonly<Record<string, Handler>> = {
  /** A subaccount is billed to the account above, so the balance is that one's. */
  FetchBalance(request) {
    const { account, store } = request;
    const payer = store.accounts.get(account.owner_account_sid) ?? account;
    const shown = { balance: String(payer.balance ?? FIRST_BALANCE), currency: "USD" };
    return showOne(request, { sid: account.sid, account_sid: account.sid, ...shown });
  },
};
