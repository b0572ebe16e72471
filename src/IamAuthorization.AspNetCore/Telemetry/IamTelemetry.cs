using System.Diagnostics;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>The traces of decisions.</summary>
internal static class IamTelemetry
{
    /// <summary>The name of the library's meter and activity source.</summary>
    public const string Name = "IamAuthorization";

    public static readonly ActivitySource Source = new(Name);

    /// <summary>L5: an activity, or none when nobody listens or whoever listens fails.</summary>
    public static Activity? StartActivity(string name)
    {
        try
        {
            return Source.StartActivity(name);
        }
        catch (Exception)
        {
            // WHY nothing: those who would be told of it are those who have failed.
            return null;
        }
    }

    public static void Describe(Activity? activity, IamRequestDecision made)
    {
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("iam.action", made.Decision.Action.ToString());
            activity.SetTag("iam.resource", LogText.Of(made.Decision.Resource.ToString()));
            activity.SetTag("iam.principal", LogText.Of(made.Decision.Principal.ToString()));
            activity.SetTag("iam.outcome", TagOf(made.Decision.Outcome));
            activity.SetTag("iam.decision_id", made.Id);
        }
    }

    public static string TagOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "allow",
        DecisionOutcome.ExplicitDeny => "explicit_deny",
        DecisionOutcome.ImplicitDeny => "implicit_deny",
        _ => throw new UnreachableException(),
    };

    public static string TagOf(PolicyType type) => type switch
    {
        PolicyType.None => "none",
        PolicyType.IdentityBased => "identity",
        PolicyType.ResourceBased => "resource",
        PolicyType.RoleTrust => "trust",
        PolicyType.PermissionsBoundary => "boundary",
        PolicyType.Session => "session",
        PolicyType.ServiceControl => "scp",
        PolicyType.ResourceControl => "rcp",
        PolicyType.AccountRootUser => "root",
        _ => throw new UnreachableException(),
    };

    public static string TagOf(ConnectionVerdict verdict) => verdict switch
    {
        ConnectionVerdict.Denied => "denied",
        ConnectionVerdict.Expired => "expired",
        ConnectionVerdict.Revoked => "revoked",
        ConnectionVerdict.Gone => "gone",
        ConnectionVerdict.Unknown => "unknown",
        _ => throw new UnreachableException(),
    };
}
