/**
 * Returns the command that sets an account's credential in the stack's configuration. The user fills in the stack, whose name a provider doesn't
 * know.
 */
export const setCredentialCommand = (accountSid: string, name = "authToken"): string =>
  `pulumi config set --secret --stack <stack> --path 'twilio:credentials.${accountSid}.${name}'`;
