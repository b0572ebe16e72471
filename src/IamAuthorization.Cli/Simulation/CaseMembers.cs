using System.Text.Json;
using IamAuthorization.Cli.Lines;

namespace IamAuthorization.Cli.Simulation;

/// <summary>
/// The members of a case by name. A member that is <c>null</c> counts as absent; one that is unknown or comes twice is
/// an error, because a misspelt boundary must not be a missing one.
/// </summary>
internal sealed class CaseMembers
{
    public const string Id = "id";
    public const string Principal = "principal";
    public const string RoleArn = "roleArn";
    public const string UserArn = "userArn";
    public const string Action = "action";
    public const string Resource = "resource";
    public const string ResourceAccount = "resourceAccount";
    public const string Context = "context";
    public const string IdentityPolicies = "identityPolicies";
    public const string PermissionsBoundaries = "permissionsBoundaries";
    public const string SessionPolicy = "sessionPolicy";
    public const string ResourcePolicy = "resourcePolicy";
    public const string ServiceControlPolicies = "serviceControlPolicies";
    public const string ResourceControlPolicies = "resourceControlPolicies";

    private static readonly string[] Names =
    [
        Id, Principal, RoleArn, UserArn, Action, Resource, ResourceAccount, Context, IdentityPolicies,
        PermissionsBoundaries, SessionPolicy, ResourcePolicy, ServiceControlPolicies, ResourceControlPolicies,
    ];

    private readonly Dictionary<string, JsonElement> _members;

    private CaseMembers(Dictionary<string, JsonElement> members) => _members = members;

    /// <summary>Reads the members of a case.</summary>
    /// <param name="json">The case, a JSON object.</param>
    /// <returns>The members.</returns>
    /// <exception cref="LineException">A member is unknown or comes twice.</exception>
    public static CaseMembers Of(JsonElement json) => new(JsonMembers.Read(json, "the case", Names));

    /// <summary>A member.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member, or <see langword="null"/> when it is absent.</returns>
    public JsonElement? Find(string name) => _members.TryGetValue(name, out JsonElement member) ? member : null;

    /// <summary>A member that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    /// <exception cref="LineException">It is absent.</exception>
    public JsonElement Get(string name) => Find(name) ?? throw new LineException($"The case has no `{name}`.");

    /// <summary>The text of a member that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text.</returns>
    /// <exception cref="LineException">It is absent or no string.</exception>
    public string GetText(string name) => JsonLine.Text(Get(name), name);

    /// <summary>The text of a member.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text, or <see langword="null"/> when it is absent.</returns>
    /// <exception cref="LineException">It is no string.</exception>
    public string? FindText(string name) => Find(name) is { } member ? JsonLine.Text(member, name) : null;
}
