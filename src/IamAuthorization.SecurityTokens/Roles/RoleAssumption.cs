using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>AssumeRole in the order of sts §4. Nothing is told of the role before the caller may assume it.</summary>
internal sealed class RoleAssumption(
    RolePermission permission,
    QuestionReader reader,
    SessionCredential envelope,
    BuiltInPolicies builtIn,
    LastUsedRecorder lastUsed,
    IOptions<IamOptions> iam,
    NewestSession newest,
    IOptions<IamSecurityTokenOptions> options,
    SessionMetrics metrics,
    ILogger<IamSecurityTokenService> logger)
{
    public async ValueTask<AssumeRoleResult> AssumeAsync(
        IamPrincipal caller, AssumeRoleRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        AssumeRoleResult result = await DecideAsync(caller, request, context, cancellationToken);
        metrics.Decided(result);
        logger.Decided(caller, request, result);
        return result;
    }

    private static SecurityTokenError? CheckCaller(IamPrincipal caller) => caller.Kind switch
    {
        IamPrincipalKind.User or IamPrincipalKind.RoleSession or IamPrincipalKind.Service => null,
        IamPrincipalKind.Root => AssumeRoleErrors.CalledByRoot,
        IamPrincipalKind.FederatedUser => AssumeRoleErrors.CalledByFederatedUser,
        _ => AssumeRoleErrors.CalledByNobody,
    };

    private async ValueTask<AssumeRoleResult> DecideAsync(
        IamPrincipal caller, AssumeRoleRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        var inherited = InheritedFacts.Of(caller);
        RequestedSession? requested = null;
        SecurityTokenError? error = CheckCaller(caller)
            ?? AssumeRoleChecks.Check(request, inherited, out requested);
        if (requested is null)
        {
            return new AssumeRoleResult(error!);
        }

        error = await permission.RefuseAsync(caller, requested, inherited, context, cancellationToken);
        if (error is not null)
        {
            return new AssumeRoleResult(error);
        }

        try
        {
            return await IssueAsync(caller, requested, inherited, cancellationToken);
        }
        catch (UndecidableException exception)
        {
            logger.NotIssued(exception, requested.RoleArn.ToString());
            return new AssumeRoleResult(AssumeRoleErrors.NotRead(caller, requested));
        }
    }

    private async ValueTask<AssumeRoleResult> IssueAsync(
        IamPrincipal caller,
        RequestedSession requested,
        InheritedFacts inherited,
        CancellationToken cancellationToken)
    {
        IamRole? role = await FindAsync(
            (snapshot, token) => snapshot.FindRoleAsync(
                requested.RoleAccountId, IamArn.NameOf(requested.RoleArn), token),
            cancellationToken);
        if (role is null || role.Arn != requested.RoleArn)
        {
            return new AssumeRoleResult(RolePermission.RefusalOfMissing(caller, requested));
        }

        SecurityTokenError? error = CheckRole(role, requested, inherited)
            ?? await CheckManagedPoliciesAsync(requested, cancellationToken);
        if (error is not null)
        {
            return new AssumeRoleResult(error);
        }

        IamSession session = SessionFacts.Of(role, requested, inherited, reader.Now);
        error = CheckSize(session, out int percent);
        if (error is not null)
        {
            return new AssumeRoleResult(error);
        }

        IamPrincipal principal = IamPrincipal.RoleSession(role.Arn, requested.SessionName, role.UniqueId, session);
        newest.Learn(session.IssuedAt!.Value);
        string token = await envelope(principal, cancellationToken);
        lastUsed.Record(role.UniqueId!, iam.Value.Service, iam.Value.Region);
        return new AssumeRoleResult(
            new AssumedRole(principal, token, requested.HasPackedContent ? percent : null));
    }

    private static SecurityTokenError? CheckRole(IamRole role, RequestedSession requested, InheritedFacts inherited)
    {
        if (requested.Duration > role.SessionDurationMax)
        {
            return AssumeRoleErrors.LongerThanRole;
        }

        if (inherited.IsChained && requested.Duration > AssumeRoleChecks.ChainedDurationMax)
        {
            return AssumeRoleErrors.LongerThanChain;
        }

        return role.UniqueId is null ? AssumeRoleErrors.WithoutUniqueId(role.Arn) : null;
    }

    private async ValueTask<SecurityTokenError?> CheckManagedPoliciesAsync(
        RequestedSession requested, CancellationToken cancellationToken)
    {
        foreach (Arn arn in requested.PolicyArns)
        {
            ManagedPolicy? policy = await FindAsync(
                (snapshot, token) => builtIn.FindAsync(snapshot, arn, token), cancellationToken);
            if (policy is null)
            {
                return AssumeRoleErrors.MissingPolicy(arn);
            }
        }

        return null;
    }

    private SecurityTokenError? CheckSize(IamSession session, out int percent)
    {
        int max = options.Value.PackedPolicySizeMax;
        percent = 0;
        if (!SessionPacking.TryPack(session, out byte[]? packed))
        {
            return AssumeRoleErrors.UnpackedTooLarge(SessionPacking.UnpackedSizeMax);
        }

        percent = (int)((long)packed.Length * 100 / max);
        return packed.Length <= max ? null : AssumeRoleErrors.PackedTooLarge(packed.Length, max);
    }

    /// <summary>Reads from the snapshot on which the caller was allowed.</summary>
    private ValueTask<T?> FindAsync<T>(
        Func<IIamSnapshot, CancellationToken, ValueTask<T?>> find, CancellationToken cancellationToken)
        where T : class =>
        reader.Gate.RunAsync(
            token => reader.FindAsync(find, static (ask, snapshot, inTime) => ask(snapshot, inTime), token),
            cancellationToken);
}
