// Made by providers/twilio/generate-sdk.ts from the provider's own definitions. Don't edit: change those and run it again.
export * from "./account.ts";
export * from "./address.ts";
export * from "./apiKey.ts";
export * from "./application.ts";
export * from "./getAccount.ts";
export * from "./getAvailablePhoneNumbers.ts";
export * from "./getBalance.ts";
export * from "./getIncomingPhoneNumbers.ts";
export * from "./incomingPhoneNumber.ts";
export * from "./outgoingCallerId.ts";
export * from "./provider.ts";
export * from "./queue.ts";
export * from "./signingKey.ts";
export * from "./trunk.ts";
export * from "./types.ts";
export * from "./usageTrigger.ts";
