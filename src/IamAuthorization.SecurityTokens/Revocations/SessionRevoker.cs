using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens;

/// <summary>Puts revocations into the store, and into the journal beside the keys.</summary>
internal sealed class SessionRevoker(
    IIamStore store, RevocationJournal journal, TimeProvider clock, ILogger<IamSecurityTokenService> logger)
{
    /// <summary>How often a commit is decided anew when others commit in between, or when it took long.</summary>
    public const int AttemptsMax = 10;

    /// <summary>How long a commit is expected to take: what the latest one took, and as much again.</summary>
    private long _marginTicks;

    /// <summary>Whether it is the ARN of a role or user.</summary>
    public static bool IsRevocable(Arn arn) =>
        arn.Service is "iam"
        && IamPrincipal.IsAccountId(arn.Account)
        && (arn.Resource.StartsWith("role/") || arn.Resource.StartsWith("user/"))
        && IamArn.NameOf(arn).Length > 0;

    /// <summary>
    /// Revokes, and answers the instant from which on sessions count. It has come, unless an earlier revocation by a
    /// clock that was ahead holds longer.
    /// </summary>
    public async ValueTask<DateTimeOffset> RevokeAsync(
        Arn principalArn, IamChangeOrigin origin, CancellationToken cancellationToken)
    {
        if (!IsRevocable(principalArn))
        {
            throw new ArgumentException(
                $"`{principalArn}` is neither a role nor a user: write "
                + "`arn:PARTITION:iam::ACCOUNT:role/[path/]NAME` or `…:user/[path/]NAME`.",
                nameof(principalArn));
        }

        SessionRevocation revocation = await CommitInTimeAsync(principalArn, origin, cancellationToken);
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
            await CommitAsync(revocation, IamChangeOrigin.App, cancellationToken);
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
            await CommitAsync(revocation, IamChangeOrigin.App, cancellationToken);
        }
    }

    /// <summary>
    /// Commits an instant that has not passed when the commit is done. INVARIANT: a request reads the clock before it
    /// takes its snapshot. So one that does not see the revocation issues sessions that the revocation kills, and a
    /// session that is revoked cannot outlive it by making another one in time.
    /// </summary>
    /// <exception cref="TimeoutException">The store was too slow every time.</exception>
    private async ValueTask<SessionRevocation> CommitInTimeAsync(
        Arn principalArn, IamChangeOrigin origin, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            DateTimeOffset begun = clock.GetUtcNow();
            DateTimeOffset validFrom = NextMillisecond(begun + TimeSpan.FromTicks(Volatile.Read(ref _marginTicks)));
            SessionRevocation revocation = await CommitAsync(
                new SessionRevocation { PrincipalArn = principalArn, ValidFrom = validFrom },
                origin,
                cancellationToken);
            DateTimeOffset done = clock.GetUtcNow();
            Volatile.Write(ref _marginTicks, Math.Max(0, (done - begun).Ticks * 2));
            if (done <= revocation.ValidFrom)
            {
                // WHY: whoever is told that sessions count again may make one at once.
                await WaitForAsync(validFrom, cancellationToken);
                return revocation;
            }
        }

        throw new TimeoutException(
            $"The sessions of `{principalArn}` are revoked, but new ones may have been made meanwhile: revoke again.");
    }

    private async ValueTask WaitForAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        TimeSpan left = instant - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }

    /// <summary>The next whole millisecond: sessions carry the last one before they were made.</summary>
    private static DateTimeOffset NextMillisecond(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            instant.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds());

    /// <exception cref="IamRevisionConflictException">Others committed in between every time.</exception>
    private async ValueTask<SessionRevocation> CommitAsync(
        SessionRevocation revocation, IamChangeOrigin origin, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
            SessionRevocation? before =
                await snapshot.FindSessionRevocationAsync(revocation.PrincipalArn, cancellationToken);
            if (before?.ValidFrom >= revocation.ValidFrom)
            {
                return before;
            }

            try
            {
                await store.CommitAsync(
                    new IamCommit
                    {
                        ExpectedRevision = snapshot.Revision,
                        AccountId = revocation.Key.AccountId,
                        Action = "iam:PutRolePolicy",
                        Origin = origin,
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
