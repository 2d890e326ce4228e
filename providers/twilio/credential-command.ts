/** The command that gives a stack the auth token of an account, or another credential of it. A provider isn't told the stack's name, so it is left to fill in. */
export const setCredentialCommand = (accountSid: string, name = "authToken"): string =>
  `pulumi config set --secret --stack <stack> --path 'twilio:credentials.${accountSid}.${name}'`;
