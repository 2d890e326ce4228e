import { ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A statement in a function's policy. Its id is the statement's; import id: `function[:qualifier]/statement`. */
export const permission: Resource = {
  token: "aws:lambda/permission:Permission",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.lambda();
    await client.send(
      new sdk.AddPermissionCommand({
        FunctionName: inputs.function,
        Qualifier: inputs.qualifier,
        StatementId: inputs.statementId,
        Action: inputs.action,
        Principal: inputs.principal,
        PrincipalOrgID: inputs.principalOrgId,
        SourceArn: inputs.sourceArn,
        SourceAccount: inputs.sourceAccount,
        EventSourceToken: inputs.eventSourceToken,
        FunctionUrlAuthType: inputs.functionUrlAuthType,
        InvokedViaFunctionUrl: inputs.invokedViaFunctionUrl,
      }),
    );
    return inputs.statementId;
  },

  async read({ aws }, id, state) {
    const { fn, qualifier, statementId } = state.function
      ? { fn: state.function, qualifier: state.qualifier, statementId: id }
      : partsOf(id);
    const statement = await find(aws, fn, qualifier, statementId);
    if (!statement) return undefined;
    const equals = statement.Condition?.StringEquals ?? {};
    const principal = statement.Principal;
    return {
      id: statementId,
      properties: {
        action: statement.Action,
        function: fn,
        qualifier: qualifier ?? "",
        principal: typeof principal === "string" ? principal : (principal.AWS ?? principal.Service),
        principalOrgId: equals["aws:PrincipalOrgID"],
        eventSourceToken: equals["lambda:EventSourceToken"],
        functionUrlAuthType: equals["lambda:FunctionUrlAuthType"],
        invokedViaFunctionUrl: statement.Condition?.Bool?.["lambda:InvokedViaFunctionUrl"] === "true" || undefined,
        sourceAccount: equals["AWS:SourceAccount"],
        sourceArn: statement.Condition?.ArnLike?.["AWS:SourceArn"],
        statementId,
        statementIdPrefix: "",
      },
    };
  },

  async remove({ aws }, id, state) {
    const { client, sdk } = await aws.lambda();
    const Qualifier = state.qualifier || undefined;
    await client.send(new sdk.RemovePermissionCommand({ FunctionName: state.function, Qualifier, StatementId: id }));
  },
};

interface Statement {
  readonly Sid: string;
  readonly Action: string;
  readonly Principal: string | { AWS?: string; Service?: string };
  readonly Condition?: Record<string, Record<string, string>>;
}

async function find(
  aws: Aws,
  FunctionName: string,
  qualifier: string | undefined,
  sid: string,
): Promise<Statement | undefined> {
  const { client, sdk } = await aws.lambda();
  const found = await unlessGone(
    client.send(new sdk.GetPolicyCommand({ FunctionName, Qualifier: qualifier || undefined })),
  );
  if (!found?.Policy) return undefined;
  return (JSON.parse(found.Policy) as { Statement: Statement[] }).Statement.find((s) => s.Sid === sid);
}

function partsOf(id: string) {
  const [target, statementId] = id.split("/");
  const [fn, qualifier] = (target ?? "").split(":");
  if (!fn || !statementId)
    throw new ProviderError(
      "bad-id",
      `${id}: use the import id \`function/statement\` or \`function:qualifier/statement\``,
    );
  return { fn, qualifier, statementId };
}
