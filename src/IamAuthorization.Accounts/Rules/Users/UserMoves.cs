namespace IamAuthorization.Accounts;

/// <summary>Takes everything that names a user along when the user gets another name or path.</summary>
internal static class UserMoves
{
    public static async Task MoveAsync(
        AccountEdit edit, IamUser user, IamUser moved, CancellationToken cancellationToken)
    {
        edit.Move(user.Key, moved);
        if (!string.Equals(user.Name, moved.Name, StringComparison.Ordinal))
        {
            foreach (IamEntityKey key in await edit.ReferrersAsync(
                user.Key, IamReferenceKind.Owner, cancellationToken))
            {
                MoveOwned(edit, await edit.FindAsync<IamEntity>(key, cancellationToken), moved.Name);
            }
        }

        var revoked = IamEntityKey.SessionRevocation(user.Arn);
        if (await edit.FindAsync<SessionRevocation>(revoked, cancellationToken) is { } revocation)
        {
            // WHY both stay: no session of either name may come back to life, and the instant only moves forward.
            var next = IamEntityKey.SessionRevocation(moved.Arn);
            var there = await edit.FindAsync<SessionRevocation>(next, cancellationToken);
            if (there is null || there.ValidFrom < revocation.ValidFrom)
            {
                edit.Put(revocation with { PrincipalArn = moved.Arn });
            }
        }
    }

    private static void MoveOwned(AccountEdit edit, IamEntity? owned, string name)
    {
        switch (owned)
        {
            case AccessKey key:
                edit.Put(key with { UserName = name });
                break;
            case LoginProfile profile:
                edit.Move(profile.Key, profile with { UserName = name });
                break;
            case MfaDevice device:
                edit.Put(device with { UserName = name });
                break;
            default:
                break;
        }
    }
}
