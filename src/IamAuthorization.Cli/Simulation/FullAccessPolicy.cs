using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>
/// <c>RCPFullAWSAccess</c>, which is attached everywhere and built into the evaluation (EV-25). It is the only resource
/// control policy that allows, so the grammar of those that people write refuses it.
/// </summary>
internal static class FullAccessPolicy
{
    private const string Name = "RCPFullAWSAccess";

    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    /// <summary>Whether a listed policy is the built-in one: that name, and a document that allows all.</summary>
    /// <param name="name">The name it is listed under.</param>
    /// <param name="document">The document.</param>
    /// <returns>The answer; any other document of that name is read like a policy of its own.</returns>
    public static bool IsBuiltIn(string name, JsonElement document) =>
        name == Name
        && PolicyReader.Read(document.GetRawText(), PolicyKind.Resource, AsStored).Document is { } read
        && read.Statements is [{ } statement]
        && AllowsEverything(statement);

    private static bool AllowsEverything(PolicyStatement statement) =>
        statement is
        {
            Effect: PolicyEffect.Allow,
            IsNotPrincipal: false,
            IsNotAction: false,
            IsNotResource: false,
            Principals: [{ Value: "*" }],
            Actions: ["*"],
            Resources: ["*"],
            Conditions: [],
        };
}
