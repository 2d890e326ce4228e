// Made by providers/twilio/generate-sdk.ts from the provider's own definitions. Don't edit: change those and run it again.
export * from "./application.ts";
export * from "./provider.ts";
