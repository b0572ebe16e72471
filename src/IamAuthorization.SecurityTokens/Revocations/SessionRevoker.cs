using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens;

/// <summary>Puts revocations into the store, and into the journal beside the keys.</summary>
internal sealed class SessionRevoker(
    IIamStore store,
    RevocationJournal journal,
    NewestSession newest,
    TimeProvider clock,
    ILogger<IamSecurityTokenService> logger)
{
    /// <summary>How often a commit is decided anew when others commit in between, or when it took long.</summary>
    public const int AttemptsMax = 10;

    /// <summary>Whether it is the ARN of a role or user.</summary>
    public static bool IsRevocable(Arn arn) =>
        arn.Service is "iam"
        && IamPrincipal.IsAccountId(arn.Account)
        && (arn.Resource.StartsWith("role/") || arn.Resource.StartsWith("user/"))
        && IamArn.NameOf(arn).Length > 0;

    /// <summary>Revokes, and answers the instant from which on sessions count.</summary>
    public async ValueTask<DateTimeOffset> RevokeAsync(Arn principalArn, CancellationToken cancellationToken)
    {
        if (!IsRevocable(principalArn))
        {
            throw new ArgumentException(
                $"`{principalArn}` is neither a role nor a user: write "
                + "`arn:PARTITION:iam::ACCOUNT:role/[path/]NAME` or `…:user/[path/]NAME`.",
                nameof(principalArn));
        }

        SessionRevocation revocation = await CommitInTimeAsync(principalArn, cancellationToken);
        await journal.AppendAsync(revocation, cancellationToken);
        logger.SessionsRevoked(LogText.Of(principalArn.ToString()), revocation.ValidFrom);
        return revocation.ValidFrom;
    }

    /// <summary>Takes up what the journal kept. Nothing that the store has moves back.</summary>
    public async ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SessionRevocation> kept = await journal.ReadAsync(
            clock.GetUtcNow() - SigningKeySet.SessionLifetimeMax, cancellationToken);
        foreach (SessionRevocation revocation in kept)
        {
            await CommitAsync(revocation.PrincipalArn, revocation.ValidFrom, cancellationToken);
        }

        if (kept.Count > 0)
        {
            logger.RevocationsRead(kept.Count, LogText.Of(journal.FilePath!));
        }
    }

    /// <summary>Takes up what other nodes that share the journal have revoked since it was read last.</summary>
    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        foreach (SessionRevocation revocation in await journal.ReadChangedAsync(cancellationToken))
        {
            await CommitAsync(revocation.PrincipalArn, revocation.ValidFrom, cancellationToken);
        }
    }

    /// <summary>
    /// Commits an instant that has not passed when the commit is done. INVARIANT: a request reads the clock before it
    /// takes its snapshot. So one that does not see the revocation issues sessions that the revocation kills, and a
    /// session that is revoked cannot outlive it by making another one in time.
    /// </summary>
    /// <exception cref="TimeoutException">The store was too slow every time.</exception>
    private async ValueTask<SessionRevocation> CommitInTimeAsync(
        Arn principalArn, CancellationToken cancellationToken)
    {
        TimeSpan margin = TimeSpan.Zero;
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            DateTimeOffset begun = clock.GetUtcNow();
            SessionRevocation revocation = await CommitAsync(
                principalArn, ValidFrom(begun + margin), cancellationToken);
            DateTimeOffset done = clock.GetUtcNow();
            if (done <= revocation.ValidFrom)
            {
                return revocation;
            }

            margin = (done - begun) * 2;
        }

        throw new TimeoutException(
            $"The sessions of `{principalArn}` are revoked, but new ones may have been made meanwhile: revoke again.");
    }

    /// <summary>
    /// C5: after all sessions there are. Where the clock was put back, that is later than now, and who assumes the role
    /// before then gets a session that is revoked already.
    /// </summary>
    private DateTimeOffset ValidFrom(DateTimeOffset instant)
    {
        DateTimeOffset next = NextMillisecond(instant);
        DateTimeOffset issuedAt = newest.IssuedAt;
        return issuedAt > next ? NextMillisecond(issuedAt).AddMilliseconds(1) : next;
    }

    /// <summary>The next whole millisecond: sessions carry the last one before they were made.</summary>
    private static DateTimeOffset NextMillisecond(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            instant.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds());

    /// <exception cref="IamRevisionConflictException">Others committed in between every time.</exception>
    private async ValueTask<SessionRevocation> CommitAsync(
        Arn principalArn, DateTimeOffset validFrom, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
            SessionRevocation? before = await snapshot.FindSessionRevocationAsync(principalArn, cancellationToken);
            if (before?.ValidFrom >= validFrom)
            {
                return before;
            }

            var revocation = new SessionRevocation { PrincipalArn = principalArn, ValidFrom = validFrom };
            try
            {
                await store.CommitAsync(
                    new IamCommit
                    {
                        ExpectedRevision = snapshot.Revision,
                        AccountId = revocation.Key.AccountId,
                        Action = "iam:PutRolePolicy",
                        Puts = [revocation],
                    },
                    cancellationToken);
                return revocation;
            }
            catch (IamRevisionConflictException) when (attempt < AttemptsMax)
            {
                continue;
            }
        }
    }
}
