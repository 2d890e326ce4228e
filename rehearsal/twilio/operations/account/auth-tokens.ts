import { notFound } from "../../api/errors.ts";
import { type Account, mintSecret } from "../../store.ts";
import { inApi } from "../family.ts";
import { type Handler, showOne } from "../request.ts";
import { refuseKeys } from "./keys.ts";

/**
 * An account's auth tokens. A secondary token works for the API like the primary one, but never signs webhooks; its promotion
 * deletes the primary one. https://www.twilio.com/docs/iam/api/secondary_authtoken,
 * https://www.twilio.com/docs/iam/api/authtoken
 */
export const authTokens: Readonly<Record<string, Handler>> = inApi("accounts_v1", {
  CreateSecondaryAuthToken(request) {
    refuseKeys(request);
    const { account } = request;
    account.secondary_auth_token = mintSecret();
    account.date_updated = request.store.clock();
    return showOne(request, tokenOf(account));
  },

  DeleteSecondaryAuthToken(request) {
    refuseKeys(request);
    const { account, path } = request;
    if (account.secondary_auth_token === undefined) throw notFound(path);
    delete account.secondary_auth_token;
    return undefined;
  },

  UpdateAuthTokenPromotion(request) {
    refuseKeys(request);
    const { account, path } = request;
    if (account.secondary_auth_token === undefined) throw notFound(path);
    account.auth_token = account.secondary_auth_token;
    delete account.secondary_auth_token;
    account.date_updated = request.store.clock();
    return showOne(request, tokenOf(account));
  },
});

/** Returns the fields that the auth token operations answer with. */
const tokenOf = ({ sid, auth_token, secondary_auth_token, date_created, date_updated }: Account) => ({
  ...{ sid, account_sid: sid, auth_token, date_created, date_updated },
  ...(secondary_auth_token !== undefined && { secondary_auth_token }),
});
