namespace IamAuthorization.Accounts;

/// <summary>The rules of access keys.</summary>
internal sealed class AccessKeys(AccountBooks books, SecretSeal seal) : IIamAccessKeys
{
    public Task<IamCommitted<NewAccessKey>> CreateAsync(
        IamCall call, string? ownerName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:CreateAccessKey",
            async edit =>
            {
                (IamEntityKey owner, string? name) = await OwnerAsync(edit, ownerName, cancellationToken);
                ValueList<AccessKey> keys = await edit.AccessKeysAsync(owner, cancellationToken);
                if (keys.Count >= books.Quotas.AccessKeysPerUserMax)
                {
                    throw IamErrors.Quota("AccessKeysPerUser", books.Quotas.AccessKeysPerUserMax);
                }

                string id = books.Ids.NextAccessKeyId();
                string secret = books.Ids.NextSecret();
                var key = new AccessKey
                {
                    Id = id,
                    AccountId = call.AccountId,
                    UserName = name,
                    ProtectedSecret = seal.SealKey(id, secret),
                    CreatedAt = books.Now,
                };
                edit.Touch(owner);
                edit.Put(key);
                return new NewAccessKey(key, secret);
            },
            cancellationToken);

    public async Task<ValueList<AccessKey>> ListAsync(
        IamCall call, string? ownerName, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        (IamEntityKey owner, _) = await OwnerAsync(view, ownerName, cancellationToken);
        return await view.AccessKeysAsync(owner, cancellationToken);
    }

    public Task<long> SetActiveAsync(
        IamCall call, string? ownerName, string accessKeyId, bool isActive, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UpdateAccessKey",
            async edit =>
            {
                AccessKey key = await KeyAsync(edit, ownerName, accessKeyId, cancellationToken);
                edit.Put(key with { IsActive = isActive });
            },
            cancellationToken);

    public Task<long> DeleteAsync(
        IamCall call, string? ownerName, string accessKeyId, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteAccessKey",
            async edit => edit.Delete((await KeyAsync(edit, ownerName, accessKeyId, cancellationToken)).Key),
            cancellationToken);

    private static async Task<(IamEntityKey Key, string? Name)> OwnerAsync(
        AccountView view, string? ownerName, CancellationToken cancellationToken)
    {
        if (ownerName is null)
        {
            RootTasks.Require(view.Call);
            return (IamEntityKey.Account(view.AccountId), null);
        }

        IamUser user = await view.UserAsync(ownerName, cancellationToken);
        return (user.Key, user.Name);
    }

    private static async Task<AccessKey> KeyAsync(
        AccountEdit edit, string? ownerName, string accessKeyId, CancellationToken cancellationToken)
    {
        (_, string? name) = await OwnerAsync(edit, ownerName, cancellationToken);
        return await edit.AccessKeyAsync(name, accessKeyId, cancellationToken);
    }
}
