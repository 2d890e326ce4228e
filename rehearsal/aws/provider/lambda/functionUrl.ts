import { ProviderError } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** The URL of a function, or of an alias of it; its id is the function's name, or `name/qualifier`. */
export const functionUrl: Resource = {
  token: "aws:lambda/functionUrl:FunctionUrl",

  async create({ aws, made }, { functionName, qualifier, authorizationType, invokeMode }) {
    const { client, sdk } = await aws.lambda();
    const at = { FunctionName: functionName, Qualifier: qualifier };
    await client.send(
      new sdk.CreateFunctionUrlConfigCommand({ ...at, AuthType: authorizationType, InvokeMode: invokeMode }),
    );
    const id = qualifier ? `${functionName}/${qualifier}` : functionName;
    made(id);
    // Adds lambda:InvokeFunctionUrl like the official provider. The program must add lambda:InvokeFunction, required since October 2025.
    if (authorizationType === "NONE") {
      await client.send(
        new sdk.AddPermissionCommand({
          ...at,
          StatementId: "FunctionURLAllowPublicAccess",
          Action: "lambda:InvokeFunctionUrl",
          Principal: "*",
          FunctionUrlAuthType: "NONE",
        }),
      );
    }
    return id;
  },

  async read({ aws }, id) {
    const { FunctionName, Qualifier } = placeOf(id);
    const { client, sdk } = await aws.lambda();
    const found = await unlessGone(client.send(new sdk.GetFunctionUrlConfigCommand({ FunctionName, Qualifier })));
    if (!found) return undefined;
    return {
      properties: {
        authorizationType: found.AuthType,
        functionArn: found.FunctionArn,
        functionName: FunctionName,
        functionUrl: found.FunctionUrl,
        invokeMode: found.InvokeMode ?? "BUFFERED",
        qualifier: Qualifier ?? "",
        urlId: new URL(found.FunctionUrl!).hostname.split(".")[0],
      },
    };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.lambda();
    const { authorizationType: AuthType, invokeMode: InvokeMode } = news;
    await client.send(new sdk.UpdateFunctionUrlConfigCommand({ ...placeOf(id), AuthType, InvokeMode }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.lambda();
    await client.send(new sdk.DeleteFunctionUrlConfigCommand(placeOf(id)));
  },
};

function placeOf(id: string) {
  const [FunctionName, Qualifier] = id.split("/");
  if (!FunctionName)
    throw new ProviderError("bad-id", `${id}: use the import id \`function\` or \`function/qualifier\``);
  return { FunctionName, Qualifier };
}
