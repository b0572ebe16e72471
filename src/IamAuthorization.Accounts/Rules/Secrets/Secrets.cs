namespace IamAuthorization.Accounts;

/// <summary>Encrypts the secrets of an account with the key of today.</summary>
internal sealed class Secrets(AccountBooks books, SecretSeal seal) : IIamSecrets
{
    /// <summary>How many secrets one commit changes, so that other commits need not wait long.</summary>
    private const int PerCommitMax = 200;

    public async Task<IamReprotection> ReprotectAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        List<IamEntityKey> outdated = await OutdatedAsync(view, cancellationToken);
        int count = 0;
        var unreadable = new SortedSet<string>(StringComparer.Ordinal);
        foreach (IamEntityKey[] some in outdated.Chunk(PerCommitMax))
        {
            IamCommitted<int> done = await books.WriteAsync(
                call,
                "iam:ReprotectSecrets",
                edit => ReprotectAsync(edit, some, unreadable, cancellationToken),
                cancellationToken);
            count += done.Value;
        }

        return new IamReprotection(count, [.. unreadable]);
    }

    private async Task<List<IamEntityKey>> OutdatedAsync(AccountView view, CancellationToken cancellationToken)
    {
        var outdated = new List<IamEntityKey>();
        List<IamEntityKey> owners = [(await view.AccountAsync(cancellationToken)).Key];
        owners.AddRange(
            (await view.ListAllAsync<IamUser>(IamEntityKind.User, cancellationToken)).Select(user => user.Key));
        foreach (IamEntityKey owner in owners)
        {
            foreach (AccessKey key in await view.AccessKeysAsync(owner, cancellationToken))
            {
                Add(key, seal.IsOutdated(key));
            }
        }

        // WHY not by their owners: a device that is assigned to nobody has a seed, too.
        foreach (MfaDevice device in await view.ListAllAsync<MfaDevice>(IamEntityKind.MfaDevice, cancellationToken))
        {
            Add(device, seal.IsOutdated(device));
        }

        return outdated;

        void Add(IamEntity entity, bool isOutdated)
        {
            if (isOutdated)
            {
                outdated.Add(entity.Key);
            }
        }
    }

    private async Task<int> ReprotectAsync(
        AccountEdit edit,
        IEnumerable<IamEntityKey> keys,
        SortedSet<string> unreadable,
        CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (IamEntityKey key in keys)
        {
            try
            {
                IamEntity? entity = await edit.FindAsync<IamEntity>(key, cancellationToken) switch
                {
                    AccessKey access when edit.IsOwn(access.AccountId) =>
                        access with { ProtectedSecret = seal.SealKey(access.Id, seal.OpenKey(access)) },
                    MfaDevice device =>
                        device with { ProtectedSeed = seal.SealSeed(device.Arn, seal.OpenSeed(device)) },
                    _ => null,
                };
                if (entity is not null)
                {
                    edit.Put(entity);
                    count++;
                }
            }
            catch (UnreadableSecretException exception)
            {
                unreadable.Add(exception.SecretName);
            }
        }

        return count;
    }
}
