using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The form of the parameters (sts §2), before anything is asked of the store: what is answered here says nothing of
/// the role.
/// </summary>
internal static class AssumeRoleChecks
{
    public const int RoleArnLengthMin = 20;
    public const int RoleArnLengthMax = 2_048;

    public static readonly TimeSpan DurationMin = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan DurationDefault = TimeSpan.FromHours(1);

    /// <summary>EV-34: the longest session that another role session makes.</summary>
    public static readonly TimeSpan ChainedDurationMax = TimeSpan.FromHours(1);

    private const string RoleForm = "the ARN of a role, `arn:PARTITION:iam::ACCOUNT:role/[path/]NAME`";

    /// <summary>The first parameter that is not right, or null with the request as it is to be decided.</summary>
    public static SecurityTokenError? Check(
        AssumeRoleRequest request, InheritedFacts inherited, out RequestedSession? requested)
    {
        requested = null;
        TimeSpan duration = request.Duration ?? DurationDefault;
        SecurityTokenError? problem = CheckRoleArn(request.RoleArn, out Arn roleArn)
            ?? CheckSessionName(request.RoleSessionName)
            ?? CheckDuration(duration)
            ?? CheckExternalId(request.ExternalId)
            ?? CheckSourceIdentity(request.SourceIdentity);
        if (problem is not null)
        {
            return problem;
        }

        var tags = new SessionTagChecks(request, inherited);
        var policies = new SessionPolicyChecks(request, roleArn);
        problem = tags.Check() ?? policies.Check();
        if (problem is not null)
        {
            return problem;
        }

        requested = new RequestedSession
        {
            RoleArn = roleArn,
            SessionName = request.RoleSessionName,
            Duration = duration,
            ExternalId = request.ExternalId,
            Policy = policies.Policy,
            PolicyArns = policies.Arns,
            Tags = tags.Tags,
            TransitiveTagKeys = tags.TransitiveKeys,
            SourceIdentity = request.SourceIdentity,
        };
        return null;
    }

    private static SecurityTokenError? CheckRoleArn(string? text, out Arn arn)
    {
        bool isRole = Arn.TryParse(text, out arn)
            && text.Length is >= RoleArnLengthMin and <= RoleArnLengthMax
            && arn.Service is "iam"
            && arn.Region.IsEmpty
            && IamPrincipal.IsAccountId(arn.Account)
            && arn.Resource.StartsWith("role/")
            && IamRules.ProblemOfPath(IamNameKind.Role, IamArn.PathOf(arn)) is null
            && IamRules.ProblemOfName(IamNameKind.Role, IamArn.NameOf(arn)) is null;
        return isRole ? null : AssumeRoleErrors.InvalidArn(text, RoleForm);
    }

    private static SecurityTokenError? CheckSessionName(string? name)
    {
        string? constraint = name is null ? "Member must not be null" : IamRules.ProblemOfSessionName(name);
        return constraint is null ? null : AssumeRoleErrors.Constraint("roleSessionName", name, constraint);
    }

    private static SecurityTokenError? CheckDuration(TimeSpan duration)
    {
        TimeSpan max = IamRole.SessionDurationMaxHigh;
        string? constraint = duration switch
        {
            _ when duration < DurationMin =>
                $"Member must have value greater than or equal to {(int)DurationMin.TotalSeconds}",
            _ when duration > max => $"Member must have value less than or equal to {(int)max.TotalSeconds}",
            _ when duration.Ticks % TimeSpan.TicksPerSecond != 0 => "Member must be a whole number of seconds",
            _ => null,
        };
        return constraint is null
            ? null
            : AssumeRoleErrors.Constraint(
                "durationSeconds", duration.TotalSeconds.ToString(CultureInfo.InvariantCulture), constraint);
    }

    // WHY: it is no secret, but it is not told again: whoever has one wrong may have another customer's right.
    private static SecurityTokenError? CheckExternalId(string? id) =>
        id is not null && IamRules.ProblemOfExternalId(id) is { } constraint
            ? AssumeRoleErrors.Constraint("externalId", constraint)
            : null;

    private static SecurityTokenError? CheckSourceIdentity(string? identity) =>
        identity is not null && IamRules.ProblemOfSourceIdentity(identity) is { } constraint
            ? AssumeRoleErrors.Constraint("sourceIdentity", identity, constraint)
            : null;
}
