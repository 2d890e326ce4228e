/** The command that sets an account's credential in the stack's configuration. A provider doesn't know the stack's name, so the user fills it in. */
export const setCredentialCommand = (accountSid: string, name = "authToken"): string =>
  `pulumi config set --secret --stack <stack> --path 'twilio:credentials.${accountSid}.${name}'`;
