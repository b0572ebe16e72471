using System.Buffers;
using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>Reads who makes the request of a case.</summary>
internal static class PrincipalReader
{
    private const string WhatIsRight =
        "write the ARN of a user, a root user, an assumed-role session or a federated user, {\"type\":\"Anonymous\"}, "
        + "or the name of a service like `events.amazonaws.com`";

    private static readonly SearchValues<char> ServiceNameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>Reads the principal.</summary>
    /// <param name="members">The case.</param>
    /// <param name="context">Its condition keys: they may name the role of a session.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="LineException">There is no such principal; the message says what would be right.</exception>
    public static IamPrincipal Read(CaseMembers members, RequestContext context)
    {
        IamPrincipal principal = Named(members.Get(CaseMembers.Principal));
        string? roleArn = members.FindText(CaseMembers.RoleArn);
        string? userArn = members.FindText(CaseMembers.UserArn);
        Demand(roleArn is null || principal.Kind == IamPrincipalKind.RoleSession, principal, CaseMembers.RoleArn);
        Demand(userArn is null || principal.Kind == IamPrincipalKind.FederatedUser, principal, CaseMembers.UserArn);
        return principal.Kind switch
        {
            IamPrincipalKind.RoleSession => RoleSession(principal, roleArn, context),
            IamPrincipalKind.FederatedUser when userArn is not null => FederatedUser(principal, userArn),
            _ => principal,
        };
    }

    private static IamPrincipal Named(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            Dictionary<string, JsonElement> members = JsonMembers.Read(json, CaseMembers.Principal, ["type"]);
            return members.TryGetValue("type", out JsonElement type)
                && JsonLine.Text(type, $"{CaseMembers.Principal}.type") == "Anonymous"
                    ? IamPrincipal.Anonymous
                    : throw new LineException($"`{CaseMembers.Principal}` has no known type; {WhatIsRight}.");
        }

        string text = JsonLine.Text(json, CaseMembers.Principal);
        return text.StartsWith("arn:", StringComparison.Ordinal) ? FromArn(text) : Service(text);
    }

    private static IamPrincipal FromArn(string text)
    {
        Arn arn = CaseReader.ArnOf(text, CaseMembers.Principal);
        try
        {
            return IamPrincipal.FromArn(arn);
        }
        catch (ArgumentException)
        {
            throw NoPrincipal(text);
        }
    }

    private static IamPrincipal Service(string name) =>
        name.Contains('.', StringComparison.Ordinal) && !name.AsSpan().ContainsAnyExcept(ServiceNameCharacters)
            ? IamPrincipal.Service(name)
            : throw NoPrincipal(name);

    // EV-03: the role's ARN holds a path that the session's ARN lacks.
    private static IamPrincipal RoleSession(IamPrincipal session, string? roleArn, RequestContext context)
    {
        if (roleArn is not null)
        {
            Arn role = CaseReader.ArnOf(roleArn, CaseMembers.RoleArn);
            return IsRoleOf(role, session)
                ? IamPrincipal.RoleSession(role, session.SessionName!)
                : throw new LineException(
                    $"`{CaseMembers.RoleArn}` is `{roleArn}`, which is not the role of {session}: partition, account "
                    + "and role name must be the same.");
        }

        string claimed = context.Get(ConditionKey.Of("aws:PrincipalArn")).ToString();
        return Arn.TryParse(claimed, out Arn claimedRole) && IsRoleOf(claimedRole, session)
            ? IamPrincipal.RoleSession(claimedRole, session.SessionName!)
            : session;
    }

    private static bool IsRoleOf(Arn role, IamPrincipal session) =>
        role.Service is "iam"
        && role.Partition.SequenceEqual(session.Arn.Partition)
        && role.Account.SequenceEqual(session.AccountId)
        && role.Resource.StartsWith("role/", StringComparison.Ordinal)
        && role.Resource[(role.Resource.LastIndexOf('/') + 1)..].SequenceEqual(session.Name);

    private static IamPrincipal FederatedUser(IamPrincipal session, string userArn)
    {
        Arn user = CaseReader.ArnOf(userArn, CaseMembers.UserArn);
        return user.Service is "iam"
            && user.Account.SequenceEqual(session.AccountId)
            && user.Resource.StartsWith("user/", StringComparison.Ordinal)
                ? IamPrincipal.FederatedUser(session.Arn, user)
                : throw new LineException(
                    $"`{CaseMembers.UserArn}` is `{userArn}`, which is not a user of the account of {session}.");
    }

    private static void Demand(bool fits, IamPrincipal principal, string member)
    {
        if (!fits)
        {
            throw new LineException($"`{member}` does not go with {principal}.");
        }
    }

    private static LineException NoPrincipal(string text) =>
        new($"`{CaseMembers.Principal}` is `{text}`, which makes no requests; {WhatIsRight}.");
}
